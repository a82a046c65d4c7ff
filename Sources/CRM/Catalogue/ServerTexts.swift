// A text says by itself what it is.

// What `filon db` says.
extension Message {
  public static let helpServer = Message(
    fr: "Le serveur privé et le schéma de la base.", en: "The private server and the schema of the database.")
  public static let helpServerStart = Message(fr: "Démarre le serveur privé.", en: "Starts the private server.")
  public static let helpServerStop = Message(fr: "Arrête le serveur privé.", en: "Stops the private server.")
  public static let helpServerStatus = Message(
    fr: "Dit quelle base sert et où en est son schéma.", en: "Says which database is used and how its schema stands.")
  public static let helpServerShell = Message(
    fr: "Ouvre psql sur la base, comme propriétaire ; ce qui suit « -- » lui est passé.",
    en: "Opens psql on the database, as its owner; what follows “--” is handed to it.")
  public static let helpServerMigrate = Message(
    fr: "Met le schéma de la base à la version de ce programme.", en: "Brings the database schema to this program's version.")
  public static let helpShellArguments = Message(fr: "Arguments de psql.", en: "Arguments of psql.")

  public static let serverColumn = Message(fr: "Serveur", en: "Server")
  public static let serverState = Message(fr: "État", en: "State")
  public static let serverNamedBy = Message(fr: "Désigné par", en: "Named by")
  public static let serverVersion = Message(fr: "PostgreSQL", en: "PostgreSQL")
  public static let serverProcess = Message(fr: "Processus", en: "Process")
  public static let serverData = Message(fr: "Données", en: "Data")
  public static let serverBytes = Message(fr: "Octets", en: "Bytes")
  public static let serverSocket = Message(fr: "Socket", en: "Socket")
  public static let serverSchema = Message(fr: "Schéma", en: "Schema")

  public static let serverPrivate = Message(fr: "privé", en: "private")
  public static let serverConfigured = Message(fr: "désigné", en: "configured")
  public static let serverRunning = Message(fr: "en marche", en: "running")
  public static let serverStopped = Message(fr: "arrêté", en: "stopped")
  public static let serverNotCreated = Message(fr: "pas encore créé", en: "not created yet")
  public static let schemaStateCurrent = Message(fr: "à jour", en: "up to date")
  public static let schemaStateBehind = Message(fr: "plus ancien que ce programme", en: "older than this program")
  public static let schemaStatePending = Message(fr: "mis à jour au prochain usage", en: "brought up to date at the next use")
  public static let schemaStateAhead = Message(fr: "plus récent que ce programme", en: "newer than this program")

  public static let migrationPath = Message(fr: "Appliqué", en: "Applied")
  public static let nothingToMigrate = Message(fr: "Le schéma est déjà à jour.", en: "The schema is up to date already.")

  /// The private server is asked for while another is named.
  public static func serverNotOurs(_ name: String) -> Message {
    Message(
      fr: "\(name) désigne un autre serveur : filon ne démarre et n'arrête que son serveur privé",
      en: "\(name) names another server: filon starts and stops its private one only")
  }

  /// What to do then.
  public static func serverNotOursRemedy(_ name: String) -> Message {
    Message(
      fr: "démarrez ou arrêtez ce serveur par ses propres outils, ou recommencez sans \(name)",
      en: "start or stop that server with its own tools, or try again without \(name)")
  }

  /// A program could not take this one's place.
  public static func programNotRun(_ program: String, _ reason: String) -> Message {
    Message(fr: "impossible de lancer \(program) : \(reason)", en: "cannot run \(program): \(reason)")
  }

  /// A migration of a newer program.
  public static func migrationUnknown(_ path: String) -> Message {
    Message(fr: "la base a été migrée par un filon plus récent (\(path))", en: "the database was migrated by a newer filon (\(path))")
  }

  /// A migration with another text.
  public static func migrationEdited(_ path: String) -> Message {
    Message(fr: "\(path) a été appliqué à cette base avec un autre texte", en: "\(path) was applied to this database with another text")
  }

  public static let migrationEditedRemedy = Message(
    fr: "rétablissez ce fichier et ajoutez une nouvelle migration, ou prenez le filon qui a créé cette base",
    en: "restore that file and add a new migration, or use the filon that made this database")
}
