import Foundation
package import Postgres

/// What was recorded at once.
package struct RecordedEntry: Sendable {
  /// What its facts share; of a merge or an import, its own.
  package let id: Fact.ID
  /// As the organization's clocks showed it.
  package let recordedAt: CivilTime
  /// Never none.
  package let facts: [Part]
  let source: Source

  enum Source: String, PostgresCodable {
    case facts, merge, `import`
  }

  /// Nothing but a prospect was added.
  var isProspectAlone: Bool { facts.allSatisfy { $0.kind == .prospect } }

  /// A fact of it, with what a person knows it by.
  package struct Part: Sendable, Encodable {
    package enum Kind: String, Sendable, CaseIterable, Codable, PostgresCodable {
      case prospect, conversation
      /// An opportunity that was opened.
      case opportunity
      /// An opportunity came to another stage.
      case move
      /// Something else was said of an opportunity where it stands.
      case restatement
      case sale, refund, expense, measurement, merge, `import`
      /// A value of a prospect, an opportunity, a salesperson or a stage was changed.
      case update
    }

    package let kind: Kind
    package let id: Fact.ID
    @Nullable package private(set) var day: Day?
    @Nullable package private(set) var prospect: String?
    @Nullable package private(set) var salesperson: String?
    @Nullable package private(set) var amountCents: Int?
    /// A count: of a series, or of the rows of an import.
    @Nullable package private(set) var count: Int?
    @Nullable package private(set) var channel: Channel?
    @Nullable package private(set) var outcome: Outcome?
    /// Of a change, the column.
    @Nullable package private(set) var field: String?
    /// The stage, owner or value before, and since.
    @Nullable package private(set) var from: String?
    @Nullable package private(set) var to: String?
    /// The title, name, category, series, file, or the names that were merged.
    @Nullable package private(set) var text: String?
    let prospectID: Prospect.ID?
    let opportunityID: Opportunity.ID?

    private enum CodingKeys: String, CodingKey {
      case kind, id, day, prospect, salesperson, amountCents, count, channel, outcome, field, from, to, text
    }

    fileprivate init(row: Row) throws {
      kind = try row.decode("kind")
      id = try row.decode("id")
      prospectID = try row.decode("prospect_id")
      opportunityID = try row.decode("opportunity_id")
      day = try row.decode("day")
      prospect = try row.decode("prospect")
      salesperson = try row.decode("salesperson")
      amountCents = try row.decode("amount_cents")
      count = try row.decode("count")
      channel = try row.decode("channel")
      outcome = try row.decode("outcome")
      field = try row.decode("field")
      from = try row.decode("was")
      to = try row.decode("is_now")
      text = try row.decode("text")
    }
  }
}

extension RecordedEntry: Encodable {
  private enum CodingKeys: String, CodingKey {
    case id, recordedAt, facts
  }
}

extension Transaction {
  /// What the actor recorded last, of the last days and by hand; of a director, what anybody did, the last import and the last merge
  /// included.
  func lastEntry() async throws -> RecordedEntry? {
    guard let last = try await fetch(LastRecorded.query(self)) else { return nil }
    let facts = try await rows(
      last.source == .facts ? RecordedFacts.statement(of: last.id, organization) : RecordedFacts.whole(last, organization),
      RecordedEntry.Part.init(row:))
    // Nothing of it stands any more, since another transaction took it back just now.
    return facts.isEmpty ? nil : RecordedEntry(id: last.id, recordedAt: last.recordedAt, facts: facts, source: last.source)
  }
}

/// The search for what was recorded last.
private enum LastRecorded {
  typealias Found = (source: RecordedEntry.Source, id: Fact.ID, recordedAt: CivilTime)

