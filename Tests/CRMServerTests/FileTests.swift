import CRM
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Planning
import Postgres
import TestSupport
import Testing

@testable import CRMServer

/// Files that come in over HTTP, and what is measured and planned.
@Suite struct FileTests {
  @Test func aFileIsPreviewedImportedOnceAndUndone() async throws {
    try await withStaff { staff in
      let file = "Société;Ville\nFer;Lyon\nAcier;Brest\n;Metz\n"
      func send(_ query: String) async throws -> Reply {
        try await staff.director.send(.post, "/v1/imports?kind=prospects&file_name=liste.csv\(query)", file)
      }
      let preview = try await send("&preview=true")
      #expect(preview.status == 200 && preview.json["recorded"] as? Int == 2 && preview["import_id"] == nil)
      let done = try await send("")
      let id = try #require(done["import_id"])
      #expect(done.status == 201 && done.json["recorded"] as? Int == 2 && done.json["rejected"] as? Int == 1)
      #expect(try await send("").json["repeated"] as? Int == 2)
      let shown = try await staff.director.get("/v1/imports/\(id)")
      #expect((shown.json["run"] as? [String: Any])?["file"] as? String == "liste.csv")
      #expect(((shown.json["rejections"] as? [[String: Any]])?.first?["line"] as? Int) == 4)
      #expect(try await staff.ana.send(.post, "/v1/imports?kind=prospects", file).status == 403)
      #expect(try await staff.director.post("/v1/imports/\(id)/undo", "{}").status == 200)
      #expect((try await staff.director.get("/v1/prospects").json["prospects"] as? [Any])?.isEmpty == true)
    }
  }

  @Test func aFileIsThereUntilItIsAnswered() async throws {
    func content(_ text: String) async throws -> RequestContent {
      let head = HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/v1/imports")
      return try await RequestContent(of: Request(head: head, body: RequestBody(buffer: ByteBuffer(string: text))), .file(atMost: 4))
    }
    let kept = try await content("abcd")
    let file = try #require(kept.file)
    #expect(try String(contentsOf: file, encoding: .utf8) == "abcd")
    kept.remove()
    #expect(!FileManager.default.fileExists(atPath: file.deletingLastPathComponent().path))
    await #expect(throws: Problem.self) { try await content("abcde") }
  }

  @Test func aMappingSaysWhatColumnsAre() async throws {
    try await withStaff { staff in
      let mapping = "columns: {name: Wer, city: Wo}".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      let reply = try await staff.director.send(.post, "/v1/imports?kind=prospects&mapping=\(mapping)", "Wer,Wo\nFer,Lyon\n")
      #expect(reply.status == 201 && reply.json["recorded"] as? Int == 1, "\(reply.text)")
      let wrong = try await staff.director.send(.post, "/v1/imports?kind=prospects&mapping=x", "Wer,Wo\nFer,Lyon\n")
      #expect(wrong.status == 422, "\(wrong.text)")
      #expect(try await staff.director.send(.post, "/v1/imports?kind=prospects", "").status == 422)
      #expect(try await staff.director.send(.post, "/v1/imports?kind=fax", "a\nb\n").status == 400)
      #expect(try await staff.director.send(.post, "/v1/imports", "a\nb\n").status == 400)
    }
  }

  @Test func whatWasRecordedLastIsTakenBack() async throws {
    try await withStaff { staff in
      _ = try await staff.ana.post("/v1/prospects", #"{"name": "Fer", "owner": "Ana"}"#)
      let log = try await staff.ana.post("/v1/log", #"{"prospect": "Fer", "channel": "field", "outcome": "interested"}"#)
      let shown = try await staff.ana.get("/v1/undo")
      let entry = try #require((shown.json["entry"] as? [String: Any])?["id"] as? String)
      #expect(shown["status"] == "preview" && entry == log["conversation_id"])
      #expect(try await staff.ana.post("/v1/undo", #"{"id": "\#(UUID.v7())"}"#).status == 409)
      #expect(try await staff.ana.post("/v1/undo", #"{"id": "\#(entry)"}"#)["status"] == "undone")
      #expect((try await staff.ana.get("/v1/conversations").json["conversations"] as? [Any])?.isEmpty == true)
      #expect(try await staff.viewer.get("/v1/undo").status == 403)
    }
  }

  @Test func measurementsFeedAPlansKPIs() async throws {
    try await withStaff { staff in
      let record = #"{"series": "site_sessions", "value": 120, "from": "2026-03-02", "to": "2026-03-09"}"#
      let recorded = try await staff.director.post("/v1/measurements", record)
      #expect(recorded.status == 201, "\(recorded.text)")
      #expect((try await staff.director.get("/v1/measurements").json["measurements"] as? [Any])?.count == 1)
      #expect((try await staff.director.get("/v1/series").json["series"] as? [[String: Any]])?.first?["name"] as? String == "site_sessions")
      let attempts = try await staff.director.get("/v1/kpis/attempts?from=2026-03-01&to=2026-04-01&by=week")
      #expect(attempts.status == 200 && (attempts.json["periods"] as? [Any])?.count == 6, "\(attempts.text)")
      #expect(try await staff.director.get("/v1/kpis/tentatives").status == 200)
      #expect(try await staff.director.get("/v1/kpis/attempts/rows?from=2026-03-01&to=2026-04-01").json["count"] as? Int == 0)
      #expect(try await staff.director.get("/v1/kpis/nothing").status == 404)

      let plan = """
        name: Zinc 2026
        start: 2026-01-01
        end: 2026-12-31
        kpis:
          - {name: Calls, indicator: attempts, target: 100}
        """
      let preview = try await staff.director.send(.post, "/v1/plans?preview=true", plan)
      #expect(preview.status == 200 && preview["outcome"] == "created" && preview.json["preview"] as? Bool == true, "\(preview.text)")
      #expect((try await staff.director.get("/v1/plans").json["plans"] as? [Any])?.isEmpty == true)
      #expect(try await staff.director.send(.post, "/v1/plans", plan).json["version"] as? Int == 1)
      #expect(try await staff.director.get("/v1/plans/zinc-2026?at=2026-03-31").status == 200)
      for part in ["alerts", "calendar", "history", "values", "drift"] {
        let reply = try await staff.viewer.get("/v1/plans/zinc-2026/\(part)")
        #expect(reply.status == 200, "\(part) \(reply.text)")
      }
      let file = try await staff.director.get("/v1/plans/zinc-2026/file")
      #expect(file.headers[.contentType] == "application/yaml" && file.text.contains("version: 1"))
      // Sent back as it was given, it changes nothing; with an error it is not applied.
      #expect(try await staff.director.send(.post, "/v1/plans", file.text)["outcome"] == "unchanged")
      let wrong = try await staff.director.send(.post, "/v1/plans", plan.replacing("attempts", with: "attempt_s"))
      #expect(wrong.status == 200 && wrong.json["errors"] as? Int != 0 && wrong["outcome"] == nil, "\(wrong.text)")
      #expect(try await staff.director.post("/v1/plans/zinc-2026/feed", #"{"through": "2026-03-31"}"#).status == 200)
      #expect(try await staff.ana.post("/v1/plans/zinc-2026/feed", "{}").status == 403)
      #expect(try await staff.director.get("/v1/plans/nothing").status == 404)
    }
  }
}
