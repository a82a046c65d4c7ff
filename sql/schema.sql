-- The whole schema in one piece, written by scripts/dump-schema: read it, and change sql/migrations, sql/functions or
-- sql/reports. The roles filon_service and filon_reports belong to the server and are made by migrations.
set check_function_bodies = off;

CREATE SCHEMA report;

CREATE FUNCTION public.act_as(organization_id uuid, role text, salesperson_id uuid DEFAULT NULL::uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  if role is null or role not in ('director', 'salesperson', 'viewer') then
    raise exception 'unknown role %', role using errcode = 'invalid_role_specification';
  end if;
  if role = 'salesperson' and salesperson_id is null then
    raise exception 'a salesperson acts as somebody' using errcode = 'invalid_role_specification';
  end if;
  execute format(
    'set local filon.organization_id = %L; set local filon.role = %L; set local filon.salesperson_id = %L',
    organization_id, role, coalesce(salesperson_id::text, ''));
end
$$;

CREATE FUNCTION public.acting_organization() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select nullif(current_setting('filon.organization_id', true), '')::uuid $$;

CREATE FUNCTION public.acting_role() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select case
    when current_setting('filon.role', true) in ('director', 'salesperson', 'viewer') then current_setting('filon.role', true)
  end
$$;

CREATE FUNCTION public.acting_salesperson() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select nullif(current_setting('filon.salesperson_id', true), '')::uuid $$;

CREATE FUNCTION public.first_orders_after_wins(organization_id uuid, before date, as_known_at timestamp with time zone) RETURNS TABLE(prospect_id uuid, id uuid, sold_on date)
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET plan_cache_mode TO 'force_custom_plan'
    SET random_page_cost TO '1.1'
    AS $_$
#variable_conflict use_column
begin
  -- $7 is where standing() looks for as_known_at.
  return query execute format(
    $q$
    select distinct on (w.prospect_id) w.prospect_id, e.id, e.sold_on
    from (
      select v.prospect_id, v.prospect_id as member_id
      from conversion v
      where v.organization_id = $1 and v.sale_id is null and v.converted_on < $2 and %1$s
      union all
      select v.prospect_id, m.prospect_id
      from conversion v
      join prospect_merge m on m.organization_id = $1 and m.kept_id = v.prospect_id and %2$s
      where v.organization_id = $1 and v.sale_id is null and v.converted_on < $2 and %1$s
    ) w
    join sale e on e.organization_id = $1 and e.prospect_id = w.member_id and e.kind = 'sale' and e.sold_on < $2 and %3$s
    left join %4$s refund on refund.refund_of = e.id
    where not coalesce(refund.total >= e.amount_cents and e.amount_cents > 0, false)
    order by w.prospect_id, e.sold_on, e.id
    $q$,
    report.standing('v', as_known_at is not null), report.standing('m', as_known_at is not null),
    report.standing('e', as_known_at is not null), report.kpi_refunds(as_known_at is not null))
  using organization_id, before, null, null, null, null, as_known_at;
end
$_$;

CREATE FUNCTION public.kept_prospect(organization_id uuid, prospect_id uuid) RETURNS uuid
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $_$
begin
  return coalesce(
    (
      select m.kept_id
      from prospect_merge m
      where m.organization_id = $1 and m.prospect_id = $2 and m.voided_at is null
      order by m.recorded_at desc
      limit 1
    ),
    $2);
end
$_$;

CREATE FUNCTION public.local_instant(local_time timestamp without time zone, time_zone text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    AS $$
  -- PostgreSQL takes the second of the two; no clock is put back by another span than these.
  select min(candidate.instant)
  from unnest(array[interval '0', interval '30 minutes', interval '1 hour', interval '2 hours']) as before (span)
  cross join lateral (select local_time at time zone time_zone - before.span as instant) candidate
  where candidate.instant at time zone time_zone = local_time
$$;

CREATE FUNCTION public.lock_prospects(organization_id uuid, prospect_ids uuid[]) RETURNS void
    LANGUAGE plpgsql
    AS $_$
begin
  perform from prospect p
  where p.organization_id = $1
    and p.id in (select kept_prospect($1, r.id) from unnest(prospect_ids) as r (id))
  order by p.id
  for no key update;
end
$_$;

CREATE FUNCTION public.organization_id_of(slug text) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ select md5('filon organization ' || slug)::uuid $$;

CREATE FUNCTION public.overseen_organization() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select case
    when current_setting('filon.role', true) in ('director', 'viewer') then nullif(current_setting('filon.organization_id', true), '')::uuid
  end
$$;

CREATE FUNCTION public.protect(target regclass, readers text, writers text, own text DEFAULT 'false'::text, updates text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  reads text := case readers
    -- act_as() lets no other role through. Said this way, the planner does not take the policy for a filter that leaves
    -- one row in a hundred.
    when 'team' then 'acting_role() is not null'
    when 'own' then format('(acting_role() <> ''salesperson'' or (%s))', own)
  end;
  writes text := case writers
    when 'director' then 'acting_role() = ''director'''
    when 'team' then 'acting_role() in (''director'', ''salesperson'')'
    when 'own' then format('(acting_role() = ''director'' or acting_role() = ''salesperson'' and (%s))', own)
  end;
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy %I on %s for select to filon_service using (organization_id = acting_organization() and %s)',
    target || '_select', target, reads);
  execute format(
    'create policy %I on %s for insert to filon_service with check (organization_id = acting_organization() and %s)',
    target || '_insert', target, writes);
  execute format('grant select, insert on %s to filon_service', target);
  if updates is not null then
    execute format(
      'create policy %I on %s for update to filon_service using (organization_id = acting_organization() and %s)'
      ' with check (organization_id = acting_organization() and %s)',
      target || '_update', target, writes, writes);
    execute format('grant update (%s) on %s to filon_service', updates, target);
  end if;
end
$$;

CREATE FUNCTION public.protect_reports(target regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  execute format(
    'create policy %I on %s for select to filon_reports using (organization_id = overseen_organization())',
    target || '_report', target);
  execute format('grant select on %s to filon_reports', target);
end
$$;

CREATE FUNCTION public.record_conversations(organization_id uuid, actors uuid[], ids uuid[], prospect_ids uuid[], salesperson_ids uuid[], companion_ids uuid[], opportunity_ids uuid[], channels text[], outcomes text[], occurred_ats timestamp with time zone[], minutes integer[], notes text[], next_steps text[], next_ons date[], keeps_nexts boolean[], reference_system text, reference_texts text[], import_id uuid) RETURNS TABLE(number integer, status text, reason text)
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    AS $_$
#variable_conflict use_column
declare
  recorded uuid[];
  pending uuid[];
  settled uuid[];
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
      organization_id, id, prospect_id, salesperson_id, companion_id, opportunity_id, channel, outcome, occurred_at,
      minutes, note, next_step, next_on, keeps_next, system, reference, import_id)
    select
      $1, r.id, r.prospect_id,
      coalesce(
        r.salesperson_id,
        (select named.owner_id from named where named.id = r.prospect_id and named.owner_id is distinct from r.companion_id)),
      r.companion_id, r.opportunity_id, r.channel, r.outcome,
      r.occurred_at, r.minutes, r.note, r.next_step, r.next_on, r.keeps_next,
      case when r.reference is not null then $16 end, r.reference, $18
    from unnest(
      actors, ids, prospect_ids, salesperson_ids, companion_ids, opportunity_ids, channels, outcomes, occurred_ats, minutes,
      notes, next_steps, next_ons, keeps_nexts, reference_texts
    ) as r (
      actor, id, prospect_id, salesperson_id, companion_id, opportunity_id, channel, outcome, occurred_at, minutes,
      note, next_step, next_on, keeps_next, reference)
    -- A batch holds the rows of many people: an unknown prospect is one answer, not an error for all.
    -- `is true` keeps this a look-up in a hash table: as a join, its plan would depend on how full the tables once were.
    where (r.prospect_id in (select named.id from named)) is true
      and (r.actor is null or r.actor = r.salesperson_id or r.actor = r.companion_id)
      and (r.companion_id is null or r.companion_id is distinct from r.salesperson_id)
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

  -- Most talks plan nothing and find nothing pending.
  if pending is not null or 'opposed' = any (outcomes) or exists (select from unnest(next_ons) as r (next_on) where r.next_on is not null)
  then
    select array_agg(distinct r.prospect_id)
    into settled
    from unnest(ids, prospect_ids, outcomes, next_ons) as r (id, prospect_id, outcome, next_on)
    where r.id = any (recorded)
      and (r.next_on is not null or r.outcome = 'opposed' or r.prospect_id = any (pending));
    perform settle_prospects($1, settled);
  end if;

  if coalesce(cardinality(recorded), 0) = cardinality(ids) then
    return;
  end if;

  return query
  select
    r.number::integer,
    case
      when r.actor is not null and r.actor is distinct from r.salesperson_id and r.actor is distinct from r.companion_id
        then 'denied'
      when c.id is null then 'invalid'
      when c.prospect_id = r.prospect_id
        and c.salesperson_id is not distinct from coalesce(r.salesperson_id, c.salesperson_id)
        and c.companion_id is not distinct from r.companion_id
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
      when r.companion_id = r.salesperson_id then 'companion'
    end
  from unnest(
    actors, ids, prospect_ids, salesperson_ids, companion_ids, opportunity_ids, channels, outcomes, occurred_ats, minutes,
    notes, next_steps, next_ons, keeps_nexts, reference_texts
  ) with ordinality as r (
    actor, id, prospect_id, salesperson_id, companion_id, opportunity_id, channel, outcome, occurred_at, minutes,
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
$_$;

CREATE FUNCTION public.record_expenses(organization_id uuid, actor uuid, ids uuid[], salesperson_ids uuid[], spent_ons date[], amounts bigint[], categories text[], acquisitions boolean[], actions text[], notes text[], reference_system text, reference_texts text[], import_id uuid) RETURNS TABLE(number integer, status text, reason text)
    LANGUAGE plpgsql
    AS $_$
#variable_conflict use_column
declare
  recorded uuid[];
begin
  with added as (
    insert into expense (
      organization_id, id, salesperson_id, spent_on, amount_cents, category, acquisition, action, note, system, reference,
      import_id)
    select
      $1, r.id, r.salesperson_id, r.spent_on, r.amount_cents, r.category, r.acquisition, r.action, r.note,
      case when r.reference is not null then $11 end, r.reference, $13
    from unnest(
      ids, salesperson_ids, spent_ons, amounts, categories, acquisitions, actions, notes, reference_texts
    ) as r (id, salesperson_id, spent_on, amount_cents, category, acquisition, action, note, reference)
    left join salesperson person on person.organization_id = $1 and person.id = r.salesperson_id
    where (actor is null or r.salesperson_id = actor)
      and (r.salesperson_id is null or person.id is not null)
    order by r.id
    on conflict do nothing
    returning id
  )
  select array_agg(added.id) into recorded from added;

  if coalesce(cardinality(recorded), 0) = cardinality(ids) then
    return;
  end if;

  return query
  select
    r.number::integer,
    case
      when actor is not null and r.salesperson_id is distinct from actor then 'denied'
      when e.id is null then 'invalid'
      when e.spent_on = r.spent_on
        and e.amount_cents = r.amount_cents
        and e.category is not distinct from r.category
        and e.acquisition = r.acquisition
        and e.action is not distinct from r.action
        and e.salesperson_id is not distinct from r.salesperson_id
        then 'repeated'
      else 'conflict'
    end,
    case when e.id is null then 'salesperson' end
  from unnest(
    ids, salesperson_ids, spent_ons, amounts, categories, acquisitions, actions, reference_texts
  ) with ordinality as r (id, salesperson_id, spent_on, amount_cents, category, acquisition, action, reference, number)
  left join lateral (
    select found.*
    from expense found
    where found.organization_id = $1 and found.id = r.id
    union all
    select found.*
    from expense found
    where found.organization_id = $1
      and found.system = $11
      and found.reference = r.reference
      and found.voided_at is null
      and found.id <> r.id
    limit 1
  ) e on true
  where r.id <> all (coalesce(recorded, '{}'))
    or r.number <> (
      select min(first.number) from unnest(ids) with ordinality as first (id, number) where first.id = r.id);
end
$_$;

CREATE FUNCTION public.record_measurements(organization_id uuid, row_numbers integer[], ids uuid[], series_ids uuid[], names text[], kinds text[], units text[], labels text[], places text[], from_days date[], to_days date[], amounts bigint[], notes text[], reference_system text, reference_texts text[], import_id uuid) RETURNS TABLE(number integer, status text, reason text)
    LANGUAGE plpgsql
    AS $_$
#variable_conflict use_column
begin
  insert into series (organization_id, id, name, kind, unit)
  select distinct on (r.name) $1, r.id, r.name, r.kind, r.unit
  from unnest(series_ids, names, kinds, units) with ordinality as r (id, name, kind, unit, number)
  where r.kind is not null
    and r.unit is not null
    and not exists (select from series s where s.organization_id = $1 and s.name = r.name)
  order by r.name, r.number
  on conflict do nothing;

  -- Two who record into one series would not see each other's figures.
  perform pg_advisory_xact_lock(hashtextextended(s.id::text, 0))
  from (
    select s.id from series s where s.organization_id = $1 and s.name = any (names) order by s.id
  ) s;

  return query
  with figure as (
    select r.*, s.id as series_id, s.kind as series_kind, s.unit as series_unit
    from unnest(
      row_numbers, ids, names, kinds, units, labels, places, from_days, to_days, amounts, notes, reference_texts
    ) with ordinality as r (
      row_number, id, name, kind, unit, label, place, from_day, to_day, value, note, reference, number)
    left join series s on s.organization_id = $1 and s.name = r.name
  ),
  -- The first figure of the set with the same key stands for those after it.
  keyed as (
    select f.*,
      row_number() over same_key > 1 as is_again,
      (f.from_day, f.to_day, f.label, f.place, f.value) is not distinct from (
        first_value(f.from_day) over same_key, first_value(f.to_day) over same_key, first_value(f.label) over same_key,
        first_value(f.place) over same_key, first_value(f.value) over same_key) as is_same
    from figure f
    window same_key as (
      partition by f.series_id, f.reference, case when f.reference is null then (f.from_day, f.to_day, f.label, f.place) end
      order by f.number)
  ),
  measured_day as (
    select k.number, k.series_id, k.label, k.place, k.reference, k.from_day + offset_days as day
    from keyed k
    cross join lateral generate_series(0, least(k.to_day - k.from_day, 366) - 1) offset_days
    where not k.is_again
  ),
  overlapping as (
    select distinct greatest(total.number, part.number) as number
    from measured_day total
    join measured_day part on part.series_id = total.series_id and part.day = total.day and part.number <> total.number
    where total.reference is null
      and (total.label is null or total.label = part.label)
      and (total.place is null or total.place = part.place)
  ),
  judged as (
    select k.*,
      case
        when k.series_id is null then 'series'
        when k.kind <> k.series_kind or k.unit <> k.series_unit then 'series_kind'
        when k.to_day <= k.from_day or k.to_day - k.from_day > 366 then 'days'
        when k.series_unit = 'count' and k.value < 0 then 'negative'
        when k.is_again then case when k.is_same then 'repeated' else 'conflict' end
        when known.is_same then 'repeated'
        when not known.is_same then 'conflict'
        when o.number is not null or nearby.overlaps then 'overlap'
      end as fault
    from keyed k
    left join overlapping o on o.number = k.number
    left join lateral (
      select m.value = k.value as is_same
      from measurement m
      where m.organization_id = $1
        and m.series_id = k.series_id
        and m.from_day = k.from_day
        and m.to_day = k.to_day
        and m.label is not distinct from k.label
        and m.place is not distinct from k.place
        and m.reference is null
        and k.reference is null
        and m.voided_at is null
      union all
      select (m.from_day, m.to_day, m.label, m.place, m.value) is not distinct from (k.from_day, k.to_day, k.label, k.place, k.value)
      from measurement m
      where m.organization_id = $1
        and m.series_id = k.series_id
        and m.system = reference_system
        and m.reference = k.reference
        and m.voided_at is null
      limit 1
    ) known on true
    -- What begins on these days (parts matter to a total alone), and what is longer than a day and began before.
    left join lateral (
      select true as overlaps
      from (
        select m.label, m.place, true as is_total
        from measurement m
        where m.organization_id = $1
          and m.series_id = k.series_id
          and m.from_day >= k.from_day
          and m.from_day < k.to_day
          and m.reference is null
          and m.voided_at is null
        union all
        select m.label, m.place, false
        from measurement m
        where k.reference is null
          and m.organization_id = $1
          and m.series_id = k.series_id
          and m.from_day >= k.from_day
          and m.from_day < k.to_day
          and m.reference is not null
          and m.voided_at is null
        union all
        select m.label, m.place, m.reference is null
        from measurement m
        where m.organization_id = $1
          and m.series_id = k.series_id
          and m.from_day > k.from_day - 366
          and m.from_day < k.from_day
          and m.to_day > k.from_day
          and m.to_day > m.from_day + 1
          and m.voided_at is null
      ) m
      where m.is_total and (m.label is null or m.label = k.label) and (m.place is null or m.place = k.place)
        or k.reference is null and (k.label is null or k.label = m.label) and (k.place is null or k.place = m.place)
      limit 1
    ) nearby on true
  ),
  answer as (
    select j.row_number,
      case
        when bool_or(j.fault not in ('repeated', 'conflict')) then 'invalid'
        when bool_or(j.fault = 'conflict') then 'conflict'
        when bool_and(j.fault is not null) then 'repeated'
      end as status,
      min(j.fault) filter (where j.fault not in ('repeated', 'conflict')) as reason
    from judged j
    group by j.row_number
  ),
  added as (
    insert into measurement (
      organization_id, id, series_id, label, place, from_day, to_day, value, note, system, reference, import_id)
    select
      $1, j.id, j.series_id, j.label, j.place, j.from_day, j.to_day, j.value, j.note,
      case when j.reference is not null then reference_system end, j.reference, $16
    from judged j
    join answer a on a.row_number = j.row_number
    where a.status is null
      and j.fault is null
  )
  select a.row_number, a.status, a.reason
  from answer a
  where a.status is not null;
end
$_$;

CREATE FUNCTION public.record_opportunities(organization_id uuid, actor uuid, ids uuid[], change_ids uuid[], prospect_ids uuid[], salesperson_ids uuid[], stage_ids uuid[], titles text[], sources text[], channels text[], amounts bigint[], opened_ats timestamp with time zone[], changed_ats timestamp with time zone[], undated boolean[], expected_ons date[], loss_reasons text[], competitors text[], notes text[], reference_system text, reference_texts text[], import_id uuid) RETURNS TABLE(number integer, status text, reason text)
    LANGUAGE plpgsql
    AS $_$
#variable_conflict use_column
declare
  recorded uuid[];
begin
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
$_$;

CREATE FUNCTION public.record_sales(organization_id uuid, actor uuid, ids uuid[], conversion_ids uuid[], prospect_ids uuid[], salesperson_ids uuid[], opportunity_ids uuid[], conversation_ids uuid[], refund_of_ids uuid[], refund_of_references text[], sold_ons date[], amounts bigint[], margins bigint[], channels text[], notes text[], reference_system text, reference_texts text[], import_id uuid) RETURNS TABLE(number integer, status text, reason text)
    LANGUAGE plpgsql
    AS $_$
#variable_conflict use_column
declare
  recorded uuid[];
  refunded uuid[];
begin
  -- Sales first: a refund of the same set finds its sale.
  with added as (
    insert into sale (
      organization_id, id, prospect_id, salesperson_id, opportunity_id, conversation_id, kind, sold_on, amount_cents,
      margin_cents, channel, note, system, reference, import_id)
    select
      $1, r.id, r.prospect_id, coalesce(r.salesperson_id, p.owner_id), r.opportunity_id, r.conversation_id, 'sale', r.sold_on, r.amount_cents,
      r.margin_cents, r.channel, r.note, case when r.reference is not null then $16 end, r.reference, $18
    from unnest(
      ids, prospect_ids, salesperson_ids, opportunity_ids, conversation_ids, sold_ons, amounts, margins, channels, notes,
      reference_texts
    ) as r (
      id, prospect_id, salesperson_id, opportunity_id, conversation_id, sold_on, amount_cents, margin_cents, channel, note,
      reference)
    -- Looked up by their keys (`offset 0`), see record_conversations().
    left join lateral (
      select p.id, p.owner_id
      from prospect p
      where p.organization_id = $1 and p.id = r.prospect_id and p.voided_at is null
      offset 0
    ) p on true
    left join salesperson person on person.organization_id = $1 and person.id = r.salesperson_id
    left join lateral (
      select o.id
      from opportunity o
      where o.organization_id = $1
        and o.id = r.opportunity_id
        and (o.prospect_id = r.prospect_id or kept_prospect($1, o.prospect_id) = r.prospect_id)
      offset 0
    ) o on true
    left join lateral (
      select c.id
      from conversation c
      where c.organization_id = $1
        and c.id = r.conversation_id
        and (c.prospect_id = r.prospect_id or kept_prospect($1, c.prospect_id) = r.prospect_id)
      offset 0
    ) c on true
    where r.amount_cents >= 0
      and (actor is null or coalesce(r.salesperson_id, p.owner_id) = actor)
      and (r.prospect_id is null or p.id is not null)
      and (r.salesperson_id is null or person.id is not null)
      and (r.opportunity_id is null or o.id is not null)
      and (r.conversation_id is null or c.id is not null)
    order by r.id
    on conflict do nothing
    returning id
  )
  select array_agg(added.id) into recorded from added;

  -- Two refunds of one sale take turns, so that they cannot give back more than was sold.
  if exists (select from unnest(amounts) as r (amount_cents) where r.amount_cents < 0) then
    perform from sale s
    where s.organization_id = $1
      and s.id in (
        select r.id from unnest(refund_of_ids) as r (id)
        union
        select known.id
        from unnest(refund_of_references) as r (reference)
        join sale known on known.organization_id = $1 and known.system = $16 and known.reference = r.reference)
    order by s.id
    for no key update;
  end if;

  with recursive given as (
    select r.*, s.id as sale_id, s.prospect_id as sale_prospect_id, s.sold_on as sale_on,
      coalesce(s.salesperson_id, r.salesperson_id) as credited_id, s.opportunity_id, s.conversation_id,
      coalesce(r.channel, s.channel) as sold_through, s.amount_cents + before.cents as left_cents,
      s.margin_cents + before.margin_cents as left_margin
    from unnest(
      ids, prospect_ids, salesperson_ids, refund_of_ids, refund_of_references, sold_ons, amounts, margins, channels, notes,
      reference_texts
    ) with ordinality as r (
      id, prospect_id, salesperson_id, refund_of, refund_reference, sold_on, amount_cents, margin_cents, channel, note,
      reference, number)
    left join lateral (
      select each.*
      from sale each
      where each.organization_id = $1 and each.id = r.refund_of and each.kind = 'sale' and each.voided_at is null
      union all
      select each.*
      from sale each
      where each.organization_id = $1
        and each.system = $16
        and each.reference = r.refund_reference
        and each.kind = 'sale'
        and each.voided_at is null
      limit 1
    ) s on true
    cross join lateral (
      select coalesce(sum(back.amount_cents), 0) as cents, coalesce(sum(back.margin_cents), 0) as margin_cents
      from sale back
      where back.organization_id = $1 and back.refund_of = s.id and back.voided_at is null
    ) before
    where r.amount_cents < 0
      and not exists (select from sale known where known.organization_id = $1 and known.id = r.id)
      and not exists (
        select from sale known
        where known.organization_id = $1 and known.system = $16 and known.reference = r.reference and known.voided_at is null)
  ),
  -- Once each: a repetition within the set counts no more than one across sets.
  admissible as (
    select distinct on (coalesce(g.reference, g.id::text)) g.*
    from given g
    left join lateral (
      select p.id
      from prospect p
      where p.organization_id = $1 and p.id = g.prospect_id and p.voided_at is null
      offset 0
    ) p on true
    left join salesperson person on person.organization_id = $1 and person.id = g.credited_id
    where (actor is null or g.credited_id = actor)
      and (g.credited_id is null or person.id is not null)
      and (g.sale_id is not null or g.prospect_id is null or p.id is not null)
      and (g.sale_id is not null or g.refund_of is null and g.refund_reference is null)
      and (g.sale_on is null or g.sale_on <= g.sold_on)
    order by coalesce(g.reference, g.id::text), g.number
  ),
  -- The refunds of a sale take turns, each against what those before it left: one that asks for more is passed over and does
  -- not count against the next. Of the margin left, one that states none takes the share that it takes of the amount left; so
  -- the one that completes the sale takes exactly what remains.
  turns as (
    select a.*, row_number() over (partition by a.sale_id order by a.number) as turn
    from admissible a
  ),
  taken (sale_id, turn, fits, margin_cents, left_cents, left_margin) as (
    select distinct t.sale_id, 0::bigint, false, 0::numeric, t.left_cents, t.left_margin
    from turns t
    where t.sale_id is not null
    union all
    select t.sale_id, t.turn, share.fits, share.margin_cents,
      before.left_cents + case when share.fits then t.amount_cents else 0 end,
      before.left_margin + case when share.fits then share.margin_cents else 0 end
    from taken before
    join turns t on t.sale_id = before.sale_id and t.turn = before.turn + 1
    cross join lateral (
      select -t.amount_cents <= before.left_cents as fits,
        coalesce(t.margin_cents, round(before.left_margin * t.amount_cents / nullif(before.left_cents, 0))) as margin_cents
    ) share
  ),
  added as (
    insert into sale (
      organization_id, id, prospect_id, salesperson_id, opportunity_id, conversation_id, kind, refund_of, sold_on,
      amount_cents, margin_cents, channel, note, system, reference, import_id)
    select
      $1, t.id, coalesce(t.sale_prospect_id, t.prospect_id), t.credited_id, t.opportunity_id, t.conversation_id, 'refund',
      t.sale_id, t.sold_on, t.amount_cents, coalesce(t.margin_cents, taken.margin_cents), t.sold_through, t.note, case when t.reference is not null then $16 end,
      t.reference, $18
    from turns t
    left join taken on taken.sale_id = t.sale_id and taken.turn = t.turn
    where t.sale_id is null or taken.fits
    on conflict do nothing
    returning id
  )
  select array_agg(added.id) into refunded from added;
  recorded := recorded || refunded;

  perform settle_conversions(
    $1,
    array_agg(s.prospect_id),
    array_agg(r.conversion_id))
  from unnest(ids, conversion_ids) as r (id, conversion_id)
  cross join lateral (
    select s.prospect_id from sale s where s.organization_id = $1 and s.id = r.id and s.prospect_id is not null offset 0) s
  where r.id = any (recorded);

  if coalesce(cardinality(recorded), 0) = cardinality(ids) then
    return;
  end if;

  return query
  select
    r.number::integer,
    case
      when actor is not null and coalesce(target.salesperson_id, r.salesperson_id) is distinct from actor then 'denied'
      when s.id is null then 'invalid'
      when s.amount_cents = r.amount_cents
        and s.sold_on = r.sold_on
        and s.salesperson_id is not distinct from coalesce(r.salesperson_id, s.salesperson_id)
        -- What a refund does not state it has from its sale.
        and (s.margin_cents is not distinct from r.margin_cents or r.margin_cents is null and s.refund_of is not null)
        and (s.opportunity_id is not distinct from r.opportunity_id or r.opportunity_id is null and s.refund_of is not null)
        and (s.conversation_id is not distinct from r.conversation_id or r.conversation_id is null and s.refund_of is not null)
        and (r.refund_of is null or s.refund_of = r.refund_of)
        and (s.channel is not distinct from r.channel or r.channel is null and s.refund_of is not null)
        and (kept_prospect($1, s.prospect_id) is not distinct from coalesce(r.prospect_id, s.prospect_id)
          or s.prospect_id = r.prospect_id)
        then 'repeated'
      else 'conflict'
    end,
    case
      when s.id is not null then null
      when r.amount_cents < 0 and target.id is null and (r.refund_of is not null or r.refund_reference is not null)
        then 'standing_sale'
      when r.amount_cents < 0 and r.sold_on < target.sold_on then 'earlier'
      when r.amount_cents < 0 and target.id is not null then 'more_than_sold'
      when r.salesperson_id is not null and not exists (
        select from salesperson person where person.organization_id = $1 and person.id = r.salesperson_id) then 'salesperson'
      when r.opportunity_id is null and r.conversation_id is null or not exists (
        select from prospect p where p.organization_id = $1 and p.id = r.prospect_id and p.voided_at is null) then 'prospect'
      when r.opportunity_id is not null and not exists (
        select from opportunity o
        where o.organization_id = $1
          and o.id = r.opportunity_id
          and (o.prospect_id = r.prospect_id or kept_prospect($1, o.prospect_id) = r.prospect_id)) then 'opportunity'
      else 'conversation'
    end
  from unnest(
    ids, prospect_ids, salesperson_ids, opportunity_ids, conversation_ids, refund_of_ids, refund_of_references, sold_ons,
    amounts, margins, channels, reference_texts
  ) with ordinality as r (
    id, prospect_id, salesperson_id, opportunity_id, conversation_id, refund_of, refund_reference, sold_on, amount_cents,
    margin_cents, channel, reference, number)
  left join lateral (
    select each.*
    from sale each
    where each.organization_id = $1 and each.id = r.refund_of and each.kind = 'sale' and each.voided_at is null
    union all
    select each.*
    from sale each
    where each.organization_id = $1
      and each.system = $16
      and each.reference = r.refund_reference
      and each.kind = 'sale'
      and each.voided_at is null
    limit 1
  ) target on true
  left join lateral (
    select found.*
    from sale found
    where found.organization_id = $1 and found.id = r.id
    union all
    select found.*
    from sale found
    where found.organization_id = $1
      and found.system = $16
      and found.reference = r.reference
      and found.voided_at is null
      and found.id <> r.id
    limit 1
  ) s on true
  where r.id <> all (coalesce(recorded, '{}'))
    or r.number <> (
      select min(first.number) from unnest(ids) with ordinality as first (id, number) where first.id = r.id);
end
$_$;

CREATE FUNCTION public.record_stage_change(organization_id uuid, actor uuid, id uuid, opportunity_id uuid, stage_id uuid, changed_at timestamp with time zone, amount_cents bigint, loss_reason text, competitor text, reopen boolean, OUT status text, OUT reason text) RETURNS record
    LANGUAGE plpgsql
    AS $_$
#variable_conflict use_column
declare
  opportunity record;
  last record;
  stage record;
  known record;
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

  -- The prospect first, as everybody who settles does.
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
  select s.* into stage from stage s where s.organization_id = $1 and s.id = $5;
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
    when $6 < last.changed_at then 'earlier'
  end;
  if reason is not null then
    return;
  end if;

  insert into stage_change (
    organization_id, id, opportunity_id, number, stage_id, kind, changed_at, salesperson_id, amount_cents, loss_reason, competitor)
  values (
    $1, $3, $4, opportunity.changes + 1, $5, stage.kind, $6, opportunity.salesperson_id,
    coalesce($7, opportunity.amount_cents), $8, $9);
  update opportunity o
  set stage_id = $5,
    stage_kind = stage.kind,
    stage_since = $6,
    changes = o.changes + 1,
    closed_at = case when stage.kind <> 'open' then $6 end,
    amount_cents = coalesce($7, o.amount_cents)
  where o.organization_id = $1
    and o.id = $4;
  status := 'recorded';
end
$_$;

CREATE FUNCTION public.refresh_statistics() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  acting constant text := nullif(current_setting('filon.organization_id', true), '');
  -- What is few: all rows with all rows are joined in a moment.
  few constant integer := 1000;
  subject record;
  misjudged boolean;
begin
  for subject in
    select c.oid::regclass as name,
      pg_relation_size(c.oid) / current_setting('block_size')::bigint > 1.5 * c.relpages
        or pg_stat_get_xact_tuples_inserted(c.oid) > 0.5 * greatest(c.reltuples, 0) as grew,
      -- What the planner takes for the organization's (eqsel): the known share, else what the known ones leave, divided
      -- equally among the others.
      greatest(c.reltuples, 0) * coalesce(
        s.most_common_freqs[array_position(s.most_common_vals::text::text[], acting)],
        (1 - coalesce((select sum(f) from unnest(s.most_common_freqs) f), 0))
          / greatest(
            case when s.n_distinct < 0 then -s.n_distinct * c.reltuples else s.n_distinct end
              - coalesce(cardinality(s.most_common_freqs), 0),
            1),
        0) as expected
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_stats s on s.schemaname = n.nspname and s.tablename = c.relname and s.attname = 'organization_id'
    where n.nspname = 'public'
      and c.relkind = 'r'
      and c.relrowsecurity
  loop
    misjudged := subject.grew;
    if not misjudged and subject.expected < 10 * few then
      execute format('select exists (select from %s where organization_id = $1 offset $2)', subject.name)
      into misjudged
      using acting::uuid, (2 * subject.expected + few)::bigint;
    end if;
    if misjudged then
      execute format('analyze (skip_locked) %s', subject.name);
    end if;
  end loop;
end
$_$;

CREATE FUNCTION public.restate_opportunities(organization_id uuid, actor uuid, ids uuid[], opportunity_ids uuid[], salesperson_ids uuid[], changed_at timestamp with time zone, amounts bigint[], loss_reasons text[], competitors text[]) RETURNS TABLE(number integer, status text, reason text)
    LANGUAGE plpgsql
    AS $_$
#variable_conflict use_column
begin
  -- The prospects first, as everybody who settles does.
  perform lock_prospects($1, array(select o.prospect_id from opportunity o where o.organization_id = $1 and o.id = any (opportunity_ids)));
  perform from opportunity o
  where o.organization_id = $1
    and o.id = any (opportunity_ids)
  order by o.id
  for no key update;

  return query
  with given as (
    select r.*, o.id as found_id, o.stage_kind, o.changes, o.salesperson_id as owner_id, x.stage_id, x.kind, x.undated, x.changed_at,
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
        when o.stage_kind = 'open' and $6 < x.changed_at then 'earlier'
      end as refusal
    from unnest(ids, opportunity_ids, salesperson_ids, amounts, loss_reasons, competitors) with ordinality as r (
      id, opportunity_id, salesperson_id, amount_cents, loss_reason, competitor, number)
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
      $1, g.id, g.found_id, g.changes + 1, g.stage_id, g.kind, case when g.kind = 'open' then $6 else g.changed_at end,
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
$_$;

CREATE FUNCTION public.settle_conversions(organization_id uuid, prospect_ids uuid[], conversion_ids uuid[]) RETURNS void
    LANGUAGE plpgsql
    AS $_$
#variable_conflict use_column
declare
  zone text := (select o.time_zone from organization o where o.organization_id = $1);
  due conversion[];
  settled_at timestamptz;
begin
  -- Two sets must not settle one prospect at once.
  perform lock_prospects($1, prospect_ids);
  -- One instant for what ends and what begins: as known at any other, a prospect has one conversion at most.
  settled_at := clock_timestamp();

  -- Merged prospects are settled as one, under the one that was kept.
  with kept as (
    select kept_prospect($1, r.id) as id, min(r.conversion_id::text)::uuid as conversion_id
    from unnest(prospect_ids, conversion_ids) as r (id, conversion_id)
    where r.id is not null
    group by 1
  ),
  member as (
    select kept.id as kept_id, kept.conversion_id, kept.id as prospect_id
    from kept
    union
    select kept.id, kept.conversion_id, m.prospect_id
    from kept
    join prospect_merge m on m.organization_id = $1 and m.kept_id = kept.id and m.voided_at is null
    where kept_prospect($1, m.prospect_id) = kept.id
  ),
  event as (
    select member.kept_id, member.conversion_id, s.sold_on as day, s.opportunity_id, s.id as sale_id, s.channel
    from member
    cross join lateral (
      select each.*
      from sale each
      where each.organization_id = $1
        and each.prospect_id = member.prospect_id
        and each.kind = 'sale'
        and each.voided_at is null
        -- Given back in full, it made nobody a customer.
        and not exists (
          select from sale back
          where back.organization_id = $1 and back.refund_of = each.id and back.voided_at is null
          having -sum(back.amount_cents) >= each.amount_cents)
      order by each.sold_on, each.id
      limit 1
    ) s
    union all
    select member.kept_id, member.conversion_id, (x.changed_at at time zone zone)::date, o.id, null, o.channel
    from member
    cross join lateral (
      select each.*
      from opportunity each
      where each.organization_id = $1
        and each.prospect_id = member.prospect_id
        and each.stage_kind = 'won'
        and each.voided_at is null
      order by each.closed_at, each.id
      limit 1
    ) o
    cross join lateral (
      select each.changed_at
      from stage_change each
      where each.organization_id = $1 and each.opportunity_id = o.id and each.number = o.changes
      offset 0
    ) x
  ),
  earliest as (
    select distinct on (event.kept_id) event.*
    from event
    -- On one day a sale says more than a win: it is linked to what was paid.
    order by event.kept_id, event.day, event.sale_id nulls last, event.opportunity_id
  )
  select array_agg(
    row(
      $1, e.conversion_id, e.kept_id, e.opportunity_id, e.sale_id, e.channel, e.day, settled_at, null, null
    )::conversion)
  into due
  from earliest e;

  update conversion v
  set voided_at = settled_at,
    void_reason = 'settled'
  where v.organization_id = $1
    and v.prospect_id in (
      select r.id from unnest(prospect_ids) as r (id) union select kept_prospect($1, r.id) from unnest(prospect_ids) as r (id))
    and v.voided_at is null
    and not exists (
      -- Another sale of the same day has its own credits.
      select from unnest(due) as d
      where d.prospect_id = v.prospect_id
        and d.converted_on = v.converted_on
        and d.sale_id is not distinct from v.sale_id
        and d.opportunity_id is not distinct from v.opportunity_id);

  with added as (
    insert into conversion
    select d.*
    from unnest(due) as d
    where not exists (
      select from conversion v
      where v.organization_id = $1 and v.prospect_id = d.prospect_id and v.voided_at is null)
    returning id, sale_id, opportunity_id
  ),
  credited as (
    -- The salespeople of the talk that sold share equally; the parts sum to 10,000 whatever their number.
    select added.id, person.id as salesperson_id,
      count(*) over whole as people,
      row_number() over (whole order by person.id) as place
    from added
    left join lateral (
      select each.* from sale each where each.organization_id = $1 and each.id = added.sale_id offset 0) s on true
    left join lateral (
      select each.* from conversation each where each.organization_id = $1 and each.id = s.conversation_id offset 0) c on true
    left join lateral (
      select each.*
      from opportunity each
      where each.organization_id = $1 and each.id = added.opportunity_id and added.sale_id is null
      offset 0
    ) o on true
    left join lateral (
      select each.*
      from stage_change each
      where each.organization_id = $1 and each.opportunity_id = o.id and each.number = o.changes
      offset 0
    ) x on true
    cross join lateral (
      select distinct each.id
      from unnest(array[s.salesperson_id, c.salesperson_id, c.companion_id, x.salesperson_id]) as each (id)
      where each.id is not null
    ) person
    window whole as (partition by added.id)
  )
  insert into conversion_credit (organization_id, conversion_id, salesperson_id, parts)
  select $1, id, salesperson_id, 10000 / people + case when place <= 10000 % people then 1 else 0 end
  from credited
  on conflict do nothing;
end
$_$;

CREATE FUNCTION public.settle_prospects(organization_id uuid, prospect_ids uuid[]) RETURNS void
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    AS $_$
#variable_conflict use_column
begin
  -- Two sets must not settle one prospect at once; the second sees what the first recorded.
  perform lock_prospects($1, prospect_ids);

  with named as (
    select distinct r.id, kept_prospect($1, r.id) as kept_id
    from unnest(prospect_ids) as r (id)
    where r.id is not null
  ),
  member as (
    select named.kept_id, named.kept_id as prospect_id
    from named
    union
    select named.kept_id, m.prospect_id
    from named
    join prospect_merge m on m.organization_id = $1 and m.kept_id = named.kept_id and m.voided_at is null
    where kept_prospect($1, m.prospect_id) = named.kept_id
  ),
  latest as (
    select distinct on (member.kept_id) member.kept_id, e.*
    from member
    cross join lateral (
      (
        select c.occurred_at as at, c.id, c.salesperson_id, c.next_step, c.next_on
        from conversation c
        where c.organization_id = $1
          and c.prospect_id = member.prospect_id
          and c.voided_at is null
          and (c.next_on is not null or c.discussion and not c.keeps_next)
        order by c.occurred_at desc, c.id desc
        limit 1
      )
      union all
      (
        select f.planned_at, f.id, f.salesperson_id, f.next_step, f.next_on
        from follow_up f
        where f.organization_id = $1
          and f.prospect_id = member.prospect_id
        order by f.planned_at desc, f.id desc
        limit 1
      )
    ) e
    order by member.kept_id, e.at desc, e.id desc
  ),
  opposed as (
    select member.kept_id, min(first.occurred_at) as at
    from member
    cross join lateral (
      select c.occurred_at
      from conversation c
      where c.organization_id = $1
        and c.prospect_id = member.prospect_id
        and c.outcome = 'opposed'
        and c.voided_at is null
      order by c.occurred_at
      limit 1
    ) first
    group by member.kept_id
  ),
  settled as (
    select s.id, latest.next_step, latest.next_on, case when latest.next_on is not null then latest.at end as next_set_at,
      case when latest.next_on is not null then latest.salesperson_id end as next_salesperson_id, opposed.at as opposed_at
    from (select named.kept_id as id from named union select named.id from named) s
    left join latest on latest.kept_id = s.id
    left join opposed on opposed.kept_id = s.id
  )
  update prospect p
  set next_step = s.next_step,
    next_on = s.next_on,
    next_set_at = s.next_set_at,
    next_salesperson_id = s.next_salesperson_id,
    opposed_at = s.opposed_at
  from settled s
  where p.organization_id = $1
    and p.id = s.id
    and (p.next_step, p.next_on, p.next_set_at, p.next_salesperson_id, p.opposed_at)
      is distinct from (s.next_step, s.next_on, s.next_set_at, s.next_salesperson_id, s.opposed_at);
end
$_$;

CREATE FUNCTION public.start_of_day(day date, time_zone text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    AS $$ select day::timestamp at time zone time_zone $$;

CREATE FUNCTION public.void_conversations(organization_id uuid, actor uuid, ids uuid[], why text) RETURNS TABLE(number integer, status text, reason text)
    LANGUAGE plpgsql
    AS $_$
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
$_$;

CREATE FUNCTION public.void_expenses(organization_id uuid, actor uuid, ids uuid[], why text) RETURNS TABLE(number integer, status text, reason text)
    LANGUAGE plpgsql
    AS $_$
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
$_$;

CREATE FUNCTION public.void_measurements(organization_id uuid, ids uuid[], why text) RETURNS TABLE(number integer, status text, reason text)
    LANGUAGE plpgsql
    AS $_$
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
$_$;

CREATE FUNCTION public.void_opportunities(organization_id uuid, actor uuid, ids uuid[], conversion_ids uuid[], why text) RETURNS TABLE(number integer, status text, reason text)
    LANGUAGE plpgsql
    AS $_$
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
$_$;

CREATE FUNCTION public.void_sales(organization_id uuid, actor uuid, ids uuid[], conversion_ids uuid[], why text) RETURNS TABLE(number integer, status text, reason text)
    LANGUAGE plpgsql
    AS $_$
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
$_$;

CREATE FUNCTION report.abc(organization_id uuid, criterion text, from_day date, to_day date, threshold_a integer, threshold_b integer, rule text, as_known_at timestamp with time zone DEFAULT NULL::timestamp with time zone, salesperson_id uuid DEFAULT NULL::uuid) RETURNS TABLE(prospect_id uuid, prospect text, class text, reason text, value bigint, revenue_cents bigint, margin_cents bigint, orders bigint, without_margin bigint, potential_cents bigint, greater_value numeric, total numeric)
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $_$
#variable_conflict use_column
begin
  if criterion not in ('revenue', 'margin', 'orders') or rule not in ('strict', 'cumulative') then
    raise exception 'unknown criterion or rule: %, %', criterion, rule using errcode = 'invalid_parameter_value';
  end if;
  return query
  with merged as (
    select distinct on (m.prospect_id) m.prospect_id, m.kept_id
    from prospect_merge m
    where m.organization_id = $1
      and (case when $8 is null then m.voided_at is null
        else m.recorded_at <= $8 and (m.voided_at is null or m.voided_at > $8) end)
    order by m.prospect_id, m.recorded_at desc
  ),
  bought as (
    select coalesce(m.kept_id, s.prospect_id) as prospect_id,
      sum(s.amount_cents) as revenue,
      sum(s.margin_cents) as margin,
      count(*) filter (where s.margin_cents is null) as without_margin,
      count(*) filter (
        where s.kind = 'sale' and not coalesce(refund.total >= s.amount_cents and s.amount_cents > 0, false)) as orders
    from sale s
    left join merged m on m.prospect_id = s.prospect_id
    left join lateral (
      select -sum(back.amount_cents) as total
      from sale back
      where back.organization_id = $1
        and back.refund_of = s.id
        and (case when $8 is null then back.voided_at is null
          else back.recorded_at <= $8 and (back.voided_at is null or back.voided_at > $8) end)
    ) refund on s.kind = 'sale'
    where s.organization_id = $1
      and s.sold_on >= $3
      and s.sold_on < $4
      and ($9 is null or s.salesperson_id = $9)
      and (case when $8 is null then s.voided_at is null
        else s.recorded_at <= $8 and (s.voided_at is null or s.voided_at > $8) end)
    group by 1
  ),
  -- A customer who bought nothing in the window stays visible.
  customer as (
    select coalesce(b.prospect_id, v.prospect_id) as prospect_id,
      coalesce(b.revenue, 0)::bigint as revenue, b.margin::bigint as margin, coalesce(b.orders, 0) as orders,
      coalesce(b.without_margin, 0) as without_margin,
      b.prospect_id is not null as active,
      coalesce(case $2 when 'revenue' then b.revenue when 'margin' then b.margin else b.orders end, 0)::bigint as value
    from (select * from bought where bought.prospect_id is not null) b
    full join (
      select v.prospect_id
      from conversion v
      where v.organization_id = $1
        and v.converted_on < $4
        and (case when $8 is null then v.voided_at is null
          else v.recorded_at <= $8 and (v.voided_at is null or v.voided_at > $8) end)
        and ($9 is null or exists (
          select from conversion_credit k
          where k.organization_id = $1 and k.conversion_id = v.id and k.salesperson_id = $9))
    ) v on v.prospect_id = b.prospect_id
  ),
  ranked as (
    select c.*,
      sum(c.value) filter (where c.value > 0) over () as total,
      coalesce(sum(c.value) filter (where c.value > 0) over (
        order by c.value desc range between unbounded preceding and current row exclude group), 0) as greater,
      sum(c.value) filter (where c.value > 0) over (
        order by c.value desc range between unbounded preceding and current row) as reached
    from customer c
  ),
  classified as (
    select r.prospect_id, p.name, p.name_key,
      case
        when r.total is null then null
        when not r.active then 'F'
        when r.value <= 0 then 'C'
        when $7 = 'strict' and r.greater * 10000 < r.total * $5 then 'A'
        when $7 = 'strict' and r.greater * 10000 < r.total * $6 then 'B'
        when $7 = 'cumulative' and r.reached * 10000 <= r.total * $5 then 'A'
        when $7 = 'cumulative' and r.reached * 10000 <= r.total * $6 then 'B'
        else 'C'
      end as class,
      case when not r.active then 'no_sale' when r.value <= 0 then 'nothing_or_less' end as reason,
      r.value, r.revenue, r.margin, r.orders, r.without_margin, p.potential_cents, r.greater, coalesce(r.total, 0) as total
    from ranked r
    join prospect p on p.organization_id = $1 and p.id = r.prospect_id
    union all
    select null, null, null, null, 'no_prospect',
      coalesce(case $2 when 'revenue' then b.revenue when 'margin' then b.margin else b.orders end, 0)::bigint,
      b.revenue::bigint, b.margin::bigint, b.orders, b.without_margin, null, 0, 0
    from bought b
    where b.prospect_id is null
  )
  select c.prospect_id, c.name, c.class, c.reason, c.value, c.revenue, c.margin, c.orders, c.without_margin,
    c.potential_cents, c.greater, c.total
  from classified c
  order by c.prospect_id is null, c.reason is not distinct from 'no_sale', c.value desc, c.name_key, c.prospect_id;
end
$_$;

CREATE FUNCTION report.closings(organization_id uuid, from_day date, to_day date, as_known_at timestamp with time zone DEFAULT NULL::timestamp with time zone, salesperson_id uuid DEFAULT NULL::uuid) RETURNS TABLE(kind text, by text, value text, opportunities bigint, amount_cents bigint, without_amount bigint)
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $_$
declare
  zone text := (select o.time_zone from organization o where o.organization_id = $1);
begin
  return query execute format(
    $q$
    select
      r.kind,
      case when grouping(r.loss_reason) = 0 then 'loss_reason' when grouping(r.competitor) = 0 then 'competitor' else 'kind' end,
      case when grouping(r.loss_reason) = 0 then r.loss_reason when grouping(r.competitor) = 0 then r.competitor end,
      count(*), coalesce(sum(r.amount_cents), 0)::bigint, count(*) filter (where r.amount_cents is null)
    from (%s) r
    group by grouping sets ((r.kind), (r.kind, r.loss_reason), (r.kind, r.competitor))
    having r.kind <> 'won' or grouping(r.loss_reason, r.competitor) = 3
    order by 1, 2, 4 desc, 3
    $q$,
    report.conversion_rows_of('closing', 'salesperson', as_known_at is not null, salesperson_id is not null))
  using organization_id, start_of_day(from_day, zone), start_of_day(to_day, zone), from_day, to_day, zone, as_known_at,
    salesperson_id;
end
$_$;

CREATE FUNCTION report.conversion(organization_id uuid, dimension text, from_day date, to_day date, as_known_at timestamp with time zone DEFAULT NULL::timestamp with time zone, salesperson_id uuid DEFAULT NULL::uuid) RETURNS TABLE(key text, is_total boolean, attempts bigint, discussions bigint, prospects_reached bigint, opened bigint, won bigint, lost bigint, abandoned bigint, open bigint, undated bigint, prospects_converted bigint, credit_parts bigint, revenue_cents bigint, orders bigint, order_cents bigint, days_count bigint, days_sum bigint, days_median double precision)
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    SET work_mem TO '128MB'
    SET plan_cache_mode TO 'force_custom_plan'
    SET random_page_cost TO '1.1'
    AS $_$
declare
  zone text := (select o.time_zone from organization o where o.organization_id = $1);
  known constant boolean := as_known_at is not null;
  own constant boolean := salesperson_id is not null;
begin
  return query execute format(
    $q$
    with talk as materialized (
      select r.key, r.companion_key, r.companion_counts, r.prospect_id, r.discussion from (%1$s) r
    ),
    -- A talk of two counts for both, and once in the whole.
    counted as (
      select t.key, true as is_first, count(*) as attempts, count(*) filter (where t.discussion) as discussions
      from talk t
      group by t.key
      union all
      select t.companion_key, false, count(*), count(*) filter (where t.discussion)
      from talk t
      where t.companion_counts
      group by t.companion_key
    ),
    -- Hashing hundreds of thousands of ids, here and below, is cheaper than sorting them, as count(distinct) does.
    met as (
      select m.key, m.prospect_id
      from (
        select t.key, t.prospect_id from talk t where t.discussion
        union all
        select t.companion_key, t.prospect_id from talk t where t.discussion and t.companion_counts
      ) m
      group by m.key, m.prospect_id
    ),
    talked as (
      select coalesce(r.key::text, '') as key, false as is_total, sum(r.attempts) as attempts,
        sum(r.discussions) as discussions, sum(r.prospects_reached)::bigint as prospects_reached
      from (
        select c.key, c.attempts, c.discussions, 0 as prospects_reached from counted c
        union all
        select m.key, 0, 0, count(*) from met m group by m.key
      ) r
      group by r.key
      union all
      select '', true, sum(c.attempts), sum(c.discussions),
        (select count(*) from (select from met m group by m.prospect_id) reached)
      from counted c
      where c.is_first
    ),
    opening as (
      select coalesce(r.key::text, '') as key, grouping(r.key) = 1 as is_total, count(*) as opened
      from (%2$s) r
      group by grouping sets ((r.key), ())
    ),
    closing as (
      select coalesce(r.key::text, '') as key, grouping(r.key) = 1 as is_total,
        count(*) filter (where r.kind = 'won') as won,
        count(*) filter (where r.kind = 'lost') as lost,
        count(*) filter (where r.kind = 'abandoned') as abandoned,
        count(r.days) filter (where r.kind = 'won') as days_count,
        sum(r.days) filter (where r.kind = 'won') as days_sum,
        percentile_cont(0.5) within group (order by r.days) filter (where r.kind = 'won') as days_median
      from (%3$s) r
      group by grouping sets ((r.key), ())
    ),
    standing as (
      select coalesce(r.key::text, '') as key, grouping(r.key) = 1 as is_total,
        count(*) filter (where r.is_open) as open,
        count(*) filter (where not r.is_open) as undated
      from (%4$s) r
      group by grouping sets ((r.key), ())
    ),
    conversion as (
      select coalesce(r.key::text, '') as key, grouping(r.key) = 1 as is_total, count(distinct r.id) as converted,
        sum(r.parts) as parts
      from (%5$s) r
      group by grouping sets ((r.key), ())
    ),
    sale as (
      select coalesce(r.key::text, '') as key, grouping(r.key) = 1 as is_total, sum(r.amount_cents) as revenue_cents,
        count(*) filter (where r.is_order) as orders,
        sum(r.amount_cents) filter (where r.is_order) as order_cents
      from (%6$s) r
      group by grouping sets ((r.key), ())
    ),
    keys as (
      select k.key, k.is_total from talked k
      union select k.key, k.is_total from opening k
      union select k.key, k.is_total from closing k
      union select k.key, k.is_total from standing k
      union select k.key, k.is_total from conversion k
      union select k.key, k.is_total from sale k
    )
    select
      nullif(k.key, ''), k.is_total, coalesce(talked.attempts, 0)::bigint, coalesce(talked.discussions, 0)::bigint,
      coalesce(talked.prospects_reached, 0), coalesce(opening.opened, 0), coalesce(closing.won, 0), coalesce(closing.lost, 0),
      coalesce(closing.abandoned, 0), coalesce(standing.open, 0), coalesce(standing.undated, 0),
      coalesce(conversion.converted, 0), coalesce(conversion.parts, 0)::bigint, coalesce(sale.revenue_cents, 0)::bigint, coalesce(sale.orders, 0),
      coalesce(sale.order_cents, 0)::bigint, coalesce(closing.days_count, 0), coalesce(closing.days_sum, 0), closing.days_median
    from keys k
    left join talked using (key, is_total)
    left join opening using (key, is_total)
    left join closing using (key, is_total)
    left join standing using (key, is_total)
    left join conversion using (key, is_total)
    left join sale using (key, is_total)
    order by k.is_total, nullif(k.key, '') nulls last
    $q$,
    report.conversion_rows_of('conversation', dimension, known, own),
    report.conversion_rows_of('opening', dimension, known, own),
    report.conversion_rows_of('closing', dimension, known, own),
    report.conversion_rows_of('standing', dimension, known, own),
    report.conversion_rows_of('conversion', dimension, known, own),
    report.conversion_rows_of('sale', dimension, known, own))
  using organization_id, start_of_day(from_day, zone), start_of_day(to_day, zone), from_day, to_day, zone, as_known_at,
    salesperson_id;
end
$_$;

CREATE FUNCTION report.conversion_rows(organization_id uuid, dimension text, figure text, key text, every_key boolean, from_day date, to_day date, as_known_at timestamp with time zone DEFAULT NULL::timestamp with time zone, salesperson_id uuid DEFAULT NULL::uuid) RETURNS TABLE(kind text, id uuid, prospect_id uuid, prospect text, at timestamp with time zone, detail text, amount_cents bigint, days integer)
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $_$
declare
  zone text := (select o.time_zone from organization o where o.organization_id = $1);
  family text := case
    when figure in ('attempts', 'discussions', 'prospects_reached') then 'conversation'
    when figure = 'opened' then 'opening'
    when figure in ('won', 'lost', 'closed', 'abandoned', 'days') then 'closing'
    when figure in ('open', 'undated') then 'standing'
    when figure = 'prospects_converted' then 'conversion'
    when figure in ('revenue', 'orders') then 'sale'
  end;
begin
  if family is null then
    raise exception 'unknown figure %', figure using errcode = 'invalid_parameter_value';
  end if;
  return query execute format(
    $q$
    select %6$L, r.id, r.prospect_id, p.name, r.at, r.detail, %3$s, %4$s
    from (select distinct on (%5$s) r.* from (%1$s) r where %2$s order by %5$s, r.at, r.id) r
    left join prospect p on p.organization_id = $1 and p.id = r.prospect_id
    order by r.at, r.id
    $q$,
    report.conversion_rows_of(family, dimension, as_known_at is not null, salesperson_id is not null),
    concat_ws(
      ' and ',
      case
        when figure in ('discussions', 'prospects_reached') then 'r.discussion'
        when figure in ('won', 'lost', 'abandoned') then format('r.kind = %L', figure)
        when figure = 'closed' then 'r.kind in (''won'', ''lost'')'
        when figure = 'days' then 'r.kind = ''won'' and r.days is not null'
        when figure = 'open' then 'r.is_open'
        when figure = 'undated' then 'not r.is_open'
        when figure = 'orders' then 'r.is_order'
      end,
      case
        when every_key then 'true'
        when family = 'conversation' then
          '(r.key::text is not distinct from $9 or r.companion_counts and r.companion_key::text is not distinct from $9)'
        else 'r.key::text is not distinct from $9'
      end),
    case when family in ('opening', 'closing', 'standing', 'sale') then 'r.amount_cents' else 'null::bigint' end,
    case when family = 'closing' then 'r.days' else 'null::integer' end,
    case when figure in ('prospects_reached') then 'r.prospect_id' else 'r.id' end,
    case family when 'conversation' then 'conversation' when 'conversion' then 'conversion' when 'sale' then 'sale'
      else 'opportunity' end)
  using organization_id, start_of_day(from_day, zone), start_of_day(to_day, zone), from_day, to_day, zone, as_known_at,
    salesperson_id, key;
end
$_$;

CREATE FUNCTION report.conversion_rows_of(family text, dimension text, as_known boolean, own boolean) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $_$
declare
  -- A merged prospect counts as the one it was merged into.
  merged constant text := format(
    $q$(
      select distinct on (m.prospect_id) m.prospect_id, m.kept_id
      from prospect_merge m
      where m.organization_id = $1 and %s
      order by m.prospect_id, m.recorded_at desc
    )$q$,
    report.standing('m', as_known));
  -- Where each family finds its salesperson, channel, source and instant.
  person constant text := case family
    when 'conversation' then case when own then '$8' else 'c.salesperson_id' end
    when 'opening' then 'x.salesperson_id'
    when 'closing' then 'x.salesperson_id'
    -- The owner may have changed since the last move: then the opportunity knows.
    when 'standing' then 'case when x.number = o.changes then o.salesperson_id else x.salesperson_id end'
    when 'conversion' then 'k.salesperson_id'
    when 'sale' then 's.salesperson_id'
  end;
  mine constant text := case
    when not own then 'true'
    when family = 'conversation' then '(c.salesperson_id = $8 or c.companion_id = $8)'
    else format('(%s) = $8', person)
  end;
  subject constant text := case family
    when 'conversation' then 'c' when 'conversion' then 'v' when 'sale' then 's' else 'o'
  end;
  moment constant text := case family
    when 'conversation' then 'c.occurred_at at time zone $6'
    when 'opening' then 'o.opened_at at time zone $6'
    when 'closing' then 'x.changed_at at time zone $6'
    when 'standing' then '($5 - 1)::timestamp'
    when 'conversion' then 'v.converted_on::timestamp'
    when 'sale' then 's.sold_on::timestamp'
  end;
  key constant text := case dimension
    when 'salesperson' then format('(%s)', person)
    when 'team' then 'person.team_id'
    when 'profile' then 'person.profile'
    when 'channel' then subject || '.channel'
    when 'source' then case when subject = 'o' then 'coalesce(o.source, p.source)' else 'p.source' end
    when 'month' then format('to_char(%s, ''YYYY-MM'')', moment)
    when 'quarter' then format('to_char(%s, ''YYYY-"Q"Q'')', moment)
  end;
  companion_key constant text := case
    when dimension = 'salesperson' and not own then 'c.companion_id'
    when dimension = 'team' and not own then 'companion.team_id'
    when dimension = 'profile' and not own then 'companion.profile'
    when dimension in ('salesperson', 'team') then 'null::uuid'
    else 'null::text'
  end;
  -- A companion of the same team or profile, or without one like the other, adds nothing to it; one without beside somebody
  -- with one is in the row of none, so that a null key does not say it.
  companion_counts constant text := case
    when own or dimension not in ('salesperson', 'team', 'profile') then 'false'
    when dimension = 'salesperson' then 'c.companion_id is not null'
    else format('(c.companion_id is not null and %s is distinct from %s)', companion_key, key)
  end;
  by_person constant boolean := dimension in ('salesperson', 'team', 'profile');
  -- Only what the dimension needs is joined: the conversations of a period stay on their index.
  joins constant text :=
    case when dimension in ('team', 'profile')
      then format(E'left join salesperson person on person.organization_id = $1 and person.id = %s\n', person) else '' end
    || case when dimension in ('team', 'profile') and family = 'conversation' and not own
      then E'left join salesperson companion on companion.organization_id = $1 and companion.id = c.companion_id\n' else '' end
    || case when dimension = 'source'
      then format(
        E'left join prospect p on p.organization_id = $1 and p.id = %s\n',
        case family when 'conversion' then 'v.prospect_id' else format('coalesce(m.kept_id, %s.prospect_id)', subject) end)
      else '' end;
begin
  if key is null then
    raise exception 'unknown dimension or family: %, %', dimension, family using errcode = 'invalid_parameter_value';
  end if;
  return case family
    -- A talk with somebody who was a customer before that day is not prospecting.
    when 'conversation' then format(
      $q$
      select %1$s as key, %2$s as companion_key, %8$s as companion_counts,
        coalesce(m.kept_id, c.prospect_id) as prospect_id, c.id, c.occurred_at as at, c.outcome as detail,
        c.discussion and (v.converted_on is null or c.occurred_at < start_of_day(v.converted_on + 1, $6)) as discussion
      from conversation c
      left join %3$s m on m.prospect_id = c.prospect_id
      left join conversion v
        on v.organization_id = $1 and v.prospect_id = coalesce(m.kept_id, c.prospect_id) and %4$s
      %5$s
      where c.organization_id = $1 and c.occurred_at >= $2 and c.occurred_at < $3 and %6$s and %7$s
      $q$,
      key, companion_key, merged, report.standing('v', as_known), joins, report.standing('c', as_known), mine,
      companion_counts)
    -- Credited to the owner of the day.
    when 'opening' then format(
      $q$
      select %1$s as key, coalesce(m.kept_id, o.prospect_id) as prospect_id, o.id, o.opened_at as at, o.title as detail,
        o.amount_cents
      from opportunity o
      left join %2$s m on m.prospect_id = o.prospect_id
      %3$s
      %4$s
      where o.organization_id = $1 and o.opened_at >= $2 and o.opened_at < $3 and %5$s and %6$s
      $q$,
      key, merged,
      case when by_person or own
        then 'left join stage_change x on x.organization_id = $1 and x.opportunity_id = o.id and x.number = 1' else '' end,
      joins, report.standing('o', as_known), mine)
    -- Reopening annuls the closing before it, so an opportunity counts once however often it moved.
    when 'closing' then format(
      $q$
      select %1$s as key, coalesce(m.kept_id, o.prospect_id) as prospect_id, o.id, x.changed_at as at, x.kind as detail,
        x.amount_cents, x.kind, x.loss_reason, x.competitor,
        (x.changed_at at time zone $6)::date - (o.opened_at at time zone $6)::date as days
      from stage_change x
      join opportunity o on o.organization_id = $1 and o.id = x.opportunity_id
      left join %2$s m on m.prospect_id = o.prospect_id
      %3$s
      where x.organization_id = $1 and x.kind <> 'open' and x.changed_at >= $2 and x.changed_at < $3 and %4$s and %5$s
        and %6$s
        and %7$s
      $q$,
      key, merged, joins, report.standing('x', as_known), report.standing('o', as_known), mine,
      case
        when as_known then format(
          $q$
          not exists (
            select from stage_change later
            where later.organization_id = $1 and later.opportunity_id = x.opportunity_id and later.number > x.number and %s)
          $q$,
          report.standing('later', as_known))
        -- The opportunity knows how many there are.
        else 'x.number = o.changes'
      end)
    -- Open at the end of the period, or not known to be (is_open). Those open now and those closed since are all that can have
    -- been; as known earlier, any can. An amount edited since the last move is the opportunity's; one moved since keeps that of
    -- its move.
    -- What an import recorded when it was over has one move, the closing: from its opening until then it was open, in a stage
    -- that nobody knows. Without an opening day, or closed on a day that the file did not say, nothing says that it was open
    -- before it was recorded.
    when 'standing' then format(
      $q$
      select %1$s as key, coalesce(m.kept_id, o.prospect_id) as prospect_id, o.id,
        case when x.is_reached then x.changed_at else coalesce(o.opened_at, x.changed_at) end as at, o.title as detail,
        case when x.number = o.changes then o.amount_cents else x.amount_cents end as amount_cents,
        case when x.is_reached then x.stage_id end as stage_id,
        -- What was said anew of it in its stage did not bring it there.
        case
          when not x.is_reached then null
          when x.restated then (
            select case when not entry.undated then entry.changed_at end
            from stage_change entry
            where entry.organization_id = $1 and entry.opportunity_id = o.id and entry.number < x.number and not entry.restated
            order by entry.number desc
            limit 1)
          when not x.undated then x.changed_at
        end as since,
        o.opened_at, x.is_reached or o.opened_at is not null and not x.undated as is_open
      from opportunity o
      left join %2$s m on m.prospect_id = o.prospect_id
      -- The last move before the end, else the first there was.
      cross join lateral (
        select change.*, change.changed_at < $3 as is_reached
        from stage_change change
        where change.organization_id = $1 and change.opportunity_id = o.id and %3$s
        order by change.changed_at < $3 desc, case when change.changed_at < $3 then -change.number else change.number end
        limit 1
      ) x
      %4$s
      where o.organization_id = $1 and (o.opened_at < $3 or o.opened_at is null) and %5$s
        and %6$s
        and (x.kind = 'open' or not x.is_reached)
        and %7$s
      $q$,
      key, merged, report.standing('change', as_known), joins, report.standing('o', as_known),
      case when as_known then 'true' else '(o.closed_at is null or o.closed_at >= $3)' end, mine)
    when 'conversion' then format(
      $q$
      select %1$s as key, v.prospect_id, v.id, start_of_day(v.converted_on, $6) as at, v.channel as detail, %2$s as parts
      from conversion v
      %3$s
      %4$s
      where v.organization_id = $1 and v.converted_on >= $4 and v.converted_on < $5 and %5$s and %6$s
      $q$,
      key,
      -- One that nobody is credited with counts whole, for nobody.
      case when by_person or own then 'coalesce(k.parts, 10000)' else '10000' end,
      case when by_person or own
        then 'left join conversion_credit k on k.organization_id = $1 and k.conversion_id = v.id' else '' end,
      joins, report.standing('v', as_known), mine)
    -- An order given back in full is no order; its money still moves on the days of the sale and of the refund.
    when 'sale' then format(
      $q$
      select %1$s as key, coalesce(m.kept_id, s.prospect_id) as prospect_id, s.id,
        start_of_day(s.sold_on, $6) as at, s.kind as detail, s.amount_cents,
        s.kind = 'sale' and not coalesce(refund.total >= s.amount_cents and s.amount_cents > 0, false) as is_order
      from sale s
      left join %2$s m on m.prospect_id = s.prospect_id
      -- Looked up for each sale of the period: the cost does not grow with all that was ever given back.
      left join lateral (
        select -sum(back.amount_cents) as total
        from sale back
        where back.organization_id = $1 and back.refund_of = s.id and %3$s
      ) refund on s.kind = 'sale'
      %4$s
      where s.organization_id = $1 and s.sold_on >= $4 and s.sold_on < $5 and %5$s and %6$s
      $q$,
      key, merged, report.standing('back', as_known), joins, report.standing('s', as_known), mine)
  end;
end
$_$;

CREATE FUNCTION report.history_start(organization_id uuid, as_known_at timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS date
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $_$
declare
  zone text := (select o.time_zone from organization o where o.organization_id = $1);
begin
  -- Each is the first entry of an index; with $2 null the conditions fold to voided_at is null, as the indexes have it.
  return least(
    (
      select min(c.occurred_at) at time zone zone
      from conversation c
      where c.organization_id = $1
        and (case when $2 is null then c.voided_at is null
          else c.recorded_at <= $2 and (c.voided_at is null or c.voided_at > $2) end)
    )::date,
    (
      select min(o.opened_at) at time zone zone
      from opportunity o
      where o.organization_id = $1
        and (case when $2 is null then o.voided_at is null
          else o.recorded_at <= $2 and (o.voided_at is null or o.voided_at > $2) end)
    )::date,
    (
      select min(x.changed_at) at time zone zone
      from stage_change x
      where x.organization_id = $1
        and x.kind <> 'open'
        and (case when $2 is null then x.voided_at is null
          else x.recorded_at <= $2 and (x.voided_at is null or x.voided_at > $2) end)
    )::date,
    (
      select min(s.sold_on)
      from sale s
      where s.organization_id = $1
        and (case when $2 is null then s.voided_at is null
          else s.recorded_at <= $2 and (s.voided_at is null or s.voided_at > $2) end)
    ));
end
$_$;

CREATE FUNCTION report.kpi_bits(mark integer, from_day date, to_day date, days date[], width integer) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $$
begin
  return coalesce(
    (
      select string_agg(
        format('t.m%s_%s & %s <> 0', mark, word.number, word.bits), ' or ' order by word.number)
      from (
        select (piece - 1) / width as number, sum(1::bigint << ((piece - 1) % width))::bigint as bits
        from generate_series(array_position(days, from_day), array_position(days, to_day) - 1) piece
        group by 1
      ) word
    ),
    'false');
end
$$;

CREATE FUNCTION report.kpi_count(count text, OUT family text, OUT predicate text, OUT amount text, OUT subject text) RETURNS record
    LANGUAGE plpgsql IMMUTABLE
    AS $$
begin
  select c.family, c.predicate, c.amount, c.subject
  into family, predicate, amount, subject
  from (
    values
      ('attempts', 'conversation', 'true', null, null),
      ('discussions', 'conversation', 'r.discussion', null, null),
      ('prospects_reached', 'conversation', 'r.discussion', null, 'r.prospect_id'),
      ('appointments', 'conversation', 'r.detail = ''appointment''', null, null),
      ('opportunities_opened', 'opening', 'true', null, null),
      ('opportunities_won', 'closing', 'r.detail = ''won''', null, null),
      ('opportunities_lost', 'closing', 'r.detail = ''lost''', null, null),
      ('opportunities_abandoned', 'closing', 'r.detail = ''abandoned''', null, null),
      ('opportunities_closed', 'closing', 'r.detail in (''won'', ''lost'')', null, null),
      ('amount_won', 'closing', 'r.detail = ''won'' and r.amount is not null', 'r.amount', null),
      ('amount_lost', 'closing', 'r.detail = ''lost'' and r.amount is not null', 'r.amount', null),
      -- Opportunities that entered the stage of the filter.
      ('stage_entries', 'entry', 'true', null, 'r.id'),
      -- Those that entered another stage of the filter afterwards.
      ('stage_entries_advanced', 'entry', 'r.advanced', null, 'r.id'),
      ('prospects_converted', 'conversion', 'true', null, 'r.prospect_id'),
      ('revenue', 'sale', 'true', 'r.amount', null),
      ('orders', 'sale', 'r.is_order', null, null),
      ('order_amount', 'sale', 'r.is_order', 'r.amount', null),
      ('margin', 'sale', 'r.margin is not null', 'r.margin', null),
      -- The revenue of the sales that state their margin.
      ('margin_revenue', 'sale', 'r.margin is not null', 'r.amount', null),
      ('customers', 'sale', 'r.is_order and r.prospect_id is not null', null, 'r.prospect_id'),
      -- One first order a prospect: counted with what counts prospects, so that the sums do without looking for first orders.
      ('new_customers', 'sale_ranked', 'r.is_first', null, 'r.prospect_id'),
      ('repeat_customers', 'sale_ranked', 'r.is_order and not r.is_first', null, 'r.prospect_id'),
      ('repeat_customers_distinct_days', 'sale_ranked', 'r.is_order and r.day > r.first_on', null, 'r.prospect_id'),
      ('spend', 'expense', 'true', 'r.amount', null),
      ('acquisition_spend', 'expense', 'r.acquisition', 'r.amount', null),
      ('contacts', 'prospect', 'true', null, null),
      -- Prospects by the day of their first discussion, and whether they became customers within the filter's horizon.
      ('prospects_entered', 'cohort', 'true', null, null),
      ('prospects_entered_converted', 'cohort', 'r.converted', null, null),
      ('prospects_entered_immature', 'cohort', 'r.immature', null, null)
  ) c (count, family, predicate, amount, subject)
  where c.count = kpi_count.count;
  if family is null then
    raise exception 'unknown count %', count using errcode = 'invalid_parameter_value';
  end if;
end
$$;

CREATE FUNCTION report.kpi_counting(counts text[], from_days date[], to_days date[], base_from date[], base_to date[], uses text[], marks text[], days date[], width integer) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $$
begin
  return (
    select string_agg(
      format(
        'count(*) filter (where %s)',
        case q.use
          when 'both' then format('(%s) and (%s)', inside.test, base.test)
          when 'new' then format('(%s) and not (%s)', inside.test, base.test)
          else inside.test
        end),
      ', ' order by q.number)
    from unnest(counts, from_days, to_days, base_from, base_to, uses) with ordinality
      as q (count, from_day, to_day, base_from, base_to, use, number)
    cross join lateral report.kpi_bits(array_position(marks, q.count), q.from_day, q.to_day, days, width) inside (test)
    cross join lateral report.kpi_bits(array_position(marks, q.count), q.base_from, q.base_to, days, width) base (test)
    where q.count = any (marks)
  );
end
$$;

CREATE FUNCTION report.kpi_facts_of(family text, by_person boolean, as_known boolean, own boolean, filters text[]) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $_$
declare
  -- Words alike but for capitals, accents and ligatures, as everywhere a person names something.
  folded constant text :=
    'replace(replace(regexp_replace(lower(normalize(%s, nfd)), ''[\u0300-\u036F]'', '''', ''g''), ''œ'', ''oe''), ''æ'', ''ae'')';
  named constant boolean := by_person or own or 'team' = any (filters);
  dimension constant text := case when named then 'salesperson' else 'month' end;
  person constant text := case when named then 'f.key' else 'null::uuid' end;
  companion constant text := case when named and family = 'conversation' then 'f.companion_key' else 'null::uuid' end;
  -- A merged prospect counts as the one it was merged into.
  merged constant text := format(
    $q$(
      select distinct on (m.prospect_id) m.prospect_id, m.kept_id
      from prospect_merge m
      where m.organization_id = $1 and %s
      order by m.prospect_id, m.recorded_at desc
    )$q$,
    report.standing('m', as_known));
  mine constant text := case when own then '%s.salesperson_id = $8' else 'true' end;
  -- An order given back in full is no order; its money still moves on the days of the sale and of the refund.
  sale constant text := format(
    $q$
    select s.salesperson_id as person, null::uuid as companion, coalesce(m.kept_id, s.prospect_id) as prospect_id, s.id,
      s.sold_on as day, start_of_day(s.sold_on, $6) as at, s.kind as detail, s.amount_cents as amount,
      s.margin_cents as margin,
      s.kind = 'sale' and not coalesce(refund.total >= s.amount_cents and s.amount_cents > 0, false) as is_order
    from sale s
    left join %1$s m on m.prospect_id = s.prospect_id
    left join %2$s refund on refund.refund_of = s.id
    where s.organization_id = $1 and s.sold_on >= $4 and s.sold_on < $5 and %3$s and %4$s
    $q$,
    merged, report.kpi_refunds(as_known), report.standing('s', as_known), format(mine, 's'));
  facts constant text := case family
    when 'conversation' then format(
      'select %s as person, %s as companion, f.prospect_id, f.id, f.at, f.detail, null::bigint as amount, f.discussion from (%s) f',
      person, companion, report.conversion_rows_of(family, dimension, as_known, own))
    when 'opening' then format(
      'select %s as person, %s as companion, f.prospect_id, f.id, f.at, f.detail, f.amount_cents as amount from (%s) f',
      person, companion, report.conversion_rows_of(family, dimension, as_known, own))
    when 'closing' then format(
      'select %s as person, %s as companion, f.prospect_id, f.id, f.at, f.kind as detail, f.amount_cents as amount from (%s) f',
      person, companion, report.conversion_rows_of(family, dimension, as_known, own))
    when 'conversion' then format(
      'select %s as person, %s as companion, f.prospect_id, f.id, f.at, f.detail, null::bigint as amount from (%s) f',
      person, companion, report.conversion_rows_of(family, dimension, as_known, own))
    -- A stage entered twice is one entry: the count takes each opportunity once.
    when 'entry' then format(
      $q$
      select x.salesperson_id as person, null::uuid as companion, coalesce(m.kept_id, o.prospect_id) as prospect_id, o.id,
        x.changed_at as at, o.title as detail, x.amount_cents as amount,
        exists (
          select from stage_change later
          where later.organization_id = $1 and later.opportunity_id = o.id and later.number > x.number
            and later.stage_id = ($9 ->> 'then')::uuid and %5$s) as advanced
      from stage_change x
      join opportunity o on o.organization_id = $1 and o.id = x.opportunity_id and %3$s
      left join %1$s m on m.prospect_id = o.prospect_id
      where x.organization_id = $1 and x.stage_id = ($9 ->> 'stage')::uuid and x.changed_at >= $2 and x.changed_at < $3
        and not x.undated and not x.restated and %2$s and %4$s
      $q$,
      merged, report.standing('x', as_known), report.standing('o', as_known), format(mine, 'x'),
      report.standing('later', as_known))
    when 'sale' then sale
    -- The same with the first order: that of the conversion, unless that came of a win.
    when 'sale_ranked' then format(
      $q$
      select o.*, o.is_order and o.id = coalesce(v.sale_id, after_win.id) as is_first,
        case when v.sale_id is null then after_win.sold_on else v.converted_on end as first_on
      from (%1$s) o
      left join conversion v on v.organization_id = $1 and v.prospect_id = o.prospect_id and %2$s
      left join first_orders_after_wins($1, $5, $7) after_win on after_win.prospect_id = o.prospect_id
      $q$,
      sale, report.standing('v', as_known))
    when 'expense' then format(
      $q$
      select e.salesperson_id as person, null::uuid as companion, null::uuid as prospect_id, e.id, e.spent_on as day,
        start_of_day(e.spent_on, $6) as at, coalesce(e.action, e.category) as detail, e.amount_cents as amount,
        e.acquisition, e.category, e.action
      from expense e
      where e.organization_id = $1 and e.spent_on >= $4 and e.spent_on < $5 and %s and %s
      $q$,
      report.standing('e', as_known), format(mine, 'e'))
    -- Who came in through the site, by the source that people and imports write.
    when 'prospect' then format(
      $q$
      select p.owner_id as person, null::uuid as companion, p.id as prospect_id, p.id, p.recorded_at as at,
        p.source as detail, null::bigint as amount
      from prospect p
      where p.organization_id = $1 and p.recorded_at >= $2 and p.recorded_at < $3
        and lower(p.source) in (
          'website', 'site', 'site web', 'site internet', 'web', 'web site', 'internet', 'formulaire', 'form', 'formulaire web')
        and %s and %s
        and not exists (
          select from prospect_merge m where m.organization_id = $1 and m.prospect_id = p.id and %s)
      $q$,
      report.standing('p', as_known), case when own then 'p.owner_id = $8' else 'true' end, report.standing('m', as_known))
    -- Each prospect on the day of its first discussion: who has one in the period and none before it.
    when 'cohort' then format(
      $q$
      select first.person, first.companion, first.prospect_id, first.id, first.at, first.detail, null::bigint as amount,
        v.converted_on is not null
          and v.converted_on <= (first.at at time zone $6)::date + ($9 ->> 'horizon')::integer as converted,
        v.converted_on is null
          and (first.at at time zone $6)::date + ($9 ->> 'horizon')::integer
            >= (coalesce($7, now()) at time zone $6)::date as immature
      from (
        select distinct on (c.prospect_id) %1$s, c.prospect_id, c.id, c.at, c.detail
        from (%2$s) c
        where c.discussion
        order by c.prospect_id, c.at, c.id
      ) first
      left join conversion v on v.organization_id = $1 and v.prospect_id = first.prospect_id and %3$s
      where %6$s and not exists (
        select
        from conversation earlier
        where earlier.organization_id = $1
          and earlier.prospect_id in (
            select first.prospect_id
            union all
            select m.prospect_id from prospect_merge m where m.organization_id = $1 and m.kept_id = first.prospect_id and %4$s)
          and earlier.discussion and earlier.occurred_at < $2 and %5$s)
      $q$,
      case when named then 'c.key as person, c.companion_key as companion' else 'null::uuid as person, null::uuid as companion' end,
      report.conversion_rows_of('conversation', dimension, as_known, false), report.standing('v', as_known),
      report.standing('m', as_known), report.standing('earlier', as_known),
      case when own then '(first.person = $8 or first.companion = $8)' else 'true' end)
  end;
  -- Where a fact's channel stands.
  bearer constant text := case
    when family in ('conversation', 'cohort') then 'conversation'
    when family in ('opening', 'closing', 'entry') then 'opportunity'
    when family in ('sale', 'sale_ranked') then 'sale'
    when family = 'conversion' then 'conversion'
  end;
  key text;
  conditions text[] := '{}';
begin
  if facts is null then
    raise exception 'unknown family %', family using errcode = 'invalid_parameter_value';
  end if;
  foreach key in array filters loop
    conditions := conditions || case
      when key = 'team' then
        '(exists (select from salesperson t where t.organization_id = $1 and t.id = r.person and t.team_id = ($9 ->> ''team'')::uuid)'
        || ' or exists (select from salesperson t where t.organization_id = $1 and t.id = r.companion'
        || ' and t.team_id = ($9 ->> ''team'')::uuid))'
      when key = 'channel' and bearer is not null then format(
        'exists (select from %I t where t.organization_id = $1 and t.id = r.id and t.channel = $9 ->> ''channel'')', bearer)
      when key = 'outcome' and family = 'conversation' then 'r.detail = $9 ->> ''outcome'''
      when key = 'source' and bearer = 'opportunity' then
        'exists (select from opportunity t left join prospect p on p.organization_id = $1 and p.id = r.prospect_id'
        || ' where t.organization_id = $1 and t.id = r.id and coalesce(t.source, p.source) = $9 ->> ''source'')'
      when key = 'source' and family <> 'expense' then
        'exists (select from prospect p where p.organization_id = $1 and p.id = r.prospect_id and p.source = $9 ->> ''source'')'
      when key = 'place' and family <> 'expense' then
        'exists (select from prospect p where p.organization_id = $1 and p.id = r.prospect_id'
        || ' and lower(p.city) in (select lower(e) from jsonb_array_elements_text($9 -> ''place'') e))'
      when key = 'category' and family = 'expense' then
        format('%s = %s', format(folded, 'r.category'), format(folded, '($9 ->> ''category'')'))
      when key = 'action' and family = 'expense' then
        format(
          '%s in (select %s from jsonb_array_elements_text($9 -> ''action'') e)', format(folded, 'r.action'), format(folded, 'e'))
      when key in ('stage', 'then') and family = 'entry' then 'true'
      when key = 'horizon' and family = 'cohort' then 'true'
    end;
    if conditions[cardinality(conditions)] is null then
      raise exception 'a filter by % says nothing of %', key, family using errcode = 'invalid_parameter_value';
    end if;
  end loop;
  if conditions = '{}' then
    return facts;
  end if;
  return format('select r.* from (%s) r where %s', facts, array_to_string(conditions, ' and '));
end
$_$;

CREATE FUNCTION report.kpi_family_values(organization_id uuid, family text, counts text[], from_days date[], to_days date[], base_from date[], base_to date[], uses text[], people boolean[], filter jsonb DEFAULT '{}'::jsonb, as_known_at timestamp with time zone DEFAULT NULL::timestamp with time zone, salesperson_id uuid DEFAULT NULL::uuid) RETURNS TABLE(question integer, person_id uuid, value bigint, n bigint)
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    SET work_mem TO '256MB'
    SET plan_cache_mode TO 'force_custom_plan'
    SET random_page_cost TO '1.1'
    AS $_$
#variable_conflict use_column
declare
  zone constant text := (select o.time_zone from organization o where o.organization_id = $1);
  known constant boolean := as_known_at is not null;
  own constant boolean := salesperson_id is not null;
  filters constant text[] := coalesce((select array_agg(k order by k) from jsonb_object_keys(filter) k), '{}');
  days constant date[] := (
    select array_agg(distinct d order by d) from unnest(from_days || to_days || base_from || base_to) d where d is not null);
  instants constant timestamptz[] := (select array_agg(start_of_day(d, zone) order by d) from unnest(days) d);
  -- Bits of a bigint, one less for the sign.
  width constant integer := 62;
  words constant integer := (cardinality(days) + width - 2) / width;
  piece constant text := case when report.kpi_moment(family) = 'day' then 'width_bucket(r.day, $10) - 1' else 'width_bucket(r.at, $11) - 1' end;
  sums constant text[] := (
    select array_agg(distinct c) from unnest(counts) c where (report.kpi_count(c)).subject is null);
  sum_by_person constant boolean := coalesce(
    (select bool_or(q.people) from unnest(counts, people) q (count, people) where (report.kpi_count(q.count)).subject is null), false);
  marks constant text[] := (
    select array_agg(distinct c) from unnest(counts) c where (report.kpi_count(c)).subject is not null);
  subject constant text := (select min((report.kpi_count(c)).subject) from unnest(marks) c);
  mark_by_person constant boolean := coalesce(
    (select bool_or(q.people) from unnest(counts, people) q (count, people) where (report.kpi_count(q.count)).subject is not null), false);
  statement text;
begin
  if sums is not null then
    statement := format(
      $q$
      with tally as (
        select f.piece, %1$s%2$s
        from (select %3$s as piece%7$s from (%4$s) r limit all) f
        group by f.piece%8$s
      ),
      answer as (
        select t.piece, t.person, t.companion, c.count, coalesce(c.value, 0) as value, c.n
        from tally t
        cross join lateral unnest($12::text[], array[%5$s]::bigint[], array[%6$s]::bigint[]) as c (count, value, n)
        where c.n > 0
      ),
      total as (
        select a.piece, null::uuid as person, a.count, sum(a.value) as value, sum(a.n) as n
        from answer a
        group by a.piece, a.count
      ),
      each as (
        select a.piece, a.person, a.count, sum(a.value) as value, sum(a.n) as n
        from (
          select a.piece, a.person, a.count, a.value, a.n from answer a where a.person is not null
          union all
          select a.piece, a.companion, a.count, a.value, a.n from answer a where a.companion is not null
        ) a
        group by a.piece, a.person, a.count
      ),
      question as (
        select q.number::integer, q.count, q.people,
          width_bucket(q.from_day, $10) - 1 as first, width_bucket(q.to_day, $10) - 2 as last
        from unnest($13::text[], $14::date[], $15::date[], $16::boolean[]) with ordinality
          as q (count, from_day, to_day, people, number)
        where q.count = any ($12::text[])
      )
      select q.number, null::uuid, coalesce(sum(t.value), 0)::bigint, coalesce(sum(t.n), 0)::bigint
      from question q
      left join total t on t.count = q.count and t.piece between q.first and q.last
      group by q.number
      union all
      select q.number, e.person, sum(e.value)::bigint, sum(e.n)::bigint
      from question q
      join each e on e.count = q.count and e.piece between q.first and q.last
      where q.people
      group by q.number, e.person
      $q$,
      case when sum_by_person then 'f.person, f.companion' else 'null::uuid as person, null::uuid as companion' end,
      (
        select string_agg(
          format(
            ', count(*) filter (where f.p%1$s) as n%1$s, %2$s filter (where f.p%1$s) as v%1$s', s.number,
            case when c.amount is null then 'count(*)' else format('sum(f.a%s)', s.number) end),
          '' order by s.number)
        from unnest(sums) with ordinality s (count, number), report.kpi_count(s.count) c
      ),
      piece, report.kpi_facts_of(family, sum_by_person, known, own, filters),
      (select string_agg('v' || number, ', ' order by number) from unnest(sums) with ordinality s (count, number)),
      (select string_agg('n' || number, ', ' order by number) from unnest(sums) with ordinality s (count, number)),
      case when sum_by_person then ', r.person, r.companion' else '' end || (
        select string_agg(format(', %s as p%s, %s as a%2$s', c.predicate, s.number, coalesce(c.amount, 'null')), '' order by s.number)
        from unnest(sums) with ordinality s (count, number), report.kpi_count(s.count) c
      ),
      case when sum_by_person then ', f.person, f.companion' else '' end);
    return query execute statement
    using organization_id, instants[1], instants[cardinality(instants)], days[1], days[cardinality(days)], zone, as_known_at,
      salesperson_id, filter, days, instants, sums, counts, from_days, to_days, people;
  end if;

  if marks is not null then
    statement := format(
      $q$
      with mark as (
        select f.subject, %1$s%2$s
        from (select %3$s as piece, %4$s as subject%10$s from (%5$s) r limit all) f
        where %11$s
        group by f.subject%12$s
      ),
      total as (%6$s)
      %7$s
      select a.question, null::uuid, coalesce(a.value, 0), coalesce(a.value, 0)
      from (select array[%8$s]::bigint[] as counted from total t) t
      cross join lateral unnest($12::integer[], t.counted) as a (question, value)
      %9$s
      $q$,
      case when mark_by_person then 'f.person, f.companion' else 'null::uuid as person, null::uuid as companion' end,
      (
        select string_agg(
          format(
            ', coalesce(bit_or(1::bigint << (f.piece - %2$s)) filter (where f.p%1$s and f.piece between %2$s and %3$s), 0) as m%1$s_%4$s',
            number, word * width, (word + 1) * width - 1, word),
          '' order by number, word)
        from generate_subscripts(marks, 1) number, generate_series(0, words - 1) word
      ),
      piece, subject, report.kpi_facts_of(family, mark_by_person, known, own, filters),
      case when mark_by_person then
        'select m.subject' || (
          select string_agg(format(', bit_or(m.m%s_%s) as m%1$s_%2$s', s.number, word), '')
          from unnest(marks) with ordinality s (count, number), generate_series(0, words - 1) word
        ) || ' from mark m group by m.subject'
      else 'select m.* from mark m' end,
      case when mark_by_person then
        ', each as (select e.person, e.subject' || (
          select string_agg(format(', bit_or(e.m%s_%s) as m%1$s_%2$s', s.number, word), '')
          from unnest(marks) with ordinality s (count, number), generate_series(0, words - 1) word
        ) || ' from (select m.* from mark m where m.person is not null union all select m.subject, m.companion, null'
        || (
          select string_agg(format(', m.m%s_%s', s.number, word), '' order by s.number, word)
          from unnest(marks) with ordinality s (count, number), generate_series(0, words - 1) word
        ) || ' from mark m where m.companion is not null) e group by e.person, e.subject)'
      else '' end,
      report.kpi_counting(counts, from_days, to_days, base_from, base_to, uses, marks, days, width),
      case when mark_by_person then format(
        $q$
        union all
        select a.question, t.person, a.value, a.value
        from (select t.person, array[%s]::bigint[] as counted from each t group by t.person) t
        cross join lateral unnest($12::integer[], t.counted) as a (question, value)
        where a.value > 0 and ($13::boolean[])[a.question]
        $q$,
        report.kpi_counting(counts, from_days, to_days, base_from, base_to, uses, marks, days, width))
      else '' end,
      case when mark_by_person then ', r.person, r.companion' else '' end || (
        select string_agg(format(', %s as p%s', c.predicate, s.number), '' order by s.number)
        from unnest(marks) with ordinality s (count, number), report.kpi_count(s.count) c
      ),
      (select string_agg('f.p' || number, ' or ' order by number) from generate_subscripts(marks, 1) number),
      case when mark_by_person then ', f.person, f.companion' else '' end);
    return query execute statement
    using organization_id, instants[1], instants[cardinality(instants)], days[1], days[cardinality(days)], zone, as_known_at,
      salesperson_id, filter, days, instants,
      (
        select array_agg(q.number::integer order by q.number)
        from unnest(counts) with ordinality q (count, number)
        where q.count = any (marks)
      ),
      people;
  end if;
end
$_$;

CREATE FUNCTION report.kpi_moment(family text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $$
begin
  return case when family in ('sale', 'sale_ranked', 'expense') then 'day' else 'at' end;
end
$$;

CREATE FUNCTION report.kpi_refunds(as_known boolean) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $_$
begin
  return format(
    $q$(
      select back.refund_of, -sum(back.amount_cents) as total
      from sale back
      where back.organization_id = $1 and back.refund_of is not null and %s
      group by back.refund_of
    )$q$,
    report.standing('back', as_known));
end
$_$;

CREATE FUNCTION report.kpi_rows(organization_id uuid, count text, from_day date, to_day date, base_from date DEFAULT NULL::date, base_to date DEFAULT NULL::date, use text DEFAULT 'all'::text, filter jsonb DEFAULT '{}'::jsonb, as_known_at timestamp with time zone DEFAULT NULL::timestamp with time zone, salesperson_id uuid DEFAULT NULL::uuid) RETURNS TABLE(kind text, id uuid, prospect_id uuid, prospect text, at timestamp with time zone, detail text, amount_cents bigint)
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    SET work_mem TO '256MB'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $_$
#variable_conflict use_column
declare
  zone constant text := (select o.time_zone from organization o where o.organization_id = $1);
  chosen constant record := report.kpi_count(count);
  first_day constant date := least(from_day, base_from);
  last_day constant date := greatest(to_day, base_to);
begin
  return query execute format(
    $q$
    with fact as materialized (
      select r.id, r.prospect_id, r.at, r.detail, %2$s as subject, %3$s as amount_cents
      from (%1$s) r
      where %4$s
    )
    select %5$L, r.id, r.prospect_id, p.name, r.at, r.detail, r.amount_cents
    from (
      select distinct on (r.subject) r.*
      from fact r
      where r.at >= start_of_day($10, $6) and r.at < start_of_day($11, $6)
      order by r.subject, r.at, r.id
    ) r
    left join prospect p on p.organization_id = $1 and p.id = r.prospect_id
    where %6$s (
      r.subject in (
        select b.subject from fact b where b.at >= start_of_day($12, $6) and b.at < start_of_day($13, $6)))
    order by r.at, r.id
    $q$,
    report.kpi_facts_of(
      chosen.family, salesperson_id is not null, as_known_at is not null, salesperson_id is not null,
      coalesce((select array_agg(k order by k) from jsonb_object_keys(filter) k), '{}')),
    coalesce(chosen.subject, 'r.id'), coalesce(chosen.amount, 'r.amount'), chosen.predicate,
    case
      when chosen.family in ('conversation', 'cohort') then 'conversation'
      when chosen.family in ('opening', 'closing', 'entry') then 'opportunity'
      when chosen.family = 'sale_ranked' then 'sale'
      else chosen.family
    end,
    case use when 'both' then '' when 'new' then 'not' else 'true or' end)
  using organization_id, start_of_day(first_day, zone), start_of_day(last_day, zone), first_day, last_day, zone, as_known_at,
    salesperson_id, filter, from_day, to_day, base_from, base_to;
end
$_$;

CREATE FUNCTION report.kpi_touched(organization_id uuid, since timestamp with time zone) RETURNS TABLE(source text, day date)
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $_$
#variable_conflict use_column
declare
  zone constant text := (select o.time_zone from organization o where o.organization_id = $1);
begin
  return query
  with talk as (
    select c.prospect_id, c.occurred_at
    from conversation c
    where c.organization_id = $1 and c.recorded_at > $2
    union all
    select c.prospect_id, c.occurred_at from conversation c where c.organization_id = $1 and c.voided_at > $2
  ),
  moved as (
    select o.id from opportunity o where o.organization_id = $1 and o.recorded_at > $2
    union
    select o.id from opportunity o where o.organization_id = $1 and o.voided_at > $2
    union
    select x.opportunity_id from stage_change x where x.organization_id = $1 and x.recorded_at > $2
    union
    select x.opportunity_id from stage_change x where x.organization_id = $1 and x.voided_at > $2
  ),
  converted as (
    select v.prospect_id, v.converted_on from conversion v where v.organization_id = $1 and v.recorded_at > $2
    union all
    select v.prospect_id, v.converted_on from conversion v where v.organization_id = $1 and v.voided_at > $2
  ),
  sold as (
    select s.prospect_id, s.sold_on, s.refund_of from sale s where s.organization_id = $1 and s.recorded_at > $2
    union all
    select s.prospect_id, s.sold_on, s.refund_of from sale s where s.organization_id = $1 and s.voided_at > $2
  ),
  -- Whose talks are discussions, and whose orders are first ones, may have changed.
  customer as (
    select kept_prospect($1, c.prospect_id) as id from converted c
    union
    select kept_prospect($1, s.prospect_id) from sold s where s.prospect_id is not null
  ),
  whole as (
    select c.id from customer c
    union
    select m.prospect_id from customer c join prospect_merge m on m.organization_id = $1 and m.kept_id = c.id
  ),
  talker as (
    select kept_prospect($1, t.prospect_id) as id from talk t
    union
    select kept_prospect($1, c.prospect_id) from converted c
  ),
  met as (
    select t.id from talker t
    union
    select m.prospect_id from talker t join prospect_merge m on m.organization_id = $1 and m.kept_id = t.id
  ),
  buyer as (
    select kept_prospect($1, c.prospect_id) as id from converted c
  ),
  bought as (
    select b.id from buyer b
    union
    select m.prospect_id from buyer b join prospect_merge m on m.organization_id = $1 and m.kept_id = b.id
  )
  select distinct each.source, each.day
  from (
    select 'conversations' as source, (t.occurred_at at time zone zone)::date as day from talk t
    union all
    select 'conversations', (c.occurred_at at time zone zone)::date
    from bought b
    join conversation c on c.organization_id = $1 and c.prospect_id = b.id
    union all
    -- A cohort is entered with the first of all talks.
    select 'cohorts', (c.occurred_at at time zone zone)::date
    from met
    join conversation c on c.organization_id = $1 and c.prospect_id = met.id
    union all
    select 'opportunities', (o.opened_at at time zone zone)::date
    from moved
    join opportunity o on o.organization_id = $1 and o.id = moved.id
    where o.opened_at is not null
    union all
    select 'opportunities', (x.changed_at at time zone zone)::date
    from moved
    join stage_change x on x.organization_id = $1 and x.opportunity_id = moved.id
    union all
    select 'conversions', c.converted_on from converted c
    union all
    select 'sales', s.sold_on from sold s
    union all
    select 'sales', s.sold_on
    from sold
    join sale s on s.organization_id = $1 and s.id = sold.refund_of
    union all
    select 'customers', s.sold_on
    from whole
    join sale s on s.organization_id = $1 and s.prospect_id = whole.id
    union all
    select 'expenses', e.spent_on
    from expense e
    where e.organization_id = $1 and (e.recorded_at > $2 or e.voided_at > $2)
    union all
    select 'prospects', (p.recorded_at at time zone zone)::date
    from prospect p
    where p.organization_id = $1 and (p.recorded_at > $2 or p.voided_at > $2 or p.updated_at > $2) and p.source is not null
    union all
    select s.name, d.day::date
    from measurement m
    join series s on s.organization_id = $1 and s.id = m.series_id
    cross join lateral generate_series(m.from_day, m.to_day - 1, interval '1 day') d (day)
    where m.organization_id = $1 and (m.recorded_at > $2 or m.voided_at > $2)
    union all
    -- While there was no series, that was why there was no value, in every period.
    select s.name, null
    from series s
    where s.organization_id = $1 and s.recorded_at > $2
    union all
    select 'merges', null
    from prospect_merge m
    where m.organization_id = $1 and (m.recorded_at > $2 or m.voided_at > $2)
  ) each;
end
$_$;

CREATE FUNCTION report.kpi_values(organization_id uuid, counts text[], from_days date[], to_days date[], base_from date[], base_to date[], uses text[], people boolean[], filter jsonb DEFAULT '{}'::jsonb, as_known_at timestamp with time zone DEFAULT NULL::timestamp with time zone, salesperson_id uuid DEFAULT NULL::uuid) RETURNS TABLE(question integer, person_id uuid, value bigint, n bigint)
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    AS $_$
declare
  -- Where first orders are asked for, customers are counted in the same reading.
  sales constant text := case
    when exists (select from unnest(counts) q (count), report.kpi_count(q.count) c where c.family = 'sale_ranked') then 'sale_ranked'
    else 'sale'
  end;
  family text;
  numbers integer[];
begin
  -- The facts of a family are read once for all questions about them.
  for family, numbers in
    select case when c.family = 'sale' and c.subject is not null then sales else c.family end, array_agg(q.number::integer order by q.number)
    from unnest(counts) with ordinality q (count, number), report.kpi_count(q.count) c
    group by 1
    order by 1
  loop
    return query
    select numbers[v.question], v.person_id, v.value, v.n
    from report.kpi_family_values(
      $1, family,
      (select array_agg(counts[i] order by o) from unnest(numbers) with ordinality u (i, o)),
      (select array_agg(from_days[i] order by o) from unnest(numbers) with ordinality u (i, o)),
      (select array_agg(to_days[i] order by o) from unnest(numbers) with ordinality u (i, o)),
      (select array_agg(base_from[i] order by o) from unnest(numbers) with ordinality u (i, o)),
      (select array_agg(base_to[i] order by o) from unnest(numbers) with ordinality u (i, o)),
      (select array_agg(uses[i] order by o) from unnest(numbers) with ordinality u (i, o)),
      (select array_agg(people[i] order by o) from unnest(numbers) with ordinality u (i, o)),
      filter, as_known_at, salesperson_id) v;
  end loop;
end
$_$;

CREATE FUNCTION report.pipeline(organization_id uuid, day date, as_known_at timestamp with time zone DEFAULT NULL::timestamp with time zone, salesperson_id uuid DEFAULT NULL::uuid) RETURNS TABLE(stage_id uuid, stage text, stage_position integer, probability integer, is_open boolean, opportunities bigint, amount_cents bigint, weighted_hundredths bigint, without_amount bigint, days_in_stage_mean double precision, days_open_mean double precision, days_open_max integer)
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $_$
declare
  zone text := (select o.time_zone from organization o where o.organization_id = $1);
begin
  return query execute format(
    $q$
    with standing as (
      select r.stage_id, r.is_open, count(*) as opportunities, coalesce(sum(r.amount_cents), 0)::bigint as amount_cents,
        count(*) filter (where r.amount_cents is null) as without_amount,
        avg($5 - 1 - (r.since at time zone $6)::date)::double precision as days_in_stage_mean,
        avg($5 - 1 - (r.opened_at at time zone $6)::date)::double precision as days_open_mean,
        max($5 - 1 - (r.opened_at at time zone $6)::date) as days_open_max
      from (%s) r
      group by r.stage_id, r.is_open
    )
    select s.id, s.name, s.position, s.probability, coalesce(r.is_open, true), coalesce(r.opportunities, 0),
      coalesce(r.amount_cents, 0), coalesce(r.amount_cents, 0) * s.probability, coalesce(r.without_amount, 0),
      r.days_in_stage_mean, r.days_open_mean, r.days_open_max
    from (select s.* from stage s where s.organization_id = $1 and s.kind = 'open') s
    full join standing r on r.stage_id = s.id
    order by s.position, s.name, r.is_open desc
    $q$,
    report.conversion_rows_of('standing', 'salesperson', as_known_at is not null, salesperson_id is not null))
  using organization_id, start_of_day(day, zone), start_of_day(day, zone), day, day, zone, as_known_at, salesperson_id;
end
$_$;

CREATE FUNCTION report.plan_activity(organization_id uuid, from_day date, to_day date, own uuid) RETURNS TABLE(day date, salesperson_id uuid, companion_id uuid, channel text, conversations bigint)
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    AS $$
#variable_conflict use_column
declare
  zone constant text := (select o.time_zone from organization o where o.organization_id = plan_activity.organization_id);
begin
  return query
  select (c.occurred_at at time zone zone)::date, c.salesperson_id, c.companion_id, c.channel, count(*)
  from conversation c
  where c.organization_id = plan_activity.organization_id
    and c.voided_at is null
    and c.occurred_at >= start_of_day(plan_activity.from_day, zone)
    and c.occurred_at < start_of_day(plan_activity.to_day, zone)
    and (plan_activity.own is null or plan_activity.own in (c.salesperson_id, c.companion_id))
  group by 1, 2, 3, 4;
end
$$;

CREATE FUNCTION report.plan_calls(organization_id uuid, from_day date, to_day date, channels text[], consent_since date, own uuid) RETURNS TABLE(id uuid, day date, channel text, opposed boolean, total bigint)
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    AS $$
#variable_conflict use_column
declare
  zone constant text := (select o.time_zone from organization o where o.organization_id = plan_calls.organization_id);
begin
  return query
  with merged as (
    select distinct on (m.prospect_id) m.prospect_id, m.kept_id
    from prospect_merge m
    where m.organization_id = plan_calls.organization_id
      and m.voided_at is null
    order by m.prospect_id, m.recorded_at desc
  ),
  call as (
    select c.id, c.occurred_at, c.channel, coalesce(p.opposed_at < c.occurred_at, false) as opposed
    from conversation c
    left join merged on merged.prospect_id = c.prospect_id
    join prospect p on p.organization_id = plan_calls.organization_id and p.id = coalesce(merged.kept_id, c.prospect_id)
    where c.organization_id = plan_calls.organization_id
      and c.voided_at is null
      and c.occurred_at >= start_of_day(plan_calls.from_day, zone)
      and c.occurred_at < start_of_day(plan_calls.to_day, zone)
      and c.channel = any (plan_calls.channels)
      and (plan_calls.own is null or plan_calls.own in (c.salesperson_id, c.companion_id))
      and (
        p.opposed_at < c.occurred_at
        or c.occurred_at >= start_of_day(plan_calls.consent_since, zone) and p.siret is null and p.vat_number is null)
  )
  select n.id, (n.occurred_at at time zone zone)::date, n.channel, n.opposed, n.total
  from (
    select c.*, count(*) over (partition by c.opposed) as total,
      row_number() over (partition by c.opposed order by c.occurred_at, c.id) as number
    from call c
  ) n
  where n.number <= 1000
  order by n.occurred_at, n.id;
end
$$;

CREATE FUNCTION report.plan_imports(organization_id uuid, from_day date, to_day date) RETURNS TABLE(id uuid, kind text, file_name text, day date, recorded bigint)
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    AS $$
#variable_conflict use_column
declare
  zone constant text := (select o.time_zone from organization o where o.organization_id = plan_imports.organization_id);
begin
  return query
  select i.id, i.kind, i.file_name, (i.recorded_at at time zone zone)::date, i.recorded
  from import_run i
  where i.organization_id = plan_imports.organization_id
    and i.voided_at is null
    and i.recorded > 0
    and i.recorded_at < start_of_day(plan_imports.to_day, zone)
    and exists (
      select
      from import_run earlier
      where earlier.organization_id = plan_imports.organization_id
        and earlier.voided_at is null
        and earlier.recorded > 0
        and earlier.kind = i.kind
        and earlier.system = i.system
        and earlier.file_name = i.file_name
        and earlier.read = i.read
        and (earlier.recorded_at, earlier.id) < (i.recorded_at, i.id))
    and i.recorded_at >= start_of_day(plan_imports.from_day, zone);
end
$$;

CREATE FUNCTION report.plan_measured_weeks(organization_id uuid, from_day date, to_day date) RETURNS TABLE(week date)
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    AS $$
#variable_conflict use_column
begin
  return query
  select distinct date_trunc('week', m.from_day)::date
  from measurement m
  where m.organization_id = plan_measured_weeks.organization_id
    and m.voided_at is null
    and m.from_day >= plan_measured_weeks.from_day
    and m.from_day < plan_measured_weeks.to_day;
end
$$;

CREATE FUNCTION report.plan_series(organization_id uuid, until date) RETURNS TABLE(name text, kind text, label text, last_day date, last_id uuid, figures bigint, negative_ids uuid[], overlapping_ids uuid[])
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    AS $$
#variable_conflict use_column
begin
  return query
  select s.name, s.kind, case when s.kind = 'stock' then m.label end, max(m.to_day) - 1,
    (array_agg(m.id order by m.to_day desc, m.id desc))[1], count(m.id),
    coalesce(array_agg(m.id order by m.from_day) filter (where m.value < 0), '{}'),
    coalesce(array_agg(m.id order by m.from_day) filter (where s.kind = 'flow' and m.from_day < m.before), '{}')
  from series s
  join (
    select m.*, max(m.to_day) over (
      partition by m.series_id, m.label, m.place order by m.from_day, m.to_day
      rows between unbounded preceding and 1 preceding) as before
    from measurement m
    where m.organization_id = plan_series.organization_id
      and m.voided_at is null
      and m.from_day < plan_series.until
  ) m on m.series_id = s.id
  where s.organization_id = plan_series.organization_id
  group by s.name, s.kind, case when s.kind = 'stock' then m.label end
  order by s.name, 3;
end
$$;

CREATE FUNCTION report.plan_spend(organization_id uuid, from_day date, to_day date, own uuid) RETURNS TABLE(action text, spent_on date, amount_cents bigint, expenses bigint)
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    AS $$
#variable_conflict use_column
begin
  return query
  select e.action, e.spent_on, sum(e.amount_cents)::bigint, count(*)
  from expense e
  where e.organization_id = plan_spend.organization_id
    and e.voided_at is null
    and e.spent_on >= plan_spend.from_day
    and e.spent_on < plan_spend.to_day
    and (plan_spend.own is null or e.salesperson_id = plan_spend.own)
  group by e.action, e.spent_on
  order by e.spent_on, e.action;
end
$$;

CREATE FUNCTION report.prospects_without_purchase(organization_id uuid, from_day date, to_day date, bands bigint[], as_known_at timestamp with time zone DEFAULT NULL::timestamp with time zone, salesperson_id uuid DEFAULT NULL::uuid) RETURNS TABLE(band integer, prospects bigint, potential_cents bigint)
    LANGUAGE plpgsql STABLE
    SET role TO 'filon_reports'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $_$
#variable_conflict use_column
begin
  return query
  with merged as (
    select distinct on (m.prospect_id) m.prospect_id, m.kept_id
    from prospect_merge m
    where m.organization_id = $1
      and (case when $5 is null then m.voided_at is null
        else m.recorded_at <= $5 and (m.voided_at is null or m.voided_at > $5) end)
    order by m.prospect_id, m.recorded_at desc
  ),
  customer as (
    select coalesce(m.kept_id, s.prospect_id) as id
    from sale s
    left join merged m on m.prospect_id = s.prospect_id
    where s.organization_id = $1
      and s.sold_on >= $2
      and s.sold_on < $3
      and s.prospect_id is not null
      and (case when $5 is null then s.voided_at is null
        else s.recorded_at <= $5 and (s.voided_at is null or s.voided_at > $5) end)
    union
    select v.prospect_id
    from conversion v
    where v.organization_id = $1
      and v.converted_on < $3
      and (case when $5 is null then v.voided_at is null
        else v.recorded_at <= $5 and (v.voided_at is null or v.voided_at > $5) end)
  ),
  banded as (
    select p.potential_cents,
      case when p.potential_cents is not null then 1 + (
        select count(*)::integer from unnest($4) as bound where p.potential_cents < bound) end as band
    from prospect p
    where p.organization_id = $1
      and (case when $5 is null then p.voided_at is null
        else p.recorded_at <= $5 and (p.voided_at is null or p.voided_at > $5) end)
      and ($6 is null or p.owner_id = $6)
      and not exists (select from merged m where m.prospect_id = p.id)
      and not exists (select from customer c where c.id = p.id)
  )
  select b.band, count(*), coalesce(sum(b.potential_cents), 0)::bigint
  from banded b
  group by b.band
  order by b.band nulls last;
end
$_$;

CREATE FUNCTION report.standing(subject text, as_known boolean) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $_$
begin
  return case
    when as_known then format('(%1$s.recorded_at <= $7 and (%1$s.voided_at is null or %1$s.voided_at > $7))', subject)
    else format('%s.voided_at is null', subject)
  end;
end
$_$;

CREATE TABLE public.abc_assignment (
    organization_id uuid NOT NULL,
    run_id uuid NOT NULL,
    prospect_id uuid NOT NULL,
    class text NOT NULL,
    CONSTRAINT abc_assignment_class CHECK ((class = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'F'::text])))
);

CREATE TABLE public.abc_run (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    criterion text NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    threshold_a integer NOT NULL,
    threshold_b integer NOT NULL,
    rule text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT abc_run_criterion CHECK ((criterion = ANY (ARRAY['revenue'::text, 'margin'::text, 'orders'::text]))),
    CONSTRAINT abc_run_rule CHECK ((rule = ANY (ARRAY['strict'::text, 'cumulative'::text]))),
    CONSTRAINT abc_run_thresholds CHECK (((0 < threshold_a) AND (threshold_a < threshold_b) AND (threshold_b <= 10000))),
    CONSTRAINT abc_run_window CHECK ((from_day < to_day))
);

CREATE TABLE public.abc_value (
    organization_id uuid NOT NULL,
    run_id uuid NOT NULL,
    prospect_id uuid NOT NULL,
    value bigint NOT NULL,
    orders bigint NOT NULL
);

CREATE TABLE public.app_user (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    disabled_at timestamp with time zone,
    CONSTRAINT app_user_email CHECK (((email = lower(email)) AND ((length(email) >= 3) AND (length(email) <= 254)))),
    CONSTRAINT app_user_name CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

CREATE TABLE public.conversation (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    prospect_id uuid NOT NULL,
    salesperson_id uuid,
    companion_id uuid,
    opportunity_id uuid,
    channel text NOT NULL,
    outcome text NOT NULL,
    discussion boolean GENERATED ALWAYS AS ((outcome <> ALL (ARRAY['absent'::text, 'no_answer'::text]))) STORED NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    minutes integer,
    note text,
    next_step text,
    next_on date,
    system text COLLATE pg_catalog."C",
    reference text COLLATE pg_catalog."C",
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    keeps_next boolean DEFAULT false NOT NULL,
    CONSTRAINT conversation_channel CHECK ((channel = ANY (ARRAY['field'::text, 'shop'::text, 'trade_show'::text, 'outbound_call'::text, 'inbound_call'::text, 'email'::text, 'sms'::text, 'website'::text, 'social'::text, 'referral'::text, 'distributor'::text, 'video'::text]))),
    CONSTRAINT conversation_companion CHECK ((companion_id <> salesperson_id)),
    CONSTRAINT conversation_minutes CHECK (((minutes >= 0) AND (minutes <= 1440))),
    CONSTRAINT conversation_next CHECK ((((next_on IS NOT NULL) OR (next_step IS NULL)) AND (length(next_step) <= 500))),
    CONSTRAINT conversation_note CHECK ((length(note) <= 10000)),
    CONSTRAINT conversation_outcome CHECK ((outcome = ANY (ARRAY['absent'::text, 'no_answer'::text, 'refused'::text, 'opposed'::text, 'call_back'::text, 'wrong_contact'::text, 'out_of_target'::text, 'interested'::text, 'documentation_left'::text, 'appointment'::text, 'quote_requested'::text, 'trial'::text, 'sold'::text, 'already_customer'::text, 'complaint'::text]))),
    CONSTRAINT conversation_reference CHECK ((((reference IS NULL) = (system IS NULL)) AND (length(reference) <= 300))),
    CONSTRAINT conversation_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.conversion (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    prospect_id uuid NOT NULL,
    opportunity_id uuid,
    sale_id uuid,
    channel text,
    converted_on date NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT conversion_channel CHECK ((channel = ANY (ARRAY['field'::text, 'shop'::text, 'trade_show'::text, 'outbound_call'::text, 'inbound_call'::text, 'email'::text, 'sms'::text, 'website'::text, 'social'::text, 'referral'::text, 'distributor'::text, 'video'::text]))),
    CONSTRAINT conversion_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.conversion_credit (
    organization_id uuid NOT NULL,
    conversion_id uuid NOT NULL,
    salesperson_id uuid NOT NULL,
    parts integer NOT NULL,
    CONSTRAINT conversion_credit_parts CHECK (((parts >= 1) AND (parts <= 10000)))
);

CREATE TABLE public.expense (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    spent_on date NOT NULL,
    amount_cents bigint NOT NULL,
    category text,
    acquisition boolean NOT NULL,
    action text,
    salesperson_id uuid,
    note text,
    system text COLLATE pg_catalog."C",
    reference text COLLATE pg_catalog."C",
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT expense_action CHECK (((length(action) >= 1) AND (length(action) <= 200))),
    CONSTRAINT expense_category CHECK (((length(category) >= 1) AND (length(category) <= 100))),
    CONSTRAINT expense_note CHECK ((length(note) <= 10000)),
    CONSTRAINT expense_reference CHECK ((((reference IS NULL) = (system IS NULL)) AND (length(reference) <= 300))),
    CONSTRAINT expense_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.follow_up (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    prospect_id uuid NOT NULL,
    salesperson_id uuid,
    planned_at timestamp with time zone NOT NULL,
    next_step text,
    next_on date,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT follow_up_next CHECK ((((next_on IS NOT NULL) OR (next_step IS NULL)) AND (length(next_step) <= 500)))
);

CREATE TABLE public.import_rejection (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line bigint NOT NULL,
    field text,
    reason text NOT NULL,
    record text NOT NULL,
    CONSTRAINT import_rejection_line CHECK ((line > 0))
);

CREATE TABLE public.import_run (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    system text NOT NULL COLLATE pg_catalog."C",
    file_name text NOT NULL,
    reading jsonb NOT NULL,
    read bigint NOT NULL,
    recorded bigint NOT NULL,
    repeated bigint NOT NULL,
    rejected bigint NOT NULL,
    made_up jsonb NOT NULL,
    created jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT import_run_counts CHECK (((read >= 0) AND (recorded >= 0) AND (repeated >= 0) AND (rejected >= 0))),
    CONSTRAINT import_run_kind CHECK ((kind = ANY (ARRAY['prospects'::text, 'opportunities'::text, 'conversations'::text, 'sales'::text, 'expenses'::text, 'measurements'::text]))),
    CONSTRAINT import_run_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.kpi_feed (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    plan_id uuid NOT NULL,
    version integer NOT NULL,
    through_day date NOT NULL,
    known_at timestamp with time zone NOT NULL,
    computed integer NOT NULL,
    created integer NOT NULL,
    changed integer NOT NULL,
    drifted integer NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT kpi_feed_counts CHECK (((created >= 0) AND (changed >= 0) AND (drifted >= 0) AND (computed >= ((created + changed) + drifted))))
);

CREATE TABLE public.kpi_value (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    plan_id uuid NOT NULL,
    kpi text NOT NULL,
    salesperson_id uuid,
    grain text NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    revision integer NOT NULL,
    feed_id uuid NOT NULL,
    numerator bigint,
    denominator bigint,
    value bigint,
    unit text NOT NULL,
    n bigint NOT NULL,
    status text NOT NULL,
    reason_fr text,
    reason_en text,
    drift boolean NOT NULL,
    known_at timestamp with time zone NOT NULL,
    provenance jsonb NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    exact double precision,
    CONSTRAINT kpi_value_days CHECK ((from_day < to_day)),
    CONSTRAINT kpi_value_grain CHECK ((grain = ANY (ARRAY['plan'::text, 'year'::text, 'quarter'::text, 'month'::text, 'week'::text]))),
    CONSTRAINT kpi_value_reason CHECK ((((value IS NULL) = (reason_fr IS NOT NULL)) AND ((reason_fr IS NULL) = (reason_en IS NULL)))),
    CONSTRAINT kpi_value_revision CHECK ((revision >= 1)),
    CONSTRAINT kpi_value_status CHECK ((status = ANY (ARRAY['provisional'::text, 'final'::text]))),
    CONSTRAINT kpi_value_unit CHECK ((unit = ANY (ARRAY['count'::text, 'money'::text, 'rate'::text, 'number'::text])))
);

CREATE TABLE public.measurement (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    series_id uuid NOT NULL,
    label text,
    place text,
    from_day date NOT NULL,
    to_day date NOT NULL,
    value bigint NOT NULL,
    note text,
    system text COLLATE pg_catalog."C",
    reference text COLLATE pg_catalog."C",
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT measurement_days CHECK (((from_day < to_day) AND ((to_day - from_day) <= 366))),
    CONSTRAINT measurement_label CHECK (((length(label) >= 1) AND (length(label) <= 300))),
    CONSTRAINT measurement_note CHECK ((length(note) <= 10000)),
    CONSTRAINT measurement_place CHECK (((length(place) >= 1) AND (length(place) <= 100))),
    CONSTRAINT measurement_reference CHECK ((((reference IS NULL) = (system IS NULL)) AND (length(reference) <= 300))),
    CONSTRAINT measurement_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.membership (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL,
    salesperson_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    CONSTRAINT membership_role CHECK ((role = ANY (ARRAY['director'::text, 'salesperson'::text, 'viewer'::text]))),
    CONSTRAINT membership_somebody CHECK (((role <> 'salesperson'::text) OR (salesperson_id IS NOT NULL)))
);

CREATE TABLE public.opportunity (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    prospect_id uuid NOT NULL,
    salesperson_id uuid,
    title text,
    source text,
    channel text,
    amount_cents bigint,
    opened_at timestamp with time zone,
    expected_on date,
    note text,
    stage_id uuid NOT NULL,
    stage_kind text NOT NULL,
    stage_since timestamp with time zone NOT NULL,
    changes integer NOT NULL,
    closed_at timestamp with time zone,
    system text COLLATE pg_catalog."C",
    reference text COLLATE pg_catalog."C",
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT opportunity_amount CHECK ((amount_cents >= 0)),
    CONSTRAINT opportunity_channel CHECK ((channel = ANY (ARRAY['field'::text, 'shop'::text, 'trade_show'::text, 'outbound_call'::text, 'inbound_call'::text, 'email'::text, 'sms'::text, 'website'::text, 'social'::text, 'referral'::text, 'distributor'::text, 'video'::text]))),
    CONSTRAINT opportunity_closed CHECK (((stage_kind = 'open'::text) = (closed_at IS NULL))),
    CONSTRAINT opportunity_note CHECK ((length(note) <= 10000)),
    CONSTRAINT opportunity_reference CHECK ((((reference IS NULL) = (system IS NULL)) AND (length(reference) <= 300))),
    CONSTRAINT opportunity_source CHECK (((length(source) >= 1) AND (length(source) <= 100))),
    CONSTRAINT opportunity_title CHECK ((length(title) <= 200)),
    CONSTRAINT opportunity_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.organization (
    organization_id uuid NOT NULL,
    slug text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    currency text NOT NULL,
    time_zone text NOT NULL,
    language text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT organization_currency CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT organization_id_follows_slug CHECK ((organization_id = public.organization_id_of(slug))),
    CONSTRAINT organization_language CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
    CONSTRAINT organization_name CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT organization_slug CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 63)))
);

CREATE TABLE public.plan (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    slug text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    parent_id uuid,
    from_day date NOT NULL,
    to_day date NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT plan_days CHECK ((from_day < to_day)),
    CONSTRAINT plan_name CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT plan_not_its_own_parent CHECK ((parent_id <> id)),
    CONSTRAINT plan_slug CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 63))),
    CONSTRAINT plan_version CHECK ((version >= 1))
);

CREATE TABLE public.plan_closing (
    organization_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    name text NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    closed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT plan_closing_days CHECK ((from_day < to_day))
);

CREATE TABLE public.plan_version (
    organization_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    number integer NOT NULL,
    document jsonb NOT NULL,
    source text NOT NULL,
    base integer,
    applied_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT plan_version_base CHECK (((base >= 1) AND (base < number))),
    CONSTRAINT plan_version_number CHECK ((number >= 1)),
    CONSTRAINT plan_version_source CHECK ((length(source) <= 1048576))
);

CREATE TABLE public.prospect (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    unnamed boolean DEFAULT false NOT NULL,
    contact_name text,
    email text,
    email_key text COLLATE pg_catalog."C",
    phone text,
    phone_key text COLLATE pg_catalog."C",
    siret text COLLATE pg_catalog."C",
    vat_number text,
    naf_code text,
    address text,
    postal_code text,
    city text,
    country text DEFAULT 'FR'::text NOT NULL,
    source text,
    owner_id uuid,
    potential_cents bigint,
    note text,
    next_step text,
    next_on date,
    next_set_at timestamp with time zone,
    system text COLLATE pg_catalog."C",
    reference text COLLATE pg_catalog."C",
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    next_salesperson_id uuid,
    opposed_at timestamp with time zone,
    CONSTRAINT prospect_address CHECK ((length(address) <= 500)),
    CONSTRAINT prospect_city CHECK ((length(city) <= 100)),
    CONSTRAINT prospect_contact_name CHECK ((length(contact_name) <= 200)),
    CONSTRAINT prospect_country CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT prospect_email CHECK (((length(email) <= 254) AND ((email IS NULL) = (email_key IS NULL)))),
    CONSTRAINT prospect_naf_code CHECK ((length(naf_code) <= 10)),
    CONSTRAINT prospect_name CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT prospect_next CHECK ((((next_on IS NULL) = (next_set_at IS NULL)) AND ((next_on IS NOT NULL) OR (next_step IS NULL)) AND (length(next_step) <= 500))),
    CONSTRAINT prospect_note CHECK ((length(note) <= 10000)),
    CONSTRAINT prospect_phone CHECK (((length(phone) <= 60) AND ((phone IS NOT NULL) OR (phone_key IS NULL)))),
    CONSTRAINT prospect_postal_code CHECK ((length(postal_code) <= 12)),
    CONSTRAINT prospect_potential CHECK ((potential_cents >= 0)),
    CONSTRAINT prospect_reference CHECK ((((reference IS NULL) = (system IS NULL)) AND (length(reference) <= 300))),
    CONSTRAINT prospect_siret CHECK ((siret ~ '^[0-9]{14}$'::text)),
    CONSTRAINT prospect_source CHECK (((length(source) >= 1) AND (length(source) <= 100))),
    CONSTRAINT prospect_vat_number CHECK ((length(vat_number) <= 20)),
    CONSTRAINT prospect_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.prospect_merge (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    merge_id uuid NOT NULL,
    prospect_id uuid NOT NULL,
    kept_id uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT prospect_merge_two CHECK ((prospect_id <> kept_id)),
    CONSTRAINT prospect_merge_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.sale (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    prospect_id uuid,
    salesperson_id uuid,
    opportunity_id uuid,
    conversation_id uuid,
    kind text NOT NULL,
    refund_of uuid,
    sold_on date NOT NULL,
    amount_cents bigint NOT NULL,
    margin_cents bigint,
    channel text,
    note text,
    system text COLLATE pg_catalog."C",
    reference text COLLATE pg_catalog."C",
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT sale_channel CHECK ((channel = ANY (ARRAY['field'::text, 'shop'::text, 'trade_show'::text, 'outbound_call'::text, 'inbound_call'::text, 'email'::text, 'sms'::text, 'website'::text, 'social'::text, 'referral'::text, 'distributor'::text, 'video'::text]))),
    CONSTRAINT sale_kind CHECK ((((kind = 'sale'::text) AND (amount_cents >= 0) AND (refund_of IS NULL)) OR ((kind = 'refund'::text) AND (amount_cents < 0)))),
    CONSTRAINT sale_note CHECK ((length(note) <= 10000)),
    CONSTRAINT sale_reference CHECK ((((reference IS NULL) = (system IS NULL)) AND (length(reference) <= 300))),
    CONSTRAINT sale_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.salesperson (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    profile text,
    team_id uuid,
    active_from date,
    active_until date,
    trained_from date,
    trained_until date,
    import_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT salesperson_active CHECK ((active_from < active_until)),
    CONSTRAINT salesperson_name CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT salesperson_profile CHECK ((profile = ANY (ARRAY['opener'::text, 'hunter'::text, 'farmer'::text]))),
    CONSTRAINT salesperson_trained CHECK ((trained_from < trained_until))
);

CREATE TABLE public.series (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    unit text NOT NULL,
    kind text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT series_kind CHECK ((kind = ANY (ARRAY['flow'::text, 'event'::text, 'stock'::text]))),
    CONSTRAINT series_name CHECK ((name ~ '^[a-z][a-z0-9_]{0,62}$'::text)),
    CONSTRAINT series_unit CHECK ((unit = ANY (ARRAY['count'::text, 'money'::text, 'money_with_tax'::text])))
);

CREATE TABLE public.stage (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    probability integer NOT NULL,
    import_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT stage_kind CHECK ((kind = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text, 'abandoned'::text]))),
    CONSTRAINT stage_name CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT stage_probability CHECK ((((probability >= 0) AND (probability <= 100)) AND ((kind <> 'won'::text) OR (probability = 100)) AND ((kind <> ALL (ARRAY['lost'::text, 'abandoned'::text])) OR (probability = 0))))
);

CREATE TABLE public.stage_change (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    opportunity_id uuid NOT NULL,
    number integer NOT NULL,
    stage_id uuid NOT NULL,
    kind text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    undated boolean DEFAULT false NOT NULL,
    salesperson_id uuid,
    amount_cents bigint,
    loss_reason text,
    competitor text,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    restated boolean DEFAULT false NOT NULL,
    CONSTRAINT stage_change_kind CHECK ((kind = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text, 'abandoned'::text]))),
    CONSTRAINT stage_change_loss CHECK ((((kind = ANY (ARRAY['lost'::text, 'abandoned'::text])) OR ((loss_reason IS NULL) AND (competitor IS NULL))) AND (length(loss_reason) <= 200) AND (length(competitor) <= 200))),
    CONSTRAINT stage_change_number CHECK ((number > 0)),
    CONSTRAINT stage_change_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);

CREATE TABLE public.team (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT team_name CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

ALTER TABLE ONLY public.abc_assignment
    ADD CONSTRAINT abc_assignment_pk PRIMARY KEY (organization_id, run_id, prospect_id);

ALTER TABLE ONLY public.abc_run
    ADD CONSTRAINT abc_run_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.abc_value
    ADD CONSTRAINT abc_value_pk PRIMARY KEY (organization_id, run_id, prospect_id);

ALTER TABLE ONLY public.app_user
    ADD CONSTRAINT app_user_email_once UNIQUE (organization_id, email);

ALTER TABLE ONLY public.app_user
    ADD CONSTRAINT app_user_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT conversation_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.conversion_credit
    ADD CONSTRAINT conversion_credit_pk PRIMARY KEY (organization_id, conversion_id, salesperson_id);

ALTER TABLE ONLY public.conversion
    ADD CONSTRAINT conversion_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.expense
    ADD CONSTRAINT expense_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.follow_up
    ADD CONSTRAINT follow_up_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.import_rejection
    ADD CONSTRAINT import_rejection_pk PRIMARY KEY (organization_id, import_id, line);

ALTER TABLE ONLY public.import_run
    ADD CONSTRAINT import_run_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.kpi_feed
    ADD CONSTRAINT kpi_feed_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.kpi_value
    ADD CONSTRAINT kpi_value_once UNIQUE NULLS NOT DISTINCT (organization_id, plan_id, kpi, grain, from_day, to_day, salesperson_id, revision);

ALTER TABLE ONLY public.kpi_value
    ADD CONSTRAINT kpi_value_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.measurement
    ADD CONSTRAINT measurement_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.opportunity
    ADD CONSTRAINT opportunity_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.organization
    ADD CONSTRAINT organization_pk PRIMARY KEY (organization_id);

ALTER TABLE ONLY public.plan_closing
    ADD CONSTRAINT plan_closing_pk PRIMARY KEY (organization_id, plan_id, name);

ALTER TABLE ONLY public.plan
    ADD CONSTRAINT plan_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.plan
    ADD CONSTRAINT plan_slug_once UNIQUE (organization_id, slug);

ALTER TABLE ONLY public.plan_version
    ADD CONSTRAINT plan_version_pk PRIMARY KEY (organization_id, plan_id, number);

ALTER TABLE ONLY public.prospect_merge
    ADD CONSTRAINT prospect_merge_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.prospect
    ADD CONSTRAINT prospect_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.salesperson
    ADD CONSTRAINT salesperson_name_once UNIQUE (organization_id, name_key);

ALTER TABLE ONLY public.salesperson
    ADD CONSTRAINT salesperson_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.series
    ADD CONSTRAINT series_name_once UNIQUE (organization_id, name);

ALTER TABLE ONLY public.series
    ADD CONSTRAINT series_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.stage_change
    ADD CONSTRAINT stage_change_number_once UNIQUE (organization_id, opportunity_id, number);

ALTER TABLE ONLY public.stage_change
    ADD CONSTRAINT stage_change_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.stage
    ADD CONSTRAINT stage_name_once UNIQUE (organization_id, name_key);

ALTER TABLE ONLY public.stage
    ADD CONSTRAINT stage_pk PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.team
    ADD CONSTRAINT team_name_once UNIQUE (organization_id, name_key);

ALTER TABLE ONLY public.team
    ADD CONSTRAINT team_pk PRIMARY KEY (organization_id, id);

CREATE INDEX abc_assignment_by_prospect ON public.abc_assignment USING btree (organization_id, prospect_id);

CREATE INDEX abc_run_recorded ON public.abc_run USING btree (organization_id, recorded_at DESC, id DESC);

CREATE INDEX conversation_by_import ON public.conversation USING btree (organization_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX conversation_by_prospect ON public.conversation USING btree (organization_id, prospect_id, occurred_at);

CREATE INDEX conversation_by_recording ON public.conversation USING brin (organization_id, recorded_at);

CREATE INDEX conversation_by_time ON public.conversation USING btree (organization_id, occurred_at) INCLUDE (salesperson_id, companion_id, prospect_id, discussion) WHERE (voided_at IS NULL);

CREATE INDEX conversation_by_voiding ON public.conversation USING btree (organization_id, voided_at) WHERE (voided_at IS NOT NULL);

CREATE INDEX conversation_opposition ON public.conversation USING btree (organization_id, prospect_id, occurred_at) WHERE ((outcome = 'opposed'::text) AND (voided_at IS NULL));

CREATE UNIQUE INDEX conversation_reference_once ON public.conversation USING btree (organization_id, system, reference) WHERE ((reference IS NOT NULL) AND (voided_at IS NULL));

CREATE INDEX conversion_by_day ON public.conversion USING btree (organization_id, converted_on);

CREATE INDEX conversion_by_prospect ON public.conversion USING btree (organization_id, prospect_id) INCLUDE (converted_on, recorded_at, voided_at);

CREATE INDEX conversion_by_recording ON public.conversion USING brin (organization_id, recorded_at);

CREATE INDEX conversion_by_voiding ON public.conversion USING btree (organization_id, voided_at) WHERE (voided_at IS NOT NULL);

CREATE UNIQUE INDEX conversion_once ON public.conversion USING btree (organization_id, prospect_id) WHERE (voided_at IS NULL);

CREATE INDEX expense_by_day ON public.expense USING btree (organization_id, spent_on) WHERE (voided_at IS NULL);

CREATE INDEX expense_by_import ON public.expense USING btree (organization_id, import_id) WHERE (import_id IS NOT NULL);

CREATE UNIQUE INDEX expense_reference_once ON public.expense USING btree (organization_id, system, reference) WHERE ((reference IS NOT NULL) AND (voided_at IS NULL));

CREATE INDEX follow_up_by_prospect ON public.follow_up USING btree (organization_id, prospect_id, planned_at);

CREATE INDEX import_run_recorded ON public.import_run USING btree (organization_id, recorded_at DESC, id DESC);

CREATE INDEX kpi_feed_by_plan ON public.kpi_feed USING btree (organization_id, plan_id, known_at DESC);

CREATE INDEX measurement_by_day ON public.measurement USING btree (organization_id, series_id, from_day) WHERE (voided_at IS NULL);

CREATE INDEX measurement_by_import ON public.measurement USING btree (organization_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX measurement_long ON public.measurement USING btree (organization_id, series_id, from_day) WHERE ((to_day > (from_day + 1)) AND (voided_at IS NULL));

CREATE UNIQUE INDEX measurement_once ON public.measurement USING btree (organization_id, series_id, from_day, to_day, label, place) NULLS NOT DISTINCT WHERE ((reference IS NULL) AND (voided_at IS NULL));

CREATE INDEX measurement_recent ON public.measurement USING btree (organization_id, from_day DESC, id DESC) WHERE (voided_at IS NULL);

CREATE UNIQUE INDEX measurement_reference_once ON public.measurement USING btree (organization_id, series_id, system, reference) WHERE ((reference IS NOT NULL) AND (voided_at IS NULL));

CREATE UNIQUE INDEX membership_user_once ON public.membership USING btree (organization_id, user_id) WHERE (voided_at IS NULL);

CREATE INDEX opportunity_by_closing ON public.opportunity USING btree (organization_id, closed_at) WHERE (closed_at IS NOT NULL);

CREATE INDEX opportunity_by_import ON public.opportunity USING btree (organization_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX opportunity_by_opening ON public.opportunity USING btree (organization_id, opened_at) INCLUDE (salesperson_id, prospect_id) WHERE (voided_at IS NULL);

CREATE INDEX opportunity_by_prospect ON public.opportunity USING btree (organization_id, prospect_id, closed_at);

CREATE INDEX opportunity_by_recording ON public.opportunity USING brin (organization_id, recorded_at);

CREATE INDEX opportunity_by_voiding ON public.opportunity USING btree (organization_id, voided_at) WHERE (voided_at IS NOT NULL);

CREATE INDEX opportunity_open ON public.opportunity USING btree (organization_id, stage_id, id) WHERE ((closed_at IS NULL) AND (voided_at IS NULL));

CREATE UNIQUE INDEX opportunity_reference_once ON public.opportunity USING btree (organization_id, system, reference) WHERE (voided_at IS NULL);

CREATE INDEX plan_by_parent ON public.plan USING btree (organization_id, parent_id) WHERE (parent_id IS NOT NULL);

CREATE INDEX prospect_by_email ON public.prospect USING btree (organization_id, email_key) WHERE (email_key IS NOT NULL);

CREATE INDEX prospect_by_import ON public.prospect USING btree (organization_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX prospect_by_name ON public.prospect USING btree (organization_id, name_key, id) WHERE (voided_at IS NULL);

CREATE INDEX prospect_by_next ON public.prospect USING btree (organization_id, next_on, id) WHERE (next_on IS NOT NULL);

CREATE INDEX prospect_by_owner ON public.prospect USING btree (organization_id, owner_id, name_key, id) WHERE (voided_at IS NULL);

CREATE INDEX prospect_by_phone ON public.prospect USING btree (organization_id, phone_key) WHERE (phone_key IS NOT NULL);

CREATE INDEX prospect_by_siret ON public.prospect USING btree (organization_id, siret) WHERE (siret IS NOT NULL);

CREATE INDEX prospect_merge_by_kept ON public.prospect_merge USING btree (organization_id, kept_id);

CREATE INDEX prospect_merge_by_prospect ON public.prospect_merge USING btree (organization_id, prospect_id, recorded_at DESC);

CREATE UNIQUE INDEX prospect_reference_once ON public.prospect USING btree (organization_id, system, reference) WHERE (voided_at IS NULL);

CREATE INDEX sale_by_day ON public.sale USING btree (organization_id, sold_on) INCLUDE (salesperson_id, prospect_id, kind, amount_cents) WHERE (voided_at IS NULL);

CREATE INDEX sale_by_import ON public.sale USING btree (organization_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX sale_by_opportunity ON public.sale USING btree (organization_id, opportunity_id) WHERE (opportunity_id IS NOT NULL);

CREATE INDEX sale_by_prospect ON public.sale USING btree (organization_id, prospect_id, sold_on);

CREATE INDEX sale_by_recording ON public.sale USING brin (organization_id, recorded_at);

CREATE INDEX sale_by_refunded ON public.sale USING btree (organization_id, refund_of) WHERE (refund_of IS NOT NULL);

CREATE INDEX sale_by_voiding ON public.sale USING btree (organization_id, voided_at) WHERE (voided_at IS NOT NULL);

CREATE UNIQUE INDEX sale_reference_once ON public.sale USING btree (organization_id, system, reference) WHERE ((reference IS NOT NULL) AND (voided_at IS NULL));

CREATE INDEX stage_change_by_recording ON public.stage_change USING brin (organization_id, recorded_at);

CREATE INDEX stage_change_by_stage ON public.stage_change USING btree (organization_id, stage_id, changed_at) WHERE ((voided_at IS NULL) AND (NOT undated));

CREATE INDEX stage_change_by_voiding ON public.stage_change USING btree (organization_id, voided_at) WHERE (voided_at IS NOT NULL);

CREATE INDEX stage_change_closing ON public.stage_change USING btree (organization_id, changed_at) INCLUDE (kind, opportunity_id, number, salesperson_id, amount_cents) WHERE ((kind <> 'open'::text) AND (voided_at IS NULL));

CREATE UNIQUE INDEX stage_closing_once ON public.stage USING btree (organization_id, kind) WHERE (kind <> 'open'::text);

ALTER TABLE ONLY public.abc_assignment
    ADD CONSTRAINT abc_assignment_prospect_fk FOREIGN KEY (organization_id, prospect_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.abc_assignment
    ADD CONSTRAINT abc_assignment_run_fk FOREIGN KEY (organization_id, run_id) REFERENCES public.abc_run(organization_id, id);

ALTER TABLE ONLY public.abc_run
    ADD CONSTRAINT abc_run_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.abc_value
    ADD CONSTRAINT abc_value_assignment_fk FOREIGN KEY (organization_id, run_id, prospect_id) REFERENCES public.abc_assignment(organization_id, run_id, prospect_id);

ALTER TABLE ONLY public.app_user
    ADD CONSTRAINT app_user_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT conversation_companion_fk FOREIGN KEY (organization_id, companion_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT conversation_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT conversation_opportunity_fk FOREIGN KEY (organization_id, opportunity_id) REFERENCES public.opportunity(organization_id, id);

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT conversation_prospect_fk FOREIGN KEY (organization_id, prospect_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.conversation
    ADD CONSTRAINT conversation_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.conversion_credit
    ADD CONSTRAINT conversion_credit_conversion_fk FOREIGN KEY (organization_id, conversion_id) REFERENCES public.conversion(organization_id, id);

ALTER TABLE ONLY public.conversion_credit
    ADD CONSTRAINT conversion_credit_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.conversion
    ADD CONSTRAINT conversion_opportunity_fk FOREIGN KEY (organization_id, opportunity_id) REFERENCES public.opportunity(organization_id, id);

ALTER TABLE ONLY public.conversion
    ADD CONSTRAINT conversion_prospect_fk FOREIGN KEY (organization_id, prospect_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.conversion
    ADD CONSTRAINT conversion_sale_fk FOREIGN KEY (organization_id, sale_id) REFERENCES public.sale(organization_id, id);

ALTER TABLE ONLY public.expense
    ADD CONSTRAINT expense_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.expense
    ADD CONSTRAINT expense_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.expense
    ADD CONSTRAINT expense_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.follow_up
    ADD CONSTRAINT follow_up_prospect_fk FOREIGN KEY (organization_id, prospect_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.follow_up
    ADD CONSTRAINT follow_up_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.import_rejection
    ADD CONSTRAINT import_rejection_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.import_run
    ADD CONSTRAINT import_run_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.kpi_feed
    ADD CONSTRAINT kpi_feed_plan_fk FOREIGN KEY (organization_id, plan_id) REFERENCES public.plan(organization_id, id);

ALTER TABLE ONLY public.kpi_value
    ADD CONSTRAINT kpi_value_feed_fk FOREIGN KEY (organization_id, feed_id) REFERENCES public.kpi_feed(organization_id, id);

ALTER TABLE ONLY public.kpi_value
    ADD CONSTRAINT kpi_value_plan_fk FOREIGN KEY (organization_id, plan_id) REFERENCES public.plan(organization_id, id);

ALTER TABLE ONLY public.kpi_value
    ADD CONSTRAINT kpi_value_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.measurement
    ADD CONSTRAINT measurement_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.measurement
    ADD CONSTRAINT measurement_series_fk FOREIGN KEY (organization_id, series_id) REFERENCES public.series(organization_id, id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_user_fk FOREIGN KEY (organization_id, user_id) REFERENCES public.app_user(organization_id, id);

ALTER TABLE ONLY public.opportunity
    ADD CONSTRAINT opportunity_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.opportunity
    ADD CONSTRAINT opportunity_prospect_fk FOREIGN KEY (organization_id, prospect_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.opportunity
    ADD CONSTRAINT opportunity_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.opportunity
    ADD CONSTRAINT opportunity_stage_fk FOREIGN KEY (organization_id, stage_id) REFERENCES public.stage(organization_id, id);

ALTER TABLE ONLY public.plan_closing
    ADD CONSTRAINT plan_closing_plan_fk FOREIGN KEY (organization_id, plan_id) REFERENCES public.plan(organization_id, id);

ALTER TABLE ONLY public.plan
    ADD CONSTRAINT plan_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.plan
    ADD CONSTRAINT plan_parent_fk FOREIGN KEY (organization_id, parent_id) REFERENCES public.plan(organization_id, id);

ALTER TABLE ONLY public.plan_version
    ADD CONSTRAINT plan_version_plan_fk FOREIGN KEY (organization_id, plan_id) REFERENCES public.plan(organization_id, id);

ALTER TABLE ONLY public.prospect
    ADD CONSTRAINT prospect_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.prospect_merge
    ADD CONSTRAINT prospect_merge_kept_fk FOREIGN KEY (organization_id, kept_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.prospect_merge
    ADD CONSTRAINT prospect_merge_prospect_fk FOREIGN KEY (organization_id, prospect_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.prospect
    ADD CONSTRAINT prospect_next_salesperson_fk FOREIGN KEY (organization_id, next_salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.prospect
    ADD CONSTRAINT prospect_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.prospect
    ADD CONSTRAINT prospect_owner_fk FOREIGN KEY (organization_id, owner_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_conversation_fk FOREIGN KEY (organization_id, conversation_id) REFERENCES public.conversation(organization_id, id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_opportunity_fk FOREIGN KEY (organization_id, opportunity_id) REFERENCES public.opportunity(organization_id, id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_prospect_fk FOREIGN KEY (organization_id, prospect_id) REFERENCES public.prospect(organization_id, id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_refund_fk FOREIGN KEY (organization_id, refund_of) REFERENCES public.sale(organization_id, id);

ALTER TABLE ONLY public.sale
    ADD CONSTRAINT sale_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.salesperson
    ADD CONSTRAINT salesperson_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.salesperson
    ADD CONSTRAINT salesperson_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.salesperson
    ADD CONSTRAINT salesperson_team_fk FOREIGN KEY (organization_id, team_id) REFERENCES public.team(organization_id, id);

ALTER TABLE ONLY public.series
    ADD CONSTRAINT series_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.stage_change
    ADD CONSTRAINT stage_change_opportunity_fk FOREIGN KEY (organization_id, opportunity_id) REFERENCES public.opportunity(organization_id, id);

ALTER TABLE ONLY public.stage_change
    ADD CONSTRAINT stage_change_salesperson_fk FOREIGN KEY (organization_id, salesperson_id) REFERENCES public.salesperson(organization_id, id);

ALTER TABLE ONLY public.stage_change
    ADD CONSTRAINT stage_change_stage_fk FOREIGN KEY (organization_id, stage_id) REFERENCES public.stage(organization_id, id);

ALTER TABLE ONLY public.stage
    ADD CONSTRAINT stage_import_fk FOREIGN KEY (organization_id, import_id) REFERENCES public.import_run(organization_id, id);

ALTER TABLE ONLY public.stage
    ADD CONSTRAINT stage_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE ONLY public.team
    ADD CONSTRAINT team_organization_fk FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id);

ALTER TABLE public.abc_assignment ENABLE ROW LEVEL SECURITY;

CREATE POLICY abc_assignment_insert ON public.abc_assignment FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY abc_assignment_report ON public.abc_assignment FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY abc_assignment_select ON public.abc_assignment FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

ALTER TABLE public.abc_run ENABLE ROW LEVEL SECURITY;

CREATE POLICY abc_run_insert ON public.abc_run FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY abc_run_report ON public.abc_run FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY abc_run_select ON public.abc_run FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

ALTER TABLE public.abc_value ENABLE ROW LEVEL SECURITY;

CREATE POLICY abc_value_insert ON public.abc_value FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY abc_value_report ON public.abc_value FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY abc_value_select ON public.abc_value FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR false)));

ALTER TABLE public.app_user ENABLE ROW LEVEL SECURITY;

CREATE POLICY app_user_insert ON public.app_user FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY app_user_report ON public.app_user FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY app_user_select ON public.app_user FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY app_user_update ON public.app_user FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.conversation ENABLE ROW LEVEL SECURITY;

CREATE POLICY conversation_insert ON public.conversation FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id = public.acting_salesperson()) OR (companion_id = public.acting_salesperson()))))));

CREATE POLICY conversation_report ON public.conversation FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY conversation_select ON public.conversation FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR ((salesperson_id = public.acting_salesperson()) OR (companion_id = public.acting_salesperson())))));

CREATE POLICY conversation_update ON public.conversation FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id = public.acting_salesperson()) OR (companion_id = public.acting_salesperson())))))) WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id = public.acting_salesperson()) OR (companion_id = public.acting_salesperson()))))));

