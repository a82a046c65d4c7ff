-- Voiding: a fact that was wrong is never deleted. It stays with the instant and the reason of its voiding, so that a
-- report as known earlier still finds it, and what was derived from it is computed anew.
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
      and (actor is null or actor = c.salesperson_id or actor = c.second_salesperson_id)
    returning c.id
  )
  select array_agg(gone.id) into voided from gone;

  perform recompute_follow_ups(
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

  perform recompute_conversions($1, array_agg(s.prospect_id), array_agg(r.conversion_id))
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

  perform recompute_conversions($1, array_agg(o.prospect_id), array_agg(r.conversion_id))
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

-- What was said of an opportunity last, where it moved to or who has it and for how much, is taken back: it stands as the change before
-- says. The first change is the opening, which is voided with its opportunity. Reasons: unknown_opportunity, opening and changed_since.
create or replace function void_stage_changes(organization_id uuid, actor uuid, ids uuid[], conversion_ids uuid[], why text)
returns table (number integer, status text, reason text)
language plpgsql
as $$
#variable_conflict use_column
declare
  changed uuid[] := array(select x.opportunity_id from stage_change x where x.organization_id = $1 and x.id = any (ids));
  voided uuid[];
begin
  -- The prospects first, as everything that recomputes does.
  perform lock_prospects($1, array(select o.prospect_id from opportunity o where o.organization_id = $1 and o.id = any (changed)));
  perform from opportunity o
  where o.organization_id = $1
    and o.id = any (changed)
  order by o.id
  for no key update;

  with gone as (
    update stage_change x
    set voided_at = clock_timestamp(),
      void_reason = why
    from opportunity o
    where x.organization_id = $1
      and x.id = any (ids)
      and x.voided_at is null
      and x.number > 1
      and o.organization_id = $1
      and o.id = x.opportunity_id
      and o.changes = x.number
      and (actor is null or o.salesperson_id is null or o.salesperson_id = actor)
    returning x.id, x.opportunity_id, x.number
  ),
  kept as (
    update opportunity o
    set stage_id = before.stage_id,
      stage_kind = before.kind,
      stage_since = before.entered_at,
      changes = before.number,
      closed_at = case when before.kind <> 'open' then before.changed_at end,
      salesperson_id = before.salesperson_id,
      amount_cents = before.amount_cents
    from gone
    cross join lateral (
      select each.*, entry.changed_at as entered_at
      from stage_change each
      -- What was only said anew of it in its stage did not bring it there.
      cross join lateral (
        select stay.changed_at
        from stage_change stay
        where stay.organization_id = $1
          and stay.opportunity_id = each.opportunity_id
          and stay.number <= each.number
          and stay.voided_at is null
          and not stay.restated
        order by stay.number desc
        limit 1
      ) entry
      where each.organization_id = $1
        and each.opportunity_id = gone.opportunity_id
        and each.number < gone.number
        and each.voided_at is null
      order by each.number desc
      limit 1
    ) before
    where o.organization_id = $1
      and o.id = gone.opportunity_id
  )
  select array_agg(gone.id) into voided from gone;

  perform recompute_conversions($1, array_agg(o.prospect_id), array_agg(r.conversion_id))
  from unnest(ids, conversion_ids) as r (id, conversion_id)
  join stage_change x on x.organization_id = $1 and x.id = r.id
  join opportunity o on o.organization_id = $1 and o.id = x.opportunity_id
  where r.id = any (voided);

  if cardinality(voided) = cardinality(ids) then
    return;
  end if;

  return query
  select r.number::integer,
    case
      when x.id is null then 'invalid'
      when x.voided_at is not null then 'repeated'
      when actor is not null and o.salesperson_id is not null and o.salesperson_id <> actor then 'denied'
      else 'invalid'
    end,
    case when x.id is null then 'unknown_opportunity' when x.number = 1 then 'opening' else 'changed_since' end
  from unnest(ids) with ordinality as r (id, number)
  left join stage_change x on x.organization_id = $1 and x.id = r.id
  left join opportunity o on o.organization_id = $1 and o.id = x.opportunity_id
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

-- A prospect is voided when nothing that stands speaks of it, no merge included.
create or replace function void_prospects(organization_id uuid, ids uuid[], why text)
returns table (number integer, status text, reason text)
language plpgsql
as $$
#variable_conflict use_column
declare
  voided uuid[];
begin
  with gone as (
    update prospect p
    set voided_at = clock_timestamp(),
      void_reason = why
    where p.organization_id = $1
      and p.id = any (ids)
      and p.voided_at is null
      and not exists (
        select from conversation c where c.organization_id = $1 and c.prospect_id = p.id and c.voided_at is null)
      and not exists (
        select from opportunity o where o.organization_id = $1 and o.prospect_id = p.id and o.voided_at is null)
      and not exists (
        select from sale s where s.organization_id = $1 and s.prospect_id = p.id and s.voided_at is null)
      and not exists (
        select from prospect_merge m
        where m.organization_id = $1 and (m.prospect_id = p.id or m.kept_id = p.id) and m.voided_at is null)
    returning p.id
  )
  select array_agg(gone.id) into voided from gone;

  if cardinality(voided) = cardinality(ids) then
    return;
  end if;

  return query
  select r.number::integer,
    case when p.id is null then 'invalid' when p.voided_at is not null then 'repeated' else 'invalid' end,
    case when p.id is null then 'prospect' else 'spoken_of' end
  from unnest(ids) with ordinality as r (id, number)
  left join prospect p on p.organization_id = $1 and p.id = r.id
  where r.id <> all (coalesce(voided, '{}'));
end
$$;
