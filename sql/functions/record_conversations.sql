-- Records conversations as one set: a phone's afternoon, concurrent requests gathered while the previous commit ran,
-- a slice of an import.
--
-- Element i of every array is conversation i. actors[i] is the salesperson who asks for it; null is a director.
-- Answers one row for each conversation that was not recorded:
--   repeated  the same id (or reference) with the same content is there already
--   conflict  it is there with another content
--   denied    a salesperson may record only conversations they took part in
--   invalid   reason says what does not exist
-- Without a salesperson the conversation is that of the prospect's owner.
-- The caller acts as director: the rights of each row are checked here, since one statement serves many people.
create or replace function record_conversations(
  organization_id uuid,
  actors uuid[],
  ids uuid[],
  prospect_ids uuid[],
  salesperson_ids uuid[],
  second_salesperson_ids uuid[],
  opportunity_ids uuid[],
  channels text[],
  outcomes text[],
  occurred_ats timestamptz[],
  minutes integer[],
  notes text[],
  next_steps text[],
  next_ons date[],
  keeps_nexts boolean[],
  reference_system text,
  reference_texts text[],
  import_id uuid
)
returns table (number integer, status text, reason text)
language plpgsql
-- One plan for sets of every size: it looks rows up by their keys, and planning would cost more than recording one.
set plan_cache_mode to force_generic_plan
-- Nor may a plan, or that of a foreign key's check, made while a table was small read it whole later.
set enable_seqscan to off
as $$
#variable_conflict use_column
declare
  recorded uuid[];
  pending uuid[];
  touched uuid[];
begin
  -- Each prospect of the set is looked up once, all in one index scan: `any` sorts its keys and takes each once.
  -- Salespeople are left to their foreign keys, which look them up anyway: nobody names one that does not exist but by mistake.
  with named as materialized (
    select p.id, p.owner_id, p.next_on
    from prospect p
    where p.organization_id = $1
      and p.id = any (prospect_ids)
      and p.voided_at is null
  ),
  added as (
    insert into conversation (
      organization_id, id, prospect_id, salesperson_id, second_salesperson_id, opportunity_id, channel, outcome, occurred_at,
      minutes, note, next_step, next_on, keeps_next, system, reference, import_id)
    select
      $1, r.id, r.prospect_id,
      coalesce(
        r.salesperson_id,
        (select named.owner_id from named where named.id = r.prospect_id and named.owner_id is distinct from r.second_salesperson_id)),
      r.second_salesperson_id, r.opportunity_id, r.channel, r.outcome,
      r.occurred_at, r.minutes, r.note, r.next_step, r.next_on, r.keeps_next,
      case when r.reference is not null then $16 end, r.reference, $18
    from unnest(
      actors, ids, prospect_ids, salesperson_ids, second_salesperson_ids, opportunity_ids, channels, outcomes, occurred_ats, minutes,
      notes, next_steps, next_ons, keeps_nexts, reference_texts
    ) as r (
      actor, id, prospect_id, salesperson_id, second_salesperson_id, opportunity_id, channel, outcome, occurred_at, minutes,
      note, next_step, next_on, keeps_next, reference)
    -- A batch holds the rows of many people: an unknown prospect is one answer, not an error for all.
    -- `is true` keeps this a look-up in a hash table: as a join, its plan would depend on how full the tables once were.
    where (r.prospect_id in (select named.id from named)) is true
      and (r.actor is null or r.actor = r.salesperson_id or r.actor = r.second_salesperson_id)
      and (r.second_salesperson_id is null or r.second_salesperson_id is distinct from r.salesperson_id)
      and (r.opportunity_id is null or exists (
        select from opportunity o
        where o.organization_id = $1
          and o.id = r.opportunity_id
          and (o.prospect_id = r.prospect_id or kept_prospect($1, o.prospect_id) = r.prospect_id)
        offset 0))
    -- Two writers of the same ids wait for each other in one order.
    order by r.id
    on conflict do nothing
    returning id
  )
  select
    (select array_agg(added.id) from added),
    (select array_agg(named.id) from named where named.next_on is not null)
  into recorded, pending;

  -- Most conversations plan nothing and find nothing pending.
  if pending is not null or 'opposed' = any (outcomes) or exists (select from unnest(next_ons) as r (next_on) where r.next_on is not null)
  then
    select array_agg(distinct r.prospect_id)
    into touched
    from unnest(ids, prospect_ids, outcomes, next_ons) as r (id, prospect_id, outcome, next_on)
    where r.id = any (recorded)
      and (r.next_on is not null or r.outcome = 'opposed' or r.prospect_id = any (pending));
    perform recompute_follow_ups($1, touched);
  end if;

  if coalesce(cardinality(recorded), 0) = cardinality(ids) then
    return;
  end if;

  return query
  select
    r.number::integer,
    case
      when r.actor is not null and r.actor is distinct from r.salesperson_id and r.actor is distinct from r.second_salesperson_id
        then 'denied'
      when c.id is null then 'invalid'
      when c.prospect_id = r.prospect_id
        and c.salesperson_id is not distinct from coalesce(r.salesperson_id, c.salesperson_id)
        and c.second_salesperson_id is not distinct from r.second_salesperson_id
        and c.opportunity_id is not distinct from r.opportunity_id
        and c.channel = r.channel
        and c.outcome = r.outcome
        and c.occurred_at = r.occurred_at
        and c.minutes is not distinct from r.minutes
        and c.note is not distinct from r.note
        and c.next_step is not distinct from r.next_step
        and c.next_on is not distinct from r.next_on
        and c.keeps_next = r.keeps_next
        then 'repeated'
      else 'conflict'
    end,
    case
      when c.id is not null then null
      when not exists (
        select from prospect p where p.organization_id = $1 and p.id = r.prospect_id and p.voided_at is null) then 'prospect'
      when r.opportunity_id is not null and not exists (
        select from opportunity o
        where o.organization_id = $1
          and o.id = r.opportunity_id
          and (o.prospect_id = r.prospect_id or kept_prospect($1, o.prospect_id) = r.prospect_id)) then 'opportunity'
      when r.second_salesperson_id = r.salesperson_id then 'second_salesperson'
    end
  from unnest(
    actors, ids, prospect_ids, salesperson_ids, second_salesperson_ids, opportunity_ids, channels, outcomes, occurred_ats, minutes,
    notes, next_steps, next_ons, keeps_nexts, reference_texts
  ) with ordinality as r (
    actor, id, prospect_id, salesperson_id, second_salesperson_id, opportunity_id, channel, outcome, occurred_at, minutes,
    note, next_step, next_on, keeps_next, reference, number)
  left join lateral (
    select found.*
    from conversation found
    where found.organization_id = $1 and found.id = r.id
    union all
    select found.*
    from conversation found
    where found.organization_id = $1
      and found.system = $16
      and found.reference = r.reference
      and found.voided_at is null
      and found.id <> r.id
    limit 1
  ) c on true
  -- The second of two equal ids in one set is not the one that was recorded.
  where r.id <> all (coalesce(recorded, '{}'))
    or r.number <> (
      select min(first.number) from unnest(ids) with ordinality as first (id, number) where first.id = r.id);
end
$$;