ALTER TABLE public.conversion ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.conversion_credit ENABLE ROW LEVEL SECURITY;

CREATE POLICY conversion_credit_insert ON public.conversion_credit FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY conversion_credit_report ON public.conversion_credit FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY conversion_credit_select ON public.conversion_credit FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR (salesperson_id = public.acting_salesperson()))));

CREATE POLICY conversion_insert ON public.conversion FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY conversion_report ON public.conversion FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY conversion_select ON public.conversion FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY conversion_update ON public.conversion FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.expense ENABLE ROW LEVEL SECURITY;

CREATE POLICY expense_insert ON public.expense FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson())))));

CREATE POLICY expense_report ON public.expense FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY expense_select ON public.expense FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR (salesperson_id = public.acting_salesperson()))));

CREATE POLICY expense_update ON public.expense FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson()))))) WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson())))));

ALTER TABLE public.follow_up ENABLE ROW LEVEL SECURITY;

CREATE POLICY follow_up_insert ON public.follow_up FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = ANY (ARRAY['director'::text, 'salesperson'::text]))));

CREATE POLICY follow_up_report ON public.follow_up FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY follow_up_select ON public.follow_up FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

ALTER TABLE public.import_rejection ENABLE ROW LEVEL SECURITY;

CREATE POLICY import_rejection_insert ON public.import_rejection FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY import_rejection_report ON public.import_rejection FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY import_rejection_select ON public.import_rejection FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = ANY (ARRAY['director'::text, 'viewer'::text]))));

