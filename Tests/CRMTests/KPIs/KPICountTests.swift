import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM
@testable import Planning

/// The counts are named twice, in Swift with what filters may say of them, and in SQL with the facts they take.
@Suite struct KPICountTests {
  @Test func swiftAndSQLNameTheSameCounts() async throws {
    try await withScope { scope in
      let counts = try await scope.read { session in
        try await session.rows(
          "select count, amount is not null as is_money from report.kpi_counts()",
          { try ($0.decode("count", as: String.self), $0.decode("is_money", as: Bool.self)) })
      }
      #expect(counts.count == KPICount.allCases.count)
      #expect(
        Dictionary(uniqueKeysWithValues: counts)
          == Dictionary(uniqueKeysWithValues: KPICount.allCases.map { ($0.rawValue, $0.isMoney) }))
    }
  }

  /// A term of a plan may name either, in any language: a word names one of all.
  @Test func eachCountAndSeriesHasItsOwnWords() {
    var named: [String: String] = [:]
    for (code, keys) in KPICount.allCases.map({ ("count \($0.rawValue)", $0.keys) })
      + StandardSeries.allCases.map({ ("series \($0.rawValue)", $0.keys) })
    {
      for key in Set(keys) {
        #expect(!key.isEmpty && named[key] == nil, "\(key) is \(code) and \(named[key] ?? "")")
        named[key] = code
      }
    }
    for count in KPICount.inPlans {
      for word in [count.rawValue, count.name.fr, count.name.en, count.name.fr.uppercased()] {
        #expect(PlanKPINames.count(named: word, [:]) == count.rawValue)
      }
    }
    for series in StandardSeries.allCases {
      for word in [series.rawValue, series.name.fr, series.name.en] {
        #expect(PlanKPINames.count(named: word, [:]) == series.rawValue)
      }
    }
    // What only makes sense within a KPI of the catalogue is not to be named.
    #expect(KPICount.meant(by: "prospects entrés") == .prospectsEntered)
    #expect(PlanKPINames.count(named: "prospects entrés", [:]) == "prospects entrés")
  }
}
