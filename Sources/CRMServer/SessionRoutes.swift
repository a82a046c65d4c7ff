import Accounts
import CRM
import Foundation
import HTTPTypes
import Hummingbird
import Postgres

/// Signing in and out.
enum SessionRoutes {
  /// The name of the cookie that holds a session.
  static let cookie = "filon_session"

  static let endpoints: [Endpoint] = [
    Endpoint(
      method: .post, path: "/v1/sessions", summary: Message(fr: "Ouvrir une session", en: "Sign in"), admission: .everybody, query: [],
      content: .json(
        [Field.organization.declaration, Field.email.declaration.required, Field.password.declaration.required], atMost: 4096)
    ) { call in
      let organization = try call.organization(named: try call.body[.organization])
      do {
        let secret = try await call.server.signIn.signIn(
          organization: organization, email: try call.body.required(.email), password: try call.body.required(.password),
          from: call.context.address)
        return try await call.opened(secret)
      } catch let error as CRMError where error.kind == .denied {
        throw Problem(.unauthorized, "wrong_password", error.message)
      } catch let throttled as Throttle.TooMany {
        throw Problem(.tooManyRequests, "too_many_attempts", .tooManyAttempts, retryAfter: throttled.retryAfter)
      }
    },
    Endpoint(
      method: .post, path: "/v1/sessions/password",
      summary: Message(fr: "Choisir un mot de passe par un lien", en: "Set a password by a link"),
      admission: .everybody, query: [],
      content: .json([Field.link.declaration.required, Field.password.declaration.required], atMost: 4096)
    ) { call in
      guard let link = Secret(try call.body.required(.link)) else { throw Problem(.forbidden, "denied", .linkUnreadable) }
      return try await call.opened(try await call.server.signIn.setPassword(try call.body.required(.password), by: link))
    },
    .get("/v1/session", Message(fr: "Qui l’on est", en: "Who one is"), isAudited: false) { call in
      Answer(SessionDocument(try call.signedIn))
    },
    .post("/v1/session", Message(fr: "Fermer la session", en: "Sign out"), method: .delete, .read) { call in
      try await call.server.signIn.signOut(try call.signedIn)
      var answer = Answer(Empty(), status: .noContent)
      answer.headers[.setCookie] = setting(nil, isSecure: call.context.isSecure)
      return answer
    },
  ]
}

/// Who is signed in, and how far that reaches.
struct SessionDocument: Encodable, Sendable {
  let organization: Organization
  @Nullable private(set) var userID: User.ID?
  let name: String
  let role: Role
  @Nullable private(set) var salespersonID: Salesperson.ID?
  let access: Access
  @Nullable private(set) var expiresAt: Instant?

  init(_ signedIn: SignedIn) {
    organization = signedIn.organization
    userID = signedIn.userID
    name = signedIn.name
    role = signedIn.identity.role
    salespersonID = signedIn.identity.salespersonID
    access = signedIn.access
    expiresAt = signedIn.expiresAt
  }
}

/// Nothing to say.
struct Empty: Encodable, Sendable {}

extension Call {
  /// The organization that is meant: without a name, the only one that there is.
  ///
  /// - Throws: `Problem` for a name that is needed. An organization that is not there is found out with the password, not before.
  fileprivate func organization(named name: String?) throws -> String {
    if let name { return name }
    guard let only = server.onlyOrganization?.slug else {
      throw Problem(.badRequest, "missing_field", .missingField("organization"), field: "organization")
    }
    return only
  }

  /// The answer that carries a new session.
  fileprivate func opened(_ secret: Secret) async throws -> Answer {
    guard let signedIn = try await server.signIn.identity(of: secret) else { throw Problem.credentialIsNone }
    var answer = Answer(SessionDocument(signedIn), status: .created)
    answer.headers[.setCookie] = SessionRoutes.setting(secret, isSecure: context.isSecure)
    return answer
  }
}

extension SessionRoutes {
  /// The header that gives a browser a session, or takes it away.
  static func setting(_ secret: Secret?, isSecure: Bool) -> String {
    let seconds = secret == nil ? 0 : Int(Credential.session.components.seconds)
    return Cookie(
      name: cookie, value: secret?.text ?? "", maxAge: seconds, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax
    ).description
  }
}

extension Field<String> {
  fileprivate static let organization = text(
    "organization",
    Message(fr: "Nom court de l’organisation, s’il y en a plusieurs.", en: "Short name of the organization, where there are several."),
    atMost: 63)
  fileprivate static let email = text("email", Message(fr: "Adresse e-mail.", en: "E-mail address."), atMost: 254)
  static let password = text("password", Message(fr: "Mot de passe.", en: "Password."), atMost: 256)
  static let link = text(
    "link", Message(fr: "Ce qui suit «\u{A0}link=\u{A0}» dans le lien.", en: "What follows “link=” in the link."), atMost: 100)
}

extension Message {
  fileprivate static let tooManyAttempts = Message(
    fr: "trop d’essais manqués\u{A0}: attendez avant le prochain", en: "too many attempts failed: wait before the next one")
  static let linkUnreadable = Message(fr: "ce lien est incomplet", en: "this link is incomplete")
}
