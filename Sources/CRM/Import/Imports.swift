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
    let today = try await scope.read { try await $0.fetch($0.today) }
    var request = request
    if let preset = request.preset {
      guard request.kind == .measurements else { throw CRMError(.usage, .presetOfMeasurements) }
      if request.mapping.system == ImportMapping().system { request.mapping.system = preset.rawValue }
      try preset.export.requireWholeCoverage(request.mapping, today: today)
    }
    return switch request.kind {
    case .prospects: try await run(ProspectImport.self, request, today, progress)
    case .opportunities: try await run(OpportunityImport.self, request, today, progress)
    case .conversations: try await run(ConversationImport.self, request, today, progress)
    case .sales: try await run(SaleImport.self, request, today, progress)
    case .expenses: try await run(ExpenseImport.self, request, today, progress)
    case .measurements: try await run(MeasurementImport.self, request, today, progress)
    }
  }

  /// Carries a result out of a transaction that must not be committed.
  private struct Abandoned: Error {
    let result: ImportResult
  }

  private func run<Fact: ImportFact>(
    _: Fact.Type, _ request: ImportRequest, _ today: Day, _ progress: (Int) -> Void
  ) async throws -> ImportResult {
    let source = try ImportSource<Fact>(request, currency: Currency(code: scope.organization.currency), today: today)
    let rejections = try RejectedRows(
      path: request.isPreview ? nil : request.rejectedFile, besides: request.path, source.bindings, header: source.header,
      scope.organization.language)
    do {
      let result = try await scope.record(inDoubt: .askAgainSafely) { transaction in
        var result = try await transaction.recordFile(source, request, rejections, progress)
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
    i.id, i.kind, i.system, i.file_name, i.read, i.recorded, i.repeated, i.rejected,
    i.recorded_at at time zone \(scope.organization.timeZone) as recorded_at,
    i.voided_at at time zone \(scope.organization.timeZone) as voided_at
    """
  }
}

/// How a file was read, kept with the import.
private struct ImportReading: Encodable {
  let encoding: String?
  let delimiter: String?
  let sheet: String?
  let columns: [String: String]
  let preset: ImportPreset?
}

extension Transaction {
  fileprivate func recordFile<Fact: ImportFact>(
    _ source: ImportSource<Fact>, _ request: ImportRequest, _ rejections: RejectedRows, _ progress: (Int) -> Void
  ) async throws -> ImportResult {
    var result = ImportResult(isPreview: request.isPreview)
    let read = source.source
    (result.encoding, result.delimiter) = (read.encoding?.rawValue, read.delimiter?.label)
    (result.sheet, result.otherSheets) = (read.sheet, read.otherSheets)
    let importID = ImportRun.ID.v7()
    result.importId = importID
    // Imports take turns: the prospects that one makes for the names in its rows, another must find.
    _ = try await query("select pg_advisory_xact_lock(hashtextextended(\("import \(organization.id.description)"), 0))")
    try await beginRun(importID, request, source)
    let names = try await NameResolver(request.mapping, importID: importID, self)
    let importing = ImportContext(names, request.preset, now: .now, today: source.today)
    let contentReferences = try await ContentReferences(self)

    try await refreshStatistics()

    var pending = Task { try await source.next(Imports.setSize) }
    defer { pending.cancel() }
    // The set that the server works on.
    var before: (rows: ImportSource<Fact>.Rows, answers: PendingAnswers)?
    while true {
      let rows = try await pending.value
      try Task.checkCancellation()
      var answers: PendingAnswers?
      if !rows.facts.isEmpty {
        // The next set is read while this one is resolved, and this one is resolved while the one before is recorded.
        pending = Task { try await source.next(Imports.setSize) }
        let facts =
          Fact.isKnownByContent
          ? try await contentReferences.complete(rows, source.bindings, self) : rows.facts.compactMap { try? $0.get() }
        answers = try await Fact.record(facts, importing)
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
    if result.read == 0 { throw CRMError(.invalid, .noRows, place: request.path, remedy: .noRowsRemedy) }
    try await Fact.complete(importing)
    result.skippedTables = await source.skippedTables
    result.dayOrder = await source.dayOrder
    (result.hiddenRows, result.mergedRanges) = await source.unseen
    if request.kind == .prospects { result.likelyDuplicates = try await likelyDuplicates(importID) }
    if request.kind != .prospects, result.rejected > 0 { try await names.voidUnusedProspects() }
    result.madeUp = importing.madeUp
    result.missing = importing.missing
    result.created = names.created
    result.newSalespeople = names.newPeople
    result.namesTaken = names.namesTaken
    try await endRun(importID, result)
    try await refreshStatistics()
    return result
  }

  /// How many prospects of an import have the name and postal code of another, whichever came first.
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
            and q.voided_at is null)
      """
    ) { try $0.decode("count", as: Int.self) }
  }

  fileprivate func refreshStatistics() async throws {
    _ = try await query("select refresh_statistics()")
  }

  fileprivate func beginRun<Fact>(_ id: ImportRun.ID, _ request: ImportRequest, _ source: ImportSource<Fact>) async throws {
    let read = source.source
    let reading = ImportReading(
      encoding: read.encoding?.rawValue, delimiter: read.delimiter?.label, sheet: read.sheet, columns: request.mapping.columns,
      preset: request.preset)
    _ = try await execute(
      """
      insert into import_run (
        organization_id, id, kind, system, file_name, reading, read, recorded, repeated, rejected, made_up, created)
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
        rejected = \(result.rejected),
        made_up = \(try JSONB(encoding: result.madeUp)),
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
