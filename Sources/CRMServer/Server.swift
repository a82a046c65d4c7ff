import Accounts
package import CRM
import Foundation
import HTTPTypes
package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import NIOSSL
package import Postgres
import ServiceLifecycle

/// The service over HTTP.
package struct Server: Sendable {
  /// Where it listens and how much it takes on.
  package struct Configuration: Sendable {
    package var host = "127.0.0.1"
    /// 0 takes one that is free.
    package var port = 8753
    package var limits = ServerLimits()
    /// Whether the headers of a proxy before it say where requests come from, and that they came over TLS.
    package var trustsProxy = false
    package var version = ""
    /// What connections are encrypted with; in the clear where nil.
    package var certificate: CertificateFiles?

    package init() {}
  }

  private let configuration: Configuration
  private let context: ServiceContext
  private let logger: Logger

  /// - Parameters:
  ///   - pool: The service's connections.
  ///   - onlyOrganization: Where there is one alone.
  package init(
    _ configuration: Configuration, pool: Pool, owner: OwnersDoor = OwnersDoor(isOpen: false), onlyOrganization: Organization? = nil,
    logger: Logger
  ) {
    self.configuration = configuration
    self.logger = logger
    context = ServiceContext(
      pool: pool, signIn: SignIn(pool), conversations: ConversationWriter(pool), metrics: Metrics(), owner: owner,
      idempotentRequests: IdempotentRequests(pool, patience: configuration.limits.time + .seconds(10)),
      audit: AuditLog(pool) { error, lost in
        logger.error("events not written", metadata: ["error": "\(error)", "lost": "\(lost)"])
      }, onlyOrganization: onlyOrganization)
  }

  /// Answers until its task is cancelled, and then what was asked before.
  ///
  /// - Parameter started: Called with the port once it listens.
  /// - Throws: `.unavailable` when it cannot listen there.
  package func run(_ started: @escaping @Sendable (Int) async -> Void) async throws {
    let service = ServiceGroup(
      configuration: ServiceGroupConfiguration(services: [try application(started)], gracefulShutdownSignals: [], logger: logger))
    // Its own task: being cancelled would break off the answers that are under way.
    let running = Task { try await service.run() }
    try await withTaskCancellationHandler {
      do {
        try await running.value
      } catch let error as IOError {
        throw CRMError(
          .unavailable, .cannotListen(configuration.host, configuration.port), remedy: error.errnoCode == EADDRINUSE ? .otherPort : nil)
      }
    } onCancel: {
      Task { await service.triggerGracefulShutdown() }
    }
    await finish()
  }

  /// Writes what is left to write.
  func finish() async { await context.audit.finish() }

  /// What answers a request once it is read.
  package var responder: some HTTPResponder<ServerContext> { router.buildResponder() }

  private func application(_ started: @escaping @Sendable (Int) async -> Void) throws -> some ApplicationProtocol {
    let limits = configuration.limits
    let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
      maxHeaderFieldSize: limits.header, maxHeaderListSize: limits.header, maxHeaderFieldCount: limits.headerFields)
    let plain = HTTPServerBuilder.http1(configuration: .init(idleTimeout: .init(limits.idle), httpDecoderConfiguration: decoder))
    return Application(
      responder: responder,
      server: try configuration.certificate.map { try .tls(plain, tlsConfiguration: $0.configuration) } ?? plain,
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port),
        availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
      onServerRunning: { channel in await started(channel.localAddress?.port ?? 0) },
      logger: logger)
  }

  private var router: Router<ServerContext> {
    let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
    router.add(
      middleware: RequestExchange(
        metrics: context.metrics, limits: configuration.limits, trustsProxy: configuration.trustsProxy,
        isEncrypted: configuration.certificate != nil))
    router.get("/health", use: ServiceRoutes.health)
    router.get("/ready", use: ServiceRoutes.ready(context))
    router.get("/metrics", use: ServiceRoutes.metrics(context))
    router.get("/sign-in", use: SignInPage.show)
    router.post("/sign-in", use: SignInPage.enter(context))
    router.get("/password", use: SignInPage.showPassword)
    router.post("/password", use: SignInPage.setPassword(context))
    router.get("/openapi.json") { [configuration] request, context in
      try Answer(OpenAPI.document(in: context.language, version: configuration.version)).response(to: request, in: context.language)
    }
    let deadlines = Deadlines(configuration.limits.time)
    router.get("/docs") { _, context in APIPage.response(in: context.language) }
    router.get("\(Page.styleAddress)", use: Page.style)
    for endpoint in API.endpoints {
      router.on(
        RouterPath(endpoint.path), method: endpoint.method,
        use: EndpointHandler(endpoint: endpoint, server: context, deadlines: deadlines).respond)
    }
    for (path, endpoints) in Dictionary(grouping: API.endpoints, by: \.path) {
      let allowed = endpoints.map(\.method)
      for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete] where !allowed.contains(method) {
        router.on(RouterPath(path), method: method) { _, _ -> Response in throw Problem.methodNotAllowed(allowed) }
      }
    }
    return router
  }
}

extension Message {
  fileprivate static func cannotListen(_ host: String, _ port: Int) -> Message {
    Message(fr: "impossible d’écouter à \(host), port \(port)", en: "cannot listen at \(host), port \(port)")
  }

  fileprivate static let otherPort = Message(
    fr: "un autre programme y est\u{A0}: donnez --port", en: "another program is there: give --port")
}

extension Problem {
  fileprivate static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> Problem {
    let names = allowed.map(\.rawValue).sorted().joined(separator: ", ")
    var problem = Problem(
      .methodNotAllowed, "method_not_allowed", Message(fr: "cette adresse accepte\u{A0}: \(names)", en: "this address takes: \(names)"))
    problem.allowed = names
    return problem
  }
}
