import ArgumentParser
import CRM
import CRMServer
import Foundation
import Logging
import Postgres

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: say(.helpServe), discussion: say(.helpServeMore))

  @Option(help: ArgumentHelp(say(.helpServeHost)))
  var host: String?

  @Option(help: ArgumentHelp(say(.helpServePort)))
  var port: Int?

  @Flag(help: ArgumentHelp(say(.helpServeProxy)))
  var trustProxy = false

  @Option(help: ArgumentHelp(say(.helpServeCertificate)))
  var tlsCertificate: String?

  @Option(help: ArgumentHelp(say(.helpServeKey)))
  var tlsKey: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpLanguage)))
  var lang: Language?

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withConnection { connection in
      let all = try await connection.owner.withSession { try await Organizations.all($0) }
      if all.isEmpty { throw CRMError(.notFound, .noOrganizationYet, remedy: .initRemedy) }
      let logger = Logger(label: "filon", factory: { _ in JSONLog() })
      let configuration = try configuration(logger)
      // On one's own private server, whoever may start it is its owner.
      let owner = OwnersDoor(isOpen: connection.server != nil && all.count == 1)
      let server = Server(
        configuration, pool: connection.service, owner: owner, onlyOrganization: all.count == 1 ? all[0] : nil,
        logger: logger)
      let (host, secret, scheme) = (configuration.host, owner.shown, configuration.certificate == nil ? "http" : "https")
      try await server.run { port in
        let address = "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        let text = say(.listening(address)) + "\n" + (secret.map { say(.ownersLink("\(address)/sign-in?code=\($0)")) + "\n" } ?? "")
        try? write(text)
      }
    }
  }

  /// What the options say, else the environment, else the file of settings.
  private func configuration(_ logger: Logger) throws -> Server.Configuration {
    var configuration = Server.Configuration()
    configuration.version = Filon.configuration.version
    if let host = try host ?? Setting.host.value()?.text { configuration.host = host }
    let port = try port.map { Setting.Value(text: "\($0)", origin: "--port") } ?? Setting.port.value()
    if let port { configuration.port = try port.port() }
    configuration.trustsProxy = try trustProxy || Setting.trustProxy.value()?.isYes() ?? false
    let files = (try tlsCertificate ?? Setting.tlsCertificate.value()?.text, try tlsKey ?? Setting.tlsKey.value()?.text)
    switch files {
    case (let certificate?, let key?): configuration.certificate = try CertificateFiles(certificate: certificate, key: key, logger: logger)
    case (nil, nil): break
    case (nil, _?): throw CRMError(.usage, .bothTLSFiles, place: "--tls-certificate")
    case (_?, nil): throw CRMError(.usage, .bothTLSFiles, place: "--tls-key")
    }
    return configuration
  }
}

extension Message {
  fileprivate static let helpServeCertificate = Message(
    fr: "Fichier du certificat (PEM), avec ceux qui mènent à son autorité\u{A0}; relu quand il change.",
    en: "File of the certificate (PEM), with those that lead to its authority; read again when it changes.")
  fileprivate static let helpServeKey = Message(fr: "Fichier de sa clé privée (PEM).", en: "File of its private key (PEM).")
  fileprivate static let bothTLSFiles = Message(
    fr: "un certificat et sa clé vont ensemble", en: "a certificate and its key go together")
  fileprivate static let helpServe = Message(
    fr: "Répond par HTTP\u{A0}: l’API, pour des téléphones, des pages et des programmes.",
    en: "Answers over HTTP: the API, for phones, pages and programs.")
  fileprivate static let helpServeMore = Message(
    fr: """
      Sur le serveur privé, un lien à usage unique fait entrer le propriétaire de la machine, comme directeur. Les autres ont un compte\u{A0}: \
      «\u{A0}filon user add\u{A0}». La description de l’API est à l’adresse /openapi.json\u{A0}; /health, /ready et /metrics disent comment \
      va le service. Ctrl-C ou SIGTERM\u{A0}: ce qui a été demandé reçoit encore sa réponse. \
      Une option l’emporte sur la variable (FILON_HOST, FILON_PORT, FILON_TRUST_PROXY, FILON_TLS_CERTIFICATE, FILON_TLS_KEY), et celle-ci \
      sur le fichier («\u{A0}filon config\u{A0}»).
      """,
    en: """
      On the private server, a link for one use lets the owner of the machine in, as a director. Others have an account: “filon user add”. The \
      description of the API is at /openapi.json; /health, /ready and /metrics tell how the service is. Ctrl-C or SIGTERM: what was asked is \
      still answered. An option comes before the variable (FILON_HOST, FILON_PORT, FILON_TRUST_PROXY, FILON_TLS_CERTIFICATE, \
      FILON_TLS_KEY), and that before the file (“filon config”).
      """)
  fileprivate static let helpServeHost = Message(
    fr: "Adresse où écouter\u{A0}; sinon 127.0.0.1, cette machine seule.", en: "Address to listen at; else 127.0.0.1, this machine alone.")
  fileprivate static let helpServePort = Message(
    fr: "Port où écouter\u{A0}; sinon 8753, et 0 en prend un libre.", en: "Port to listen at; else 8753, and 0 takes a free one.")
  fileprivate static let helpServeProxy = Message(
    fr: "Croire X-Forwarded-For et X-Forwarded-Proto\u{A0}: le serveur n’est joignable que par un mandataire, qui fait le TLS.",
    en: "Believe X-Forwarded-For and X-Forwarded-Proto: the server can be reached through a proxy alone, which does TLS.")

  fileprivate static func listening(_ address: String) -> Message {
    Message(fr: "Filon répond à \(address) (Ctrl-C pour arrêter)", en: "Filon answers at \(address) (Ctrl-C to stop)")
  }

  fileprivate static func ownersLink(_ link: String) -> Message {
    Message(fr: "Pour entrer, une seule fois\u{A0}: \(link)", en: "To enter, once: \(link)")
  }
}
