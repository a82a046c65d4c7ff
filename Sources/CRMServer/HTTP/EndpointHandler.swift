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
  let deadlines: Deadlines

  @Sendable func respond(_ request: Request, _ context: ServerContext) async throws -> Response {
    try await deadlines.run { try await answer(request, context) }
  }

  private func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
    var context = context
    if let secret = try Self.secret(of: request) {
      guard let signedIn = try await server.signIn.identity(of: secret) else { throw Problem.credentialIsNone }
      context.signedIn = signedIn
      if request.headers[.acceptLanguage] == nil { context.language = signedIn.organization.language }
    }
    do {
      return try await answer(request, as: context)
    } catch {
      // In the language that the answer would have had.
      return Problem(any: error, context.logger).response(in: context.language, requestID: context.requestID)
    }
  }

  private func answer(_ request: Request, as context: ServerContext) async throws -> Response {
    if case .signedIn(let access) = endpoint.admission {
      guard let signedIn = context.signedIn else { throw Problem.notSignedIn }
      guard signedIn.access >= access else { throw Problem.tooLittleAccess(access) }
    }
    let content = try await RequestContent(of: request, endpoint.content)
    defer { content.remove() }
    let query = try Input(try URLForm.members(request.uri.query ?? ""), endpoint.query)
    var call = Call(
      server: server, context: context, query: query, body: try Input(try members(of: content, request), endpoint.content.fields))
    call.file = content.file
    call.areLines = areLines(request)
    guard request.method == .post, let key = request.headers[.idempotencyKey], let signedIn = context.signedIn else {
      return try await answer(call).response(to: request, in: context.language)
    }
    return try await answerOnce(try IdempotentRequest(key: key, digest: content.digest, by: signedIn), call, request)
  }

  private func answer(_ call: Call) async throws -> Answer {
    var answer = try await endpoint.answer(call)
    if endpoint.method == .get, let names = try call.query[.fields] { answer.selection = JSONSelection(names: names) }
    if endpoint.isAudited, let signedIn = call.context.signedIn {
      let named = call.context.parameters.get("id").flatMap { UUID(uuidString: $0) }
      for objectID in answer.objectIDs.isEmpty ? [named] : answer.objectIDs.map(Optional.some) {
        server.audit.record(AuditEvent(endpoint.name, of: objectID, by: signedIn, requestID: call.context.requestID))
      }
    }
    return answer
  }

  /// Answers a request that came under a key, or says again what was answered.
  private func answerOnce(_ repeatable: IdempotentRequest, _ call: Call, _ request: Request) async throws -> Response {
    var call = call
    switch try await server.idempotentRequests.admit(repeatable) {
    case .inFlight: throw Problem.keyInFlight
    case .ofOtherContent: throw Problem.keyOfOtherContent
    case .answered(let status, let text):
      return Answer.response(
        to: request, in: call.context.language, HTTPResponse.Status(code: status), text, [.idempotentReplayed: "true"])
    case .toAnswer(let entryID): call.entryID = entryID
    }
    do {
      let answer = try await answer(call)
      let text = try answer.text(in: call.context.language)
      try await server.idempotentRequests.keep(status: answer.status.code, text: text, of: repeatable)
      return Answer.response(to: request, in: call.context.language, answer.status, text, answer.headers)
    } catch {
      let problem = Problem(any: error, call.context.logger)
      // Whether the sender is still there or not: a key that is not let go of would be refused for as long as it is claimed.
      let (server, isRefusal) = (server, problem.status.kind == .clientError)
      try? await Task { try await isRefusal ? server.idempotentRequests.refused(repeatable) : server.idempotentRequests.failed(repeatable) }
        .value
      throw problem
    }
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

  private func areLines(_ request: Request) -> Bool {
    endpoint.lines != nil && request.headers[.contentType]?.hasPrefix("application/x-ndjson") == true
  }

  private func members(of content: RequestContent, _ request: Request) throws -> [JSONValue.Member] {
    let buffer = content.buffer
    guard buffer.readableBytes > 0 else { return [] }
    if areLines(request), let list = endpoint.lines {
      // A line that is none is answered in its place.
      let rows = String(buffer: buffer).split(separator: "\n").map { JSONValue(String($0)) ?? .null }
      return [JSONValue.Member(name: list, value: .array(rows))]
    }
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

extension HTTPField.Name {
  static let idempotencyKey = token("Idempotency-Key")
  static let idempotentReplayed = token("Idempotent-Replayed")
}

extension Problem {
  fileprivate static let keyInFlight = Problem(
    .conflict, "idempotency_key_in_flight",
    Message(fr: "la même demande est en train d’être traitée", en: "the same request is being answered"), retryAfter: 1)
  fileprivate static let keyOfOtherContent = Problem(
    .unprocessableContent, "idempotency_key_reused",
    Message(fr: "cette clé Idempotency-Key a servi à une autre demande", en: "this Idempotency-Key was used for another request"),
    hint: Message(fr: "une clé par demande", en: "one key for each request"))
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
