import CRM
import Foundation
import Postgres

/// What happened until the end of a day that a plan is compared with.
struct PlanFacts: Sendable {
  /// Expenses of a day that say the same of what they were for.
  struct Spend: Sendable {
    let action: String?
    let day: Day
    let cents: Int
    let expenses: Int
  }

  /// Conversations of a day with the same people through the same channel.
  struct Activity: Sendable {
    let day: Day
    let salespersonID: Salesperson.ID?
    let secondSalespersonID: Salesperson.ID?
    /// Their names.
    let people: [String]
    let channel: Channel
    let conversations: Int
  }

  /// An outside series, or one label of a stock, and what looks wrong in it.
  struct Series: Sendable {
    let name: String
    let kind: SeriesKind
    let label: String?
    let lastDay: Day
    let lastID: CRM.Measurement.ID
    let figures: Int
    let negative: [CRM.Measurement.ID]
    let overlapping: [CRM.Measurement.ID]
  }

  /// An import that stands beside another of the same file.
  struct Import: Sendable {
    let id: ImportRun.ID
    let kind: String
    let fileName: String
    let day: Day
    let recorded: Int
  }

  /// A call or message that needed a consent, or went to somebody who had objected.
  struct Call: Sendable {
    let id: Conversation.ID
    let day: Day
    let channel: Channel
    let isOpposed: Bool
    /// How many there are of its sort; only the first are read.
    var total = 1
  }

  let at: Day
  /// The salesperson who reads: what happened is what they did then, and what all did together is not there. Nil for those who read everything.
  let reader: Salesperson?
  let team: [Salesperson]
  let spend: [Spend]
  let activity: [Activity]
  let series: [Series]
  let imports: [Import]
  let calls: [Call]
  /// Mondays of the weeks in which an outside series has a figure.
  let measuredWeeks: [Day]
  let figures: PlanFigures
  /// The funnel of the twelve months until the end of the day.
  let observed: ObservedFunnel?
  /// The day of the plan's first version.
  let createdOn: Day
  /// The plans that are parts of this one.
  let parts: [PlanDocument]

  func member(_ name: String) -> Salesperson? { team.first { $0.name == name } }
}

extension PlanDocument {
  /// The action that an expense was for.
  func action(spentOn text: String?) -> PlanAction? {
    text.flatMap { text in PlannedAction.named(text, in: budget.actions, \.key, \.name) }
  }
}

extension PlanFacts {
  /// The first day on which consumers may be called only if they agreed to it: loi n° 2025-594 du 30 juin 2025, art. 13 (Code de la
  /// consommation, art. L223-1).
  static let consentSince = Day(daysSince2000: 9_719)

  /// Reads everything at once, in a transaction for reports; each statement reads its facts for the whole plan.
  static func read(
    _ version: PlanVersion, at day: Day, by grain: Grain, _ transaction: Transaction
  ) async throws -> PlanFacts {
    let (document, plan, organization) = (version.document, version.plan, transaction.organization)
    let (from, to) = (document.from, max(document.from, min(document.to, day + 1)))
    let team = try await transaction.fetch(transaction.salespeople())
    let reader = try await transaction.actor.asyncMap { try await transaction.salesperson($0.description) }
    let figures = try await PlanFigures.read(document, at: day, by: grain, team: team, reader: reader, transaction)
    let observed =
      reader == nil ? try await ObservedFunnel((day + 1).adding(months: -12), to: day + 1, transaction) : nil
    let names = Dictionary(uniqueKeysWithValues: team.map { ($0.id, $0.name) })
    let createdOn = try await transaction.one(
      "select (created_at at time zone \(organization.timeZone))::date as day from plan where organization_id = \(organization.id) and id = \(plan.id)",
      { try $0.decode("day", as: Day.self) })
    // What was spent before the plan began, such as a deposit, counts for its actions.
    let spend = try await transaction.rows(
      """
      select action, spent_on, amount_cents, expenses
      from report.plan_spend(\(organization.id), \(from - PlannedAction.daysBefore), \(max(to, from)), \(transaction.actor))
      """
    ) {
      try Spend(
        action: $0.decode("action"), day: $0.decode("spent_on"), cents: $0.decode("amount_cents"),
        expenses: $0.decode("expenses"))
    }
    let activity = try await transaction.rows(
      """
      select day, salesperson_id, second_salesperson_id, channel, conversations
      from report.plan_activity(\(organization.id), \(from), \(to), \(transaction.actor))
      """
    ) { row in
      let (salesperson, secondSalesperson) = try (
        row.decode("salesperson_id", as: Salesperson.ID?.self), row.decode("second_salesperson_id", as: Salesperson.ID?.self)
      )
      return try Activity(
        day: row.decode("day"), salespersonID: salesperson, secondSalespersonID: secondSalesperson,
        people: [salesperson, secondSalesperson].compactMap { $0.flatMap { names[$0] } }, channel: row.decode("channel"),
        conversations: row.decode("conversations"))
    }
    let calls = try await transaction.rows(
      """
      select id, day, channel, opposed, total
      from report.plan_calls(
        \(organization.id), \(from), \(to), \([Channel.outboundCall, .sms].map(\.rawValue)), \(consentSince),
        \(transaction.actor))
      """
    ) {
      try Call(
        id: $0.decode("id"), day: $0.decode("day"), channel: $0.decode("channel"), isOpposed: $0.decode("opposed"),
        total: $0.decode("total"))
    }
    // Imports are not a salesperson's to read.
    let imports =
      reader != nil
      ? []
      : try await transaction.rows(
        "select id, kind, file_name, day, recorded from report.plan_imports(\(organization.id), \(from), \(day + 1))"
      ) {
        try Import(
          id: $0.decode("id"), kind: $0.decode("kind"), fileName: $0.decode("file_name"), day: $0.decode("day"),
          recorded: $0.decode("recorded"))
      }
    return PlanFacts(
      at: day, reader: reader, team: team, spend: spend.filter { $0.day >= from || document.action(spentOn: $0.action) != nil },
      activity: activity,
      series: try await transaction.series(until: day + 1), imports: imports, calls: calls,
      measuredWeeks: try await transaction.rows(
        "select week from report.plan_measured_weeks(\(organization.id), \(from - 7), \(to))", { try $0.decode("week", as: Day.self) }),
      figures: figures, observed: observed, createdOn: createdOn,
      parts: try await transaction.parts(of: plan))
  }
}

extension Transaction {
  fileprivate func series(until end: Day) async throws -> [PlanFacts.Series] {
    try await rows(
      """
      select name, kind, label, last_day, last_id, figures, negative_ids, overlapping_ids
      from report.plan_series(\(organization.id), \(end))
      """
    ) {
      try PlanFacts.Series(
        name: $0.decode("name"), kind: $0.decode("kind"), label: $0.decode("label"), lastDay: $0.decode("last_day"),
        lastID: $0.decode("last_id"), figures: $0.decode("figures"), negative: $0.decode("negative_ids"),
        overlapping: $0.decode("overlapping_ids"))
    }
  }

  fileprivate func parts(of plan: Plan) async throws -> [PlanDocument] {
    let documents = try await rows(
      """
      select v.document
      from plan p
      join plan_version v on v.organization_id = \(organization.id) and v.plan_id = p.id and v.number = p.version
      where p.organization_id = \(organization.id) and p.parent_id = \(plan.id)
      order by p.slug
      """, { try $0.decode("document", as: JSONB.self) })
    return try documents.map { try JSONDecoder().decode(PlanDocument.self, from: Data($0.text.utf8)) }
  }
}
