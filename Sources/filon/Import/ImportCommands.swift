import ArgumentParser
import CRM
import Foundation
import Tables

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: say(.helpImport),
    discussion: say(.helpImportMore),
    subcommands: [
      ImportFileCommand<ProspectsFile>.self, ImportFileCommand<OpportunitiesFile>.self, ImportFileCommand<MovesFile>.self,
      ImportFileCommand<ConversationsFile>.self, ImportFileCommand<SalesFile>.self, ImportFileCommand<ExpensesFile>.self,
      ImportFileCommand<MeasurementsFile>.self,
      ImportListCommand.self, ImportShowCommand.self, ImportUndoCommand.self,
    ])
}

/// Which sort of file a subcommand reads; each has its own help.
protocol ImportedFile {
  static var kind: ImportKind { get }
}

enum ProspectsFile: ImportedFile { static var kind: ImportKind { .prospects } }
enum OpportunitiesFile: ImportedFile { static var kind: ImportKind { .opportunities } }
enum MovesFile: ImportedFile { static var kind: ImportKind { .moves } }
enum ConversationsFile: ImportedFile { static var kind: ImportKind { .conversations } }
enum SalesFile: ImportedFile { static var kind: ImportKind { .sales } }
enum ExpensesFile: ImportedFile { static var kind: ImportKind { .expenses } }
enum MeasurementsFile: ImportedFile { static var kind: ImportKind { .measurements } }

