import Foundation
import Postgres

extension Message {
  /// A fact was voided, or had been before, and what of it stands all the same.
  package static func voided(_ voiding: Voiding) -> Message {
    let lines = [outcome(of: voiding)] + voiding.remaining.map(stands)
    return Message(fr: lines.map(\.fr).joined(separator: "\n"), en: lines.map(\.en).joined(separator: "\n"))
  }

  private static func stands(_ remaining: Voiding.Remaining) -> Message {
    let id = remaining.id
    return switch remaining.kind {
    case .sale:
      Message(
        fr: "La vente demeure\u{A0}; pour l’annuler aussi\u{A0}: filon sale void \(id) --reason …",
        en: "The sale stands; to void it too: filon sale void \(id) --reason …")
    case .opportunity:
      Message(
        fr: "L’opportunité ouverte alors demeure\u{A0}; pour l’annuler aussi\u{A0}: filon opportunity void \(id) --reason …",
        en: "The opportunity opened then stands; to void it too: filon opportunity void \(id) --reason …")
    case .closing:
      Message(
        fr: "L’opportunité reste close\u{A0}; pour la rouvrir\u{A0}: filon opportunity reopen \(id)",
        en: "The opportunity stays closed; to open it again: filon opportunity reopen \(id)")
    }
  }

  private static func outcome(of voiding: Voiding) -> Message {
    let id = voiding.voided
    guard voiding.status == .repeated else { return Message(fr: "Annulé\u{A0}: \(id)", en: "Voided: \(id)") }
    let (fr, en) = (Formats(language: .fr), Formats(language: .en))
    return Message(
      fr: "Déjà annulé le \(fr.dateTime(voiding.voidedAt)), motif\u{A0}: \(voiding.reason.quoted(in: .fr)). Rien n’a changé\u{A0}: \(id)",
      en: "Already voided on \(en.dateTime(voiding.voidedAt)), reason: \(voiding.reason.quoted(in: .en)). Nothing changed: \(id)")
  }

  static let sameIDOtherContent = Message(
    fr: "cet identifiant est déjà pris par un fait au contenu différent", en: "this id is there already, with another content")
  static let sameIDRemedy = Message(
    fr: "un autre fait prend un autre identifiant\u{A0}; une erreur s’annule, puis se note à nouveau",
    en: "another fact takes another id; a mistake is voided and recorded anew")

  static let factOfAColleague = Message(
    fr: "un commercial n’enregistre et n’annule que ce qui est à lui", en: "a salesperson records and voids only what is theirs")

  static let voidReasonMissing = Message(fr: "une annulation a un motif", en: "voiding takes a reason")

  /// What somebody means was voided.
  static func voidedBefore(_ at: CivilTime, reason: String) -> Message {
    Message(
      fr: "a été annulée le \(Formats(language: .fr).dateTime(at)), motif\u{A0}: \(reason.quoted(in: .fr))",
      en: "was voided on \(Formats(language: .en).dateTime(at)), reason: \(reason.quoted(in: .en))")
  }

  /// A text that exists in one form only: what a server or a file said.
  package static func verbatim(_ text: String) -> Message { Message(fr: text, en: text) }
  package static let labelRole = Message(fr: "Rôle", en: "Role")
  static let viewersOnlyRead = Message(fr: "un lecteur n’enregistre rien", en: "a viewer records nothing")
  static let rightsRefused = Message(
    fr: "vos droits ne permettent pas cette opération", en: "your rights do not allow this")

  /// What a check constraint says of the value it refused.
  static func ruleBroken(_ constraint: String) -> Message {
    switch constraint {
    case "salesperson_active":
      Message(fr: "la fin d’activité n’est pas après son début", en: "the end of activity is not after its beginning")
    case "salesperson_trained":
      Message(fr: "la fin de la formation n’est pas après son début", en: "the end of the training is not after its beginning")
    default:
      TextLimit.all[constraint]?.message
        ?? Message(fr: "une valeur enfreint la règle «\u{A0}\(constraint)\u{A0}»", en: "a value breaks the rule “\(constraint)”")
    }
  }

