import Foundation
import Postgres

/// Taking back what was recorded last: a salesperson what is theirs, a director what anybody of the organization typed.
///
/// What was recorded at once is taken back at once: the facts of an entry of the log, a win with its sale, an import. Nothing is deleted:
/// each fact is voided, so that reports as known before still show it.
package struct Undo: Sendable {
  let scope: Scope
  /// How far back one can go.
  package static let days = 31

  /// What can be taken back in the scope's organization.
  package init(_ scope: Scope) {
    self.scope = scope
  }

  /// What came of taking something back, or would.
  package struct Answer: Sendable, Encodable {
    package enum Status: String, Sendable, Encodable {
      case undone, preview
    }

    package let status: Status
    package let entry: RecordedEntry
    /// What stands anew since it is gone; nil of a preview.
    @Nullable package internal(set) var aftermath: UndoAftermath?
    /// What undoing an import took out.
    @Nullable package internal(set) var imported: Imports.Undone?
  }

  /// What would be taken back.
  ///
  /// - Throws: `.notFound` when there is nothing.
  package func preview() async throws -> Answer {
    try scope.requireWriter()
    return try await scope.report { Answer(status: .preview, entry: try await $0.lastEntryThere()) }
  }

  /// Takes back what was recorded last.
  ///
  /// - Parameter expected: What was shown to the person who agreed; whatever is the last one, when nil.
  /// - Throws: `.notFound` when there is nothing, `.conflict` when something rests on it, or another entry is the last by now.
  package func takeBack(_ expected: Fact.ID? = nil) async throws -> Answer {
    try await scope.record(inDoubt: .lookAtUndo) { transaction in
      let last = try await transaction.lastEntryThere()
      if let expected, last.id != expected { throw CRMError(.conflict, .anotherIsLast, remedy: .lookAtUndo) }
      return try await transaction.takeBack(last)
    }
  }
}

extension Transaction {
  fileprivate func lastEntryThere() async throws -> RecordedEntry {
    guard let last = try await lastEntry() else { throw CRMError(.notFound, .nothingToUndo(isOwn: actor != nil)) }
    return last
  }

  fileprivate func takeBack(_ entry: RecordedEntry) async throws -> Undo.Answer {
    var answer = Undo.Answer(status: .undone, entry: entry)
    let reason = Message.undone.text(in: organization.language)
    switch entry.source {
    case .import: answer.imported = try await undoImport(ImportRun.ID(entry.id))
    case .merge: try await unmerge(Merge.ID(entry.id), reason: reason)
    case .facts: answer.aftermath = try await void(entry, reason: reason)
    }
    return answer
  }

  /// Voids the facts of an entry, those first on which others of it rest.
  private func void(_ entry: RecordedEntry, reason: String) async throws -> UndoAftermath {
    try await fetch(.run("select lock_prospects(\(organization.id), \(entry.facts.compactMap(\.prospectID)))"))
    let obstacles = try await fetch(obstacles(to: entry))
    let blocking = obstacles.filter { !$0.isOfProspect || entry.isProspectAlone }
    if !blocking.isEmpty { throw CRMError(.conflict, .restsOnEntry(blocking), remedy: .restsOnEntryRemedy(blocking)) }
    let before = try await state(of: entry)
    if entry.facts.contains(where: { $0.kind == .update }) { try await takeBack(edit: entry.id, reason: reason) }
    let facts = entry.facts.filter { $0.kind != .update && ($0.kind != .prospect || obstacles.isEmpty) }
    for fact in facts.sorted(by: { $0.kind.turn < $1.kind.turn }) {
      if try await fetch(.recording(voiding(fact, reason: reason))) == .repeated {
        throw CRMError(.conflict, .anotherIsLast, remedy: .lookAtUndo)
      }
    }
    return try await aftermath(of: entry, before, keepsProspect: !obstacles.isEmpty)
  }

  private func voiding(_ fact: RecordedEntry.Part, reason: String) -> SQL {
    let (ids, conversions) = ([fact.id], [UUID.v7()])
    let call: SQL =
      switch fact.kind {
      case .sale, .refund: "void_sales(\(organization.id), \(actor), \(ids), \(conversions), \(reason))"
      case .move, .restatement: "void_stage_changes(\(organization.id), \(actor), \(ids), \(conversions), \(reason))"
      case .opportunity: "void_opportunities(\(organization.id), \(actor), \(ids), \(conversions), \(reason))"
      case .conversation: "void_conversations(\(organization.id), \(actor), \(ids), \(reason))"
      case .expense: "void_expenses(\(organization.id), \(actor), \(ids), \(reason))"
      case .measurement: "void_measurements(\(organization.id), \(ids), \(reason))"
      case .prospect, .merge, .import, .update: "void_prospects(\(organization.id), \(ids), \(reason))"
      }
    return "select number, status, reason from \(call)"
  }
}

extension RecordedEntry.Part.Kind {
  /// A sale goes before the win that it belongs to, both before the conversation, and the prospect when nothing speaks of it any more.
  fileprivate var turn: Int { [.sale, .refund].contains(self) ? 0 : self == .conversation ? 2 : self == .prospect ? 3 : 1 }
}