ALTER TABLE public.import_run ENABLE ROW LEVEL SECURITY;

CREATE POLICY import_run_insert ON public.import_run FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY import_run_report ON public.import_run FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY import_run_select ON public.import_run FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = ANY (ARRAY['director'::text, 'viewer'::text]))));

CREATE POLICY import_run_update ON public.import_run FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.kpi_feed ENABLE ROW LEVEL SECURITY;

CREATE POLICY kpi_feed_insert ON public.kpi_feed FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY kpi_feed_report ON public.kpi_feed FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY kpi_feed_select ON public.kpi_feed FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

ALTER TABLE public.kpi_value ENABLE ROW LEVEL SECURITY;

CREATE POLICY kpi_value_insert ON public.kpi_value FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY kpi_value_report ON public.kpi_value FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY kpi_value_select ON public.kpi_value FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL) AND ((public.acting_role() <> 'salesperson'::text) OR (salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson()))));

ALTER TABLE public.measurement ENABLE ROW LEVEL SECURITY;

CREATE POLICY measurement_insert ON public.measurement FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY measurement_report ON public.measurement FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY measurement_select ON public.measurement FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY measurement_update ON public.measurement FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.membership ENABLE ROW LEVEL SECURITY;

CREATE POLICY membership_insert ON public.membership FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY membership_report ON public.membership FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY membership_select ON public.membership FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY membership_update ON public.membership FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.opportunity ENABLE ROW LEVEL SECURITY;

