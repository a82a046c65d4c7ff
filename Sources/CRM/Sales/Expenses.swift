import Foundation
public import Postgres

/// Money spent on selling.
public struct Expense: Sendable, Encodable {
  public typealias ID = CRM.ID<Expense>

  public let id: Expense.ID
  public let spentOn: Day
  /// Excluding VAT; negative for what came back.
  public let amountCents: Int
  @Nullable public private(set) var category: String?
  /// Spent to win customers: what the acquisition cost divides.
  public let acquisition: Bool
  @Nullable public private(set) var action: String?
  @Nullable public private(set) var salesperson: String?
  @Nullable public private(set) var note: String?
  /// The actions of plans that it counts for; none outside a plan.
  public internal(set) var plannedActions: [PlannedAction] = []

  init(row: Row) throws {
    id = try row.decode("id")
    spentOn = try row.decode("spent_on")
    amountCents = try row.decode("amount_cents")
    category = try row.decode("category")
    acquisition = try row.decode("acquisition")
    action = try row.decode("action")
    salesperson = try row.decode("salesperson")
    note = try row.decode("note")
  }

  static let selection: SQL = """
    select e.id, e.spent_on, e.amount_cents, e.category, e.acquisition, e.action, person.name as salesperson, e.note
    from expense e
    left join salesperson person on person.organization_id = e.organization_id and person.id = e.salesperson_id
    """
}

/// An expense to record.
public struct ExpenseEntry: Sendable {
  /// Made by the writer, so that a request sent twice records one; nil makes a new one.
  public var id: Expense.ID?
  /// Records it although the same expense was recorded within the minute.
  public var isAnother = false
  /// Excluding VAT.
  public var amountCents: Int
  /// Today when nil.
  public var spentOn: Day?
  public var category: String?
  /// Spent to win customers.
  public var acquisition = false
  /// The action of the sales plan it was spent on.
  public var action: String?
  /// Whose it is; the actor when nil.
  public var salesperson: String?
  public var note: String?

  /// An expense of today.
  public init(amountCents: Int) {
    self.amountCents = amountCents
  }
}

/// An expense that was recorded. It reads as the expense.
@dynamicMemberLookup
public struct ExpenseAnswer: Sendable, Encodable {
  public let status: WriteOutcome
  public let expense: Expense

  /// A property of the expense.
  public subscript<Value>(dynamicMember path: KeyPath<Expense, Value>) -> Value { expense[keyPath: path] }

  private enum CodingKeys: String, CodingKey {
    case status
  }

  /// The keys of the expense and those of the answer side by side.
  public func encode(to encoder: any Encoder) throws {
    try expense.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(status, forKey: .status)
  }
}

/// Which expenses a list shows.
public struct ExpenseFilter: Sendable {
  public var category: String?
  public var acquisition: Bool?
  /// The first day and the first no longer in it.
  public var from: Day?
  public var to: Day?
  public var limit = 50
  /// The id after which the page begins.
  public var after: Expense.ID?

  public init() {}
}

/// The expenses of an organization. Salespeople see and record their own.
public struct Expenses: Sendable {
  let scope: Scope

  /// The expenses of the scope's organization.
  public init(_ scope: Scope) {
    self.scope = scope
  }

  /// Records an expense. One without an id that says the same as one of the last minute is that one, and answers `repeated`.
  ///
  /// - Throws: `.notFound` for an unknown salesperson and for an action that no plan of that day has, `.conflict` for an id that is taken.
  public func add(_ entry: ExpenseEntry) async throws -> ExpenseAnswer {
    let id = entry.id ?? .v7()
    return try await scope.record(inDoubt: .lookForID(id, "filon expense list")) { transaction in
      let salesperson = try await transaction.salespersonOrActor(entry.salesperson, on: entry.spentOn)
      let day = try await transaction.locate(entry.spentOn.map(Moment.day) ?? .now).local.day
      var counted: [PlannedAction] = []
      if let action = entry.action {
        let actions = try await PlannedActions(transaction)
        if let unknown = actions.unknown(action, on: day) { throw CRMError(unknown) }
        counted = actions.found(action, on: day)
      }
      var draft = ExpenseDraft(id: id, salespersonID: salesperson?.id, spentOn: day, amountCents: entry.amountCents)
      draft.category = entry.category
      draft.acquisition = entry.acquisition
      draft.action = entry.action
      draft.note = entry.note
      // Of two who type the same at once, the second finds what the first recorded.
      let key = "expense \(scope.organization.id) \(day) \(entry.amountCents)"
      try await transaction.fetch(Query.run("select pg_advisory_xact_lock(hashtextextended(\(key), 0))"))
      let (recordedID, outcome) = try await transaction.record(typed: draft, isAnother: entry.isAnother || entry.id != nil)
      var expense = try await transaction.one(
        "\(Expense.selection) where e.organization_id = \(scope.organization.id) and e.id = \(recordedID)", Expense.init(row:))
      expense.plannedActions = counted
      return ExpenseAnswer(status: outcome, expense: expense)
    }
  }

  /// Voids an expense that was wrong.
  @discardableResult
  public func void(_ id: Expense.ID, reason: String) async throws -> Voiding {
    try await scope.void(
      id, in: "expense", by: "void_expenses(\(scope.organization.id), \(scope.actor), \([id]), \(reason))",
      reason: reason)
  }

  /// Expenses that stand, newest first.
  public func list(_ filter: ExpenseFilter = ExpenseFilter()) async throws -> Page<Expense> {
    try requirePageLength(filter.limit)
    return try await scope.read { transaction in
      var conditions: [SQL] = ["e.organization_id = \(scope.organization.id)", "e.voided_at is null"]
      if let category = filter.category { conditions.append("lower(e.category) = lower(\(category))") }
      if let acquisition = filter.acquisition { conditions.append("e.acquisition = \(acquisition)") }
      if let from = filter.from { conditions.append("e.spent_on >= \(from)") }
      if let to = filter.to { conditions.append("e.spent_on < \(to)") }
      if let after = filter.after {
        let day = try await transaction.first(
          "select spent_on from expense where organization_id = \(scope.organization.id) and id = \(after)",
          { try $0.decode("spent_on", as: Day.self) })
        guard let day else { throw CRMError(.notFound, .noFact(after.description)) }
        conditions.append("(e.spent_on, e.id) < (\(day), \(after))")
      }
      var rows = try await transaction.rows(
        """
        \(Expense.selection)
        where \(conditions.joined(separator: " and "))
        order by e.spent_on desc, e.id desc
        limit \(filter.limit + 1)
        """, Expense.init(row:))
      if rows.contains(where: { $0.action != nil }) {
        let actions = try await PlannedActions(transaction)
        for index in rows.indices { rows[index].plannedActions = actions.found(rows[index].action, on: rows[index].spentOn) }
      }
      return Page("expenses", rows, limit: filter.limit, id: \.id)
    }
  }
}

extension Expense: Identified {
  package static func named(_ organization: Organization) -> SQL {
    """
    select f.organization_id, f.id, f.spent_on as day, f.category as name
    from expense f
    """
  }
}
