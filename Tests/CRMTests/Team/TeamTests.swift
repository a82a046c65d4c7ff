import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct TeamTests {
  @Test func aSalespersonIsFoundByNameWithoutAccentsOrByItsBeginning() async throws {
    try await withScope { scope in
      let team = Team(scope)
      var details = SalespersonChange()
      details.profile = .hunter
      details.team = "Lyon"
      details.trainedFrom = Day("2023-03-01")
      let added = try await team.add("Hélène Brun", details)
      #expect(added.profile == .hunter && added.team == "Lyon" && added.trainedFrom == Day("2023-03-01"))
      #expect(try await team.find("helene brun") == added)
      #expect(try await team.find("Hél") == added)
      #expect(try await team.find(added.id.uuidString) == added)
      #expect(try await team.list(team: "lyon") == [added])
      await #expect(throws: CRMError.self) { try await team.find("Marc") }
    }
  }

  @Test func aNameIsTakenOnceAndTwoThatFitAreNamed() async throws {
    try await withScope { scope in
      let team = Team(scope)
      _ = try await team.add("Ana Roy")
      _ = try await team.add("Ana Petit")
      let taken = await #expect(throws: CRMError.self) { try await team.add("ANA ROY") }
      #expect(taken?.kind == .conflict)
      let several = await #expect(throws: CRMError.self) { try await team.find("Ana") }
      #expect(several?.kind == .ambiguous && several?.message.en.contains("Ana Petit, Ana Roy") == true)
    }
  }

  @Test func onlyDirectorsChangeTheTeam() async throws {
    try await withScope { scope in
      let ana = try await Team(scope).add("Ana")
      let refused = await #expect(throws: CRMError.self) { try await Team(scope.acting(as: ana)).add("Bo") }
      #expect(refused?.kind == .denied)
      #expect(try await Team(scope.acting(as: ana)).list() == [ana])
    }
  }
}
