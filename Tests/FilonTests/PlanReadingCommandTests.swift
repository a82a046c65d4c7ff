import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct PlanReadingCommandTests {
  /// Runs `body` on a database with Bob's plan.
  private func withBob(_ body: (_ connection: String) async throws -> Void) async throws {
    try await withSchema { connection in
      var configuration = Configuration(connection)
      configuration.role = "filon_service"
      try await withPool(configuration) { pool in
        let (organization, _) = try await Organizations(pool).create(name: "Bob")
        let scope = Scope(pool: pool, organization: organization, identity: .director(of: organization.id))
        for name in ["X", "Y", "Z"] { _ = try await Team(scope).add(name) }
        _ = try await Plans(scope).apply(bobPlan(), source: "", base: nil)
      }
      try await body(connection)
    }
  }

  private func withPool(_ configuration: Configuration, _ body: (Pool) async throws -> Void) async throws {
    let pool = Pool(configuration)
    let result: Result<Void, any Error>
    do { result = .success(try await body(pool)) } catch { result = .failure(error) }
    await pool.close()
    try result.get()
  }

  @Test func theCalendarAsTextJSONCSVAndICalendar() async throws {
    try await withBob { connection in
      let table = try await filon("plan", "calendar", "--from", "2023-07-01", "--to", "2023-09-01", on: connection)
      #expect(
        table.output == """
          Calendar of Bob 2023
          Period   From         To           What     Title                Owner  Place                   Amount  Status
          ───────  ───────────  ───────────  ───────  ───────────────────  ─────  ──────────────────  ──────────  ───────
          2023-07  6 Mar 2023   31 Dec 2023  action   Prospection terrain  Y      Lyon, Villeurbanne  €40,000.00  started
          2023-07  14 Jul 2023  14 Jul 2023  holiday  Bastille Day         –      –                            –  –
          2023-08  7 Aug 2023   18 Aug 2023  absence  Away: Y              Y      –                            –  –
          2023-08  15 Aug 2023  15 Aug 2023  holiday  Assumption           –      –                            –  –

          """)
      let csv = try await filon("plan", "calendar", "--by", "quarter", "--figures", "--format", "csv", on: connection)
      #expect(
        csv.output.replacing("\r\n", with: "\n").hasPrefix(
          """
          kind,key,title,owner,period,from,last,value,cumulative
          objective,clients,40 nouveaux clients,X,2023-Q1,2023-01-01,2023-03-31,10,10
          objective,clients,40 nouveaux clients,X,2023-Q2,2023-04-01,2023-06-30,10,20
          """), "\(csv.output)")
      let json = try await filon("plan", "calendar", "--format", "json", on: connection)
      let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      #expect((object["events"] as? [Any])?.count == 17 && object["plan"] as? String == "bob-2023")
      let ics = try await filon("plan", "calendar", "--format", "ics", "--lang", "fr", on: connection)
      #expect(ics.output.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && ics.output.hasSuffix("END:VCALENDAR\r\n"))
      let wrong = try await filon("plan", "calendar", "--from", "2023-02-30", on: connection)
      #expect(wrong.status == 2 && wrong.error.contains("--from"))
    }
  }
}
