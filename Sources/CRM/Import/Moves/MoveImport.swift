import Foundation
import Postgres

/// A stage that an opportunity entered, in a file that tells its history: a row a stage.
struct MoveImport: ImportFact {
  static let isKnownByContent = false
  static let dayFields = ["entered_on"]

  /// Of the opportunity.
  var reference: String?
  /// Where the row starts in the file, from 1: what it is told apart by.
  let line: Int
  let filonID: Opportunity.ID?
  let title: String?
  let prospect: String?
  let salesperson: String?
  let stage: String
  let enteredAt: CivilMoment
  let cents: Int?
  let source: String?
  let channel: Channel?
  let expectedOn: Day?
  let lossReason: String?
  let competitor: String?

  init?(_ row: ImportRow) {
    line = row.record.line
    reference = row.text("reference", limit: 300)
    filonID = row.text("filon_id") == nil ? nil : row.id()
    title = row.text("title", limit: 200)
    prospect = row.text("prospect", limit: 200)
    salesperson = row.text("salesperson", limit: 200)
    cents = row.cents("amount")
    source = row.text("source", limit: 100)
    channel = row.channel("channel")
    expectedOn = row.day("expected_on")
    lossReason = row.text("loss_reason", limit: 200)
    competitor = row.text("competitor", limit: 200)
    if let cents, cents < 0 { row.refuse("amount", .negativeAmount) }
    if reference == nil, filonID == nil, title == nil || prospect == nil { row.refuse("reference", .whichOpportunity) }
    let (stage, enteredAt) = (
      row.required("stage", row.text("stage", limit: 100)), row.required("entered_on", row.moment("entered_on"))
    )
    if let enteredAt, !enteredAt.hasTime { _ = row.isPast(enteredAt.day, "entered_on") }
    guard let stage, let enteredAt else { return nil }
    (self.stage, self.enteredAt) = (stage, enteredAt)
  }

  static func refuseUnknownNames(in rows: [ImportRow], _ importing: ImportContext) async throws {
    try await importing.refuseUnknownPeople(in: rows, on: dayFields)
    for row in rows {
      row.check("stage") { name throws(RowRejection) in
        if !importing.names.makes(stage: name, isOpen: false) { _ = try importing.names.stage(name) }
      }
    }
  }

  /// Gathers the rows of the whole file and records them: those of one opportunity may stand anywhere in it, and count in the order of time.
  static func prepare(
    _ file: @Sendable () throws -> ImportSource<Self>, _ importing: ImportContext, _ reading: RowReading
  ) async throws {
    let (file, gathered) = (try file(), try await GatheredMoves(importing))
    while case let rows = try await file.next(GatheredMoves.setSize), !rows.rows.isEmpty {
      try Task.checkCancellation()
      try await gather(rows, gathered, importing, reading)
    }
    try await gathered.recordAll()
  }

  private static func gather(
    _ rows: ImportSource<Self>.Rows, _ gathered: GatheredMoves, _ importing: ImportContext, _ reading: RowReading
  ) async throws {
    let (facts, names) = (rows.facts, importing.names)
    try await names.resolve(salespeople: facts.compactMap(\.salesperson))
    try await names.resolve(stages: facts.map(\.stage))
    let prospects = try await importing.prospects(of: facts, named: \.prospect)
    let starts = try await importing.starts(of: facts.map { $0.enteredAt.hasTime ? nil : $0.enteredAt.day })
    let resolved = facts.indices.map { index in
      GatheredMove(facts[index], prospect: prospects[index], startOfDay: starts[index], importing)
    }
    // A row that cannot be read stands in the way of the others of its opportunity, where it says of which it is.
    let unreadable = rows.refusedRows(reading).map { $0.row }
    try await names.look(up: Set(unreadable.compactMap { $0.text("prospect") }))
    try await gathered.add(resolved + unreadable.compactMap { GatheredMove(unreadable: $0, names) })
  }

  static func record(_ facts: [Self], _ importing: ImportContext) async throws -> PendingAnswers {
    let answers = try await importing.answers(toMovesOn: facts.map(\.line))
    return { answers }
  }

  static func complete(_ importing: ImportContext) async throws { try await importing.countWinsWithoutSale() }
}
