import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM
@testable import Planning

@Suite struct PlanStatusTests {
  /// Bob on 31 March 2023: 65 of 251 working days. Three customers (two by Y), 10,000 spent on the training before the plan began, 1,900,000 on it
  /// in February, 5,000 on nothing of the plan.
  private func withBob(_ plan: PlanDocument = bobPlan(), _ body: (Scope, _ people: [String: Salesperson]) async throws -> Void) async throws
  {
    try await withScope { scope in
      var people: [String: Salesperson] = [:]
      for name in ["X", "Y", "Z"] { people[name] = try await Team(scope).add(name) }
      var books = Books(scope)
      for (index, day) in ["2023-03-08", "2023-03-09", "2023-04-03"].enumerated() {
        let prospect = try await books.prospect("Customer \(index)")
        let person = try #require(people[index == 1 ? "Z" : "Y"]).id
        try await books.conversation(prospect, by: person, at: "\(day)T09:00")
        try await books.conversation(prospect, by: person, at: "\(day)T17:00", .absent)
        try await books.sale(prospect, by: person, on: day, 10_000)
      }
      for (cents, action, day) in [
        (10_000, "formation", "2022-12-20"), (1_900_000, "Formation au terrain", "2023-02-10"), (5_000, "autre", "2023-01-10"),
        (7_000, "autre", "2022-12-20"),
      ] {
        var entry = ExpenseEntry(amountCents: cents)
        entry.action = action
        entry.spentOn = on(day)
        _ = try await Expenses(scope).add(entry)
      }
      _ = try await Plans(scope).apply(plan, source: "", base: nil)
      try await body(scope, people)
    }
  }

  @Test func anObjectiveBesideWhatIsDueAndItsForecast() async throws {
    try await withBob { scope, _ in
      let status = try await Plans(scope).status(at: on("2023-03-31"))
      #expect(status.workingDays == .init(elapsed: 65, total: 251) && status.at == on("2023-03-31"))
      let objective = try #require(status.objectives.first)
      let progress = try #require(objective.progress)
      // 2 of 10 that the first quarter has of 40; of the days of X, Y and Z 65 + 65 + 20 have passed and 186 + 177 + 186 are left:
      // 2.5 x 549/150 = 9.15 are still to come.
      #expect(progress.target == 40 && progress.due == 10 && progress.actual == 2 && progress.n == 2)
      #expect(progress.variance == Variance(2, from: 10) && progress.variance?.relative == -0.8 && progress.light == .red)
      #expect(progress.forecast?.value == 11 && progress.forecast?.method == .count && progress.forecast?.on == on("2023-12-31"))
      #expect(try #require(progress.forecast?.probability) < 0.05)
      #expect(progress.parts.map(\.due) == [10, nil, nil, nil])
      let may = try #require(try await Plans(scope).status(at: on("2023-05-15")).objectives.first?.progress)
      // Of the 10 of the second quarter six were due after 30 of its 62 working days and 4, 3, 3 a month.
      #expect(may.parts[1].isCurrent && may.parts[1].target == 10 && may.parts[1].due == may.due.map { $0 - 10 })
      #expect(may.parts[1].variance == Variance(1, from: try #require(may.parts[1].due)))
      #expect(progress.parts.map(\.target) == [10, 10, 10, 10] && progress.parts.map(\.actual) == [2, nil, nil, nil])
      #expect(progress.parts.map(\.light) == [.red, .none, .none, .none])
      #expect(objective.actions == ["formation", "terrain"] && objective.conversations == 4)
    }
  }

