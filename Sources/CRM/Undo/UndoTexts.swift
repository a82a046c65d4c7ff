import Foundation
import Postgres

extension Message {
  /// Why what was taken back is voided.
  static let undone = Message(fr: "annulé par filon undo", en: "undone")

  static func nothingToUndo(isOwn: Bool) -> Message {
    isOwn
      ? Message(
        fr: "rien à reprendre\u{A0}: vous n’avez rien noté ces \(Undo.days) derniers jours",
        en: "nothing to take back: you recorded nothing in the last \(Undo.days) days")
      : Message(
        fr: "rien à reprendre\u{A0}: rien n’a été noté à la main ni importé ces \(Undo.days) derniers jours",
        en: "nothing to take back: nothing was typed or imported in the last \(Undo.days) days")
  }

  static let anotherIsLast = Message(
    fr: "ce n’est plus ce qui a été noté en dernier\u{A0}: rien n’a été repris",
    en: "it is no longer what was recorded last: nothing was taken back")
  static let lookAtUndo = Message(
    fr: "regardez d’abord\u{A0}: «\u{A0}filon undo --preview\u{A0}»",
    en: "look first: “filon undo --preview”")

  /// - Parameter columns: Those whose value is another again.
  static func editedSince(_ columns: [String]) -> Message {
    let names = columns.map { fieldEdited($0) }.reduce(into: [Message]()) { if !$0.contains($1) { $0.append($1) } }
    return Message(
      fr: "ce qui a été modifié en dernier l’a été de nouveau depuis\u{A0}: \(names.map(\.fr).joined(separator: ", "))",
      en: "what was changed last was changed again since: \(names.map(\.en).joined(separator: ", "))")
  }

  static let editedSinceRemedy = Message(
    fr: "corrigez-le par «\u{A0}… update\u{A0}»\u{A0}: ce qui est venu après ne se perd pas",
    en: "correct it with “… update”, so that what came after is not lost")

  static func restsOnEntry(_ obstacles: [UndoObstacle]) -> Message {
    func list(_ language: Language) -> String {
      obstacles.map { "\($0.kind.name.text(in: language)) \(Formats(language: language).day($0.day)) (\($0.id))" }.joined(separator: ", ")
    }
    return Message(
      fr: "ce qui a été noté en dernier ne se reprend pas, d’autres faits en dépendent\u{A0}: \(list(.fr))",
      en: "what was recorded last cannot be taken back, other facts rest on it: \(list(.en))")
  }

  static func restsOnEntryRemedy(_ obstacles: [UndoObstacle]) -> Message {
    obstacles.contains { $0.kind == .update }
      ? Message(
        fr: "corrigez le prospect par «\u{A0}filon prospect update\u{A0}»", en: "correct the prospect with “filon prospect update”")
      : Message(fr: "annulez-les d’abord (… void)", en: "void these first (… void)")
  }
}

extension UndoObstacle.Kind {
  fileprivate var name: Message {
    switch self {
    case .conversation: Message(fr: "une conversation du", en: "a conversation of")
    case .opportunity: Message(fr: "une opportunité du", en: "an opportunity of")
    case .change: Message(fr: "un changement de l’opportunité du", en: "a change of the opportunity of")
    case .stage: Message(fr: "le retrait de l’étape d’avant, le", en: "the retirement of the stage before, on")
    case .sale: Message(fr: "une vente du", en: "a sale of")
    case .refund: Message(fr: "un avoir du", en: "a refund of")
    case .merge: Message(fr: "une fusion du", en: "a merge of")
    case .followUp: Message(fr: "une relance prévue le", en: "a follow-up planned on")
    case .update: Message(fr: "une modification du prospect du", en: "a change of the prospect of")
    }
  }
}

extension Undo.Answer {
  /// What was taken back, or would be, and what stands anew, a line each.
  package func lines(currency: String) -> Message {
    let (fr, en) = (Formats(language: .fr, currency: currency), Formats(language: .en, currency: currency))
    let notes = aftermath?.notes ?? []
    return Message(
      fr: ([heading(fr)] + entry.facts.map { "  " + $0.words(fr) } + notes.map(\.fr)).joined(separator: "\n"),
      en: ([heading(en)] + entry.facts.map { "  " + $0.words(en) } + notes.map(\.en)).joined(separator: "\n"))
  }

  private func heading(_ formats: Formats) -> String {
    let at = formats.dateTime(entry.recordedAt)
    let people = Set(entry.facts.compactMap(\.salesperson)).sorted().joined(separator: ", ")
    let whose = people.isEmpty ? "" : ", \(people)"
    return switch (status, formats.language) {
    case (.undone, .fr): "Repris, noté le \(at)\(whose)\u{A0}:"
    case (.undone, .en): "Taken back, recorded on \(at)\(whose):"
    case (.preview, .fr): "Serait repris, noté le \(at)\(whose)\u{A0}:"
    case (.preview, .en): "Would be taken back, recorded on \(at)\(whose):"
    }
  }
}