  package static func alreadyThere(_ constraint: String) -> Message {
    Message(fr: "existe déjà (règle «\u{A0}\(constraint)\u{A0}»)", en: "already exists (rule “\(constraint)”)")
  }

  static func missingReference(_ constraint: String) -> Message {
    if ["_salesperson_fk", "_second_salesperson_fk"].contains(where: constraint.hasSuffix) { return .refusal(.salesperson) }
    return Message(
      fr: "ce qui est désigné n’existe pas (règle «\u{A0}\(constraint)\u{A0}»)", en: "what is named does not exist (rule “\(constraint)”)")
  }

  static let numberTooLarge = Message(fr: "un nombre est trop grand", en: "a number is too large")
  static let tooManyWait = Message(fr: "trop de conversations attendent d’être notées", en: "too many conversations wait to be recorded")
  static let heldBySomebody = Message(
    fr: "quelqu’un d’autre y enregistre en ce moment\u{A0}; rien n’a changé", en: "somebody else records there just now; nothing changed")
  package static let tryAgain = Message(fr: "recommencez dans un instant", en: "try again in a moment")
  package static let diskFull = Message(
    fr: "le disque du serveur est plein\u{A0}; rien n’a été enregistré", en: "the server's disk is full; nothing was recorded")
  static let freeDiskSpace = Message(fr: "libérez de la place, puis recommencez", en: "free some space, then try again")
  static let statementTimeout = Message(fr: "la requête a dépassé le temps permis", en: "the query took longer than allowed")

  static func databaseUnreachable(_ detail: String) -> Message {
    Message(fr: "la base de données ne répond pas\u{A0}: \(detail)", en: "the database cannot be reached: \(detail)")
  }

  static func clockNotSet(_ now: Instant) -> Message {
    Message(
      fr: "l’horloge de cette machine indique le \(Formats(language: .fr).day(now.utc.day))\u{A0}: elle n’est pas à l’heure",
      en: "the clock of this machine says \(Formats(language: .en).day(now.utc.day)): it is not set")
  }

  static let setClock = Message(fr: "mettez-la à l’heure, puis recommencez", en: "set it, then try again")

  static let connectionLost = Message(
    fr: "la base de données s’est arrêtée ou a coupé la connexion pendant l’opération",
    en: "the database stopped or broke the connection off while it worked")
  static let askAgainAfterLoss = Message(
    fr: "rien n’est à moitié enregistré\u{A0}: relancez la commande", en: "nothing is half recorded: run the command again")

  // Once a commit was sent, whoever waits for its answer in vain does not know what became of it.
  static let commitInDoubt = Message(
    fr: "la base de données n’a pas confirmé l’enregistrement\u{A0}: on ne sait pas s’il a eu lieu",
    en: "the database has not confirmed what it was recording: whether it is recorded is not known")
  public static let lookBeforeAskingAgain = Message(
    fr: "voyez d’abord si c’est fait, et sinon relancez la commande", en: "see first whether it is done, and if not run the command again")

  /// What comes to the same, done twice.
  package static let askAgainSafely = Message(
    fr: "relancez la même commande\u{A0}: ce qui serait déjà fait n’est pas fait deux fois",
    en: "run the same command again: what is done already is not done twice")

  static let checkDatabase = Message(
    fr: "vérifiez que le serveur tourne et que --database, FILON_DATABASE_URL ou PG* le désignent",
    en: "check that the server runs and that --database, FILON_DATABASE_URL or PG* name it")

  static func databaseFailed(_ detail: String) -> Message {
    Message(fr: "la base de données a refusé\u{A0}: \(detail)", en: "the database refused: \(detail)")
  }
  static let badPageLength = Message(fr: "une page a de 1 à 1000 lignes", en: "a page has 1 to 1000 lines")

  package static func diskFull(_ path: String) -> Message {
    Message(
      fr: "le disque est plein\u{A0}: \(path.quoted(in: .fr)) n’a pas pu être écrit",
      en: "the disk is full: \(path.quoted(in: .en)) was not written")
  }
}
