import Foundation
public import Postgres

/// What writing a fact came to, when nothing refused it.
public enum WriteOutcome: String, Sendable, Encodable {
  case recorded
  /// It was there already, with the same content: nothing changed.
  case repeated
}

/// What became of one fact of a set.
public enum Recording: Sendable, Equatable {
  case recorded
  /// It was there already, with the same content.
  case repeated
  /// Its id or reference is there with another content; of an open opportunity it may be nothing but the owner that differs.
  case conflict(Difference = .content)
  /// The one who asked has not the right.
  case denied
  /// What it names does not exist, or a rule forbids it.
  case invalid(RefusalReason)

  /// In what a fact differs from the one that has its id or reference.
  public enum Difference: String, Sendable, PostgresCodable {
    case content, owner
  }

  private enum Status: String, PostgresCodable {
    case recorded, repeated, conflict, denied, invalid
  }

  /// The answer of a `record_…` or `void_…` function: the number of the fact in its set, the status and the reason.
  fileprivate init(_ answer: Row) throws {
    self =
      switch try answer.decode("status", as: Status.self) {
      case .recorded: .recorded
      case .repeated: .repeated
      case .conflict: .conflict(try answer.decode("reason", as: Difference?.self) ?? .content)
      case .denied: .denied
      case .invalid: .invalid(try answer.decode("reason"))
      }
  }

  /// - Throws: What refused the fact, for the person who asked.
  @discardableResult
  package func outcome() throws -> WriteOutcome {
    switch self {
    case .recorded: .recorded
    case .repeated: .repeated
    case .conflict: throw CRMError(.conflict, .sameIDOtherContent, remedy: .sameIDRemedy)
    case .denied: throw CRMError(.denied, .factOfAColleague)
    case .invalid(let reason): throw CRMError(.invalid, .refusal(reason))
    }
  }
}

extension [Recording] {
  /// The answers for a set of `count` facts: a function names only those that were not recorded.
  init(count: Int, exceptions: QueryResult) throws {
    self.init(repeating: .recorded, count: count)
    for row in exceptions.rows { self[try row.decode("number", as: Int.self) - 1] = try Recording(row) }
  }
}

/// Where facts come from: whose they are, who asks for them, and the file they stand in.
package struct Provenance: Sendable {
  package let organizationID: Organization.ID
  /// The salesperson on whose rights it depends what is recorded; nil for a director.
  package var actor: Salesperson.ID?
  /// Whose references the facts have.
  package var system: String?
  package var importID: ImportRun.ID?

  package init(organizationID: Organization.ID, actor: Salesperson.ID? = nil, system: String? = nil, importID: ImportRun.ID? = nil) {
    self.organizationID = organizationID
    self.actor = actor
    self.system = system
    self.importID = importID
  }
}

/// A fact that is ready to be written: everything it names is found, and its id makes it idempotent.
package protocol FactDraft: Sendable {
  /// The one statement that records facts of this kind: a single one as a file's thousand. It answers those that were not recorded.
  static func statement(_ drafts: [Self], _ provenance: Provenance) -> SQL
}

extension Query<WriteOutcome> {
  /// Records a fact; throws what refused it.
  static func recording(_ draft: some FactDraft, _ provenance: Provenance) -> Query {
    recording(type(of: draft).statement([draft], provenance))
  }

  /// The same, by a statement that calls a `record_…` or `void_…` function for one fact.
  static func recording(_ statement: SQL) -> Query {
    Query(statement) { try [Recording](count: 1, exceptions: $0)[0].outcome() }
  }
}

extension Transaction {
  /// Records a fact.
  ///
  /// - Throws: What refused it, for the person who asked.
  @discardableResult
  package func record(_ draft: some FactDraft) async throws -> WriteOutcome { try await fetch(.recording(draft, provenance)) }

  /// Records facts as one set; answer i belongs to fact i.
  ///
  /// - Parameter provenance: The file they stand in; of what the actor typed, nil.
  package func record<Draft: FactDraft>(all drafts: [Draft], from provenance: Provenance? = nil) async throws -> [Recording] {
    guard !drafts.isEmpty else { return [] }
    return try [Recording](
      count: drafts.count, exceptions: await session.query(Draft.statement(drafts, provenance ?? self.provenance)))
  }
}

/// A draft of what people type one by one.
protocol TypedDraft: FactDraft {
  associatedtype Kind
  static var table: SQL { get }
  var id: ID<Kind> { get }
  /// What a fact `f` is that says the same.
  var likeness: SQL { get }
}

extension Transaction {
  /// Records what somebody typed. Of a fact without an id of its own, the same words within the minute are no other one: whoever typed them
  /// twice means one, whose id is answered.
  ///
  /// - Parameter isAnother: Whether it is another one for sure.
  func record<Draft: TypedDraft>(typed draft: Draft, isAnother: Bool) async throws -> (id: ID<Draft.Kind>, outcome: WriteOutcome) {
    let twin: Query<ID<Draft.Kind>?> = .first(
      """
      select f.id
      from \(Draft.table) f
      where f.organization_id = \(organization.id)
        and f.recorded_at > statement_timestamp() - interval '1 minute'
        and f.import_id is null
        and f.voided_at is null
        and \(draft.likeness)
      order by f.recorded_at desc
      limit 1
      """, { try $0.decode("id") })
    if !isAnother, let id = try await fetch(twin) { return (id, .repeated) }
    return (draft.id, try await record(draft))
  }
}