  @Test func moneyOfActionsObjectivesAndThePlan() async throws {
    try await withBob { scope, _ in
      let status = try await Plans(scope).status(by: .month, at: on("2023-03-31"))
      let training = try #require(status.actions.first)
      #expect(training.money == Money(allocated: 2_000_000, committed: 1_500_000, spent: 1_910_000, due: 2_000_000))
      #expect(training.money.remainingCents == 90_000 && !training.isLate && training.light == .green)
      #expect(training.parts.map(\.allocatedCents) == [1_739_130, 260_870] && training.parts.map(\.spentCents) == [1_910_000, 0])
      #expect(status.objectives[0].money.spentCents == 1_910_000 && status.budget.money.allocatedCents == 6_000_000)
      // What was spent before the plan counts for its actions only.
      #expect(status.budget.outsideActionsCents == 5_000 && status.budget.unallocatedCents == 0)
      // The total has all that is spent.
      let total = status.budget.total
      #expect(total.spentCents == 1_915_000 && total.remainingCents == 4_085_000 && total.allocatedCents == 6_000_000)
      #expect(status.budget.outsideActions.remainingCents == -5_000)
      let march = status.spendAndSales[2]
      #expect(march.salesCents == 20_000 && march.orders == 2 && march.spentCents == 0 && march.ratio == 0)
      #expect(status.spendAndSales[1].spentCents == 1_900_000 && status.spendAndSales[1].ratio == nil)
      #expect(status.spendAndSales[3].salesCents == 0)
      #expect(status.spendAndSales.reduce(0) { $0 + $1.plannedCents } == 6_000_000)
    }
  }

  @Test func aPersonsPage() async throws {
    try await withBob { scope, _ in
      let status = try await Plans(scope).status(owner: "y", at: on("2023-06-30"))
      #expect(status.person == "Y" && status.objectives.isEmpty && status.actions.map(\.key) == ["terrain"])
      #expect(status.kpis.map(\.person) == ["Y"] && status.kpis[0].target == 500 && status.kpis[0].actual == 2)
      // 251 working days less nine of the absence, five days a week.
      let person = try #require(status.people.first)
      #expect(status.people.count == 1 && person.availableTenths == 2_420 && person.allocatedTenths == 800 && person.conversations == 4)
      #expect(person.actions == ["terrain"] && person.supports.isEmpty && person.trainedOn == on("2022-01-03"))
      let z = try await Plans(scope).status(owner: "Z", at: on("2023-06-30"))
      #expect(z.actions.map(\.key) == ["terrain"] && z.people.first?.supports == ["terrain"] && z.people.first?.conversations == 2)
    }
  }

  /// Targets and allocations are the plan's; of what happened Z reads one customer of three and what Z spent.
  @Test func theTeamSeesTargetsAndEverybodyWhatTheyDid() async throws {
    try await withBob { scope, people in
      var own = ExpenseEntry(amountCents: 1_500)
      (own.action, own.salesperson, own.spentOn) = ("terrain", "Z", on("2023-03-07"))
      _ = try await Expenses(scope).add(own)
      let status = try await Plans(scope.acting(as: try #require(people["Z"]))).status(at: on("2023-06-30"))
      #expect(status.reader == "Z" && status.person == nil && status.notes.first == .ownFiguresOfPlan)
      let progress = try #require(status.objectives.first?.progress)
      #expect(progress.target == 40 && progress.due == 20 && progress.reason == .figureOfAll)
      #expect(progress.actual == nil && progress.numerator == nil && progress.forecast == nil && progress.light == TrafficLight.none)
      #expect(progress.parts.allSatisfy { $0.actual == nil && $0.variance == nil })
      #expect(status.people.map(\.name) == ["Z"] && status.people.first?.conversations == 2)
      #expect(status.kpis.filter { $0.person == "Z" }.map(\.actual) == [1] && status.kpis.compactMap(\.person) == ["Z"])
      #expect(status.kpis.filter { $0.person == nil }.allSatisfy { $0.actual == nil && $0.n == 0 && $0.target != nil })
      let (money, field) = (status.budget.total, try #require(status.actions.last))
      #expect(
        money.allocatedCents == 6_000_000 && money.committedCents == 1_500_000 && money.spentCents == 1_500 && money.remainingCents == nil)
      #expect(field.money.spentCents == 1_500 && field.money.remainingCents == nil && field.conversations == 2)
      #expect(
        status.spendAndSales[0].salesCents == 10_000 && status.spendAndSales[0].orders == 1 && status.spendAndSales[0].spentCents == 1_500)
      #expect(status.spendAndSales.dropFirst().allSatisfy { $0.salesCents == 0 && $0.spentCents == 0 })
      // The same as the director reads on their page.
      let page = try await Plans(scope).status(owner: "Z", at: on("2023-06-30"))
      #expect(page.kpis.first?.forecast == status.kpis.first { $0.person == "Z" }?.forecast && page.reader == nil)
      let all = try await Plans(scope).status(at: on("2023-06-30"))
      #expect(all.kpis.compactMap(\.person) == ["X", "Y", "Z"] && all.people.map(\.name) == ["X", "Y", "Z"])
    }
  }

  @Test func theSevenStepsOnTheBoard() async throws {
    try await withBob { scope, _ in
      let steps = try await Plans(scope).status(at: on("2023-03-31")).steps
      #expect(steps.map(\.section) == PlanSection.allCases)
      #expect(steps[0].fill == .incomplete && steps[0].light == .amber && steps[1].fill == .empty && steps[1].light == .red)
      #expect(steps[2].fill == .filled && steps[2].light == .red && !steps[2].reasons.isEmpty)
      #expect(steps[6].fill == .filled && steps[6].light == .green && steps[6].reasons.isEmpty)
    }
  }

  @Test func beforeThePlanAndAfterIt() async throws {
    try await withBob { scope, _ in
      let before = try await Plans(scope).status(at: on("2022-12-31"))
      #expect(
        before.workingDays.elapsed == 0 && before.objectives[0].progress?.actual == nil && before.objectives[0].progress?.reason != nil)
      #expect(before.objectives[0].progress?.light == TrafficLight.none)
      let after = try await Plans(scope).status()
      let progress = try #require(after.objectives[0].progress)
      #expect(after.at == on("2023-12-31") && progress.actual == 3 && progress.due == 40 && progress.forecast?.method == .observed)
      #expect(progress.forecast?.probability == 0)
    }
  }

