import Foundation
public import Postgres

/// What sort of thing happened.
public enum HistoryKind: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case added, imported, merged, unmerged, conversation
  /// An opportunity entered a stage; the first time it was opened.
  case stage
  case sale, refund, conversion
  /// A follow-up planned, or given up, outside a conversation.
  case followUp = "follow_up"
}

/// Something that happened with a prospect.
public struct HistoryEvent: Sendable, Hashable, Encodable {
  /// The id of the fact.
  public let id: Fact.ID
  /// What sort of thing it was.
  public let kind: HistoryKind
  /// The instant; the beginning of the day where only the day is known.
  public let at: Instant
  /// On the clocks of the organization; nil where only the day is known.
  @Nullable public private(set) var time: CivilTime?
  /// The business day.
  public let day: Day
  /// Who did it.
  @Nullable public private(set) var salesperson: String?
  /// The second salesperson of a conversation.
  @Nullable public private(set) var secondSalesperson: String?
  /// Where it came about.
  @Nullable public private(set) var channel: Channel?
  /// What came of it.
  @Nullable public private(set) var outcome: Outcome?
  /// How long it took.
  @Nullable public private(set) var minutes: Int?
  /// The stage that was entered.
  @Nullable public private(set) var stage: String?
  /// The opportunity it belongs to.
  @Nullable public private(set) var opportunityID: Opportunity.ID?
  /// Excluding VAT, in cents; negative for a refund.
  @Nullable public private(set) var amountCents: Int?
  /// The note, the title, the reason of a loss, the file of an import, the name of a merged prospect.
  @Nullable public private(set) var text: String?
  /// The follow-up: what to do.
  @Nullable public private(set) var nextStep: String?
  /// The day of the follow-up.
  @Nullable public private(set) var nextOn: Day?
  /// The follow-up that was pending until then, which this one ended, replaced or gave up.
  @Nullable public private(set) var endedFollowUp: PlannedStep?
  /// What undoes a merge.
  @Nullable public private(set) var mergeID: Merge.ID?
  /// Whose fact it is: the prospect itself, or one that was merged into it.
  public let prospectID: Prospect.ID

  init(row: Row) throws {
    id = try row.decode("id")
    kind = try row.decode("kind")
    at = try row.decode("at")
    let local: CivilTime = try row.decode("local")
    day = local.day
    time = try row.decode("has_time", as: Bool.self) ? local : nil
    salesperson = try row.decode("salesperson")
    secondSalesperson = try row.decode("second_salesperson")
    channel = try row.decode("channel")
    outcome = try row.decode("outcome")
    minutes = try row.decode("minutes")
    stage = try row.decode("stage")
    opportunityID = try row.decode("opportunity_id")
    amountCents = try row.decode("amount_cents")
    text = try row.decode("text")
    nextStep = try row.decode("next_step")
    nextOn = try row.decode("next_on")
    prospectID = try row.decode("prospect_id")
    mergeID = try row.decode("merge_id")
    let endedStep: String? = try row.decode("ended_step")
    endedFollowUp = try row.decode("ended_on", as: Day?.self).map { PlannedStep(nextStep: endedStep, nextOn: $0) }
  }
}

/// A prospect with what happened, the newest first.
public struct ProspectFile: Sendable, Hashable, Encodable {
  /// The prospect itself.
  public let prospect: Prospect
  /// What happened, the newest first.
  public let history: [HistoryEvent]
  /// What the next, older page is asked with; nil after the last.
  @Nullable public private(set) var next: String?
}

extension Prospects {
  /// A prospect and a page of its history: opportunities and their stages, conversations, sales and refunds, the conversion, merges, the
  /// import; what was voided is left out. A salesperson sees their own part of it.
  ///
  /// - Parameters:
  ///   - text: What ``find(_:)`` takes.
  ///   - after: The `next` of the page before.
  public func show(_ text: String, after: String? = nil, limit: Int = 50) async throws -> ProspectFile {
    guard (1...1000).contains(limit) else { throw CRMError(.usage, .badPageLength) }
    let cursor = try after.map(HistoryCursor.init)
    return try await scope.read { transaction in
      let prospect = try await transaction.match(text).prospect
      let events = try await transaction.rows(
        ProspectHistory.statement(prospect.id, before: cursor, limit: limit + 1, scope.organization), HistoryEvent.init(row:))
      let shown = Array(events.prefix(limit))
      let next = events.count > limit ? shown.last.map { HistoryCursor(at: $0.at, id: $0.id).text } : nil
      return ProspectFile(prospect: prospect, history: shown, next: next)
    }
  }
}

/// Where a page of history ends.
private struct HistoryCursor {
  let at: Instant
  let id: Fact.ID

  init(at: Instant, id: Fact.ID) {
    self.at = at
    self.id = id
  }

  init(_ text: String) throws {
    let parts = text.split(separator: "_")
    guard parts.count == 2, let microseconds = Int64(parts[0]), let id = Fact.ID(String(parts[1])) else {
      throw CRMError(.usage, .badCursor)
    }
    self.init(at: Instant(microsecondsSince2000: microseconds), id: id)
  }