CREATE POLICY opportunity_insert ON public.opportunity FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson()))))));

CREATE POLICY opportunity_report ON public.opportunity FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY opportunity_select ON public.opportunity FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson())))));

CREATE POLICY opportunity_update ON public.opportunity FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson())))))) WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson()))))));

ALTER TABLE public.organization ENABLE ROW LEVEL SECURITY;

CREATE POLICY organization_insert ON public.organization FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY organization_report ON public.organization FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY organization_select ON public.organization FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY organization_update ON public.organization FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.plan ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.plan_closing ENABLE ROW LEVEL SECURITY;

CREATE POLICY plan_closing_insert ON public.plan_closing FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY plan_closing_report ON public.plan_closing FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY plan_closing_select ON public.plan_closing FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY plan_insert ON public.plan FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY plan_report ON public.plan FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY plan_select ON public.plan FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY plan_update ON public.plan FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.plan_version ENABLE ROW LEVEL SECURITY;

CREATE POLICY plan_version_insert ON public.plan_version FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY plan_version_report ON public.plan_version FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY plan_version_select ON public.plan_version FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

ALTER TABLE public.prospect ENABLE ROW LEVEL SECURITY;

CREATE POLICY prospect_insert ON public.prospect FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((owner_id IS NULL) OR (owner_id = public.acting_salesperson()))))));

