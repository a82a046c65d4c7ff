package import CRM

/// A named count or sum of facts: what KPIs divide. `report.kpi_counts` says which facts each takes.
package enum KPICount: String, Sendable, CaseIterable, Codable {
  case attempts, discussions, appointments
  case prospectsReached = "prospects_reached"
  case opportunitiesOpened = "opportunities_opened"
  case opportunitiesWon = "opportunities_won"
  case opportunitiesLost = "opportunities_lost"
  case opportunitiesAbandoned = "opportunities_abandoned"
  case opportunitiesClosed = "opportunities_closed"
  case amountWon = "amount_won"
  case amountLost = "amount_lost"
  case stageEntries = "stage_entries"
  case stageEntriesAdvanced = "stage_entries_advanced"
  case prospectsConverted = "prospects_converted"
  case revenue, orders
  case orderAmount = "order_amount"
  case margin
  case marginRevenue = "margin_revenue"
  case customers
  case newCustomers = "new_customers"
  case repeatCustomers = "repeat_customers"
  case repeatCustomersDistinctDays = "repeat_customers_distinct_days"
  case spend
  case acquisitionSpend = "acquisition_spend"
  case contacts
  case prospectsEntered = "prospects_entered"
  case prospectsEnteredConverted = "prospects_entered_converted"
  case prospectsEnteredImmature = "prospects_entered_immature"

  /// Those that a plan file may name: the others only make sense within a KPI of the catalogue.
  package static let inPlans = allCases.filter {
    ![.marginRevenue, .stageEntriesAdvanced, .prospectsEntered, .prospectsEnteredConverted, .prospectsEnteredImmature].contains($0)
  }

  /// Whether it is a sum of money in cents; else a number of facts.
  package var isMoney: Bool {
    switch self {
    case .amountWon, .amountLost, .revenue, .orderAmount, .margin, .marginRevenue, .spend, .acquisitionSpend: true
    default: false
    }
  }

  /// The facts it counts, as provenance names them.
  var facts: String {
    switch self {
    case .attempts, .discussions, .appointments, .prospectsReached, .prospectsEntered, .prospectsEnteredImmature: "conversations"
    case .opportunitiesOpened, .opportunitiesWon, .opportunitiesLost, .opportunitiesAbandoned, .opportunitiesClosed, .amountWon,
      .amountLost,
      .stageEntries, .stageEntriesAdvanced:
      "opportunities"
    case .prospectsConverted, .prospectsEnteredConverted: "conversions"
    case .revenue, .orders, .orderAmount, .margin, .marginRevenue, .customers, .newCustomers, .repeatCustomers,
      .repeatCustomersDistinctDays:
      "sales"
    case .spend, .acquisitionSpend: "expenses"
    case .contacts: "prospects"
    }
  }

  /// What a filter may say of its facts.
  var filters: Set<KPIFilter.Key> {
    switch self {
    case .attempts, .discussions, .appointments, .prospectsReached: [.salesperson, .team, .channel, .source, .place, .outcome]
    case .stageEntries, .stageEntriesAdvanced: [.salesperson, .team, .channel, .source, .place, .stage]
    case .spend, .acquisitionSpend: [.salesperson, .team, .category, .action]
    case .contacts: [.salesperson, .team, .source, .place]
    default: [.salesperson, .team, .channel, .source, .place]
    }
  }
}

