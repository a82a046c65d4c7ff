import Postgres

/// The moves of one opportunity that a file tells, in the order of time: the new ones are recorded together, or none of them.
struct MoveSequence {
  typealias Answer = (line: Int, answer: MoveAnswer, faults: [RowFault])

  /// The opportunity as it is known already.
  let known: KnownOpportunity?
  let prospectID: Prospect.ID?
  let title: String?
  /// Those that are not known yet, each with when it is recorded.
  private(set) var new: [(entry: StageEntry, at: Instant)] = []
  private let rows: [GatheredMove]
  private var repeated: Set<Int> = []
  private var refused: [Int: RowRejection] = [:]

  /// - Parameter found: The opportunity that the rows mean; nil for one that they open.
  init(_ rows: [GatheredMove], of found: Result<KnownOpportunity?, RowRejection>, _ importing: ImportContext) {
    let entries = rows.compactMap { StageEntry($0, importing.names) }
      .sorted { ($0.at, $0.isLastOfItsDay ? 1 : 0, $0.row.line) < ($1.at, $1.isLastOfItsDay ? 1 : 0, $1.row.line) }
    let known = try? found.get()
    self.known = known
    self.rows = rows
    prospectID = known?.prospectID ?? entries.lazy.compactMap(\.row.prospectID).first
    title = entries.lazy.compactMap(\.row.title).first
    for row in rows { refused[row.line] = row.rejection }
    if case .failure(let rejection) = found { for row in rows { refused[row.line] = refused[row.line] ?? rejection } }
    for entry in entries where entry.row.prospectID.map({ $0 == prospectID }) == false {
      refused[entry.row.line] = RowRejection(field: "prospect", reason: .moveOfAnotherProspect(known?.name))
    }
    var last = known?.last
    for entry in entries {
      if known?.has(entry, importing.clock) == true || last.map({ $0.stage == entry.stage.id && $0.since == entry.at }) == true {
        repeated.insert(entry.row.line)
        continue
      }
      do {
        let at = try entry.instant(after: last, importing.clock)
        new.append((entry, at))
        last = LastChange(entry.stage, since: at)
      } catch {
        refused[entry.row.line] = refused[entry.row.line] ?? error
      }
    }
    if known == nil, let first = new.first?.entry.row {
      let missing = [("prospect", prospectID == nil), ("title", title == nil)].filter(\.1).map {
        RowFault(field: $0.0, .opensNoOpportunity)
      }
      if !missing.isEmpty { refused[first.line] = refused[first.line] ?? RowRejection(missing) }
    }
  }

  /// Whether it has new moves that can be recorded.
  var isToRecord: Bool { refused.isEmpty && !new.isEmpty }

  /// What becomes of its rows. Where one is refused the new ones beside it are too: once they were recorded, it would come too late.
  var answers: [Answer] {
    let first = refused.keys.min()
    return rows.map { row in
      if let rejection = refused[row.line] { return (row.line, .rejected, rejection.faults) }
      if repeated.contains(row.line) { return (row.line, .repeated, []) }
      return first.map { (row.line, .rejected, [RowFault(field: "reference", .besideRefusedRow($0))]) } ?? (row.line, .recorded, [])
    }
  }
}

/// A row whose stage is found.
struct StageEntry {
  let row: GatheredMove
  let stage: Stage
  let at: Instant

  fileprivate init?(_ row: GatheredMove, _ names: NameResolver) {
    guard let entry = row.entry, let stage = names.stages.first(where: { $0.id == entry.stage }) else { return nil }
    (self.row, self.stage, at) = (row, stage, entry.at)
  }

  /// A day alone does not say when on it: what closes an opportunity comes last.
  fileprivate var isLastOfItsDay: Bool { !row.hasTime && stage.kind != .open }

  /// When the stage was entered, by an opportunity that stood where it stood.
  ///
  /// - Throws: why it cannot come after that.
  fileprivate func instant(after last: LastChange?, _ clock: OrganizationClock) throws(RowRejection) -> Instant {
    guard let last else { return at }
    let isOnThatDay = isLastOfItsDay && clock.day(of: last.since) == clock.day(of: at)
    let at = isOnThatDay ? max(at, last.since) : at
    if at < last.since { throw RowRejection(field: "entered_on", reason: .moveBeforeLast(last.name, clock.day(of: last.since))) }
    if last.stage == stage.id { throw RowRejection(field: "stage", reason: .refusal(.sameStage)) }
    if at == last.since, !isOnThatDay { throw RowRejection(field: "entered_on", reason: .twoStagesAtOnce(last.name)) }
    if last.kind != .open, stage.kind != .open { throw RowRejection(field: "stage", reason: .closedTwice(last.name)) }
    return at
  }
}

/// Where an opportunity stands, and since when nothing of it changed.
struct LastChange {
  let stage: Stage.ID
  let name: String
  let kind: StageKind
  let since: Instant

  init(_ stage: Stage, since: Instant) {
    (self.stage, name, kind) = (stage.id, stage.name, stage.kind)
    self.since = since
  }

  /// As a row of a query has it.
  init(row: Row) throws {
    stage = try row.decode("stage_id")
    name = try row.decode("stage_name")
    kind = try row.decode("stage_kind")
    since = try row.decode("changed_at")
  }
}
