import Foundation
import Postgres

/// A row of an import, read but not yet resolved: each kind of file has its own.
protocol ImportFact: Sendable {
  /// Reads the row under the reader; nil for one that says nothing of its own.
  init?(_ row: ImportRow) throws(RowRejection)

  /// Its id in the system it comes from; made from its content when the file has none.
  var reference: String? { get set }

  /// Whether its content is its id when the file gives none.
  static var isKnownByContent: Bool { get }

  /// Resolves a set and records it in the import's transaction. It may return while the server works on it, so that the next set is
  /// resolved meanwhile.
  static func record(_ facts: [Self], _ importing: ImportContext) async throws -> PendingAnswers

  /// Records what follows from the file as a whole.
  static func complete(_ importing: ImportContext) async throws
}

extension ImportFact {
  static var isKnownByContent: Bool { true }
  static func complete(_ importing: ImportContext) async throws {}
}

/// Waits until a set is recorded; answer i belongs to fact i. To be called once.
typealias PendingAnswers = () async throws -> [ImportAnswer]

/// What became of a row.
enum ImportAnswer: Sendable {
  case recorded
  case repeated
  case rejected(RowRejection)
}

/// What the facts of an import share while it runs: the transaction, the names, and the count of what was made up.
final class ImportContext {
  let names: NameResolver
  let importID: ImportRun.ID
  let system: String
  /// The service whose export the file is.
  let preset: ImportPreset?
  /// For instants that the file does not give.
  let now: Instant
  /// The business day on which the import runs: the last one on which anything can have taken place.
  let today: Day
  private(set) var madeUp: [String: Int] = [:]
  /// Recorded talks that sold something.
  var talksThatSold = 0
  /// What belongs to the recorded facts and is not there, by sort.
  var missing: [String: Int] = [:]
  private var actions: PlannedActions?
  /// How many seconds clocks are ahead of UTC on a day; nil on days on which that may change.
  private var offsets: [Day: Int?] = [:]

  init(_ names: NameResolver, _ preset: ImportPreset?, now: Instant, today: Day) {
    self.preset = preset
    self.names = names
    self.now = now
    self.today = today
    importID = names.importID
    system = names.mapping.system
  }

  var transaction: Transaction { names.transaction }
  var organization: Organization { transaction.organization }

  /// The stage that a row names.
  func stage(_ name: String) throws(RowRejection) -> Stage {
    do {
      return try names.stages.named(name)
    } catch {
      throw RowRejection(field: "stage", column: nil, reason: .noStage(name))
    }
  }

  /// Counts what was made beside the rows themselves.
  func count(created sort: String, _ times: Int) {
    if times > 0 { names.created[sort, default: 0] += times }
  }

  /// Counts what was made up for recorded rows.
  func count(madeUp field: String, _ times: Int) {
    if times > 0 { madeUp[field, default: 0] += times }
  }

  /// The ids of the prospects that rows name; nil where a row names none.
  ///
  /// Where `reference` says which row it is, a row that names none gets an unnamed prospect of its own: the same row again, the same one.
  func prospects<Fact>(
    of facts: [Fact], named name: (Fact) -> String?, reference: ((Fact) -> String?)? = nil
  ) async throws -> [Result<Prospect.ID?, RowRejection>] {
    try await names.resolve(prospects: facts.compactMap(name))
    var unnamed: ArraySlice<Prospect.ID> = []
    if let reference {
      unnamed = try await names.unnamedProspects(of: facts.filter { name($0) == nil }.map { reference($0) ?? "" })[...]
    }
    return facts.map { fact in
      guard let text = name(fact) else { return .success(unnamed.popFirst()) }
      switch names.prospect(text) {
      case .one(let id): return .success(id)
      case .several: return .failure(RowRejection(field: "prospect", column: nil, reason: .severalProspectsNamed(text)))
      case .none: return .failure(RowRejection(field: "prospect", column: nil, reason: .noProspectNamed(text)))
      }
    }
  }

  /// The actions of the plans in force.
  func plannedActions() async throws -> PlannedActions {
    if let actions { return actions }
    let read = try await PlannedActions(transaction)
    actions = read
    return read
  }

  /// The id of a salesperson that a row names.
  ///
  /// - Parameter day: Of the row; today when nil. Who was not in the team then is meant only when nobody else is.
  func salesperson(_ name: String?, on day: Day? = nil, field: String = "salesperson") throws(RowRejection) -> Salesperson.ID? {
    guard let name else { return nil }
    let found = names.salespeople(name, on: day ?? today)
    guard let only = found.first else {
      throw RowRejection(field: field, column: nil, reason: .noSalespersonNamed(name, near: names.nearest(to: name)))
    }
    if found.count > 1 {
      throw RowRejection(field: field, column: nil, reason: .severalSalespeopleNamed(name, found.map(\.name), field: field))
    }
    return only.id
  }

  /// The instants of local times in the organization's time zone: the first of two, nil where the clock skipped that time.
  ///
  /// The server knows the time zone: it is asked once for each month, and for each time of a day on which the clock may change.
  func instants(of times: [CivilTime]) async throws -> [Instant?] {
    try await learnOffsets(on: Set(times.map(\.day)).filter { offsets[$0] == nil })
    var uncertain = try await localInstants(of: times.filter { offsets[$0.day] == .some(nil) })[...]
    return times.map { time in
      guard let offset = offsets[time.day] ?? nil else { return uncertain.removeFirst() }
      return Instant(utc: time) - .seconds(offset)
    }
  }

