import CRM
import Planning
import Foundation
import Tables

/// A table as delimited text. In the plain style it is for programs: keys as headers, days in ISO 8601, numbers with a point; always
/// without grouping.
struct CSVText {
  let table: Table
  let currency: Currency
  let language: Language
  var style = CSVStyle.plain

  /// The rows, the header first.
  var text: String {
    let writer = CSVWriter(style)
    let table = table.on(.sheet)
    let names = Dictionary(grouping: table.columns, by: \.header)
    var text = writer.header(table.columns.flatMap { headings($0, isAlone: names[$0.header]?.count == 1) })
    for row in table.rows {
      writer.append(zip(table.columns, row).flatMap { $0.isRate ? rate($1) : [value($1)] }, to: &text)
    }
    return text
  }

  /// - Parameter isAlone: Whether no other column is called the same.
  private func headings(_ column: Heading, isAlone: Bool) -> [String] {
    let heading = style.word(column.key, column.header) + (isAlone || style == .plain ? "" : " (\(column.key))")
    func part(_ code: String, _ name: Message) -> String {
      style.word("\(column.key)_\(code)", Message(fr: "\(column.header.fr) – \(name.fr)", en: "\(column.header.en) – \(name.en)"))
    }
    return [heading] + (column.isRate ? [part("numerator", .labelNumerator), part("denominator", .labelDenominator)] : [])
  }

  private func rate(_ cell: TableCell) -> [String] {
    guard case .rate(let rate, _) = cell else { return [value(cell), "", ""] }
    return [value(cell), "\(rate.numerator)", "\(rate.denominator)"]
  }

  private func value(_ cell: TableCell) -> String {
    switch cell {
    case .text(let text), .id(let text): text
    case .items(let items): items.joined(separator: ", ")
    case .integer(let value): "\(value)"
    case .money(let cents): style.number(currency.decimal(cents))
    case .decimal(let value, _), .percentage(let value), .points(let value): decimal(value)
    case .rate(let rate, _): rate.value.map(decimal) ?? ""
    case .day(let day): style.day(day)
    case .instant(let time): style.time(time)
    case .range(let low, let high): value(low) + style.rangeSign + value(high)
    case .message(let message): message.text(in: language)
    case .code(let code, let name): style.word(code, name)
    case .light(let light): style.word(light.rawValue, light.name)
    case .trend(let trend): trend.text
    case .noted(let value, _): self.value(value)
    case .chapter(_, let title): title.text(in: language)
    case .missing: ""
    }
  }

  /// Never with an exponent: `-1e-05` would be taken for a formula.
  private func decimal(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    let text = "\(value)"
    return style.number(text.contains("e") ? "\(Decimal(value))" : text)
  }
}
