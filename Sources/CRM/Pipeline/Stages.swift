import Foundation
import Postgres

/// The stages of the pipeline: which there are, in which order, with which chance of winning. Everybody reads them, directors change them.
///
/// A stage is never deleted, since opportunities went through it; a retired one takes no more of them.
public struct Stages: Sendable {
  let scope: Scope

  /// The stages of the scope's organization.
  public init(_ scope: Scope) {
    self.scope = scope
  }

  /// All stages in their order, the retired ones among them.
  public func list() async throws -> [StageSummary] { try await scope.read { try await $0.fetch($0.stageSummaries) } }

  /// Adds an open stage; a retired one of that name takes opportunities again.
  ///
  /// - Parameters:
  ///   - probability: The chance of winning from here, in per cent; nil keeps that of a retired stage.
  ///   - place: After the last open stage when nil; a retired one keeps its own.
  /// - Throws: `.usage` for a new stage without a chance, `.conflict` for a name that is or was that of another stage.
  public func add(_ name: String, probability: Int? = nil, at place: StagePlace? = nil) async throws -> StageAnswer {
    let name = String(name.trimmed)
    return try await change { transaction, stages in
      if let there = stages.first(where: { $0.name.folded == name.folded }) {
        guard !there.isInUse else { throw CRMError(.conflict, .stageThere(there.name), remedy: .stageListRemedy) }
        try await transaction.set(there.id, "retired_at = null, probability = coalesce(\(probability), probability)")
        if let place { try await transaction.arrange(try stages.order(placing: there.id, at: place)) }
        return Change(.resumed, there.id)
      }
      try stages.requireFree(name, of: .open)
      guard let probability else { throw CRMError(.usage, .chanceMissing, place: "--chance", remedy: .chanceMissingRemedy) }
      let id = Stage.ID.v7()
      let order = try stages.order(placing: id, at: place)
      let added = try await transaction.execute(
        """
        insert into stage (organization_id, id, position, name, name_key, kind, probability)
        values (\(scope.organization.id), \(id), \(order.count), \(name), \(name.folded), 'open', \(probability))
        on conflict on constraint stage_name_once do nothing
        """)
      // An import made it meanwhile.
      if added == 0 { throw CRMError(.conflict, .stageThere(name), remedy: .stageListRemedy) }
      try await transaction.arrange(order)
      return Change(.added, id)
    }
  }

  /// Gives a stage another name; the one it had goes on naming it, where plans, mappings and people say it.
  ///
  /// - Throws: `.notFound`, `.conflict` for a name that is or was that of another stage.
  public func rename(_ text: String, to name: String) async throws -> StageAnswer {
    let name = String(name.trimmed)
    return try await change { transaction, stages in
      let stage = try stages.find(text)
      guard stage.name != name else { return Change(.unchanged, stage.id) }
      try stages.filter { $0.id != stage.id }.requireFree(name, of: stage.kind)
      let formerKeys = Set(stage.formerKeys + [stage.name.folded]).subtracting([name.folded]).sorted()
      _ = try await transaction.edit(
        Edit(.stage, stage.id), set: "name = \(name), name_key = \(name.folded), former_keys = \(formerKeys)")
      return Change(.renamed, stage.id, formerName: stage.name)
    }
  }

  /// Moves an open stage among the open ones.
  ///
  /// - Throws: `.notFound`; `.invalid` for a closing stage, or a place beside one.
  public func move(_ text: String, _ place: StagePlace) async throws -> StageAnswer {
    try await change { transaction, stages in
      let stage = try stages.findOpen(text, otherwise: Message.closingStagesLast)
      let order = try stages.order(placing: stage.id, at: place)
      if order == stages.map(\.id) { return Change(.unchanged, stage.id) }
      try await transaction.arrange(order)
      return Change(.moved, stage.id)
    }
  }

