import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct MeasurementImportTests {
  private static let file = """
    series,day,value,label,place
    followers,2026-01-01,1000,instagram,
    followers,2026-01-03,998,instagram,
    distributor_sales,05/01/2026,12,Halles,'69001
    site_revenue,2026-01-05,"1 234,50 €",,

    """

  @Test func eachRowIsAFigureAndAGapStaysMissing() async throws {
    try await withScope { scope async throws in
      let first = try await importFile(Self.file, .measurements, scope)
      #expect(first.counts == [4, 4, 0, 0], "\(first.reasons)")
      let figures = [
        "distributor_sales 2026-01-05 Halles 69001 12", "followers 2026-01-01 instagram 1000", "followers 2026-01-03 instagram 998",
        "site_revenue 2026-01-05 123450",
      ]
      #expect(try await scope.measured() == figures)
      #expect(try await importFile(Self.file, .measurements, scope).counts == [4, 0, 4, 0])
      #expect(try await Imports(scope).list().map(\.kind) == [.measurements, .measurements])
      let undone = try await Imports(scope).undo(try #require(first.importId))
      #expect(undone.measurements == 4)
      #expect(try await scope.measured().isEmpty)
      #expect(try await importFile(Self.file, .measurements, scope).counts == [4, 4, 0, 0])
    }
  }

  @Test func seriesAreNamedInEitherLanguage() async throws {
    try await withScope { scope async throws in
      // A new one that is called as people call a standard one is that.
      var own = MeasurementEntry(series: "visites_du_site", value: 1)
      (own.kind, own.unit, own.from) = (.flow, .count, Day("2026-01-01"))
      #expect(try await Measurements(scope).record(own).series == "site_sessions")
      let first = try await importFile(
        """
        série;jour;valeur;nature
        Abonnés;2026-01-01;1000;stock
        visites du site;2026-01-03;998;flux
        Site Revenue;2026-01-05;"1 234,50 €";
        visites  DU-SITE;2026-01-04;5;
        nos visites;2026-01-04;5;
        """, .measurements, scope)
      #expect(first.counts == [5, 4, 0, 1], "\(first.reasons)")
      let figures = [
        "followers 2026-01-01 1000", "site_revenue 2026-01-05 123450", "site_sessions 2026-01-01 1", "site_sessions 2026-01-03 998",
        "site_sessions 2026-01-04 5",
      ]
      #expect(try await scope.measured() == figures)
      #expect(try await scope.measured { $0.series = "abonnés" } == [figures[0]])
      #expect(try await scope.measured { $0.series = "CA du site" } == [figures[1]])
      let unknown = try await #require(throws: CRMError.self) { try await scope.measured { $0.series = "abonés" } }
      #expect(unknown.kind == .notFound && unknown.remedy?.fr == "vouliez-vous «\u{A0}abonnés\u{A0}»\u{A0}?")
      #expect(unknown.remedy?.en == "did you mean “followers”?")
      #expect(try await Measurements(scope).unit(of: "chiffre d’affaires du site") == .money)
      try await scope.measure("Paiements", 500, "2026-01-06")
      #expect(try await scope.measured { $0.series = "payments" } == ["payments 2026-01-06 500"])
    }
  }

  @Test func whatIsNoFigureIsRefusedWithItsReason() async throws {
    try await withScope { scope async throws in
      let result = try await importFile(
        """
        series,from,to,value,label
        site_orders,2026-01-05,,3,
        site_orders,2026-01-05,,3,
        site_orders,2026-01-05,,4,
        site_orders,2026-01-05,2026-01-12,9,
        site_orders,2026-01-06,,,
        site_orders,,,3,
        site_orders,2026-02-30,,3,
        site_orders,2026-01-09,2026-01-08,3,
        site_orders,2026-01-10,,-3,
        site_orders,2026-01-11,,27.78%,
        site_orders,2026-01-12,,99999999999999999999,
        site_orders,2026-01-13,,100000000000001,
        my_calls,2026-01-13,,1,
        My calls,2026-01-13,,1,
        site_orders,2026-01-14,,5,

        """, .measurements, scope)
      #expect(result.counts == [15, 2, 1, 12])
      #expect(
        result.reasons == [
          "4 -: the series has another value for these days already; if this one is right, void the other first "
            + "(filon measurement void)",
          "5 -: would count twice: the series has a total for these days, or parts of this one",
          "6 value: value is empty",
          "7 day: day is empty",
          "8 from: “2026-02-30” is not a date: February 2026 has 28 days",
          "9 to: the days end before they begin, or last over a year",
          "10 -: a count below zero",
          "11 value: “27.78%” is a rate: give the counts it comes from",
          "12 value: “99999999999999999999” is too large",
          "13 value: “100000000000001” is too large",
          "14 series: there is no such series yet; --set kind=… and --set unit=… would make it",
          "15 series: “My calls” is not the name of a series",
        ])
      #expect(try await scope.measured() == ["site_orders 2026-01-05 3", "site_orders 2026-01-14 5"])
    }
  }

  @Test func anOwnSeriesIsMadeOfWhatTheFileSaysItIs() async throws {
    try await withScope { scope async throws in
      let text = "name,week,next,sum\nstore_visits,2026-01-05,2026-01-12,40\nstore_visits,2026-01-12,2026-01-19,38\n"
      let result = try await importFile(text, .measurements, scope) { request in
        request.mapping.columns = ["series": ["name"], "from": ["week"], "to": ["next"], "value": ["sum"]]
        request.mapping.constants = ["kind": "flow", "unit": "count", "note": "door counter"]
        request.mapping.system = "counter"
      }
      #expect(result.counts == [2, 2, 0, 0], "\(result.reasons)")
      #expect(try await scope.measured() == ["store_visits 2026-01-05..2026-01-12 40", "store_visits 2026-01-12..2026-01-19 38"])
      let series = try await Measurements(scope).series()
      #expect(series.map(\.sources) == [["counter"]] && series.map(\.kind) == [.flow])
    }
  }

  @Test func aPreviewAndARefusedStrictImportLeaveNothing() async throws {
    try await withScope { scope async throws in
      #expect(try await importFile(Self.file, .measurements, scope) { $0.isPreview = true }.recorded == 4)
      await #expect(throws: CRMError.self) {
        try await importFile(Self.file + "site_orders,x,1,,\n", .measurements, scope) { $0.isStrict = true }
      }
      #expect(try await scope.measured().isEmpty)
      #expect(try await Measurements(scope).series().isEmpty)
    }
  }
}
