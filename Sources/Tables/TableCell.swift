package import CRM
import Foundation
package import Planning
package import Postgres

/// A value of a table. It keeps its kind, so that a date is a date in each format.
package indirect enum TableCell: Sendable, Hashable {
  case text(String)
  /// What names a thing to programs: whole for them, shortened on a terminal.
  case id(String)
  case items([String])
  case integer(Int)
  /// Cents of the organization's currency.
  case money(Int)
  case decimal(Double, digits: Int)
  /// A fraction that is no share of a count: 0.125 is 12.5 %.
  case percentage(Double)
  /// A difference of fractions: 0.125 is 12.5 points.
  case points(Double)
  /// A share of a count.
  case rate(Rate, showsCounts: Bool = false)
  case day(Day)
  /// What the clocks of the organization showed.
  case instant(CivilTime)
  /// From one value to another.
  case range(TableCell, TableCell)
  case message(Message)
  /// A value of a fixed set: its word for people, its code for programs.
  case code(String, Message)
  case light(TrafficLight)
  case trend(Trend)
  /// A value, and what tells how to take it.
  case noted(TableCell, TableCell)
  /// A chapter of the document, by its anchor.
  case chapter(String, Message)
  /// A value that does not exist, with the reason where it is worth a word.
  case missing(Message? = nil)

  /// Nothing, where nothing is missing.
  package static let blank = TableCell.text("")

  /// As people read it.
  package func text(_ formats: Formats) -> String {
    switch self {
    case .text(let text), .id(let text): text
    case .items(let items): items.joined(separator: formats.language == .fr ? "\u{A0}; " : "; ")
    case .integer(let value): formats.integer(value)
    case .money(let cents): formats.money(cents: cents)
    case .decimal(let value, let digits): formats.decimal(value, places: digits)
    case .percentage(let value): formats.percent(value)
    case .points(let value): formats.points(value)
    case .rate(let rate, let showsCounts):
      formats.percent(rate.numerator, of: rate.denominator)
        + (showsCounts && rate.value != nil ? " (\(formats.integer(rate.numerator))/\(formats.integer(rate.denominator)))" : "")
    case .day(let day): formats.day(day)
    case .instant(let time): formats.dateTime(time)
    case .range(let low, let high): "\(low.text(formats)) – \(high.text(formats))"
    case .message(let message), .code(_, let message): message.text(in: formats.language)
    case .light(.none): Formats.missing
    case .light(let light): "\(light.sign) \(light.name.text(in: formats.language))"
    case .trend(let trend): trend.text
    case .noted(let value, let note): "\(value.text(formats)) (\(note.text(formats)))"
    case .chapter(_, let title): title.text(in: formats.language)
    case .missing(let reason): formats.missing(because: reason)
    }
  }

  package var isMissing: Bool { if case .missing = self { true } else { false } }

  /// Whether it is missing without a reason to give.
  package var isGap: Bool { self == .missing() }
}

// What may be missing.
extension TableCell {
  package static func text(_ value: String?) -> TableCell { value.map { .text($0) } ?? .missing() }
  package static func list(_ items: [String]) -> TableCell { items.isEmpty ? .missing() : .items(items) }
  package static func integer(_ value: Int?) -> TableCell { value.map { .integer($0) } ?? .missing() }
  package static func money(_ cents: Int?) -> TableCell { cents.map { .money($0) } ?? .missing() }
  package static func decimal(_ value: Double?, digits: Int) -> TableCell { value.map { .decimal($0, digits: digits) } ?? .missing() }
  package static func percentage(_ value: Double?) -> TableCell { value.map { .percentage($0) } ?? .missing() }
  package static func day(_ day: Day?) -> TableCell { day.map { .day($0) } ?? .missing() }
  package static func instant(_ time: CivilTime?) -> TableCell { time.map { .instant($0) } ?? .missing() }
  package static func message(_ message: Message?) -> TableCell { message.map { .message($0) } ?? .missing() }
  package static func id<Kind>(_ id: ID<Kind>?) -> TableCell { id.map { .id($0.description) } ?? .missing() }
  package static func code(_ choice: (some NamedChoice)?) -> TableCell { choice.map { .code($0.rawValue, $0.name) } ?? .missing() }

  /// A part of a period, by the name that programs know it by.
  package static func period(_ name: String) -> TableCell { .code(name, .period(name)) }

  package static func between(_ low: TableCell, _ high: TableCell) -> TableCell {
    low.isMissing || high.isMissing ? .missing() : .range(low, high)
  }

  /// The first and the last day; one where the other is not known, or the same.
  package static func days(_ first: Day?, _ last: Day?) -> TableCell {
    if let first, let last, first < last { return .range(.day(first), .day(last)) }
    return .day(first ?? last)
  }

  /// A value of a KPI as people read it, rounded here for the first time.
  package static func figure(_ value: KPINumber?, _ unit: KPIUnit, missing reason: Message? = nil) -> TableCell {
    switch (unit, value) {
    case (_, nil): .missing(reason)
    case (.money, .whole(let cents)): .money(cents)
    case (.rate, let value?): .percentage(value.double)
    case (_, .whole(let count)): .integer(count)
    case (_, .fraction(let value)): .decimal(value, digits: 2)
    }
  }

  /// What one value of a KPI is more than another.
  package static func difference(_ value: KPINumber?, _ unit: KPIUnit) -> TableCell {
    unit == .rate ? value.map { .points($0.double) } ?? .missing() : figure(value, unit)
  }

  /// A value with what tells how to take it, where there is such a thing.
  package static func noted(_ value: TableCell, by note: TableCell) -> TableCell { note.isMissing ? value : .noted(value, note) }

  /// A value as plans write it, in the smallest parts of its unit.
  package static func planned(_ value: Int?, _ unit: KPIUnit) -> TableCell { figure(value.map(unit.number), unit) }
}

extension TrafficLight {
  /// Told apart by its shape as well.
  package var sign: String {
    switch self {
    case .green: "●"
    case .amber: "▲"
    case .red: "■"
    case .none: "○"
    }
  }
}
