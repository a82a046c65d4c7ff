// A text says by itself what it is.

// What the command line says about itself and its common options.
extension Message {
  public static func givenTwice(_ option: String) -> Message {
    Message(fr: "\(option) est donné deux fois", en: "\(option) is given twice")
  }

  public static let yesOrNo = Message(fr: "[o/N]", en: "[y/N]")

  public static let giveOnce = Message(
    fr: "donnez-le une fois : rien ne dit laquelle des deux valeurs est la bonne",
    en: "give it once: nothing says which of the two values is meant")

  /// A text that exists in one form only: what a server or a file said.
  public static func verbatim(_ text: String) -> Message { Message(fr: text, en: text) }

  public static let filonAbstract = Message(
    fr: "Notez les conversations, classez les clients ABC, lisez la conversion par commercial.",
    en: "Log conversations, segment customers ABC, read conversion per salesperson.")
  public static let filonDiscussion = Message(
    fr: "Sans serveur désigné, filon démarre son propre PostgreSQL privé.",
    en: "Without a configured server, filon starts a private PostgreSQL of its own.")

  public static func noCommand(_ word: String, of path: String) -> Message {
    Message(fr: "\(word.quoted(in: .fr)) n'est pas une commande de \(path)", en: "\(word.quoted(in: .en)) is no command of \(path)")
  }

  public static func commandsThere(_ names: [String]) -> Message {
    Message(fr: "commandes : \(names.joined(separator: ", "))", en: "commands: \(names.joined(separator: ", "))")
  }

  public static func joinedValue(_ words: String) -> Message {
    Message(
      fr: "une valeur qui commence par un tiret s'écrit après un signe égal : \(words)",
      en: "a value that begins with a dash is written after an equals sign: \(words)")
  }

  /// Where the help of a command is, after what it says of the option or argument in question.
  public static func seeHelp(_ command: String, of help: String?) -> Message {
    let before = help.map { $0 + " " } ?? ""
    return Message(fr: "\(before)Voyez « \(command) »", en: "\(before)See “\(command)”")
  }

  public static let groupDaily = Message(fr: "CHAQUE JOUR", en: "EVERY DAY")
  public static let groupFigures = Message(fr: "CHIFFRES", en: "FIGURES")
  public static let groupSetup = Message(fr: "INSTALLATION", en: "SETUP")

  public static let helpFormat = Message(fr: "Présentation : table, json ou csv.", en: "How the answer is written: table, json or csv.")
  public static let helpLanguage = Message(fr: "Langue : fr ou en.", en: "Language: fr or en.")
  public static let helpLanguageCommand = Message(
    fr: "Dit la langue dans laquelle filon parle ici.", en: "Says the language in which filon speaks here.")
  public static let helpDatabase = Message(
    fr: "Base PostgreSQL (URI ou paramètres libpq) ; sinon FILON_DATABASE_URL, PG*, puis le serveur privé.",
    en: "PostgreSQL database (URI or libpq parameters); else FILON_DATABASE_URL, PG*, then the private server.")
  public static let helpOrganization = Message(
    fr: "Nom court de l'organisation, s'il y en a plusieurs.", en: "Slug of the organization, where there are several.")
  public static let helpAs = Message(
    fr: "Agir comme ce commercial, avec ses droits ; sinon comme directeur.",
    en: "Act as this salesperson, with their rights; else as a director.")

  public static let interrupted = Message(fr: "interrompu ; rien n'a été enregistré", en: "interrupted; nothing was recorded")
  public static let interruptedAfterRecording = Message(
    fr: "interrompu ; ce qui était déjà enregistré le reste, et rien d'autre ne l'est",
    en: "interrupted; what was recorded before stays recorded, and nothing else is")
  public static let interruptedInDoubt = Message(
    fr: "interrompu pendant que la base de données enregistrait : on ne sait pas si c'est fait",
    en: "interrupted while the database was recording: whether it is done is not known")
  public static let schemaBehind = Message(
    fr: "le schéma de la base est plus ancien que ce programme", en: "the database schema is older than this program")
  public static let migrateRemedy = Message(fr: "lancez « filon db migrate »", en: "run “filon db migrate”")
  public static let schemaAhead = Message(
    fr: "le schéma de la base est plus récent que ce programme", en: "the database schema is newer than this program")
  public static let updateRemedy = Message(fr: "mettez filon à jour", en: "update filon")
  public static let noOrganizationYet = Message(fr: "aucune organisation", en: "no organization")

  public static func severalOrganizations(_ slugs: [String]) -> Message {
    Message(
      fr: "plusieurs organisations : \(slugs.joined(separator: ", "))", en: "several organizations: \(slugs.joined(separator: ", "))")
  }

  public static let organizationRemedy = Message(fr: "choisissez par --organization", en: "choose with --organization")
}
