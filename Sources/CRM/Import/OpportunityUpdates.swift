import Foundation
import Postgres

extension OpportunityImport {
  /// Records the opportunities of a set; those that are there already are compared with how they stand.
  static func record(_ resolved: [Result<Resolved, RowRejection>], _ importing: ImportContext) async throws -> [ImportAnswer] {
    let known = try await knownByTitle(resolved, importing)
    let drafts = resolved.enumerated().map { index, each in
      Result { () throws(RowRejection) in
        if known[index] != nil { throw RowRejection([]) }
        return try each.get().draft
      }
    }
    let recordings = try await importing.recordings(of: drafts)
    var answers = recordings.map(ImportAnswer.init)
    var there: [(index: Int, resolved: Resolved, isOwnerAlone: Bool)] = []
    for (index, recording) in recordings.enumerated() {
      guard let each = try? resolved[index].get() else { continue }
      switch recording {
      // Opened as the row says; wherever it has moved since, its owner alone is another.
      case .success(.conflict(let difference)): there.append((index, each, difference == .owner))
      case _ where known[index] != nil: there.append((index, each, false))
      default: break
      }
    }
    guard !there.isEmpty else { return answers }
    let current = try await CurrentOpportunity.of(there.map { (known[$0.index], $0.resolved.draft.reference) }, importing)
    var updates: [OpportunityUpdate] = []
    for (each, current) in zip(there, current) {
      guard let current else {
        answers[each.index] = .rejected(RowRejection(field: "reference", reason: .otherContent))
        continue
      }
      let update = OpportunityUpdate(each.index, current, each.resolved, importing.currency, isOwnerAlone: each.isOwnerAlone)
      switch importing.existing {
      case _ where update.columns.isEmpty: answers[each.index] = .repeated
      case .skip: answers[each.index] = .skipped
      case .update where updates.contains { $0.current.id == current.id }:
        answers[each.index] = .rejected(RowRejection(field: "reference", reason: .referenceInFile))
      case .update: updates.append(update)
      // Whose it is now is the team's to say, and no fact of the file's.
      case .refuse where update.isOwnerAlone: updates.append(update)
      case .refuse: answers[each.index] = .rejected(RowRejection(field: "reference", reason: .thereOtherwise(update.differences)))
      }
    }
    for (index, answer) in try await OpportunityUpdate.record(updates, importing) { answers[index] = answer }
    return answers
  }

  /// The opportunities that rows without a reference of their own describe: the only one of its prospect with that title.
  private static func knownByTitle(
    _ resolved: [Result<Resolved, RowRejection>], _ importing: ImportContext
  ) async throws -> [Int: Opportunity.ID] {
    guard importing.existing != .refuse else { return [:] }
    let rows = resolved.enumerated().compactMap { index, each -> (index: Int, draft: OpportunityDraft)? in
      guard let each = try? each.get(), !each.fact.hasOwnReference, each.draft.title != nil else { return nil }
      return (index, each.draft)
    }
    guard !rows.isEmpty else { return [:] }
    let found = try await importing.transaction.rows(
      """
      select r.number, min(o.id::text)::uuid as id
      from unnest(\(rows.map(\.draft.prospectID)), \(rows.map(\.draft.title))) with ordinality as r (prospect_id, title, number)
      join opportunity o
        on o.organization_id = \(importing.organization.id)
        and o.prospect_id = r.prospect_id
        and folded(o.title) = folded(r.title)
        and o.voided_at is null
      group by r.number
      having count(*) = 1
      """
    ) { (try $0.decode("number", as: Int.self), try $0.decode("id", as: Opportunity.ID.self)) }
    return Dictionary(uniqueKeysWithValues: found.map { (rows[$0.0 - 1].index, $0.1) })
  }
}

