import CRM
import HTTPTypes
import Hummingbird
import Logging

/// What stopped a request, as RFC 9457 writes it: for programs a status and a code that stays, for people a sentence in their language.
struct Problem: Error {
  let status: HTTPResponse.Status
  /// In snake_case; the kinds of `CRMError` and those of HTTP.
  let code: String
  let message: Message
  var hint: Message?
  /// The name in the body or the query that it is about.
  var field: String?
  /// Seconds after which asking again makes sense.
  var retryAfter: Int?
  /// The methods that the address takes.
  var allowed: String?

  init(
    _ status: HTTPResponse.Status, _ code: String, _ message: Message, hint: Message? = nil, field: String? = nil, retryAfter: Int? = nil
  ) {
    (self.status, self.code, self.message, self.hint, self.field, self.retryAfter) = (status, code, message, hint, field, retryAfter)
  }

  /// What the service module refused.
  init(_ error: CRMError) {
    let status: HTTPResponse.Status =
      switch error.kind {
      case .usage: .badRequest
      case .notFound: .notFound
      case .ambiguous, .conflict: .conflict
      case .denied: .forbidden
      case .invalid: .unprocessableContent
      case .unavailable, .inDoubt: .serviceUnavailable
      case .failed: .internalServerError
      }
    // What the database said of a failure is for the log of the server alone.
    let message = error.kind == .failed ? .internalFailure : error.message
    self.init(status, error.kind.rawValue, message)
    if error.kind != .failed { hint = error.remedy.flatMap { $0.namesACommand ? nil : $0 } }
    // Places of the command line are its options.
    field = error.place.flatMap { $0.hasPrefix("--") ? String($0.dropFirst(2)).replacing("-", with: "_") : nil }
    retryAfter = error.kind == .unavailable ? 1 : nil
  }

  /// What stopped it, whatever that is; what nobody can mend but who runs the server is logged.
  init(any error: any Error, _ logger: Logger) {
    switch error {
    case let problem as Problem: self = problem
    case let error as CRMError:
      if error.kind == .failed { logger.error("failed", metadata: ["error": "\(error)"]) }
      self.init(error)
    case let error as any HTTPResponseError:
      self =
        error.status == .notFound ? .noSuchPage : Problem(error.status, "http_\(error.status.code)", .verbatim(error.status.reasonPhrase))
    default:
      logger.error("failed", metadata: ["error": "\(error)"])
      self.init(.internalServerError, "failed", .internalFailure)
    }
  }

  private struct Document: Encodable {
    let type: String
    let title: String
    let status: Int
    let code: String
    let detail: Message
    @Nullable var field: String?
    @Nullable var hint: Message?
    let requestID: String
  }

  /// The answer.
  func response(in language: Language, requestID: String) -> Response {
    let document = Document(
      type: "about:blank", title: status.reasonPhrase, status: status.code, code: code, detail: message, field: field, hint: hint,
      requestID: requestID)
    var headers: HTTPFields = [.contentType: "application/problem+json", .contentLanguage: language.rawValue, .cacheControl: "no-store"]
    if let retryAfter { headers[.retryAfter] = String(retryAfter) }
    if let allowed { headers[.allow] = allowed }
    if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer realm=\"filon\"" }
    let text = (try? JSONText.encode(document, in: language, isPretty: false)) ?? "{}"
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}

extension Problem {
  static let noSuchPage = Problem(
    .notFound, "not_found", Message(fr: "il n’y a rien à cette adresse", en: "there is nothing at this address"))
}

extension Message {
  /// Whether it tells what to type at a shell: of no use to whoever sent a request.
  fileprivate var namesACommand: Bool { en.contains("filon ") || en.contains("--") }

  fileprivate static let internalFailure = Message(
    fr: "le serveur n’a pas pu répondre\u{A0}; son journal dit pourquoi, sous l’identifiant de la requête",
    en: "the server could not answer; its log says why, under the id of the request")
}
