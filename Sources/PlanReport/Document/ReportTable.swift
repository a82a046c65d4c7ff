import CRM
import Planning
import Postgres

/// A table whose cells keep their values: a date is a date in each format.
struct ReportTable: Sendable {
  /// What it is about, where the heading of its section does not say so.
  let caption: String?
  let columns: [ReportColumn]
  let rows: [[ReportCell]]
  /// Below the rows: totals.
  var footer: [[ReportCell]] = []
  /// What stands there without rows.
  var empty: String

  /// The value of a cell of the footer: sums and differences are those of its column.
  func footerValue(_ row: Int, _ column: Int) -> ReportCell {
    switch footer[row][column] {
    case .sum: .money(rows.reduce(0) { Int(clamping: Int128($0) + Int128($1[column].cents ?? 0)) })
    case .difference(let row, let other):
      .money(Int(clamping: Int128(footerValue(row, column).cents ?? 0) - Int128(footerValue(other, column).cents ?? 0)))
    case let cell: cell
    }
  }
}

struct ReportColumn: Sendable {
  enum Place: Sendable {
    case everywhere
    /// A workbook has room for more columns than a page.
    case workbook
    case page
  }

  let header: String
  /// In characters of a sheet.
  let width: Int
  var isNumeric = false
  var place = Place.everywhere

  init(_ header: String, _ width: Int, numeric: Bool = false, _ place: Place = .everywhere) {
    self.header = header
    self.width = width
    isNumeric = numeric
    self.place = place
  }
}

enum ReportCell: Sendable, Hashable {
  case text(String?)
  case list([String])
  case integer(Int?)
  /// Cents.
  case money(Int?)
  /// A fraction: 0.125 is 12.5 %.
  case rate(Double?)
  case number(Double?, places: Int = 1)
  case day(Day?)
  /// The first and the last.
  case days(Day?, Day?)
  case light(TrafficLight)
  /// Why there is no value.
  case missing(String)
  case trend(Sparkline)
  /// In a footer: of the rows above in this column.
  case sum
  /// In a footer: one row of the footer less another, in this column.
  case difference(Int, Int)

  var cents: Int? {
    if case .money(let cents) = self { cents } else { nil }
  }

  /// As people read it.
  func text(_ formats: Formats) -> String {
    switch self {
    case .text(let text): text.flatMap { $0.isEmpty ? nil : $0 } ?? Formats.missing
    case .list(let items): items.isEmpty ? Formats.missing : items.joined(separator: formats.language == .fr ? "\u{A0}; " : "; ")
    case .integer(let value): value.map(formats.integer) ?? Formats.missing
    case .money(let cents): cents.map(formats.shortMoney) ?? Formats.missing
    case .rate(let value): value.map { formats.percent($0) } ?? Formats.missing
    case .number(let value, let places): value.map { formats.decimal($0, places: places) } ?? Formats.missing
    case .day(let day): day.map(formats.day) ?? Formats.missing
    case .days(let first?, let last?) where first < last: "\(formats.day(first)) – \(formats.day(last))"
    case .days(let first, let last): (first ?? last).map(formats.day) ?? Formats.missing
    case .light(.none): Formats.missing
    case .light(let light): "\(light.sign) \(light.name.text(in: formats.language))"
    case .missing(let reason): "\(Formats.missing) (\(reason))"
    case .trend(let line): line.text
    case .sum, .difference: Formats.missing
    }
  }
}

extension ReportCell {
  /// A value of a KPI in its unit, as plans are written.
  static func value(_ value: Int?, in unit: KPIUnit) -> ReportCell { figure(value.map(unit.number), in: unit) }

  /// A value of a KPI in its unit, rounded only where it is written.
  static func figure(_ value: KPINumber?, in unit: KPIUnit) -> ReportCell {
    switch (unit, value) {
    case (.rate, _): .rate(value?.double)
    case (.number, _): .number(value?.double, places: 2)
    case (.money, .whole(let cents)): .money(cents)
    case (.money, _): .money(nil)
    case (_, .whole(let count)): .integer(count)
    case (_, .fraction(let value)): .number(value, places: 2)
    case (_, nil): .integer(nil)
    }
  }
}

extension Formats {
  /// An amount, without the cents when there are none: `60 000 €`.
  func shortMoney(cents: Int) -> String {
    let scale = (0..<currency.exponent).reduce(1) { scale, _ in scale * 10 }
    guard scale > 1, cents.isMultiple(of: scale) else { return money(cents: cents) }
    let sign = cents < 0 ? "-" : ""
    let whole = integer(Int(clamping: cents.magnitude / UInt(scale)))
    switch language {
    case .fr: return "\(sign)\(whole)\u{A0}\(currency.symbol)"
    case .en: return "\(sign)\(currency.symbol)\(currency.symbol == currency.code ? "\u{A0}" : "")\(whole)"
    }
  }
}

extension TrafficLight {
  /// Told apart by its shape as well.
  var sign: String {
    switch self {
    case .green: "●"
    case .amber: "▲"
    case .red: "■"
    case .none: "○"
    }
  }
}
