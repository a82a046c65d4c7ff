import CRM
import Planning

extension Message {
  static let serverColumn = Message(fr: "Serveur", en: "Server")
  static let serverNamedBy = Message(fr: "Désigné par", en: "Named by")
  static let serverVersion = Message(fr: "PostgreSQL", en: "PostgreSQL")
  static let serverProcess = Message(fr: "Processus", en: "Process")
  static let serverData = Message(fr: "Données", en: "Data")
  static let serverBytes = Message(fr: "Octets", en: "Bytes")
  static let serverSocket = Message(fr: "Socket", en: "Socket")
  static let serverSchema = Message(fr: "Schéma", en: "Schema")

  static let serverPrivate = Message(fr: "privé", en: "private")
  static let serverConfigured = Message(fr: "désigné", en: "configured")
  static let serverRunning = Message(fr: "en marche", en: "running")
  static let serverStopped = Message(fr: "arrêté", en: "stopped")
  static let serverNotCreated = Message(fr: "pas encore créé", en: "not created yet")
  static let schemaStateCurrent = Message(fr: "à jour", en: "up to date")
  static let schemaStateBehind = Message(fr: "plus ancien que ce programme", en: "older than this program")
  static let schemaStatePending = Message(fr: "mis à jour au prochain usage", en: "brought up to date at the next use")
  static let schemaStateAhead = Message(fr: "plus récent que ce programme", en: "newer than this program")
}
