import Foundation
import Postgres

/// An expense in a file.
struct ExpenseImport: ImportFact {
  let id: Expense.ID
  var reference: String?
  let spentOn: Day
  let cents: Int
  let category: String?
  /// Nil when the file does not say whether it was spent to win customers.
  let acquisition: Bool?
  let action: String?
  let salesperson: String?
  let note: String?

  init?(_ row: ImportRow) {
    id = row.id()
    reference = row.text("reference", limit: 300)
    category = row.text("category", limit: 100)
    acquisition = row.boolean("acquisition")
    action = row.text("action", limit: 200)
    salesperson = row.text("salesperson", limit: 200)
    note = row.text("note", limit: 10_000)
    let (spentOn, cents) = (row.required("spent_on", row.pastDay("spent_on")), row.required("amount", row.cents("amount")))
    guard let spentOn, let cents else { return nil }
    self.spentOn = spentOn
    self.cents = cents
  }

  private func draft(_ salespersonID: Salesperson.ID?) -> ExpenseDraft {
    var draft = ExpenseDraft(id: id, salespersonID: salespersonID, spentOn: spentOn, amountCents: cents)
    draft.category = category
    draft.acquisition = acquisition ?? false
    draft.action = action
    draft.note = note
    draft.reference = reference
    return draft
  }

  static let dayFields = ["spent_on"]

  static func record(_ facts: [Self], _ importing: ImportContext) async throws -> PendingAnswers {
    try await importing.names.resolve(salespeople: facts.compactMap(\.salesperson))
    let actions = try await importing.plannedActions()
    let unknown = facts.map { fact in fact.action.flatMap { actions.unknown($0, on: fact.spentOn) } }
    // What was recorded while plans had other actions is recorded still.
    let recorded = try await recordedReferences(
      of: zip(facts, unknown).compactMap { fact, unknown in unknown == nil ? nil : fact.reference }, importing)
    let resolved = zip(facts, unknown).map { fact, unknown in
      Result { () throws(RowRejection) in
        let (_, salespersonID) = try allOrFaults(
          Result { () throws(RowRejection) in if let unknown, !recorded.contains(fact.reference) { throw RowRejection(unknown) } },
          Result { () throws(RowRejection) in try importing.salesperson(fact.salesperson, on: fact.spentOn) })
        return fact.draft(salespersonID)
      }
    }
    let pending = try await importing.record(resolved)
    return {
      let answers = try await pending()
      importing.count(assumed: "acquisition", zip(facts, answers).count { $0.acquisition == nil && $1.isRecorded })
      importing.givenBack.take(zip(facts, answers).filter { $0.cents < 0 && $1.isRecorded }.map(\.0.cents))
      return answers
    }
  }

  static func refuseUnknownNames(in rows: [ImportRow], _ importing: ImportContext) async throws {
    try await importing.refuseUnknownPeople(in: rows, on: dayFields)
    let actions = try await importing.plannedActions()
    let unknown = rows.compactMap { row -> (row: ImportRow, reference: String?, unknown: PlannedActions.Unknown)? in
      guard !row.isRefused("action"), let text = row.text("action"), let day = row.day("spent_on") else { return nil }
      return actions.unknown(text, on: day).map { (row, row.text("reference"), $0) }
    }
    let recorded = try await recordedReferences(of: unknown.compactMap { $0.reference }, importing)
    for each in unknown where each.reference.map(recorded.contains) != true {
      each.row.check { () throws(RowRejection) in throw RowRejection(each.unknown) }
    }
  }

  /// Which of these references have an expense that stands.
  private static func recordedReferences(of references: [String], _ importing: ImportContext) async throws -> Set<String?> {
    guard !references.isEmpty else { return [] }
    return Set(
      try await importing.transaction.rows(
        """
        select e.reference
        from expense e
        where e.organization_id = \(importing.organization.id)
          and e.system = \(importing.system)
          and e.reference = any (\(references))
          and e.voided_at is null
        """
      ) { try $0.decode("reference", as: String?.self) })
  }
}

extension RowRejection {
  init(_ unknown: PlannedActions.Unknown) {
    let (what, remedy) = (
      Message.noActionOfPlan(unknown.text, unknown.plans), Message.actionRemedy(near: unknown.nearest, unknown.actions)
    )
    self.init(field: "action", reason: Message(fr: "\(what.fr) (\(remedy.fr))", en: "\(what.en) (\(remedy.en))"))
  }
}
