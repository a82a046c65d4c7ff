import ArgumentParser
import CRM
import Foundation
import Tables

struct UndoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "undo", abstract: say(.helpUndo), discussion: say(.helpUndoMore))

  @Flag(help: ArgumentHelp(say(.helpUndoPreview)))
  var preview = false

  @Flag(help: ArgumentHelp(say(.helpUndoYes)))
  var yes = false

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    try await options.withScope { scope in
      let undo = Undo(scope)
      if preview { return try show(try await undo.preview(), scope) }
      // What is one's own needs no question, what may be anybody's does.
      guard scope.actor == nil, !yes else { return try show(try await undo.takeBack(), scope) }
      let last = try await undo.preview()
      guard Question.canBeAsked else { throw CRMError(.usage, .undoIsAsked, place: "--yes", remedy: .undoIsAskedRemedy) }
      tell(last.lines(currency: scope.organization.currency))
      guard try Question.isAnsweredYes(.undoQuestion) else { return try write(say(.undoDeclined) + "\n") }
      try show(try await undo.takeBack(last.entry.id), scope)
    }
  }

  private func show(_ answer: Undo.Answer, _ scope: Scope) throws {
    let table = Table(answer.entry.facts) {
      Column("kind", .labelKind) { .code($0.kind.rawValue, $0.kind.name) }
      Column("day", .labelOn) { .day($0.day) }
      Column("prospect", .labelProspect) { .text($0.prospect) }
      Column("text", .labelDetail) { .text($0.text) }
      Column("amount", .labelAmount, .trailing) { .money($0.amountCents) }
      Column("salesperson", .labelSalesperson) { .text($0.salesperson) }
      Column("id", .labelID) { .id($0.id) }
    }
    let currency = scope.organization.currency
    try present(answer, saying: answer.lines(currency: currency), as: table, options.output, currency: currency, recorded: answer.entry.id)
  }
}

extension Message {
  static let helpUndo = Message(
    fr: "Reprend ce que vous avez noté en dernier\u{A0}; encore une fois, ce qui précède.",
    en: "Takes back what you recorded last; again, what was before it.")
  static let helpUndoMore = Message(
    fr: """
      Une saisie se reprend entière\u{A0}: la conversation, l’opportunité qu’elle a ouverte ou déplacée, la vente, le prospect créé. Aussi\u{A0}: \
      sale add et refund, expense add, measurement record, opportunity, prospect add et merge, import. Ce qui est repris reste au dossier, et dans \
      les rapports tels que connus avant. Un commercial reprend ce qui est à lui, de ces 31 derniers jours\u{A0}; un directeur, ce que \
      quiconque a saisi. Les fiches modifiées (prospect update) ne se reprennent pas.
      """,
    en: """
      An entry is taken back whole: the conversation, the opportunity that it opened or moved, the sale, the prospect it made. So are sale add and \
      refund, expense add, measurement record, opportunity, prospect add and merge, import. What is taken back stays on record, and in reports as \
      known before. A salesperson takes back what is theirs, of the last 31 days; a director what anybody typed. What was changed of a prospect \
      (prospect update) is not taken back.
      """)
  static let helpUndoPreview = Message(
    fr: "Montre ce qui serait repris, sans rien reprendre.", en: "Shows what would be taken back, and takes nothing back.")
  static let helpUndoYes = Message(
    fr: "Sans demander\u{A0}: pour un directeur, dont c’est peut-être la saisie d’un autre.",
    en: "Without asking: for a director, to whom it may be somebody else’s.")
  static let undoIsAsked = Message(
    fr: "ce qu’un directeur reprend est peut-être d’un autre\u{A0}: sans terminal, il le confirme",
    en: "what a director takes back may be somebody else’s: without a terminal, it is confirmed")
  static let undoIsAskedRemedy = Message(
    fr: "regardez par --preview, puis ajoutez --yes\u{A0}; ou agissez comme un commercial par --as",
    en: "look with --preview, then add --yes; or act as a salesperson with --as")
  static let undoQuestion = Message(fr: "Le reprendre\u{A0}?", en: "Take it back?")
  static let undoDeclined = Message(fr: "Rien n’a été repris.", en: "Nothing was taken back.")
}
