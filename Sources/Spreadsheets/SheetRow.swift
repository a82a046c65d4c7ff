/// A row of a sheet. Gaps take no room: a cell in the last column does not make 16,383 others.
package struct SheetRow: Sendable, Equatable {
  /// A cell that holds something.
  package struct Cell: Sendable, Equatable {
    /// The column, from 0.
    package let column: Int
    package let value: CellValue
    /// Whether the value is the result of a formula.
    package let isFormula: Bool
  }

  /// Its number, from 1, as the person sees it at the margin.
  package let number: Int
  /// Whether it is hidden, by hand or by a filter.
  package let isHidden: Bool
  /// The cells that hold something, in the order of their columns.
  package let cells: [Cell]

  /// The number of columns up to the last cell that holds something.
  package var width: Int { cells.last.map { $0.column + 1 } ?? 0 }

  /// The value in a column, from 0; `.empty` in a gap and behind the last cell.
  package subscript(column: Int) -> CellValue {
    // In a row without gaps before it, a cell stands at its column.
    if cells.indices.contains(column), cells[column].column == column { return cells[column].value }
    var (low, high) = (0, cells.count)
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].column < column { low = middle + 1 } else { high = middle }
    }
    return low < cells.count && cells[low].column == column ? cells[low].value : .empty
  }

  /// All values up to the last one, the gaps filled.
  package var values: [CellValue] {
    var values = [CellValue](repeating: .empty, count: width)
    for cell in cells { values[cell.column] = cell.value }
    return values
  }
}