  /// A version is read as it was written, with the facts of today.
  @Test func anEarlierVersion() async throws {
    try await withBob { scope, _ in
      var plan = bobPlan()
      plan.objectives[0].target = 80
      plan.kpis[0].target = 80
      _ = try await Plans(scope).apply(plan, source: "", base: 1)
      #expect(try await Plans(scope).status().objectives[0].progress?.target == 80)
      #expect(try await Plans(scope).status(version: 1).objectives[0].progress?.target == 40)
    }
  }

  /// Weekly sales of 100, 300, 100, 300, …: the forecast of revenue follows their variance.
  @Test func revenueIsForecastFromItsWeeks() async throws {
    var plan = bobPlan()
    var revenue = PlanKPI(key: "revenue", name: "CA", formula: .catalogue("revenue", variant: nil))
    revenue.target = 1_000_000
    var unknown = PlanKPI(key: "broken", name: "Broken", formula: .ratio(KPITerm("nothing_of_that_name"), over: nil))
    unknown.target = 1
    plan.kpis += [revenue, unknown]
    try await withBob(plan) { scope, _ in
      let status = try await Plans(scope).status(at: on("2023-06-30"))
      let progress = try #require(status.kpis.first { $0.key == "revenue" })
      #expect(progress.unit == .money && progress.actual == 30_000 && progress.forecast?.method == .money)
      #expect(try #require(progress.forecast?.interval95).low >= 30_000 && #require(progress.forecast?.interval95).high > 60_000)
      // One KPI that cannot be computed says why, and the others stand.
      let broken = try #require(status.kpis.first { $0.key == "broken" })
      #expect(broken.actual == nil && broken.reason != nil)
    }
  }

