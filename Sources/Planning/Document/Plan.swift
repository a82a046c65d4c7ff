package import CRM
import Foundation
package import Postgres

/// An action plan of the organization, as lists show it.
package struct Plan: Sendable, Hashable, Encodable {
  package typealias ID = CRM.ID<Plan>

  package let id: Plan.ID
  /// What commands call it; unique in the organization.
  package let slug: String
  package let name: String
  /// The slug of the plan that it is a part of.
  @Nullable package private(set) var parent: String?
  /// The first day, and the first day after it.
  package let from: Day
  package let to: Day
  /// The number of the version in force, from 1.
  package let version: Int

  init(row: Row) throws {
    id = try row.decode("id")
    slug = try row.decode("slug")
    name = try row.decode("name")
    parent = try row.decode("parent")
    from = try row.decode("from_day")
    to = try row.decode("to_day")
    version = try row.decode("version")
  }
}

/// A version of a plan: immutable, in force until the next.
package struct PlanVersion: Sendable {
  /// The plan as it stands, whatever version this is of it.
  package let plan: Plan
  package let number: Int
  package let document: PlanDocument
  /// The file as it was written, with its comments.
  package let source: String
  /// The version that the file was made from.
  package let base: Int?
  package let appliedAt: Instant

  init(row: Row) throws {
    plan = try Plan(row: row)
    number = try row.decode("number")
    document = try JSONDecoder().decode(PlanDocument.self, from: Data(try row.decode("document", as: JSONB.self).text.utf8))
    source = try row.decode("source")
    base = try row.decode("base")
    appliedAt = try row.decode("applied_at")
  }
}

/// What came of applying a document to its plan.
package struct PlanApplication: Sendable {
  /// Whether the plan was made, has a new version, or said the same already.
  package enum Outcome: String, Sendable, Encodable {
    case created, changed, unchanged
  }

  package let outcome: Outcome
  /// The version in force afterwards; nil for the preview of a plan that does not exist yet.
  package let version: Int?
  /// The document in force before; nil for a new plan.
  package let before: PlanDocument?
  /// Nothing changed in the plan, but the file is written otherwise than the one kept with the version in force: comments, order, layout.
  package var isWrittenOtherwise = false
}
