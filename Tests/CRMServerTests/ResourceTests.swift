import Accounts
import CRM
import Foundation
import HTTPTypes
import Logging
import Postgres
import TestSupport
import Testing

@testable import CRMServer

/// What is recorded over HTTP, and what is answered.
@Suite struct ResourceTests {
  @Test func aConversationIsRecordedOnceUnderItsID() async throws {
    try await withStaff { staff in
      let prospect = try #require(try await staff.ana.post("/v1/prospects", #"{"name": "Fer", "owner": "Ana"}"#)["id"])
      let path = "/v1/conversations/\(Conversation.ID.v7())"
      func put(_ outcome: String, as client: Client) async throws -> Reply {
        try await client.send(
          .put, path,
          #"{"prospect_id": "\#(prospect)", "channel": "field", "outcome": "\#(outcome)", "occurred_at": "2026-03-05T09:30:00+01:00"}"#)
      }
      let first = try await put("interested", as: staff.ana)
      #expect(first.status == 201 && first["status"] == "recorded")
      let again = try await put("interested", as: staff.ana)
      #expect(again.status == 200 && again["status"] == "repeated")
      #expect(try await put("refused", as: staff.ana)["code"] == "conflict")
      let read = try await staff.ana.get(path)
      #expect(read["salesperson"] == "Ana Zinc" && read["occurred_at"] == "2026-03-05T08:30:00Z")
      // A colleague's is not there.
      #expect(try await staff.bo.get(path).status == 404)
      #expect(try await staff.viewer.get(path).status == 200)
      #expect(try await put("interested", as: staff.viewer).status == 403)
    }
  }

  @Test func aBatchAnswersEachRow() async throws {
    try await withStaff { staff in
      let prospect = try #require(try await staff.ana.post("/v1/prospects", #"{"name": "Fer"}"#)["id"])
      let bo =
        try #require(try await staff.director.get("/v1/people").json["people"] as? [[String: Any]])
        .first { ($0["name"] as? String)?.hasPrefix("Bo") == true }?["id"] as? String
      let (known, new) = (Conversation.ID.v7(), Conversation.ID.v7())
      func row(_ id: String, _ more: String = "", prospect: String = prospect, outcome: String = "absent") -> String {
        #"{"id": "\#(id)", "prospect_id": "\#(prospect)", "channel": "field", "outcome": "\#(outcome)", "occurred_at": "2026-03-05T09:30:00Z"\#(more)}"#
      }
      func statuses(_ rows: [String], as client: Client? = nil) async throws -> [String] {
        let reply = try await (client ?? staff.ana).post(
          "/v1/conversations/batch", #"{"conversations": [\#(rows.joined(separator: ","))]}"#)
        #expect(reply.status == 200)
        return try #require(reply.json["conversations"] as? [[String: Any]]).map { $0["status"] as? String ?? "" }
      }
      #expect(try await statuses([row("\(known)")]) == ["recorded"])
      #expect(
        try await statuses([
          row("\(known)"), row("\(new)"), row("\(known)", outcome: "sold"), row("\(UUID.v7())", #", "salesperson_id": "\#(bo ?? "")""#),
          row("\(UUID.v7())", prospect: "\(UUID.v7())"), row("\(UUID.v7())", #", "minutes": 5000"#), row("x"), "3",
          row("\(UUID.v7())", #", "next_step": "devis""#),
        ]) == ["repeated", "recorded", "conflict", "denied", "invalid", "invalid", "invalid", "invalid", "invalid"])
      // The database refuses one for all, and the others are recorded all the same.
      #expect(
        try await statuses([row("\(UUID.v7())"), row("\(UUID.v7())", #", "salesperson_id": "\#(UUID.v7())""#)], as: staff.director)
          == ["recorded", "invalid"])
      // Of which a conversation of nobody is the owner's.
      let list = try await staff.ana.get("/v1/conversations")
      #expect((list.json["conversations"] as? [Any])?.count == 3)
    }
  }

  @Test func conversationsComeALineEachToo() async throws {
    try await withStaff { staff in
      let prospect = try #require(try await staff.ana.post("/v1/prospects", #"{"name": "Fer"}"#)["id"])
      let id = UUID.v7().uuidString.lowercased()
      let line = #"{"id": "\#(id)", "prospect_id": "\#(prospect)", "channel": "field", "outcome": "absent"}"#
      let reply = try await staff.ana.send(
        .post, "/v1/conversations/batch", "\(line)\n{oops\n\(line)\n", [.contentType: "application/x-ndjson"])
      #expect(reply.status == 200 && reply.headers[.contentType] == "application/x-ndjson")
      let rows = try reply.text.split(separator: "\n").map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
      #expect(rows.map { $0["status"] as? String } == ["recorded", "invalid", "repeated"])
      // Elsewhere a line each is no JSON.
      #expect(try await staff.ana.send(.post, "/v1/sales", "{}", [.contentType: "application/x-ndjson"]).status == 415)
    }
  }

  @Test func whatIsNotWantedIsLeftOut() async throws {
    try await withStaff { staff in
      for name in ["Acier \"20\"", "Fer\\"] {
        _ = try await staff.ana.post("/v1/prospects", #"{"name": "\#(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))"}"#)
      }
      let list = try await staff.ana.get("/v1/prospects?fields=name,%20city")
      let items = try #require(list.json["prospects"] as? [[String: Any]])
      #expect(items.map { $0["name"] as? String } == ["Acier \"20\"", "Fer\\"] && items.allSatisfy { Set($0.keys) == ["name", "city"] })
      #expect(list.json.keys.contains("next"))
      #expect(Set(try await staff.ana.get("/v1/organization?fields=slug").json.keys) == ["slug"])
      // Of a document with several lists, the items of all.
      _ = try await staff.ana.send(
        .post, "/v1/prospects", #"{"name": "Zinc", "owner": "Ana", "next_step": "x", "next_on": "2099-01-01"}"#)
      let agenda = try await staff.ana.get("/v1/agenda?until=2099-01-02&fields=prospect")
      let lines = ["follow_ups", "upcoming"].flatMap { agenda.json[$0] as? [[String: Any]] ?? [] }
      #expect(!lines.isEmpty && lines.allSatisfy { Set($0.keys) == ["prospect"] }, "\(agenda.text)")
      let unknown = try await staff.ana.get("/v1/prospects?fields=nam")
      #expect(unknown.status == 400 && unknown["field"] == "fields" && unknown["hint"]?.contains("name") == true, "\(unknown.text)")
    }
  }

  @Test func aLogEntryIsAllThatCameOfAConversation() async throws {
    try await withStaff { staff in
      let reply = try await staff.ana.post(
        "/v1/log",
        #"{"prospect": "Fer", "creates_prospect": true, "channel": "terrain", "outcome": "sold", "sold_cents": 125000, "next_step": "devis"}"#
      )
      #expect(reply.status == 201 && reply["status"] == "recorded" && reply.json["sold_cents"] as? Int == 125_000)
      #expect((try await staff.ana.get("/v1/sales").json["sales"] as? [Any])?.count == 1)
      #expect((try await staff.bo.get("/v1/sales").json["sales"] as? [Any])?.isEmpty == true)
      let rows = try await staff.director.get("/v1/reports/conversion/rows?figure=discussions&by=salesperson&of=Ana")
      #expect(rows.json["count"] as? Int == 1)
    }
  }

  @Test func aProspectIsChangedAndItsFieldsEmptied() async throws {
    try await withStaff { staff in
      let id = try #require(try await staff.ana.post("/v1/prospects", #"{"name": "Fer", "city": "Lyon", "potential_cents": 500}"#)["id"])
      let changed = try await staff.ana.send(.patch, "/v1/prospects/\(id)", #"{"city": null, "potential_cents": null, "note": "vu"}"#)
      #expect(
        changed.status == 200 && changed.json["city"] is NSNull && changed.json["potential_cents"] is NSNull && changed["note"] == "vu")
      #expect(try await staff.ana.send(.patch, "/v1/prospects/\(id)", #"{"siret": "1"}"#).status == 422)
      #expect(try await staff.ana.post("/v1/prospects", #"{"name": "Fer"}"#)["code"] == "conflict")
    }
  }

  /// The command line and the API say a thing in one form.
  @Test func answersAreThoseOfTheCommandLine() async throws {
    try await withSchema { connection in
      var service = Configuration(connection)
      service.role = "filon_service"
      let pool = Pool(service)
      let staff = try await Staff("Zinc", on: pool)
      for text in [
        #"{"prospect": "Fer", "creates_prospect": true, "channel": "field", "outcome": "sold", "sold_cents": 5, "salesperson": "Ana"}"#
      ] {
        #expect(try await staff.director.post("/v1/log", text).status == 201)
      }
      _ = try await staff.director.post("/v1/opportunities", #"{"prospect": "Fer", "title": "Pont", "amount_cents": 700}"#)
      _ = try await staff.director.post("/v1/expenses", #"{"amount_cents": 300, "category": "salon"}"#)
      for (path, command) in [
        ("/v1/prospects", "prospect list"), ("/v1/conversations", "conversation list"), ("/v1/opportunities", "opportunity list"),
        ("/v1/sales", "sale list"), ("/v1/expenses", "expense list"), ("/v1/agenda", "agenda"), ("/v1/stages", "stage list"),
        ("/v1/reports/conversion", "report conversion"), ("/v1/reports/pipeline", "report pipeline"), ("/v1/segments/abc", "segment abc"),
        ("/v1/reports/conversion/rows?figure=orders", "report conversion --rows orders"),
      ] {
        let reply = try await staff.director.get(path, [.acceptLanguage: "en"])
        let run = try await filon(command.split(separator: " ").map(String.init) + ["--format", "json"], on: connection)
        let told = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? NSDictionary
        #expect(reply.status == 200 && reply.json as NSDictionary == told, "\(path)")
      }
      await pool.close()
    }
  }

  @Test func whatIsAskedWronglyIsToldWhere() async throws {
    try await withStaff { staff in
      let prospect = UUID.v7()
      for (method, path, body, status, code, field) in [
        (.post, "/v1/conversations", #"{"prospect_id": "\#(prospect)", "chanel": "field"}"#, 400, "unknown_field", "chanel"),
        (.post, "/v1/conversations", #"{"prospect_id": "\#(prospect)", "outcome": "absent"}"#, 400, "missing_field", "channel"),
        (.post, "/v1/conversations", #"{"prospect_id": 5, "outcome": "absent", "channel": "field"}"#, 400, "wrong_value", "prospect_id"),
        (.post, "/v1/sales", #"{"amount_cents": 1.5}"#, 400, "wrong_value", "amount_cents"),
        (.post, "/v1/sales", #"{"amount_cents": 123456789012345678901234567890}"#, 400, "wrong_value", "amount_cents"),
        (.post, "/v1/sales", #"{"amount_cents": "5\#u{e9}"}"#, 400, "wrong_value", "amount_cents"),
        (.post, "/v1/sales", "[]", 400, "malformed_json", nil), (.post, "/v1/sales", "{", 400, "malformed_json", nil),
        (.get, "/v1/conversations?limit=0", nil, 400, "wrong_value", "limit"),
        (.get, "/v1/conversations?x=1", nil, 400, "unknown_field", "x"),
        (.get, "/v1/conversations?from=31/02/2026", nil, 400, "wrong_value", "from"),
        (.get, "/v1/conversations?prospect=%FF", nil, 400, "malformed_query", nil),
        (.get, "/v1/conversations?prospect=%00", nil, 400, "wrong_value", "prospect"),
        (.get, "/v1/conversations?limit=1&limit=2", nil, 400, "field_twice", "limit"),
        (.get, "/v1/conversations/x", nil, 404, "not_found", nil), (.get, "/v1/../../etc/passwd", nil, 404, "not_found", nil),
        (.get, "/v1/nothing", nil, 404, "not_found", nil), (.delete, "/v1/people", nil, 405, "method_not_allowed", nil),
      ] as [(HTTPRequest.Method, String, String?, Int, String, String?)] {
        let reply = try await staff.director.send(method, path, body)
        #expect(reply.status == status && reply["code"] == code && reply["field"] == field, "\(method) \(path) \(body ?? "") \(reply.text)")
        #expect(reply.headers[.contentType] == "application/problem+json")
      }
      let large = try await staff.director.post("/v1/sales", #"{"note": "\#(String(repeating: "x", count: 1 << 20))"}"#)
      #expect(large.status == 413)
      let plain = try await staff.director.send(.post, "/v1/sales", "{}", [.contentType: "text/plain"])
      #expect(plain.status == 415)
      // In the language of the request, else of the organization.
      #expect(
        try await staff.director.get("/v1/nothing", [.acceptLanguage: "en-GB, fr;q=0.5"])["detail"] == "there is nothing at this address")
      #expect(try await staff.director.get("/v1/nothing")["detail"] == "il n’y a rien à cette adresse")
    }
  }

  @Test func aRefusalSpeaksTheLanguageThatTheAnswerWould() async throws {
    try await withService { pool in
      let organization = try await Organizations(pool).create(name: "Zinc Ltd", language: .en).organization
      let scope = Scope(pool: pool, organization: organization, identity: .director(of: organization.id))
      _ = try await Users(scope).add(email: "d@zinc.example", role: .director)
      let nobody = Client(
        Server(Server.Configuration(), pool: pool, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })))
      let client = nobody.signedIn(try await Users(scope).token("d@zinc.example", name: "t", access: .admin).secret)
      let unknown = "/v1/conversations/\(UUID.v7())"
      #expect(try await client.get(unknown).headers[.contentLanguage] == "en")
      #expect(try await client.get("/v1/conversations?x=1")["detail"] == "the field “x” is not known here")
      #expect(
        try await client.get("/v1/conversations?x=1", [.acceptLanguage: "fr"])["detail"] == "le champ «\u{A0}x\u{A0}» n’est pas connu ici")
    }
  }

  @Test func longAnswersArePacked() async throws {
    try await withStaff { staff in
      let plain = try await staff.director.get("/v1/reports/conversion")
      let packed = try await staff.director.get("/v1/reports/conversion", [.acceptEncoding: "br;q=1, gzip"])
      #expect(plain.headers[.contentEncoding] == nil && packed.headers[.contentEncoding] == "gzip")
      #expect(try await staff.director.get("/v1/reports/conversion", [.acceptEncoding: "gzip;q=0"]).headers[.contentEncoding] == nil)
      #expect(try await staff.director.get("/v1/session", [.acceptEncoding: "gzip"]).headers[.contentEncoding] == nil)
    }
  }

  @Test func tooManyAtOnceAreSentAway() async throws {
    var limits = ServerLimits()
    limits.requestsAtOnce = 0
    try await withService { [limits] pool in
      let staff = try await Staff("Zinc", on: pool, limits)
      let reply = try await staff.director.get("/v1/organization")
      #expect(reply.status == 503 && reply["code"] == "busy" && reply.headers[.retryAfter] == "1")
    }
  }

  @Test func theDescriptionNamesEveryEndpoint() async throws {
    try await withStaff { staff in
      let document = try await staff.nobody.get("/openapi.json").json
      let paths = try #require(document["paths"] as? [String: [String: Any]])
      let told = Set(paths.flatMap { path, item in item.keys.map { "\($0) \(path)" } })
      #expect(told == Set(API.endpoints.map { "\($0.method.rawValue.lowercased()) \($0.path)" }))
      #expect(API.endpoints.count == told.count)
      let post = try #require(paths["/v1/conversations"]?["post"] as? [String: Any])
      #expect(Set(post.keys) == ["summary", "requestBody", "responses", "security", "x-access"])
      #expect(Set((post["responses"] as? [String: Any] ?? [:]).keys) == ["2XX", "default"])
    }
  }
}