struct ImportFileCommand<File: ImportedFile>: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: File.kind.rawValue, abstract: say(.helpImportKind(File.kind)), discussion: say(.fieldsThere(File.kind.fields)))
  }

  @Argument(help: ArgumentHelp(say(.helpImportFile)))
  var file: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(.helpPreset), valueName: ImportPreset.of(File.kind).map(\.rawValue).joined(separator: "|"),
      visibility: ImportPreset.of(File.kind).isEmpty ? .hidden : .default))
  var preset: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpMap)))
  var map: String?

  @Option(name: .long, parsing: .singleValue, help: ArgumentHelp(say(.helpColumn), valueName: "field=header"))
  var column: [String] = []

  @Option(name: .long, parsing: .singleValue, help: ArgumentHelp(say(.helpValue), valueName: "field.Theirs=ours"))
  var value: [String] = []

  @Option(name: .long, parsing: .singleValue, help: ArgumentHelp(say(.helpSet), valueName: "field=constant"))
  var set: [String] = []

  @Option(name: .long, parsing: .singleValue, help: ArgumentHelp(say(.helpCreate), valueName: "salespeople,prospects,stages"))
  var create: [String] = []

  @Option(name: .long, parsing: .singleValue, help: ArgumentHelp(say(.helpDefault), valueName: "field=value"))
  var `default`: [String] = []

  @Option(name: .long, parsing: .singleValue, help: ArgumentHelp(say(.helpOnly), valueName: "field=value,…"))
  var only: [String] = []

  @Option(name: .long, help: ArgumentHelp(say(.helpExisting), valueName: ExistingRows.allCases.map(\.rawValue).joined(separator: "|")))
  var existing: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpSales)))
  var sales: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpSystem)))
  var system: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpEncoding)))
  var encoding: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpDecimal)))
  var decimal: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpDates), valueName: "day-first|month-first"))
  var dates: String?

  @Option(name: .customLong("times-in"), help: ArgumentHelp(say(.helpTimesIn), valueName: "UTC"))
  var timesIn: String?

  @Option(name: .long, parsing: .singleValue, help: ArgumentHelp(say(.helpRate), valueName: "USD=0.92"))
  var rate: [String] = []

  @Option(name: .long, help: ArgumentHelp(say(.helpSheet)))
  var sheet: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpRejectedFile)))
  var rejected: String?

  @Flag(name: .long, help: ArgumentHelp(say(.helpPreview)))
  var preview = false

  @Flag(name: .long, help: ArgumentHelp(say(.helpStrict)))
  var strict = false

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    let request = try request()
    let result = try await options.withScope { scope in
      let progress = ImportProgress()
      defer { progress.end() }
      return try await Imports(scope).run(request) { progress.show($0) }
    }
    try present(result, as: ImportTables.tables(of: result, File.kind), options.output, recorded: result.importId)
    if result.rejected > 0 { throw ExitCode(Failure.doneWithRejections) }
  }

  private func request() throws -> ImportRequest {
    var request = ImportRequest(File.kind, path: file)
    request.preset = try code(preset, "--preset")
    if let map { request.mapping = try ImportMapping(path: map) }
    var given: Set<String> = []
    /// One place of the mapping has one value.
    func once(_ place: String) throws {
      if !given.insert(place).inserted { throw CRMError(.usage, .givenTwice(place), remedy: .giveOnce) }
    }
    for text in column {
      let (field, header) = try pair(text, option: "--column")
      try once("--column \(text)")
      // What the command says replaces what the file says.
      if given.insert("--column \(field)").inserted { request.mapping.columns[field] = [] }
      request.mapping.columns[field, default: []].append(header)
    }
    for text in `default` {
      let (field, value) = try pair(text, option: "--default")
      try once("--default \(field)")
      request.mapping.defaults[field] = value
    }
    for text in only {
      let (field, values) = try pair(text, option: "--only")
      try once("--only \(field)")
      request.mapping.only[field] = values.split(separator: ",").map { String($0.trimmed) }
    }
    for text in rate {
      let (currency, value) = try pair(text, option: "--rate")
      try once("--rate \(currency)")
      request.mapping.rates[currency.uppercased()] = try exchangeRate(value, "--rate")
    }
    for text in set {
      let (field, constant) = try pair(text, option: "--set")
      try once("--set \(field)")
      request.mapping.constants[field] = constant
    }
    for text in value {
      let (path, ours) = try pair(text, option: "--value")
      try once("--value \(path)")
      guard let dot = path.firstIndex(of: ".") else { throw CRMError(.usage, .notAPair(text, option: "--value")) }
      request.mapping.values[String(path[..<dot]), default: [:]][String(path[path.index(after: dot)...])] = ours
    }
    for name in create.flatMap({ $0.split(separator: ",") }) {
      guard let creation = ImportMapping.Creation(word: String(name)) else {
        throw CRMError(.usage, .notAChoice(String(name), ImportMapping.Creation.allCases.map(\.rawValue)), place: "--create")
      }
      request.mapping.creations.insert(creation)
    }
    let recorded: ImportMapping.RecordedSales? = try code(sales, "--sales")
    if recorded == .won { request.mapping.recordsSalesOfWins = true }
    if let system { request.mapping.system = system }
    request.reading.encoding = try code(encoding, "--encoding") ?? request.reading.encoding
    request.amounts = try code(decimal, "--decimal") ?? request.amounts
    request.sheet = sheet
    request.existing = try code(existing, "--existing") ?? request.existing
    if let dates {
      guard let order = DayOrder(rawValue: dates.lowercased().replacing("-", with: "_")) else {
        throw CRMError(.usage, .notAChoice(dates, ["day-first", "month-first"]), place: "--dates")
      }
      request.dayOrder = order
    }
    if let timesIn {
      guard timesIn.uppercased() == "UTC" else { throw CRMError(.usage, .notAChoice(timesIn, ["UTC"]), place: "--times-in") }
      request.timesInUTC = true
    }
    request.isPreview = preview
    request.isStrict = strict
    request.rejectedFile = rejected ?? defaultRejectedFile
    request.rejectedStyle = options.output.csv.reader.map { _ in options.output.csv.style() }
    return request
  }

  /// Beside the person, not beside the file: that folder may not be theirs to write in.
  private var defaultRejectedFile: String {
    let name = file == "-" ? File.kind.rawValue : URL(filePath: file).deletingPathExtension().lastPathComponent
    return "\(name).rejected.csv"
  }

  private func pair(_ text: String, option: String) throws -> (String, String) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else { throw CRMError(.usage, .notAPair(text, option: option)) }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }
}

/// Rows read so far, on a terminal only.
private struct ImportProgress {
  private let isShown = isatty(STDERR_FILENO) != 0

  func show(_ rows: Int) {
    guard isShown, rows.isMultiple(of: 10_000) else { return }
    FileHandle.standardError.write(Data("\r\(say(.rowsRead(rows)))\u{1B}[K".utf8))
  }

