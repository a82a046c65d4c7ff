import Foundation
import Postgres

// What the daily facts say when they are refused.
extension Message {
  static let opportunityUnchanged = Message(fr: "rien à modifier n’a été donné", en: "nothing to change was given")
  static let opportunityChangeRemedy = Message(
    fr: "par exemple --owner, --amount, --expected ou --title", en: "for example --owner, --amount, --expected or --title")
  static let giveOpportunityToOthers = Message(
    fr: "seul un directeur confie une opportunité à un autre", en: "only a director gives an opportunity to somebody else")

  /// The first of the opportunities that somebody may have meant, with what tells them apart.
  static func severalOpportunities(_ text: String, _ found: [OpportunitySummary], _ currency: String) -> Message {
    func list(_ language: Language) -> String {
      let formats = Formats(language: language, currency: currency)
      let lines = found.prefix(Lookup.shown).map { each in
        [
          each.prospect, each.title, each.stage, each.amountCents.map { formats.money(cents: $0) }, each.openedOn.map { formats.day($0) },
          each.salesperson, each.id.description,
        ].compactMap(\.self).joined(separator: ", ")
      }
      return (lines + (found.count > Lookup.shown ? ["…"] : [])).map { "\n  " + $0 }.joined()
    }
    return Message(
      fr: "plusieurs opportunités répondent à \(text.quoted(in: .fr))\u{A0}:\(list(.fr))",
      en: "several opportunities fit \(text.quoted(in: .en)):\(list(.en))")
  }

  static func nameTheOpportunity(_ text: String) -> Message {
    Message(
      fr: "tapez l’identifiant qui finit la ligne au lieu de \(text.quoted(in: .fr))",
      en: "type the id that ends the line instead of \(text.quoted(in: .en))")
  }

  /// Nothing is called so, among the open, the closed or all of them.
  static func noOpportunity(_ text: String, isOpen: Bool?) -> Message {
    let kind = opportunityKind(isOpen)
    return Message(
      fr: "aucune opportunité\(kind.fr) ne répond à \(text.quoted(in: .fr))",
      en: "no\(kind.en) opportunity fits \(text.quoted(in: .en))")
  }

  static func noOpportunity(of prospect: String, isOpen: Bool?) -> Message {
    let kind = opportunityKind(isOpen)
    return Message(
      fr: "\(prospect.quoted(in: .fr)) n’a aucune opportunité\(kind.fr)", en: "\(prospect.quoted(in: .en)) has no\(kind.en) opportunity")
  }

  private static func opportunityKind(_ isOpen: Bool?) -> Message {
    switch isOpen {
    case nil: Message(fr: "", en: "")
    case true?: Message(fr: " ouverte", en: " open")
    case false?: Message(fr: " close", en: " closed")
    }
  }

  static let opportunityListRemedy = Message(
    fr: "donnez son titre, son prospect ou son identifiant\u{A0}: «\u{A0}filon opportunity list\u{A0}» les montre",
    en: "give its title, its prospect or its id: “filon opportunity list” shows them")

  static func noFact(_ id: String) -> Message {
    Message(fr: "rien ne porte l’identifiant \(id)", en: "nothing has the id \(id)")
  }

  static func stageOfReopeningRetired(_ name: String) -> Message {
    Message(
      fr: "l’étape ouverte où elle était, \(name.quoted(in: .fr)), est retirée",
      en: "the open stage it was in, \(name.quoted(in: .en)), is retired"
    )
  }

  static func sayTheStage(_ names: [String]) -> Message {
    Message(
      fr: "dites-en une autre par --stage\u{A0}: \(names.joined(separator: ", "))",
      en: "give another with --stage: \(names.joined(separator: ", "))")
  }

  static let negativeAmount = Message(fr: "montant négatif", en: "negative amount")

  package static let onlyOwnFigures = Message(
    fr: "un commercial ne lit que ses propres chiffres", en: "a salesperson reads their own figures only")

  static let titleEmpty = Message(fr: "ce titre est vide", en: "this title is empty")
  static let titleRemedy = Message(
    fr: "dites ce qui serait vendu, ou ne donnez pas de titre", en: "say what would be sold, or give no title")

  static func expectedBeforeOpening(_ expected: Day, _ opened: Day) -> Message {
    let (fr, en) = (Formats(language: .fr), Formats(language: .en))
    return Message(
      fr: "close prévue le \(fr.day(expected)), avant l’ouverture du \(fr.day(opened))",
      en: "a close expected on \(en.day(expected)), before the opening on \(en.day(opened))")
  }
}
