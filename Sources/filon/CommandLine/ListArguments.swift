import ArgumentParser
import CRM
import Foundation
import Postgres
import Tables

/// A page of a list.
struct PageArguments: ParsableArguments {
  @Option(help: ArgumentHelp(say(.helpLimit)))
  var limit = 50

  @Option(help: ArgumentHelp(say(.helpAfter)))
  var after: String?

  func start<Kind: Identified>(_ scope: Scope) async throws -> ID<Kind>? {
    try await after.asyncMap { try await identified($0, "--after", scope) }
  }
}

/// What goes with every fact that is typed.
struct NewFactArguments: ParsableArguments {
  @Option(help: ArgumentHelp(say(.helpNote)))
  var note: String?

  @Flag(help: ArgumentHelp(say(.helpAnotherFact)))
  var another = false
}

/// A fact to void, and why.
struct VoidArguments: ParsableArguments {
  @Argument(help: ArgumentHelp(say(.helpFactID)))
  var id: String

  @Option(help: ArgumentHelp(say(.helpReason)))
  var reason: String

  func void<Kind: Identified>(_ options: ScopeOptions, _ void: (Scope, ID<Kind>, String) async throws -> Voiding) async throws {
    try await options.withScope { scope in
      let id: ID<Kind> = try await identified(id, "<id>", scope)
      let voiding = try await void(scope, id, reason)
      let remaining = voiding.remaining.map { "\($0.kind.rawValue) \($0.id)" }
      let table = Table(of: voiding) {
        Column("status", .headerStatus) { .text($0.status.rawValue) }
        Column("voided", .labelID) { _ in .id(id) }
        Column("voided_at", .labelVoided) { .instant($0.voidedAt) }
        Column("reason", .labelReason) { .text($0.reason) }
        Column("remaining", .labelRemaining) { _ in .text(remaining.joined(separator: ", ")) }
      }
      try present(voiding, saying: .voided(voiding), as: table, options.output, recorded: id)
    }
  }
}

extension Table {
  /// The table of a page, with where the next one begins.
  init<Item>(page: Page<Item>, @Columns<Item> columns: () -> [Column<Item>]) {
    self.init(page.items, notes: page.next.map { [.nextPage($0.description)] } ?? [], columns: columns)
  }
}

extension Message {
  static let helpAfter = Message(
    fr: "La suite d’une page\u{A0}: l’identifiant donné sous elle.", en: "The next page: the id given below the one before.")
  static let labelRemaining = Message(fr: "Demeure", en: "Stands")
}