  /// 31 March: X has held 30 conversations in 65 working days, Y 20, Z 10 in the 20 days since the training. X leaves at the end of June, when 60 days
  /// more will have passed; Y is away nine days in August.
  @Test func theTeamsForecastIsTheSumOfItsPeoples() async throws {
    var plan = bobPlan()
    plan.kpis[1].targetBySalesperson = [:]
    try await withScope { scope in
      var books = Books(scope)
      var people: [String: Salesperson] = [:]
      for name in ["X", "Y", "Z"] { people[name] = try await Team(scope).add(name) }
      let prospect = try await books.prospect("Prospect")
      let (x, y, z) = try (#require(people["X"]).id, #require(people["Y"]).id, #require(people["Z"]).id)
      func conversations(_ count: Int, by person: Salesperson.ID, from day: String, every days: Int) async throws {
        for number in 0..<count { try await books.conversation(prospect, by: person, at: "\(on(day) + number * days)T10:00") }
      }
      try await conversations(30, by: x, from: "2023-01-02", every: 3)
      try await conversations(20, by: y, from: "2023-01-04", every: 4)
      _ = try await Plans(scope).apply(plan, source: "", base: nil)
      func forecasts(_ day: String) async throws -> [String?: Int] {
        let status = try await Plans(scope).status(at: on(day))
        let found = try status.kpis.filter { $0.key == "discussions" }.map { ($0.person, try #require($0.forecast?.value)) }
        #expect(status.notes.contains(.sumOfPeopleNote))
        return Dictionary(uniqueKeysWithValues: found)
      }
      // Z has not begun: as many conversations a day as X and Y together, 31 in their 78 days: 31.5 x 206/78 = 83.
      let february = try await forecasts("2023-02-23")
      #expect(february[nil] == february["X"]! + february["Y"]! + february["Z"]!)
      #expect((78...90).contains(february["Z"]!), "\(february)")

      try await conversations(10, by: z, from: "2023-03-06", every: 2)
      let march = try await forecasts("2023-03-31")
      #expect(march[nil] == march["X"]! + march["Y"]! + march["Z"]!)
      // 30.5 x 186/65, 20.5 x 177/65, 10.5 x 186/20 are still to come, a little more or less for what the weeks say of a drift.
      #expect(abs(march["X"]! - 117) <= 4 && abs(march["Y"]! - 76) <= 4 && abs(march["Z"]! - 108) <= 6, "\(march)")
      var leaving = SalespersonChange()
      leaving.activeUntil = on("2023-07-01")
      _ = try await Team(scope).update("X", leaving)
      let departure = try await forecasts("2023-03-31")
      #expect(departure["Y"] == march["Y"] && departure["Z"] == march["Z"] && abs(departure["X"]! - 58) <= 2, "\(departure)")
      #expect(departure[nil] == departure["X"]! + departure["Y"]! + departure["Z"]!)

      // Two conversations by X and Y together: each has them, the team once.
      for hour in 11...12 { try await books.conversation(prospect, by: x, with: y, at: "2023-03-30T\(hour):30") }
      let shared = try await forecasts("2023-03-31")
      let sum = shared["X"]! + shared["Y"]! + shared["Z"]!
      #expect(shared[nil]! < sum && shared[nil]! > sum * 62 / 64 - 3, "\(shared)")
    }
  }

  /// What is not read by person takes the time of the whole team: Z begins on 6 March, so most of it is still to come.
  @Test func aTeamThatGrowsIsForecastSo() async throws {
    try await withBob { scope, _ in
      var alone = bobPlan()
      alone.team = []
      let growing = try #require(try await Plans(scope).status(at: on("2023-03-31")).objectives[0].progress?.forecast)
      _ = try await Plans(scope).apply(alone, source: "", base: 1)
      let constant = try #require(try await Plans(scope).status(at: on("2023-03-31")).objectives[0].progress?.forecast)
      // Days of X, Y and Z: 65 + 65 + 20 have passed, 186 + 177 + 186 are left; 2.5 x 549/150 = 9.15 against 2.5 x 186/65 = 7.15.
      #expect(growing.value == 11 && constant.value == 9)
    }
  }

  /// The year's last working day is over, though two days are left: a rate, a count and a sum are what they are.
  @Test func withoutAWorkingDayLeftNothingIsUncertain() async throws {
    var plan = bobPlan()
    var revenue = PlanKPI(key: "revenue", name: "CA", formula: .catalogue("revenue", variant: nil))
    revenue.target = 30_001
    var rate = PlanKPI(key: "conversion", name: "Conversion", formula: .catalogue("conversion_rate", variant: nil))
    rate.target = 9_000
    plan.kpis += [revenue, rate]
    try await withBob(plan) { scope, _ in
      let status = try await Plans(scope).status(at: on("2023-12-29"))
      for (key, value, chance) in [("revenue", 30_000, 0.0), ("conversion", 10_000, 1.0), ("new-customers", 3, 0.0)] {
        let forecast = try #require(status.kpis.first { $0.key == key }?.forecast)
        #expect(forecast.value == value && forecast.probability == chance, "\(key) \(forecast)")
        #expect(forecast.interval80 == .init(low: value, high: value) && forecast.interval95 == forecast.interval80)
      }
      let june = try #require(try await Plans(scope).status(at: on("2023-06-30")).kpis.first { $0.key == "conversion" }?.forecast)
      #expect(june.method == .rate && june.value == 10_000)
      #expect(try #require(june.interval95).low < 9_000 && #require(june.interval95).high == 10_000 && #require(june.probability) < 1)
    }
  }
}
