import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM
@testable import Planning

/// Each rule on the real schema: a case in which it speaks, and one in which it does not.
@Suite struct PlanAlertTests {
  /// Bob's team, and his plan when `apply` has been called with it.
  private struct Bob {
    var books: Books
    let people: [String: Salesperson]

    var scope: Scope { books.scope }
    func id(_ name: String) throws -> Salesperson.ID { try #require(people[name]).id }

    func apply(_ plan: PlanDocument) async throws {
      let known = try await Plans(scope).list().first { $0.slug == plan.slug }
      _ = try await Plans(scope).apply(plan, source: "", base: known?.version)
    }

    func alerts(_ rule: PlanAlert.Rule, at day: Day) async throws -> [PlanAlert] {
      try await Plans(scope).alerts("bob-2023", rules: [rule], at: day, rows: 100).alerts
    }

    @discardableResult
    func expense(_ cents: Int, _ action: String?, on day: Day) async throws -> Expense.ID {
      var entry = ExpenseEntry(amountCents: cents)
      entry.spentOn = day
      entry.action = action
      return try await Expenses(scope).add(entry).id
    }
  }

  private func withBob(_ plan: PlanDocument = bobPlan(), _ body: (inout Bob) async throws -> Void) async throws {
    try await withScope { scope in
      var people: [String: Salesperson] = [:]
      for name in ["X", "Y", "Z"] { people[name] = try await Team(scope).add(name) }
      var bob = Bob(books: Books(scope), people: people)
      try await bob.apply(plan)
      try await body(&bob)
    }
  }

  private let june = on("2023-06-30")

  @Test func theDocumentByItselfRaisesNothing() async throws {
    try await withBob { bob in
      let rules: [PlanAlert.Rule] = [.c01, .c02, .c03, .c04, .c05, .c06, .c07, .c09, .c10, .c11, .c12, .c13, .c14, .c15, .c16]
      let alerts = try await Plans(bob.scope).alerts(rules: rules, at: june).alerts
      #expect(alerts.isEmpty, "\(alerts.map { "\($0.rule) \($0.message.en)" })")
    }
  }

  @Test func c01AnActionWithoutOwnerOrAllocation() async throws {
    var plan = bobPlan()
    plan.budget.actions[0].owner = nil
    plan.budget.actions[1].allocationCents = nil
    plan.budget.actions.append(PlanAction(key: "given-up", name: "Given up"))
    plan.budget.actions[2].status = .dropped
    try await withBob(plan) { bob in
      let alerts = try await bob.alerts(.c01, at: june)
      #expect(alerts.map(\.subject) == ["actions.formation", "actions.terrain"] && alerts.map(\.severity) == [.problem, .warning])
      #expect(alerts.map(\.on) == [on("2023-02-01"), on("2023-03-06")] && alerts[0].rows.map(\.key) == ["formation"])
      #expect(alerts[0].message.en.contains("has no owner") && alerts[1].message.fr.contains("ligne de budget"))
    }
  }

  @Test func c02AnIndicatorFixedAfterTheFirstActionBegan() async throws {
    var plan = bobPlan()
    plan.objectives[0].definedOn = on("2023-02-01")
    try await withBob(plan) { bob in
      let late = try await bob.alerts(.c02, at: june)
      #expect(late.map(\.on) == [on("2023-02-01")] && late[0].rows.map(\.key) == ["clients", "formation"])
      plan.objectives[0].definedOn = on("2023-01-31")
      try await bob.apply(plan)
      #expect(try await bob.alerts(.c02, at: june).isEmpty)
      plan.objectives[0].kpi = nil
      try await bob.apply(plan)
      #expect(try await bob.alerts(.c02, at: june).map(\.severity) == [.problem])
    }
  }

