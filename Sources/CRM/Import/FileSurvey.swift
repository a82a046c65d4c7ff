import Postgres

/// What a whole file shows, looked at once before any of its rows is recorded: what its head leaves open, its last row may decide.
package struct FileSurvey: Sendable {
  /// How the order of day and month is known.
  package enum OrderBasis: String, Sendable, Encodable {
    /// Days of the file leave no doubt.
    case file
    /// The person says it.
    case given
    /// Nothing shows it.
    case assumed
  }

  let bindings: ImportBindings
  let source: TableSource
  let header: [String]
  /// The lines before the first header.
  let leadingLines: Int
  /// Nil when no day of the file needs it, or it is left to whoever writes such files.
  private(set) var dayOrder: DayOrder?
  private(set) var orderBasis: OrderBasis?
  private(set) var decimals: DecimalStyle
  /// The days that the file speaks of, to the year.
  private(set) var days: ClosedRange<Day>?
  /// The values of the mapping that no row has, as `field.value`.
  private(set) var unusedValues: [String] = []

  /// Reads the file through.
  ///
  /// - Throws: what makes it unreadable, with its place; `.usage` for columns that do not bind; `.invalid` when its days contradict each
  ///   other.
  init(_ request: ImportRequest) throws {
    var table = try BoundTable(request)
    bindings = table.bindings
    source = table.reader.source
    header = table.header
    leadingLines = table.leadingLines
    decimals = .automatic
    var signs = DaySigns()
    var styles: Set<DecimalStyle> = []
    var years: ClosedRange<Int>?
    var unused = Set(bindings.mappedValues.flatMap { field, values in values.map { MappedValue(field, $0) } })
    while true {
      var records = RecordSet()
      guard let bindings = try table.fill(&records, 1000) else { break }
      try Task.checkCancellation()
      for record in records.records where record.problem == nil {
        for column in bindings.days {
          let text = records.text(at: column, of: record)
          guard !text.isEmpty else { continue }
          signs.take(text, record.line)
          if let year = Self.year(of: text) { years = years.map { min($0.lowerBound, year)...max($0.upperBound, year) } ?? year...year }
        }
        if styles.count < 2 {
          for column in bindings.amounts {
            if let style = DecimalStyle.shown(by: records.text(at: column, of: record)) { styles.insert(style) }
          }
        }
        if !unused.isEmpty {
          unused = unused.filter { value in
            !bindings.texts(of: value.field, record, records).contains { valueKey($0) == value.key }
          }
        }
      }
    }
    // Where amounts disagree each must say it by itself.
    if styles.count == 1, let style = styles.first { decimals = style }
    days = years.flatMap { years in
      guard let first = Day(year: years.lowerBound, month: 1, day: 1), let last = Day(year: years.upperBound, month: 12, day: 31) else {
        return nil
      }
      return first...last
    }
    unusedValues = unused.map { "\($0.field).\($0.text)" }.sorted()
    (dayOrder, orderBasis) = try signs.order(given: request.dayOrder, usual: bindings.export?.usualDayOrder, path: request.path)
  }

  private struct MappedValue: Hashable {
    let field, text, key: String

    init(_ field: String, _ text: String) { (self.field, self.text, key) = (field, text, valueKey(text)) }
  }

  /// The year of a written day: where it stands does not matter.
  private static func year(of text: String) -> Int? {
    if let moment = SerialDate.moment(text) { return moment.day.year }
    for order in [DayOrder.dayFirst, .monthFirst] {
      if let moment = try? CivilDate.moment(text, order) { return moment.day.year }
    }
    return nil
  }
}

extension ImportBindings {
  /// The texts in the columns of a field; those of a constant once.
  fileprivate func texts(of field: String, _ record: RecordSet.Record, _ records: RecordSet) -> [String] {
    switch origins[field] {
    case .constant(let constant): [constant]
    case .columns(let choices): choices.map { $0.map { records.text(at: $0, of: record) }.filter { !$0.isEmpty }.joined(separator: " ") }
    case nil: []
    }
  }
}

/// What the days of a file show of their order.
private struct DaySigns {
  private var shown: [DayOrder: (text: String, line: Int)] = [:]
  private var isOpen = false

  mutating func take(_ text: String, _ line: Int) {
    switch DayOrder.sign(of: text) {
    case .shows(let order): if shown[order] == nil { shown[order] = (text, line) }
    case .leavesOpen: isOpen = true
    case nil: break
    }
  }

  /// - Throws: `.invalid` that names two days which contradict each other.
  func order(given: DayOrder?, usual: DayOrder?, path: String) throws -> (DayOrder?, FileSurvey.OrderBasis?) {
    if let given { return (given, .given) }
    if let dayFirst = shown[.dayFirst], let monthFirst = shown[.monthFirst] {
      throw CRMError(
        .invalid, .daysContradict(dayFirst: dayFirst.text, dayFirst.line, monthFirst: monthFirst.text, monthFirst.line),
        place: "\(path):\(min(dayFirst.line, monthFirst.line))", remedy: .sayDayOrder)
    }
    if let order = shown.keys.first { return (order, .file) }
    return isOpen ? (usual ?? .dayFirst, .assumed) : (nil, nil)
  }
}
