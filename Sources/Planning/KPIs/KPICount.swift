import CRM

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
  package static let named = allCases.filter {
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

extension KPIFilter {
  /// What a filter can say.
  enum Key: String, CaseIterable {
    case salesperson, team, channel, source, outcome, stage, category, action, label, place
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
