import Accounts
import CRM
import Foundation
import HTTPTypes
import Hummingbird
import Postgres

/// One thing that can be asked: its address, what it takes, who may ask, and what answers.
struct Endpoint: Sendable {
  /// Who may ask.
  enum Admission: Sendable {
    case everybody
    case signedIn(Access)
  }

  let method: HTTPRequest.Method
  /// `/v1/conversations/{id}`
  let path: String
  let summary: Message
  let admission: Admission
  let query: [FieldDeclaration]
  /// Nil for what takes no body.
  let body: [FieldDeclaration]?
  /// Bytes of the body.
  let largestBody: Int
  let answer: @Sendable (Call) async throws -> Answer

  static let usualBody = 1 << 20

  /// Reads.
  static func get(
    _ path: String, _ summary: Message, _ query: [FieldDeclaration] = [], answer: @escaping @Sendable (Call) async throws -> Answer
  ) -> Endpoint {
    Endpoint(
      method: .get, path: path, summary: summary, admission: .signedIn(.read), query: query, body: nil, largestBody: 0, answer: answer)
  }

  /// Records or changes.
  static func post(
    _ path: String, _ summary: Message, _ body: [FieldDeclaration] = [], method: HTTPRequest.Method = .post, _ access: Access = .write,
    largestBody: Int = usualBody, answer: @escaping @Sendable (Call) async throws -> Answer
  ) -> Endpoint {
    Endpoint(
      method: method, path: path, summary: summary, admission: .signedIn(access), query: [], body: body, largestBody: largestBody,
      answer: answer)
  }
}

/// A request whose sender is known and whose words are read.
struct Call: Sendable {
  let server: ServiceContext
  let context: ServerContext
  let query: Input
  let body: Input

  /// What services are made with.
  ///
  /// - Throws: `Problem` where an endpoint that admits everybody asks for it.
  var scope: Scope {
    get throws { try signedIn.scope(on: server.pool) }
  }

  var signedIn: SignedIn {
    get throws {
      guard let signedIn = context.signedIn else { throw Problem.notSignedIn }
      return signedIn
    }
  }

  /// A part of the path as it was written.
  func text(_ name: String) throws -> String {
    guard let text = context.parameters.get(name)?.removingPercentEncoding, !text.unicodeScalars.contains("\0") else {
      throw Problem.noSuchPage
    }
    return text
  }

  /// A part of the path that is an id.
  ///
  /// - Throws: `Problem` not found: what is no id names nothing.
  func id<Kind>(_ name: String = "id") throws -> ID<Kind> {
    guard let id = ID<Kind>(try text(name)) else { throw Problem.noSuchPage }
    return id
  }
}

/// What is answered: a document, written as `filon … --format json` writes it.
struct Answer: Sendable {
  var status: HTTPResponse.Status
  let document: any Encodable & Sendable
  var headers: HTTPFields = [:]

  init(_ document: any Encodable & Sendable, status: HTTPResponse.Status = .ok) {
    self.document = document
    self.status = status
  }

  /// 201 for what was recorded, 200 for what was there already.
  init(_ document: any Encodable & Sendable, _ outcome: WriteOutcome) {
    self.init(document, status: outcome == .recorded ? .created : .ok)
  }

  /// The answer to a request.
  func response(to request: Request, in language: Language) throws -> Response {
    var headers = headers
    headers[.contentType] = "application/json"
    headers[.contentLanguage] = language.rawValue
    headers[.vary] = "Accept-Encoding, Accept-Language, Authorization, Cookie"
    // Figures and people's data stay with whoever asked.
    if headers[.cacheControl] == nil { headers[.cacheControl] = "private, no-store" }
    guard status != .noContent else { return Response(status: status, headers: headers) }
    let text = try JSONText.encode(document, in: language, isPretty: false)
    if GZip.isAccepted(request.headers[.acceptEncoding]), text.utf8.count >= GZip.least, let packed = GZip.packed(text) {
      headers[.contentEncoding] = "gzip"
      return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: packed))
    }
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

/// What all requests share.
struct ServiceContext: Sendable {
  let pool: Pool
  let signIn: SignIn
  let conversations: ConversationWriter
  let metrics: Metrics
  let owner: OwnersDoor
  /// Where there is one alone, nobody has to name it.
  let onlyOrganization: Organization?
}

extension Problem {
  static let notSignedIn = Problem(
    .unauthorized, "not_signed_in", Message(fr: "connectez-vous d’abord", en: "sign in first"),
    hint: Message(
      fr: "un jeton dans l’en-tête Authorization (Bearer), ou une session", en: "a token in the header Authorization (Bearer), or a session"
    ))
}