  /// Remembers how far from UTC the clocks are on the days of these days' months, nil for a day on which that may change: a file in order
  /// of time would else ask again in nearly every set, and each question waits until the set before is recorded.
  private func learnOffsets(on days: Set<Day>) async throws {
    guard !days.isEmpty else { return }
    let found = try await transaction.rows(
      """
      -- No clock is put forward or back by more than two hours: the same offset before and after is that of the whole day.
      select r.day::date, case when early.seconds = late.seconds then early.seconds end as seconds
      from (select distinct date_trunc('month', day::timestamp) as start from unnest(\(Array(days))) as named (day)) month
      cross join lateral generate_series(month.start, month.start + interval '1 month' - interval '1 day', '1 day') as r (day)
      cross join lateral (select r.day - interval '2 hours' as time) before
      cross join lateral (select r.day + interval '26 hours' as time) after
      cross join lateral (
        select extract(epoch from before.time - before.time at time zone \(organization.timeZone) at time zone 'UTC')::bigint as seconds
      ) early
      cross join lateral (
        select extract(epoch from after.time - after.time at time zone \(organization.timeZone) at time zone 'UTC')::bigint as seconds
      ) late
      """
    ) { (try $0.decode("day", as: Day.self), try $0.decode("seconds", as: Int?.self)) }
    for (day, seconds) in found { offsets[day] = .some(seconds) }
  }

  private func localInstants(of times: [CivilTime]) async throws -> [Instant?] {
    guard !times.isEmpty else { return [] }
    return try await transaction.rows(
      """
      select local_instant(r.time, \(organization.timeZone)) as instant
      from unnest(\(times)) with ordinality as r (time, number)
      order by r.number
      """
    ) { try $0.decode("instant", as: Instant?.self) }
  }

  /// The first instants of business days.
  func starts(of days: [Day?]) async throws -> [Instant?] {
    try await transaction.rows(
      """
      select start_of_day(r.day, \(organization.timeZone)) as instant
      from unnest(\(days)) with ordinality as r (day, number)
      order by r.number
      """
    ) { try $0.decode("instant", as: Instant?.self) }
  }

  /// What the import records.
  var provenance: Provenance { Provenance(organizationID: organization.id, system: system, importID: importID) }

  /// Starts recording the facts that could be resolved, which gives every fact its answer.
  func record<Draft: FactDraft>(_ resolved: [Result<Draft, RowRejection>]) async throws -> PendingAnswers {
    let pending = try await start(resolved)
    return { try await pending().map(ImportAnswer.init) }
  }

  /// Records the facts that could be resolved: what became of each.
  func recordings<Draft: FactDraft>(of resolved: [Result<Draft, RowRejection>]) async throws -> [Result<Recording, RowRejection>] {
    try await start(resolved)()
  }

  private func start<Draft: FactDraft>(
    _ resolved: [Result<Draft, RowRejection>]
  ) async throws -> () async throws -> [Result<Recording, RowRejection>] {
    let ready = resolved.compactMap { try? $0.get() }
    let result = ready.isEmpty ? nil : try await transaction.session.start(Draft.statement(ready, provenance))
    return {
      var recordings: ArraySlice<Recording> = []
      if let result { recordings = try [Recording](count: ready.count, exceptions: await result())[...] }
      return resolved.map { result in result.map { _ in recordings.removeFirst() } }
    }
  }

  /// Counts the recorded rows without a salesperson that went to the prospect's owner; `ids` are those of such rows.
  func count<Kind>(ownersAssumedFor ids: [ID<Kind>], in table: SQL) async throws {
    guard !ids.isEmpty else { return }
    let assumed = try await transaction.one(
      """
      select count(*)
      from \(table) f
      where f.organization_id = \(organization.id)
        and f.id = any (\(ids))
        and f.salesperson_id is not null
      """
    ) { try $0.decode("count", as: Int.self) }
    count(madeUp: "salesperson", assumed)
  }
}

extension ImportAnswer {
  init(_ recording: Result<Recording, RowRejection>) {
    self =
      switch recording {
      case .success(let recording): ImportAnswer(recording)
      case .failure(let rejection): .rejected(rejection)
      }
  }

  init(_ recording: Recording) {
    self =
      switch recording {
      case .recorded: .recorded
      case .repeated: .repeated
      case .conflict: .rejected(RowRejection(field: "reference", column: nil, reason: .otherContent))
      case .denied: .rejected(RowRejection(field: nil, column: nil, reason: .rightsRefused))
      case .invalid(let reason): .rejected(RowRejection(refused: reason))
      }
  }

  var isRecorded: Bool {
    if case .recorded = self { true } else { false }
  }
}

extension RowRejection {
  /// The refusal of a `record_…` function.
  init(refused reason: RefusalReason) {
    let field: String? =
      switch reason {
      case .standingSale: "refund_of"
      case .earlier: "sold_on"
      case .moreThanSold: "amount"
      case .closedBeforeOpened: "closed_on"
      case .notLost: "loss_reason"
      case .prospect, .salesperson, .companion, .stage: reason.rawValue
      default: nil
      }
    self.init(field: field, column: nil, reason: .refusal(reason))
  }
}