/// How an opportunity stands.
private struct CurrentOpportunity: Sendable {
  let id: Opportunity.ID
  let prospectID: Prospect.ID
  /// Its title, or its prospect's name.
  let name: String
  let stage: Stage.ID
  let stageName: String
  let kind: StageKind
  /// When it changed last.
  let since: Instant
  let owner: Salesperson.ID?
  let ownerName: String?
  let cents: Int?
  let title, source, note, lossReason, competitor: String?
  let channel: Channel?
  let expectedOn: Day?

  /// Of each id, or else of each reference; nil where there is none.
  static func of(_ wanted: [(id: Opportunity.ID?, reference: String?)], _ importing: ImportContext) async throws -> [CurrentOpportunity?] {
    let found = try await importing.transaction.rows(
      """
      select r.number, o.id, kept_prospect(\(importing.organization.id), o.prospect_id) as prospect_id, coalesce(o.title, p.name) as name,
        o.stage_id, s.name as stage_name, o.stage_kind, x.changed_at, o.salesperson_id, person.name as owner_name, o.amount_cents, o.title,
        o.source, o.channel, o.expected_on, o.note, x.loss_reason, x.competitor
      from unnest(\(wanted.map(\.id)), \(wanted.map(\.reference))) with ordinality as r (id, reference, number)
      join lateral (
        select each.*
        from opportunity each
        where each.organization_id = \(importing.organization.id) and each.id = r.id and each.voided_at is null
        union all
        select each.*
        from opportunity each
        where r.id is null
          and each.organization_id = \(importing.organization.id)
          and each.system = \(importing.system)
          and each.reference = r.reference
          and each.voided_at is null
      ) o on true
      join prospect p on p.organization_id = o.organization_id and p.id = o.prospect_id
      join stage s on s.organization_id = o.organization_id and s.id = o.stage_id
      join stage_change x on x.organization_id = o.organization_id and x.opportunity_id = o.id and x.number = o.changes
      left join salesperson person on person.organization_id = o.organization_id and person.id = o.salesperson_id
      """
    ) { (number: try $0.decode("number", as: Int.self), current: try CurrentOpportunity(row: $0)) }
    var current = [CurrentOpportunity?](repeating: nil, count: wanted.count)
    for each in found { current[each.number - 1] = each.current }
    return current
  }

  private init(row: Row) throws {
    id = try row.decode("id")
    prospectID = try row.decode("prospect_id")
    name = try row.decode("name")
    stage = try row.decode("stage_id")
    stageName = try row.decode("stage_name")
    kind = try row.decode("stage_kind")
    since = try row.decode("changed_at")
    owner = try row.decode("salesperson_id")
    ownerName = try row.decode("owner_name")
    cents = try row.decode("amount_cents")
    title = try row.decode("title")
    source = try row.decode("source")
    channel = try row.decode("channel")
    expectedOn = try row.decode("expected_on")
    note = try row.decode("note")
    lossReason = try row.decode("loss_reason")
    competitor = try row.decode("competitor")
  }
}

/// What a row says of an opportunity that stands otherwise.
private struct OpportunityUpdate {
  let index: Int
  let current: CurrentOpportunity
  let resolved: OpportunityImport.Resolved
  let columns: [RecordedChange.Column]
  /// The row names another prospect: that is no change of this opportunity.
  let isOfAnother: Bool

