import CRM
import Planning
import Foundation
import Tables

/// A table as comma-separated values for programs: keys as headers, days in ISO 8601, numbers with a point and without grouping.
struct CSVText {
  let table: Table
  let currency: Currency
  let language: Language

  /// The rows, the header first.
  var text: String {
    var text = ""
    let writer = CSVWriter()
    let table = table.on(.sheet)
    writer.append(table.columns.flatMap(keys), to: &text)
    for row in table.rows {
      writer.append(zip(table.columns, row).flatMap { $0.isRate ? rate($1) : [value($1)] }, to: &text)
    }
    return text
  }

  private func keys(_ column: Heading) -> [String] {
    [column.key] + (column.isRate ? [column.key + "_numerator", column.key + "_denominator"] : [])
  }

  private func rate(_ cell: TableCell) -> [String] {
    guard case .rate(let rate, _) = cell else { return [value(cell), "", ""] }
    return [value(cell), "\(rate.numerator)", "\(rate.denominator)"]
  }

  private func value(_ cell: TableCell) -> String {
    switch cell {
    case .text(let text): text
    case .items(let items): items.joined(separator: ", ")
    case .integer(let value): "\(value)"
    case .money(let cents): currency.decimal(cents)
    case .decimal(let value, _), .percentage(let value): decimal(value)
    case .rate(let rate, _): rate.value.map(decimal) ?? ""
    case .day(let day): "\(day)"
    case .instant(let time): "\(time)"
    case .range(let low, let high): "\(value(low))..\(value(high))"
    case .message(let message): message.text(in: language)
    case .code(let code, _): code
    case .light(let light): light.rawValue
    case .trend(let trend): trend.text
    case .missing: ""
    }
  }

  /// Never with an exponent: `-1e-05` would be taken for a formula.
  private func decimal(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    let text = "\(value)"
    return text.contains("e") ? "\(Decimal(value))" : text
  }
}