  @Test func c03AllocationsBeyondAndBelowTheTotalBudget() async throws {
    var plan = bobPlan()
    plan.budget.totalCents = 5_999_999
    try await withBob(plan) { bob in
      let beyond = try await bob.alerts(.c03, at: june)
      #expect(beyond.map(\.severity) == [.problem] && beyond[0].rows.compactMap(\.amountCents) == [2_000_000, 4_000_000])
      plan.budget.totalCents = 6_000_001
      try await bob.apply(plan)
      #expect(try await bob.alerts(.c03, at: june).map(\.severity) == [.warning])
    }
  }

  @Test func c04MoreSpentThanAllocatedInAllOrAheadOfTheMonths() async throws {
    try await withBob { bob in
      let first = try await bob.expense(1_500_000, "formation", on: on("2023-01-20"))
      #expect(try await bob.alerts(.c04, at: on("2023-02-28")).isEmpty)
      let second = try await bob.expense(500_001, "FORMATION AU TERRAIN", on: on("2023-03-01"))
      #expect(try await bob.alerts(.c04, at: on("2023-02-28")).isEmpty)
      let over = try await bob.alerts(.c04, at: june)
      #expect(over.map(\.subject) == ["actions.formation"] && over[0].on == on("2023-03-01") && over[0].severity == .problem)
      #expect(over[0].rows.map(\.id) == [Fact.ID(first), Fact.ID(second)] && over[0].count == 2)
      // 4,000,000 over 210 working days: 20 of them in March.
      try await bob.expense(1_000_000, "Prospection terrain", on: on("2023-03-07"))
      let ahead = try await bob.alerts(.c04, at: on("2023-03-08")).filter { $0.subject == "actions.terrain" }
      #expect(ahead.map(\.severity) == [.warning])
      #expect(try await bob.alerts(.c04, at: june).filter { $0.subject == "actions.terrain" }.isEmpty)
    }
  }

  @Test func c05SpendThatNoConversationFollows() async throws {
    try await withBob { bob in
      let id = try await bob.expense(10_000, "terrain", on: on("2023-04-04"))
      let prospect = try await bob.books.prospect("Luc")
      try await bob.books.conversation(prospect, by: bob.id("X"), at: "2023-04-12T10:00", channel: .field)
      // The week of 3 April and 14 days after it end on 23 April; X does not work on the action.
      #expect(try await bob.alerts(.c05, at: on("2023-04-22")).isEmpty)
      let alerts = try await bob.alerts(.c05, at: on("2023-04-23"))
      #expect(alerts.map(\.on) == [on("2023-04-03")])
      #expect(alerts.flatMap(\.rows).map(\.id) == [Fact.ID(id)])
      #expect(alerts.map(\.person) == ["Y"])
      try await bob.books.conversation(prospect, by: bob.id("Y"), at: "2023-04-21T10:00", channel: .field)
      #expect(try await bob.alerts(.c05, at: june).isEmpty)
    }
  }

  @Test func c06ConversationsThatNoActionHasAndActionsWithoutExpense() async throws {
    try await withBob { bob in
      let prospect = try await bob.books.prospect("Luc")
      let field = try await bob.books.conversation(prospect, by: bob.id("Y"), at: "2023-03-06T09:00", channel: .field)
      // X has no part in the action: neither the number nor the rows have this one.
      try await bob.books.conversation(prospect, by: bob.id("X"), at: "2023-03-06T10:00", channel: .field)
      let unpaid = try await bob.alerts(.c06, at: june)
      #expect(unpaid.map(\.subject) == ["actions.terrain"] && unpaid[0].rows.map(\.id) == [Fact.ID(field)] && unpaid[0].count == 1)
      try await bob.expense(10_000, "terrain", on: on("2023-04-04"))
      #expect(try await bob.alerts(.c06, at: june).isEmpty)
      let fair = try await bob.books.conversation(prospect, by: bob.id("Y"), at: "2023-05-02T23:30", channel: .tradeShow)
      let early = try await bob.books.conversation(prospect, by: bob.id("Y"), at: "2023-03-05T23:59", channel: .field)
      let loose = try await bob.alerts(.c06, at: june)
      #expect(loose.map(\.subject) == ["channels.field", "channels.trade_show"])
      #expect(
        loose.map { $0.rows.map(\.id) } == [[Fact.ID(early)], [Fact.ID(fair)]] && loose.map(\.on) == [on("2023-03-05"), on("2023-05-02")])
    }
  }