  /// Says the chance of winning from an open stage, in per cent. The weighted pipeline of past days is told with it too.
  ///
  /// - Throws: `.notFound`; `.invalid` for a closing stage.
  public func weigh(_ text: String, probability: Int) async throws -> StageAnswer {
    try await change { transaction, stages in
      let stage = try stages.findOpen(text, otherwise: Message.closingChance)
      if stage.probability == probability { return Change(.unchanged, stage.id) }
      _ = try await transaction.edit(Edit(.stage, stage.id), set: "probability = \(probability)")
      return Change(.weighted, stage.id)
    }
  }

  /// Retires an open stage: it takes no more opportunities, and reports of the days before still show it.
  ///
  /// - Parameter other: The open stage to which those move that are still open in it.
  /// - Throws: `.notFound`; `.invalid` for a closing stage, or the last open one; `.conflict` when opportunities are open in it and no other
  ///   stage is given; `.unavailable` while somebody records into it.
  public func close(_ text: String, into other: String? = nil) async throws -> StageAnswer {
    try await change { transaction, stages in
      let stage = try stages.findOpen(text, otherwise: Message.closingStageStays)
      guard stage.isInUse else { return Change(.unchanged, stage.id) }
      let others = stages.filter { $0.kind == .open && $0.isInUse && $0.id != stage.id }
      if others.isEmpty { throw CRMError(.invalid, .lastOpenStage(stage.name), remedy: .lastOpenStageRemedy) }
      let target = try other.map { text in
        let target = try stages.named(text)
        guard others.contains(target) else { throw CRMError(.invalid, .notInto(target.name), remedy: .stagesThere(others.map(\.name))) }
        return target
      }
      let moved = try await target.asyncMap { try await transaction.moveOpportunities(from: stage, to: $0) } ?? 0
      try await transaction.hold(stage)
      let left = try await transaction.one(
        "select count(*) as left from opportunity o where \(transaction.isOpen(in: stage))", { try $0.decode("left", as: Int.self) })
      if left > 0 { throw CRMError(.conflict, .opportunitiesIn(stage.name, left), remedy: .moveThemInto(others.map(\.name))) }
      try await transaction.set(stage.id, "retired_at = statement_timestamp()")
      return Change(.retired, stage.id, into: target?.name, moved: moved)
    }
  }

  /// What was done to a stage.
  private struct Change {
    let status: StageAnswer.Status
    let id: Stage.ID
    let formerName: String?
    let into: String?
    let moved: Int

    init(_ status: StageAnswer.Status, _ id: Stage.ID, formerName: String? = nil, into: String? = nil, moved: Int = 0) {
      (self.status, self.id, self.formerName, self.into, self.moved) = (status, id, formerName, into, moved)
    }
  }

  /// Changes the stages as they are; two directors take turns.
  private func change(_ body: (Transaction, [Stage]) async throws -> Change) async throws -> StageAnswer {
    try scope.requireDirector(.onlyDirectorsChangeStages)
    return try await scope.record(inDoubt: .askAgainSafely) { transaction in
      try await transaction.lockStages()
      let change = try await body(transaction, try await transaction.fetch(transaction.stages))
      let stages = try await transaction.fetch(transaction.stageSummaries)
      guard let stage = stages.first(where: { $0.id == change.id }) else { throw CRMError(.notFound, .noStage(change.id.description)) }
      return StageAnswer(
        status: change.status, stage: stage, formerName: change.formerName, into: change.into, movedOpportunities: change.moved,
        stages: stages)
    }
  }
}

extension [Stage] {
  /// The open stage that a person means, retired or not.
  fileprivate func findOpen(_ text: String, otherwise refusal: (Stage) -> Message) throws -> Stage {
    let stage = try find(text)
    guard stage.kind == .open else { throw CRMError(.invalid, refusal(stage)) }
    return stage
  }

