// A text says by itself what it is.

extension Message {
  static let onlyDirectorsChangeTheTeam = Message(
    fr: "seul un directeur modifie l'équipe", en: "only a director changes the team")

  static func salespersonThere(_ name: String) -> Message {
    Message(fr: "le commercial \(name.quoted(in: .fr)) existe déjà", en: "the salesperson \(name.quoted(in: .en)) exists already")
  }

  static func salespersonUpdateRemedy(_ name: String) -> Message {
    Message(
      fr: "modifiez-le par « filon salesperson update \"\(name)\" »", en: "change them with “filon salesperson update \"\(name)\"”")
  }

  static func noSalesperson(_ name: String) -> Message {
    Message(fr: "aucun commercial \(name.quoted(in: .fr))", en: "no salesperson \(name.quoted(in: .en))")
  }

  static func salespersonRemedy(_ name: String, _ people: [String]) -> Message {
    people.nearest(to: name).map(didYouMean) ?? Message(fr: "voyez « filon salesperson list »", en: "see “filon salesperson list”")
  }

  static let wholeNameRemedy = Message(
    fr: "donnez le nom en entier, ou l'identifiant : filon salesperson list", en: "give the whole name, or the id: filon salesperson list")

  static func severalSalespeople(_ name: String, _ names: [String]) -> Message {
    Message(
      fr: "plusieurs commerciaux répondent à \(name.quoted(in: .fr)) : \(names.joined(separator: ", "))",
      en: "several salespeople fit \(name.quoted(in: .en)): \(names.joined(separator: ", "))")
  }

  public static let helpSalespeople = Message(fr: "Les commerciaux.", en: "The salespeople.")
  public static let helpSalespersonAdd = Message(fr: "Ajoute un commercial.", en: "Adds a salesperson.")
  public static let helpSalespersonList = Message(fr: "Liste les commerciaux.", en: "Lists the salespeople.")
  public static let helpSalespersonShow = Message(fr: "Montre un commercial.", en: "Shows a salesperson.")
  public static let helpSalespersonUpdate = Message(
    fr: "Modifie ce qui est donné d'un commercial.", en: "Changes what is given of a salesperson.")
  public static let helpNewSalespersonName = Message(fr: "Nom du commercial.", en: "Name of the salesperson.")
  public static let helpSalespersonName = Message(
    fr: "Nom, prénom, début du nom ou identifiant.", en: "Name, first name, beginning of the name, or id.")
  public static let helpRename = Message(fr: "Nouveau nom.", en: "New name.")
  public static let helpProfile = Message(
    fr: "Profil : ouvreur (opener), chasseur (hunter) ou éleveur (farmer).", en: "Profile: opener, hunter or farmer.")
  public static let helpClearSalesperson = Message(
    fr: "Vide ce champ (plusieurs fois possible).", en: "Empties this field (may be given several times).")
  public static let helpTeam = Message(fr: "Équipe, créée si elle est nouvelle.", en: "Team, made when it is new.")
  public static let helpTeamFilter = Message(fr: "Seulement cette équipe.", en: "Only this team.")
  public static let helpActiveFrom = Message(
    fr: "Premier jour dans l'équipe (31/12/2026 ou 2026-12-31).", en: "First day in the team (2026-12-31 or 31/12/2026).")
  public static let helpActiveUntil = Message(fr: "Premier jour où il n'y est plus.", en: "First day no longer in it.")
  public static let helpTrainedFrom = Message(fr: "Premier jour une fois formé.", en: "First day as trained.")
  public static let helpTrainedUntil = Message(fr: "Jour où la formation expire.", en: "Day the training lapses.")

  public static let salespersonName = Message(fr: "Nom", en: "Name")
  public static let salespersonProfile = Message(fr: "Profil", en: "Profile")
  public static let salespersonTeam = Message(fr: "Équipe", en: "Team")
  public static let salespersonActiveFrom = Message(fr: "Actif dès", en: "Active from")
  public static let salespersonActiveUntil = Message(fr: "Actif jusqu'à", en: "Active until")
  public static let salespersonTrainedFrom = Message(fr: "Formé dès", en: "Trained from")
  public static let salespersonTrainedUntil = Message(fr: "Formé jusqu'à", en: "Trained until")
  public static let salespersonID = Message(fr: "Identifiant", en: "Id")
  public static let salespersonEmpty = Message(
    fr: "Aucun commercial ; ajoutez-en par « filon salesperson add NOM ».",
    en: "No salesperson; add some with “filon salesperson add NAME”.")
}
