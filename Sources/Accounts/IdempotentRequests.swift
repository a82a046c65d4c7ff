import CRM
import Crypto
package import Foundation
package import Postgres

/// By which the same request is known again: what it asks, whole.
package struct RequestDigest: Sendable {
  private var hash = SHA256()

  /// Of a request of which nothing is read yet.
  package init(_ method: String, _ address: String) {
    hash.update(data: Data("\(method) \(address)\n".utf8))
  }

  /// Takes in a part of its content.
  package mutating func add(_ bytes: some DataProtocol) { hash.update(data: bytes) }

  var bytes: [UInt8] { Array(hash.finalize()) }
}

/// A request that its sender may repeat without anything being recorded twice, known by a key of the sender's own (the header
/// `Idempotency-Key`).
package struct IdempotentRequest: Sendable {
  let key: String
  let digest: [UInt8]
  let organization: Organization
  let userID: UUID

  /// - Parameters:
  ///   - key: Up to 255 visible ASCII characters.
  ///   - digest: Another one under the same key is another request.
  /// - Throws: `.usage` for a key that is none.
  package init(key: String, digest: RequestDigest, by signedIn: SignedIn) throws {
    guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw CRMError(.usage, .badIdempotencyKey)
    }
    self.key = key
    self.digest = digest.bytes
    organization = signedIn.organization
    userID = signedIn.userID?.uuid ?? signedIn.organization.id.uuid
  }
}

/// The requests of the last seven days that came under a key, and their answers. What is older goes with the events of ``AuditLog``, now
/// and then and not before each request.
package struct IdempotentRequests: Sendable {
  /// What is known of a request that comes in.
  package enum Admission: Sendable {
    /// To be answered now. What it records has this id: had it been answered before, and the answer been lost in a crash, it is found
    /// to be there.
    case toAnswer(entryID: UUID)
    /// It was answered so.
    case answered(status: Int, text: String)
    /// The same is being answered.
    case inFlight
    /// The key was given to another content.
    case ofOtherContent
  }

  private let pool: Pool
  /// After which a request that was never answered is taken for one of a server that stopped.
  private let patience: Duration

  /// Over the service's connections.
  package init(_ pool: Pool, patience: Duration) {
    (self.pool, self.patience) = (pool, patience)
  }

  /// Claims a request for its answer, unless it has one or somebody else is at it.
  package func admit(_ request: IdempotentRequest) async throws -> Admission {
    try await acting(request) { transaction in
      let entryID = UUID.v7()
      let inserted = try await transaction.execute(
        """
        insert into idempotent_request (organization_id, user_id, key, digest, entry_id, claim_ends_at)
        values (\(request.organization.id), \(request.userID), \(request.key), \(request.digest), \(entryID), \(claimEnd))
        on conflict on constraint idempotent_request_pk do nothing
        """)
      if inserted == 1 { return .toAnswer(entryID: entryID) }
      let known = try await transaction.one(
        """
        select digest, entry_id, status, answer, coalesce(claim_ends_at > clock_timestamp(), false) as is_claimed
        from idempotent_request
        where \(Self.isOf(request))
        for update
        """, Known.init(row:))
      guard known.digest.isEmpty || known.digest == request.digest else { return .ofOtherContent }
      if let status = known.status, let answer = known.answer { return .answered(status: status, text: answer) }
      if known.isClaimed { return .inFlight }
      _ = try await transaction.execute(
        """
        update idempotent_request
        set digest = \(request.digest),
          claim_ends_at = \(claimEnd)
        where \(Self.isOf(request))
        """)
      return .toAnswer(entryID: known.entryID)
    }
  }

  /// Keeps the answer, to be given again.
  package func keep(status: Int, text: String, of request: IdempotentRequest) async throws {
    try await end(request, "status = \(status), answer = \(text)")
  }

  /// Lets go of a request that was refused and recorded nothing: the key is free for what the sender mends.
  package func refused(_ request: IdempotentRequest) async throws { try await end(request, "digest = ''") }

  /// Lets go of a request that failed: nobody knows how far it came, so it is done again when it is sent again.
  package func failed(_ request: IdempotentRequest) async throws { try await end(request, nil) }

  private func end(_ request: IdempotentRequest, _ change: SQL?) async throws {
    try await acting(request) { transaction in
      _ = try await transaction.execute(
        """
        update idempotent_request
        set \((["claim_ends_at = null"] + [change].compactMap(\.self)).joined(separator: ", "))
        where \(Self.isOf(request))
        """)
    }
  }

  private struct Known {
    let digest: [UInt8]
    let entryID: UUID
    let status: Int?
    let answer: String?
    let isClaimed: Bool

    init(row: Row) throws {
      digest = try row.decode("digest")
      entryID = try row.decode("entry_id")
      status = try row.decode("status", as: Int16?.self).map(Int.init)
      answer = try row.decode("answer")
      isClaimed = try row.decode("is_claimed")
    }
  }

  private var claimEnd: SQL { "clock_timestamp() + \(Int(patience.components.seconds))::bigint * interval '1 second'" }

  private static func isOf(_ request: IdempotentRequest) -> SQL {
    "organization_id = \(request.organization.id) and user_id = \(request.userID) and key = \(request.key)"
  }

  private func acting<R>(_ request: IdempotentRequest, _ body: (Transaction) async throws -> R) async throws -> R {
    try await Scope(ofProgramIn: request.organization, on: pool).write(inDoubt: .askAgainSafely, body)
  }
}

extension Message {
  fileprivate static let badIdempotencyKey = Message(
    fr: "Idempotency-Key\u{A0}: de 1 à 255 caractères ASCII visibles", en: "Idempotency-Key: 1 to 255 visible ASCII characters")
}