  func end() {
    if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}

private enum ImportTables {
  static func tables(of result: ImportResult, _ kind: ImportKind) -> [Table] {
    var notes: [Message] = []
    if let encoding = result.encoding, let delimiter = result.delimiter { notes.append(.importReading(encoding, delimiter)) }
    if let sheet = result.sheet { notes.append(.sheetRead(sheet, others: result.otherSheets)) }
    if result.hiddenRows > 0 { notes.append(.hiddenRowsRead(result.hiddenRows)) }
    if result.mergedRanges > 0 { notes.append(.mergedRanges(result.mergedRanges)) }
    if result.leadingLines > 0 { notes.append(.leadingLines(result.leadingLines)) }
    if result.columns.contains(where: { $0.column != $0.field }) { notes.append(.columnsRead(result.columns)) }
    let guessed = result.columns.filter(\.isGuessed)
    if !guessed.isEmpty { notes.append(.columnsGuessed(guessed)) }
    if !result.columnsNotRead.isEmpty { notes.append(.columnsNotRead(result.columnsNotRead)) }
    if let order = result.dayOrder, let from = result.dayOrderFrom, from != .file || order == .monthFirst {
      notes.append(.dayOrder(order, from))
    }
    if !result.unusedValues.isEmpty { notes.append(.unusedValues(result.unusedValues)) }
    if result.repeatedHeaders > 0 { notes.append(.repeatedHeaders(result.repeatedHeaders)) }
    if result.leftOut > 0 { notes.append(.leftOut(result.leftOut)) }
    if result.changed > result.changes.count { notes.append(.valuesChanged(result.changed)) }
    for (field, count) in result.assumed.sorted(by: { $0.key < $1.key }) { notes.append(.assumed(field, count)) }
    for (field, count) in result.defaulted.sorted(by: { $0.key < $1.key }) { notes.append(.defaulted(field, count)) }
    for (field, count) in result.ignored.sorted(by: { $0.key < $1.key }) { notes.append(.ignored(field, count)) }
    for (currency, count) in result.converted.sorted(by: { $0.key < $1.key }) { notes.append(.converted(currency, count)) }
    if result.negativeExpenses.rows > 0 { notes.append(.negativeExpenses(result.negativeExpenses.rows)) }
    for (sort, count) in result.created.sorted(by: { $0.key < $1.key }) { notes.append(.created(sort, count)) }
    if !result.newStages.isEmpty { notes.append(.newStages(result.newStages)) }
    for (word, stage) in result.closingWords.sorted(by: { $0.key < $1.key }) { notes.append(.closingWord(word, stage)) }
    if result.lost > 0 { notes.append(.fieldsLost(result.lost)) }
    for (sort, count) in result.missing.sorted(by: { $0.key < $1.key }) { notes.append(.missingCounterpart(sort, count, of: kind)) }
    if !result.newSalespeople.isEmpty { notes.append(.newSalespeople(result.newSalespeople)) }
    notes += result.namesTaken.map(Message.nameTaken)
    if !result.skippedTables.isEmpty { notes.append(.skippedTables(result.skippedTables)) }
    if result.likelyDuplicates > 0 { notes.append(.likelyDuplicates(result.likelyDuplicates)) }
    if let file = result.rejectedFile { notes.append(.seeRejectedFile(file)) }
    // What changed nothing has nothing to undo.
    if let id = result.importId, result.recorded > 0 || result.updated > 0 || !result.created.isEmpty {
      notes.append(.importUndoHint(id.description))
    }
    let counts = Table([result], title: result.isPreview ? .importPreviewTitle : nil, notes: notes) {
      Column("read", .columnRead, .trailing) { .integer($0.read) }
      Column("recorded", .columnRecorded, .trailing) { .integer($0.recorded) }
      Column("repeated", .columnRepeated, .trailing) { .integer($0.repeated) }
      if result.updated > 0 { Column("updated", .columnUpdated, .trailing) { .integer($0.updated) } }
      if result.skipped > 0 { Column("skipped", .columnSkipped, .trailing) { .integer($0.skipped) } }
      Column("rejected", .columnRejected, .trailing) { .integer($0.rejected) }
    }
    var tables = [counts]
    if !result.changes.isEmpty {
      tables.append(
        Table(result.changes, title: .firstChanges) {
          Column("name", .columnWhich) { .text($0.name) }
          Column("field", .columnField) { .text($0.field) }
          Column("old", .labelBefore) { .text($0.old) }
          Column("new", .labelAfter) { .text($0.new) }
        })
    }
    if !result.losses.isEmpty { tables.append(rows(result.losses, .firstLosses)) }
    if !result.rejections.isEmpty { tables.append(rows(result.rejections, .firstRejections)) }
    return tables
  }

