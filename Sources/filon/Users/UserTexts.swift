import CRM

extension Message {
  static let helpUsers = Message(fr: "Qui entre par HTTP\u{A0}: comptes et jetons.", en: "Who signs in over HTTP: accounts and tokens.")
  static let helpUserAdd = Message(fr: "Ajoute un compte.", en: "Adds an account.")
  static let helpUserList = Message(fr: "Les comptes.", en: "The accounts.")
  static let helpUserRole = Message(fr: "Donne un autre rôle.", en: "Gives another role.")
  static let helpUserPassword = Message(fr: "Change le mot de passe.", en: "Changes the password.")
  static let helpUserPasswordMore = Message(
    fr: "Il est demandé deux fois, ou lu d’un tube. Les sessions ouvertes se ferment.",
    en: "It is asked for twice, or read from a pipe. Open sessions end.")
  static let helpUserLink = Message(
    fr: "Fait un lien, valable trois jours et une fois, par lequel on choisit son mot de passe.",
    en: "Makes a link, valid for three days and once, by which one sets one's password.")
  static let helpUserToken = Message(fr: "Fait un jeton pour un programme.", en: "Makes a token for a program.")
  static let helpUserTokens = Message(fr: "Les jetons en usage.", en: "The tokens in use.")
  static let helpUserRevoke = Message(
    fr: "Retire un jeton, ou ferme un compte avec tout ce qu’il a.", en: "Revokes a token, or bars an account with all it has.")
  static let helpUserEvents = Message(
    fr: "Qui a vu des données de personnes ou changé quelque chose par HTTP.", en: "Who saw personal data or changed something over HTTP.")
  static let helpUserEventsMore = Message(
    fr: "Gardé un an. Ce qui se fait par ces commandes n’y est pas\u{A0}: qui les lance a la base entière.",
    en: "Kept for a year. What these commands do is not among it: whoever runs them has the whole database.")
  static let helpEventObject = Message(fr: "Identifiant de ce qui a été vu ou changé.", en: "Id of what was seen or changed.")
  static let labelRequest = Message(fr: "Demande", en: "Request")
  static let labelObject = Message(fr: "Objet", en: "Object")
  static let labelRequestID = Message(fr: "N° de demande", en: "Request id")
  static let ownerOfTheMachine = Message(fr: "propriétaire de la machine", en: "owner of the machine")
  static let helpUserName = Message(
    fr: "Nom\u{A0}; sinon celui du commercial, ou le début de l’adresse.",
    en: "Name; else the salesperson's, or the beginning of the address.")
  static let helpUserWho = Message(fr: "L’adresse ou le nom du compte.", en: "Address or name of the account.")
  static let helpUserOrToken = Message(fr: "Le jeton ou le compte.", en: "The token or the account.")
  static let helpRole = Message(
    fr: "directeur, commercial (avec --salesperson) ou lecteur.", en: "director, salesperson (with --salesperson) or viewer.")
  static let helpUserSalesperson = Message(fr: "Le commercial que c’est.", en: "The salesperson they are.")
  static let helpTokenName = Message(fr: "Ce à quoi il sert.", en: "What it is for.")
  static let helpTokenAccess = Message(fr: "read, write ou admin.", en: "read, write or admin.")
  static let helpTokenDays = Message(
    fr: "Jours de validité\u{A0}; sinon jusqu’à ce qu’il soit retiré.", en: "Days of validity; else until it is revoked.")
  static let labelUser = Message(fr: "Compte", en: "Account")
  static let labelPassword = Message(fr: "Mot de passe", en: "Password")
  static let labelBarred = Message(fr: "Fermé", en: "Barred")
  static let labelLink = Message(fr: "Lien", en: "Link")
  static let labelToken = Message(fr: "Jeton", en: "Token")
  static let labelAccess = Message(fr: "Accès", en: "Access")
  static let labelUsedOn = Message(fr: "Servi le", en: "Used on")
  static let isSet = Message(fr: "choisi", en: "set")
  static let isNotSet = Message(fr: "à choisir", en: "not set")
  static let isBarred = Message(fr: "fermé", en: "barred")
  static let noUserYet = Message(fr: "Aucun compte\u{A0}: «\u{A0}filon user add\u{A0}».", en: "No account: “filon user add”.")
  static let noToken = Message(fr: "Aucun jeton.", en: "No token.")
  static let newPassword = Message(fr: "Mot de passe\u{A0}: ", en: "Password: ")
  static let again = Message(fr: "Encore une fois\u{A0}: ", en: "Once more: ")
  static let passwordsDiffer = Message(fr: "les deux mots de passe diffèrent", en: "the two passwords differ")
  static let passwordFromPipe = Message(
    fr: "pas de terminal\u{A0}: donnez le mot de passe sur l’entrée standard", en: "no terminal: give the password on standard input")
  static let linkShownOnce = Message(
    fr: "Il suit l’adresse du serveur, et n’est montré qu’ici. Donnez-le par un autre chemin que l’e-mail s’il se peut.",
    en: "It follows the server's address, and is shown here alone. Hand it over by another way than e-mail if you can.")
  static let tokenShownOnce = Message(
    fr: "Il n’est montré qu’ici\u{A0}; le programme l’envoie dans l’en-tête «\u{A0}Authorization: Bearer …\u{A0}».",
    en: "It is shown here alone; the program sends it in the header “Authorization: Bearer …”.")
  static let revokedNow = Message(
    fr: "Retiré\u{A0}: il ne vaut plus, au plus tard dans cinq secondes.", en: "Revoked: it is void within five seconds at most.")
  static let barredNow = Message(
    fr: "Fermé, avec ses sessions et ses jetons, au plus tard dans cinq secondes.",
    en: "Barred, with its sessions and tokens, within five seconds at most.")
}
