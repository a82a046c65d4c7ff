-- The days of facts that were recorded or voided since an instant, and of those that count otherwise because of them, by
-- what they are facts of (`sales`, or the name of an outside series). Values of periods without any of these days stand.
--
-- A merge and a new series change more than can be said in days: they answer a row without a day.
create or replace function report.kpi_touched(organization_id uuid, since timestamptz)
returns table (source text, day date)
language plpgsql stable
set role to filon_reports
set plan_cache_mode to force_custom_plan
as $$
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
$$;