  /// Ids are made at the moment of recording: the last ones are the first that the primary key gives backwards.
  static func query(_ transaction: Transaction) -> Query<Found?> {
    let organization = transaction.organization
    let now = Instant.now
    let (since, until) = (Fact.ID.least(at: now - .seconds(Undo.days * 86_400)), Fact.ID.least(at: now + .seconds(86_400)))
    let whose = transaction.actor
    func last(_ columns: SQL, of table: SQL, where condition: SQL) -> SQL {
      """
      (
        select \(columns), f.id, f.recorded_at
        from \(table) f
        where f.organization_id = \(organization.id)
          and f.id >= \(since)
          and f.id < \(until)
          and f.voided_at is null
          and \(condition)
        order by f.id desc
        limit 1
      )
      """
    }
    func typed(_ table: SQL, of people: SQL) -> SQL {
      last("'facts', f.id", of: table, where: "f.import_id is null and \(whose.map { "\($0) in (\(people))" as SQL } ?? "true")")
    }
    var sources: [SQL] = [
      typed("conversation", of: "f.salesperson_id, f.second_salesperson_id"), typed("sale", of: "f.salesperson_id"),
      typed("expense", of: "f.salesperson_id"),
      last("'facts', f.id", of: "stage_change", where: isTypedChange(of: whose)),
      last("'facts', f.id", of: "edit", where: whose.map { "f.salesperson_id = \($0)" } ?? "true"),
      last(
        """
        'facts', coalesce(
          (
            -- It was made by an entry of the log, which had its own id then.
            select c.id
            from conversation c
            where c.organization_id = f.organization_id
              and c.prospect_id = f.id
              and c.recorded_at = f.recorded_at
              and c.voided_at is null
            limit 1
          ),
          f.id)
        """, of: "prospect", where: "f.import_id is null and \(whose.map { "f.owner_id = \($0)" as SQL } ?? "true")"),
    ]
    if whose == nil {
      sources += [
        typed("measurement", of: "null"), last("'merge', f.merge_id", of: "prospect_merge", where: "true"),
        last("'import', f.id", of: "import_run", where: "(f.recorded + f.updated > 0 or f.created <> '{}')"),
      ]
    }
    return .first(
      """
      with imported as materialized (
        -- What an import or its undoing changed of opportunities is theirs: it was recorded at the same instant.
        select coalesce(array_agg(m.at), '{}') as moments
        from import_run i
        cross join lateral (select i.recorded_at union all select i.voided_at) m (at)
        where i.organization_id = \(organization.id)
          and m.at is not null
      ),
      candidate (source, entry_id, id, recorded_at) as (
        \(sources.joined(separator: "\nunion all\n"))
      )
      select source, entry_id, recorded_at at time zone \(organization.timeZone) as recorded_at
      from candidate
      order by candidate.recorded_at desc, id desc
      limit 1
      """
    ) { (source: try $0.decode("source"), id: try $0.decode("entry_id"), recordedAt: try $0.decode("recorded_at")) }
  }

  /// Whether a stage change `f` was typed, and can go back. What a director gave somebody is not theirs to give back; what was in a stage
  /// that is retired since left it for good, mostly by the retiring.
  private static func isTypedChange(of actor: Salesperson.ID?) -> SQL {
    """
    f.recorded_at <> all ((select moments from imported)::timestamptz[])
    and (\(actor)::uuid is null or f.salesperson_id = \(actor))
    and not exists (
      select
      from \(StageMove.changeBefore("f")) before
      join stage s on s.organization_id = before.organization_id and s.id = before.stage_id
      where case when f.restated then before.salesperson_id <> \(actor) else s.retired_at is not null end)
    """
  }
}

