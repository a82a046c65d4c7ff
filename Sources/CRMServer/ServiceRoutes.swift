import CRM
import HTTPTypes
import Hummingbird
import Postgres

/// What machines ask that run the service.
enum ServiceRoutes {
  /// Whether the process answers, and nothing else.
  @Sendable static func health(_ request: Request, _ context: ServerContext) -> Response { text("ok\n") }

  /// Whether the database answers, too: a proxy sends requests elsewhere until it does.
  static func ready(_ server: ServiceContext) -> @Sendable (Request, ServerContext) async throws -> Response {
    { _, _ in
      do {
        try await server.pool.withSession { _ = try await $0.execute("select 1") }
        return text("ready\n")
      } catch {
        return text("the database does not answer\n", status: .serviceUnavailable)
      }
    }
  }

  /// Counts and times, for this machine alone.
  static func metrics(_ server: ServiceContext) -> @Sendable (Request, ServerContext) async throws -> Response {
    { request, context in
      guard context.isOfThisMachine else { throw Problem.noSuchPage }
      return text(server.metrics.text(await server.gauges()))
    }
  }

  private static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

extension ServerContext {
  /// Asked from the machine that the server runs on.
  fileprivate var isOfThisMachine: Bool { address == "127.0.0.1" || address == "::1" || address == "local" }
}

extension ServiceContext {
  fileprivate func gauges() async -> [(name: String, help: String, value: Int)] {
    let pool = pool.load
    return [
      ("filon_database_sessions", "Open connections to the database.", pool.open),
      ("filon_database_sessions_in_use", "Those that a request uses.", pool.inUse),
      ("filon_database_waiting", "Requests that wait for a connection.", pool.waiting),
      ("filon_conversations_waiting", "Conversations that wait to be written.", await conversations.queue),
    ]
  }
}
