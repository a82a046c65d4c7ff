-- Opens opportunities as one set, each with its first stage change; a file's finished ones open and close in one.
--
-- Element i of every array is opportunity i; actor is the salesperson who asks for it, null for a director.
-- changed_ats[i] is when it entered stage_ids[i]; undated[i] says that the file did not know.
-- Without a salesperson the opportunity is that of the prospect's owner.
-- Answers one row for each that was not recorded: repeated, conflict, denied or invalid, as record_conversations(). Repeated
-- is what was opened alike, wherever it has moved since. A conflict of which the reason is owner names, of an open opportunity,
-- nothing but another owner.
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
  -- Nobody retires a stage between this and the end of the transaction.
  perform from stage s
  where s.organization_id = $1
    and s.id = any (stage_ids)
  order by s.id
  for key share;

  with given as (
    select r.*, s.kind, coalesce(r.salesperson_id, p.owner_id) as credited_id
    from unnest(
      ids, change_ids, prospect_ids, salesperson_ids, stage_ids, titles, sources, channels, amounts, opened_ats, changed_ats,
      undated, expected_ons, loss_reasons, competitors, notes, reference_texts
    ) as r (
      id, change_id, prospect_id, salesperson_id, stage_id, title, source, channel, amount_cents, opened_at, changed_at,
      undated, expected_on, loss_reason, competitor, note, reference)
    -- Looked up by its key (`offset 0`), see record_conversations().
    cross join lateral (
      select p.owner_id
      from prospect p
      where p.organization_id = $1 and p.id = r.prospect_id and p.voided_at is null
      offset 0
    ) p
    join stage s on s.organization_id = $1 and s.id = r.stage_id
    left join salesperson person on person.organization_id = $1 and person.id = r.salesperson_id
    where (actor is null or coalesce(r.salesperson_id, p.owner_id) = actor)
      and (r.salesperson_id is null or person.id is not null)
      and (r.opened_at is null or r.opened_at <= r.changed_at)
      and s.retired_at is null
      and (s.kind in ('lost', 'abandoned') or r.loss_reason is null and r.competitor is null)
  ),
  added as (
    insert into opportunity (
      organization_id, id, prospect_id, salesperson_id, title, source, channel, amount_cents, opened_at, expected_on, note,
      stage_id, stage_kind, stage_since, changes, closed_at, system, reference, import_id)
    select
      $1, g.id, g.prospect_id, g.credited_id, g.title, g.source, g.channel, g.amount_cents, g.opened_at, g.expected_on,
      g.note, g.stage_id, g.kind, g.changed_at, 1, case when g.kind <> 'open' then g.changed_at end,
      case when g.reference is not null then $19 end, g.reference, $21
    from given g
    order by g.id
    on conflict do nothing
    returning id
  ),
  changed as (
    insert into stage_change (
      organization_id, id, opportunity_id, number, stage_id, kind, changed_at, undated, salesperson_id, amount_cents,
      loss_reason, competitor)
    select
      $1, g.change_id, g.id, 1, g.stage_id, g.kind, g.changed_at, g.undated, g.credited_id, g.amount_cents,
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
      when (o.prospect_id = r.prospect_id or kept_prospect($1, o.prospect_id) = r.prospect_id)
        and o.opened_at is not distinct from r.opened_at
        and (r.salesperson_id is null or r.salesperson_id in (first.salesperson_id, o.salesperson_id))
        and first.amount_cents is not distinct from r.amount_cents
        and first.stage_id = r.stage_id
        and (first.changed_at = r.changed_at or r.undated)
        and first.loss_reason is not distinct from r.loss_reason
        and first.competitor is not distinct from r.competitor
        then 'repeated'
      else 'conflict'
    end,
    case
      when o.stage_kind = 'open'
        and (o.prospect_id = r.prospect_id or kept_prospect($1, o.prospect_id) = r.prospect_id)
        and o.opened_at is not distinct from r.opened_at
        and first.amount_cents is not distinct from r.amount_cents
        and r.stage_id in (first.stage_id, o.stage_id)
        and (first.changed_at = r.changed_at or r.undated)
        then 'owner'
      when o.id is not null then null
      when not exists (
        select from prospect p where p.organization_id = $1 and p.id = r.prospect_id and p.voided_at is null) then 'prospect'
      when not exists (select from stage s where s.organization_id = $1 and s.id = r.stage_id) then 'stage'
      when exists (
        select from stage s where s.organization_id = $1 and s.id = r.stage_id and s.retired_at is not null) then 'stage_retired'
      when r.opened_at > r.changed_at then 'closed_before_opened'
      when (r.loss_reason is not null or r.competitor is not null) and not exists (
        select from stage s
        where s.organization_id = $1 and s.id = r.stage_id and s.kind in ('lost', 'abandoned')) then 'not_lost'
      else 'salesperson'
    end
  from unnest(
    ids, prospect_ids, salesperson_ids, stage_ids, amounts, opened_ats, changed_ats, undated, loss_reasons, competitors,
    reference_texts
  ) with ordinality as r (
    id, prospect_id, salesperson_id, stage_id, amount_cents, opened_at, changed_at, undated, loss_reason, competitor,
    reference, number)
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
  left join stage_change first on first.organization_id = $1 and first.opportunity_id = o.id and first.number = 1
  where r.id <> all (coalesce(recorded, '{}'))
    or r.number <> (
      select min(same.number) from unnest(ids) with ordinality as same (id, number) where same.id = r.id);
end
$$;

-- The number of an opportunity's next change: those that were voided keep theirs.
create or replace function next_change(organization_id uuid, opportunity_id uuid)
returns integer
language plpgsql stable
as $$
begin
  return (
    select max(x.number) + 1
    from stage_change x
    where x.organization_id = $1 and x.opportunity_id = $2);
end
$$;

-- Moves one opportunity: the change is added, and the opportunity keeps where it stands.
-- Answers recorded, repeated, conflict, denied (it is a colleague's), or invalid with why: opportunity, stage, stage_retired,
-- closed (it must be reopened first), open (only a closed one is reopened, into an open stage), same_stage, or earlier (before
-- its last change). Whoever wins or reopens recomputes the prospect's conversion afterwards.
create or replace function record_stage_change(
  organization_id uuid,
  actor uuid,
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
  last record;
  stage record;
  known record;
  next_number integer;
begin
  select c.* into known from stage_change c where c.organization_id = $1 and c.id = $3;
  if found then
    status := case
      when known.opportunity_id = $4 and known.stage_id = $5 and known.changed_at = $6
        and known.amount_cents is not distinct from coalesce($7, known.amount_cents)
        and known.loss_reason is not distinct from $8 and known.competitor is not distinct from $9 then 'repeated'
      else 'conflict'
    end;
    return;
  end if;

  -- The prospect first, as everything that recomputes does.
  perform lock_prospects($1, array(select o.prospect_id from opportunity o where o.organization_id = $1 and o.id = $4));
  select o.* into opportunity
  from opportunity o
  where o.organization_id = $1 and o.id = $4 and o.voided_at is null
  for no key update;
  if not found then
    status := 'invalid'; reason := 'opportunity'; return;
  end if;
  if actor is not null and opportunity.salesperson_id <> actor then
    status := 'denied'; return;
  end if;
  -- Nobody retires it between this and the end of the transaction.
  select s.* into stage from stage s where s.organization_id = $1 and s.id = $5 for key share;
  if not found then
    status := 'invalid'; reason := 'stage'; return;
  end if;

  select c.changed_at into last
  from stage_change c
  where c.organization_id = $1 and c.opportunity_id = $4 and c.number = opportunity.changes;

  status := 'invalid';
  reason := case
    when opportunity.stage_kind <> 'open' and not reopen then 'closed'
    when reopen and (opportunity.stage_kind = 'open' or stage.kind <> 'open') then 'open'
    when opportunity.stage_id = $5 then 'same_stage'
    when stage.retired_at is not null then 'stage_retired'
    when $6 < last.changed_at then 'earlier'
  end;
  if reason is not null then
    return;
  end if;

  next_number := next_change($1, $4);
  insert into stage_change (
    organization_id, id, opportunity_id, number, stage_id, kind, changed_at, salesperson_id, amount_cents, loss_reason, competitor)
  values (
    $1, $3, $4, next_number, $5, stage.kind, $6, opportunity.salesperson_id,
    coalesce($7, opportunity.amount_cents), $8, $9);
  update opportunity o
  set stage_id = $5,
    stage_kind = stage.kind,
    stage_since = $6,
    changes = next_number,
    closed_at = case when stage.kind <> 'open' then $6 end,
    amount_cents = coalesce($7, o.amount_cents)
  where o.organization_id = $1
    and o.id = $4;
  status := 'recorded';
end
$$;

-- Says anew what stands of opportunities in the stage where they are: the owner and the amount of open ones from an instant on,
-- the amount and the words about the closing of closed ones on the day of it, credited to whom it was. Null leaves a value as
-- it was. What was said before stays on record, so that each day keeps its owner.
--
-- Element i of every array is opportunity i; actor is the salesperson who asks for it, null for a director.
-- Answers one row for each that was not recorded: repeated (it says so already), denied, or invalid with why: opportunity,
-- salesperson, owner_of_closed (it is that of its day), not_lost, earlier (than its last change).
create or replace function restate_opportunities(
  organization_id uuid,
  actor uuid,
  ids uuid[],
  opportunity_ids uuid[],
  salesperson_ids uuid[],
  changed_ats timestamptz[],
  amounts bigint[],
  loss_reasons text[],
  competitors text[]
)
returns table (number integer, status text, reason text)
language plpgsql
as $$
#variable_conflict use_column
begin
  -- The prospects first, as everything that recomputes does.
  perform lock_prospects($1, array(select o.prospect_id from opportunity o where o.organization_id = $1 and o.id = any (opportunity_ids)));
  perform from opportunity o
  where o.organization_id = $1
    and o.id = any (opportunity_ids)
  order by o.id
  for no key update;

  return query
  with given as (
    select r.*, o.id as found_id, o.stage_kind, o.salesperson_id as owner_id, x.stage_id, x.kind, x.undated, x.changed_at,
      x.salesperson_id as credited_id, coalesce(r.amount_cents, x.amount_cents) as new_amount_cents,
      coalesce(r.loss_reason, x.loss_reason) as new_loss_reason, coalesce(r.competitor, x.competitor) as new_competitor,
      case
        when o.id is null then 'opportunity'
        when actor is not null and o.salesperson_id <> actor then 'denied'
        when r.salesperson_id is not null and person.id is null then 'salesperson'
        when o.stage_kind <> 'open' and r.salesperson_id is not null and r.salesperson_id is distinct from o.salesperson_id
          then 'owner_of_closed'
        when x.kind in ('open', 'won') and (r.loss_reason is not null or r.competitor is not null) then 'not_lost'
        when (o.salesperson_id, x.amount_cents, x.loss_reason, x.competitor) is not distinct from (
          coalesce(r.salesperson_id, o.salesperson_id), coalesce(r.amount_cents, x.amount_cents),
          coalesce(r.loss_reason, x.loss_reason), coalesce(r.competitor, x.competitor)) then 'repeated'
        when o.stage_kind = 'open' and r.said_at < x.changed_at then 'earlier'
      end as refusal
    from unnest(ids, opportunity_ids, salesperson_ids, changed_ats, amounts, loss_reasons, competitors) with ordinality as r (
      id, opportunity_id, salesperson_id, said_at, amount_cents, loss_reason, competitor, number)
    left join lateral (
      select each.*
      from opportunity each
      where each.organization_id = $1 and each.id = r.opportunity_id and each.voided_at is null
      offset 0
    ) o on true
    left join lateral (
      select each.*
      from stage_change each
      where each.organization_id = $1 and each.opportunity_id = o.id and each.number = o.changes
      offset 0
    ) x on true
    left join salesperson person on person.organization_id = $1 and person.id = r.salesperson_id
  ),
  added as (
    insert into stage_change (
      organization_id, id, opportunity_id, number, stage_id, kind, changed_at, undated, restated, salesperson_id, amount_cents,
      loss_reason, competitor)
    select
      $1, g.id, g.found_id, next_change($1, g.found_id), g.stage_id, g.kind, case when g.kind = 'open' then g.said_at else g.changed_at end,
      g.kind <> 'open' and g.undated, true, case when g.kind = 'open' then coalesce(g.salesperson_id, g.owner_id) else g.credited_id end,
      g.new_amount_cents, g.new_loss_reason, g.new_competitor
    from given g
    where g.refusal is null
    order by g.found_id
    on conflict do nothing
    returning opportunity_id, number, kind, salesperson_id, amount_cents
  ),
  kept as (
    update opportunity o
    set changes = added.number,
      amount_cents = added.amount_cents,
      salesperson_id = case when added.kind = 'open' then added.salesperson_id else o.salesperson_id end
    from added
    where o.organization_id = $1
      and o.id = added.opportunity_id
    returning o.id
  )
  select g.number::integer,
    case when g.refusal in ('repeated', 'denied') then g.refusal when g.refusal is not null then 'invalid' else 'conflict' end,
    case when g.refusal not in ('repeated', 'denied') then g.refusal end
  from given g
  where g.found_id is null
    or g.found_id not in (select kept.id from kept);
end
$$;
