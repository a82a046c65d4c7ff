import CRM
import Foundation
import Postgres

/// A value that a feed computed.
struct KPISnapshot {
  /// Which value.
  struct Key: Hashable {
    let kpi: String
    let salesperson: Salesperson.ID?
    let grain: KPIGrain
    let period: Period
  }

  /// What it says.
  struct Content: Hashable {
    let numerator, denominator, value: Int?
    let n: Int
    let status: KPIStatus
    let reasonFR, reasonEN: String?
  }

  let key: Key
  let unit: KPIUnit
  let content: Content
  /// The value before it is rounded to the integers of plans.
  let exact: KPINumber?
  let provenance: String

  init(_ values: KPIValues, _ grain: KPIGrain, _ value: KPIValue) {
    key = Key(kpi: values.request.name, salesperson: values.salespersonID, grain: grain, period: value.period)
    unit = values.unit
    content = Content(
      numerator: value.numerator, denominator: value.denominator, value: value.scaled(values.unit), n: value.n, status: value.status,
      reasonFR: value.reason?.fr, reasonEN: value.reason?.en)
    exact = value.value
    provenance = values.evidence
  }
}

extension KPIValues {
  /// The formula and the sources, as JSON.
  fileprivate var evidence: String {
    struct Evidence: Encodable {
      let formula: KPIFormula
      let sources: [KPIProvenance]
    }
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = .sortedKeys
    let text = try? encoder.encode(Evidence(formula: request.formula, sources: provenance))
    return text.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

/// What feeds have kept of a plan.
struct KPIFeedState {
  struct Kept {
    let content: KPISnapshot.Content
    let exact: KPINumber?
    let revision: Int
  }

  /// The instant of this feed.
  let now: Instant
  /// The newest value of each, drifted or not.
  let latest: [KPISnapshot.Key: Kept]
  private let closed: [Period]

  init(_ version: PlanVersion, _ transaction: Transaction) async throws {
    let organization = transaction.organization
    let plan = version.plan.id
    now = try await transaction.one("select now() as now", { try $0.decode("now", as: Instant.self) })
    let rows = try await transaction.rows(
      """
      select distinct on (v.kpi, v.grain, v.from_day, v.to_day, v.salesperson_id) v.kpi, v.salesperson_id, v.grain, v.from_day, v.to_day,
        v.numerator, v.denominator, v.value, v.n, v.status, v.reason_fr, v.reason_en, v.revision, v.exact, v.unit
      from kpi_value v
      where v.organization_id = \(organization.id) and v.plan_id = \(plan)
      order by v.kpi, v.grain, v.from_day, v.to_day, v.salesperson_id, v.revision desc
      """, Self.kept)
    latest = Dictionary(uniqueKeysWithValues: rows)
    closed = try await transaction.rows(
      "select from_day, to_day from plan_closing where organization_id = \(organization.id) and plan_id = \(plan)",
      { try Period(from: $0.decode("from_day"), to: $0.decode("to_day")) })
  }

  private static func kept(_ row: Row) throws -> (KPISnapshot.Key, Kept) {
    try (
      KPISnapshot.Key(
        kpi: row.decode("kpi"), salesperson: row.decode("salesperson_id"), grain: row.decode("grain"),
        period: Period(from: row.decode("from_day"), to: row.decode("to_day"))),
      Kept(
        content: KPISnapshot.Content(
          numerator: row.decode("numerator"), denominator: row.decode("denominator"), value: row.decode("value"),
          n: row.decode("n"), status: KPIStatus(rawValue: row.decode("status")) ?? .provisional,
          reasonFR: row.decode("reason_fr"),
          reasonEN: row.decode("reason_en")),
        exact: try KPINumber(
          kept: row.decode("value"), exact: row.decode("exact"), numerator: row.decode("numerator"),
          denominator: row.decode("denominator"), row.decode("unit")), revision: Int(row.decode("revision", as: Int32.self)))
    )
  }

  /// Whether a value's period was closed.
  func isClosed(_ key: KPISnapshot.Key) -> Bool {
    closed.contains { $0.from <= key.period.from && key.period.to <= $0.to }
  }

  /// How many values there are with those computed now.
  func count(with computed: [KPISnapshot]) -> Int { Set(latest.keys).union(computed.map(\.key)).count }
}

extension KPINumber {
  /// A value that was kept. Those of before `kpi_value.exact` are the quotient that they were rounded from, where they are one.
  init?(kept value: Int?, exact: Double?, numerator: Int?, denominator: Int?, _ unit: KPIUnit) {
    guard let value else { return nil }
    if let exact {
      self = .fraction(exact)
    } else if unit.scale > 1, let numerator, let denominator, denominator != 0,
      case let quotient = Double(numerator) / Double(denominator), Int(exactly: (quotient * Double(unit.scale)).rounded()) == value
    {
      self = .fraction(quotient)
    } else {
      self = unit.number(value)
    }
  }

  /// What of it the integer beside it does not hold.
  var fraction: Double? { if case .fraction(let value) = self { value } else { nil } }
}
