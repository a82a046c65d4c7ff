import CRM
import Foundation
import Postgres

/// A filter whose names have become ids.
struct KPISelection: Sendable, Hashable {
  /// Whose facts alone.
  var salesperson: Salesperson.ID?
  var team: Team.ID?
  var channel: Channel?
  var leadSource: String?
  var outcome: Outcome?
  /// The stage that opportunities enter, and the one they enter afterwards.
  var stage: Stage.ID?
  var laterStage: Stage.ID?
  /// Days within which a cohort's prospects may become customers.
  var horizonDays: Int?
  var category: String?
  /// What expenses may call the action.
  var actions: [String]?
  /// Lower case.
  var places: [String]?
  /// Of outside series, lower case.
  var label: String?
}

extension KPISelection: Encodable {
  /// The keys of the filter of `report.kpi_values`: what is not asked for has none.
  private enum CodingKeys: String, CodingKey {
    case team, channel, leadSource, outcome, stage, laterStage, horizonDays, category, actions, places
  }

  fileprivate func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

/// What is asked of a count.
struct KPIQuestion: Sendable, Hashable {
  let count: KPICount
  let selection: KPISelection
  let period: Period
  /// Days that end where the period begins.
  var base: KPIBase<Period>?

  fileprivate func over(_ period: Period) -> KPIQuestion { KPIQuestion(count: count, selection: selection, period: period) }

  /// The questions without a base whose answers, added or taken off, are its answer. Who is in two periods that adjoin is in either, and
  /// counted twice in their sum; who is in the second alone is missing where only the first is looked at.
  fileprivate var parts: [(sign: Int, question: KPIQuestion)] {
    switch base {
    case nil: [(1, self)]
    case .inBase(let base): [(1, over(period)), (1, over(base)), (-1, over(Period(base.from, period.to)))]
    case .notInBase(let base): [(1, over(Period(base.from, period.to))), (-1, over(base))]
    }
  }
}

/// A sum or number, and how many facts make it.
struct KPIAmount: Sendable, Hashable {
  var value = 0
  var n = 0
}

/// The answers to many questions, in total (nil) and by salesperson.
struct KPIAnswers: Sendable {
  private var amounts: [KPIQuestion: [Salesperson.ID?: KPIAmount]] = [:]

  /// Asks once for each selection: the facts of a family are read once for all its counts and periods.
  ///
  /// - Parameter people: The questions that are also asked for each salesperson.
  init(
    _ questions: Set<KPIQuestion>, people: Set<KPIQuestion>, asOf: Instant?, _ transaction: Transaction
  ) async throws {
    let plain = Set(questions.flatMap(\.parts).map(\.question)), people = Set(people.flatMap(\.parts).map(\.question))
    // Those that reach back to the first fact do not make the others read all that ever was.
    let groups = Dictionary(grouping: plain) { Group(selection: $0.selection, reachesBack: $0.period.from == KPIWindow.beginning) }
    for (group, members) in groups {
      let asked = Array(members)
      let rows = try await transaction.rows(
        """
        select question, person_id, value, n
        from report.kpi_values(
          \(transaction.organization.id), \(asked.map(\.count.rawValue)), \(asked.map(\.period.from)), \(asked.map(\.period.to)),
          \(asked.map(people.contains)), \(group.selection.json())::jsonb, \(asOf), \(group.selection.salesperson))
        """
      ) {
        try (
          $0.decode("question", as: Int32.self), $0.decode("person_id", as: Salesperson.ID?.self),
          KPIAmount(value: $0.decode("value"), n: $0.decode("n"))
        )
      }
      for (number, person, amount) in rows { amounts[asked[Int(number) - 1], default: [:]][person] = amount }
    }
  }

  private struct Group: Hashable {
    let selection: KPISelection
    let reachesBack: Bool
  }

  /// The answer for somebody or, without, in total.
  func amount(_ question: KPIQuestion, of person: Salesperson.ID?) -> KPIAmount {
    question.parts.reduce(into: KPIAmount()) { sum, part in
      let amount = amounts[part.question]?[person] ?? KPIAmount()
      sum.value += part.sign * amount.value
      sum.n += part.sign * amount.n
    }
  }
}

extension KPIQuestion {
  /// The rows behind the answer.
  func rows(asOf: Instant?, _ transaction: Transaction) async throws -> [KPIRows.Row] {
    let (base, isInBase): (Period?, Bool?) =
      switch base {
      case .inBase(let base): (base, true)
      case .notInBase(let base): (base, false)
      case nil: (nil, nil)
      }
    return try await transaction.rows(
      """
      select kind, id, prospect_id, prospect, at at time zone \(transaction.organization.timeZone) as at, detail, amount_cents
      from report.kpi_rows(
        \(transaction.organization.id), \(count.rawValue), \(period.from), \(period.to), \(base?.from), \(isInBase), \(selection.json())::jsonb,
        \(asOf), \(selection.salesperson))
      """
    ) {
      try KPIRows.Row(
        kind: $0.decode("kind"), id: $0.decode("id"), prospectID: $0.decode("prospect_id"), prospect: $0.decode("prospect"),
        at: $0.decode("at"), detail: $0.decode("detail"), amount: $0.decode("amount_cents"))
    }
  }
}
