import Accounts
import CRM
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import CRMServer

/// Requests that are sent again, because nobody knows whether the answer was lost or the request.
@Suite struct RetryTests {
  private let sale = #"{"prospect": "Fer", "amount_cents": 12500, "sold_on": "2026-03-05"}"#

  private func post(_ path: String, _ body: String, key: String, as client: Client) async throws -> Reply {
    try await client.send(.post, path, body, [.idempotencyKey: key])
  }

  @Test func theSameRequestIsAnsweredAlikeAndRecordedOnce() async throws {
    try await withStaff { staff in
      _ = try await staff.director.post("/v1/prospects", #"{"name": "Fer"}"#)
      let first = try await post("/v1/sales", sale, key: "a", as: staff.director)
      #expect(first.status == 201 && first.headers[.idempotentReplayed] == nil)
      let again = try await post("/v1/sales", sale, key: "a", as: staff.director)
      #expect(again.status == 201 && again.text == first.text && again.headers[.idempotentReplayed] == "true")
      // Another key is another sale, within the minute too.
      let other = try await post("/v1/sales", sale, key: "b", as: staff.director)
      #expect(other.status == 201 && other["id"] != first["id"])
      // The keys of one user are no business of another's.
      #expect(try await post("/v1/sales", sale, key: "a", as: staff.ana)["id"] != first["id"])
      let sales = try await staff.director.get("/v1/sales")
      #expect((sales.json["sales"] as? [Any])?.count == 3)
    }
  }

  @Test func aKeyIsOfOneContent() async throws {
    try await withStaff { staff in
      _ = try await post("/v1/prospects", #"{"name": "Fer"}"#, key: "a", as: staff.director)
      let other = try await post("/v1/prospects", #"{"name": "Acier"}"#, key: "a", as: staff.director)
      #expect(other.status == 422 && other["code"] == "idempotency_key_reused")
      #expect(try await post("/v1/log", #"{"name": "Fer"}"#, key: "a", as: staff.director).status == 400)
      for key in ["", "é", String(repeating: "x", count: 256), "a b"] {
        #expect(try await post("/v1/prospects", #"{"name": "Or"}"#, key: key, as: staff.director).status == 400, "\(key)")
      }
    }
  }

  @Test func aRefusalLetsGoOfItsKey() async throws {
    try await withStaff { staff in
      #expect(try await post("/v1/sales", sale, key: "a", as: staff.director).status == 404)
      _ = try await staff.director.post("/v1/prospects", #"{"name": "Fer"}"#)
      let mended = try await post("/v1/sales", sale.replacing("12500", with: "9900"), key: "a", as: staff.director)
      #expect(mended.status == 201 && mended.headers[.idempotentReplayed] == nil)
    }
  }

  /// The server recorded it and stopped before it answered: asked again, it finds what it recorded.
  @Test func whatWasRecordedBeforeACrashIsFound() async throws {
    try await withStaff { staff in
      let prospect = try #require(try await staff.ana.post("/v1/prospects", #"{"name": "Fer"}"#)["id"])
      let bodies = [
        ("/v1/sales", sale), ("/v1/expenses", #"{"amount_cents": 700}"#), ("/v1/opportunities", #"{"prospect": "Fer", "title": "Four"}"#),
        ("/v1/log", #"{"prospect": "Fer", "channel": "field", "outcome": "interested", "at": "2026-03-05T09:30"}"#),
        ("/v1/prospects", #"{"name": "Acier"}"#),
        ("/v1/conversations", #"{"prospect_id": "\#(prospect)", "channel": "field", "outcome": "absent"}"#),
      ]
      for (path, body) in bodies {
        let first = try await post(path, body, key: path, as: staff.ana)
        #expect(first.status == 201, "\(path) \(first.text)")
        try await staff.scope.write { transaction in
          _ = try await transaction.execute("update idempotent_request set status = null, answer = null where key = \(path)")
        }
        let again = try await post(path, body, key: path, as: staff.ana)
        #expect((200...201).contains(again.status), "\(path) \(again.text)")
        let (id, idAgain) = (first["id"] ?? first["conversation_id"], again["id"] ?? again["conversation_id"])
        #expect(id != nil && id == idAgain, "\(path)")
      }
    }
  }

  @Test func whatIsBeingAnsweredIsNotAnsweredTwice() async throws {
    try await withStaff { staff in
      _ = try await staff.director.post("/v1/prospects", #"{"name": "Fer"}"#)
      _ = try await post("/v1/sales", sale, key: "a", as: staff.director)
      func set(_ claim: SQL) async throws {
        try await staff.scope.write { transaction in
          _ = try await transaction.execute("update idempotent_request set status = null, answer = null, claim_ends_at = now() + \(claim)")
        }
      }
      try await set("interval '10 seconds'")
      let refused = try await post("/v1/sales", sale, key: "a", as: staff.director)
      #expect(refused.status == 409 && refused["code"] == "idempotency_key_in_flight" && refused.headers[.retryAfter] == "1")
      // A server that stopped has let go of it.
      try await set("interval '-1 seconds'")
      #expect(try await post("/v1/sales", sale, key: "a", as: staff.director).status == 200)

      // Ten at once are one.
      let answers = try await withThrowingTaskGroup(of: Reply.self) { group in
        for _ in 0..<10 { group.addTask { try await post("/v1/expenses", #"{"amount_cents": 5}"#, key: "b", as: staff.director) } }
        return try await group.reduce(into: [Reply]()) { $0.append($1) }
      }
      #expect(answers.allSatisfy { $0.status == 201 || $0.status == 409 } && answers.contains { $0.status == 201 })
      let expenses = try await staff.director.get("/v1/expenses")
      #expect((expenses.json["expenses"] as? [Any])?.count == 1)
    }
  }
}