  @Test func c07AnActionThatShouldBeDone() async throws {
    var plan = bobPlan()
    plan.budget.actions[0].status = .started
    try await withBob(plan) { bob in
      #expect(try await bob.alerts(.c07, at: on("2023-03-03")).isEmpty)
      let late = try await bob.alerts(.c07, at: on("2023-03-04"))
      #expect(late.map(\.on) == [on("2023-03-04")] && late[0].message.en.contains("1 day late"))
      plan.budget.actions[0].status = .done
      try await bob.apply(plan)
      #expect(try await bob.alerts(.c07, at: june).isEmpty)
    }
  }

  /// Until 30 June 125 of 251 working days: of 2 customers 1 is due.
  @Test func c08FarBehindWhatIsDue() async throws {
    var plan = bobPlan()
    plan.objectives[0].target = 2
    plan.kpis[0].target = 2
    try await withBob(plan) { bob in
      let behind = try await bob.alerts(.c08, at: june)
      #expect(behind.map(\.subject) == ["kpis.discussions", "objectives.clients", "kpis.discussions", "kpis.discussions"])
      #expect(behind.map(\.person) == [nil, "X", "Y", "Z"] && behind.map(\.severity) == [.problem, .problem, .warning, .warning])
      #expect(behind[1].rows.map(\.detail?.en) == ["0 / 1"])
      let prospect = try await bob.books.prospect("Luc")
      try await bob.books.sale(prospect, by: bob.id("Y"), on: "2023-06-30", 10_000)
      #expect(try await bob.alerts(.c08, at: june).map(\.subject) == Array(repeating: "kpis.discussions", count: 3))
      #expect(try await bob.alerts(.c08, at: on("2023-06-29")).count == 4)
    }
  }

  @Test func c09SomebodyUntrainedGoneOrAway() async throws {
    var plan = bobPlan()
    plan.team[2].trainedOn = on("2023-03-07")
    try await withBob(plan) { bob in
      let untrained = try await bob.alerts(.c09, at: june)
      #expect(untrained.map(\.person) == ["Z"] && untrained[0].rows.map(\.key) == ["terrain", "Z"] && untrained[0].on == on("2023-03-06"))
      plan.team[2].trainedOn = on("2023-03-06")
      plan.team[1].absences = [Absence(from: on("2023-03-06"), to: on("2023-03-08"))]
      try await bob.apply(plan)
      #expect(try await bob.alerts(.c09, at: june).map(\.severity) == [.warning])
      var gone = SalespersonChange()
      gone.activeUntil = on("2023-12-31")
      _ = try await Team(bob.scope).update("Y", gone)
      #expect(try await bob.alerts(.c09, at: june).map(\.severity) == [.problem])
      gone.activeUntil = on("2024-01-01")
      _ = try await Team(bob.scope).update("Y", gone)
      plan.team[1].absences = []
      try await bob.apply(plan)
      #expect(try await bob.alerts(.c09, at: june).isEmpty)
    }
  }

  /// X gives two days a week: over the 23 working days of the training 9.2 days of them. At 9.3 the four whole weeks ask for 2.02 days of 2, and
  /// the first one, of which only three days are the training's, for 1.2.
  @Test func c10MoreDaysThanAPersonHas() async throws {
    var plan = bobPlan()
    plan.team[0].daysPerWeekTenths = 20
    plan.budget.actions[0].peopleDaysTenths = ["X": 92]
    try await withBob(plan) { bob in
      #expect(try await bob.alerts(.c10, at: june).isEmpty)
      plan.budget.actions[0].peopleDaysTenths = ["X": 93]
      try await bob.apply(plan)
      let alerts = try await bob.alerts(.c10, at: june)
      #expect(alerts.map(\.person) == ["X"] && alerts[0].severity == .warning && alerts[0].on == on("2023-02-06"))
      #expect(alerts[0].message.en.contains("4 weeks: 2023-W06") && alerts[0].rows.map(\.key) == ["formation"])
      plan.budget.actions[0].peopleDaysTenths = ["X": 150]
      try await bob.apply(plan)
      #expect(try await bob.alerts(.c10, at: june).map(\.severity) == [.problem])
    }
  }