ALTER TABLE public.prospect_merge ENABLE ROW LEVEL SECURITY;

CREATE POLICY prospect_merge_insert ON public.prospect_merge FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY prospect_merge_report ON public.prospect_merge FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY prospect_merge_select ON public.prospect_merge FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY prospect_merge_update ON public.prospect_merge FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY prospect_report ON public.prospect FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY prospect_select ON public.prospect FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY prospect_update ON public.prospect FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((owner_id IS NULL) OR (owner_id = public.acting_salesperson())))))) WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((owner_id IS NULL) OR (owner_id = public.acting_salesperson()))))));

ALTER TABLE public.sale ENABLE ROW LEVEL SECURITY;

CREATE POLICY sale_insert ON public.sale FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson())))));

CREATE POLICY sale_report ON public.sale FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY sale_select ON public.sale FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR (salesperson_id = public.acting_salesperson()))));

CREATE POLICY sale_update ON public.sale FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson()))))) WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND (salesperson_id = public.acting_salesperson())))));

ALTER TABLE public.salesperson ENABLE ROW LEVEL SECURITY;

CREATE POLICY salesperson_insert ON public.salesperson FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY salesperson_report ON public.salesperson FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY salesperson_select ON public.salesperson FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY salesperson_update ON public.salesperson FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.series ENABLE ROW LEVEL SECURITY;

