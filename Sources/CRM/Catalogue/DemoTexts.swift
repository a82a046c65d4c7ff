// A text says by itself what it is.

extension Message {
  static func demoNameTaken(_ organization: Organization) -> Message {
    Message(
      fr: "l'organisation \(organization.slug.quoted(in: .fr)) existe déjà avec ses propres données : la démonstration ne s'y mêle pas",
      en: "the organization \(organization.slug.quoted(in: .en)) is there with data of its own: the demo does not mix with it")
  }

  static let demoNameTakenRemedy = Message(
    fr: "lancez-la dans une autre base, par exemple avec FILON_HOME=/tmp/filon-demo",
    en: "run it in another database, for example with FILON_HOME=/tmp/filon-demo")

  public static let helpDemo = Message(
    fr: "Crée l'entreprise Bob, avec une année 2023 inventée ; la relancer ne change rien.",
    en: "Makes the company Bob, with an invented year 2023; again changes nothing.")
  public static let helpDemoMore = Message(
    fr: """
      Bob vend des produits bios et écoresponsables pour la maison. Son plan : 40 nouveaux clients en 2023 par la prospection \
      terrain, avec quatre commerciaux (X, Y, Z et B) et 60 000 €. Les faits sont les mêmes à chaque fois.
      """,
    en: """
      Bob sells organic and eco-responsible products for the home. The plan: 40 new customers in 2023 by field prospecting, \
      with four salespeople (X, Y, Z and B) and €60,000. The facts are the same every time.
      """)

  public static let demoRecorded = Message(fr: "L'entreprise Bob est prête.", en: "The company Bob is ready.")
  public static let demoAlreadyThere = Message(
    fr: "L'entreprise Bob est déjà là ; rien n'a changé.", en: "The company Bob is already there; nothing changed.")
  public static let demoNext = Message(fr: "À essayer :", en: "To try:")

  public static let demoOrganization = Message(fr: "Organisation", en: "Organization")
  public static let demoPeriod = Message(fr: "Année", en: "Year")
  public static let demoSalespeople = Message(fr: "Commerciaux", en: "Salespeople")
  public static let demoProspects = Message(fr: "Prospects", en: "Prospects")
  public static let demoConversations = Message(fr: "Conversations", en: "Conversations")
  public static let demoOpportunities = Message(fr: "Opportunités", en: "Opportunities")
  public static let demoWon = Message(fr: "dont gagnées", en: "won")
  public static let demoLost = Message(fr: "dont perdues ou abandonnées", en: "lost or abandoned")
  public static let demoOpen = Message(fr: "dont ouvertes", en: "open")
  public static let demoCustomers = Message(fr: "Nouveaux clients (objectif : 40)", en: "New customers (objective: 40)")
  public static let demoSales = Message(fr: "Ventes", en: "Sales")
  public static let demoRefunds = Message(fr: "Avoirs", en: "Refunds")
  public static let demoRevenue = Message(fr: "Chiffre d'affaires", en: "Revenue")
  public static let demoExpenses = Message(fr: "Dépenses", en: "Expenses")
  public static let demoFollowUps = Message(fr: "Relances prévues", en: "Follow-ups planned")
}
