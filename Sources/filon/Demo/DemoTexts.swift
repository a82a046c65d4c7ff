import CRM
import Planning

extension Message {
  static let helpDemo = Message(
    fr: "Crée l’entreprise Bob, avec une année 2023 inventée\u{A0}; la relancer ne change rien.",
    en: "Makes the company Bob, with an invented year 2023; again changes nothing.")
  static let helpDemoMore = Message(
    fr: """
      Bob vend des produits bios et écoresponsables pour la maison. Son plan\u{A0}: 40 nouveaux clients en 2023 par la prospection \
      terrain, avec quatre commerciaux (X, Y, Z et B) et 60 000 €. Les faits sont les mêmes à chaque fois.
      """,
    en: """
      Bob sells organic and eco-responsible products for the home. The plan: 40 new customers in 2023 by field prospecting, \
      with four salespeople (X, Y, Z and B) and €60,000. The facts are the same every time.
      """)

  static let demoRecorded = Message(fr: "L’entreprise Bob est prête.", en: "The company Bob is ready.")
  static let demoAlreadyThere = Message(
    fr: "L’entreprise Bob est déjà là\u{A0}; rien n’a changé.", en: "The company Bob is already there; nothing changed.")
  static let demoNext = Message(fr: "À essayer\u{A0}:", en: "To try:")

  static let demoOrganization = Message(fr: "Organisation", en: "Organization")
  static let demoPeriod = Message(fr: "Année", en: "Year")
  static let demoSalespeople = Message(fr: "Commerciaux", en: "Salespeople")
  static let demoWon = Message(fr: "dont gagnées", en: "won")
  static let demoLost = Message(fr: "dont perdues ou abandonnées", en: "lost or abandoned")
  static let demoOpen = Message(fr: "dont ouvertes", en: "open")
  static let demoCustomers = Message(fr: "Nouveaux clients (objectif\u{A0}: 40)", en: "New customers (objective: 40)")
  static let demoRefunds = Message(fr: "Avoirs", en: "Refunds")
  static let demoRevenue = Message(fr: "Chiffre d’affaires", en: "Revenue")
  static let demoFollowUps = Message(fr: "Relances prévues", en: "Follow-ups planned")
}
