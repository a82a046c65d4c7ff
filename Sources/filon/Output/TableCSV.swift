import CRM

extension Table {
  /// The rows for programs and spreadsheets: keys as header, a rate as five columns. The total is left out: it is no row.
  func csv(_ formats: Formats) -> String {
    let writer = CSVWriter()
    var text = ""
    writer.append(columns.flatMap { $0.kind == .rate ? Self.rateKeys($0.key) : [$0.key] }, to: &text)
    for row in rows {
      let cells = zip(columns, row).flatMap { column, cell in
        column.kind == .rate ? Self.rateCells(cell) : [cell.machineText(formats)]
      }
      writer.append(cells, to: &text)
    }
    return text
  }

  private static func rateKeys(_ key: String) -> [String] { [key] + ["numerator", "denominator", "low", "high"].map { "\(key)_\($0)" } }

  private static func rateCells(_ cell: Cell) -> [String] {
    guard case .percent(let rate) = cell else { return ["", "", "", "", ""] }
    let bounds = [rate.low, rate.high].map { bound in bound.map { "\($0)" } ?? "" }
    return [rate.value.map { "\($0)" } ?? "", String(rate.numerator), String(rate.denominator)] + bounds
  }
}
