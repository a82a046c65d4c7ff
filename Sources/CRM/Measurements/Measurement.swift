import Foundation
public import Postgres

/// A figure of the outside world.
public struct Measurement: Sendable, Encodable {
  public typealias ID = CRM.ID<Measurement>

  public let id: Measurement.ID
  public let series: String
  public let kind: SeriesKind
  public let unit: SeriesUnit
  /// The first business day that it is of, and the first no longer.
  public let from: Day
  public let to: Day
  /// What within the series: a network, a campaign.
  @Nullable public private(set) var label: String?
  @Nullable public private(set) var place: String?
  /// Cents where the unit is money.
  public let value: Int
  @Nullable public private(set) var note: String?
  /// Where it comes from; nil when somebody recorded it.
  @Nullable public private(set) var source: String?
  /// Its id there.
  @Nullable public private(set) var reference: String?
  /// The import that brought it.
  @Nullable public private(set) var importId: ImportRun.ID?
  /// In the organization's time zone.
  public let recordedAt: CivilTime

  init(row: Row) throws {
    id = try row.decode("id")
    series = try row.decode("name")
    kind = try row.decode("kind")
    unit = try row.decode("unit")
    from = try row.decode("from_day")
    to = try row.decode("to_day")
    label = try row.decode("label")
    place = try row.decode("place")
    value = try row.decode("value")
    note = try row.decode("note")
    source = try row.decode("source")
    reference = try row.decode("reference")
    importId = try row.decode("import_id")
    recordedAt = try row.decode("recorded_at")
  }
}

/// A figure to record.
public struct MeasurementEntry: Sendable {
  /// A standard name, or one of the organization's own: small letters, digits and underscores.
  public var series: String
  /// What a series that is not there yet is; standard ones know it.
  public var kind: SeriesKind?
  public var unit: SeriesUnit?
  /// Cents where the unit is money.
  public var value: Int
  /// Today when nil.
  public var from: Day?
  /// The first day no longer in it; the one after `from` when nil.
  public var to: Day?
  public var label: String?
  public var place: String?
  public var note: String?
  /// Where it comes from and its id there, both or none.
  public var system: String?
  public var reference: String?

  /// A figure of today.
  public init(series: String, value: Int) {
    self.series = series
    self.value = value
  }
}

/// Which figures a list shows.
public struct MeasurementFilter: Sendable {
  public var series: String?
  public var label: String?
  public var place: String?
  /// Figures whose days meet this half-open period.
  public var from: Day?
  public var to: Day?
  public var limit = 50
  /// The id after which the page begins.
  public var after: Measurement.ID?

  public init() {}
}

/// A series and what is known of it.
public struct SeriesSummary: Sendable, Encodable {
  public let name: String
  public let kind: SeriesKind
  public let unit: SeriesUnit
  /// The first and the last day that a figure is of, the last included.
  @Nullable public private(set) var firstDay: Day?
  @Nullable public private(set) var lastDay: Day?
  public let count: Int
  /// Where the figures come from; nothing for those that somebody recorded.
  public let sources: [String]

  init(row: Row) throws {
    name = try row.decode("name")
    kind = try row.decode("kind")
    unit = try row.decode("unit")
    firstDay = try row.decode("first_day")
    lastDay = try row.decode("last_day")
    count = try row.decode("count")
    sources = try row.decode("sources")
  }
}

extension Measurement: Identified {
  package static func named(_ organization: Organization) -> SQL {
    """
    select f.organization_id, f.id, f.from_day as day, f.label as name
    from measurement f
    """
  }
}
