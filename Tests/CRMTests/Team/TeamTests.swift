@testable import CRM
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
      #expect(try await team.find(added.id.description) == added)
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

  @Test(arguments: [
    ("José  García", "José García"), ("jose garcia", "José García"), ("García José", "José García"), ("García", "José García"),
    ("J. García", "José García"), ("García J.", "José García"), ("Jos", "José García"),
    // A whole word names better than a beginning.
    ("Ana", "Ana Roy"),
  ])
  func aNameIsReadAsPeopleWriteIt(text: String, name: String) async throws {
    try await withScope { scope in
      for name in ["José García", "Ana Roy", "Anaïs Petit"] { _ = try await Team(scope).add(name) }
      #expect(try await Team(scope).find(text).name == name)
    }
  }

  @Test func aWordOfTheTextIsOneOfTheName() {
    #expect(["Ana Roy"].named("Ana Ana", by: \.self).isEmpty && ["Ana Roy"].named("Ana Roy Petit", by: \.self).isEmpty)
    #expect(["Ana Roy", "Ana"].named("Ana", by: \.self) == ["Ana"])
    #expect(["Ana Anais"].named("An Ana", by: \.self) == ["Ana Anais"])
    #expect(["Ana Roy"].named(" ", by: \.self).isEmpty)
  }

  @Test func whoLeftMakesNoNameAmbiguousAndIsMeantOnTheDaysBefore() async throws {
    try await withScope { scope in
      let team = Team(scope)
      var left = SalespersonChange()
      left.activeUntil = Day("2026-01-01")
      _ = try await team.add("Ana Martin", left)
      var later = SalespersonChange()
      later.activeFrom = Day("2026-01-01")
      _ = try await team.add("Ana Roy", later)
      #expect(try await team.find("Ana").name == "Ana Roy")
      for text in ["Ana Martin", "Martin"] { #expect(try await team.find(text).name == "Ana Martin") }
      var sale = SaleEntry(amountCents: 100_00)
      sale.salesperson = "Ana"
      sale.soldOn = Day("2025-12-31")
      #expect(try await Sales(scope).add(sale).salesperson == "Ana Martin")
      sale.id = .v7()
      sale.soldOn = Day("2026-01-01")
      #expect(try await Sales(scope).add(sale).salesperson == "Ana Roy")

      _ = try await team.add("Ana Petit")
      let several = await #expect(throws: CRMError.self) { try await team.find("Ana") }
      #expect(several?.message.en == "several salespeople fit “Ana”: Ana Petit, Ana Roy")
      #expect(several?.remedy?.en == "give the whole name, or the id: filon salesperson list")
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
