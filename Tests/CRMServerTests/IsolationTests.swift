import CRM
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import CRMServer

/// Two companies on one server: whoever asks for what is the other's gets the answer that what does not exist gets.
@Suite struct IsolationTests {
  @Test func nothingOfAnotherOrganizationIsAnswered() async throws {
    let count = Int(ProcessInfo.processInfo.environment["FILON_ISOLATION_REQUESTS"] ?? "") ?? 3000
    try await withService { pool in
      let zinc = try await Staff("Zinc", on: pool)
      let fer = try await Staff("Ferblanc", on: pool)
      let theirs = try await fill(fer, "Ferblanc")
      _ = try await fill(zinc, "Zinc")
      let clients = zinc.everybody
      // Signing out, and in, changes who asks; taking back what is last changes what is last. They have tests of their own.
      let endpoints = API.endpoints.filter { !$0.path.contains("session") && ($0.method, $0.path) != (.post, "/v1/undo") }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for worker in 0..<4 {
          group.addTask {
            var generator = SeededGenerator(seed: UInt64(worker + 1))
            for _ in 0..<count / 8 {
              let endpoint = endpoints.randomElement(using: &generator)!
              let client = clients.randomElement(using: &generator)!
              // The same request with an id of theirs, and with one that is nobody's.
              let seed = generator.next()
              let asked = try await send(endpoint, as: client, ids: theirs.ids, seed)
              let nobodys = try await send(
                endpoint, as: client, ids: theirs.ids.map { _ in UUID(UInt64.random(in: .min ... .max, using: &generator)) }, seed)
              #expect(asked.status < 500, "\(endpoint.method) \(endpoint.path) \(asked.text)")
              #expect(!asked.text.contains("Ferblanc"), "\(endpoint.method) \(endpoint.path)")
              #expect(
                asked.status == nobodys.status && asked["code"] == nobodys["code"],
                "\(endpoint.method) \(endpoint.path) \(asked.text) \(nobodys.text)")
            }
          }
        }
        try await group.waitForAll()
      }
      // Nothing of theirs has changed either.
      #expect(try await fer.director.get("/v1/conversations").text == theirs.conversations)
      #expect(try await fer.director.get("/v1/prospects").text == theirs.prospects)
    }
  }

  private struct Filled {
    let ids: [UUID]
    let conversations, prospects: String
  }

  private func fill(_ staff: Staff, _ mark: String) async throws -> Filled {
    var ids: [UUID] = [staff.anaID.uuid, staff.scope.organization.id.uuid]
    for number in 1...3 {
      let log = try await staff.ana.post(
        "/v1/log",
        #"""
        {"prospect": "\#(mark) \#(number)", "creates_prospect": true, "channel": "field", "outcome": "sold", "sold_cents": 100,
        "note": "\#(mark)", "next_step": "\#(mark)"}
        """#)
      let opportunity = try await staff.ana.post("/v1/opportunities", #"{"prospect": "\#(mark) \#(number)", "title": "\#(mark)"}"#)
      let expense = try await staff.ana.post("/v1/expenses", #"{"amount_cents": 5, "note": "\#(mark)"}"#)
      for id in [log["conversation_id"], log["prospect_id"], log["sale_id"], opportunity["id"], expense["id"]] {
        ids.append(try #require(id.flatMap(UUID.init(uuidString:))))
      }
    }
    return Filled(
      ids: ids, conversations: try await staff.director.get("/v1/conversations").text,
      prospects: try await staff.director.get("/v1/prospects").text)
  }

  private func send(_ endpoint: Endpoint, as client: Client, ids: [UUID], _ seed: UInt64) async throws -> Reply {
    var generator = SeededGenerator(seed: seed)
    func id() -> String { ids[Int.random(in: 0..<ids.count, using: &generator)].uuidString.lowercased() }
    func value(_ field: FieldDeclaration) -> String {
      switch field.schema {
      // What is recorded is new each time, or the second time would be another answer.
      case .id where field.name == "id": "\"\(UUID.v7().uuidString)\""
      case .text where field.name == "name": "\"N \(UUID().uuidString)\""
      case .boolean where field.name == "creates_prospect": "false"
      case .id: "\"\(id())\""
      case .text: field.name == "link" ? "\"x\"" : Bool.random(using: &generator) ? "\"\(id())\"" : "\"Nobody\""
      case .integer(let bounds): "\(min(bounds.upperBound, max(bounds.lowerBound, 5)))"
      case .boolean: "true"
      case .day: "\"2026-03-05\""
      case .moment: "\"2026-03-05T09:30:00Z\""
      case .choice(let codes): "\"\(codes[Int.random(in: 0..<codes.count, using: &generator)])\""
      case .list(.object(let fields), _): "[\(object(fields))]"
      case .list, .object: "[]"
      }
    }
    func object(_ fields: [FieldDeclaration]) -> String {
      // The second of two that say the same within a minute would else be the first.
      let said = fields.filter { $0.isRequired || $0.name == "is_another" || Bool.random(using: &generator) }
      return "{" + said.map { "\"\($0.name)\": \(value($0))" }.joined(separator: ", ") + "}"
    }
    let path = endpoint.path.replacing("{id}", with: id()).replacing("{name}", with: id()).replacing("{plan}", with: id())
    let query = endpoint.query.filter { $0.isRequired || Int.random(in: 0..<4, using: &generator) == 0 }
      .map { "\($0.name)=\(value($0).replacing("\"", with: ""))" }.joined(separator: "&")
    let body: String? =
      switch endpoint.content {
      case .nothing: nil
      case .json(let fields, _): object(fields)
      // A prospect, an opportunity or a conversation of an id of the other side.
      case .file: "filon_id,name,prospect,stage,outcome,occurred_at\n\(id()),\(UUID()),\(id()),\(id()),absent,2026-03-05\n"
      }
    return try await client.send(endpoint.method, query.isEmpty ? path : "\(path)?\(query)", body)
  }
}

extension UUID {
  fileprivate init(_ number: UInt64) { self.init(uuid: unsafeBitCast((number, number &* 0x9E37_79B9_7F4A_7C15), to: uuid_t.self)) }
}