  /// Throws when a name names one of these stages, or did, or is the word for closing stages of another kind.
  fileprivate func requireFree(_ name: String, of kind: StageKind) throws {
    let key = name.folded
    if let there = first(where: { $0.name.folded == key }) {
      throw CRMError(.conflict, there.isInUse ? .stageThere(there.name) : .stageThereRetired(there.name), remedy: .stageListRemedy)
    }
    if let renamed = first(where: { $0.formerKeys.contains(key) }) {
      throw CRMError(.conflict, .formerStageName(name, renamed.name), remedy: .otherStageName)
    }
    if let meant = StageKind(closing: name), meant != kind {
      throw CRMError(.conflict, .closingWord(name, meant), remedy: .otherStageName)
    }
  }

  /// The order with a stage, new or there, at a place among the open ones, which come before the closing ones; after the last open one when
  /// nil.
  fileprivate func order(placing id: Stage.ID, at place: StagePlace?) throws -> [Stage.ID] {
    var open = filter { $0.kind == .open && $0.id != id }.map(\.id)
    let neighbour = try place.map { try findOpen($0.neighbour, otherwise: Message.closingStagesLast) }
    if let neighbour, neighbour.id == id { throw CRMError(.invalid, .besideItself(neighbour.name)) }
    let index = neighbour.flatMap { open.firstIndex(of: $0.id) } ?? open.endIndex
    if case .after? = place { open.insert(id, at: index + 1) } else { open.insert(id, at: index) }
    return open + filter { $0.kind != .open }.map(\.id)
  }
}

extension Transaction {
  fileprivate func set(_ id: Stage.ID, _ assignments: SQL) async throws {
    _ = try await execute("update stage set \(assignments) where organization_id = \(organization.id) and id = \(id)")
  }

  /// Keeps others who change the pipeline waiting until this transaction ends.
  func lockStages() async throws {
    let key = "stages \(organization.id.description)"
    try await fetch(.run("select pg_advisory_xact_lock(hashtextextended(\(key), 0))"))
  }

  /// Gives all stages the positions of an order: 1, 2, 3…
  func arrange(_ order: [Stage.ID]) async throws {
    _ = try await execute(
      """
      update stage s
      set position = r.position
      from unnest(\(order)) with ordinality as r (id, position)
      where s.organization_id = \(organization.id)
        and s.id = r.id
        and s.position <> r.position
      """)
  }

  fileprivate func isOpen(in stage: Stage) -> SQL {
    "o.organization_id = \(organization.id) and o.stage_id = \(stage.id) and o.closed_at is null and o.voided_at is null"
  }

  /// Moves the opportunities that are open in a stage to another, now.
  ///
  /// Prospects are locked before their opportunities are read: nobody moves one elsewhere meanwhile. What enters the stage after that is left
  /// in it.
  fileprivate func moveOpportunities(from stage: Stage, to target: Stage) async throws -> Int {
    let prospects: [Prospect.ID] = try await rows(
      "select distinct o.prospect_id from opportunity o where \(isOpen(in: stage))", { try $0.decode("prospect_id") })
    let lock: Query<Void> = .run("select lock_prospects(\(organization.id), \(prospects))")
    let (_, now) = try await fetch(lock, location(of: .now))
    let moves = try await rows(
      """
      select o.id, greatest(x.changed_at, \(now.instant)) as at
      from opportunity o
      join stage_change x on x.organization_id = o.organization_id and x.opportunity_id = o.id and x.number = o.changes
      where \(isOpen(in: stage))
        and o.prospect_id = any (\(prospects))
      order by o.id
      """
    ) { StageMove(opportunityID: try $0.decode("id"), stageID: target.id, at: try $0.decode("at")) }
    for recording in try await record(all: moves) { try recording.outcome() }
    return moves.count
  }

  /// Lets nobody record into a stage until the end. Those who do hold it by its key (`record_opportunities`, `record_stage_change`), an import
  /// for as long as it takes: nobody waits for that, who may hold a prospect that the import waits for.
  fileprivate func hold(_ stage: Stage) async throws {
    try await fetch(
      .run("select id from stage where organization_id = \(organization.id) and id = \(stage.id) for update nowait"))
  }
}
