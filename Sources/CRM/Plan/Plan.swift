public import Foundation
public import Postgres

/// An action plan of the organization, as lists show it.
public struct Plan: Sendable, Hashable, Encodable {
  public let id: UUID
  /// What commands call it; unique in the organization.
  public let slug: String
  public let name: String
  /// The slug of the plan that it is a part of.
  @Nullable public private(set) var parent: String?
  /// The first day, and the first day after it.
  public let from: Day
  public let to: Day
  /// The number of the version in force, from 1.
  public let version: Int

  init(row: Row) throws {
    id = try row.decode(0, "id")
    slug = try row.decode(1, "slug")
    name = try row.decode(2, "name")
    parent = try row.decode(3, "parent")
    from = try row.decode(4, "from_day")
    to = try row.decode(5, "to_day")
    version = try row.decode(6, "version")
  }
}

/// A version of a plan: immutable, in force until the next.
public struct PlanVersion: Sendable {
  /// The plan as it stands, whatever version this is of it.
  public let plan: Plan
  public let number: Int
  public let document: PlanDocument
  /// The file as it was written, with its comments.
  public let source: String
  /// The version that the file was made from.
  public let base: Int?
  public let appliedAt: Instant

  init(row: Row) throws {
    plan = try Plan(row: row)
    number = try row.decode(7, "number")
    document = try JSONDecoder().decode(PlanDocument.self, from: Data(try row.decode(8, "document", as: JSONB.self).text.utf8))
    source = try row.decode(9, "source")
    base = try row.decode(10, "base")
    appliedAt = try row.decode(11, "applied_at")
  }
}

/// What came of applying a document to its plan.
public struct PlanApplication: Sendable {
  /// Whether the plan was made, has a new version, or said the same already.
  public enum Outcome: String, Sendable, Encodable {
    case created, changed, unchanged
  }

  public let outcome: Outcome
  /// The version in force afterwards; nil for the preview of a plan that does not exist yet.
  public let version: Int?
  /// The document in force before; nil for a new plan.
  public let before: PlanDocument?
  /// Nothing changed in the plan, but the file is written otherwise than the one kept with the version in force: comments, order, layout.
  public var isWrittenOtherwise = false
}
