@testable import CRM
@testable import Planning
import Foundation
import Postgres
import Testing

/// From a document to a file and back, and what differs between two.
@Suite struct PlanSourceTests {
  @Test func whatIsWrittenReadsAsItWas() throws {
    var random = SeededGenerator(seed: 7)
    for round in 0..<150 {
      let document = random.document()
      for language in [Language.fr, .en] {
        for isTemplate in [false, true] {
          let source = document.source(in: language, version: round + 1, isTemplate: isTemplate)
          let file = PlanFile(source: source)
          #expect(file.document == document, "round \(round)\n\(document.changes(since: file.document, in: .en))\n\(source)")
          #expect(file.base == round + 1)
        }
      }
    }
  }

  @Test func aDifferenceIsFoundIfAndOnlyIfThereIsOne() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<150 {
      let (one, other) = (random.document(), random.document())
      #expect(one.changes(since: one, in: .fr).isEmpty)
      #expect(other.changes(since: one, in: .fr).isEmpty == (one == other))
    }
  }

  @Test func aDifferenceIsSaidInWordsWithItsPath() throws {
    let before = PlanFile(source: PlanCheckTests.good).document
    var after = before
    after.objectives[0].target = 45
    after.objectives[0].dueOn = nil
    after.budget.actions.swapAt(0, 1)
    after.budget.actions[0].allocationCents = 45_050
    after.team.removeLast()
    after.situation.values = ["ecology"]
    let changes = after.changes(since: before, in: .en)
    #expect(
      changes == [
        change(.added, "situation.values", "situation › values", nil, "ecology"),
        change(.changed, "objectives.o.target", "objectives › O › target", "40", "45"),
        change(.removed, "objectives.o.due", "objectives › O › due", "2023-12-31", nil),
        change(.removed, "team.Z", "team › Z", "Z", nil),
        change(.changed, "budget.actions.b.budget", "budget › actions › B › budget", "400", "450.50"),
        change(.changed, "budget.actions", "budget › actions", "a, b", "b, a"),
      ])
    #expect(after.changes(since: before, in: .fr)[1].place == "objectifs › O › valeur cible")
  }

  private func change(_ kind: PlanChange.Kind, _ path: String, _ place: String, _ before: String?, _ after: String?) -> PlanChange {
    PlanChange(kind: kind, path: path, place: place, before: before, after: after)
  }
}

/// Documents with every part in it, made of texts that YAML must quote.
extension SeededGenerator {
  private static let words = [
    "a: b", "# c", "- d", "l'été", "« e »", "null", "~", "yes", "12", "0x1F", "é", "{f}", "[g]", "&h", "*i", "!j", "%k", "@l", "`m`",
    "\"n\"",
    "'o'", "p\\q", "r\ns", "t\tu", "v:", "\u{A0}w", "\u{2028}x", "y #z", "2023-01-01", "🙂", "e\u{301}", "?", "|", ">", "\u{7F}", "---",
  ]

  private mutating func some<T>(_ make: (inout SeededGenerator) -> T) -> T? { Bool.random(using: &self) ? make(&self) : nil }
  private mutating func few<T>(_ make: (inout SeededGenerator) -> T) -> [T] {
    (0..<Int.random(in: 0...2, using: &self)).map { _ in make(&self) }
  }
  fileprivate mutating func text() -> String {
    (0...Int.random(in: 0...2, using: &self)).map { _ in Self.words.randomElement(using: &self) ?? "" }.joined(separator: " ")
  }
  /// Names are trimmed, and each is another.
  private mutating func name(_ number: Int) -> String {
    "N\(number) " + (Self.words.randomElement(using: &self) ?? "").filter { !$0.isWhitespace }
  }
  private mutating func count(_ limit: Int = 1_000_000) -> Int { Int.random(in: 0...limit, using: &self) }
  private mutating func day() -> Day { Day(daysSince2000: Int32.random(in: 0...20_000, using: &self)) }
  private mutating func channel() -> Channel { Channel.allCases.randomElement(using: &self) ?? .field }

  private mutating func phasing() -> PlanPhasing {
    switch count(2) {
    case 0: .workingDays
    case 1: .calendarDays
    default: .weights(["2023-Q1": count(), "2023-02": count(), "2023-W09": count()])
    }
  }

