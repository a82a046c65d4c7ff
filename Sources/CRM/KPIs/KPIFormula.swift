/// What a KPI computes: one of the catalogue, or the organization's own ratio of named counts.
public enum KPIFormula: Sendable, Hashable, Codable {
  /// A KPI by its name in the catalogue, and which of its published variants; nil is the default one.
  case catalogue(String, variant: String?)
  /// A count over another, or a count alone.
  case ratio(KPITerm, over: KPITerm?)
}

/// A named count or sum of facts, of which only some rows are taken: `discussions` by channel `field`; `series` of label `Lyon`.
public struct KPITerm: Sendable, Hashable, Codable {
  /// The name of the count in the catalogue of counts, or of an outside series.
  public var count: String
  public var filter: KPIFilter

  /// A count and which of its rows are taken.
  public init(_ count: String, _ filter: KPIFilter = KPIFilter()) {
    self.count = count
    self.filter = filter
  }
}

/// Which rows are taken: those for which everything that is given here holds.
public struct KPIFilter: Sendable, Hashable, Codable {
  /// Name of the salesperson or of the team.
  public var salesperson: String?
  public var team: String?
  public var channel: Channel?
  public var source: String?
  /// Of conversations.
  public var outcome: Outcome?
  /// Name of the stage that opportunities enter.
  public var stage: String?
  /// Of expenses.
  public var category: String?
  /// Key or name of an action of the plan, of expenses.
  public var action: String?
  /// Of outside series.
  public var label: String?
  public var place: String?

  /// Takes every row.
  public init() {}
}
