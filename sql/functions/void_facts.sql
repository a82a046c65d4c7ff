-- Voiding: a fact that was wrong is never deleted. It stays with the instant and the reason of its voiding, so that a
-- report as known earlier still finds it, and what was derived from it is settled anew.
--
-- Element i of ids is fact i; actor is the salesperson who asks, null for a director. Each function answers one row for
-- every fact that was not voided:
--   repeated  it was voided already
--   denied    it is somebody else's
--   invalid   reason says why: it does not exist, or something else stands on it

-- The follow-up and the objection of a prospect become those of what remains.
create or replace function void_conversations(organization_id uuid, actor uuid, ids uuid[], why text)
returns table (number integer, status text, reason text)
language plpgsql
as $$
#variable_conflict use_column
declare
  voided uuid[];
begin
  perform lock_prospects($1, array(select c.prospect_id from conversation c where c.organization_id = $1 and c.id = any (ids)));

  with gone as (
    update conversation c
    set voided_at = clock_timestamp(),
      void_reason = why
    where c.organization_id = $1
      and c.id = any (ids)
      and c.voided_at is null
      and (actor is null or actor = c.salesperson_id or actor = c.companion_id)
    returning c.id
  )
  select array_agg(gone.id) into voided from gone;

  perform settle_prospects(
    $1, array(select distinct c.prospect_id from conversation c where c.organization_id = $1 and c.id = any (voided)));

  if cardinality(voided) = cardinality(ids) then
    return;
  end if;

  return query
  select r.number::integer,
    case when c.id is null then 'invalid' when c.voided_at is not null then 'repeated' else 'denied' end,
    case when c.id is null then 'conversation' end
  from unnest(ids) with ordinality as r (id, number)
  left join conversation c on c.organization_id = $1 and c.id = r.id
  where r.id <> all (coalesce(voided, '{}'));
end
$$;

-- A sale with refunds that stand is not voided before them.
create or replace function void_sales(organization_id uuid, actor uuid, ids uuid[], conversion_ids uuid[], why text)
returns table (number integer, status text, reason text)
language plpgsql
as $$
#variable_conflict use_column
declare
  voided uuid[];
begin
  perform from sale s
  where s.organization_id = $1
    and s.id = any (ids)
  order by s.id
  for no key update;

  with gone as (
    update sale s
    set voided_at = clock_timestamp(),
      void_reason = why
    where s.organization_id = $1
      and s.id = any (ids)
      and s.voided_at is null
      and (actor is null or actor = s.salesperson_id)
      and not exists (
        select from sale back
        where back.organization_id = $1 and back.refund_of = s.id and back.voided_at is null and back.id <> all (ids))
    returning s.id
  )
  select array_agg(gone.id) into voided from gone;

  perform settle_conversions($1, array_agg(s.prospect_id), array_agg(r.conversion_id))
  from unnest(ids, conversion_ids) as r (id, conversion_id)
  join sale s on s.organization_id = $1 and s.id = r.id
  where r.id = any (voided) and s.prospect_id is not null;

  if cardinality(voided) = cardinality(ids) then
    return;
  end if;

  return query
  select r.number::integer,
    case
      when s.id is null then 'invalid'
      when s.voided_at is not null then 'repeated'
      when actor is not null and actor is distinct from s.salesperson_id then 'denied'
      else 'invalid'
    end,
    case when s.id is null then 'sale' else 'refunded' end
  from unnest(ids) with ordinality as r (id, number)
  left join sale s on s.organization_id = $1 and s.id = r.id
  where r.id <> all (coalesce(voided, '{}'));
end
$$;

create or replace function void_opportunities(
  organization_id uuid, actor uuid, ids uuid[], conversion_ids uuid[], why text)
returns table (number integer, status text, reason text)
language plpgsql
as $$
#variable_conflict use_column
declare
  voided uuid[];
begin
  perform lock_prospects($1, array(select o.prospect_id from opportunity o where o.organization_id = $1 and o.id = any (ids)));

  with gone as (
    update opportunity o
    set voided_at = clock_timestamp(),
      void_reason = why
    where o.organization_id = $1
      and o.id = any (ids)
      and o.voided_at is null
      and (actor is null or o.salesperson_id is null or o.salesperson_id = actor)
    returning o.id
  )
  select array_agg(gone.id) into voided from gone;

  -- Its wins and losses leave the figures with it.
  update stage_change x
  set voided_at = clock_timestamp(),
    void_reason = why
  where x.organization_id = $1
    and x.opportunity_id = any (voided)
    and x.voided_at is null;

  perform settle_conversions($1, array_agg(o.prospect_id), array_agg(r.conversion_id))
  from unnest(ids, conversion_ids) as r (id, conversion_id)
  join opportunity o on o.organization_id = $1 and o.id = r.id
  where r.id = any (voided);

  if cardinality(voided) = cardinality(ids) then
    return;
  end if;

  return query
  select r.number::integer,
    case when o.id is null then 'invalid' when o.voided_at is not null then 'repeated' else 'denied' end,
    case when o.id is null then 'unknown_opportunity' end
  from unnest(ids) with ordinality as r (id, number)
  left join opportunity o on o.organization_id = $1 and o.id = r.id
  where r.id <> all (coalesce(voided, '{}'));
end
$$;

create or replace function void_expenses(organization_id uuid, actor uuid, ids uuid[], why text)
returns table (number integer, status text, reason text)
language plpgsql
as $$
#variable_conflict use_column
declare
  voided uuid[];
begin
  with gone as (
    update expense e
    set voided_at = clock_timestamp(),
      void_reason = why
    where e.organization_id = $1
      and e.id = any (ids)
      and e.voided_at is null
      and (actor is null or actor = e.salesperson_id)
    returning e.id
  )
  select array_agg(gone.id) into voided from gone;

  if cardinality(voided) = cardinality(ids) then
    return;
  end if;

  return query
  select r.number::integer,
    case when e.id is null then 'invalid' when e.voided_at is not null then 'repeated' else 'denied' end,
    case when e.id is null then 'expense' end
  from unnest(ids) with ordinality as r (id, number)
  left join expense e on e.organization_id = $1 and e.id = r.id
  where r.id <> all (coalesce(voided, '{}'));
end
$$;

-- Measurements are everybody's: only directors void them, by the policy of the table.
create or replace function void_measurements(organization_id uuid, ids uuid[], why text)
returns table (number integer, status text, reason text)
language plpgsql
as $$
#variable_conflict use_column
declare
  voided uuid[];
begin
  with gone as (
    update measurement m
    set voided_at = clock_timestamp(),
      void_reason = why
    where m.organization_id = $1
      and m.id = any (ids)
      and m.voided_at is null
    returning m.id
  )
  select array_agg(gone.id) into voided from gone;

  if cardinality(voided) = cardinality(ids) then
    return;
  end if;

  return query
  select r.number::integer,
    case when m.id is null then 'invalid' when m.voided_at is not null then 'repeated' else 'denied' end,
    case when m.id is null then 'measurement' end
  from unnest(ids) with ordinality as r (id, number)
  left join measurement m on m.organization_id = $1 and m.id = r.id
  where r.id <> all (coalesce(voided, '{}'));
end
$$;
