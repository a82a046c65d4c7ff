/// The file of refused rows: line, column and reason before the cells of each, to be mended and imported again.
final class RejectedRows {
  private let path: String?
  private let header: [String]
  private let language: Language
  private var file: OutputFile?
  private let writer = CSVWriter(disarmsFormulas: false)

  init(path: String?, header: [String], _ language: Language) throws {
    self.path = path
    self.header = header
    self.language = language
  }

  /// Adds a row; the file is made with the first one.
  func add(line: Int, _ rejection: RowRejection, _ cells: [String]) throws {
    guard let path else { return }
    if file == nil {
      file = try OutputFile(path: path)
      try file?.write(writer.row(["line", "column", "reason"] + header))
    }
    let column = rejection.field ?? rejection.column.map(String.init) ?? ""
    try file?.write(writer.row(["\(line)", column, rejection.reason.text(in: language)] + cells))
  }

  /// Completes the file and gives its path; nil when no row was refused.
  func finish() throws -> String? {
    try file?.flush()
    return file == nil ? nil : path
  }
}
