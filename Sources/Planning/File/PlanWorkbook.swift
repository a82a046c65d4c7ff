import CRM
import Foundation
import Spreadsheets
import Yams

/// The sheets of a workbook that say a plan, read into the file that says the same, with the cell that each of its lines comes from.
struct PlanWorkbook {
  /// Where something stands: `Plan · actions!C5`.
  struct Place: Sendable, Hashable, CustomStringConvertible {
    let sheet: String
    let cell: CellAddress

    var description: String { "\(sheet)!\(cell)" }
  }

  /// A value of a cell, as the file would say it.
  private struct Value {
    let text: String
    let place: Place
  }

  let language: Language
  /// The lines of the file, and where each comes from.
  private(set) var lines: [(text: String, place: Place)] = []
  /// What is wrong with cells before the file is read.
  private(set) var problems: [PlanProblem] = []
  private let text: PlanCellText
  private let layout = PlanLayout()

  /// The file.
  var source: String { lines.map { $0.text + "\n" }.joined() }

  /// Where a line of the file, from 1, comes from.
  func place(ofLine line: Int?) -> Place? {
    line.flatMap { lines.isEmpty ? nil : lines[min(max($0 - 1, 0), lines.count - 1)].place }
  }

  /// - Throws: What keeps the workbook from being read at all, or that it is of something else.
  init(_ bytes: [UInt8]) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "filon-\(UUID().uuidString).xlsx")
    try Data(bytes).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    let workbook = try WorkbookFile(path: path.path())
    guard let first = workbook.sheets.first(where: { $0.name.folded == PlanLayout.firstSheet.folded }) else {
      throw CRMError(.invalid, .noPlanInWorkbook, remedy: .planWorkbookRemedy)
    }
    let rows = try Self.rows(of: first, workbook)
    language = rows.first?.values.contains(.text(Message.planSheetValue.fr)) == true ? .fr : .en
    text = PlanCellText(language: language)
    let once = readOnce(rows, first.name)
    var lists: [(list: PlanLayout.Parts, parts: [[(key: PlanShape.Field, value: Value)]])] = []
    for list in layout.lists {
      guard let sheet = workbook.sheets.first(where: { list.isNamed($0.name) }) else {
        throw CRMError(.invalid, .noPlanSheet(list.sheet(in: language)), remedy: .planSheetRemedy)
      }
      lists.append((list, readList(list, try Self.rows(of: sheet, workbook), sheet.name)))
    }
    // Sections in the order of the file, each with what stands in it once and its lists.
    for (line, value) in once where line.section == nil { write(line.key, line.shape, value, indent: 0) }
    for section in layout.sections {
      let own = once.filter { $0.line.section == section }
      let tables = lists.filter { ($0.list.section ?? $0.list.key) == section && !$0.parts.isEmpty }
      guard let place = own.first?.value.place ?? tables.first?.parts.first?.first?.value.place else { continue }
      let isList = tables.first?.list.section == nil && own.isEmpty
      if !isList { lines.append((name(section) + ":", place)) }
      for (line, value) in own { write(line.key, line.shape, value, indent: 2) }
      for (list, parts) in tables { write(list, parts, indent: isList ? 0 : 2) }
    }
  }

  private static func rows(of sheet: SheetListing, _ workbook: WorkbookFile) throws -> [SheetRow] {
    let reader = try workbook.rows(of: sheet)
    var rows: [SheetRow] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  // MARK: Reading

  /// What is said once: section, key and value in three columns.
  private mutating func readOnce(_ rows: [SheetRow], _ sheet: String) -> [(line: PlanLayout.Line, value: Value)] {
    var found: [(line: PlanLayout.Line, value: Value)] = []
    for row in rows.dropFirst() {
      guard let key = value(of: row, 1, sheet) else {
        if let value = value(of: row, 2, sheet) { report(.planCellWithoutKey, at: value.place) }
        continue
      }
      let section = value(of: row, 0, sheet)
      let candidates = layout.lines.filter { line in
        section.map { name in line.section?.isNamed(name.text) == true } ?? (line.section == nil)
      }
      guard let line = candidates.first(where: { $0.key.isNamed(key.text) }) else {
        report(.unknownPlanKey(key.text), at: key.place, remedy: .planKeyRemedy(key.text, candidates.map(\.key)))
        continue
      }
      guard let value = value(of: row, 2, sheet) else { continue }
      if found.contains(where: { $0.line.section == line.section && $0.line.key == line.key }) {
        report(.planKeyTwice(key.text, line: nil), at: key.place)
      } else {
        found.append((line, value))
      }
    }
    return found
  }

  /// The parts of a list, a row each, under the names of their keys.
  private mutating func readList(
    _ list: PlanLayout.Parts, _ rows: [SheetRow], _ sheet: String
  ) -> [[(key: PlanShape.Field, value: Value)]] {
    guard let head = rows.first else { return [] }
    var columns: [Int: PlanShape.Field] = [:]
    for cell in head.cells {
      guard let name = value(of: head, cell.column, sheet) else { continue }
      guard let field = list.columns.first(where: { $0.key.isNamed(name.text) }) else {
        report(.unknownPlanKey(name.text), at: name.place, remedy: .planKeyRemedy(name.text, list.columns.map(\.key)))
        continue
      }
      if columns.values.contains(where: { $0.key == field.key }) { report(.planKeyTwice(name.text, line: nil), at: name.place) }
      columns[cell.column] = field
    }
    return rows.dropFirst().compactMap { row in
      let part = row.cells.compactMap { cell -> (key: PlanShape.Field, value: Value)? in
        guard let value = value(of: row, cell.column, sheet) else { return nil }
        guard let field = columns[cell.column] else {
          // An unknown head was told already.
          if head[cell.column].isEmpty { report(.planCellWithoutKey, at: value.place) }
          return nil
        }
        return (field, value)
      }
      return part.isEmpty ? nil : part
    }
  }

  /// What a cell says; nil where it says nothing, or nothing that can be read.
  private mutating func value(of row: SheetRow, _ column: Int, _ sheet: String) -> Value? {
    let place = Place(sheet: sheet, cell: CellAddress(row: row.number, column: column))
    let said: String?
    switch row[column] {
    case .empty: said = nil
    case .text(let text): said = text.replacing("\r\n", with: "\n").trimmed.isEmpty ? nil : text.replacing("\r\n", with: "\n")
    case .number(let number): said = number.isPercentage ? text.text(ofShare: number.double) : text.text(ofNumber: number.plain)
    case .boolean(let flag): said = (flag ? Message.labelYes : .labelNo).text(in: language)
    case .error(let error):
      report(.planCellError(error), at: place, remedy: .planCellErrorRemedy)
      said = nil
    case .uncalculated:
      report(.planCellUncalculated, at: place, remedy: .planCellUncalculatedRemedy)
      said = nil
    case let value: said = value.plain
    }
    return said.map { Value(text: $0, place: place) }
  }

  private mutating func report(_ message: Message, at place: Place, remedy: Message? = nil) {
    problems.append(PlanProblem(.error, message, cell: place.description, remedy: remedy))
  }

  // MARK: Writing

  private func name(_ key: PlanKey) -> String { PlanScalar.written(key.name(in: language)) }

  private mutating func write(_ key: PlanKey, _ shape: PlanShape, _ value: Value, indent: Int, after dash: String? = nil) {
    let head = (dash ?? String(repeating: " ", count: indent)) + name(key) + ":"
    guard case .value = shape else {
      lines.append((head, value.place))
      for line in value.text.split(separator: "\n") where !line.trimmed.isEmpty {
        if let item = yaml(String(line), at: value.place) {
          lines.append((String(repeating: " ", count: indent + 2) + "- " + item, value.place))
        }
      }
      return
    }
    if let written = yaml(value.text, at: value.place) { lines.append((head + " " + written, value.place)) }
  }

  private mutating func write(_ list: PlanLayout.Parts, _ parts: [[(key: PlanShape.Field, value: Value)]], indent: Int) {
    let space = String(repeating: " ", count: indent)
    guard let place = parts.first?.first?.value.place else { return }
    lines.append((space + name(list.key) + ":", place))
    for part in parts {
      for (index, (field, value)) in part.enumerated() {
        write(field.key, field.shape, value, indent: indent + 4, after: index == 0 ? space + "  - " : nil)
      }
    }
  }

  /// A text on a line of the file: as it is meant where it is YAML, and quoted where a reader would take it for anything else.
  private mutating func yaml(_ text: String, at place: Place) -> String? {
    guard PlanCellText.isYAML(text) else { return PlanScalar.written(text) }
    let line = text.replacing("\n", with: " ")
    do {
      _ = try Yams.compose(yaml: line, .default, .default, .utf8)
      return line
    } catch {
      report(.planYAML(text), at: place, remedy: .planCellBracesRemedy)
      return nil
    }
  }
}
