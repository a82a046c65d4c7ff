import Accounts
import CRM
import HTTPTypes
import Hummingbird
import Markup

/// The page behind the link of `filon serve`: it asks, so that a browser that looks at addresses ahead uses no code up.
enum SignInPage {
  @Sendable static func show(_ request: Request, _ context: ServerContext) throws -> Response {
    let code = try Input(try URLForm.members(request.uri.query ?? ""), [Field.code.declaration])[.code]
    return Page.response(.signInTitle, in: context.language) { page in
      page.element("form", ["method": "post", "action": "/sign-in"]) { form in
        form.element("input", ["type": "hidden", "name": "code", "value": code ?? ""])
        form.element("button", ["autofocus": ""], Message.enter.text(in: context.language))
      }
    }
  }

  static func enter(_ server: ServiceContext) -> @Sendable (Request, ServerContext) async throws -> Response {
    { request, context in
      let code = try await form(of: request, [Field.code.declaration])[.code] ?? ""
      guard let organization = server.onlyOrganization, server.owner.opens(to: code) else {
        return Page.response(.codeUsed, in: context.language, status: .forbidden) {
          $0.element("p", Message.codeUsedRemedy.text(in: context.language))
        }
      }
      return entered(try await server.signIn.signInOwner(of: organization), context)
    }
  }

  /// The page behind `filon user link`: a password of one's own.
  @Sendable static func showPassword(_ request: Request, _ context: ServerContext) throws -> Response {
    let link = try Input(try URLForm.members(request.uri.query ?? ""), [Field.link.declaration])[.link]
    return passwordPage(link: link ?? "", context)
  }

  static func setPassword(_ server: ServiceContext) -> @Sendable (Request, ServerContext) async throws -> Response {
    { request, context in
      let form = try await form(of: request, [Field.link.declaration, Field.password.declaration])
      let link = try form[.link] ?? ""
      do {
        guard let secret = Secret(link) else { throw CRMError(.denied, .linkUnreadable) }
        return entered(try await server.signIn.setPassword(try form[.password] ?? "", by: secret), context)
      } catch let error as CRMError where [.denied, .invalid].contains(error.kind) {
        return passwordPage(link: link, error: error.message, context)
      }
    }
  }

  private static func form(of request: Request, _ fields: [FieldDeclaration]) async throws -> Input {
    try Input(try URLForm.members(String(buffer: try await request.body.collect(upTo: 4096))), fields)
  }

  private static func passwordPage(link: String, error: Message? = nil, _ context: ServerContext) -> Response {
    let text = { (message: Message) in message.text(in: context.language) }
    return Page.response(.passwordTitle, in: context.language, status: error == nil ? .ok : .unprocessableContent) { page in
      if let error { page.element("p", ["role": "alert"], text(error)) }
      page.element("form", ["method": "post", "action": "/password"]) { form in
        form.element("input", ["type": "hidden", "name": "link", "value": link])
        form.element("label") { label in
          label.write(text(.passwordLabel) + " ")
          label.element(
            "input", ["type": "password", "name": "password", "autocomplete": "new-password", "required": "", "autofocus": ""])
        }
        form.element("button", text(.choose))
      }
    }
  }

  private static func entered(_ secret: Secret, _ context: ServerContext) -> Response {
    Response(
      status: .seeOther,
      headers: [
        .location: "/docs", .setCookie: SessionRoutes.setting(secret, isSecure: context.isSecure), .cacheControl: "no-store",
      ])
  }
}

extension Field<String> {
  fileprivate static let code = text("code", .enter, atMost: 100)
}

extension Message {
  fileprivate static let signInTitle = Message(fr: "Entrer dans Filon", en: "Enter Filon")
  fileprivate static let enter = Message(fr: "Entrer", en: "Enter")
  fileprivate static let passwordTitle = Message(fr: "Choisissez votre mot de passe", en: "Set your password")
  fileprivate static let passwordLabel = Message(fr: "Mot de passe, huit caractères au moins", en: "Password, eight characters at least")
  fileprivate static let choose = Message(fr: "Choisir", en: "Set")
  fileprivate static let codeUsed = Message(fr: "Ce lien a servi", en: "This link was used")
  fileprivate static let codeUsedRemedy = Message(
    fr: "Relancez «\u{A0}filon serve\u{A0}»\u{A0}: il en donne un autre.", en: "Start “filon serve” again: it gives another one.")
}
