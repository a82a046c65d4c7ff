public import Foundation
public import Postgres

/// A fact that is voided, since when and why.
public struct Voiding: Sendable, Encodable {
  /// Whether it was voided now or had been before.
  public enum Status: String, Sendable, Codable {
    case voided, repeated
  }

  public let status: Status
  /// The fact's id.
  public let voided: UUID
  /// When it was voided, as the organization's clocks showed it: at a repetition, the first time.
  public let voidedAt: CivilTime
  /// Why it was voided: at a repetition, what was said the first time.
  public let reason: String
}

extension Scope {
  /// Voids a fact of a table by its `void_…` function. One that was voided before stays as it is.
  ///
  /// - Throws: `.usage` without a reason, and what the function refuses.
  func void(_ id: UUID, in table: SQL, by function: SQL, reason: String) async throws -> Voiding {
    if reason.allSatisfy(\.isWhitespace) { throw CRMError(.usage, .voidReasonMissing) }
    return try await record { session in
      let isRepeated = try await session.record("select number, status, reason from \(function)").isRepeated()
      return try await session.one(
        """
        select f.voided_at at time zone \(organization.timeZone) as voided_at, f.void_reason
        from \(table) f
        where f.organization_id = \(organization.id)
          and f.id = \(id)
        """
      ) {
        Voiding(
          status: isRepeated ? .repeated : .voided, voided: id, voidedAt: try $0.decode(0, "voided_at"),
          reason: try $0.decode(1, "void_reason"))
      }
    }
  }
}