CREATE POLICY series_insert ON public.series FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY series_report ON public.series FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY series_select ON public.series FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

ALTER TABLE public.stage ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.stage_change ENABLE ROW LEVEL SECURITY;

CREATE POLICY stage_change_insert ON public.stage_change FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson()))))));

CREATE POLICY stage_change_report ON public.stage_change FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY stage_change_select ON public.stage_change FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() <> 'salesperson'::text) OR ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson())))));

CREATE POLICY stage_change_update ON public.stage_change FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson())))))) WITH CHECK (((organization_id = public.acting_organization()) AND ((public.acting_role() = 'director'::text) OR ((public.acting_role() = 'salesperson'::text) AND ((salesperson_id IS NULL) OR (salesperson_id = public.acting_salesperson()))))));

CREATE POLICY stage_insert ON public.stage FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY stage_report ON public.stage FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY stage_select ON public.stage FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY stage_update ON public.stage FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

ALTER TABLE public.team ENABLE ROW LEVEL SECURITY;

CREATE POLICY team_insert ON public.team FOR INSERT TO filon_service WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

CREATE POLICY team_report ON public.team FOR SELECT TO filon_reports USING ((organization_id = public.overseen_organization()));

CREATE POLICY team_select ON public.team FOR SELECT TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() IS NOT NULL)));

