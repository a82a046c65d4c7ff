import Accounts
import CRM
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Postgres
import TestSupport

@testable import CRMServer

/// What answered.
struct Reply {
  let status: Int
  let headers: HTTPFields
  let text: String

  /// The document; empty where there is none.
  var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:] }

  subscript(name: String) -> String? { json[name] as? String }
}

/// Sends requests through the router to the service of a database, as somebody or nobody.
struct Client: Sendable {
  let service: Server
  let responder: any HTTPResponder<ServerContext>
  var secret: String?

  init(_ service: Server) {
    self.service = service
    responder = service.responder
  }

  func signedIn(_ secret: Secret) -> Client {
    var client = self
    client.secret = secret.text
    return client
  }

  func send(
    _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, _ headers: HTTPFields = [:]
  ) async throws -> Reply {
    var headers = headers
    if let secret, headers[.authorization] == nil, headers[.cookie] == nil { headers[.authorization] = "Bearer \(secret)" }
    if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
    let request = Request(
      head: HTTPRequest(method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers),
      body: RequestBody(buffer: ByteBuffer(string: body ?? "")))
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let context = ServerContext(source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: logger))
    let response = try await responder.respond(to: request, context: context)
    let collector = Collector()
    try await response.body.write(collector)
    return Reply(status: response.status.code, headers: response.headers, text: String(buffer: collector.buffer))
  }

  func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Reply { try await send(.get, path, nil, headers) }
  func post(_ path: String, _ body: String) async throws -> Reply { try await send(.post, path, body) }
}

private final class Collector: ResponseBodyWriter {
  var buffer = ByteBuffer()

  func write(_ part: ByteBuffer) async throws { buffer.writeImmutableBuffer(part) }
  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// A company with a director, a salesperson, a colleague and a viewer who sign in.
struct Staff {
  let scope: Scope
  let director, ana, bo, viewer: Client
  let nobody: Client
  let anaID: Salesperson.ID

  init(_ name: String, on pool: Pool, _ limits: ServerLimits = ServerLimits()) async throws {
    let organization = try await Organizations(pool).create(name: name).organization
    scope = Scope(pool: pool, organization: organization, identity: .director(of: organization.id))
    var configuration = Server.Configuration()
    configuration.limits = limits
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    nobody = Client(Server(configuration, pool: pool, onlyOrganization: organization, logger: logger))
    anaID = try await Team(scope).add("Ana \(name)").id
    _ = try await Team(scope).add("Bo \(name)")
    let users = Users(scope)
    let host = "\(organization.slug).example"
    _ = try await users.add(email: "director@\(host)", role: .director)
    _ = try await users.add(email: "ana@\(host)", role: .salesperson, salesperson: "Ana")
    _ = try await users.add(email: "bo@\(host)", role: .salesperson, salesperson: "Bo")
    _ = try await users.add(email: "viewer@\(host)", role: .viewer)
    let nobody = nobody
    func client(_ who: String) async throws -> Client {
      nobody.signedIn(try await users.token("\(who)@\(host)", name: who, access: .admin).secret)
    }
    director = try await client("director")
    ana = try await client("ana")
    bo = try await client("bo")
    viewer = try await client("viewer")
  }

  var everybody: [Client] { [director, ana, bo, viewer, nobody] }
}

func withStaff<R>(_ body: (Staff) async throws -> R) async throws -> R {
  try await withService { pool in try await body(try await Staff("Zinc", on: pool)) }
}
