import CRM
import Planning
import Foundation
import Postgres
import TestSupport
import Testing

/// What is stored of plans, and who may change it from what.
@Suite struct PlansTests {
  @Test func everyPartOfADocumentComesBackAsItWas() async throws {
    try await withScope { scope in
      let document = try full()
      let made = try await Plans(scope).apply(document, source: "# Bob\nname: Bob", base: nil)
      #expect(made.outcome == .created && made.version == 1 && made.before == nil)
      let version = try await Plans(scope).current()
      #expect(version.document == document)
      #expect(version.number == 1 && version.base == nil && version.source == "# Bob\nname: Bob")
      #expect(version.plan.slug == "bob-2023" && version.plan.from == document.from && version.plan.to == document.to)
    }
  }

  @Test func theSameDocumentAgainChangesNothingWhateverItsBase() async throws {
    try await withScope { scope in
      let plans = Plans(scope)
      let document = try plan("bob-2023")
      _ = try await plans.apply(document, source: "", base: nil)
      for base in [nil, 1, 7] {
        let again = try await plans.apply(document, source: "other", base: base)
        #expect(again.outcome == .unchanged && again.version == 1 && again.before == document)
      }
      #expect(try await plans.history(in: .en).versions.map(\.number) == [1])
    }
  }

  @Test func everyVersionIsKept() async throws {
    try await withScope { scope in
      let plans = Plans(scope)
      var document = try plan("bob-2023")
      _ = try await plans.apply(document, source: "first", base: nil)
      document.name = "Bob, revu"
      document.to = try day("2024-02-01")
      let changed = try await plans.apply(document, source: "second", base: 1)
      #expect(changed.outcome == .changed && changed.version == 2 && changed.before?.name == "bob-2023")
      let history = try await plans.history("bob-2023", in: .en).versions
      #expect(history.map(\.number) == [2, 1] && history.map(\.base) == [1, nil])
      let (first, second) = (try await plans.version(1), try await plans.version(2))
      #expect(first.source == "first" && first.document.name == "bob-2023" && second.source == "second")
      let plan = try await plans.current("BOB, revu").plan
      #expect(plan.version == 2 && plan.name == "Bob, revu" && plan.to == document.to)
      let missing = await #expect(throws: CRMError.self) { try await plans.version(3) }
      #expect(missing?.kind == .notFound)
    }
  }

  @Test func whatOthersChangedMeanwhileIsAConflict() async throws {
    try await withScope { scope in
      let plans = Plans(scope)
      var mine = try plan("bob-2023")
      let base = try await plans.apply(mine, source: "", base: nil).version
      var theirs = mine
      theirs.name = "Theirs"
      _ = try await plans.apply(theirs, source: "", base: base)
      mine.name = "Mine"
      for base in [nil, 1, 3] {
        let refused = await #expect(throws: CRMError.self) { try await plans.apply(mine, source: "", base: base) }
        #expect(refused?.kind == .conflict && refused?.remedy != nil)
      }
      let unknown = await #expect(throws: CRMError.self) { try await plans.apply(try plan("other"), source: "", base: 1) }
      #expect(unknown?.kind == .conflict)
      #expect(try await plans.current().document == theirs)
    }
  }

