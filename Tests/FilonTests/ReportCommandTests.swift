import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct ReportCommandTests {
  /// Runs `body` on a database with an organization, two salespeople, and a won and a lost opportunity of Ana's.
  private func withCompany(_ body: (_ connection: String) async throws -> Void) async throws {
    try await withSchema { connection in
      var configuration = Configuration(connection)
      configuration.role = "filon_service"
      let pool = Pool(configuration)
      let (organization, _) = try await Organizations(pool).create(name: "Bob")
      let scope = Scope(pool: pool, organization: organization, identity: .director(of: organization.id))
      let ana = try await Team(scope).add("Ana")
      _ = try await Team(scope).add("Bo")
      let (luc, talk) = (Prospect.ID.v7(), Conversation.ID.v7())
      try await scope.record { transaction in
        _ = try await transaction.query(
          """
          insert into prospect (organization_id, id, name, name_key, potential_cents)
          values (\(organization.id), \(luc), 'Épicerie Luc', 'epicerie luc', 2000000)
          """)
        let (opened, closed) = (Instant(unixSeconds: 1_485_939_600), Instant(unixSeconds: 1_488_531_600))
        try await transaction.record(
          ConversationDraft(
            id: talk, prospectID: luc, salespersonID: ana.id, channel: .field, outcome: .interested, occurredAt: opened))
        for (kind, amount) in [("won", 120_000), ("lost", 0)] {
          let stageID = try await transaction.one(
            "select id from stage where organization_id = \(organization.id) and kind = \(kind)"
          ) { try $0.decode("id", as: Stage.ID.self) }
          var draft = OpportunityDraft(prospectID: luc, salespersonID: ana.id, stageID: stageID, openedAt: opened)
          (draft.changedAt, draft.amountCents) = (closed, amount)
          try await transaction.record(draft)
        }
        try await transaction.record(
          SaleDraft(prospectID: luc, salespersonID: ana.id, soldOn: closed.utc.day, amountCents: 120_000))
      }
      let result: Result<Void, any Error>
      do { result = .success(try await body(connection)) } catch { result = .failure(error) }
      await pool.close()
      try result.get()
    }
  }

  private func json(_ run: FilonRun) throws -> [String: Any] {
    #expect(run.status == 0, "\(run.error)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test func conversionAsProgramsReadIt() async throws {
    try await withCompany { connection in
      let window = ["--from", "2017-01-01", "--to", "2017-07-01", "--format", "json"]
      let report = try json(try await filon(["report", "conversion", "--by", "salesperson"] + window, on: connection))
      let rows = try #require(report["rows"] as? [[String: Any]])
      #expect(rows.map { $0["salesperson"] as? String } == ["Ana", "Bo"])
      let rate = try #require(rows[0]["win_rate"] as? [String: Any])
      #expect(rate["numerator"] as? Int == 1 && rate["denominator"] as? Int == 2 && rate["value"] as? Double == 0.5)
      #expect(rate["low"] is Double && rate["high"] is Double)
      #expect((rows[0]["conversion_rate"] as? [String: Any])?["exceeds"] as? Bool == false)
      #expect(rows[0]["revenue_cents"] as? Int == 120_000 && rows[0]["mean_days_to_win"] as? Double == 30)
      #expect((rows[1]["win_rate"] as? [String: Any])?["value"] is NSNull && rows[1]["average_basket_cents"] is NSNull)
      #expect((rows[1]["reasons"] as? [String: String])?["average_basket_cents"] == "no order")
      let homogeneity = try #require(report["homogeneity"] as? [String: Any])
      #expect(homogeneity["chi2"] is NSNull && homogeneity["p_value"] is NSNull && homogeneity["degrees_of_freedom"] is NSNull)
      #expect(homogeneity["test"] is NSNull && homogeneity["draws"] is NSNull && homogeneity["groups"] as? Int == 1)
      #expect(homogeneity["verdict"] as? String == "not_testable")
      #expect(((report["total"] as? [String: Any])?["win_rate"] as? [String: Any])?["numerator"] as? Int == 1)
      #expect(report["mode"] as? String == "period" && report["history_start"] as? String == "2017-02-01")
      #expect((report["definitions"] as? [String: Any])?["win_rate"] is [String: String])

      let quarters = try json(try await filon(["report", "conversion", "--by", "quarter"] + window, on: connection))
      #expect((quarters["rows"] as? [[String: Any]])?.map { $0["quarter"] as? String } == ["2017-Q1", "2017-Q2"])
      let lines = try json(
        try await filon(["report", "conversion", "--rows", "win_rate", "--of", "Ana"] + window, on: connection))
      #expect(lines["count"] as? Int == 2 && (lines["rows"] as? [[String: Any]])?.first?["prospect"] as? String == "Épicerie Luc")
    }
  }

  @Test func tablesFitTheScreenAndSayWhatTheyMean() async throws {
    try await withCompany { connection in
      let window = ["--from", "2017-01-01", "--to", "2017-07-01"]
      let table = try await filon(["report", "conversion", "--lang", "fr"] + window, on: connection)
      #expect(table.status == 0 && table.output.contains("50,0\u{202F}% (1/2)"), "\(table.output)\(table.error)")
      for note in ["Moins de deux lignes ont des opportunités closes", "opportunités gagnées dans la période"] {
        #expect(table.output.contains(note), "\(table.output)")
      }
      let channels = try await filon(["report", "conversion", "--by", "channel", "--lang", "fr"] + window, on: connection)
      #expect(channels.output.contains("\nterrain ") && channels.output.contains("Moins de deux lignes"), "\(channels.output)")
      let rows = try await filon(
        ["report", "conversion", "--by", "channel", "--rows", "attempts", "--of", "terrain", "--lang", "fr"] + window, on: connection)
      #expect(rows.output.contains("Tentatives, terrain, du 01/01/2017 au 30/06/2017 : 1 ligne"), "\(rows.output)\(rows.error)")
      #expect(rows.output.contains("conversation  intéressé"), "\(rows.output)")
      let figures = table.output.split(separator: "\n").filter { $0.contains("─") || $0.hasPrefix("Ana") || $0.hasPrefix("Total") }
      #expect(figures.count >= 6 && figures.allSatisfy { $0.count <= 120 })
      let csv = try await filon(["report", "conversion", "--format", "csv"] + window, on: connection)
      #expect(csv.output.hasPrefix("salesperson,attempts,discussions,prospects_reached,prospects_converted,conversion_rate,"))
      #expect(csv.output.contains("Ana,1,1,1,1,1.0,1,1,1200.00,") && csv.output.contains(",2,1,1,0,0,0.5,1,2,"), "\(csv.output)")
      let pipeline = try await filon(["report", "pipeline"] + window, on: connection)
      #expect(pipeline.status == 0 && pipeline.output.contains("won"), "\(pipeline.output)\(pipeline.error)")
    }
  }

  @Test func segmentsAsProgramsReadThem() async throws {
    try await withCompany { connection in
      let window = ["--from", "2017-01-01", "--to", "2018-01-01", "--format", "json"]
      let abc = try json(try await filon(["segment", "abc", "--save"] + window, on: connection))
      let a = try #require((abc["classes"] as? [String: [String: Any]])?["A"])
      #expect(a["customers"] as? Int == 1 && a["revenue_cents"] as? Int == 120_000 && a["share"] as? Double == 1)
      #expect(abc["total_cents"] as? Int == 120_000 && (abc["customers"] as? [[String: Any]])?.first?["class"] as? String == "A")
      #expect(abc["run_id"] is String)
      let french = try await filon("segment", "history", "--lang", "fr", on: connection)
      #expect(french.output.contains("CA       stricte"), "\(french.output)")
      let history = try json(try await filon("segment", "history", "--format", "json", on: connection))
      #expect((history["runs"] as? [[String: Any]])?.count == 1)
      let matrix = try json(
        try await filon(["segment", "matrix", "--potential", "10000,50000", "--zone", "core=A2"] + window, on: connection))
      let cells = try #require(matrix["cells"] as? [[String: Any]])
      #expect(cells.first { $0["cell"] as? String == "A2" }?["gap_cents"] as? Int == 1_880_000)
      for words in [["abc"], ["history"], ["matrix"]] {
        let run = try await filon(["segment"] + words, on: connection)
        // The last twelve months have no sale: there is nothing to cross, and it says so.
        #expect(run.status == (words == ["matrix"] ? 1 : 0), "\(run.output)\(run.error)")
      }
    }
  }

  @Test(arguments: [
    ["report", "conversion", "--from", "31/02/2017"], ["report", "conversion", "--from", "2017-02-01", "--to", "2017-01-01"],
    ["report", "conversion", "--rows", "glory"], ["report", "conversion", "--rows", "conversion_rate"],
    ["report", "conversion", "--of", "Ana"],
    ["report", "conversion", "--as-of", "soon"], ["report", "conversion", "--by", "weather"],
    ["segment", "abc", "--thresholds", "95,80"],
    ["segment", "matrix", "--potential", "ten"], ["segment", "matrix", "--zone", "core=Z9"], ["segment", "history", "first"],
  ])
  func wrongUsageIsRefusedWithStatus2(_ words: [String]) async throws {
    try await withCompany { connection in
      let run = try await filon(words, on: connection)
      #expect(run.status == 2 && !run.error.isEmpty && run.output.isEmpty, "\(run.output)\(run.error)")
    }
  }
}
