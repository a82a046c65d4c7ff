import Foundation
package import Postgres

// What is said of prospects: their fields, how they are found, duplicates and merges.
extension Message {
  /// In place of the phone number of somebody who objected.
  package static func opposed(_ day: Day) -> Message {
    Message(fr: "opposition le \(Formats(language: .fr).day(day))", en: "objected on \(Formats(language: .en).day(day))")
  }

  static func textTooLong(_ limit: Int) -> Message {
    Message(fr: "plus de \(limit) caractères", en: "more than \(limit) characters")
  }
  package static let fieldSIRET = Message(fr: "SIRET", en: "SIRET")

  // MARK: Checks

  static func textTooLong(_ field: Message, _ length: Int, _ limit: Int) -> Message {
    Message(
      fr: "\(field.fr)\u{A0}: \(length) caractères, pour \(limit) au plus", en: "\(field.en): \(length) characters, \(limit) at most")
  }

  static func controlCharacter(_ field: Message) -> Message {
    Message(
      fr: "\(field.fr)\u{A0}: un caractère invisible (NUL, échappement…) n’y a pas sa place",
      en: "\(field.en): an invisible character (NUL, escape…) has no place there")
  }

  static let prospectWithoutName = Message(fr: "un prospect a un nom", en: "a prospect has a name")
  static let negativePotential = Message(fr: "un potentiel n’est pas négatif", en: "a potential is not negative")
  static let nextWithoutDay = Message(fr: "une relance a un jour", en: "a next step has a day")
  static let nextDayRemedy = Message(fr: "ajoutez --next-on 31/12/2026", en: "add --next-on 2026-12-31")

  static let notYourProspect = Message(
    fr: "ce prospect est celui d’un autre commercial", en: "this prospect is another salesperson's")
  static let notYourProspectRemedy = Message(
    fr: "demandez à un directeur de vous le confier", en: "ask a director to give it to you")
  static let giveToOthers = Message(
    fr: "seul un directeur confie un prospect à un autre", en: "only a director gives a prospect to somebody else")

  // MARK: Finding

  static func noProspect(_ text: String) -> Message {
    Message(fr: "aucun prospect ne répond à \(text.quoted(in: .fr))", en: "no prospect fits \(text.quoted(in: .en))")
  }

  static func nearNames(_ names: [String]) -> Message {
    Message(fr: "noms proches\u{A0}: \(names.joined(separator: ", "))", en: "names that come near: \(names.joined(separator: ", "))")
  }

  static let prospectAddRemedy = Message(
    fr: "ajoutez-le par «\u{A0}filon prospect add\u{A0}»", en: "add it with “filon prospect add”")

  static func severalProspects(_ text: String, _ lines: [String], more: Bool) -> Message {
    let list = lines.map { "\n  " + $0 }.joined()
    return Message(
      fr: "plusieurs prospects répondent à \(text.quoted(in: .fr))\u{A0}:\(list)\(more ? "\n  …" : "")",
      en: "several prospects fit \(text.quoted(in: .en)):\(list)\(more ? "\n  …" : "")")
  }

  static let severalProspectsRemedy = Message(
    fr: "donnez le nom entier, ou l’e-mail, le téléphone ou l’identifiant", en: "give the whole name, or the e-mail, phone or id")
  static let sameNamesRemedy = Message(
    fr: "leurs noms sont les mêmes\u{A0}: donnez l’identifiant, l’e-mail ou le téléphone",
    en: "their names are the same: give the id, e-mail or phone")
  static let badCursor = Message(
    fr: "ce n’est pas un curseur rendu par la page précédente", en: "this is not a cursor that a page before gave")

  // MARK: Duplicates

  static let duplicateByEmail = Message(fr: "même e-mail", en: "same e-mail")
  static let duplicateByPhone = Message(fr: "même téléphone", en: "same phone")
  static let duplicateBySIRET = Message(fr: "même SIRET", en: "same SIRET")
  static let duplicateByNameAndPlace = Message(fr: "même nom et code postal", en: "same name and postal code")
  static let duplicateByName = Message(fr: "même nom (possible)", en: "same name (possible)")

