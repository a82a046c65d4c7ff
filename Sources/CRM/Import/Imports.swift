import Foundation
import Postgres

/// Bringing files in, and taking them out again.
package struct Imports: Sendable {
  let scope: Scope
  /// Rows a set: one statement each. Larger sets gain little and hold locks longer.
  fileprivate static let setSize = 1000

  /// The imports of the scope's organization.
  package init(_ scope: Scope) {
    self.scope = scope
  }

  /// Imports a file in one transaction: it is there whole, or not at all.
  ///
  /// Rows that cannot be taken are refused one by one, with their line and reason; the same file again records nothing twice.
  /// Memory does not grow with the file.
  ///
  /// - Parameter progress: Called after each set with the rows read so far.
  /// - Throws: `.denied` for all but directors; what makes the file unreadable, with its place; `.invalid` when a strict import met a
  ///   refused row. Nothing is recorded then.
  package func run(_ request: ImportRequest, progress: (Int) -> Void = { _ in }) async throws -> ImportResult {
    try scope.requireDirector(.onlyDirectorsImport)
    if request.mapping.recordsSalesOfWins, request.kind != .opportunities { throw CRMError(.usage, .salesOfOpportunities) }
    if request.existing != .refuse, ![.prospects, .opportunities].contains(request.kind) { throw CRMError(.usage, .existingOfWhom) }
    let request = try request.completed()
    let file = try RepeatableFile(request.content ?? request.path)
    defer { withExtendedLifetime(file) {} }
    var readable = request
    readable.content = file.path
    let survey = try FileSurvey(readable)
    let (today, clock) = try await scope.read { transaction in
      let today = try await transaction.fetch(transaction.today)
      let days = survey.days.map { min($0.lowerBound, today)...max($0.upperBound, today) } ?? today...today
      return (today, try await transaction.fetch(transaction.clock(over: days)))
    }
    try request.export?.requireWholeCoverage(request.mapping, today: today)
    var amounts = AmountReading(style: request.amounts, currency: Currency(code: scope.organization.currency))
    amounts.column = survey.decimals
    let reading = RowReading(
      amounts: amounts, dayOrder: survey.dayOrder, isUTC: request.timesInUTC || survey.bindings.export?.isUTC == true,
      rates: request.mapping.rates, clock: clock, today: today)
    return switch request.kind {
    case .prospects: try await run(ProspectImport.self, readable, survey, reading, progress)
    case .opportunities: try await run(OpportunityImport.self, readable, survey, reading, progress)
    case .moves: try await run(MoveImport.self, readable, survey, reading, progress)
    case .conversations: try await run(ConversationImport.self, readable, survey, reading, progress)
    case .sales: try await run(SaleImport.self, readable, survey, reading, progress)
    case .expenses: try await run(ExpenseImport.self, readable, survey, reading, progress)
    case .measurements: try await run(MeasurementImport.self, readable, survey, reading, progress)
    }
  }

  /// What a French spreadsheet wrote goes back to one.
  private func usualStyle(_ source: TableSource) -> CSVStyle {
    let isOfSpreadsheet = source.sheet != nil || source.delimiter == .semicolon
    return scope.organization.language == .fr && isOfSpreadsheet ? .excel(.fr) : .plain
  }

  /// Carries a result out of a transaction that must not be committed.
  private struct Abandoned: Error {
    let result: ImportResult
  }

  private func run<Fact: ImportFact>(
    _: Fact.Type, _ request: ImportRequest, _ survey: FileSurvey, _ reading: RowReading, _ progress: (Int) -> Void
  ) async throws -> ImportResult {
    let source = try ImportSource<Fact>(request, survey, reading)
    let rejections = try RejectedRows(
      path: request.isPreview ? nil : request.rejectedFile, besides: request.path, request.rejectedStyle ?? usualStyle(survey.source),
      source.bindings, header: source.header,
      scope.organization.language)
    do {
      let result = try await scope.record(inDoubt: .askAgainSafely) { transaction in
        var result = try await transaction.recordFile(source, request, reading, rejections, progress)
        if request.isPreview { throw Abandoned(result: result) }
        if request.isStrict, result.rejected > 0 { throw Abandoned(result: result) }
        result.rejectedFile = try rejections.finish()
        return result
      }
      return result
    } catch let abandoned as Abandoned {
      var result = abandoned.result
      result.importId = nil
      guard request.isStrict, !request.isPreview else { return result }
      let file = try rejections.finish()
      throw CRMError(
        .invalid, .strictImportRefused(result.rejected, result.read, first: result.rejections[0]),
        place: "\(request.path):\(result.rejections[0].line)", remedy: file.map(Message.seeRejectedFile) ?? .withoutStrict)
    } catch {
      rejections.abandon()
      throw error
    }
  }

  fileprivate static func isPowerOfTen(_ number: Int) -> Bool {
    var power = 1
    while power < number { power *= 10 }
    return power == number
  }

  /// The imports, newest first.
  ///
  /// - Throws: `.denied` to salespeople.
  package func list(limit: Int = 100) async throws -> [ImportRun] {
    try scope.requireOverseer(.onlyOverseersReadImports)
    return try await scope.read { transaction in
      try await transaction.rows(
        """
        select \(columns)
        from import_run i
        where i.organization_id = \(scope.organization.id)
        order by i.recorded_at desc, i.id desc
        limit \(limit)
        """, ImportRun.init(row:))
    }
  }

  /// One import with its refused rows.
  ///
  /// - Throws: `.notFound`; `.denied` to salespeople.
  package func show(_ id: ImportRun.ID) async throws -> ImportDetail {
    try scope.requireOverseer(.onlyOverseersReadImports)
    return try await scope.read { transaction in
      guard
        let run = try await transaction.first(
          "select \(columns) from import_run i where i.organization_id = \(scope.organization.id) and i.id = \(id)", ImportRun.init(row:))
      else { throw CRMError(.notFound, .noImport(id.description), remedy: .importListRemedy) }
      let rejections = try await transaction.rows(
        """
        select line, field, reason, record
        from import_rejection
        where organization_id = \(scope.organization.id)
          and import_id = \(id)
        order by line
        """, ImportDetail.Rejection.init(row:))
      return ImportDetail(run: run, rejections: rejections)
    }
  }

  private var columns: SQL {
    """
    i.id, i.kind, i.system, i.file_name, i.read, i.recorded, i.repeated, i.updated, i.skipped, i.rejected,
    i.recorded_at at time zone \(scope.organization.timeZone) as recorded_at,
    i.voided_at at time zone \(scope.organization.timeZone) as voided_at
    """
  }
}

