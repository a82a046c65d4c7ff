import Postgres

/// A workbook as a value; `bytes()` writes it.
struct Workbook {
  let title: String
  var sheets: [Sheet] = []
}

/// A sheet: what stands in its cells, and how it is printed.
struct Sheet {
  struct Cell {
    let row: Int
    let column: Int
    let value: Value
    let style: CellStyle
  }

  enum Value {
    /// Never a formula, whatever it begins with.
    case text(String)
    case number(Double)
    case day(Day)
    /// With its value, for programs that do not calculate.
    case formula(String, Double)
    /// Leads to another sheet.
    case link(String, sheet: String)
    case blank
  }

  /// A text across several cells of a row.
  struct Banner {
    let row: Int
    let columns: ClosedRange<Int>
    let text: String
    let style: CellStyle
    /// In points: cells that are one do not grow with their text.
    let height: Double
  }

  /// What colours cells by what stands in them, also after somebody changed it.
  struct Condition {
    enum Rule {
      case beginsWith(String, color: UInt32)
      case isNegative(color: UInt32)
      /// A bar as long as the share that the cell is.
      case share(color: UInt32)
    }

    let column: Int
    let rows: ClosedRange<Int>
    let rule: Rule
  }

  /// Bars of columns of this sheet beside one another.
  struct BarChart {
    let row: Int
    let title: String
    /// The rows of labels and values, and the column of the labels.
    let rows: ClosedRange<Int>
    let labels: Int
    let series: [(name: String, column: Int, color: UInt32, isHollow: Bool)]
  }

  /// At most 31 characters, none of `[]:*?/\`.
  let name: String
  /// In characters.
  var widths: [Int] = []
  var cells: [Cell] = []
  var banners: [Banner] = []
  var charts: [BarChart] = []
  var conditions: [Condition] = []
  /// The heads and rows of the table that is filtered.
  var filter: (rows: ClosedRange<Int>, columns: ClosedRange<Int>)?
  /// The heads of the table: they stay in sight and stand on each page.
  var head: Int?
  var footer = ""
  /// In points, of rows with several lines of text.
  var heights: [Int: Double] = [:]
}

/// How a cell looks.
struct CellStyle: Hashable {
  enum Fill: Hashable {
    case none, head, total
  }

  var numberFormat: String?
  var isBold = false
  var isItalic = false
  var isTrailing = false
  var size = 10.0
  var fill = Fill.none
  var color: UInt32?
  var hasRule = false
}
