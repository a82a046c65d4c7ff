import CRM
import Foundation
import TestSupport
import Testing

/// All that is wrong with a row is told at once, in its cells and of the names that are looked up, so that who mends it mends it once.
@Suite struct ImportFaultsTests {
  /// Kind, header, a row, and the fields that are refused.
  private static let rows: [(ImportKind, String, String, [String])] = [
    (.prospects, "name,owner", ",Zed", ["name", "owner"]),
    (.sales, "prospect,salesperson,sold_on,amount", "Nobody,Zed,31/02/2026,x", ["sold_on", "amount", "prospect", "salesperson"]),
    (.sales, "prospect,salesperson,sold_on,amount", "Nobody,Zed,01/02/2026,10", ["prospect", "salesperson"]),
    (
      .conversations, "prospect,salesperson,second_salesperson,outcome,occurred_at", "Nobody,Zed,Yan,absent,31/02/2026",
      ["occurred_at", "prospect", "salesperson", "second_salesperson"]
    ),
    // An hour that the clock skips shows only when the row is resolved.
    (
      .conversations, "prospect,salesperson,outcome,occurred_at", "Nobody,Zed,absent,2026-03-29T02:30",
      ["occurred_at", "salesperson", "prospect"]
    ),
    (
      .opportunities, "prospect,salesperson,stage,opened_on,amount", "Nobody,Zed,Nowhere,01/02/2026,-1",
      ["amount", "prospect", "salesperson", "stage"]
    ),
    (
      .opportunities, "prospect,salesperson,stage,status,opened_on", "Nobody,Zed,won,open,31/02/2026",
      ["opened_on", "prospect", "salesperson", "status"]
    ),
    (.expenses, "spent_on,amount,salesperson", "31/02/2026,10,Zed", ["spent_on", "salesperson"]),
    (.measurements, "series,day,value", "nothing,31/02/2026,10", ["day", "series"]),
    (.measurements, "series,day,value", "site_orders,31/02/2026,x", ["day", "value"]),
    (.measurements, "series,day,value,unit", "nothing,31/02/2026,,rain", ["value", "day", "unit", "series"]),
  ]

  @Test(arguments: rows) func faultsOfCellsAndOfNamesAreToldTogether(
    _ kind: ImportKind, _ header: String, _ row: String, _ fields: [String]
  ) async throws {
    try await withScope { scope in
      let result = try await importFile("\(header)\n\(row)\n", kind, scope) { $0.mapping.creations = [] }
      #expect(result.counts == [1, 0, 0, 1])
      let rejection = try #require(result.rejections.first)
      #expect(rejection.field == fields[0], "\(result.reasons)")
      let others = rejection.reason.en.components(separatedBy: "; ").dropFirst().filter { $0.contains(": ") }
      let named = others.map { String($0.prefix { $0 != ":" }) }
      #expect(named == Array(fields.dropFirst()), "\(result.reasons)")
    }
  }

  /// What the import makes is no fault; what is meant of several is one, unless it hangs on a day that cannot be read.
  @Test func aNameIsAFaultOnlyWhereItWouldBe() async throws {
    try await withScope { scope in
      for name in ["Ana Roy", "Ana Petit"] { _ = try await Team(scope).add(name) }
      let file = """
        reference,prospect,salesperson,sold_on,amount
        s1,Zinc,Zed,2026-02-01,x
        s2,Zinc,Ana,2026-02-01,x
        s3,Zinc,Ana,2026-02-31,1
        s4,Fer,Bo,2026-02-01,10
        s5,Fer,Bo,2026-02-01,x

        """
      let result = try await importFile(file, .sales, scope)
      #expect(
        result.reasons == [
          "2 amount: “x” is not an amount",
          "3 amount: “x” is not an amount; salesperson: several salespeople fit “Ana”: Ana Petit, Ana Roy (to choose: --value 'salesperson.Ana=Ana Petit')",
          "4 sold_on: “2026-02-31” is not a date: February 2026 has 28 days", "6 amount: “x” is not an amount",
        ])
      // Nothing is made for rows that are refused.
      #expect(result.created == ["prospects": 1, "salespeople": 1])
      #expect(try await importFile(file.replacing("x", with: "10").replacing("02-31", with: "02-28"), .sales, scope).rejected == 2)
    }
  }
}
