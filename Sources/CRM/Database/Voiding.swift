import Foundation
public import Postgres

/// A fact that is voided, since when and why.
public struct Voiding: Sendable, Encodable {
  /// Whether it was voided now or had been before.
  public enum Status: String, Sendable, Codable {
    case voided, repeated
  }

  public let status: Status
  /// The fact's id.
  public let voided: Fact.ID
  /// When it was voided, as the organization's clocks showed it: at a repetition, the first time.
  public let voidedAt: CivilTime
  /// Why it was voided: at a repetition, what was said the first time.
  public let reason: String
  /// What came of it and stands all the same.
  public let remaining: [Remaining]

  /// A fact that is not voided with the one it came of.
  public struct Remaining: Sendable, Hashable, Encodable {
    public enum Kind: String, Sendable, Codable, PostgresCodable {
      /// It is voided by `sale void`.
      case sale
      /// One that was opened then: it is voided by `opportunity void`.
      case opportunity
      /// An opportunity that was closed then: it is opened again by `opportunity reopen`.
      case closing
    }

    public let kind: Kind
    /// The id of the sale or opportunity.
    public let id: Fact.ID
  }
}

extension Transaction {
  /// Throws `.notFound`, with the day and the reason, when a sale or opportunity of the actor was voided.
  func refuseVoided<Kind>(_ id: ID<Kind>, in table: SQL) async throws {
    let voided = try await first(
      """
      select f.voided_at at time zone \(organization.timeZone) as voided_at, f.void_reason
      from \(table) f
      where f.organization_id = \(organization.id)
        and f.id = \(id)
        and f.voided_at is not null
        and (\(actor)::uuid is null or f.salesperson_id is null or f.salesperson_id = \(actor))
      """
    ) { Message.voidedBefore(try $0.decode("voided_at"), reason: try $0.decode("void_reason")) }
    if let voided { throw CRMError(.notFound, voided, place: id.description) }
  }
}

extension Scope {
  /// Voids a fact of a table by its `void_…` function. One that was voided before stays as it is.
  ///
  /// - Parameter remaining: A select of the kind and id of what came of it and stands.
  /// - Throws: `.usage` without a reason, and what the function refuses.
  func void<Kind>(
    _ id: ID<Kind>, in table: SQL, by function: SQL, reason: String, leaving remaining: SQL? = nil
  ) async throws -> Voiding {
    if reason.allSatisfy(\.isWhitespace) { throw CRMError(.usage, .voidReasonMissing) }
    return try await record(inDoubt: .askAgainSafely) { transaction in
      let outcome = try await transaction.fetch(.recording("select number, status, reason from \(function)"))
      let left = try await remaining.asyncMap { select in
        try await transaction.rows(select) {
          Voiding.Remaining(kind: try $0.decode("kind"), id: try $0.decode("id"))
        }
      }
      return try await transaction.one(
        """
        select f.voided_at at time zone \(organization.timeZone) as voided_at, f.void_reason
        from \(table) f
        where f.organization_id = \(organization.id)
          and f.id = \(id)
        """
      ) {
        Voiding(
          status: outcome == .repeated ? .repeated : .voided, voided: Fact.ID(id), voidedAt: try $0.decode("voided_at"),
          reason: try $0.decode("void_reason"), remaining: left ?? [])
      }
    }
  }
}
