package import CRM

/// What a KPI computes: one of the catalogue, or the organization's own ratio of named counts.
package enum KPIFormula: Sendable, Hashable, Codable {
  /// A KPI by its name in the catalogue, and which of its published variants; nil is the default one.
  case catalogue(String, variant: String?)
  /// A count over another, or a count alone.
  case ratio(KPITerm, over: KPITerm?)
}

/// A named count or sum of facts, of which only some rows are taken: `discussions` by channel `field`; `series` of label `Lyon`.
package struct KPITerm: Sendable, Hashable, Codable {
  /// The name of the count in the catalogue of counts, or of an outside series.
  package var count: String
  package var filter: KPIFilter

  /// A count and which of its rows are taken.
  package init(_ count: String, _ filter: KPIFilter = KPIFilter()) {
    self.count = count
    self.filter = filter
  }
}

/// Which rows are taken: those for which everything that is given here holds.
package struct KPIFilter: Sendable, Hashable, Codable {
  /// Name of the salesperson or of the team.
  package var salesperson: String?
  package var team: String?
  package var channel: Channel?
  package var source: String?
  /// Of conversations.
  package var outcome: Outcome?
  /// Name of the stage that opportunities enter.
  package var stage: String?
  /// Of expenses.
  package var category: String?
  /// Key or name of an action of the plan, of expenses.
  package var action: String?
  /// Of outside series.
  package var label: String?
  package var place: String?

  /// Takes every row.
  package init() {}
}