extension ImportRequest {
  /// The service's export, when the file is one.
  var export: ServiceExport? { preset?.export(of: kind) }

  /// The same with what the preset says, where the person says nothing.
  ///
  /// - Throws: `.usage` for a service that has no export of the kind.
  fileprivate func completed() throws -> ImportRequest {
    guard let preset else { return self }
    guard let export else { throw CRMError(.usage, .presetOfKinds(preset, preset.kinds)) }
    var request = self
    if request.mapping.system == ImportMapping.defaultSystem { request.mapping.system = preset.rawValue }
    request.mapping.creations.formUnion(export.creations)
    return request
  }
}

/// How a file was read, kept with the import.
private struct ImportReading: Encodable {
  let encoding: String?
  let delimiter: String?
  let sheet: String?
  let columns: [String: [String]]
  let preset: ImportPreset?
  let dayOrder: DayOrder?
  let timesInUTC: Bool
  let rates: [String: String]
  let existing: ExistingRows
}

extension Transaction {
  fileprivate func recordFile<Fact: ImportFact>(
    _ source: ImportSource<Fact>, _ request: ImportRequest, _ reading: RowReading, _ rejections: RejectedRows, _ progress: (Int) -> Void
  ) async throws -> ImportResult {
    var result = ImportResult(isPreview: request.isPreview)
    result.take(source.survey)
    let importID = ImportRun.ID.v7()
    result.importId = importID
    // Imports take turns: the prospects that one makes for the names in its rows, another must find.
    _ = try await query("select pg_advisory_xact_lock(hashtextextended(\("import \(organization.id.description)"), 0))")
    try await beginRun(importID, request, source, reading)
    let names = try await NameResolver(request.mapping, importID: importID, self)
    let importing = ImportContext(names, request.preset, request.existing, now: .now, reading)
    let contentReferences = try await ContentReferences(self)

    try await refreshStatistics()
    try await Fact.prepare({ try ImportSource(request, source.survey, reading) }, importing, reading)

    var pending = Task { try await source.next(Imports.setSize) }
    defer { pending.cancel() }
    // The set that the server works on.
    var before: (rows: ImportSource<Fact>.Rows, answers: PendingAnswers)?
    while true {
      var rows = try await pending.value
      try Task.checkCancellation()
      var answers: PendingAnswers?
      if !rows.rows.isEmpty {
        // The next set is read while this one is resolved, and this one is resolved while the one before is recorded.
        pending = Task { try await source.next(Imports.setSize) }
        let facts =
          Fact.isKnownByContent
          ? try await contentReferences.complete(rows, source.bindings, self) : rows.facts
        answers = try await Fact.record(facts, importing)
        rows = try await rows.refused(alsoForNames: importing, reading)
      }
      if let before {
        let refused = result.take(before.rows, try await before.answers(), source)
        for row in refused { try rejections.add(row) }
        try await keepRefused(refused, of: importID)
        // While tables fill, plans made for empty ones must not stay: at 1,000 rows, 10,000, 100,000…
        if Imports.isPowerOfTen(result.read / Imports.setSize) { try await refreshStatistics() }
        progress(result.read)
      }
      guard let answers else { break }
      before = (rows, answers)
    }
    if result.read == 0, await source.leftOut == 0 { throw CRMError(.invalid, .noRows, place: request.path, remedy: .noRowsRemedy) }
    try await Fact.complete(importing)
    result.skippedTables = await source.skippedTables
    (result.leftOut, result.repeatedHeaders) = (await source.leftOut, await source.repeatedHeaders)
    (result.hiddenRows, result.mergedRanges) = await source.unseen
    if request.kind == .prospects { result.likelyDuplicates = try await likelyDuplicates(importID) }
    if request.kind != .prospects, result.rejected > 0 { try await names.voidUnusedProspects() }
    (result.assumed, result.ignored) = (importing.assumed, importing.ignored)
    (result.changed, result.changes) = (importing.changes.count, importing.changes.first)
    result.negativeExpenses = importing.givenBack
    result.missing = importing.missing
    result.created = names.created
    (result.newSalespeople, result.newStages, result.closingWords) = (names.newPeople, names.newStages, names.closingWords)
    result.namesTaken = names.namesTaken
    try await endRun(importID, result)
    try await refreshStatistics()
    return result
  }

