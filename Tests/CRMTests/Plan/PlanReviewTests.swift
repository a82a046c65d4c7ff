import Demo
import Postgres
import TestSupport
import Testing

@testable import CRM
@testable import Planning

/// What the report of a plan shows of the company is what the reports and KPIs of the same days show.
@Suite struct PlanReviewTests {
  @Test func theFiguresAreThoseOfTheReports() async throws {
    try await withService { pool in
      let demo = try await Demo(pool).record(until: on("2023-12-31"))
      let director = Scope(pool: pool, organization: demo.organization, identity: .director(of: demo.organization.id))
      let y = try #require(try await Team(director).list().first { $0.name == "Y" })
      let salesperson = Scope(pool: pool, organization: demo.organization, identity: .salesperson(y.id, of: demo.organization.id))
      for (scope, at) in [(director, "2023-12-31"), (director, "2023-06-15"), (salesperson, "2023-09-30")] {
        let review = try await Plans(scope).review(by: .quarter, at: on(at))
        let results = try #require(review.results)
        let (from, to) = (on("2023-01-01"), on(at) + 1)
        #expect(results.period == (try Period(from: from, to: to)) && review.organization == demo.organization)

        let conversion = try await Reports(scope).conversion(by: .salesperson, from: from, to: to)
        #expect(results.conversion.rows == conversion.rows && results.conversion.total == conversion.total && !conversion.rows.isEmpty)

        var year = Segments.Question()
        year.to = to
        let classes = try await Segments(scope).abc(year)
        #expect(results.classes.customers == classes.customers && results.classes.classes == classes.classes)

        for (name, kpi) in zip(GeneralKPI.names, results.kpis) {
          let request = KPIRequest(name, .catalogue(name, variant: nil))
          #expect([kpi.value] == (try await KPIs(scope).show(request, from: from, to: to).periods), "\(name)")
          #expect(kpi.parts == (try await KPIs(scope).show(request, from: from, to: to, by: .quarter).periods), "\(name)")
        }
      }
    }
  }

  @Test func aPlanThatHasNotBegunHasNoResults() async throws {
    try await withScope { scope in
      _ = try await Plans(scope).apply(bobPlan(), source: "", base: nil)
      #expect(try await Plans(scope).review(at: on("2022-12-31")).results == nil)
      #expect(try await Plans(scope).review(at: on("2023-01-01")).results?.conversion.rows == [])
    }
  }
}
