import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// Salespeople in the rows of a file are those whom commands find by the same name.
@Suite struct ImportedNamesTests {
  private static let header = "reference,prospect,salesperson,sold_on,amount\n"

  private func sellers(_ scope: Scope) async throws -> [String] {
    try await Sales(scope).list().items.map { "\($0.soldOn) \($0.salesperson ?? "–")" }.sorted()
  }

  @Test(arguments: [false, true])
  func aFirstNameTwoSpacesAndAnotherOrderAreTheSalesperson(creates: Bool) async throws {
    try await withScope { scope in
      for name in ["Hélène Lefèvre", "José García"] { _ = try await Team(scope).add(name) }
      let rows = ["Hélène", "LEFEVRE Hélène", "H. Lefèvre", "helene  lefevre", "José  García"].enumerated()
      let file = Self.header + rows.map { "s\($0),A,\($1),2026-03-0\($0 + 1),10\n" }.joined()
      let result = try await importFile(file, .sales, scope) {
        if !creates { $0.mapping.creations.remove(.salespeople) }
      }
      #expect(result.counts == [5, 5, 0, 0] && result.created == ["prospects": 1], "\(result.reasons)")
      #expect(
        try await sellers(scope) == [
          "2026-03-01 Hélène Lefèvre", "2026-03-02 Hélène Lefèvre", "2026-03-03 Hélène Lefèvre", "2026-03-04 Hélène Lefèvre",
          "2026-03-05 José García",
        ])
      // What is called otherwise is said; case, accents and spaces are no other name.
      #expect(
        result.namesTaken.map { "\($0.name) \($0.salesperson) \($0.rows)" } == [
          "H. Lefèvre Hélène Lefèvre 1", "Hélène Hélène Lefèvre 1", "LEFEVRE Hélène Hélène Lefèvre 1",
        ])
      #expect(try await Team(scope).list().count == 2)
    }
  }

  @Test func severalAreRefusedWithTheirNamesAndAnUnknownOneWithTheNearest() async throws {
    try await withScope { scope in
      for name in ["Ana Roy", "Ana Petit"] { _ = try await Team(scope).add(name) }
      let file = Self.header + "s1,A,Ana,2026-03-01,10\ns2,A,Ana Roi,2026-03-01,10\ns3,A,Pet,2026-03-01,10\n"
      let result = try await importFile(file, .sales, scope) { $0.mapping.creations = [.prospects] }
      #expect(
        result.rejections.map(\.reason.en) == [
          "several salespeople fit “Ana”: Ana Petit, Ana Roy (to choose: --value 'salesperson.Ana=Ana Petit')",
          "no salesperson “Ana Roi” (near: Ana Roy; --create salespeople would make them)",
          "no salesperson “Pet” (near: Ana Petit; --create salespeople would make them)",
        ])
      // Making salespeople does not guess either.
      let made = try await importFile(file, .sales, scope)
      #expect(made.rejections.map(\.line) == [2] && made.created == ["salespeople": 2, "prospects": 1], "\(made.reasons)")
      #expect(made.newSalespeople.map(\.name) == ["Ana Roi", "Pet"])
    }
  }

  @Test func aNewOneBesideAShorterNameIsSaid() async throws {
    try await withScope { scope in
      let first = try await importFile(Self.header + "s1,A,Zoé,2026-03-01,10\n", .sales, scope)
      #expect(first.newSalespeople.map(\.name) == ["Zoé"] && first.newSalespeople[0].beside.isEmpty)
      let second = try await importFile(Self.header + "s2,A,Zoé Blanc,2026-03-01,10\ns3,A,Zoé  Blanc,2026-03-02,10\n", .sales, scope)
      #expect(second.newSalespeople.map { "\($0.name) \($0.beside)" } == ["Zoé Blanc [\"Zoé\"]"], "\(second.reasons)")
      #expect(second.created["salespeople"] == 1)
      // In one file a short name is that of the longer beside it, whichever comes first.
      let third = try await importFile(Self.header + "s4,A,Léa,2026-03-01,10\ns5,A,Léa Brun,2026-03-02,10\n", .sales, scope)
      #expect(third.newSalespeople.map(\.name) == ["Léa Brun"] && third.namesTaken.map(\.name) == ["Léa"])
    }
  }

  @Test func theDayOfTheRowSaysWhoWasThere() async throws {
    try await withScope { scope in
      var left = SalespersonChange()
      left.activeUntil = Day("2026-01-01")
      _ = try await Team(scope).add("Ana Martin", left)
      var later = SalespersonChange()
      later.activeFrom = Day("2026-01-01")
      _ = try await Team(scope).add("Ana Roy", later)
      let file = Self.header + "s1,A,Ana,2025-12-31,10\ns2,A,Ana,2026-01-01,10\n"
      #expect(try await importFile(file, .sales, scope).counts == [2, 2, 0, 0])
      #expect(try await sellers(scope) == ["2025-12-31 Ana Martin", "2026-01-01 Ana Roy"])

      let conversations =
        "reference,prospect,salesperson,outcome,occurred_at\nc1,A,Ana,absent,2025-12-31T23:30\nc2,A,Ana,absent,2026-01-01T00:30\n"
      #expect(try await importFile(conversations, .conversations, scope).counts == [2, 2, 0, 0])
      #expect(try await Conversations(scope).list().items.map(\.salesperson) == ["Ana Roy", "Ana Martin"])
      let deals = "reference,prospect,salesperson,stage,opened_on\no1,A,Ana,interested,2025-12-31\n"
      #expect(try await importFile(deals, .opportunities, scope) { $0.mapping.creations.insert(.stages) }.recorded == 1)
      #expect(try await Opportunities(scope).list().items.map(\.salesperson) == ["Ana Martin"])
      let costs = "reference,spent_on,amount,salesperson\ne1,2025-12-31,10,Ana\n"
      #expect(try await importFile(costs, .expenses, scope).recorded == 1)
      #expect(try await Expenses(scope).list().items.map(\.salesperson) == ["Ana Martin"])
      // A prospect has its owner today.
      #expect(try await importFile("reference,name,owner\np1,B,Ana\n", .prospects, scope).recorded == 1)
      #expect(try await Prospects(scope).find("B").owner == "Ana Roy")
    }
  }
}