/// The statements that read the facts of an entry.
private enum RecordedFacts {
  /// The facts of an id that stand, and the prospect that was made with its conversation.
  static func statement(of id: Fact.ID, _ organization: Organization) -> SQL {
    let here: SQL = "organization_id = \(organization.id)"
    let zone: SQL = "\(organization.timeZone)"
    return """
      with logged as (
        select c.prospect_id, c.recorded_at
        from conversation c
        where c.\(here) and c.id = \(id)
      ),
      fact (
        turn, kind, id, prospect_id, opportunity_id, salesperson_id, day, amount_cents, count, channel, outcome, field, was, is_now, text
      ) as (
        select 1, 'conversation', c.id, c.prospect_id, null::uuid, c.salesperson_id, (c.occurred_at at time zone \(zone))::date,
          null::bigint, null::bigint, c.channel, c.outcome, null::text, null::text, null::text, null::text
        from conversation c
        where c.\(here) and c.id = \(id) and c.voided_at is null and c.import_id is null
        union all
        select 2, case when x.number = 1 then 'opportunity' when x.restated then 'restatement' else 'move' end, x.id, o.prospect_id, o.id,
          x.salesperson_id, (x.changed_at at time zone \(zone))::date,
          case when before.number is null or before.amount_cents is distinct from x.amount_cents then x.amount_cents end, null, null, null, null,
          case when x.restated then case when former.id is distinct from owner.id then former.name end else left_stage.name end,
          case when x.restated then case when former.id is distinct from owner.id then owner.name end else stage.name end, o.title
        from stage_change x
        join opportunity o on o.\(here) and o.id = x.opportunity_id and o.voided_at is null
        join stage on stage.\(here) and stage.id = x.stage_id
        left join lateral \(StageMove.changeBefore("x")) before on true
        left join stage left_stage on left_stage.\(here) and left_stage.id = before.stage_id
        left join salesperson former on former.\(here) and former.id = before.salesperson_id
        left join salesperson owner on owner.\(here) and owner.id = x.salesperson_id
        where x.\(here) and x.id = \(id) and x.voided_at is null
        union all
        select 3, s.kind, s.id, s.prospect_id, s.opportunity_id, s.salesperson_id, s.sold_on, s.amount_cents, null, s.channel, null, null,
          null, null, null
        from sale s
        where s.\(here) and s.id = \(id) and s.voided_at is null and s.import_id is null
        union all
        select 4, 'expense', e.id, null, null, e.salesperson_id, e.spent_on, e.amount_cents, null, null, null, null, null, null,
          coalesce(e.category, e.action)
        from expense e
        where e.\(here) and e.id = \(id) and e.voided_at is null and e.import_id is null
        union all
        select 5, 'measurement', m.id, null, null, null, m.from_day, case when s.unit <> 'count' then m.value end,
          case when s.unit = 'count' then m.value end, null, null, null, null, null, concat_ws(', ', s.name, m.label, m.place)
        from measurement m
        join series s on s.\(here) and s.id = m.series_id
        where m.\(here) and m.id = \(id) and m.voided_at is null and m.import_id is null
        union all
        select 6, 'prospect', p.id, p.id, null, p.owner_id, null, null, null, null, null, null, null, null, null
        from prospect p
        where p.\(here)
          and p.id = any (array[\(id), (select logged.prospect_id from logged)])
          and (p.id = \(id) or p.recorded_at = (select logged.recorded_at from logged))
          and p.voided_at is null
          and p.import_id is null
        union all
        select 7, 'update', e.id, coalesce(p.id, o.prospect_id), o.id, e.salesperson_id, null, null, null, null, null, v.field, v.was,
          v.is_now, coalesce(person.name, stage.name, o.title)
        from edit e
        left join prospect p on e.object = 'prospect' and p.\(here) and p.id = e.object_id
        left join opportunity o on e.object = 'opportunity' and o.\(here) and o.id = e.object_id
        left join salesperson person on e.object = 'salesperson' and person.\(here) and person.id = e.object_id
        left join stage on e.object = 'stage' and stage.\(here) and stage.id = e.object_id
        left join lateral (
          select b.key as field, \(shown("b.value", organization)) as was, \(shown("e.after ->> b.key", organization)) as is_now
          from jsonb_each_text(e.before) b
          where b.key <> 'updated_at' and b.key !~ '_keys?$' and b.key <> 'unnamed'
          union all
          select 'next_on', null, concat_ws(' ', coalesce(f.next_on::text, '-'), f.next_step)
          from follow_up f
          where f.\(here) and f.id = e.id
        ) v on true
        where e.\(here) and e.id = \(id) and e.voided_at is null
      )
      select f.kind, f.id, f.prospect_id, f.opportunity_id, f.day, p.name as prospect, person.name as salesperson, f.amount_cents, f.count,
        f.channel, f.outcome, f.field, f.was, f.is_now, f.text
      from (select fact.*, \(organization.id)::uuid as organization_id from fact) f
      \(NamedProspect.join(of: "f"))
      left join salesperson person on person.\(here) and person.id = f.salesperson_id
      order by f.turn, f.field
      """
  }

  /// A value of a column as text: of who or what is referred to, the name.
  private static func shown(_ value: SQL, _ organization: Organization) -> SQL {
    """
    case b.key
      when 'owner_id' then (select s.name from salesperson s where s.organization_id = \(organization.id) and s.id = (\(value))::uuid)
      when 'team_id' then (select t.name from team t where t.organization_id = \(organization.id) and t.id = (\(value))::uuid)
      else \(value)
    end
    """
  }

  /// A merge or an import as one fact.
  static func whole(_ last: LastRecorded.Found, _ organization: Organization) -> SQL {
    let columns: SQL =
      "null::uuid as opportunity_id, null::text as salesperson, null::bigint as amount_cents, null::text as channel, null::text as outcome, null::text as field"
    return switch last.source {
    case .merge:
      """
      select 'merge' as kind, m.merge_id as id, min(m.recorded_at at time zone \(organization.timeZone))::date as day,
        kept.id as prospect_id, kept.name as prospect, null::bigint as count, null::text as was, null::text as is_now,
        string_agg(other.name, ', ' order by other.name_key, other.id) as text, \(columns)
      from prospect_merge m
      join prospect kept on kept.organization_id = \(organization.id) and kept.id = m.kept_id
      join prospect other on other.organization_id = \(organization.id) and other.id = m.prospect_id
      where m.organization_id = \(organization.id)
        and m.merge_id = \(last.id)
        and m.voided_at is null
      group by m.merge_id, kept.id, kept.name
      """
    case .facts, .import:
      """
      select 'import' as kind, i.id, (i.recorded_at at time zone \(organization.timeZone))::date as day, null::uuid as prospect_id,
        null::text as prospect, i.recorded + i.updated as count, null::text as was, null::text as is_now, i.file_name as text, \(columns)
      from import_run i
      where i.organization_id = \(organization.id)
        and i.id = \(last.id)
        and i.voided_at is null
      """
    }
  }
}
