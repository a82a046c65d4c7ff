extension StageKind {
  /// The kind that a word for a status or a closing stage names, French or English, as other programs write it.
  package init?(word text: String) {
    switch text.plainWords {
    case "open", "ouvert", "ouverte", "en cours", "in progress", "todo", "to do", "standby", "stand by", "active", "actif": self = .open
    case "won", "gagne", "gagnee", "closed won", "closedwon", "ferme gagne", "cloture gagne", "signe", "signee": self = .won
    case "lost", "perdu", "perdue", "closed lost", "closedlost", "ferme perdu", "cloture perdu": self = .lost
    case "abandoned", "abandonne", "abandonnee", "cancelled", "canceled", "annule", "annulee": self = .abandoned
    default: return nil
    }
  }

  /// The kind of the closing stage that a word names, whatever that stage is called.
  init?(closing text: String) {
    guard let kind = StageKind(word: text), kind != .open else { return nil }
    self = kind
  }

  /// Whether a name sounds like that of a stage in which nothing is open any more.
  static func soundsClosed(_ name: String) -> Bool {
    !name.folded.split { !$0.isLetter }.map(String.init).allSatisfy { !closedWords.contains($0) }
  }

  private static let closedWords: Set<String> = [
    "won", "lost", "closed", "closedwon", "closedlost", "dead", "abandoned", "cancelled", "canceled", "rejected", "declined",
    "disqualified",
    "gagne", "gagnee", "gagnes", "perdu", "perdue", "perdus", "clos", "close", "cloture", "cloturee", "ferme", "fermee", "signe", "signee",
    "abandonne",
    "abandonnee", "annule", "annulee", "rejete", "rejetee", "refuse", "refusee", "disqualifie", "disqualifiee",
  ]
}