  @Test func c11ASeriesOlderThanItsRhythm() async throws {
    var plan = bobPlan()
    var followers = PlanKPI(key: "followers", name: "Abonnés", formula: .catalogue("followers", variant: nil))
    followers.rhythmDays = 7
    plan.kpis.append(followers)
    try await withBob(plan) { bob in
      #expect(try await bob.alerts(.c11, at: on("2023-01-07")).isEmpty)
      #expect(try await bob.alerts(.c11, at: on("2023-01-08")).map(\.on) == [on("2023-01-08")])
      var figure = MeasurementEntry(series: "followers", value: 250)
      figure.from = on("2023-05-01")
      let id = try await Measurements(bob.scope).record(figure).id
      #expect(try await bob.alerts(.c11, at: on("2023-05-08")).isEmpty)
      let frozen = try await bob.alerts(.c11, at: on("2023-05-09"))
      #expect(frozen.map(\.severity) == [.warning] && frozen[0].rows.map(\.id) == [Fact.ID(id)] && frozen[0].on == on("2023-05-09"))
      #expect(try await bob.alerts(.c11, at: june).map(\.severity) == [.problem])

      // One network that is read says nothing of another.
      for (label, day) in [("Facebook", "2023-06-01"), ("Instagram", "2023-06-29")] {
        figure.label = label
        figure.from = on(day)
        _ = try await Measurements(bob.scope).record(figure)
      }
      let silent = try await bob.alerts(.c11, at: june).flatMap { $0.rows.compactMap(\.detail?.en) }
      #expect(silent.contains("followers (Facebook)") && !silent.contains("followers (Instagram)"), "\(silent)")
    }
  }

  @Test func c12PartsThatDoNotSum() async throws {
    var plan = bobPlan()
    plan.kpis[1].targetBySalesperson["Z"] = 299
    try await withBob(plan) { bob in
      let people = try await bob.alerts(.c12, at: june)
      #expect(people.map(\.subject) == ["kpis.discussions"] && people[0].rows.map(\.key) == ["Y", "Z"])
      #expect(people[0].rows.map(\.detail?.en) == ["500", "299"] && people[0].message.en.contains("sum to 799, the target is 800"))
      plan.kpis[1].targetBySalesperson["Z"] = 300
      try await bob.apply(plan)
      var part = PlanDocument(slug: "lyon-2023", name: "Lyon", from: plan.from, to: plan.to)
      part.parent = plan.slug
      part.kpis = [plan.kpis[0]]
      part.budget.totalCents = 6_000_000
      try await bob.apply(part)
      #expect(try await bob.alerts(.c12, at: june).isEmpty)
      part.kpis[0].target = 30
      part.budget.totalCents = 6_000_001
      try await bob.apply(part)
      let parts = try await bob.alerts(.c12, at: june)
      #expect(parts.map(\.subject) == ["budget", "kpis.new-customers"] && parts.allSatisfy { $0.rows.map(\.key) == ["lyon-2023"] })
    }
  }

