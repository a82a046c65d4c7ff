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

  /// What a request carries beside its address.
  enum Content: Sendable {
    case nothing
    /// An object of these fields, in at most so many bytes.
    case json([FieldDeclaration], atMost: Int)
    /// A file as it is.
    case file(atMost: Int)

    /// The fields of its object.
    var fields: [FieldDeclaration] { if case .json(let fields, _) = self { fields } else { [] } }
    /// In bytes.
    var most: Int {
      switch self {
      case .nothing: 0
      case .json(_, let most), .file(let most): most
      }
    }
  }

  let method: HTTPRequest.Method
  /// `/v1/conversations/{id}`
  let path: String
  let summary: Message
  let admission: Admission
  let query: [FieldDeclaration]
  let content: Content
  /// Whether an answer leaves an event: what changes something or shows personal data.
  var isAudited = true
  /// A body that a company takes as it is.
  private(set) var example: String?
  /// The list of its body whose items may also come a line each.
  private(set) var lines: String?
  /// The media type of its answers.
  private(set) var answerType = "application/json"
  let answer: @Sendable (Call) async throws -> Answer

  /// As people and events name it: `POST /v1/sales/{id}/refund`.
  var name: String { "\(method.rawValue) \(path)" }

  /// The same with a body that shows how it is asked.
  func example(_ body: String) -> Endpoint {
    var endpoint = self
    endpoint.example = body
    return endpoint
  }

  /// The same, where the items of a list may come a line each (`application/x-ndjson`), and are answered so.
  func takingLines(of list: String) -> Endpoint {
    var endpoint = self
    endpoint.lines = list
    return endpoint
  }

  /// The same with answers of another media type.
  func answering(_ type: String) -> Endpoint {
    var endpoint = self
    endpoint.answerType = type
    return endpoint
  }

  /// Bytes of an object.
  static let usualBody = 1 << 20
  /// Bytes of a file.
  static let largestFile = 256 << 20

  /// Reads.
  ///
  /// - Parameter isAudited: Whether what it shows is personal.
  static func get(
    _ path: String, _ summary: Message, _ query: [FieldDeclaration] = [], isAudited: Bool = true, _ access: Access = .read,
    answer: @escaping @Sendable (Call) async throws -> Answer
  ) -> Endpoint {
    Endpoint(
      method: .get, path: path, summary: summary, admission: .signedIn(access), query: query + [Field.fields.declaration],
      content: .nothing, isAudited: isAudited, answer: answer)
  }

  /// Records or changes.
  static func post(
    _ path: String, _ summary: Message, _ body: [FieldDeclaration] = [], method: HTTPRequest.Method = .post, _ access: Access = .write,
    largestBody: Int = usualBody, answer: @escaping @Sendable (Call) async throws -> Answer
  ) -> Endpoint {
    Endpoint(
      method: method, path: path, summary: summary, admission: .signedIn(access), query: [], content: .json(body, atMost: largestBody),
      answer: answer)
  }

  /// Takes a file; the query says what to do with it.
  static func file(
    _ path: String, _ summary: Message, _ query: [FieldDeclaration], method: HTTPRequest.Method = .post, _ access: Access = .admin,
    atMost largest: Int = largestFile, answer: @escaping @Sendable (Call) async throws -> Answer
  ) -> Endpoint {
    Endpoint(
      method: method, path: path, summary: summary, admission: .signedIn(access), query: query, content: .file(atMost: largest),
      answer: answer)
  }
}

/// A request whose sender is known and whose words are read.
struct Call: Sendable {
  let server: ServiceContext
  let context: ServerContext
  let query: Input
  let body: Input
  /// The file that came with the request, there until it is answered.
  var file: URL?
  /// Whether the items came a line each.
  var areLines = false
  /// The id that goes with the request's idempotency key.
  var entryID: UUID?