CREATE POLICY team_update ON public.team FOR UPDATE TO filon_service USING (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text))) WITH CHECK (((organization_id = public.acting_organization()) AND (public.acting_role() = 'director'::text)));

GRANT USAGE ON SCHEMA public TO filon_service;
GRANT USAGE ON SCHEMA public TO filon_reports;

GRANT USAGE ON SCHEMA report TO filon_service;
GRANT USAGE ON SCHEMA report TO filon_reports;

REVOKE ALL ON FUNCTION public.protect(target regclass, readers text, writers text, own text, updates text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.protect_reports(target regclass) FROM PUBLIC;

GRANT SELECT,INSERT ON TABLE public.abc_assignment TO filon_service;
GRANT SELECT ON TABLE public.abc_assignment TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.abc_run TO filon_service;
GRANT SELECT ON TABLE public.abc_run TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.abc_value TO filon_service;
GRANT SELECT ON TABLE public.abc_value TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.app_user TO filon_service;
GRANT SELECT ON TABLE public.app_user TO filon_reports;

GRANT UPDATE(email) ON TABLE public.app_user TO filon_service;

GRANT UPDATE(name) ON TABLE public.app_user TO filon_service;

GRANT UPDATE(disabled_at) ON TABLE public.app_user TO filon_service;

GRANT SELECT,INSERT ON TABLE public.conversation TO filon_service;
GRANT SELECT ON TABLE public.conversation TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.conversation TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.conversation TO filon_service;

GRANT SELECT,INSERT ON TABLE public.conversion TO filon_service;
GRANT SELECT ON TABLE public.conversion TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.conversion TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.conversion TO filon_service;

GRANT SELECT,INSERT ON TABLE public.conversion_credit TO filon_service;
GRANT SELECT ON TABLE public.conversion_credit TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.expense TO filon_service;
GRANT SELECT ON TABLE public.expense TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.expense TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.expense TO filon_service;

GRANT SELECT,INSERT ON TABLE public.follow_up TO filon_service;
GRANT SELECT ON TABLE public.follow_up TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.import_rejection TO filon_service;
GRANT SELECT ON TABLE public.import_rejection TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.import_run TO filon_service;
GRANT SELECT ON TABLE public.import_run TO filon_reports;

GRANT UPDATE(read) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(recorded) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(repeated) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(rejected) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(made_up) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(created) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(voided_at) ON TABLE public.import_run TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.import_run TO filon_service;

GRANT SELECT,INSERT ON TABLE public.kpi_feed TO filon_service;
GRANT SELECT ON TABLE public.kpi_feed TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.kpi_value TO filon_service;
GRANT SELECT ON TABLE public.kpi_value TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.measurement TO filon_service;
GRANT SELECT ON TABLE public.measurement TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.measurement TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.measurement TO filon_service;

GRANT SELECT,INSERT ON TABLE public.membership TO filon_service;
GRANT SELECT ON TABLE public.membership TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.membership TO filon_service;

GRANT SELECT,INSERT ON TABLE public.opportunity TO filon_service;
GRANT SELECT ON TABLE public.opportunity TO filon_reports;

GRANT UPDATE(salesperson_id) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(title) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(source) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(channel) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(amount_cents) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(expected_on) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(note) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(stage_id) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(stage_kind) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(stage_since) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(changes) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(closed_at) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(voided_at) ON TABLE public.opportunity TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.opportunity TO filon_service;

GRANT SELECT,INSERT ON TABLE public.organization TO filon_service;
GRANT SELECT ON TABLE public.organization TO filon_reports;

GRANT UPDATE(name) ON TABLE public.organization TO filon_service;

GRANT UPDATE(language) ON TABLE public.organization TO filon_service;

GRANT SELECT,INSERT ON TABLE public.plan TO filon_service;
GRANT SELECT ON TABLE public.plan TO filon_reports;

GRANT UPDATE(name) ON TABLE public.plan TO filon_service;

GRANT UPDATE(parent_id) ON TABLE public.plan TO filon_service;

GRANT UPDATE(from_day) ON TABLE public.plan TO filon_service;

GRANT UPDATE(to_day) ON TABLE public.plan TO filon_service;

GRANT UPDATE(version) ON TABLE public.plan TO filon_service;

GRANT SELECT,INSERT ON TABLE public.plan_closing TO filon_service;
GRANT SELECT ON TABLE public.plan_closing TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.plan_version TO filon_service;
GRANT SELECT ON TABLE public.plan_version TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.prospect TO filon_service;
GRANT SELECT ON TABLE public.prospect TO filon_reports;

GRANT UPDATE(name) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(name_key) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(unnamed) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(contact_name) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(email) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(email_key) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(phone) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(phone_key) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(siret) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(vat_number) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(naf_code) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(address) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(postal_code) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(city) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(country) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(source) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(owner_id) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(potential_cents) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(note) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(next_step) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(next_on) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(next_set_at) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(import_id) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(updated_at) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(voided_at) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(next_salesperson_id) ON TABLE public.prospect TO filon_service;

GRANT UPDATE(opposed_at) ON TABLE public.prospect TO filon_service;

GRANT SELECT,INSERT ON TABLE public.prospect_merge TO filon_service;
GRANT SELECT ON TABLE public.prospect_merge TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.prospect_merge TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.prospect_merge TO filon_service;

GRANT SELECT,INSERT ON TABLE public.sale TO filon_service;
GRANT SELECT ON TABLE public.sale TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.sale TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.sale TO filon_service;

GRANT SELECT,INSERT ON TABLE public.salesperson TO filon_service;
GRANT SELECT ON TABLE public.salesperson TO filon_reports;

GRANT UPDATE(name) ON TABLE public.salesperson TO filon_service;

GRANT UPDATE(name_key) ON TABLE public.salesperson TO filon_service;

GRANT UPDATE(profile) ON TABLE public.salesperson TO filon_service;

GRANT UPDATE(team_id) ON TABLE public.salesperson TO filon_service;

GRANT UPDATE(active_from) ON TABLE public.salesperson TO filon_service;

GRANT UPDATE(active_until) ON TABLE public.salesperson TO filon_service;

GRANT UPDATE(trained_from) ON TABLE public.salesperson TO filon_service;

GRANT UPDATE(trained_until) ON TABLE public.salesperson TO filon_service;

GRANT SELECT,INSERT ON TABLE public.series TO filon_service;
GRANT SELECT ON TABLE public.series TO filon_reports;

GRANT SELECT,INSERT ON TABLE public.stage TO filon_service;
GRANT SELECT ON TABLE public.stage TO filon_reports;

GRANT UPDATE("position") ON TABLE public.stage TO filon_service;

GRANT UPDATE(name) ON TABLE public.stage TO filon_service;

GRANT UPDATE(name_key) ON TABLE public.stage TO filon_service;

GRANT UPDATE(probability) ON TABLE public.stage TO filon_service;

GRANT SELECT,INSERT ON TABLE public.stage_change TO filon_service;
GRANT SELECT ON TABLE public.stage_change TO filon_reports;

GRANT UPDATE(voided_at) ON TABLE public.stage_change TO filon_service;

GRANT UPDATE(void_reason) ON TABLE public.stage_change TO filon_service;

GRANT SELECT,INSERT ON TABLE public.team TO filon_service;
GRANT SELECT ON TABLE public.team TO filon_reports;

GRANT UPDATE(name) ON TABLE public.team TO filon_service;

GRANT UPDATE(name_key) ON TABLE public.team TO filon_service;