  @Test func c13FiguresThatCannotBe() async throws {
    var plan = bobPlan()
    plan.kpis.append(PlanKPI(key: "conversion", name: "Conversion", formula: .catalogue("conversion_rate", variant: nil)))
    try await withBob(plan) { bob in
      let organization = bob.books.organization
      var figure = MeasurementEntry(series: "followers", value: 250)
      figure.from = on("2023-05-01")
      _ = try await Measurements(bob.scope).record(figure)
      let prospect = try await bob.books.prospect("Luc")
      try await bob.books.conversation(prospect, by: bob.id("Y"), at: "2023-04-12T10:00")
      try await bob.books.sale(prospect, by: bob.id("Y"), on: "2023-04-13", 10_000)
      #expect(try await bob.alerts(.c13, at: june).isEmpty)
      // Two customers of one prospect reached.
      try await bob.books.sale(bob.books.prospect("Zoé"), by: bob.id("Y"), on: "2023-04-13", 10_000)
      let share = try await bob.alerts(.c13, at: june)
      #expect(share.map(\.subject) == ["kpis.conversion"] && share[0].rows.first?.detail?.en == "2 / 1")
      // What the service refuses, and whoever else writes does not.
      let negative: Fact.ID = bob.books.id()
      try await bob.books.run(
        """
        insert into measurement (organization_id, id, series_id, from_day, to_day, value)
        select s.organization_id, \(negative), s.id, '2023-06-01', '2023-06-02', -1 from series s where s.organization_id = \(organization)
        """)
      for recorded in ["2023-06-05", "2023-06-12"] {
        try await bob.books.run(
          """
          insert into import_run (
            organization_id, id, kind, system, file_name, reading, read, recorded, repeated, rejected, assumed, created, recorded_at)
          values (
            \(organization), \(UUID.v7()), 'sales', 'shop', 'sales.csv', '{}', 12, 12, 0, 0, '{}', '{}', \(recorded)::timestamptz)
          """)
      }
      let alerts = try await bob.alerts(.c13, at: june)
      #expect(
        alerts.map(\.subject) == ["series.followers", "imports.sales.csv", "kpis.conversion"])
      #expect(alerts.first { $0.subject == "series.followers" }?.rows.map(\.id) == [negative])
      #expect(alerts.first { $0.subject == "imports.sales.csv" }?.on == on("2023-06-12"))
    }
  }

  /// The horizon is 90 days: who was met yesterday may still become a customer.
  @Test func c14ACohortThatIsNotMature() async throws {
    try await withScope { scope in
      let person = try await Team(scope).add("Y")
      let today = try await scope.read { try await $0.fetch($0.today) }
      var plan = PlanDocument(slug: "bob-2023", name: "Bob", from: today - 200, to: today + 200)
      plan.kpis = [PlanKPI(key: "cohort", name: "Cohorte", formula: .catalogue("conversion_rate", variant: "cohort"))]
      var bob = Bob(books: Books(scope), people: ["Y": person])
      try await bob.apply(plan)
      try await bob.books.conversation(bob.books.prospect("Luc"), by: person.id, at: "\(today - 120)T10:00")
      #expect(try await bob.alerts(.c14, at: today).isEmpty)
      try await bob.books.conversation(bob.books.prospect("Zoé"), by: person.id, at: "\(today - 1)T10:00")
      let alerts = try await bob.alerts(.c14, at: today)
      #expect(alerts.map(\.on) == [today] && alerts[0].rows.map(\.detail?.en) == ["1 / 2"])
    }
  }

  @Test func c15ACallAfterAnObjection() async throws {
    try await withBob { bob in
      let prospect = try await bob.books.prospect("Luc")
      try await bob.books.conversation(prospect, by: bob.id("Y"), at: "2023-04-12T10:00", .noAnswer, channel: .outboundCall)
      try await bob.books.conversation(prospect, by: bob.id("Y"), at: "2023-04-13T10:00", .opposed, channel: .outboundCall)
      #expect(try await bob.alerts(.c15, at: june).isEmpty)
      let call = try await bob.books.conversation(prospect, by: bob.id("Y"), at: "2023-04-14T10:00", channel: .outboundCall)
      let alerts = try await bob.alerts(.c15, at: june)
      #expect(alerts.map(\.severity) == [.problem] && alerts[0].rows.map(\.id) == [Fact.ID(call)] && alerts[0].on == on("2023-04-14"))
    }
  }

  /// From the day of the law, without waiting for it.
  @Test func c15ACallToAConsumerNeedsAConsentSinceAugust2026() throws {
    let call = { (day: Day) in PlanFacts.Call(id: .v7(), day: day, channel: .outboundCall, isOpposed: false) }
    var plan = bobPlan()
    plan.from = on("2026-01-01")
    plan.to = on("2027-01-01")
    plan.budget.actions[1].to = on("2027-01-01")
    let rules = { (calls: [PlanFacts.Call]) in
      AlertRules(
        document: plan,
        facts: PlanFacts(
          at: on("2026-09-01"), reader: nil, team: [], spend: [], activity: [], series: [], imports: [], calls: calls, measuredWeeks: [],
          figures: PlanFigures(), observed: nil, createdOn: plan.from, parts: []), progress: PlanProgress(kpis: [], objectives: [:]),
        currency: "EUR")
    }
    #expect(try rules([call(on("2026-08-10"))]).alerts([.c15]).isEmpty)
    #expect(try rules([call(on("2026-08-11"))]).alerts([.c15]).map(\.on) == [on("2026-08-11")])
    plan.budget.actions[1].channels = [.outboundCall]
    plan.budget.actions[1].targetGroup = "Lucie"
    #expect(try rules([]).alerts([.c15]).map(\.subject) == ["actions.terrain"])
  }

  /// In twelve months one customer of one prospect, after ten discussions: each of 37 more takes ten. From 1 July 126 working days are left, one discussion on each by X, Z and Y, who is away
  /// for nine of them (15 August is one of the holidays): 369.
  @Test func c16MoreDiscussionsThanTheTeamCanHold() async throws {
    var plan = bobPlan()
    for index in plan.team.indices { plan.team[index].discussionsPerDay = 1 }
    plan.objectives[0].target = 37
    try await withBob(plan) { bob in
      let prospect = try await bob.books.prospect("Luc")
      for day in 1...10 { try await bob.books.conversation(prospect, by: bob.id("Y"), at: "2023-06-\(day < 10 ? "0" : "")\(day)T10:00") }
      try await bob.books.sale(prospect, by: bob.id("Y"), on: "2023-06-11", 10_000)
      #expect(try await bob.alerts(.c16, at: june).isEmpty)
      plan.objectives[0].target = 38
      try await bob.apply(plan)
      let beyond = try await bob.alerts(.c16, at: june)
      #expect(beyond.map(\.subject) == ["objectives.clients"] && beyond[0].rows.map(\.key) == ["clients", "X", "Y", "Z"])
      #expect(beyond[0].message.en.contains("370 more discussions"), "\(beyond[0].message.en)")
    }
  }

  @Test func oneRuleOnePersonAndADayToCome() async throws {
    try await withBob { bob in
      let today = try await bob.scope.read { try await $0.fetch($0.today) }
      let refused = await #expect(throws: CRMError.self) { try await Plans(bob.scope).alerts(at: today + 1) }
      #expect(refused?.kind == .usage)
      // What is of another person a salesperson does not read.
      let z = try #require(bob.people["Z"])
      let theirs = try await Plans(bob.scope.acting(as: z)).alerts(at: june).alerts
      #expect(!theirs.isEmpty && theirs.allSatisfy { $0.person == nil || $0.person == "Z" })
    }
  }

  /// Of 10,000 € 4,980.08 € are due on 30 June, of a rate of 50 % all of it.
  @Test func figuresOfRowsAreInTheirUnit() async throws {
    var plan = bobPlan()
    var revenue = PlanKPI(key: "revenue", name: "CA", formula: .catalogue("revenue", variant: nil))
    revenue.target = 1_000_000
    revenue.targetBySalesperson = ["Y": 400_000, "Z": 500_000]
    var rate = PlanKPI(key: "conversion", name: "Conversion", formula: .catalogue("conversion_rate", variant: nil))
    rate.target = 5_000
    plan.kpis = [revenue, rate]
    plan.objectives = []
    try await withBob(plan) { bob in
      for name in ["Luc", "Zoé", "Max", "Eva"] {
        try await bob.books.conversation(bob.books.prospect(name), by: bob.id("Y"), at: "2023-04-12T10:00")
      }
      try await bob.books.sale(bob.books.prospect("Luc"), by: bob.id("Y"), on: "2023-04-13", 123_456)
      let behind = try await bob.alerts(.c08, at: june)
      #expect(behind.first { $0.subject == "kpis.conversion" }?.rows.map(\.detail?.en) == ["25.0% / 50.0%"], "\(behind)")
      let whole = try #require(behind.first { $0.subject == "kpis.revenue" && $0.person == nil }?.rows.first?.detail)
      let french = Formats(language: .fr, currency: "EUR")
      #expect(whole.en == "€1,234.56 / €4,980.08", "\(whole)")
      #expect(whole.fr == "\(french.money(cents: 123_456)) / \(french.money(cents: 498_008))", "\(whole)")
      let sums = try await bob.alerts(.c12, at: june)
      #expect(sums.map { $0.rows.map(\.detail?.en) } == [["€4,000.00", "€5,000.00"]], "\(sums)")
      #expect(sums[0].message.fr.contains(french.money(cents: 900_000)), "\(sums[0].message.fr)")
    }
  }

  @Test func notesStandInTheOrderOfThePlan() async throws {
    var plan = bobPlan()
    let names = ["zeta", "alpha", "mu", "beta", "omega", "delta", "kappa", "eta"]
    plan.kpis += names.map { PlanKPI(key: $0, name: $0, formula: .catalogue("no_\($0)", variant: nil)) }
    try await withBob(plan) { bob in
      let notes = try await Plans(bob.scope).alerts(at: june).notes
      #expect(notes.count == names.count && zip(notes, names).allSatisfy { $0.en.contains("no_\($1)") }, "\(notes.map(\.en))")
    }
  }

  /// The number of an alert and its rows are of one state of the database, whatever is recorded in between.
  @Test func countsAndRowsAreOfOneState() async throws {
    try await withBob { bob in
      let scope = bob.scope
      try await bob.expense(2_000_001, "formation", on: on("2023-01-20"))
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for _ in 0..<40 {
            var entry = ExpenseEntry(amountCents: 100)
            (entry.action, entry.spentOn) = ("formation", on("2023-01-20"))
            _ = try await Expenses(scope).add(entry)
          }
        }
        for _ in 0..<12 {
          let over = try await bob.alerts(.c04, at: june)
          #expect(over.allSatisfy { $0.count == $0.rows.count } && !over.isEmpty)
        }
        try await group.waitForAll()
      }
    }
  }

  /// What a salesperson does not know would be found wrong with what they do know.
  @Test func aSalespersonIsToldWhichRulesAreNotLookedAt() async throws {
    try await withBob { bob in
      try await bob.expense(3_000_000, "formation", on: on("2023-01-20"))
      let prospect = try await bob.books.prospect("Luc")
      try await bob.books.conversation(prospect, by: bob.id("Z"), at: "2023-05-02T10:00", channel: .tradeShow)
      #expect(try await !bob.alerts(.c04, at: june).isEmpty)
      #expect(try await !bob.alerts(.c06, at: june).isEmpty)
      let own = Plans(bob.scope.acting(as: try #require(bob.people["Z"])))
      let alerts = try await own.alerts(at: june)
      #expect(Set(alerts.alerts.map(\.rule)).isDisjoint(with: AlertRules.rulesOfTeam), "\(alerts.alerts.map(\.message.en))")
      #expect(alerts.alerts.contains { $0.rule == .c08 && $0.person == "Z" && $0.rows.first?.detail?.en.hasPrefix("1 / ") == true })
      let notLookedAt = "Spending beyond plan, Spending without activity, Activity without action, Target out of reach"
      #expect(alerts.notes.contains { $0.en.hasSuffix(": \(notLookedAt)") }, "\(alerts.notes.map(\.en))")
    }
  }
}