  /// How many prospects of an import share an e-mail, a telephone, or the name and postal code with another, whichever came first.
  fileprivate func likelyDuplicates(_ id: ImportRun.ID) async throws -> Int {
    try await one(
      """
      select count(*)
      from prospect p
      where p.organization_id = \(organization.id)
        and p.import_id = \(id)
        and p.voided_at is null
        and exists (
          select from prospect q
          where q.organization_id = \(organization.id)
            and q.name_key = p.name_key
            and q.postal_code = p.postal_code
            and q.id <> p.id
            and q.voided_at is null
          union all
          select from prospect q
          where q.organization_id = \(organization.id) and q.email_key = p.email_key and q.id <> p.id and q.voided_at is null
          union all
          select from prospect q
          where q.organization_id = \(organization.id) and q.phone_key = p.phone_key and q.id <> p.id and q.voided_at is null)
      """
    ) { try $0.decode("count", as: Int.self) }
  }

  fileprivate func refreshStatistics() async throws {
    _ = try await query("select refresh_statistics()")
  }

  fileprivate func beginRun<Fact>(_ id: ImportRun.ID, _ request: ImportRequest, _ source: ImportSource<Fact>, _ rows: RowReading)
    async throws
  {
    let read = source.survey.source
    let columns = Dictionary(grouping: source.bindings.reading.read, by: \.field).mapValues { $0.map(\.column) }
    let reading = ImportReading(
      encoding: read.encoding?.rawValue, delimiter: read.delimiter?.label, sheet: read.sheet, columns: columns, preset: request.preset,
      dayOrder: source.survey.dayOrder, timesInUTC: rows.isUTC,
      rates: request.mapping.rates.mapValues(\.description),
      existing: request.existing)
    _ = try await execute(
      """
      insert into import_run (
        organization_id, id, kind, system, file_name, reading, read, recorded, repeated, rejected, assumed, created)
      values (
        \(organization.id), \(id), \(request.kind.rawValue), \(request.mapping.system),
        \(request.path == "-" ? "-" : URL(filePath: request.path).lastPathComponent), \(try JSONB(encoding: reading)), 0, 0, 0, 0,
        '{}', '{}')
      """)
  }

  fileprivate func endRun(_ id: ImportRun.ID, _ result: ImportResult) async throws {
    _ = try await execute(
      """
      update import_run
      set read = \(result.read),
        recorded = \(result.recorded),
        repeated = \(result.repeated),
        updated = \(result.updated),
        skipped = \(result.skipped),
        rejected = \(result.rejected),
        assumed = \(try JSONB(encoding: result.assumed)),
        created = \(try JSONB(encoding: result.created))
      where organization_id = \(organization.id)
        and id = \(id)
      """)
  }

  fileprivate func keepRefused(_ refused: [RefusedRow], of id: ImportRun.ID) async throws {
    guard !refused.isEmpty else { return }
    let language = organization.language
    _ = try await execute(
      """
      insert into import_rejection (organization_id, import_id, line, field, reason, record)
      select \(organization.id), \(id), r.line, r.field, r.reason, r.record
      from unnest(
        \(refused.map(\.line)), \(refused.map(\.rejection.field)), \(refused.map { $0.rejection.reason.text(in: language) }),
        \(refused.map { String(CSVWriter(disarmsFormulas: false).row($0.cells).dropLast()) })
      ) as r (line, field, reason, record)
      on conflict do nothing
      """)
  }
}
