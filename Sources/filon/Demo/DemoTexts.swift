import CRM
import Demo

extension Message {
  static let helpDemo = Message(
    fr: "Une entreprise inventée pour essayer, à part de vos données\u{A0}: la créer, la supprimer.",
    en: "An invented company to try things with, apart from your data: makes it, removes it.")
  static let helpDemoMore = Message(
    fr: """
      Bob vend des produits bios et écoresponsables pour la maison. Son plan\u{A0}: 40 nouveaux clients en 2023 par la prospection \
      terrain, avec quatre commerciaux (X, Y, Z et B) et 60 000 €. Les douze derniers mois remplissent l’agenda et le pipeline. Sur le \
      serveur privé, Bob a sa propre base\u{A0}; dans une base que vous désignez, c’est l’organisation «\u{A0}bob\u{A0}». Toute commande y \
      travaille par --demo, ou par FILON_DEMO=1\u{A0}; les réglages organization et as n’y comptent pas.
      """,
    en: """
      Bob sells organic and eco-responsible products for the home. The plan: 40 new customers in 2023 by field prospecting, \
      with four salespeople (X, Y, Z and B) and €60,000. The last twelve months fill the agenda and the pipeline. On the private \
      server Bob has a database of its own; in one that you name it is the organization “bob”. Every command works there with --demo, or \
      with FILON_DEMO=1; the settings organization and as do not count there.
      """)
  static let helpDemoMake = Message(
    fr: "Crée la démonstration\u{A0}; la relancer ne change rien.", en: "Makes the demo; again changes nothing.")
  static let helpDemoUntil = Message(
    fr: "Dernier jour de ce qui est raconté\u{A0}; sinon hier. Avec 2023-12-31, l’année du plan seule.",
    en: "The last day of what is told; else yesterday. With 2023-12-31 the year of the plan alone.")
  static let helpDemoRemove = Message(
    fr: "Supprime la démonstration et tout ce qui y a été noté.", en: "Removes the demo and all that was recorded in it.")

  static let demoRecorded = Message(fr: "L’entreprise Bob est prête.", en: "The company Bob is ready.")
  static let demoAlreadyThere = Message(
    fr: "L’entreprise Bob est déjà là\u{A0}; rien n’a changé.", en: "The company Bob is already there; nothing changed.")

  static func demoHolds(_ demo: Demo.Summary) -> Message {
    func list(_ language: Language, _ counts: [(Int, String, String)]) -> String {
      let formats = Formats(language: language)
      return counts.map { "\(formats.integer($0))\u{A0}\(language.plural($0, $1, $2))" }.joined(separator: ", ")
    }
    return Message(
      fr: list(
        .fr,
        [
          (demo.salespeople, "commercial", "commerciaux"), (demo.prospects, "prospect", "prospects"),
          (demo.followUps, "relance prévue", "relances prévues"),
          (demo.openOpportunities, "opportunité ouverte", "opportunités ouvertes"),
        ]) + ".",
      en: list(
        .en,
        [
          (demo.salespeople, "salesperson", "salespeople"), (demo.prospects, "prospect", "prospects"),
          (demo.followUps, "follow-up planned", "follow-ups planned"),
          (demo.openOpportunities, "open opportunity", "open opportunities"),
        ]) + ".")
  }

  static let demoToTry = Message(fr: "À essayer\u{A0}:", en: "To try:")
  static let demoVariable = Message(
    fr: "FILON_DEMO=1 évite de répéter --demo.", en: "FILON_DEMO=1 saves repeating --demo.")
  static let demoToRemove = Message(
    fr: "Pour la supprimer\u{A0}: filon demo remove. Vos données sont ailleurs.",
    en: "To remove it: filon demo remove. Your data is elsewhere.")
  static let demoRemoved = Message(fr: "La démonstration est supprimée.", en: "The demo is removed.")
}