  /// What the row leaves empty says nothing.
  init(_ index: Int, _ current: CurrentOpportunity, _ resolved: OpportunityImport.Resolved, _ currency: Currency, isOwnerAlone: Bool) {
    (self.index, self.current, self.resolved) = (index, current, resolved)
    let draft = resolved.draft
    isOfAnother = draft.prospectID != current.prospectID
    var columns: [RecordedChange.Column] = []
    if isOfAnother { columns.take("prospect_id", as: "prospect", current.prospectID.description, draft.prospectID.description) }
    columns.take(
      "stage_id", as: "stage", current.stage.description, resolved.stage.id.description, shown: (current.stageName, resolved.stage.name))
    columns.take(
      "salesperson_id", as: "salesperson", current.owner?.description, draft.salespersonID?.description,
      shown: (current.ownerName, resolved.fact.salesperson))
    if let cents = draft.amountCents, cents != current.cents {
      columns.append(.amount("amount_cents", "amount", old: current.cents, new: cents, currency))
    }
    columns.take("loss_reason", current.lossReason, draft.lossReason)
    columns.take("competitor", current.competitor, draft.competitor)
    columns.take("title", current.title, draft.title)
    columns.take("source", current.source, draft.source)
    columns.take("channel", current.channel?.rawValue, draft.channel?.rawValue)
    columns.take("expected_on", current.expectedOn?.description, draft.expectedOn?.description)
    columns.take("note", current.note, draft.note)
    self.columns = isOwnerAlone ? columns.filter { $0.name == "salesperson_id" } : columns
  }

  private var names: Set<String> { Set(columns.map(\.name)) }
  /// Open still, and only its owner is another.
  var isOwnerAlone: Bool { names == ["salesperson_id"] && current.kind == .open }
  var differences: [ValueChange] { columns.map { ValueChange(current.name, $0.field, old: $0.oldText, new: $0.newText) } }
  private var moves: Bool { names.contains("stage_id") }
  /// What is said anew from an instant on. The amount and the words about a closing go with a move.
  private func restatement(at instant: Instant) -> Restatement? {
    let isOwner = names.contains("salesperson_id")
    let isRestated = !moves && !names.isDisjoint(with: ["amount_cents", "loss_reason", "competitor"])
    guard isOwner || isRestated else { return nil }
    return Restatement(
      opportunityID: current.id, at: instant, salespersonID: isOwner ? resolved.draft.salespersonID : nil,
      amountCents: isRestated ? resolved.draft.amountCents : nil, lossReason: isRestated ? resolved.draft.lossReason : nil,
      competitor: isRestated ? resolved.draft.competitor : nil)
  }

  /// Why it cannot be moved so; said before anything of the row is recorded.
  private func refusal(_ move: StageMove) -> RefusalReason? {
    if current.kind != .open, resolved.stage.kind != .open { return .closed }
    return move.at < current.since ? .earlier : nil
  }

  private func move(_ importing: ImportContext, closingAt instant: Instant?) -> StageMove {
    var at = instant ?? importing.now
    // A day has no time: it came into its stage earlier on the day on which it was closed.
    if let day = resolved.closedOn, importing.clock.day(of: current.since) == day { at = max(at, current.since) }
    var move = StageMove(opportunityID: current.id, stageID: resolved.stage.id, at: at)
    move.amountCents = resolved.draft.amountCents
    move.lossReason = resolved.draft.lossReason
    move.competitor = resolved.draft.competitor
    move.reopens = current.kind != .open && resolved.stage.kind == .open
    return move
  }

