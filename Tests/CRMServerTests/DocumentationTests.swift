import CRM
import Foundation
#if canImport(FoundationXML)
  import FoundationXML
#endif
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import CRMServer

/// What the API says of itself.
@Suite struct DocumentationTests {
  /// A company takes every example as it is, one after the other.
  @Test func examplesAreTakenAsTheyAre() async throws {
    try await withStaff { staff in
      let examples = API.endpoints.filter { $0.example != nil }
      #expect(examples.count >= 8)
      for endpoint in examples {
        let reply = try await staff.director.send(endpoint.method, endpoint.path, endpoint.example)
        #expect((200...201).contains(reply.status), "\(endpoint.path) \(reply.text)")
      }
    }
  }

  @Test func thePageNamesEveryAddressInBothLanguages() async throws {
    try await withStaff { staff in
      for language in ["fr", "en"] {
        let page = try await staff.nobody.get("/docs", [.acceptLanguage: language])
        #expect(page.status == 200 && page.headers[.contentLanguage] == language)
        for endpoint in API.endpoints {
          #expect(page.text.contains(">\(endpoint.method.rawValue) \(endpoint.path)</h3>"), "\(endpoint.path)")
        }
        // Well-formed, and without scripts.
        #expect(XMLParser(data: Data(page.text.dropFirst("<!doctype html>".count).utf8)).parse())
        #expect(!page.text.contains("<script"))
      }
      #expect(try await staff.nobody.get("/style.css").headers[.contentType] == "text/css; charset=utf-8")
    }
  }

  @Test func theDescriptionHasEveryEndpointAndItsExample() async throws {
    try await withStaff { staff in
      let paths = try #require(try await staff.nobody.get("/openapi.json").json["paths"] as? [String: [String: Any]])
      #expect(paths.values.reduce(0) { $0 + $1.count } == API.endpoints.count)
      let body = paths["/v1/sales"]?["post"].flatMap { ($0 as? [String: Any])?["requestBody"] as? [String: Any] }
      let json = (body?["content"] as? [String: Any])?["application/json"] as? [String: Any]
      #expect((json?["example"] as? [String: Any])?["amount_cents"] as? Int == 48_000)
    }
  }
}