extension RecordedEntry.Part {
  /// `vente : Dupont, 1 200,00 €, 27 nov. 2026`
  fileprivate func words(_ formats: Formats) -> String {
    let told = kind == .update && field != nil && field != "next_on" ? [from ?? "", to ?? ""] : [from, to].compactMap(\.self)
    let way = told.map { kind == .update ? value(of: field, $0, formats) : $0 }.joined(separator: " → ")
    let counted = count.map { count in
      guard kind == .import else { return formats.integer(count) }
      let rows = Message(fr: formats.language.plural(count, "ligne", "lignes"), en: formats.language.plural(count, "row", "rows"))
      return "\(formats.integer(count)) \(rows.text(in: formats.language))"
    }
    let named = kind == .measurement ? text.map { seriesWords($0, formats.language) } : text
    let parts = [
      prospect, named, field.map { Message.fieldEdited($0).text(in: formats.language) }, channel?.name.text(in: formats.language),
      outcome?.name.text(in: formats.language), way.isEmpty ? nil : way, amountCents.map { formats.money(cents: $0) }, counted,
      day.map(formats.day),
    ]
    let words = parts.compactMap(\.self).joined(separator: ", ")
    return kind.name.text(in: formats.language) + (formats.language == .fr ? "\u{A0}: " : ": ") + words
  }
}

extension Message {
  /// What people call a column that was changed; a key by which a value is found is called as the value.
  fileprivate static func fieldEdited(_ column: String) -> Message {
    switch column {
    case "contact_name": .fieldContact
    case "email", "email_key": .fieldEmail
    case "phone", "phone_key": .fieldPhone
    case "siret": .fieldSIRET
    case "vat_number": .fieldVAT
    case "naf_code": .fieldNAF
    case "address": .fieldAddress
    case "postal_code": .fieldPostalCode
    case "city": .fieldCity
    case "country": .fieldCountry
    case "source": .fieldSource
    case "owner_id": .fieldOwner
    case "potential_cents": .labelPotential
    case "note": .fieldNote
    case "next_on": .fieldNext
    case "title": .labelTitle
    case "channel": .labelChannel
    case "expected_on": .labelExpectedOn
    case "profile": .labelProfile
    case "team_id": .salespersonTeam
    case "active_from": .salespersonActiveFrom
    case "active_until": .salespersonActiveUntil
    case "trained_from": .salespersonTrainedFrom
    case "trained_until": .salespersonTrainedUntil
    case "probability": .stageProbability
    default: .fieldName
    }
  }
}

/// A series, its label and place, with the words for a standard series.
private func seriesWords(_ text: String, _ language: Language) -> String {
  let name = text.prefix { $0 != "," }
  return (StandardSeries(rawValue: String(name))?.name.text(in: language) ?? String(name)) + text.dropFirst(name.count)
}

/// A value of a column as people read it.
private func value(of column: String?, _ text: String, _ formats: Formats) -> String {
  if text.isEmpty { return Formats.missing }
  return switch column {
  case "potential_cents": Int(text).map { formats.money(cents: $0) } ?? text
  case "expected_on", "active_from", "active_until", "trained_from", "trained_until": Day(text).map(formats.day) ?? text
  case "next_on":
    // The day, and what.
    Day(String(text.prefix(10))).map { formats.day($0) + text.dropFirst(10) } ?? Formats.missing
  case "channel": Channel(rawValue: text)?.name.text(in: formats.language) ?? text
  case "profile": Profile(rawValue: text)?.name.text(in: formats.language) ?? text
  default: text
  }
}

extension RecordedEntry.Part.Kind {
  /// What it is for people.
  package var name: Message {
    switch self {
    case .prospect: Message(fr: "prospect", en: "prospect")
    case .conversation: Message(fr: "conversation", en: "conversation")
    case .opportunity: Message(fr: "opportunité ouverte", en: "opportunity opened")
    case .move: Message(fr: "opportunité", en: "opportunity")
    case .restatement: Message(fr: "opportunité modifiée", en: "opportunity changed")
    case .sale: Message(fr: "vente", en: "sale")
    case .refund: Message(fr: "avoir", en: "refund")
    case .expense: Message(fr: "dépense", en: "expense")
    case .measurement: Message(fr: "mesure", en: "measurement")
    case .merge: Message(fr: "fusion", en: "merge")
    case .import: Message(fr: "import", en: "import")
    case .update: Message(fr: "modification", en: "change")
    }
  }
}

extension UndoAftermath {
  fileprivate var notes: [Message] {
    [
      stage.map { stage in
        Message(
          fr: "L’opportunité est de nouveau à l’étape \(stage.quoted(in: .fr)).",
          en: "The opportunity is at the stage \(stage.quoted(in: .en)) again.")
      },
      restoredFollowUp.map { step in
        let (fr, en) = Message.followUp(step)
        return Message(fr: "La \(fr) est de nouveau en attente.", en: "The \(en) is pending again.")
      },
      isCustomerNoMore ? Message(fr: "Ce prospect n’est plus client.", en: "This prospect is no customer any more.") : nil,
      keptProspect.map { name in
        Message(
          fr: "Le prospect \(name.quoted(in: .fr)) demeure\u{A0}: d’autres faits en parlent.",
          en: "The prospect \(name.quoted(in: .en)) stays: other facts speak of it.")
      },
    ].compactMap(\.self)
  }
}
