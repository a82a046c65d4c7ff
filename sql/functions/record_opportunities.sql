-- Opens opportunities as one set, each with its first stage change; a file's finished ones open and close in one.
--
-- Element i of every array is opportunity i; actor is the salesperson who asks for it, null for a director.
-- changed_ats[i] is when it entered stage_ids[i]; undated[i] says that the file did not know.
-- Answers one row for each that was not recorded: repeated, conflict, denied or invalid, as record_conversions().
create or replace function record_opportunities(
  organization_id uuid,
  actor uuid,
  ids uuid[],
  change_ids uuid[],
  prospect_ids uuid[],
  salesperson_ids uuid[],
  stage_ids uuid[],
  titles text[],
  sources text[],
  channels text[],
  amounts bigint[],
  opened_ats timestamptz[],
  changed_ats timestamptz[],
  undated boolean[],
  expected_ons date[],
  loss_reasons text[],
  competitors text[],
  notes text[],
  reference_system text,
  reference_texts text[],
  import_id uuid
)
returns table (number integer, status text, reason text)
language plpgsql
as $$
#variable_conflict use_column
declare
  recorded uuid[];
begin
  with given as (
    select r.*, s.kind
    from unnest(
      ids, change_ids, prospect_ids, salesperson_ids, stage_ids, titles, sources, channels, amounts, opened_ats, changed_ats,
      undated, expected_ons, loss_reasons, competitors, notes, reference_texts
    ) as r (
      id, change_id, prospect_id, salesperson_id, stage_id, title, source, channel, amount_cents, opened_at, changed_at,
      undated, expected_on, loss_reason, competitor, note, reference)
    -- Looked up by its key (`offset 0`), see record_conversations().
    cross join lateral (
      select from prospect p where p.organization_id = $1 and p.id = r.prospect_id and p.voided_at is null offset 0) p
    join stage s on s.organization_id = $1 and s.id = r.stage_id
    where (actor is null or r.salesperson_id = actor)
      and (r.opened_at is null or r.opened_at <= r.changed_at)
  ),
  added as (
    insert into opportunity (
      organization_id, id, prospect_id, salesperson_id, title, source, channel, amount_cents, opened_at, expected_on, note,
      stage_id, stage_kind, stage_since, changes, closed_at, system, reference, import_id)
    select
      $1, g.id, g.prospect_id, g.salesperson_id, g.title, g.source, g.channel, g.amount_cents, g.opened_at, g.expected_on,
      g.note, g.stage_id, g.kind, g.changed_at, 1, case when g.kind <> 'open' then g.changed_at end,
      case when g.reference is not null then $19 end, g.reference, $21
    from given g
    on conflict do nothing
    returning id
  ),
  changed as (
    insert into stage_change (
      organization_id, id, opportunity_id, number, stage_id, kind, changed_at, undated, salesperson_id, amount_cents,
      loss_reason, competitor)
    select
      $1, g.change_id, g.id, 1, g.stage_id, g.kind, g.changed_at, g.undated, g.salesperson_id, g.amount_cents,
      g.loss_reason, g.competitor
    from given g
    join added on added.id = g.id
    returning opportunity_id
  )
  select array_agg(changed.opportunity_id) into recorded from changed;

  if coalesce(cardinality(recorded), 0) = cardinality(ids) then
    return;
  end if;

  return query
  select
    r.number::integer,
    case
      when actor is not null and r.salesperson_id is distinct from actor then 'denied'
      when o.id is null then 'invalid'
      when kept_prospect($1, o.prospect_id) = r.prospect_id
        and o.salesperson_id is not distinct from r.salesperson_id
        and o.amount_cents is not distinct from r.amount_cents
        and o.opened_at is not distinct from r.opened_at
        and o.stage_id = r.stage_id
        and (o.stage_since = r.changed_at or r.undated)
        then 'repeated'
      else 'conflict'
    end,
    case
      when o.id is not null then null
      when not exists (
        select from prospect p where p.organization_id = $1 and p.id = r.prospect_id and p.voided_at is null) then 'prospect'
      when r.opened_at > r.changed_at then 'closed_before_opened'
      else 'stage'
    end
  from unnest(
    ids, prospect_ids, salesperson_ids, stage_ids, amounts, opened_ats, changed_ats, undated, reference_texts
  ) with ordinality as r (
    id, prospect_id, salesperson_id, stage_id, amount_cents, opened_at, changed_at, undated, reference, number)
  left join lateral (
    select found.*
    from opportunity found
    where found.organization_id = $1 and found.id = r.id
    union all
    select found.*
    from opportunity found
    where found.organization_id = $1
      and found.system = $19
      and found.reference = r.reference
      and found.voided_at is null
      and found.id <> r.id
    limit 1
  ) o on true
  where r.id <> all (coalesce(recorded, '{}'))
    or r.number <> (
      select min(first.number) from unnest(ids) with ordinality as first (id, number) where first.id = r.id);
end
$$;

-- Moves one opportunity: the change is added, and the opportunity keeps where it stands.
-- Answers recorded, repeated, conflict, or invalid with why: opportunity, stage, closed (it must be reopened first),
-- open (only a closed one is reopened), same_stage, or earlier (before its last change).
create or replace function record_stage_change(
  organization_id uuid,
  id uuid,
  opportunity_id uuid,
  stage_id uuid,
  changed_at timestamptz,
  amount_cents bigint,
  loss_reason text,
  competitor text,
  reopen boolean,
  out status text,
  out reason text
)
language plpgsql
as $$
#variable_conflict use_column
declare
  opportunity record;
  stage record;
  known record;
begin
  select c.* into known from stage_change c where c.organization_id = $1 and c.id = $2;
  if found then
    status := case
      when known.opportunity_id = $3 and known.stage_id = $4 and known.changed_at = $5
        and known.loss_reason is not distinct from $7 and known.competitor is not distinct from $8 then 'repeated'
      else 'conflict'
    end;
    return;
  end if;

  select o.* into opportunity
  from opportunity o
  where o.organization_id = $1 and o.id = $3 and o.voided_at is null
  for no key update;
  if not found then
    status := 'invalid'; reason := 'opportunity'; return;
  end if;
  select s.* into stage from stage s where s.organization_id = $1 and s.id = $4;
  if not found then
    status := 'invalid'; reason := 'stage'; return;
  end if;

  status := 'invalid';
  reason := case
    when $5 < opportunity.stage_since then 'earlier'
    when opportunity.stage_kind <> 'open' and not reopen then 'closed'
    when opportunity.stage_kind = 'open' and reopen then 'open'
    when opportunity.stage_id = $4 then 'same_stage'
  end;
  if reason is not null then
    return;
  end if;

  insert into stage_change (
    organization_id, id, opportunity_id, number, stage_id, kind, changed_at, salesperson_id, amount_cents, loss_reason, competitor)
  values (
    $1, $2, $3, opportunity.changes + 1, $4, stage.kind, $5, opportunity.salesperson_id,
    coalesce($6, opportunity.amount_cents), $7, $8);
  update opportunity o
  set stage_id = $4,
    stage_kind = stage.kind,
    stage_since = $5,
    changes = o.changes + 1,
    closed_at = case when stage.kind <> 'open' then $5 end,
    amount_cents = coalesce($6, o.amount_cents)
  where o.organization_id = $1
    and o.id = $3;
  status := 'recorded';
end
$$;
