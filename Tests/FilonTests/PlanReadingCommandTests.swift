import CRM
import Planning
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
          2023-07  6 Mar 2023   31 Dec 2023  action   Prospection terrain  Y      Lyon; Villeurbanne  €40,000.00  started
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

  private func json(_ run: FilonRun) throws -> [String: Any] {
    #expect(run.status == 0, "\(run.error)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test func theStatusAsTextJSONAndCSV() async throws {
    try await withBob { connection in
      let table = try await filon("plan", "show", "--at", "2023-06-30", on: connection)
      #expect(table.status == 0 && table.output.hasPrefix("Bob 2023, version 1, on 30 Jun 2023 (125/251 working days)\n"))
      for line in [
        "40 nouveaux clients  X           0   20       -20     -100.0%  problem      40  31 Dec 2023         1  0 – 1  0 – 6    0.0%",
        "2023-Q2  €11,650.49  €0.00  €0.00       0              –",
        "1. Situation           incomplete  to watch  step incomplete",
      ] { #expect(table.output.contains(line), "\(line)\n\(table.output)") }
      let status = try json(
        try await filon("plan", "show", "bob-2023", "--by", "month", "--at", "2023-06-30", "--format", "json", on: connection))
      #expect(status["at"] as? String == "2023-06-30" && status["by"] as? String == "month" && status["person"] is NSNull)
      let objective = try #require((status["objectives"] as? [[String: Any]])?.first)
      let progress = try #require(objective["progress"] as? [String: Any])
      #expect(progress["due"] as? Int == 20 && progress["actual"] as? Int == 0 && progress["light"] as? String == "red")
      #expect((progress["parts"] as? [Any])?.count == 12 && (progress["forecast"] as? [String: Any])?["method"] as? String == "count")
      #expect((status["steps"] as? [Any])?.count == 7 && (status["spend_and_sales"] as? [Any])?.count == 12)
      let csv = try await filon("plan", "show", "--at", "2023-06-30", "--format", "csv", on: connection)
      #expect(
        csv.output.hasPrefix(
          "objective,owner,actual,due,variance,variance_relative,state,target,due_on,forecast,forecast_80,forecast_95,probability\r\n"))
      let page = try json(try await filon("plan", "show", "--owner", "Z", "--at", "2023-06-30", "--format", "json", on: connection))
      #expect(page["person"] as? String == "Z" && (page["objectives"] as? [Any])?.isEmpty == true)
      let colleague = try await filon("plan", "show", "--as", "X", "--owner", "Z", "--lang", "fr", on: connection)
      #expect(colleague.status == 1 && colleague.error == "filon: un commercial ne lit que ses propres chiffres\n", "\(colleague.error)")
      #expect(try await filon("plan", "show", "--as", "Z", "--owner", "Z", "--at", "2023-06-30", on: connection).status == 0)
      for (option, value) in [("--at", "9999-01-01"), ("--at", "soon"), ("--by", "decade")] {
        let wrong = try await filon("plan", "show", option, value, on: connection)
        #expect(wrong.status == 2 && wrong.error.contains(option), "\(wrong.error)")
      }
      #expect(try await filon("plan", "show", "--version", "9", on: connection).status == 1)
      #expect(try await filon("plan", "show", "--owner", "Nobody", on: connection).status == 1)
    }
  }

  @Test func theAlertsAsTextJSONAndCSV() async throws {
    try await withBob { connection in
      let csv = try await filon("plan", "alerts", "--rule", "c08", "--at", "2023-06-30", "--format", "csv", on: connection)
      let lines = csv.output.components(separatedBy: "\r\n")
      #expect(lines[0] == "rule,severity,on,subject,owner,message,remedy,rows")
      #expect(lines[2].hasPrefix("C08,problem,2023-06-30,objectives.clients,X,“40 nouveaux clients”: 0 of 20 due by now,"), "\(lines)")
      let rows = try await filon("plan", "alerts", "--rule", "C08", "--rows", "--at", "2023-06-30", on: connection)
      #expect(rows.output.contains("C08   objectives.clients  KPI   1 Jan 2023  0 / 20"), "\(rows.output)")
      let object = try json(try await filon("plan", "alerts", "--at", "2023-06-30", "--format", "json", on: connection))
      let alerts = try #require(object["alerts"] as? [[String: Any]])
      #expect(alerts.allSatisfy { Set($0.keys) == ["rule", "severity", "on", "subject", "person", "message", "remedy", "rows", "count"] })
      let quiet = try await filon("plan", "alerts", "--rule", "C03", "--at", "2023-06-30", "--lang", "fr", on: connection)
      #expect(quiet.output == "Alertes de Bob 2023 au 30/06/2023\nRien à signaler.\n")
      let expense = try json(
        try await filon("expense", "add", "41000", "--on", "2023-04-03", "--action", "terrain", "--format", "json", on: connection))
      let id = try #require(expense["id"] as? String)
      let spent = try await filon("plan", "alerts", "--rule", "C04", "--rows", "--at", "2023-06-30", "--lang", "fr", on: connection)
      #expect(
        spent.output.contains("C04    actions.terrain  dépense  03/04/2023  terrain  41\u{202F}000,00\u{A0}€  \(id)")
          && id == id.lowercased(),
        "\(spent.output)")
      let wrong = try await filon("plan", "alerts", "--rule", "C17", on: connection)
      #expect(wrong.status == 2 && wrong.error.contains("C17"))
    }
  }
}
