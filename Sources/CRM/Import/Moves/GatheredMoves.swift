import Foundation
import Postgres

/// A row of a file of moves whose names are found, or that is refused.
struct GatheredMove: Sendable {
  let line: Int
  /// What the rows of one opportunity have in common.
  let opportunity: String
  var filonID: Opportunity.ID?
  var reference: String?
  var title: String?
  var prospectID: Prospect.ID?
  var salespersonID: Salesperson.ID?
  var cents: Int?
  var source: String?
  var channel: Channel?
  var expectedOn: Day?
  var lossReason: String?
  var competitor: String?
  /// The stage and when it was entered; nil of a row that is refused.
  var entry: (stage: Stage.ID, at: Instant)?
  /// Whether the file gives a time beside the day.
  var hasTime = false
  /// Why it is refused beside what its own cells say.
  fileprivate var faults: [RowFault] = []

  init(_ fact: MoveImport, prospect: Result<Prospect.ID?, RowRejection>, startOfDay: Instant?, _ importing: ImportContext) {
    let moment = fact.enteredAt
    let day = moment.instant.map(importing.clock.day) ?? moment.day
    let found = Result { () throws(RowRejection) in
      try allOrFaults(
        Result { () throws(RowRejection) in
          if let startOfDay { startOfDay } else { try importing.pastInstant(of: moment, field: "entered_on") }
        }, prospect, Result { () throws(RowRejection) in try importing.salesperson(fact.salesperson, on: day) },
        Result { () throws(RowRejection) in try importing.names.stage(fact.stage) })
    }
    line = fact.line
    (filonID, reference, title) = (fact.filonID, fact.reference, fact.title)
    opportunity = Self.opportunity(
      fact.filonID?.description, fact.reference, fact.title, prospect: (try? prospect.get())?.description ?? fact.prospect)
    (cents, source, channel, expectedOn) = (fact.cents, fact.source, fact.channel, fact.expectedOn)
    hasTime = moment.hasTime
    switch found {
    case .success(let (at, prospectID, salespersonID, stage)):
      (self.prospectID, self.salespersonID, entry) = (prospectID, salespersonID, (stage.id, at))
      // Programs keep the reason of an earlier loss when they open a deal again.
      if stage.kind == .lost || stage.kind == .abandoned { (lossReason, competitor) = (fact.lossReason, fact.competitor) }
    case .failure(let rejection): faults = rejection.faults
    }
  }

  /// A row that is refused for its own cells; nil when it does not say of which opportunity it is.
  init?(unreadable row: ImportRow, _ names: NameResolver) {
    let (filonID, reference, title) = (row.text("filon_id"), row.text("reference"), row.text("title"))
    let prospect = row.text("prospect").map { (try? names.prospect($0))?.description ?? $0 }
    guard filonID != nil || reference != nil || title != nil && prospect != nil else { return nil }
    line = row.record.line
    opportunity = Self.opportunity(filonID?.lowercased(), reference, title, prospect: prospect)
  }

  private static func opportunity(_ filonID: String?, _ reference: String?, _ title: String?, prospect: String?) -> String {
    if let filonID { return "id \(filonID)" }
    if let reference { return "reference \(reference)" }
    return "title \((title ?? "").folded) of \(prospect ?? "")"
  }
}

/// The rows of a file of moves, in a temporary table until all of them are there: memory does not grow with the file.
struct GatheredMoves {
  static let setSize = 1000
  /// Opportunities whose rows are recorded together.
  private static let opportunitySet = 500

  private let importing: ImportContext

  init(_ importing: ImportContext) async throws {
    self.importing = importing
    _ = try await importing.transaction.execute(
      """
      create temporary table import_move (
        line bigint constraint import_move_pk primary key,
        opportunity text collate "C" not null,
        filon_id uuid,
        reference text,
        title text,
        prospect_id uuid,
        salesperson_id uuid,
        amount_cents bigint,
        source text,
        channel text,
        expected_on date,
        loss_reason text,
        competitor text,
        stage_id uuid,
        entered_at timestamptz,
        has_time boolean not null,
        -- What becomes of the row: recorded, repeated, or refused for these faults.
        answer text not null,
        faults jsonb
      )
      on commit drop
      """)
    _ = try await importing.transaction.execute("create index import_move_by_opportunity on import_move (opportunity)")
  }

