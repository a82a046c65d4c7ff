import Foundation
import Postgres

extension Message {
  static let viewersOnlyRead = Message(fr: "un lecteur n'enregistre rien", en: "a viewer records nothing")
  static let rightsRefused = Message(
    fr: "vos droits ne permettent pas cette opération", en: "your rights do not allow this")

  /// What a check constraint says of the value it refused.
  static func ruleBroken(_ constraint: String) -> Message {
    switch constraint {
    case "salesperson_active":
      Message(fr: "la fin d'activité n'est pas après son début", en: "the end of activity is not after its beginning")
    case "salesperson_trained":
      Message(fr: "la fin de la formation n'est pas après son début", en: "the end of the training is not after its beginning")
    default:
      TextLimit.all[constraint]?.message
        ?? Message(fr: "une valeur enfreint la règle « \(constraint) »", en: "a value breaks the rule “\(constraint)”")
    }
  }

  static func alreadyThere(_ constraint: String) -> Message {
    Message(fr: "existe déjà (règle « \(constraint) »)", en: "already exists (rule “\(constraint)”)")
  }

  static func missingReference(_ constraint: String) -> Message {
    if ["_salesperson_fk", "_companion_fk"].contains(where: constraint.hasSuffix) { return .refusal("salesperson") }
    return Message(
      fr: "ce qui est désigné n'existe pas (règle « \(constraint) »)", en: "what is named does not exist (rule “\(constraint)”)")
  }

  static let numberTooLarge = Message(fr: "un nombre est trop grand", en: "a number is too large")
  static let diskFull = Message(
    fr: "le disque du serveur est plein ; rien n'a été enregistré", en: "the server's disk is full; nothing was recorded")
  static let freeDiskSpace = Message(fr: "libérez de la place, puis recommencez", en: "free some space, then try again")
  static let statementTimeout = Message(fr: "la requête a dépassé le temps permis", en: "the query took longer than allowed")

  static func databaseUnreachable(_ detail: String) -> Message {
    Message(fr: "la base de données ne répond pas : \(detail)", en: "the database cannot be reached: \(detail)")
  }

  static func clockNotSet(_ now: Instant) -> Message {
    Message(
      fr: "l'horloge de cette machine indique le \(Formats(language: .fr).day(now.utc.day)) : elle n'est pas à l'heure",
      en: "the clock of this machine says \(Formats(language: .en).day(now.utc.day)): it is not set")
  }

  static let setClock = Message(fr: "mettez-la à l'heure, puis recommencez", en: "set it, then try again")

  static let connectionLost = Message(
    fr: "la base de données s'est arrêtée ou a coupé la connexion pendant l'opération",
    en: "the database stopped or broke the connection off while it worked")
  static let askAgainAfterLoss = Message(
    fr: "rien n'est à moitié enregistré : relancez la commande", en: "nothing is half recorded: run the command again")

  // Once a commit was sent, whoever waits for its answer in vain does not know what became of it.
  static let commitInDoubt = Message(
    fr: "la base de données n'a pas confirmé l'enregistrement : on ne sait pas s'il a eu lieu",
    en: "the database has not confirmed what it was recording: whether it is recorded is not known")
  public static let lookBeforeAskingAgain = Message(
    fr: "voyez d'abord si c'est fait, et sinon relancez la commande", en: "see first whether it is done, and if not run the command again")

  /// An entry that may be recorded again under its id.
  static func repeatWithID(_ id: UUID) -> Message {
    let id = id.uuidString.lowercased()
    return Message(
      fr: "relancez la même commande avec --id \(id) : elle n'enregistre rien deux fois",
      en: "run the same command again with --id \(id): it records nothing twice")
  }

  /// A fact whose command takes no id, and the list it would stand in.
  static func lookForID(_ id: UUID, _ list: String) -> Message {
    let id = id.uuidString.lowercased()
    return Message(
      fr: "cherchez \(id) dans « \(list) » : s'il n'y est pas, relancez la commande",
      en: "look for \(id) in “\(list)”: if it is not there, run the command again")
  }

  /// What comes to the same, done twice.
  static let askAgainSafely = Message(
    fr: "relancez la même commande : ce qui serait déjà fait n'est pas fait deux fois",
    en: "run the same command again: what is done already is not done twice")

  static let checkDatabase = Message(
    fr: "vérifiez que le serveur tourne et que --database, FILON_DATABASE_URL ou PG* le désignent",
    en: "check that the server runs and that --database, FILON_DATABASE_URL or PG* name it")

  static func databaseFailed(_ detail: String) -> Message {
    Message(fr: "la base de données a refusé : \(detail)", en: "the database refused: \(detail)")
  }
}