  private mutating func risks() -> [PlanRisk] { few { PlanRisk($0.text(), mitigation: $0.some { $0.text() }) } }

  private mutating func filter() -> KPIFilter {
    var filter = KPIFilter()
    filter.salesperson = some { _ in "Y" }
    filter.channel = some { $0.channel() }
    filter.outcome = some { Outcome.allCases.randomElement(using: &$0) ?? .sold }
    filter.label = some { $0.name(1) }
    return filter
  }

  fileprivate mutating func document() -> PlanDocument {
    var plan = PlanDocument(slug: "p-\(count())", name: name(0), from: day(), to: day())
    plan.parent = some { "parent-\($0.count())" }
    plan.situation.strategy = some { $0.text() }
    plan.situation.values = few { $0.text() }
    plan.situation.channels = few { $0.channel() }
    plan.situation.discovery = few { $0.text() }
    plan.competition.threats = few { $0.text() }
    plan.kpis = (0..<count(3)).map { number in
      var kpi = PlanKPI(key: "kpi-\(number)", name: name(number), formula: .catalogue("revenue", variant: nil))
      switch count(4) {
      case 0: kpi.formula = .catalogue("conversion_rate", variant: "cohort")
      case 1: kpi.formula = .ratio(KPITerm("discussions", filter()), over: nil)
      case 2: kpi.formula = .ratio(KPITerm("discussions", filter()), over: KPITerm("orders", filter()))
      case 3: kpi.formula = .catalogue("new_customers", variant: nil)
      default: break
      }
      kpi.filter = filter()
      kpi.baseline = some { $0.count() }
      kpi.target = some { $0.count() }
      kpi.targetBySalesperson = some { ["Y": $0.count(), "Z": $0.count()] } ?? [:]
      kpi.perSalesperson = Bool.random(using: &self)
      kpi.higherIsBetter = some { Bool.random(using: &$0) }
      kpi.phasing = phasing()
      kpi.greenFrom = count(20_000)
      kpi.rhythmDays = some { $0.count(90) }
      kpi.controlPlaces = few { $0.name(0) }
      return kpi
    }
    plan.objectives = (0..<count(3)).map { number in
      var objective = PlanObjective(key: "objective-\(number)", name: name(number))
      objective.owner = some { _ in "Y" }
      objective.kpi = plan.kpis.randomElement(using: &self)?.key
      objective.definedOn = some { $0.day() }
      objective.baseline = some { $0.count() }
      objective.target = some { $0.count() }
      objective.dueOn = some { $0.day() }
      objective.peopleDaysTenths = some { $0.count(500) }
      objective.phasing = phasing()
      objective.risks = risks()
      objective.dependsOn = number > 0 ? few { _ in "objective-0" } : []
      return objective
    }
    plan.targets = (0..<count(2)).map { number in
      var target = PlanTarget(name: name(number))
      target.age = some { $0.text() }
      target.journey = few { PlanJourneyStep($0.text(), place: $0.some { $0.text() }) }
      target.revenueShare = some { $0.count(10_000) }
      target.basketCents = some { $0.count() }
      return target
    }
    plan.team = ["Y", "Z"].map { name in
      var member = PlanMember(name: name)
      member.profile = some { Profile.allCases.randomElement(using: &$0) ?? .opener }
      member.daysPerWeekTenths = count(70)
      member.absences = few { Absence(from: $0.day(), to: $0.day()) }
      return member
    }
    plan.budget.totalCents = some { $0.count() }
    plan.budget.actions = (0..<count(3)).map { number in
      var action = PlanAction(key: "action-\(number)", name: name(number))
      action.objective = plan.objectives.randomElement(using: &self)?.key
      action.targetGroup = plan.targets.randomElement(using: &self)?.name
      action.channels = few { $0.channel() }
      action.from = some { $0.day() }
      action.to = some { $0.day() }
      action.allocationCents = some { $0.count() }
      action.commitments = few { PlanCommitment(on: $0.day(), cents: $0.count()) }
      action.peopleDaysTenths = some { ["Y": $0.count(500)] } ?? [:]
      action.status = PlanAction.Status.allCases.randomElement(using: &self) ?? .planned
      action.risks = risks()
      action.phasing = phasing()
      return action
    }
    return plan
  }
}
