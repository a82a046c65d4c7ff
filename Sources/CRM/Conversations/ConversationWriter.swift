import Foundation
public import Postgres

/// The write path of conversations: rows that arrive while a commit is under way are gathered and go as one set in the next.
///
/// Alone, a conversation is written at once; under load, a commit carries as many as came during the one before. Nothing waits on
/// purpose. One set at a time: two at once would be slower.
public actor ConversationWriter {
  private struct Waiting {
    let entry: Entry
    let answer: CheckedContinuation<Recording, any Error>
  }

  /// A conversation and who asks for it.
  struct Entry: Sendable {
    let draft: ConversationDraft
    let organizationID: UUID
    /// The salesperson who asks; nil for a director.
    let actor: UUID?
  }

  /// A set larger than this is cut, so that one statement stays within a few milliseconds.
  private static let largestSet = 1000

  private let pool: Pool
  private var waiting: [Waiting] = []
  private var isWriting = false

  /// A writer over a pool; all that write to one database share one.
  public init(_ pool: Pool) {
    self.pool = pool
  }

  /// Records a conversation as the one who acts and returns once it is committed.
  public func record(_ draft: ConversationDraft, as identity: Identity) async throws -> Recording {
    guard identity.role != .viewer else { throw CRMError(.denied, .viewersOnlyRead) }
    let entry = Entry(draft: draft, organizationID: identity.organizationID, actor: identity.salespersonID)
    return try await withCheckedThrowingContinuation { answer in
      waiting.append(Waiting(entry: entry, answer: answer))
      if !isWriting {
        isWriting = true
        // Unstructured: whoever came first must not be kept writing the sets of those who come after.
        Task { await write() }
      }
    }
  }

  private func write() async {
    while !waiting.isEmpty {
      // Those whose answers have just been given ask again now: let them into this set, or every other one would hold a single row.
      await Task.yield()
      // A transaction speaks for one organization; the others' rows wait for the next.
      let organizationID = waiting[0].entry.organizationID
      var set: [Waiting] = []
      waiting.removeAll { each in
        guard each.entry.organizationID == organizationID, set.count < Self.largestSet else { return false }
        set.append(each)
        return true
      }
      do {
        let answers = try await Self.record(set.map(\.entry), of: organizationID, pool)
        for (each, answer) in zip(set, answers) { each.answer.resume(returning: answer) }
      } catch {
        // One row the server cannot take must not cost the others theirs.
        await writeSingly(set, organizationID, after: error)
      }
    }
    isWriting = false
  }

  private func writeSingly(_ set: [Waiting], _ organizationID: UUID, after error: any Error) async {
    guard set.count > 1, (error as? PostgresError)?.sqlState?.hasPrefix("2") == true else {
      for each in set { each.answer.resume(throwing: Self.translated(error)) }
      return
    }
    for each in set {
      do {
        each.answer.resume(returning: try await Self.record([each.entry], of: organizationID, pool)[0])
      } catch {
        each.answer.resume(throwing: Self.translated(error))
      }
    }
  }

  private static func translated(_ error: any Error) -> any Error {
    (error as? PostgresError).map(CRMError.init) ?? error
  }

  private static func record(_ entries: [Entry], of organizationID: UUID, _ pool: Pool) async throws -> [Recording] {
    let results = try await pool.batch([
      Identity.director(of: organizationID).statement,
      statement(entries.map(\.draft), actors: entries.map(\.actor), organizationID: organizationID),
    ])
    return try [Recording](count: entries.count, exceptions: results[1])
  }

  /// The one statement that records conversations.
  static func statement(
    _ drafts: [ConversationDraft], actors: [UUID?], organizationID: UUID, system: String? = nil, references: [String?]? = nil,
    importID: UUID? = nil
  ) -> SQL {
    """
    select number, status, reason
    from record_conversations(
      \(organizationID), \(actors), \(drafts.map(\.id)), \(drafts.map(\.prospectID)), \(drafts.map(\.salespersonID)),
      \(drafts.map(\.companionID)), \(drafts.map(\.opportunityID)), \(drafts.map(\.channel.rawValue)),
      \(drafts.map(\.outcome.rawValue)), \(drafts.map(\.occurredAt)), \(drafts.map { $0.minutes.map(Int32.init) }),
      \(drafts.map(\.note)), \(drafts.map(\.nextStep)), \(drafts.map(\.nextOn)),
      \(system), \(references ?? drafts.map { _ in nil }), \(importID))
    """
  }
}
