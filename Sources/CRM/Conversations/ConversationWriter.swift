import Foundation
public import Postgres

/// The write path of conversations: rows that arrive while a commit is under way are gathered and go as one set in the next.
///
/// Alone, a conversation is written at once; under load, a commit carries as many as came during the one before. Nothing waits on
/// purpose. When many come, two sets are under way, half of the rows each: the server records one while the other is committed and
/// answered.
public actor ConversationWriter {
  private struct Waiting {
    let entry: Entry
    let answer: CheckedContinuation<Recording, any Error>
  }

  /// A conversation and who asks for it.
  struct Entry: Sendable {
    let draft: ConversationDraft
    let organizationID: Organization.ID
    /// The salesperson who asks; nil for a director.
    let actor: Salesperson.ID?

    init(_ draft: ConversationDraft, as identity: Identity) throws {
      if identity.role == .viewer { throw CRMError(.denied, .viewersOnlyRead) }
      self.draft = draft
      organizationID = identity.organizationID
      actor = identity.salespersonID
    }
  }

  /// A set larger than this is cut, so that one statement stays within a few milliseconds.
  private static let largestSet = 1000
  /// Below it, a set costs more by being one than by its rows, and is better taken with the one that is under way.
  private static let smallestHalf = 6

  /// Beyond it, whoever comes is sent away at once: what waits that long is given up by its sender and sent again.
  private static let longestQueue = 10_000

  private let pool: Pool
  private var waiting: [Waiting] = []
  /// The sets under way, two at most, and their rows.
  private var sets = 0
  private var rowsUnderWay = 0

  /// A writer over a pool; all that write to one database share one.
  public init(_ pool: Pool) {
    self.pool = pool
  }

  /// Records a conversation as the actor and returns once it is committed.
  public func record(_ draft: ConversationDraft, as identity: Identity) async throws -> Recording {
    let entry = try Entry(draft, as: identity)
    guard waiting.count < Self.longestQueue else { throw CRMError(.unavailable, .tooManyWait, remedy: .tryAgain) }
    return try await withCheckedThrowingContinuation { answer in
      waiting.append(Waiting(entry: entry, answer: answer))
      startSet()
    }
  }

  /// Records conversations as the actor, all in one commit; answer i is that of conversation i.
  ///
  /// They do not wait behind others, nor others behind them. One that the server cannot take costs the others their one commit, and nothing else.
  public nonisolated func record(all drafts: [ConversationDraft], as identity: Identity) async throws -> [Result<Recording, CRMError>] {
    let entries = try drafts.map { try Entry($0, as: identity) }
    do {
      return try await Self.record(entries, pool).map(Result.success)
    } catch let error where Self.isOfOneRow(error) {
      var answers: [Result<Recording, CRMError>] = []
      for entry in entries {
        do {
          answers.append(.success(try await Self.record([entry], pool)[0]))
        } catch let error as PostgresError where Self.isOfOneRow(error) {
          answers.append(.failure(CRMError(error)))
        }
      }
      return answers
    } catch {
      throw Self.translated(error)
    }
  }

  /// How many wait.
  package var queue: Int { waiting.count }

  /// Whether a value of a row is to blame (a rule, a length, a reference), which the others do not share.
  private static func isOfOneRow(_ error: any Error) -> Bool { (error as? PostgresError)?.sqlState?.hasPrefix("2") == true }

  /// Starts a set: of whoever waits when none is under way, beside another one only when both are worth it.
  private func startSet() {
    guard sets == 0 ? !waiting.isEmpty : sets == 1 && areMany && waiting.count >= Self.smallestHalf else { return }
    sets += 1
    // Unstructured: whoever came first must not be kept writing the set of others.
    Task { await writeSet() }
  }

  /// Whether two sets share the rows that wait and those under way.
  private var areMany: Bool { waiting.count + rowsUnderWay >= 2 * Self.smallestHalf }

  private func writeSet() async {
    // Those whose answers have just been given ask again now: let them into this set, or every other one would hold a single row.
    await Task.yield()
    let set = takeSet()
    rowsUnderWay += set.count
    do {
      let answers = try await Self.record(set.map(\.entry), pool)
      for (each, answer) in zip(set, answers) { each.answer.resume(returning: answer) }
    } catch {
      // One row the server cannot take must not cost the others theirs.
      await writeSingly(set, after: error)
    }
    rowsUnderWay -= set.count
    sets -= 1
    startSet()
  }

  /// A transaction speaks for one organization; the others' rows wait for the next.
  private func takeSet() -> [Waiting] {
    let organizationID = waiting.first?.entry.organizationID
    let share = areMany ? min(Self.largestSet, (waiting.count + rowsUnderWay + 1) / 2) : waiting.count
    var set: [Waiting] = []
    waiting.removeAll { each in
      guard each.entry.organizationID == organizationID, set.count < share else { return false }
      set.append(each)
      return true
    }
    return set
  }

  private func writeSingly(_ set: [Waiting], after error: any Error) async {
    guard set.count > 1, Self.isOfOneRow(error) else {
      for each in set { each.answer.resume(throwing: Self.translated(error)) }
      return
    }
    for each in set {
      do {
        each.answer.resume(returning: try await Self.record([each.entry], pool)[0])
      } catch {
        each.answer.resume(throwing: Self.translated(error))
      }
    }
  }

  private static func translated(_ error: any Error) -> any Error {
    (error as? PostgresError).map(CRMError.init) ?? error
  }

  /// Off the actor, which gathers the next set meanwhile. All entries are of one organization.
  @concurrent private static func record(_ entries: [Entry], _ pool: Pool) async throws -> [Recording] {
    guard let organizationID = entries.first?.organizationID else { return [] }
    let results = try await pool.batch([
      Identity.director(of: organizationID).statement,
      ConversationDraft.statement(
        entries.map(\.draft), actors: entries.map(\.actor), Provenance(organizationID: organizationID)),
    ])
    return try [Recording](count: entries.count, exceptions: results[1])
  }
}
