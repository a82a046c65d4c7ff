import CRM
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Postgres
import TestSupport
import Testing

@testable import Accounts
@testable import CRMServer

/// Who gets in, how far, and until when.
@Suite struct SignInTests {
  @Test func onlyWhoIsSignedInIsAnswered() async throws {
    try await withStaff { staff in
      for endpoint in API.endpoints {
        guard case .signedIn = endpoint.admission else { continue }
        let path = endpoint.path.replacing("{id}", with: UUID.v7().uuidString).replacing("{name}", with: "x")
        let reply = try await staff.nobody.send(endpoint.method, path, endpoint.content.most == 0 ? nil : "{}")
        #expect(reply.status == 401 && reply["code"] == "not_signed_in", "\(endpoint.method) \(path)")
        #expect(reply.headers[.wwwAuthenticate] == "Bearer realm=\"filon\"")
      }
      for wrong in ["Bearer x", "Basic YTpi", "Bearer filon_AAAA", "Bearer \(String(try #require(staff.director.secret).dropLast(4)))AAAA"]
      {
        let reply = try await staff.nobody.get("/v1/session", [.authorization: wrong])
        #expect(reply.status == 401 && reply["code"] == "credential_invalid", "\(wrong)")
      }
    }
  }

  @Test func aPasswordOpensASessionThatEnds() async throws {
    try await withStaff { staff in
      let (_, link) = try await Users(staff.scope).link("ana@zinc.example")
      func set(_ password: String) async throws -> Reply {
        try await staff.nobody.post("/v1/sessions/password", #"{"link": "\#(link.text)", "password": "\#(password)"}"#)
      }
      #expect(try await set("court").status == 422)
      #expect(try await set("un long mot de passe").status == 201)
      // The link was for one use.
      #expect(try await set("un autre mot de passe").status == 403)

      func signIn(_ body: String) async throws -> Reply { try await staff.nobody.post("/v1/sessions", body) }
      let reply = try await signIn(#"{"email": "Ana@Zinc.example", "password": "un long mot de passe"}"#)
      #expect(reply.status == 201 && reply["role"] == "salesperson" && reply["salesperson_id"] == staff.anaID.description)
      let cookie = try #require(reply.headers[.setCookie])
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
      let session: HTTPFields = [.cookie: String(cookie.prefix { $0 != ";" })]
      #expect(try await staff.nobody.get("/v1/session", session)["name"] == "Ana Zinc")

      // A page of another site may make a browser send the cookie, and changes nothing.
      let origins: [(HTTPFields, Int)] = [
        ([:], 403), ([.origin: "https://evil.example"], 403), ([HTTPField.Name("Sec-Fetch-Site")!: "cross-site"], 403),
        ([.origin: "http://localhost"], 201),
      ]
      for (origin, status) in origins {
        let reply = try await staff.nobody.send(.post, "/v1/prospects", #"{"name": "P\#(status)\#(origin.count)"}"#, session + origin)
        #expect(reply.status == status, "\(origin)")
      }
      #expect(try await staff.nobody.send(.delete, "/v1/session", nil, session + [.origin: "http://localhost"]).status == 204)
      #expect(try await staff.nobody.get("/v1/session", session).status == 401)
    }
  }

  @Test func whatIsWrongIsNotTold() async throws {
    try await withStaff { staff in
      _ = try await Users(staff.scope).setPassword("ana@zinc.example", "un long mot de passe")
      let wrong = [
        #"{"email": "ana@zinc.example", "password": "faux"}"#, #"{"email": "personne@zinc.example", "password": "un long mot de passe"}"#,
        #"{"email": "viewer@zinc.example", "password": "un long mot de passe"}"#,
        #"{"organization": "fer", "email": "ana@zinc.example", "password": "un long mot de passe"}"#,
      ]
      let replies = try await wrong.asyncMap { try await staff.nobody.post("/v1/sessions", $0) }
      #expect(Set(replies.map { reply in reply.json.filter { $0.key != "request_id" } as NSDictionary }).count == 1)
      #expect(replies[0].status == 401 && replies[0]["code"] == "wrong_password")
    }
  }

  @Test func guessingIsSlowedDown() async throws {
    try await withStaff { staff in
      _ = try await Users(staff.scope).setPassword("ana@zinc.example", "un long mot de passe")
      // At once: whoever waits for one answer before the next attempt has waited.
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<9 {
          group.addTask { try await staff.nobody.post("/v1/sessions", #"{"email": "ana@zinc.example", "password": "faux"}"#).status }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.filter { $0 == 401 }.count == 5 && statuses.filter { $0 == 429 }.count == 4)
    }
  }

  @Test func eachFurtherAttemptWaitsLonger() throws {
    let throttle = Throttle()
    let start = ContinuousClock.now
    func attempt(_ second: Int) -> Int? {
      do {
        _ = try throttle.begin([.account("ana")], at: start + .seconds(second))
        return nil
      } catch {
        return (error as? Throttle.TooMany)?.retryAfter
      }
    }
    for _ in 0..<5 { #expect(attempt(0) == nil) }
    #expect(attempt(0) == 2 && attempt(1) == nil && attempt(2) == 2 && attempt(3) == nil && attempt(4) == 4)
    for _ in 0..<20 { _ = attempt(100_000) }
    #expect(attempt(100_000) == 9)
    // Another account is another count.
    _ = try throttle.begin([.account("bo")], at: start)
  }

  @Test func accessAndRoleLimitWhatIsDone() async throws {
    try await withStaff { staff in
      let reader = staff.nobody.signedIn(try await Users(staff.scope).token("director@zinc.example", name: "r", access: .read).secret)
      let writer = staff.nobody.signedIn(try await Users(staff.scope).token("director@zinc.example", name: "w", access: .write).secret)
      let prospect = #"{"name": "Fer"}"#
      #expect(try await reader.get("/v1/prospects").status == 200)
      #expect(try await reader.post("/v1/prospects", prospect)["code"] == "access_insufficient")
      #expect(try await writer.post("/v1/people", prospect)["code"] == "access_insufficient")
      #expect(try await staff.viewer.post("/v1/prospects", prospect)["code"] == "denied")
      #expect(try await staff.ana.post("/v1/people", prospect)["code"] == "denied")
      #expect(try await writer.post("/v1/prospects", prospect).status == 201)
      #expect(try await staff.director.post("/v1/people", prospect).status == 201)
    }
  }

  @Test func whatIsRevokedEnds() async throws {
    try await withStaff { staff in
      let users = Users(staff.scope)
      _ = try await users.revoke("viewer")
      // This process has not seen it yet, or asks anew after five seconds; another one asks at once.
      let fresh = Client(
        Server(Server.Configuration(), pool: staff.scope.pool, logger: Logger(label: "", factory: { _ in SwiftLogNoOpLogHandler() })))
      var viewer = fresh
      viewer.secret = staff.viewer.secret
      #expect(try await viewer.get("/v1/session").status == 401)
      _ = try await users.revoke("bo@zinc.example")
      var bo = fresh
      bo.secret = staff.bo.secret
      #expect(try await bo.get("/v1/session").status == 401)
      await #expect(throws: CRMError.self) { try await users.link("bo@zinc.example") }
      // Somebody must be left who can undo it.
      await #expect(throws: CRMError.self) { try await users.revoke("director@zinc.example") }
      await #expect(throws: CRMError.self) { try await users.change("director@zinc.example", role: .viewer) }
    }
  }

  @Test func theOwnersDoorOpensOnce() async throws {
    try await withService { pool in
      let organization = try await Organizations(pool).create(name: "Zinc").organization
      let door = OwnersDoor(isOpen: true)
      let logger = Logger(label: "", factory: { _ in SwiftLogNoOpLogHandler() })
      let client = Client(Server(Server.Configuration(), pool: pool, owner: door, onlyOrganization: organization, logger: logger))
      let code = try #require(door.shown)
      let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
      // Looking at the address uses nothing up.
      #expect(try await client.get("/sign-in?code=\(code)").status == 200)
      #expect(try await client.send(.post, "/sign-in", "code=\(code.reversed())", form).status == 403)
      let reply = try await client.send(.post, "/sign-in", "code=\(code)", form)
      #expect(reply.status == 303)
      let session: HTTPFields = [.cookie: String(try #require(reply.headers[.setCookie]).prefix { $0 != ";" })]
      #expect(try await client.get("/v1/session", session)["role"] == "director")
      #expect(try await client.send(.post, "/sign-in", "code=\(code)", form).status == 403)
    }
  }
}

extension HTTPFields {
  static func + (some: HTTPFields, others: HTTPFields) -> HTTPFields {
    var all = some
    all.append(contentsOf: others)
    return all
  }
}

extension Array {
  func asyncMap<R>(_ transform: (Element) async throws -> R) async rethrows -> [R] {
    var results: [R] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
