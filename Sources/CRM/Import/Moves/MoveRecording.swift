import Foundation
import Postgres

extension MoveSequence {
  /// Records the new moves of a set of opportunities.
  ///
  /// - Parameter rows: All that the file has of each, one opportunity after the other.
  static func record(_ rows: [GatheredMove], _ importing: ImportContext) async throws -> [MoveSequence] {
    let groups = rows.chunked { $0.opportunity == $1.opportunity }
    let found = try await KnownOpportunity.meant(by: groups, importing)
    let sequences = zip(groups, found).map { MoveSequence($0, of: $1, importing) }
    try await record(sequences.filter(\.isToRecord), importing)
    return sequences
  }

  private static func record(_ sequences: [MoveSequence], _ importing: ImportContext) async throws {
    guard !sequences.isEmpty else { return }
    let transaction = importing.transaction
    /// All was looked at, and locked: what is refused now is no fault of a row, and nothing of the file is recorded.
    func record<Draft: FactDraft>(_ drafts: [Draft]) async throws {
      for recording in try await transaction.record(all: drafts, from: importing.provenance) { try recording.outcome() }
    }
    let taken = try await importing.takenIDs(of: sequences.filter { $0.known == nil }.compactMap { $0.new[0].entry.row.filonID })
    let opened = sequences.map { $0.known == nil ? $0.draft(besides: taken) : nil }
    try await record(opened.compactMap(\.self))
    var steps = zip(sequences, opened).map { sequence, draft in
      (sequence.known?.id ?? draft?.id).map(sequence.steps)?[...] ?? []
    }
    // Each statement makes steps of one sort for many opportunities; those of one opportunity keep their order.
    while steps.contains(where: { !$0.isEmpty }) {
      try await record(steps.indices.flatMap { steps[$0].removeMoves() })
      try await record(steps.indices.compactMap { steps[$0].removeRestatement() })
    }
    let recomputed = sequences.filter(\.touchesCustomers).compactMap(\.prospectID)
    if !recomputed.isEmpty {
      _ = try await transaction.query(
        "select recompute_conversions(\(importing.organization.id), \(recomputed), \(recomputed.map { _ in UUID.v7() }))")
    }
    try await importing.keep(sequences.compactMap { $0.change(importing) })
    importing.count(created: "opportunities", opened.count { $0 != nil })
    importing.count(created: "owners", sequences.count { $0.known != nil && $0.newOwner != nil })
  }

  /// The opportunity that the first row opens.
  private func draft(besides taken: Set<Opportunity.ID>) -> OpportunityDraft? {
    guard let (entry, at) = new.first, let prospectID else { return nil }
    let row = entry.row
    let id = row.filonID.flatMap { taken.contains($0) ? nil : $0 } ?? .v7()
    var draft = OpportunityDraft(id: id, prospectID: prospectID, salespersonID: row.salespersonID, stageID: entry.stage.id, openedAt: at)
    // Of what was closed when the history begins, nobody knows when it was opened.
    if entry.stage.kind != .open { draft.openedAt = nil }
    draft.title = title
    draft.amountCents = row.cents
    (draft.lossReason, draft.competitor) = (row.lossReason, row.competitor)
    let rows = new.map(\.entry.row)
    draft.source = rows.lazy.compactMap(\.source).first
    draft.channel = rows.lazy.compactMap(\.channel).first
    draft.expectedOn = rows.last { $0.expectedOn != nil }?.expectedOn
    draft.reference = row.reference
    return draft
  }

  /// What is done to an opportunity that is there.
  fileprivate enum Step {
    case move(StageMove)
    case restate(Restatement)
  }

  /// The moves, and where a row names another owner than the one before, the handing over: only what is open has a new owner.
  private func steps(of id: Opportunity.ID) -> [Step] {
    var steps: [Step] = []
    var owner = known?.owner?.id ?? new[0].entry.row.salespersonID
    var kind = known?.last.kind ?? new[0].entry.stage.kind
    for (entry, at) in new.dropFirst(known == nil ? 1 : 0) {
      var move = StageMove(opportunityID: id, stageID: entry.stage.id, at: at)
      move.amountCents = entry.row.cents
      (move.lossReason, move.competitor) = (entry.row.lossReason, entry.row.competitor)
      move.reopens = kind != .open
      steps.append(.move(move))
      if let next = entry.row.salespersonID, next != owner {
        let handing = Step.restate(Restatement(opportunityID: id, at: at, salespersonID: next))
        steps.insert(handing, at: move.reopens ? steps.endIndex : steps.endIndex - 1)
        owner = next
      }
      kind = entry.stage.kind
    }
    return steps
  }

  /// Whom the last row that names anybody names, when that is another than the owner.
  private var newOwner: Salesperson.ID? {
    new.last { $0.entry.row.salespersonID != nil }.flatMap {
      $0.entry.row.salespersonID == known?.owner?.id ? nil : $0.entry.row.salespersonID
    }
  }

  /// Whether it makes or unmakes a customer.
  private var touchesCustomers: Bool { known?.last.kind == .won || new.contains { $0.entry.stage.kind == .won } }

  /// What changes of an opportunity that was there; nil of one that it opens.
  private func change(_ importing: ImportContext) -> RecordedChange? {
    guard let known, let last = new.last?.entry.stage else { return nil }
    var columns = [
      RecordedChange.Column(
        name: "stage_id", field: "stage", old: .text(known.last.stage.description), new: .text(last.id.description),
        oldText: known.last.name, newText: last.name)
    ]
    if let owner = newOwner {
      columns.append(
        RecordedChange.Column(
          name: "salesperson_id", field: "salesperson", old: .text(known.owner?.id.description), new: .text(owner.description),
          oldText: known.owner?.name, newText: importing.names.name(of: owner)))
    }
    if let cents = new.last(where: { $0.entry.row.cents != nil })?.entry.row.cents, cents != known.cents {
      columns.append(.amount("amount_cents", "amount", old: known.cents, new: cents, importing.currency))
    }
    return RecordedChange(object: .opportunity, id: Fact.ID(known.id.uuid), name: known.name, columns: columns)
  }
}

extension ImportContext {
  /// Which of these ids an opportunity has that was voided.
  fileprivate func takenIDs(of ids: [Opportunity.ID]) async throws -> Set<Opportunity.ID> {
    guard !ids.isEmpty else { return [] }
    return Set(
      try await transaction.rows(
        "select o.id from opportunity o where o.organization_id = \(organization.id) and o.id = any (\(ids))"
      ) { try $0.decode("id", as: Opportunity.ID.self) })
  }
}

extension ArraySlice<MoveSequence.Step> {
  /// The moves that come first.
  fileprivate mutating func removeMoves() -> [StageMove] {
    var moves: [StageMove] = []
    while case .move(let move)? = first {
      moves.append(move)
      removeFirst()
    }
    return moves
  }

  /// The restatement that comes first, if one does.
  fileprivate mutating func removeRestatement() -> Restatement? {
    guard case .restate(let restatement)? = first else { return nil }
    removeFirst()
    return restatement
  }
}

extension Array {
  /// The elements in runs of those that belong together with the one before.
  fileprivate func chunked(by belongs: (Element, Element) -> Bool) -> [[Element]] {
    reduce(into: []) { runs, element in
      if let last = runs.last?.last, belongs(last, element) { runs[runs.count - 1].append(element) } else { runs.append([element]) }
    }
  }
}
