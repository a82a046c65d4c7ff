import Foundation
import Postgres

extension LogAnswer {
  /// What was recorded, in a line or two for the person who logged it.
  public func lines(currency: String) -> Message {
    Message(fr: lines(in: .fr, currency), en: lines(in: .en, currency))
  }

  private func lines(in language: Language, _ currency: String) -> String {
    let formats = Formats(language: language, currency: currency)
    func say(_ fr: String, _ en: String) -> String { language == .fr ? fr : en }
    let people = [salesperson, secondSalesperson].compactMap(\.self).joined(separator: say(" et ", " and "))
    let parts = [prospect, prospectCreated ? say("nouveau", "new") : nil, channel.name.text(in: language), outcome.name.text(in: language)]
    var first = status == .repeated ? say("Déjà noté", "Logged before") : say("Noté", "Logged")
    first += say(" : ", ": ") + parts.compactMap(\.self).joined(separator: ", ")
    first += ", \(formats.dateTime(localTime)), \(people)."
    if let nextOn { first += " \(nextStep ?? say("Relance", "Follow-up"))\(say(" le ", " on "))\(formats.day(nextOn))." }

    var second: [String] = []
    if let toStage {
      let from = fromStage.map { "\($0) → " } ?? ""
      second.append(
        "\(opportunityOpened ? say("Opportunité ouverte", "Opportunity opened") : say("Opportunité", "Opportunity"))\(say(" : ", ": "))\(from)\(toStage)."
      )
    }
    if let soldCents { second.append(say("Vente : ", "Sale: ") + formats.money(cents: soldCents) + ".") }
    if let customerSince { second.append(say("Client depuis le ", "Customer since ") + formats.day(customerSince) + ".") }
    return ([first, second.joined(separator: " ")] + notes.map { $0.text(in: language) }).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// What became of the follow-up that was pending, what is missing, and what to beware of.
  private var notes: [Message] {
    [
      endedFollowUp.map { nextOn == nil ? .followUpEnded($0) : .followUpReplaced($0) },
      keptFollowUp.map(Message.followUpKept),
      isNextPending == false ? .followUpDecidedSince : nil,
      missingSale.map(Message.saleMissing),
      opposedOn.map { .opposedBefore(prospect, on: $0, isApproached: channel.isOutbound) },
      nextOn != nil && (opposedOn != nil || outcome == .opposed) ? .followUpDespiteOpposition : nil,
    ].compactMap(\.self)
  }
}

extension Message {
  static func followUpEnded(_ step: PlannedStep) -> Message {
    let (fr, en) = followUp(step)
    return Message(fr: "La \(fr) est levée (pour la garder\u{A0}: --keep-next).", en: "The \(en) is ended (to keep it: --keep-next).")
  }

  static func followUpReplaced(_ step: PlannedStep) -> Message {
    let (fr, en) = followUp(step)
    return Message(fr: "Elle remplace la \(fr).", en: "It replaces the \(en).")
  }

  static func followUpKept(_ step: PlannedStep) -> Message {
    let (fr, en) = followUp(step)
    return Message(fr: "La \(fr) reste en attente.", en: "The \(en) is still pending.")
  }

  static let followUpDecidedSince = Message(
    fr:
      "La relance notée n’attend pas\u{A0}: la suite a été décidée après cet échange. Pour la prévoir\u{A0}: filon prospect update … --next … --next-on …",
    en:
      "The follow-up noted does not wait: what is next was decided after this conversation. To plan it: filon prospect update … --next … --next-on …"
  )

  static func followUp(_ step: PlannedStep) -> (fr: String, en: String) {
    func what(_ language: Language) -> String { step.nextStep.map { " \($0.quoted(in: language))" } ?? "" }
    return (
      "relance\(what(.fr)) du \(Formats(language: .fr).day(step.nextOn))",
      "follow-up\(what(.en)) of \(Formats(language: .en).day(step.nextOn))"
    )
  }

  /// - Parameter isApproached: Whether it was we who went to them.
  static func opposedBefore(_ prospect: String, on day: Day, isApproached: Bool) -> Message {
    let (fr, en) = (Formats(language: .fr).day(day), Formats(language: .en).day(day))
    return Message(
      fr: isApproached
        ? "Attention\u{A0}: \(prospect.quoted(in: .fr)) a dit son opposition le \(fr) et ne doit plus être démarché."
        : "\(prospect.quoted(in: .fr)) a dit son opposition le \(fr)\u{A0}: ne le démarchez pas.",
      en: isApproached
        ? "Beware: \(prospect.quoted(in: .en)) objected on \(en) and must not be approached any more."
        : "\(prospect.quoted(in: .en)) objected on \(en): do not approach them.")
  }

  static let followUpDespiteOpposition = Message(
    fr: "La relance notée suppose un contact dont ce prospect ne veut plus.",
    en: "The follow-up supposes a contact that this prospect no longer wants.")

  /// What adds a sale that nobody recorded.
  public static func saleMissing(_ missing: MissingSale) -> Message {
    let command = missing.command
    return Message(
      fr: "Aucune vente enregistrée\u{A0}; pour l’ajouter\u{A0}: \(command.fr)", en: "No sale recorded; to add it: \(command.en)")
  }
}

extension MissingSale {
  /// The command that adds it; the name stands quoted for a shell, the id where quoting would not do.
  fileprivate var command: Message {
    let name = prospect.contains("'") ? prospectID.description : "'\(prospect)'"
    let rest = opportunityID.map { " --opportunity \($0)" } ?? ""
    func line(_ amount: String, _ day: String) -> String { "filon sale add \(name) \(amountText ?? amount) --on \(day)\(rest)" }
    return Message(fr: line("MONTANT", Formats(language: .fr).day(on)), en: line("AMOUNT", on.description))
  }

  /// As amounts are typed in either language.
  private var amountText: String? {
    amountCents.flatMap { $0 > 0 ? $0 % 100 == 0 ? "\($0 / 100)" : "\($0 / 100).\($0 % 100 < 10 ? "0" : "")\($0 % 100)" : nil }
  }
}
