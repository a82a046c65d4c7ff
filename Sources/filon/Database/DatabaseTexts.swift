import CRM
import Planning

extension Message {
  static let updateRemedy = Message(fr: "mettez filon à jour", en: "update filon")
  static let helpServer = Message(
    fr: "Le serveur privé et le schéma de la base.", en: "The private server and the schema of the database.")
  static let helpServerStart = Message(fr: "Démarre le serveur privé.", en: "Starts the private server.")
  static let helpServerStop = Message(fr: "Arrête le serveur privé.", en: "Stops the private server.")
  static let helpServerStatus = Message(
    fr: "Dit quelle base sert et où en est son schéma.", en: "Says which database is used and how its schema stands.")
  static let helpServerShell = Message(
    fr: "Ouvre psql sur la base, comme propriétaire\u{A0}; ce qui suit «\u{A0}--\u{A0}» lui est passé.",
    en: "Opens psql on the database, as its owner; what follows “--” is handed to it.")
  static let helpServerMigrate = Message(
    fr: "Met le schéma de la base à la version de ce programme.", en: "Brings the database schema to this program's version.")
  static let helpShellArguments = Message(fr: "Arguments de psql.", en: "Arguments of psql.")

  static let migrationPath = Message(fr: "Appliqué", en: "Applied")
  static let nothingToMigrate = Message(fr: "Le schéma est déjà à jour.", en: "The schema is up to date already.")

  /// The private server is asked for while another is named.
  static func serverNotOurs(_ name: String) -> Message {
    Message(
      fr: "\(name) désigne un autre serveur\u{A0}: filon ne démarre et n’arrête que son serveur privé",
      en: "\(name) names another server: filon starts and stops its private one only")
  }

  /// What to do then.
  static func serverNotOursRemedy(_ name: String) -> Message {
    Message(
      fr: "démarrez ou arrêtez ce serveur par ses propres outils, ou recommencez sans \(name)",
      en: "start or stop that server with its own tools, or try again without \(name)")
  }

  /// A program could not take this one's place.
  static func programNotRun(_ program: String, _ reason: String) -> Message {
    Message(fr: "impossible de lancer \(program)\u{A0}: \(reason)", en: "cannot run \(program): \(reason)")
  }
}