  var text: String { "\(at.microsecondsSince2000)_\(id)" }
}

/// The statement behind a prospect's history.
private enum ProspectHistory {
  /// Facts of the prospect and of those merged into it, all with the same columns.
  static func statement(_ prospectID: Prospect.ID, before cursor: HistoryCursor?, limit: Int, _ organization: Organization) -> SQL {
    let here: SQL = "organization_id = \(organization.id)"
    let zone: SQL = "\(organization.timeZone)"
    let isBefore: SQL = if let cursor { "(e.at, e.id) < (\(cursor.at), \(cursor.id))" } else { "true" }
    return """
      with member as (
        select \(prospectID)::uuid as id
        union
        select m.prospect_id
        from prospect_merge m
        where m.\(here) and m.kept_id = \(prospectID) and m.voided_at is null
      ),
      event (
        id, kind, at, has_time, salesperson_id, second_salesperson_id, channel, outcome, minutes, stage_id, opportunity_id, amount_cents, text,
        next_step, next_on, prospect_id, merge_id, decides_next
      ) as (
        select c.id, 'conversation', c.occurred_at, true, c.salesperson_id, c.second_salesperson_id, c.channel, c.outcome, c.minutes, null::uuid,
          c.opportunity_id, null::bigint, c.note, c.next_step, c.next_on, c.prospect_id, null::uuid,
          c.next_on is not null or c.discussion and not c.keeps_next
        from conversation c
        join member on member.id = c.prospect_id
        where c.\(here) and c.voided_at is null
        union all
        select x.id, 'stage', x.changed_at, not x.undated, x.salesperson_id, null, case when x.number = 1 then o.channel end, null, null,
          x.stage_id, o.id, x.amount_cents, concat_ws(', ', o.title, x.loss_reason, x.competitor), null, null, o.prospect_id, null, false
        from opportunity o
        join member on member.id = o.prospect_id
        join stage_change x on x.\(here) and x.opportunity_id = o.id and x.voided_at is null
        where o.\(here) and o.voided_at is null
        union all
        select s.id, s.kind, start_of_day(s.sold_on, \(zone)), false, s.salesperson_id, null, s.channel, null, null, null,
          s.opportunity_id, s.amount_cents, s.note, null, null, s.prospect_id, null, false
        from sale s
        join member on member.id = s.prospect_id
        where s.\(here) and s.voided_at is null
        union all
        select v.id, 'conversion', start_of_day(v.converted_on, \(zone)), false, null, null, v.channel, null, null, null,
          v.opportunity_id, null, null, null, null, v.prospect_id, null, false
        from conversion v
        where v.\(here) and v.prospect_id = \(prospectID) and v.voided_at is null
        union all
        select m.id, 'merged', m.recorded_at, true, null, null, null, null, null, null, null, null, p.name, null, null,
          m.prospect_id, m.merge_id, false
        from prospect_merge m
        join prospect p on p.\(here) and p.id = m.prospect_id
        where m.\(here) and m.kept_id = \(prospectID)
        union all
        select m.id, 'unmerged', m.voided_at, true, null, null, null, null, null, null, null, null, p.name, null, null,
          m.prospect_id, m.merge_id, false
        from prospect_merge m
        join prospect p on p.\(here) and p.id = m.prospect_id
        where m.\(here) and m.kept_id = \(prospectID) and m.voided_at is not null
        union all
        select p.id, case when p.import_id is null then 'added' else 'imported' end, p.recorded_at, true, null, null, null, null, null,
          null, null, null, r.file_name, null, null, p.id, null, false
        from prospect p
        join member on member.id = p.id
        left join import_run r on r.\(here) and r.id = p.import_id
        where p.\(here)
        union all
        select f.id, 'follow_up', f.planned_at, true, f.salesperson_id, null, null, null, null, null, null, null, null, f.next_step,
          f.next_on, f.prospect_id, null, true
        from follow_up f
        join member on member.id = f.prospect_id
        where f.\(here) and f.voided_at is null
      ),
      -- Each that decides what is pending ends what the one before it left pending.
      decided as (
        select e.id, lag(e.next_step) over sequence as ended_step, lag(e.next_on) over sequence as ended_on
        from event e
        where e.decides_next
        window sequence as (order by e.at, e.id)
      ),
      page as (
        select e.*, decided.ended_step, decided.ended_on
        from event e
        left join decided on decided.id = e.id and e.decides_next
        where \(isBefore)
        order by e.at desc, e.id desc
        limit \(limit)
      )
      select e.id, e.kind, e.at, e.at at time zone \(zone) as local, e.has_time, s.name as salesperson, t.name as second_salesperson, e.channel,
        e.outcome, e.minutes, g.name as stage, e.opportunity_id, e.amount_cents, nullif(e.text, '') as text, e.next_step, e.next_on,
        e.prospect_id, e.merge_id, e.ended_step, e.ended_on
      from page e
      left join salesperson s on s.\(here) and s.id = e.salesperson_id
      left join salesperson t on t.\(here) and t.id = e.second_salesperson_id
      left join stage g on g.\(here) and g.id = e.stage_id
      order by e.at desc, e.id desc
      """
  }
}
