// What every capability says when a name is unknown.
extension Message {
  package static let labelRows = Message(fr: "Lignes", en: "Rows")
  package static let headerReasons = Message(fr: "Pourquoi", en: "Why")
  package static let headerLifecycle = Message(fr: "Statut", en: "Status")
  package static let headerOrders = Message(fr: "Commandes", en: "Orders")
  package static let headerTotal = Message(fr: "Total", en: "Total")
  package static let headerN = Message(fr: "n", en: "n")
  package static let headerPeriod = Message(fr: "Période", en: "Period")
  package static let headerKPI = Message(fr: "Indicateur", en: "KPI")
  package static let labelAmount = Message(fr: "Montant", en: "Amount")
  package static let labelSince = Message(fr: "Depuis", en: "Since")
  package static let labelChannel = Message(fr: "Canal", en: "Channel")
  package static let reportNoAlerts = Message(fr: "Rien à signaler.", en: "Nothing to report.")
  package static let reportRemedy = Message(fr: "Remède", en: "Remedy")
  package static let reportFinding = Message(fr: "Constat", en: "Finding")
  package static let headerRule = Message(fr: "Règle", en: "Rule")
  package static let headerWhat = Message(fr: "Quoi", en: "What")
  package static let reportSeverity = Message(fr: "Gravité", en: "Severity")
  package static let calendarObjective = Message(fr: "Objectif", en: "Objective")
  package static let labelFrom = Message(fr: "Du", en: "From")
  package static let headerSales = Message(fr: "Ventes", en: "Sales")
  package static let headerOpportunities = Message(fr: "Opportunités", en: "Opportunities")
  package static let headerConversations = Message(fr: "Conversations", en: "Conversations")
  package static let labelCompanion = Message(fr: "Avec", en: "With")
  package static let headerDenominator = Message(fr: "Dénominateur", en: "Denominator")
  package static let headerNumerator = Message(fr: "Numérateur", en: "Numerator")
  package static let headerTitle = Message(fr: "Intitulé", en: "Title")
  package static let labelCompetitor = Message(fr: "Concurrent", en: "Competitor")
  package static let statusLight = Message(fr: "État", en: "State")
  package static let reportProfile = Message(fr: "Profil", en: "Profile")
  /// A text that quotes a name.
  package static func naming(_ text: String, fr: (String) -> String, en: (String) -> String) -> Message {
    Message(fr: fr(text.quoted(in: .fr)), en: en(text.quoted(in: .en)))
  }

  package static func planPartRemedy(_ text: String, _ names: [String]) -> Message {
    if let nearest = names.nearest(to: text) { return didYouMean(nearest) }
    if names.isEmpty { return Message(fr: "il n'y en a aucun", en: "there is none") }
    let list = names.prefix(12).joined(separator: ", ")
    return Message(fr: "il y a : \(list)", en: "there are: \(list)")
  }

  package static func didYouMean(_ name: String) -> Message {
    naming(name, fr: { "vouliez-vous \($0) ?" }, en: { "did you mean \($0)?" })
  }

}
