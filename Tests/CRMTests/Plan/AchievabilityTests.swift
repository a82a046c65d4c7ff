import Foundation
import Postgres
import Testing

@testable import CRM
@testable import Planning

/// The funnel read backwards: worked examples by hand.
@Suite struct AchievabilityTests {
  /// Twenty discussions with ten prospects, of whom two became customers and bought three times, for 100 € on average.
  /// 2/10 is 20 %, in Wilson's interval 5.67 % to 50.98 %.
  private func observed() throws -> ObservedFunnel {
    var total = ConversionFigures()
    total.discussions = 20
    total.prospectsReached = 10
    total.prospectsConverted = 2
    total.orders = 3
    total.averageBasketCents = 10_000
    total.conversionRate = ConversionRate(converted: 2, reached: 10)
    // 2022 has 254 working days.
    return ObservedFunnel(
      period: try Period(from: try day("2022-01-01"), to: try day("2023-01-01")), total: total, discussions: ["Y": 508])
  }

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  private func plan(_ kpi: String, target: Int, due: String = "2023-12-31") throws -> PlanDocument {
    var plan = PlanDocument(slug: "p", name: "P", from: try day("2023-01-01"), to: try day("2024-01-01"))
    var objective = PlanObjective(key: "o", name: "O")
    objective.kpi = "k"
    objective.target = target
    objective.dueOn = try day(due)
    plan.objectives = [objective]
    plan.kpis = [PlanKPI(key: "k", name: "K", formula: .catalogue(kpi, variant: nil))]
    plan.team = [PlanMember(name: "Y")]
    return plan
  }

  private func achievability(_ plan: PlanDocument, _ observed: ObservedFunnel?) -> Achievability? {
    Achievability(plan.objectives[0], of: plan, [], observed)
  }

  @Test func newCustomersTakeDiscussionsByTheRateAndItsInterval() throws {
    let found = try #require(achievability(try plan("new_customers", target: 4), try observed()))
    #expect(found.customers == 4)
    // 4 / 0.2 × 2; 4 / 0.5098 × 2 = 15.7; 4 / 0.0567 × 2 = 141.1.
    #expect(found.need == Achievability.Need(low: 16, expected: 40, high: 142))
  }

  @Test func revenueAndSalesAreWorkedBackToCustomers() throws {
    // 600 € are six sales; two customers made three.
    #expect(achievability(try plan("revenue", target: 60_000), try observed())?.customers == 4)
    #expect(achievability(try plan("sales_count", target: 6), try observed())?.customers == 4)
    #expect(achievability(try plan("followers", target: 6), try observed()) == nil)
  }

  @Test func capacityIsWorkingDaysTimesPace() throws {
    // 508 discussions in 254 working days are two a day; January 2023 has 22 working days, of which Y is away two.
    var plan = try plan("new_customers", target: 4, due: "2023-01-31")
    plan.team[0].absences = [Absence(from: try day("2023-01-05"), to: try day("2023-01-09"))]
    let observedPace = try #require(achievability(plan, try observed()))
    #expect(observedPace.team == [.init(name: "Y", workingDays: 20, paceHundredths: 200, isStated: false)])
    #expect(observedPace.capacity == 40 && observedPace.verdict == .tight)
    // As the plan states it: seven a day on two days of five, from the day of the training.
    plan.team[0].discussionsPerDay = 7
    plan.team[0].daysPerWeekTenths = 20
    plan.team[0].trainedOn = try day("2023-01-16")
    let stated = try #require(achievability(plan, try observed()))
    #expect(stated.team == [.init(name: "Y", workingDays: 12, paceHundredths: 280, isStated: true)])
    #expect(stated.capacity == 33 && stated.verdict == .doubtful)
  }

  @Test(arguments: [
    (142, Achievability.Verdict.reachable), (141, .tight), (40, .tight), (39, .doubtful), (16, .doubtful), (15, .outOfReach),
  ])
  func theVerdictComparesCapacityWithTheNeed(_ capacity: Int, _ verdict: Achievability.Verdict) throws {
    var found = try #require(achievability(try plan("new_customers", target: 4), try observed()))
    found.team = [.init(name: "Y", workingDays: capacity, paceHundredths: 100, isStated: true)]
    #expect(found.verdict == verdict)
  }

  @Test func whatIsNotKnownIsSaidAndIsNotZero() throws {
    let plan = try plan("new_customers", target: 4)
    let nothing = try #require(achievability(plan, nil))
    #expect(nothing.need == nil && nothing.customers == nil && nothing.verdict == nil)
    #expect(nothing.missing == [.nothingObserved, .noPace(of: ["Y"])])
    var funnel = try observed()
    var total = funnel.total
    total.conversionRate = ConversionRate(converted: 0, reached: 10)
    funnel = ObservedFunnel(period: funnel.period, total: total, discussions: funnel.discussions)
    let none = try #require(achievability(plan, funnel))
    #expect(none.need == nil && none.missing.first?.en.contains("none of the 10 prospects") == true)
    var alone = plan
    alone.team = []
    #expect(achievability(alone, try observed())?.missing == [.noTeamInPlan])
  }
}
