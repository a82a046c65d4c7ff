import Accounts
import CRM
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers an endpoint's requests: who asks, may they, what do they say, what is the answer.
struct EndpointHandler: Sendable {
  let endpoint: Endpoint
  let server: ServiceContext
  /// For one answer, its body read and its queries included.
  let limit: Duration

  /// What takes too long is cancelled: a query on the server of the database, too.
  @Sendable func respond(_ request: Request, _ context: ServerContext) async throws -> Response {
    try await withThrowingTaskGroup(of: Response?.self) { group in
      group.addTask { try await answer(request, context) }
      group.addTask {
        try await Task.sleep(for: limit)
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let response = first else { throw Problem.tookTooLong }
      return response
    }
  }

  private func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
    var context = context
    if let secret = try Self.secret(of: request) {
      guard let signedIn = try await server.signIn.identity(of: secret) else { throw Problem.credentialIsNone }
      context.signedIn = signedIn
      if request.headers[.acceptLanguage] == nil { context.language = signedIn.organization.language }
    }
    do {
      return try await answer(request, as: context).response(to: request, in: context.language)
    } catch {
      // In the language that the answer would have had.
      return Problem(any: error, context.logger).response(in: context.language, requestID: context.requestID)
    }
  }

  private func answer(_ request: Request, as context: ServerContext) async throws -> Answer {
    if case .signedIn(let access) = endpoint.admission {
      guard let signedIn = context.signedIn else { throw Problem.notSignedIn }
      guard signedIn.access >= access else { throw Problem.tooLittleAccess(access) }
    }
    let query = try Input(try URLForm.members(request.uri.query ?? ""), endpoint.query)
    let body = try Input(try await members(of: request), endpoint.body ?? [])
    return try await endpoint.answer(Call(server: server, context: context, query: query, body: body))
  }

  /// The session or token of a request.
  private static func secret(of request: Request) throws -> Secret? {
    if let header = request.headers[.authorization] {
      let parts = header.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "bearer", let secret = Secret(parts[1]) else { throw Problem.credentialIsNone }
      return secret
    }
    guard let cookie = request.cookies[SessionRoutes.cookie] else { return nil }
    guard let secret = Secret(cookie.value) else { throw Problem.credentialIsNone }
    // Browsers send cookies whoever made the page that asks: what changes something must come from a page of ours.
    if request.method != .get, request.method != .head, !isOfSameOrigin(request) { throw Problem.foreignPage }
    return secret
  }

  private static func isOfSameOrigin(_ request: Request) -> Bool {
    if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" { return false }
    guard let origin = request.headers[.origin] else { return request.headers[.secFetchSite] != nil }
    return origin.split(separator: "/", maxSplits: 2).last.map(String.init) == request.head.authority
  }

  private func members(of request: Request) async throws -> [JSONValue.Member] {
    guard endpoint.body != nil else { return [] }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > endpoint.largestBody {
      throw Problem.tooLarge(endpoint.largestBody)
    }
    let buffer: ByteBuffer
    do { buffer = try await request.body.collect(upTo: endpoint.largestBody) } catch is NIOTooManyBytesError {
      throw Problem.tooLarge(endpoint.largestBody)
    }
    guard buffer.readableBytes > 0 else { return [] }
    guard let type = request.headers[.contentType].flatMap({ MediaType(from: $0) }), type.isType(.applicationJson) else {
      throw Problem.noJSON
    }
    let value: JSONValue
    do throws(JSONFault) {
      value = try buffer.withUnsafeReadableBytes { (bytes) throws(JSONFault) in try JSONParser.parse(bytes) }
    } catch {
      throw Problem(.badRequest, "malformed_json", error.message)
    }
    guard case .object(let members) = value else { throw Problem(.badRequest, "malformed_json", .noObject) }
    return members
  }
}

extension Problem {
  static let credentialIsNone = Problem(
    .unauthorized, "credential_invalid",
    Message(fr: "ce jeton ou cette session n’est pas valable", en: "this token or session is not valid"))
  static let foreignPage = Problem(
    .forbidden, "foreign_page", Message(fr: "la demande vient d’une page d’ailleurs", en: "the request comes from a page of another site"))
  static let noJSON = Problem(
    .unsupportedMediaType, "not_json",
    Message(fr: "le corps doit être du JSON (Content-Type: application/json)", en: "the body must be JSON (Content-Type: application/json)")
  )

  static let tookTooLong = Problem(
    .gatewayTimeout, "too_slow", Message(fr: "la réponse a pris trop de temps", en: "the answer took too long"))

  static func tooLarge(_ most: Int) -> Problem {
    Problem(
      .contentTooLarge, "too_large",
      Message(
        fr: "le corps dépasse \(Formats(language: .fr).integer(most)) octets",
        en: "the body exceeds \(Formats(language: .en).integer(most)) bytes"))
  }

  static func tooLittleAccess(_ access: Access) -> Problem {
    Problem(
      .forbidden, "access_insufficient",
      Message(
        fr: "il faut un accès en \(access.name.fr)", en: "this takes \(access.name.en) access"))
  }
}

extension Message {
  static let noObject = Message(fr: "le corps doit être un objet JSON", en: "the body must be a JSON object")
}