  private static func rows(_ rows: [ImportRejection], _ title: Message) -> Table {
    Table(rows, title: title) {
      Column("line", .columnLine, .trailing) { .integer($0.line) }
      Column("field", .columnField) { .text($0.field) }
      Column("reason", .labelReason) { .message($0.reason) }
    }
  }

  static func runs(_ runs: [ImportRun]) -> Table {
    Table(runs) {
      Column("id", .columnImport) { .id($0.id) }
      Column("recorded_at", .labelOn) { .instant($0.recordedAt) }
      Column("kind", .columnKind) { .code($0.kind.rawValue, $0.kind.name) }
      Column("file", .columnFile) { .text($0.file) }
      Column("read", .columnRead, .trailing) { .integer($0.read) }
      Column("recorded", .columnRecorded, .trailing) { .integer($0.recorded) }
      Column("repeated", .columnRepeated, .trailing) { .integer($0.repeated) }
      Column("rejected", .columnRejected, .trailing) { .integer($0.rejected) }
      Column("undone_at", .columnUndoneAt) { .instant($0.undoneAt) }
    }
  }
}

struct ImportListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: say(.helpImportList))
  @OptionGroup var options: ScopeOptions

  func run() async throws {
    let runs = try await options.withScope { try await Imports($0).list() }
    try present(["imports": runs], as: ImportTables.runs(runs), options.output)
  }
}

struct ImportShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: say(.helpImportShow))
  @Argument(help: ArgumentHelp(say(.helpImportID))) var id: String
  @OptionGroup var options: ScopeOptions

  func run() async throws {
    let found = try await options.withScope { try await Imports($0).show(try await identified(id, "<id>", $0, remedy: .importListRemedy)) }
    let rejections = Table(found.rejections, title: .rejectionsTitle, empty: .noRejections) {
      Column("line", .columnLine, .trailing) { .integer($0.line) }
      Column("field", .columnField) { .text($0.field) }
      Column("reason", .labelReason) { .text($0.reason) }
      Column("record", .columnRecord) { .text($0.record) }
    }
    try present(found, as: [rejections, ImportTables.runs([found.run])], options.output)
  }
}

struct ImportUndoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "undo", abstract: say(.helpImportUndo))
  @Argument(help: ArgumentHelp(say(.helpImportID))) var id: String
  @OptionGroup var options: ScopeOptions

  func run() async throws {
    let undone = try await options.withScope { try await Imports($0).undo(try await identified(id, "<id>", $0, remedy: .importListRemedy)) }
    let table = Table(of: undone, title: .importUndone, notes: Message.kept(undone.kept)) {
      Column("conversations", .labelConversations) { .integer($0.conversations) }
      Column("opportunities", .labelOpportunities) { .integer($0.opportunities) }
      Column("sales", .labelSales) { .integer($0.sales) }
      Column("expenses", .labelExpenses) { .integer($0.expenses) }
      Column("measurements", .columnMeasurements) { .integer($0.measurements) }
      Column("prospects", .labelProspects) { .integer($0.prospects) }
      Column("owners", .columnOwners) { .integer($0.owners) }
      Column("restored", .columnRestored) { .integer($0.restored) }
      Column("prospects_kept", .columnProspectsKept) { .integer($0.kept.prospects.count) }
      Column("salespeople_kept", .columnSalespeopleKept) { .integer($0.kept.salespeople.count) }
      Column("stages_kept", .columnStagesKept) { .integer($0.kept.stages.count) }
      Column("owners_kept", .columnOwnersKept) { .integer($0.kept.owners.count) }
      Column("changed_kept", .columnChangedKept) { .integer($0.kept.changed.count) }
    }
    try present(undone, as: table, options.output, recorded: undone.importId)
  }
}