extension KPICount: NamedChoice {
  package var name: Message {
    switch self {
    case .attempts: Message(fr: "tentatives", en: "attempts")
    case .discussions: Message(fr: "discussions", en: "discussions")
    case .appointments: Message(fr: "rendez-vous", en: "appointments")
    case .prospectsReached: Message(fr: "prospects rencontrés", en: "prospects reached")
    case .opportunitiesOpened: Message(fr: "opportunités ouvertes", en: "opportunities opened")
    case .opportunitiesWon: Message(fr: "opportunités gagnées", en: "opportunities won")
    case .opportunitiesLost: Message(fr: "opportunités perdues", en: "opportunities lost")
    case .opportunitiesAbandoned: Message(fr: "opportunités abandonnées", en: "opportunities abandoned")
    case .opportunitiesClosed: Message(fr: "opportunités closes", en: "opportunities closed")
    case .amountWon: Message(fr: "montant gagné", en: "amount won")
    case .amountLost: Message(fr: "montant perdu", en: "amount lost")
    case .stageEntries: Message(fr: "entrées dans l’étape", en: "stage entries")
    case .stageEntriesAdvanced: Message(fr: "entrées dans l’étape qui ont avancé", en: "stage entries advanced")
    case .prospectsConverted: Message(fr: "prospects convertis", en: "prospects converted")
    case .revenue: Message(fr: "chiffre d’affaires", en: "revenue")
    case .orders: Message(fr: "commandes", en: "orders")
    case .orderAmount: Message(fr: "montant des commandes", en: "order amount")
    case .margin: Message(fr: "marge", en: "margin")
    case .marginRevenue: Message(fr: "chiffre d’affaires à marge connue", en: "margin revenue")
    case .customers: Message(fr: "clients", en: "customers")
    case .newCustomers: Message(fr: "nouveaux clients", en: "new customers")
    case .repeatCustomers: Message(fr: "clients fidélisés", en: "repeat customers")
    case .repeatCustomersDistinctDays: Message(fr: "clients fidélisés, jours distincts", en: "repeat customers, distinct days")
    case .spend: Message(fr: "dépenses", en: "spend")
    case .acquisitionSpend: Message(fr: "dépenses d’acquisition", en: "acquisition spend")
    case .contacts: Message(fr: "nouveaux contacts", en: "contacts")
    case .prospectsEntered: Message(fr: "prospects entrés", en: "prospects entered")
    case .prospectsEnteredConverted: Message(fr: "prospects entrés et convertis", en: "prospects entered, converted")
    case .prospectsEnteredImmature: Message(fr: "prospects entrés depuis peu", en: "prospects entered, immature")
    }
  }

  package var synonyms: [String] {
    switch self {
    case .appointments: ["RDV", "rendez-vous pris"]
    case .revenue: ["CA"]
    case .orders: ["ventes", "sales"]
    case .stageEntries: ["entrées d’étape"]
    case .contacts: ["contacts", "new contacts"]
    case .spend: ["expenses"]
    default: []
    }
  }
}

extension KPIFilter {
  /// What a filter can say.
  enum Key: String, CaseIterable {
    case salesperson, team, channel, source, outcome, stage, category, action, label, place

    /// As a plan file calls it.
    var name: Message {
      switch self {
      case .salesperson: Message(fr: "commercial", en: "salesperson")
      case .team: Message(fr: "équipe", en: "team")
      case .channel: Message(fr: "canal", en: "channel")
      case .source: Message(fr: "origine", en: "source")
      case .outcome: Message(fr: "résultat", en: "outcome")
      case .stage: Message(fr: "étape", en: "stage")
      case .category: Message(fr: "catégorie", en: "category")
      case .action: Message(fr: "action", en: "action")
      case .label: Message(fr: "libellé", en: "label")
      case .place: Message(fr: "lieu", en: "place")
      }
    }
  }

  /// What this one says, as text.
  var said: [Key: String] {
    let texts: [Key: String?] = [
      .salesperson: salesperson, .team: team, .channel: channel?.rawValue, .source: source, .outcome: outcome?.rawValue, .stage: stage,
      .category: category, .action: action, .label: label, .place: place,
    ]
    return texts.compactMapValues(\.self)
  }

  /// Both together; where each says something of one thing, this one counts.
  func merging(_ other: KPIFilter) -> KPIFilter {
    var merged = self
    merged.salesperson = salesperson ?? other.salesperson
    merged.team = team ?? other.team
    merged.channel = channel ?? other.channel
    merged.source = source ?? other.source
    merged.outcome = outcome ?? other.outcome
    merged.stage = stage ?? other.stage
    merged.category = category ?? other.category
    merged.action = action ?? other.action
    merged.label = label ?? other.label
    merged.place = place ?? other.place
    return merged
  }
}
