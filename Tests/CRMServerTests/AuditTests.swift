import Accounts
import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRMServer

/// Who saw personal data or changed something.
@Suite struct AuditTests {
  @Test func changesAndLooksLeaveAnEvent() async throws {
    try await withStaff { staff in
      let prospect = try #require(try await staff.ana.post("/v1/prospects", #"{"name": "Fer"}"#)["id"])
      let id = UUID.v7().uuidString.lowercased()
      _ = try await staff.ana.post(
        "/v1/conversations/batch",
        #"{"conversations": [{"id": "\#(id)", "prospect_id": "\#(prospect)", "channel": "field", "outcome": "absent"}]}"#)
      _ = try await staff.viewer.get("/v1/prospects/\(prospect)")
      // What is refused, and what shows nobody's data, leaves none.
      _ = try await staff.viewer.post("/v1/prospects", #"{"name": "Acier"}"#)
      _ = try await staff.bo.get("/v1/stages")
      await staff.nobody.service.finish()

      let events = try await staff.director.get("/v1/audit-events").events
      #expect(events.map { $0.0 } == ["viewer", "Ana Zinc", "Ana Zinc"])
      #expect(events.map { $0.1 } == ["GET /v1/prospects/{id}", "POST /v1/conversations/batch", "POST /v1/prospects"])
      #expect(events.map { $0.2 } == [prospect, id, prospect])
      #expect(try await staff.director.get("/v1/audit-events?object_id=\(prospect)").events.count == 2)
      #expect(try await staff.director.get("/v1/audit-events?user=viewer@zinc.example").events.count == 1)
      let ofAna = "/v1/audit-events?user=ana@zinc.example&limit=1"
      let page = try await staff.director.get(ofAna)
      let next = try await staff.director.get("\(ofAna)&after=\(try #require(page["next"]))")
      #expect(next.events.map { $0.1 } == ["POST /v1/prospects"] && next["next"] == nil)
      #expect(try await staff.ana.get("/v1/audit-events").status == 403)
    }
  }
}

extension Reply {
  /// Who, what, and of which object.
  fileprivate var events: [(String, String, String?)] {
    (json["events"] as? [[String: Any]] ?? []).map {
      ($0["user"] as? String ?? "", $0["action"] as? String ?? "", $0["object_id"] as? String)
    }
  }
}
