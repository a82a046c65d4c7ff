import Foundation

/// A row that was refused, with its cells as they are in the file.
struct RefusedRow: Sendable {
  /// Where it starts in the file, from 1.
  let line: Int
  let rejection: RowRejection
  let cells: [String]
}

/// The file of refused rows: line, column and reason before the cells of each, to be mended and imported again.
final class RejectedRows {
  private let path: String?
  private let header: [String]
  private let bindings: ImportBindings
  private let language: Language
  private let style: CSVStyle
  private var file: OutputFile?
  private let writer: CSVWriter

  /// - Throws: `.usage` when the path is that of the file being read, `input`.
  init(
    path: String?, besides input: String, _ style: CSVStyle, _ bindings: ImportBindings, header: [String], _ language: Language
  ) throws(CRMError) {
    if let path, URL(filePath: path).resolvingSymlinksInPath() == URL(filePath: input).resolvingSymlinksInPath() {
      throw CRMError(.usage, .rejectedFileIsInput(path), remedy: .chooseRejectedFile)
    }
    self.path = path
    writer = CSVWriter(style, disarmsFormulas: false)
    self.style = style
    self.bindings = bindings
    self.header = header
    self.language = language
  }

  /// Adds a row; the file is made with the first one.
  func add(_ row: RefusedRow) throws(CRMError) {
    guard let path else { return }
    if file == nil {
      file = try OutputFile(path: path)
      try file?.write(writer.header(Self.headings.map { style.word($0.en.lowercased(), $0) } + ownColumns.map { header[$0] }))
    }
    // A row with too few or too many cells keeps them all.
    let isWhole = row.cells.count == header.count
    let cells = isWhole ? ownColumns.map { row.cells[$0] } : Array(row.cells.dropFirst(header.count - ownColumns.count))
    try file?.write(writer.row(["\(row.line)", column(of: row.rejection), row.rejection.reason.text(in: language)] + cells))
  }

  /// The columns of the file without those that this one puts before them: refused rows may be refused again.
  private var ownColumns: Range<Int> { (Self.stands(before: header) ? Self.headings.count : 0)..<header.count }

  /// Whether a header begins with what such a file puts before the columns of another.
  static func stands(before header: [String]) -> Bool {
    [Language.fr, .en].contains { language in
      zip(header, headings).count { headingKey($0) == headingKey($1.text(in: language)) } == headings.count
    }
  }

  /// What stands before the cells of a refused row.
  private static let headings: [Message] = [
    .columnLine, Message(fr: "Colonne", en: "Column"), .labelReason,
  ]

  /// The column at fault as the file names it; that of a constant, the field.
  private func column(of rejection: RowRejection) -> String {
    if let column = rejection.column { return header.indices.contains(column - 1) ? header[column - 1] : "\(column)" }
    guard let field = rejection.field else { return "" }
    return bindings.origins[field].columns.first.map { header[$0] } ?? field
  }

  /// Completes the file and gives its path; nil when no row was refused.
  func finish() throws(CRMError) -> String? {
    try file?.flush()
    return file == nil ? nil : path
  }

  /// Takes the file away: what it speaks of was not recorded.
  func abandon() {
    guard file != nil, let path else { return }
    file = nil
    // What is no file (/dev/stderr) stays.
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    if attributes?[.type] as? FileAttributeType == .typeRegular { try? FileManager.default.removeItem(atPath: path) }
  }
}
