import CRM
import Foundation
import Postgres

/// A filter whose names have become ids, ready for `report.kpi_values`.
struct KPISelection: Sendable, Hashable {
  /// Whose facts alone.
  var salesperson: UUID?
  /// The rest as JSON, its keys in order.
  var json = "{}"
  /// Of outside series: lower case.
  var label: String?
  var places: [String] = []
}

/// What is asked of a count.
struct KPIQuestion: Sendable, Hashable {
  let count: KPICount
  let selection: KPISelection
  let period: Period
  let base: Period?
  let use: KPIReading.Use
}

/// What the facts say: the sum or number, and how many facts make it.
struct KPITally: Sendable, Hashable {
  var value = 0
  var n = 0
}

/// The answers to many questions, in total (nil) and by salesperson.
struct KPIAnswers: Sendable {
  private var tallies: [KPIQuestion: [UUID?: KPITally]] = [:]

  /// Asks once for each selection: the facts of a family are read once for all its counts and periods.
  ///
  /// - Parameter people: The questions that are also asked for each salesperson.
  init(
    _ questions: Set<KPIQuestion>, people: Set<KPIQuestion>, _ organizationID: UUID, knownAt: Instant?, _ session: Session
  ) async throws {
    // Those that reach back to the first fact do not make the others read all that ever was.
    let groups = Dictionary(grouping: questions) { Group(selection: $0.selection, reachesBack: $0.reachesBack) }
    for (group, members) in groups {
      let asked = Array(members)
      let rows = try await session.rows(
        """
        select question, person_id, value, n
        from report.kpi_values(
          \(organizationID), \(asked.map(\.count.rawValue)), \(asked.map(\.period.from)), \(asked.map(\.period.to)),
          \(asked.map { $0.base?.from }), \(asked.map { $0.base?.to }), \(asked.map(\.use.rawValue)), \(asked.map(people.contains)),
          \(group.selection.json)::jsonb, \(knownAt), \(group.selection.salesperson))
        """
      ) {
        try (
          $0.decode(0, "question", as: Int32.self), $0.decode(1, "person_id", as: UUID?.self),
          KPITally(value: $0.decode(2, "value"), n: $0.decode(3, "n"))
        )
      }
      for (number, person, tally) in rows { tallies[asked[Int(number) - 1], default: [:]][person] = tally }
    }
  }

  private struct Group: Hashable {
    let selection: KPISelection
    let reachesBack: Bool
  }

  /// The answer for somebody or, without, in total.
  func tally(_ question: KPIQuestion, of person: UUID?) -> KPITally { tallies[question]?[person] ?? KPITally() }

  /// The salespeople with facts.
  func people(_ question: KPIQuestion) -> Set<UUID> { Set((tallies[question] ?? [:]).keys.compactMap(\.self)) }
}

extension KPIQuestion {
  fileprivate var reachesBack: Bool { period.from == KPIWindow.beginning || base?.from == KPIWindow.beginning }
}
