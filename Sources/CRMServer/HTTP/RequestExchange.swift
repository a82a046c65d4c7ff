import CRM
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// What every request goes through, whatever it asks: its id, its language, the limit of how many are answered at once; its failure becomes
/// a problem document, and what became of it is logged and counted.
struct RequestExchange: RouterMiddleware {
  let metrics: Metrics
  let limits: ServerLimits
  /// Whether the headers of a proxy say where a request comes from.
  let trustsProxy: Bool
  /// Whether connections are encrypted.
  let isEncrypted: Bool

  @concurrent func handle(
    _ request: Request, context: ServerContext, next: @concurrent (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    var context = context
    context.isSecure = isEncrypted
    if trustsProxy {
      // The proxy adds the address that it saw at the end; what stands before came with the request.
      if let seen = request.headers[.xForwardedFor]?.split(separator: ",").last {
        context.address = seen.trimmingCharacters(in: .whitespaces)
      }
      if request.headers[.xForwardedProto] == "https" { context.isSecure = true }
    }
    context.language = Language(acceptLanguage: request.headers[.acceptLanguage]) ?? .fr
    let isAdmitted = metrics.begin(atMost: limits.requestsAtOnce)
    var response: Response
    do {
      guard isAdmitted else { throw Problem.tooMany }
      response = try await next(request, context)
    } catch {
      response = Problem(any: error, context.logger).response(in: context.language, requestID: context.requestID)
    }
    let took = ContinuousClock.now - start
    let route = context.endpointPath ?? "-"
    if isAdmitted { metrics.end(request.method.rawValue, route, response.status.code, after: took) }
    let milliseconds = took / .milliseconds(1)
    response.headers[.xRequestID] = context.requestID
    response.headers[.serverTiming] = "total;dur=\(Formats.thousandths(milliseconds))"
    response.headers[.xContentTypeOptions] = "nosniff"
    if response.headers[.contentSecurityPolicy] == nil {
      response.headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
    }
    response.headers[.referrerPolicy] = "no-referrer"
    // The address that was asked may name people: the log has that of the route.
    context.logger.info(
      "request",
      metadata: [
        "method": "\(request.method.rawValue)", "route": "\(route)", "status": "\(response.status.code)",
        "milliseconds": "\(Formats.thousandths(milliseconds))",
      ])
    return response
  }
}

/// How much a server takes on.
package struct ServerLimits: Sendable {
  /// Beyond it, requests are refused at once rather than kept waiting.
  package var requestsAtOnce = 512
  /// For one answer, its body read and its queries included.
  package var time: Duration = .seconds(30)
  /// Without a byte on a connection.
  package var idle: Duration = .seconds(60)
  package var connections = 1024
  /// Bytes of the fields of a header together.
  package var header = 16 * 1024
  package var headerFields = 100

  package init() {}
}

extension Formats {
  /// A number of milliseconds with three decimals.
  fileprivate static func thousandths(_ number: Double) -> String { String(Double(Int(number * 1000)) / 1000) }
}

extension HTTPField.Name {
  static let xRequestID = token("X-Request-Id")
  static let xForwardedFor = token("X-Forwarded-For")
  static let xForwardedProto = token("X-Forwarded-Proto")
  static let serverTiming = token("Server-Timing")
  static let referrerPolicy = token("Referrer-Policy")
  static let secFetchSite = token("Sec-Fetch-Site")

  /// The names above are tokens of RFC 9110.
  static func token(_ name: String) -> HTTPField.Name {
    guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no name of a field") }
    return field
  }
}

extension Problem {
  static let tooMany = Problem(
    .serviceUnavailable, "busy", Message(fr: "trop de demandes à la fois", en: "too many requests at once"), retryAfter: 1)
}
