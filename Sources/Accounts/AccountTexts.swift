import CRM

extension Message {
  static let onlyDirectorsManageUsers = Message(
    fr: "seul un directeur gère les utilisateurs", en: "only a director manages users")
  static let onlyDirectorsReadTheTrail = Message(
    fr: "seul un directeur lit le journal des accès", en: "only a director reads the log of accesses")
  static let passwordLength = Message(
    fr: "un mot de passe a de \(Password.lengths.lowerBound) à \(Password.lengths.upperBound) caractères",
    en: "a password has \(Password.lengths.lowerBound) to \(Password.lengths.upperBound) characters")
  static let passwordRemedy = Message(
    fr: "quelques mots qui ne vont pas ensemble se retiennent bien", en: "some words that do not go together are easy to remember")
  static let wrongPassword = Message(
    fr: "organisation, adresse ou mot de passe inconnus", en: "organization, address or password not known")
  static let linkIsNone = Message(fr: "ce lien a servi, ou n’est plus valable", en: "this link was used, or is not valid any more")
  static let askForALink = Message(fr: "demandez-en un autre à un directeur", en: "ask a director for another one")
  static let whichSalesperson = Message(
    fr: "quel commercial est-ce\u{A0}? donnez son nom", en: "which salesperson is it? give the name")

  static func noSalespersonWithRole(_ role: Role) -> Message {
    Message(
      fr: "un commercial ne se donne qu’au rôle «\u{A0}commercial\u{A0}», pas à «\u{A0}\(role.name.fr)\u{A0}»",
      en: "a salesperson goes with the role “salesperson” alone, not with “\(role.name.en)”")
  }

  static func userThere(_ email: String) -> Message {
    Message(fr: "l’utilisateur \(email) existe déjà", en: "the user \(email) is there already")
  }

  static func noUser(_ text: String) -> Message {
    Message(fr: "aucun utilisateur \(text.quoted(in: .fr))", en: "no user \(text.quoted(in: .en))")
  }

  static func severalUsers(_ text: String) -> Message {
    Message(fr: "plusieurs utilisateurs répondent à \(text.quoted(in: .fr))", en: "several users fit \(text.quoted(in: .en))")
  }

  static func usersThere(_ emails: [String]) -> Message {
    emails.isEmpty
      ? Message(fr: "il n’y en a pas encore\u{A0}: «\u{A0}filon user add\u{A0}»", en: "there are none yet: “filon user add”")
      : Message(fr: "utilisateurs\u{A0}: \(emails.joined(separator: ", "))", en: "users: \(emails.joined(separator: ", "))")
  }

  static func userBarred(_ name: String) -> Message {
    Message(fr: "l’accès de \(name) est fermé", en: "\(name) may not sign in any more")
  }

  static func lastDirector(_ name: String) -> Message {
    Message(
      fr: "\(name) est le dernier directeur\u{A0}: nommez-en d’abord un autre", en: "\(name) is the last director: name another one first")
  }

  static let daysOfToken = Message(fr: "un jeton vaut de 1 à 3650 jours", en: "a token is valid for 1 to 3650 days")

  static func severalTokens(_ text: String) -> Message {
    Message(fr: "plusieurs jetons s’appellent \(text.quoted(in: .fr))", en: "several tokens are called \(text.quoted(in: .en))")
  }

  static func tokenIDs(_ ids: [String]) -> Message {
    Message(
      fr: "donnez l’identifiant de l’un d’eux\u{A0}: \(ids.joined(separator: ", "))",
      en: "give the id of one of them: \(ids.joined(separator: ", "))")
  }
}
