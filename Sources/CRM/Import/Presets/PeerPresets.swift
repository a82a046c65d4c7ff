// The programs that teams come from, as they export what they hold.
//
// Nobody notes there what came of a conversation as Filon does. A call that was answered or a meeting that took place, and of which nothing else is
// known, becomes a call back: somebody spoke, and nothing is claimed about interest, an appointment or a sale. What was only planned,
// put off or called off is left out, as is what is no conversation: tasks, notes, e-mails.
extension ServiceExport {
  /// A conversation of whose result nothing is known.
  static let talked = Outcome.callBack.rawValue

  /// The stages in which these programs close a deal, as they are called before a team changes them.
  static let closings: [String: String] = .meaning([
    "won": [
      "Closed Won", "closedwon", "Closed won (Sales Pipeline)", "Won", "Fermé gagné", "Fermée gagnée", "Fermé et gagné", "Conclu gagné",
      "Conclue gagnée", "Conclu et gagné", "Conclusion gagnante", "Clôturé gagné", "Clôturée gagnée", "Gagné", "Gagnée", "Gagnés", "Signé",
      "Signée", "Abgeschlossen und gewonnen", "Abgeschlossen gewonnen", "Gewonnen", "Cierre ganado", "Cerrado ganado", "Ganado", "Ganada",
      "Chiuso vinto", "Chiusa vinta", "Vinto", "Vinta", "Fechado ganho", "Negócio fechado", "Ganho", "Gesloten en gewonnen",
      "Gesloten gewonnen",
    ],
    "lost": [
      "Closed Lost", "closedlost", "Closed lost (Sales Pipeline)", "Lost", "Fermé perdu", "Fermée perdue", "Fermé et perdu", "Conclu perdu",
      "Conclue perdue", "Conclu et perdu", "Conclusion perdante", "Clôturé perdu", "Clôturée perdue", "Perdu", "Perdue", "Perdus",
      "Abgeschlossen und verloren", "Abgeschlossen verloren", "Verloren", "Cierre perdido", "Cerrado perdido", "Perdido", "Perdida",
      "Chiuso perso", "Chiusa persa", "Perso", "Persa", "Fechado perdido", "Negócio perdido", "Gesloten en verloren", "Gesloten verloren",
    ],
  ])
}

extension [String: [String]] {
  /// The same headings, and those of one file before them.
  func and(_ own: Self) -> Self { merging(own) { _, own in own } }
}

extension [String: String] {
  /// What words of a service become, by what they become.
  static func meaning(_ words: [String: [String]]) -> [String: String] {
    Dictionary(words.flatMap { ours, theirs in theirs.map { ($0, ours) } }, uniquingKeysWith: { first, _ in first })
  }
}
