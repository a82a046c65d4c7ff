import CRM
package import Foundation
package import Postgres
import Synchronization

/// Somebody saw personal data or changed something: who, when, which object, never what it said.
package struct AuditEvent: Sendable {
  let id: UUID
  let at: Instant
  let organization: Organization
  let userID: User.ID?
  let credentialID: ID<Credential>
  let action: String
  let objectID: UUID?
  let requestID: String

  /// One of this moment.
  ///
  /// - Parameters:
  ///   - action: The method and the address, as the API describes it.
  ///   - objectID: What the address names, or what was recorded.
  package init(_ action: String, of objectID: UUID?, by signedIn: SignedIn, requestID: String) {
    (id, at) = (.v7(), .now)
    (organization, userID, credentialID) = (signedIn.organization, signedIn.userID, signedIn.credentialID)
    (self.action, self.objectID, self.requestID) = (action, objectID, requestID)
  }
}

/// Writes the events of requests, many at a time: no request waits for its event, which is written within moments. A server that is killed
/// loses those of the last one.
package final class AuditLog: Sendable {
  private struct State {
    var waiting: [AuditEvent] = []
    var writer: Task<Void, Never>?
    var cleaned: [Organization.ID: ContinuousClock.Instant] = [:]
  }

  /// How long events gather.
  private static let gathering: Duration = .milliseconds(250)
  /// Beyond it the oldest are given up: the database has not taken any for long.
  private static let most = 100_000

  private let pool: Pool
  private let failed: @Sendable (any Error, _ lost: Int) -> Void
  private let state = Mutex(State())

  /// - Parameter failed: Told why events could not be written, and how many were given up.
  package init(_ pool: Pool, failed: @escaping @Sendable (any Error, _ lost: Int) -> Void) {
    (self.pool, self.failed) = (pool, failed)
  }

  /// Has an event written soon.
  package func record(_ event: AuditEvent) {
    state.withLock { state in
      state.waiting.append(event)
      if state.writer == nil {
        state.writer = Task { [self] in
          try? await Task.sleep(for: Self.gathering)
          await writeAll()
        }
      }
    }
  }

  /// Writes what waits, before the program ends.
  package func finish() async {
    let writer = state.withLock { $0.writer }
    writer?.cancel()
    await writer?.value
  }

  private func writeAll() async {
    while true {
      let events = state.withLock { state in
        defer { state.waiting = [] }
        if state.waiting.isEmpty { state.writer = nil }
        return state.waiting
      }
      if events.isEmpty { return }
      for (_, events) in Dictionary(grouping: events, by: \.organization.id) {
        do { try await Task { try await write(events) }.value } catch {
          let lost = state.withLock { state in
            state.waiting.insert(contentsOf: events, at: 0)
            let lost = max(0, state.waiting.count - Self.most)
            state.waiting.removeFirst(lost)
            return lost
          }
          failed(error, lost)
          if Task.isCancelled { return }
          try? await Task.sleep(for: .seconds(1))
        }
      }
    }
  }

  /// Events of one organization.
  private func write(_ events: [AuditEvent]) async throws {
    guard let organization = events.first?.organization else { return }
    let scope = Scope(ofProgramIn: organization, on: pool)
    let now = ContinuousClock.now
    let isCleaningDue = state.withLock { state in
      if let last = state.cleaned[organization.id], now - last < .seconds(3600) { return false }
      state.cleaned[organization.id] = now
      return true
    }
    try await scope.write(inDoubt: .askAgainSafely) { transaction in
      if isCleaningDue { _ = try await transaction.query("select forget_requests(\(organization.id))") }
      // Written again after a failure of which nobody knows how far it came.
      _ = try await transaction.execute(
        """
        insert into audit_event (organization_id, id, asked_at, user_id, credential_id, action, object_id, request_id)
        select \(organization.id), e.id, e.asked_at, e.user_id, e.credential_id, e.action, e.object_id, e.request_id
        from unnest(
          \(events.map(\.id)), \(events.map(\.at)), \(events.map { $0.userID?.uuid }), \(events.map(\.credentialID.uuid)),
          \(events.map(\.action)), \(events.map(\.objectID)), \(events.map(\.requestID))
        ) as e (id, asked_at, user_id, credential_id, action, object_id, request_id)
        on conflict on constraint audit_event_pk do nothing
        """)
    }
  }
}
