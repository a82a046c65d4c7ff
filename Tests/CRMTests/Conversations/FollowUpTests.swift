import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct FollowUpTests {
  private let far = Day("2100-01-01")

  @Test func aNextStepWithoutADayIsForTheNextWorkingDay() async throws {
    try await withTeam { director, _, _ in
      // A Monday and a Friday.
      for (at, day) in [("2026-03-02T10:00", "2026-03-03"), ("2026-03-06T10:00", "2026-03-09"), ("2026-03-07T10:00", "2026-03-09")] {
        var said = entry("Zinc")
        said.at = try Moment(at)
        said.nextStep = "Call"
        #expect(try await Conversations(director).log(said).nextOn == Day(day))
      }
    }
  }

  @Test func theFollowUpIsThatOfTheLatestConversationThatStands() async throws {
    try await withTeam { director, _, _ in
      let conversations = Conversations(director)
      func said(_ at: String, _ next: String?) async throws -> UUID {
        var said = entry("Zinc")
        said.at = try Moment(at)
        said.nextStep = next
        said.nextOn = next == nil ? nil : Day("2026-04-01")
        return try await conversations.log(said).conversationID
      }
      func due() async throws -> [String?] { try await conversations.agenda(until: far).map(\.nextStep) }
      let first = try await said("2026-03-02T10:00", "First")
      let second = try await said("2026-03-03T10:00", "Second")
      _ = try await said("2026-03-01T10:00", "Told late, of an earlier day")
      #expect(try await due() == ["Second"])
      let third = try await said("2026-03-04T10:00", nil)
      #expect(try await due() == [])
      try await conversations.void(third, reason: "another prospect")
      #expect(try await due() == ["Second"])
      try await conversations.void(first, reason: "another prospect")
      #expect(try await due() == ["Second"])
      try await conversations.void(second, reason: "another prospect")
      #expect(try await due() == ["Told late, of an earlier day"])
      #expect(try await conversations.show(second).voidReason == "another prospect")
      // Again is fine, and changes nothing.
      try await conversations.void(second, reason: "other words")
      #expect(try await conversations.show(second).voidReason == "another prospect")
      #expect(try await conversations.list().items.count == 1)
    }
  }

  @Test func theAgendaIsTheOwnersOrElseWhoeverAsked() async throws {
    try await withTeam { director, ana, bo in
      var said = entry("Zinc", by: "Ana")
      said.nextStep = "Call"
      said.at = try Moment("2026-03-02T10:00")
      _ = try await Conversations(director).log(said)
      said = entry("Bar", by: "Bo")
      said.at = try Moment("2026-03-03T10:00")
      said.nextOn = far
      _ = try await Conversations(director).log(said)
      let overdue = try #require(try await Conversations(ana).agenda().first)
      #expect(overdue.prospect == "Zinc" && overdue.salesperson == "Ana" && overdue.nextOn == Day("2026-03-03") && overdue.daysOverdue > 0)
      #expect(try await Conversations(bo).agenda().isEmpty)
      #expect(try await Conversations(bo).agenda(until: far).map(\.prospect) == ["Bar"])
      #expect(try await Conversations(director).agenda(until: far).map(\.prospect) == ["Zinc", "Bar"])
      #expect(try await Conversations(director).agenda(by: "Bo", until: far).map(\.prospect) == ["Bar"])
    }
  }
}