  /// Takes a set of rows.
  func add(_ moves: [GatheredMove]) async throws {
    _ = try await importing.transaction.execute(
      """
      insert into import_move
      select *
      from unnest(
        \(moves.map(\.line)), \(moves.map(\.opportunity)), \(moves.map(\.filonID)), \(moves.map(\.reference)), \(moves.map(\.title)),
        \(moves.map(\.prospectID)), \(moves.map(\.salespersonID)), \(moves.map(\.cents)), \(moves.map(\.source)),
        \(moves.map(\.channel?.rawValue)), \(moves.map(\.expectedOn)), \(moves.map(\.lossReason)), \(moves.map(\.competitor)),
        \(moves.map(\.entry?.stage)), \(moves.map(\.entry?.at)), \(moves.map(\.hasTime)),
        \(moves.map { $0.entry == nil ? MoveAnswer.rejected : .recorded }.map(\.rawValue)), \(try moves.map { try $0.faults.stored })
      )
      """)
  }

  /// Records the moves of all opportunities.
  func recordAll() async throws {
    let transaction = importing.transaction
    _ = try await transaction.execute("analyze import_move")
    var last = ""
    while case let moves = try await next(after: last), let end = moves.last?.opportunity {
      last = end
      let sequences = try await MoveSequence.record(moves, importing)
      let answers = sequences.flatMap(\.answers)
      _ = try await transaction.execute(
        """
        update import_move m
        set answer = r.answer,
          faults = r.faults
        from unnest(
          \(answers.map(\.line)), \(answers.map(\.answer.rawValue)), \(try answers.map { try $0.faults.stored })
        ) as r (line, answer, faults)
        where m.line = r.line
        """)
    }
  }

  /// All rows of the next opportunities.
  private func next(after last: String) async throws -> [GatheredMove] {
    try await importing.transaction.rows(
      """
      select m.*
      from import_move m
      where m.opportunity in (
        select distinct each.opportunity
        from import_move each
        where each.opportunity > \(last)
        order by each.opportunity
        limit \(Self.opportunitySet))
      order by m.opportunity, m.line
      """, GatheredMove.init(row:))
  }
}

/// What becomes of a row of a file of moves.
enum MoveAnswer: String, Sendable {
  case recorded, repeated, rejected
}

extension ImportContext {
  /// What became of the rows on these lines.
  func answers(toMovesOn lines: [Int]) async throws -> [ImportAnswer] {
    try await transaction.rows(
      """
      select m.answer, m.faults
      from unnest(\(lines)) with ordinality as r (line, number)
      join import_move m on m.line = r.line
      order by r.number
      """
    ) { row in
      switch try row.decode("answer", as: String.self) {
      case MoveAnswer.recorded.rawValue: .recorded
      case MoveAnswer.repeated.rawValue: .repeated
      default: .rejected(RowRejection(try [RowFault](stored: row.decode("faults"))))
      }
    }
  }
}

extension GatheredMove {
  fileprivate init(row: Row) throws {
    line = try row.decode("line")
    opportunity = try row.decode("opportunity")
    filonID = try row.decode("filon_id")
    reference = try row.decode("reference")
    title = try row.decode("title")
    prospectID = try row.decode("prospect_id")
    salespersonID = try row.decode("salesperson_id")
    cents = try row.decode("amount_cents")
    source = try row.decode("source")
    channel = try row.decode("channel")
    expectedOn = try row.decode("expected_on")
    lossReason = try row.decode("loss_reason")
    competitor = try row.decode("competitor")
    hasTime = try row.decode("has_time")
    if let stage = try row.decode("stage_id", as: Stage.ID?.self) { entry = (stage, try row.decode("entered_at")) }
    faults = try [RowFault](stored: row.decode("faults"))
  }

  /// Why the row is refused; nil when it can be recorded.
  var rejection: RowRejection? { entry == nil ? RowRejection(faults) : nil }
}

/// A fault as the temporary table keeps it.
private struct StoredFault: Codable {
  let field: String?
  let fr, en: String
}

extension [RowFault] {
  fileprivate var stored: JSONB? {
    get throws { isEmpty ? nil : try JSONB(encoding: map { StoredFault(field: $0.field, fr: $0.reason.fr, en: $0.reason.en) }) }
  }

  fileprivate init(stored: JSONB?) throws {
    let faults = try stored.map { try JSONDecoder().decode([StoredFault].self, from: Data($0.text.utf8)) }
    self = (faults ?? []).map { RowFault(field: $0.field, Message(fr: $0.fr, en: $0.en)) }
  }
}
