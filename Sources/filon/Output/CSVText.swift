import CRM
import Planning
import Foundation

/// A table as comma-separated values for programs: keys as headers, days in ISO 8601, numbers with a point and without grouping.
struct CSVText {
  let table: Table
  let currency: Currency
  let language: Language

  /// The rows, the header first.
  var text: String {
    var text = ""
    let writer = CSVWriter()
    writer.append(table.columns.indices.flatMap(keys), to: &text)
    for row in table.rows {
      writer.append(row.indices.flatMap { values(row[$0], isRate: isRate($0)) }, to: &text)
    }
    return text
  }

  /// A rate is three columns, so that whoever adds rows up need not trust quotients.
  private func isRate(_ column: Int) -> Bool {
    table.columns[column].isRate || table.rows.contains { if case .percent = $0[column] { true } else { false } }
  }

  private func keys(_ column: Int) -> [String] {
    let key = table.columns[column].key
    return isRate(column) ? [key, key + "_numerator", key + "_denominator"] : [key]
  }

  private func values(_ cell: Cell, isRate: Bool) -> [String] {
    if case .percent(let rate) = cell {
      return [rate.value.map { "\($0)" } ?? "", "\(rate.numerator)", "\(rate.denominator)"]
    }
    return [value(cell)] + (isRate ? ["", ""] : [])
  }

  private func value(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text
    case .integer(let value): "\(value)"
    case .money(let cents): money(cents)
    case .percent(let rate): rate.value.map { "\($0)" } ?? ""
    case .day(let day): "\(day)"
    case .instant(let time): "\(time)"
    case .decimal(let value, _): value.isFinite ? decimal(value) : ""
    case .percentage(let value): value.isFinite ? decimal(value) : ""
    case .range(let low, let high, let unit): "\(planned(low, unit))..\(planned(high, unit))"
    case .message(let message): message.text(in: language)
    case .code(let code, _): code
    case .missing: ""
    }
  }

  private func planned(_ value: Int, _ unit: KPIUnit) -> String {
    switch unit {
    case .count: "\(value)"
    case .money: money(value)
    case .rate, .number: decimal(Double(value) / 10_000)
    }
  }

  /// Never with an exponent: `-1e-05` would be taken for a formula.
  private func decimal(_ value: Double) -> String {
    let text = "\(value)"
    return text.contains("e") ? "\(Decimal(value))" : text
  }

  private func money(_ cents: Int) -> String {
    guard currency.exponent > 0 else { return "\(cents)" }
    let digits = String(cents.magnitude)
    let padded = String(repeating: "0", count: max(0, currency.exponent + 1 - digits.count)) + digits
    return (cents < 0 ? "-" : "") + padded.dropLast(currency.exponent) + "." + padded.suffix(currency.exponent)
  }
}
