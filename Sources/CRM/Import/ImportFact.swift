import Foundation
import Postgres

/// A row of an import, read but not yet resolved: each kind of file has its own.
protocol ImportFact: Sendable {
  /// Reads a row; nil for one that has faults, which the row holds, and for one that says nothing of its own.
  init?(_ row: ImportRow)

  /// Its id in the system it comes from; made from its content when the file has none.
  var reference: String? { get set }

  /// Whether its content is its id when the file gives none.
  static var isKnownByContent: Bool { get }

  /// Looks through the whole file before its rows are answered, where rows bear on each other wherever they stand.
  static func prepare(
    _ file: @Sendable () throws -> ImportSource<Self>, _ importing: ImportContext, _ reading: RowReading
  ) async throws

  /// Resolves a set and records it in the import's transaction. It may return while the server works on it, so that the next set is
  /// resolved meanwhile.
  static func record(_ facts: [Self], _ importing: ImportContext) async throws -> PendingAnswers

  /// The fields that say on which day a row is, the first that is given.
  static var dayFields: [String] { get }

  /// Refuses in rows that have other faults what they name and cannot be found.
  static func refuseUnknownNames(in rows: [ImportRow], _ importing: ImportContext) async throws

  /// Records what follows from the file as a whole.
  static func complete(_ importing: ImportContext) async throws
}

extension ImportFact {
  static var isKnownByContent: Bool { true }
  static var dayFields: [String] { [] }
  static func refuseUnknownNames(in rows: [ImportRow], _ importing: ImportContext) async throws {
    try await importing.refuseUnknownPeople(in: rows, on: dayFields)
  }
  static func prepare(
    _ file: @Sendable () throws -> ImportSource<Self>, _ importing: ImportContext, _ reading: RowReading
  ) async throws {}
  static func complete(_ importing: ImportContext) async throws {}
}

/// Waits until a set is recorded; answer i belongs to fact i. To be called once.
typealias PendingAnswers = () async throws -> [ImportAnswer]

/// What became of a row.
enum ImportAnswer: Sendable {
  case recorded
  case repeated
  /// It was there already, and is now as the row says.
  case updated
  /// It was there already, and stays as it is.
  case skipped
  case rejected(RowRejection)
}

/// What the facts of an import share while it runs: the transaction, the names, and the count of what was filled in.
final class ImportContext {
  let names: NameResolver
  let importID: ImportRun.ID
  let system: String
  /// The service whose export the file is.
  let preset: ImportPreset?
  /// For instants that the file does not give.
  let now: Instant
  /// What the organization's clocks show.
  let clock: OrganizationClock
  /// The business day on which the import runs: the last one on which anything can have taken place.
  let today: Day
  private(set) var assumed: [String: Int] = [:]
  /// What rows say that cannot be so and was left out, by field.
  private(set) var ignored: [String: Int] = [:]
  /// What becomes of rows that describe what is there already.
  let existing: ExistingRows
  /// What of it was changed.
  var changes = RecordedChanges()
  /// Recorded expenses that are negative.
  var givenBack = NegativeAmounts()
  /// Recorded conversations that sold something.
  var conversationsThatSold = 0
  /// What belongs to the recorded facts and is not there, by sort.
  var missing: [String: Int] = [:]
  private var actions: PlannedActions?

  init(_ names: NameResolver, _ preset: ImportPreset?, _ existing: ExistingRows, now: Instant, _ reading: RowReading) {
    self.existing = existing
    self.preset = preset
    self.names = names
    self.now = now
    (clock, today) = (reading.clock, reading.today)
    importID = names.importID
    system = names.mapping.system
  }

  var transaction: Transaction { names.transaction }
  var currency: Currency { Currency(code: organization.currency) }
  var organization: Organization { transaction.organization }

  /// Counts what was made beside the rows themselves.
  func count(created sort: String, _ times: Int) {
    if times > 0 { names.created[sort, default: 0] += times }
  }

  /// Counts what was filled in for recorded rows.
  func count(assumed field: String, _ times: Int) {
    if times > 0 { assumed[field, default: 0] += times }
  }

  /// Counts what was left out of recorded rows.
  func count(ignored field: String, _ times: Int) {
    if times > 0 { ignored[field, default: 0] += times }
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
      return Result { () throws(RowRejection) in try names.prospect(text) }
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
    return try names.salesperson(name, on: day ?? today, field: field)
  }

  /// The instant of a moment that is past.
  func pastInstant(of moment: CivilMoment, field: String) throws(RowRejection) -> Instant {
    guard let instant = moment.instant ?? clock.instant(of: moment.localTime) else {
      throw RowRejection(field: field, reason: .skippedByTheClock)
    }
    try clock.day(of: instant).requireNotAfter(today: today, field: field)
    return instant
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
    count(assumed: "salesperson", assumed)
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
      case .conflict: .rejected(RowRejection(field: "reference", reason: .otherContent))
      case .denied: .rejected(RowRejection(field: nil, reason: .rightsRefused))
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
      case .unknownSale: "refund_of"
      case .earlier: "sold_on"
      case .moreThanSold: "amount"
      case .closedBeforeOpened: "closed_on"
      case .notLost: "loss_reason"
      case .prospect, .salesperson, .secondSalesperson, .stage: reason.rawValue
      default: nil
      }
    self.init(field: field, reason: .refusal(reason))
  }
}