  static func duplicatesThere(_ lines: [(prospect: String, reasons: [Message])]) -> Message {
    func list(_ language: Language) -> String {
      lines.map { "\n  \($0.prospect) (\($0.reasons.map { $0.text(in: language) }.joined(separator: ", ")))" }.joined()
    }
    return Message(
      fr: "déjà là, semble-t-il\u{A0}; rien n’a été ajouté\u{A0}:\(list(.fr))",
      en: "it seems to be there already; nothing was added:\(list(.en))")
  }

  static let duplicateRemedy = Message(
    fr: "complétez-le par «\u{A0}filon prospect update\u{A0}», ou ajoutez quand même avec --allow-duplicate",
    en: "complete it with “filon prospect update”, or add it all the same with --allow-duplicate")

  // MARK: Merges

  static let onlyDirectorsMerge = Message(fr: "seul un directeur fusionne des prospects", en: "only a director merges prospects")
  static let nothingToMerge = Message(fr: "nommez au moins un prospect à fusionner", en: "name at least one prospect to merge")

  static func sameProspect(_ one: String, _ other: String) -> Message {
    Message(
      fr: "\(one.quoted(in: .fr)) et \(other.quoted(in: .fr)) désignent le même prospect",
      en: "\(one.quoted(in: .en)) and \(other.quoted(in: .en)) are the same prospect")
  }

  static let mergedMeanwhile = Message(
    fr: "un de ces prospects vient d’être fusionné\u{A0}; recommencez", en: "one of these prospects was merged just now; try again")

  static func noMerge(_ text: String) -> Message {
    Message(fr: "aucune fusion \(text.quoted(in: .fr))", en: "no merge \(text.quoted(in: .en))")
  }

  static func severalMerges(_ text: String, _ merges: [RecordedMerge]) -> Message {
    let list = { (language: Language) in
      merges.prefix(10).map { merge in
        let day = Formats(language: language).day(merge.mergedAt.day)
        let names = merge.merged.map(\.name).joined(separator: ", ")
        return "\n  \(merge.mergeID)  \(day)  \(names) → \(merge.kept.name)"
      }.joined() + (merges.count > 10 ? "\n  …" : "")
    }
    return Message(
      fr: "\(text.quoted(in: .fr)) est de plusieurs fusions\u{A0}:\(list(.fr))",
      en: "\(text.quoted(in: .en)) is in several merges:\(list(.en))")
  }

  static let severalMergesRemedy = Message(
    fr: "nommez l’autre prospect ou donnez l’identifiant\u{A0}; la plus récente se défait d’abord",
    en: "name the other prospect or give the id; the newest is undone first")

  static let mergeListRemedy = Message(
    fr: "voyez «\u{A0}filon prospect merges\u{A0}»", en: "see “filon prospect merges”")
  static let alreadyUnmerged = Message(fr: "cette fusion est déjà défaite", en: "this merge is undone already")

  static func newerMerge(_ id: String) -> Message {
    Message(
      fr: "une fusion plus récente s’appuie sur celle-ci\u{A0}; défaites d’abord \(id)",
      en: "a newer merge rests on this one; undo \(id) first")
  }
}

extension Lifecycle {
  /// The word for people.
  package var message: Message {
    switch self {
    case .prospect: Message(fr: "prospect", en: "prospect")
    case .customer: Message(fr: "client", en: "customer")
    }
  }
}

extension HistoryKind {
  /// The word for people.
  package var message: Message {
    switch self {
    case .added: Message(fr: "ajouté", en: "added")
    case .imported: Message(fr: "importé", en: "imported")
    case .merged: Message(fr: "fusion", en: "merge")
    case .unmerged: Message(fr: "fusion défaite", en: "merge undone")
    case .conversation: Message(fr: "conversation", en: "conversation")
    case .stage: Message(fr: "étape", en: "stage")
    case .sale: Message(fr: "vente", en: "sale")
    case .refund: Message(fr: "avoir", en: "refund")
    case .conversion: Message(fr: "devient client", en: "becomes a customer")
    case .followUp: Message(fr: "relance prévue", en: "follow-up planned")
    }
  }
}
