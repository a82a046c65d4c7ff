import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM
@testable import Planning

@Suite struct PlanCalendarTests {
  private func withCalendar(
    _ document: PlanDocument = bobPlan(), by grain: Grain = .month, owner: String? = nil, from: Day? = nil, to: Day? = nil,
    _ body: (PlanCalendar, Organization) throws -> Void
  ) async throws {
    try await withScope { scope in
      _ = try await Plans(scope).apply(document, source: "", base: nil)
      try body(try await Plans(scope).calendar(by: grain, owner: owner, from: from, to: to), scope.organization)
    }
  }

  @Test func everythingOfThePlanIsThereInOrder() async throws {
    try await withCalendar { calendar, _ in
      let own = calendar.events.filter { $0.kind != .holiday }
      #expect(
        own.map(\.uid)
          == [
            "training.x", "training.y", "commitment.formation.1", "action.formation", "action.terrain", "training.z",
            "absence.y.2023-08-07",
            "due.clients",
          ].filter { !["training.x", "training.y"].contains($0) })
      #expect(calendar.events.count(where: { $0.kind == .holiday }) == 11)
      #expect(calendar.parts.count == 12)
      // A part has what has a day in it: in March both actions and Z's training; 1 March to 3 March is the end of the first.
      #expect(calendar.parts[2].events == ["action.formation", "action.terrain", "training.z"])
      #expect(calendar.parts[7].events == ["action.terrain", "absence.y.2023-08-07", "holiday.assumption.2023"])
    }
  }

  @Test func ofOnePersonWhatTheyHaveToDoWith() async throws {
    try await withCalendar(owner: "z") { calendar, _ in
      #expect(calendar.events.filter { $0.kind != .holiday }.map(\.uid) == ["action.terrain", "training.z"])
      #expect(calendar.person == "Z" && calendar.lines.map(\.whole) == [300])
    }
    let nobody = await #expect(throws: CRMError.self) { try await withCalendar(owner: "Nobody") { _, _ in } }
    #expect(nobody?.kind == .notFound && nobody?.remedy?.en.contains("X, Y, Z") == true)
  }

  @Test func daysAheadOnly() async throws {
    try await withCalendar(by: .quarter, from: on("2023-10-15"), to: on("2023-11-02")) { calendar, _ in
      #expect(calendar.events.map(\.uid) == ["action.terrain", "holiday.allSaints.2023"])
      #expect(calendar.parts.map(\.name) == ["2023-Q4"])
    }
  }

  /// The allocation of the first action: 23 working days, 20 in February and 3 in March; 2,000,000 x 20/23 = 1,739,130.43.
  @Test func targetsAndBudgetSumAtEveryGrain() async throws {
    for grain in Grain.allCases {
      try await withCalendar(by: grain) { calendar, _ in
        #expect(
          calendar.lines.map(\.key) == ["clients", "new-customers", "discussions", "discussions", "discussions", "formation", "terrain"])
        for line in calendar.lines {
          #expect(line.parts.reduce(0) { $0 + $1.value } == line.whole)
          #expect(line.parts.last?.cumulative == line.whole)
        }
        guard grain == .month, let training = calendar.lines.first(where: { $0.key == "formation" }) else { return }
        #expect(training.parts.map(\.value) == [1_739_130, 260_870])
      }
    }
  }

  /// Followers from 200 to 700: a way from the baseline; a rate is the same throughout.
  @Test func stocksAndRatesAreNotCutUp() async throws {
    var plan = bobPlan()
    var followers = PlanKPI(key: "followers", name: "Abonnés", formula: .catalogue("followers", variant: nil))
    followers.baseline = 200
    followers.target = 600
    followers.phasing = .weights(["2023-Q1": 1, "2023-Q2": 1, "2023-Q3": 1, "2023-Q4": 1])
    var rate = PlanKPI(key: "rate", name: "Taux", formula: .catalogue("conversion_rate", variant: nil))
    rate.baseline = 500
    rate.target = 1_000
    plan.kpis = [followers, rate]
    plan.objectives = []
    try await withCalendar(plan, by: .quarter) { calendar, _ in
      #expect(calendar.lines.prefix(2).map { $0.parts.map(\.value) } == [[300, 400, 500, 600], [1_000, 1_000, 1_000, 1_000]])
      #expect(calendar.lines.map(\.unit) == [.count, .rate, .money, .money])
    }
  }

  @Test func iCalendarIsWholeDaysThatTheSameVersionGivesAgain() async throws {
    var plan = bobPlan()
    plan.budget.actions[1].name = "Portes, salons ; « bio » \\ maison\nété " + String(repeating: "é", count: 60)
    plan.budget.actions[1].status = .dropped
    try await withCalendar(plan) { calendar, organization in
      let text = calendar.iCalendar(of: organization, in: .fr)
      #expect(text == calendar.iCalendar(of: organization, in: .fr))
      let lines = text.components(separatedBy: "\r\n")
      #expect(!text.replacing("\r\n", with: "").contains { $0 == "\n" || $0 == "\r" })
      #expect(lines.allSatisfy { $0.utf8.count <= 75 } && lines.last == "")
      let unfolded = text.replacing("\r\n ", with: "")
      let id = organization.id.description
      #expect(unfolded.contains("UID:action.terrain.bob-2023@\(id)\r\n"))
      #expect(unfolded.contains("SUMMARY:Portes\\, salons \\; « bio » \\\\ maison\\nété " + String(repeating: "é", count: 60) + "\r\n"))
      #expect(unfolded.contains("DTSTART;VALUE=DATE:20230807\r\nDTEND;VALUE=DATE:20230819\r\n"))
      #expect(unfolded.contains("STATUS:CANCELLED") && unfolded.contains("LOCATION:Lyon\\, Villeurbanne") && !text.contains("VTIMEZONE"))
      #expect(unfolded.contains("CATEGORIES:action,terrain\r\n"))
      let plain = unfolded.replacing("\u{A0}", with: " ")
      #expect(
        plain.contains("DESCRIPTION:Responsable : Y\\nAvec : Z\\nObjectif : 40 nouveaux clients\\nMontant : 40\u{202F}000\\,00 €"))
      let uids = unfolded.components(separatedBy: "\r\n").filter { $0.hasPrefix("UID:") }
      #expect(uids.count == calendar.events.count && Set(uids).count == uids.count)
      #expect(
        unfolded.components(separatedBy: "\r\n").filter { $0.hasPrefix("DTSTAMP:") }.allSatisfy {
          $0.wholeMatch(of: /DTSTAMP:\d{8}T\d{6}Z/) != nil
        })
    }
  }

  @Test func aFoldNeverSplitsACharacterNorCountsWrong() {
    for length in 60...90 {
      for character in ["a", "é", "€", "👍"] {
        var lines = ContentLines()
        lines.add("SUMMARY", text: [String(repeating: character, count: length)])
        let parts = lines.text.components(separatedBy: "\r\n")
        #expect(parts.allSatisfy { $0.utf8.count <= 75 })
        #expect(lines.text.replacing("\r\n ", with: "") == "SUMMARY:" + String(repeating: character, count: length) + "\r\n")
      }
    }
  }
}