  /// Makes opportunities what their rows say: a set at a time for each sort of change.
  static func record(_ updates: [OpportunityUpdate], _ importing: ImportContext) async throws -> [(Int, ImportAnswer)] {
    var refused: [Int: RowRejection] = [:]
    for update in updates where update.isOfAnother {
      refused[update.index] = RowRejection(field: "prospect", reason: .thereOtherwise(update.differences))
    }
    let moving = updates.filter(\.moves)
    let closings = try await importing.starts(of: moving.map(\.resolved.closedOn))
    var moves: [Int: StageMove] = [:]
    for (update, closing) in zip(moving, closings) {
      let move = update.move(importing, closingAt: closing)
      if let reason = update.refusal(move) { refused[update.index] = RowRejection(refused: reason) }
      moves[update.index] = move
    }
    func accepted() -> [OpportunityUpdate] { updates.filter { refused[$0.index] == nil } }
    func take(_ recordings: [Recording], _ updates: [OpportunityUpdate]) {
      for (update, recording) in zip(updates, recordings) {
        if case .rejected(let rejection) = ImportAnswer(recording) { refused[update.index] = rejection }
      }
    }
    // An owner is another's only while it is open: before it closes, and after it is opened again.
    let reopened = { (update: OpportunityUpdate) in update.current.kind != .open }
    for isAfter in [false, true] {
      if isAfter {
        let moved = accepted().filter(\.moves)
        let recorded = moved.compactMap { moves[$0.index] }
        if !moved.isEmpty { take(try await importing.transaction.record(all: recorded, from: importing.provenance), moved) }
      }
      // A closing of some days ago is its new owner's: what is said before a move is said at its instant.
      let restated = accepted().filter { reopened($0) == isAfter }.compactMap { update in
        update.restatement(at: isAfter ? importing.now : min(importing.now, moves[update.index]?.at ?? importing.now)).map { (update, $0) }
      }
      take(try await importing.transaction.record(all: restated.map(\.1), from: importing.provenance), restated.map(\.0))
    }
    let done = accepted()
    try await describe(done, importing)
    try await recompute(done, importing)
    try await importing.keep(
      done.map { RecordedChange(object: .opportunity, id: Fact.ID($0.current.id.uuid), name: $0.current.name, columns: $0.columns) })
    importing.count(created: "owners", done.count { $0.names.contains("salesperson_id") })
    return updates.map { update in
      (update.index, refused[update.index].map(ImportAnswer.rejected) ?? (importing.existing == .update ? .updated : .recorded))
    }
  }

  private static func describe(_ updates: [OpportunityUpdate], _ importing: ImportContext) async throws {
    let described = updates.filter { !$0.names.isDisjoint(with: ["title", "source", "channel", "expected_on", "note"]) }
    guard !described.isEmpty else { return }
    let drafts = described.map(\.resolved.draft)
    _ = try await importing.transaction.execute(
      """
      update opportunity o
      set title = coalesce(r.title, o.title),
        source = coalesce(r.source, o.source),
        channel = coalesce(r.channel, o.channel),
        expected_on = coalesce(r.expected_on, o.expected_on),
        note = coalesce(r.note, o.note)
      from unnest(
        \(described.map(\.current.id)), \(drafts.map(\.title)), \(drafts.map(\.source)), \(drafts.map(\.channel?.rawValue)),
        \(drafts.map(\.expectedOn)), \(drafts.map(\.note))
      ) as r (id, title, source, channel, expected_on, note)
      where o.organization_id = \(importing.organization.id)
        and o.id = r.id
      """)
  }

  /// Whoever wins or opens again makes or unmakes a customer; a win records its sale where the mapping says so.
  private static func recompute(_ updates: [OpportunityUpdate], _ importing: ImportContext) async throws {
    let recomputed = updates.filter { $0.moves && ($0.resolved.stage.kind == .won || $0.current.kind == .won) }
    guard !recomputed.isEmpty else { return }
    if importing.names.mapping.recordsSalesOfWins {
      let won = recomputed.filter { $0.resolved.stage.kind == .won }
      let sales = won.map { update in
        var sale = SaleDraft(
          prospectID: update.current.prospectID, salespersonID: update.resolved.draft.salespersonID ?? update.current.owner,
          soldOn: update.resolved.closedOn ?? importing.today,
          amountCents: update.resolved.draft.amountCents ?? update.current.cents ?? 0)
        sale.opportunityID = update.current.id
        sale.channel = update.resolved.draft.channel ?? update.current.channel
        return sale
      }
      if !sales.isEmpty {
        importing.count(
          created: "sales", try await importing.transaction.record(all: sales, from: importing.provenance).count { $0 == .recorded })
      }
    }
    _ = try await importing.transaction.query(
      """
      select recompute_conversions(
        \(importing.organization.id), \(recomputed.map(\.current.prospectID)), \(recomputed.map { _ in UUID.v7() }))
      """)
  }
}