  /// The id of what is recorded, where the sender chose one: by the body, or by a key of idempotency. Sent again, it is the same.
  func ownID<Kind>() throws -> ID<Kind>? { try body[.own()] ?? entryID.map { ID($0) } }

  /// Now; of a request under a key of idempotency the same each time, so that what it records is the same.
  var instant: Instant {
    guard let entryID else { return .now }
    let milliseconds = withUnsafeBytes(of: entryID.uuid) { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) >> 16 }
    return Instant(unixMicroseconds: Int64(milliseconds) * 1000)
  }

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

/// What is answered: a document, written as `filon … --format json` writes it, or a file.
struct Answer: Sendable {
  private enum Content: Sendable {
    case document(any Encodable & Sendable)
    case file(String)
  }

  var status: HTTPResponse.Status
  private let content: Content
  var headers: HTTPFields = [:]
  /// What was recorded or changed beside what the address names.
  var objectIDs: [UUID] = []

  init(_ document: any Encodable & Sendable, status: HTTPResponse.Status = .ok) {
    content = .document(document)
    self.status = status
  }

  /// The text of a file of a media type.
  init(file text: String, type: String) {
    content = .file(text)
    status = .ok
    headers[.contentType] = type
  }

  /// 201 for what was recorded, 200 for what was there already.
  init<Kind>(_ document: any Encodable & Sendable, _ outcome: WriteOutcome, of id: ID<Kind>) {
    self.init(document, status: outcome == .recorded ? .created : .ok)
    objectIDs = [id.uuid]
  }

  /// The members of it that are wanted; all of them when nil.
  var selection: JSONSelection?

  /// Its text.
  func text(in language: Language) throws -> String {
    if status == .noContent { return "" }
    return switch content {
    case .document(let document):
      if let selection, let whole = JSONValue(try JSONText.encode(document, in: language, isPretty: false)) {
        try selection.of(whole).text + "\n"
      } else {
        try JSONText.encode(document, in: language, isPretty: false)
      }
    case .file(let text): text
    }
  }

  /// The answer to a request.
  func response(to request: Request, in language: Language) throws -> Response {
    Self.response(to: request, in: language, status, try text(in: language), headers)
  }

  /// An answer of which the text is made.
  static func response(
    to request: Request, in language: Language, _ status: HTTPResponse.Status, _ text: String, _ headers: HTTPFields = [:]
  ) -> Response {
    var headers = headers
    if headers[.contentType] == nil { headers[.contentType] = "application/json" }
    headers[.contentLanguage] = language.rawValue
    headers[.vary] = "Accept-Encoding, Accept-Language, Authorization, Cookie"
    // Figures and people's data stay with whoever asked.
    if headers[.cacheControl] == nil { headers[.cacheControl] = "private, no-store" }
    guard status != .noContent else { return Response(status: status, headers: headers) }
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
  let idempotentRequests: IdempotentRequests
  let audit: AuditLog
  /// Where there is one alone, nobody has to name it.
  let onlyOrganization: Organization?
}

extension Field<[String]> {
  static let fields = words(
    "fields",
    Message(
      fr: "Les membres voulus, entre virgules\u{A0}: ceux des éléments d’une liste, ou du document.",
      en: "The members wanted, separated by commas: of a list's items, or of the document."))

  /// Texts between commas.
  static func words(_ name: String, _ about: Message) -> Field {
    // Written in an address, which has its limit too.
    let text = Field<String>.text(name, about, atMost: 500)
    return Field(name, text.declaration.schema, about) { value in
      try text.read(value).split(separator: ",").map { String($0.trimmed) }.filter { !$0.isEmpty }
    }
  }
}

extension Problem {
  static let notSignedIn = Problem(
    .unauthorized, "not_signed_in", Message(fr: "connectez-vous d’abord", en: "sign in first"),
    hint: Message(
      fr: "un jeton dans l’en-tête Authorization (Bearer), ou une session", en: "a token in the header Authorization (Bearer), or a session"
    ))
}
