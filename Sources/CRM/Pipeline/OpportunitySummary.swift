import Foundation
import Postgres

/// An opportunity that somebody means, with what its next change needs and what tells it from others.
struct OpportunitySummary: Sendable {
  let id: Opportunity.ID
  let title: String?
  let prospectID: Prospect.ID
  let prospect: String
  let stageID: Stage.ID
  let stage: String
  let kind: StageKind
  let amountCents: Int?
  let openedOn: Day?
  let salesperson: String?
  /// When it last changed, and the business day of that.
  let changedAt: Instant
  let changedOn: Day

  init(row: Row) throws {
    id = try row.decode("id")
    title = try row.decode("title")
    prospectID = try row.decode("prospect_id")
    prospect = try row.decode("prospect")
    stageID = try row.decode("stage_id")
    stage = try row.decode("stage")
    kind = try row.decode("stage_kind")
    amountCents = try row.decode("amount_cents")
    openedOn = try row.decode("opened_on")
    salesperson = try row.decode("salesperson")
    changedAt = try row.decode("changed_at")
    changedOn = try row.decode("changed_on")
  }
}

extension [OpportunitySummary] {
  /// Those that a text names: by id or the beginning of it, or by the whole title.
  func fitting(_ text: String) -> [OpportunitySummary] {
    let beginning = IDBeginning(text, shortest: 8)
    return filter { beginning?.begins($0.id) == true || $0.title?.folded == String(text.trimmed).folded }
  }
}

extension Transaction {
  /// The valid opportunities of a prospect that the actor may change, the oldest first.
  func opportunities(of prospect: NamedProspect, isOpen: Bool? = nil) -> Query<[OpportunitySummary]> {
    opportunitySummaries("o.prospect_id = any (\(prospect.members)) and \(fitting(isOpen: isOpen))")
  }

  /// The opportunity of an id or the beginning of one, else the only open (or closed) one that a text fits: its title or its prospect's name, or a part of either
  /// where no title and no prospect are called so.
  ///
  /// - Throws: `.notFound`, also for the id of one that was voided, or `.ambiguous` with those to choose from.
  func opportunity(_ text: String, isOpen: Bool?) async throws -> OpportunitySummary {
    if let id = Opportunity.ID(text) {
      if let found = try await fetch(opportunitySummaries("o.id = \(id)")).first { return found }
      try await refuseVoided(id, in: "opportunity")
    } else if let beginning = IDBeginning(text, shortest: 8) {
      let found = try await fetch(opportunitySummaries("\(beginning.begins("o.id")) and \(fitting(isOpen: nil))", limit: 6))
      if found.count > 1 {
        throw CRMError(.ambiguous, .severalOpportunities(text, found, organization.currency), remedy: .nameTheOpportunity(text))
      }
      if let only = found.first { return only }
    }
    for isWhole in [true, false] {
      let prospect = try await prospect(named: text, exactly: isWhole)
      let titled = try await opportunities(titled: text, isWhole: isWhole, isOpen: isOpen)
      let others = try await fetch(.optional(prospect.map { opportunities(of: $0, isOpen: isOpen) })) ?? []
      let found = titled + others.filter { other in !titled.contains { $0.id == other.id } }
      if found.count > 1 {
        throw CRMError(.ambiguous, .severalOpportunities(text, found, organization.currency), remedy: .nameTheOpportunity(text))
      }
      if let only = found.first { return only }
      if let prospect {
        throw CRMError(.notFound, .noOpportunity(of: prospect.name, isOpen: isOpen), remedy: .opportunityListRemedy)
      }
    }
    let near = try await fetch(names(near: text.replacing("\0", with: " ")))
    throw CRMError(.notFound, .noOpportunity(text, isOpen: isOpen), remedy: near.isEmpty ? .opportunityListRemedy : .nearNames(near))
  }

  /// Those whose title is a text, or has all its words: case and accents set aside.
  private func opportunities(
    titled text: String, isWhole: Bool, isOpen: Bool?
  ) async throws -> [OpportunitySummary] {
    let key = String(text.trimmed).folded
    guard !key.isEmpty, !key.unicodeScalars.contains("\0") else { return [] }
    let words = isWhole ? [key] : key.split(whereSeparator: \.isWhitespace).map(String.init)
    let title = foldedText("o.title")
    let conditions: [SQL] = words.map { isWhole ? "\(title) = \($0)" : "position(\($0) in \(title)) > 0" }
    return try await fetch(
      opportunitySummaries("\(conditions.joined(separator: " and ")) and \(fitting(isOpen: isOpen))", limit: 100))
  }

  private func prospect(named text: String, exactly: Bool) async throws -> NamedProspect? {
    do {
      return try await prospect(text, exactly: exactly)
    } catch let error as CRMError where error.kind == .notFound {
      return nil
    }
  }

  private func fitting(isOpen: Bool?) -> SQL {
    """
    (\(isOpen)::boolean is null or (o.closed_at is null) = \(isOpen))
    and (\(actor)::uuid is null or o.salesperson_id is null or o.salesperson_id = \(actor))
    """
  }

  private func opportunitySummaries(_ condition: SQL, limit: Int? = nil) -> Query<[OpportunitySummary]> {
    .rows(
      """
      select o.id, o.title, o.prospect_id, p.name as prospect, o.stage_id, s.name as stage, o.stage_kind, o.amount_cents,
        (o.opened_at at time zone \(organization.timeZone))::date as opened_on, person.name as salesperson, x.changed_at,
        (x.changed_at at time zone \(organization.timeZone))::date as changed_on
      from opportunity o
      \(NamedProspect.join(of: "o"))
      join stage s on s.organization_id = o.organization_id and s.id = o.stage_id
      join stage_change x on x.organization_id = o.organization_id and x.opportunity_id = o.id and x.number = o.changes
      left join salesperson person on person.organization_id = o.organization_id and person.id = o.salesperson_id
      where o.organization_id = \(organization.id)
        and o.voided_at is null
        and \(condition)
      order by o.stage_since, o.id
      limit \(limit)
      """, OpportunitySummary.init(row:))
  }
}