  @Test func ofTwoAtOnceOneIsRefused() async throws {
    try await withScope { scope in
      let document = try plan("bob-2023")
      _ = try await Plans(scope).apply(document, source: "", base: nil)
      let outcomes = await withTaskGroup(of: Bool.self) { group in
        for number in 1...8 {
          group.addTask {
            var mine = document
            mine.name = "Plan \(number)"
            return (try? await Plans(scope).apply(mine, source: "", base: 1)) != nil
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.count(where: \.self) == 1)
      #expect(try await Plans(scope).history(in: .en).versions.map(\.number) == [2, 1])
    }
  }

  @Test func aPreviewStoresNothing() async throws {
    try await withScope { scope in
      let plans = Plans(scope)
      var document = try plan("bob-2023")
      let new = try await plans.apply(document, source: "", base: nil, preview: true)
      #expect(new.outcome == .created && new.version == nil)
      #expect(try await plans.list().isEmpty)
      _ = try await plans.apply(document, source: "", base: nil)
      document.name = "Bob, revu"
      let changed = try await plans.apply(document, source: "", base: 1, preview: true)
      #expect(changed.outcome == .changed && changed.version == 1)
      #expect(try await plans.current().document.name == "bob-2023")
    }
  }

  @Test func aPartBelongsToAParentThatIsNotItsOwnPart() async throws {
    try await withScope { scope in
      let plans = Plans(scope)
      var whole = try plan("bob-2023")
      var part = try plan("prospection-2023")
      part.parent = "bob-2023"
      let early = await #expect(throws: CRMError.self) { try await plans.apply(part, source: "", base: nil) }
      #expect(early?.kind == .notFound)
      _ = try await plans.apply(whole, source: "", base: nil)
      _ = try await plans.apply(part, source: "", base: nil)
      #expect(try await plans.list().map(\.parent) == [nil, "bob-2023"])
      for parent in ["prospection-2023", "bob-2023"] {
        whole.parent = parent
        let circle = await #expect(throws: CRMError.self) { try await plans.apply(whole, source: "", base: 1) }
        #expect(circle?.kind == .invalid)
      }
    }
  }

  @Test func withoutANameItIsTheOnlyPlanOrTheOneOfToday() async throws {
    try await withScope { scope in
      let plans = Plans(scope)
      let none = await #expect(throws: CRMError.self) { try await plans.current() }
      #expect(none?.kind == .notFound && none?.remedy?.en.contains("filon plan init") == true)
      _ = try await plans.apply(try plan("old"), source: "", base: nil)
      #expect(try await plans.current().plan.slug == "old")
      _ = try await plans.apply(try plan("older"), source: "", base: nil)
      let several = await #expect(throws: CRMError.self) { try await plans.current() }
      #expect(several?.kind == .ambiguous && several?.remedy?.en.contains("older") == true)
      let open = PlanDocument(slug: "now", name: "Now", from: try day("2000-01-01"), to: try day("9999-01-01"))
      _ = try await plans.apply(open, source: "", base: nil)
      var part = PlanDocument(slug: "part", name: "Part", from: try day("2000-01-01"), to: try day("9999-01-01"))
      part.parent = "now"
      _ = try await plans.apply(part, source: "", base: nil)
      #expect(try await plans.current().plan.slug == "now")
      let unknown = await #expect(throws: CRMError.self) { try await plans.current("nothing") }
      #expect(unknown?.kind == .notFound)
    }
  }

  @Test func anExportIsTheFileAsWrittenOrWhatItCannotSayAnyMore() async throws {
    try await withScope { scope in
      let plans = Plans(scope)
      let written = "# mine\nname: P\nstart: 2023-01-01\nend: 2023-12-31\n"
      _ = try await plans.apply(PlanFile(source: written).document, source: written, base: nil)
      #expect(try await plans.export("p", in: .fr) == written.replacing("name: P", with: "version: 1\nname: P"))
      // A file that says something else than what is stored, as when keys have got another meaning since.
      let document = try full()
      _ = try await plans.apply(document, source: written, base: nil)
      let export = PlanFile(source: try await plans.export("bob-2023", in: .fr))
      #expect(export.document == document && export.base == 1)
    }
  }

  @Test func theTeamReadsAndDirectorsWrite() async throws {
    try await withScope { scope in
      let ana = try await Team(scope).add("Ana")
      let document = try plan("bob-2023")
      let refused = await #expect(throws: CRMError.self) {
        try await Plans(scope.acting(as: ana)).apply(document, source: "", base: nil)
      }
      #expect(refused?.kind == .denied)
      _ = try await Plans(scope).apply(document, source: "", base: nil)
      #expect(try await Plans(scope.acting(as: ana)).current().document == document)
    }
  }
}

private func day(_ text: String) throws -> Day { try #require(Day(text)) }

private func plan(_ slug: String) throws -> PlanDocument {
  PlanDocument(slug: slug, name: slug, from: try day("2023-01-01"), to: try day("2024-01-01"))
}

/// A document in which each type of part occurs.
private func full() throws -> PlanDocument {
  var plan = try plan("bob-2023")
  plan.situation.strategy = "Produits bios — « maison saine »"
  plan.situation.channels = [.field, .tradeShow]
  var competitor = PlanCompetitor(name: "Verdissimo")
  competitor.strengths = ["prix"]
  competitor.action = "catalogue"
  plan.competition.competitors = [competitor]
  var objective = PlanObjective(key: "clients", name: "40 nouveaux clients")
  objective.kpi = "new-customers"
  objective.target = 40
  objective.dueOn = try day("2023-12-31")
  objective.phasing = .weights(["2023-Q1": 1, "2023-Q2": 3])
  objective.risks = [PlanRisk("retard", mitigation: "renfort")]
  plan.objectives = [objective]
  var lucie = PlanTarget(name: "Lucie")
  lucie.journey = [PlanJourneyStep("commande", place: "site")]
  plan.targets = [lucie]
  var member = PlanMember(name: "Z")
  member.profile = .opener
  member.absences = [Absence(from: try day("2023-08-07"), to: try day("2023-08-19"))]
  plan.team = [member]
  plan.budget.totalCents = 6_000_000
  var action = PlanAction(key: "catalogue", name: "Catalogue")
  action.commitments = [PlanCommitment(on: try day("2023-01-12"), cents: 240_000)]
  action.phasing = .calendarDays
  action.peopleDaysTenths = ["X": 25]
  action.status = .done
  plan.budget.actions = [action]
  var own = PlanKPI(
    key: "doors", name: "Portes par vente", formula: .ratio(KPITerm("discussions"), over: KPITerm("sales_count")))
  own.filter.channel = .field
  own.targetBySalesperson = ["Z": 3]
  plan.kpis = [own, PlanKPI(key: "new-customers", name: "Nouveaux clients", formula: .catalogue("new_customers", variant: nil))]
  return plan
}
