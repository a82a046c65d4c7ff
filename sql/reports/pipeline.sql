-- The open pipeline at the end of a period, by stage: how many opportunities, their amount, the amount weighted by the
-- stage's chance of winning (in hundredths of cents, so that nothing is rounded before the sum), and how old they are.
-- Those whose stage then is not known are a last row without one (is_open), and those that nothing says were open another
-- (not is_open), see report.open_at_end_facts(): neither is weighted.
-- A retired stage is a row when something stands in it, or stood in it since from_day.
-- Days are business days; `day` is the first that is not seen any more, ages are those of the day before it.
create or replace function report.pipeline(
  organization_id uuid, day date, as_known_at timestamptz default null, salesperson_id uuid default null, from_day date default null
)
returns table (
  stage_id uuid, stage text, stage_position integer, probability integer, is_retired boolean, is_open boolean, opportunities bigint,
  amount_cents bigint, weighted_hundredths bigint, without_amount bigint, days_in_stage_mean double precision,
  days_open_mean double precision, days_open_max integer
)
language plpgsql stable
set role to filon_reports
set plan_cache_mode to force_custom_plan
as $$
declare
  zone text := (select o.time_zone from organization o where o.organization_id = $1);
begin
  return query execute format(
    $q$
    with open_at_end as (
      select r.stage_id, r.is_open, count(*) as opportunities, coalesce(sum(r.amount_cents), 0)::bigint as amount_cents,
        count(*) filter (where r.amount_cents is null) as without_amount,
        avg($5 - 1 - (r.since at time zone $6)::date)::double precision as days_in_stage_mean,
        avg($5 - 1 - (r.opened_at at time zone $6)::date)::double precision as days_open_mean,
        max($5 - 1 - (r.opened_at at time zone $6)::date) as days_open_max
      from (%s) r
      group by r.stage_id, r.is_open
    )
    select s.id, s.name, s.position, s.probability, coalesce(s.retired_at <= coalesce($7, now()), false), coalesce(r.is_open, true), coalesce(r.opportunities, 0),
      coalesce(r.amount_cents, 0), coalesce(r.amount_cents, 0) * s.probability, coalesce(r.without_amount, 0),
      r.days_in_stage_mean, r.days_open_mean, r.days_open_max
    from (select s.* from stage s where s.organization_id = $1 and s.kind = 'open') s
    full join open_at_end r on r.stage_id = s.id
    where s.retired_at is null
      or s.retired_at > $7
      or r.stage_id is not null
      -- Nothing stands in it since it was retired.
      or s.retired_at >= $9 and exists (
        select
        from stage_change x
        cross join lateral (
          select each.changed_at
          from stage_change each
          where each.organization_id = $1 and each.opportunity_id = x.opportunity_id and each.number > x.number
            and valid(each.recorded_at, each.voided_at, $7)
          order by each.number
          limit 1
        ) later
        where x.organization_id = $1 and x.stage_id = s.id and x.changed_at < $3 and later.changed_at >= $9
          and valid(x.recorded_at, x.voided_at, $7) and ($8 is null or x.salesperson_id = $8))
    order by s.position, s.name, r.is_open desc
    $q$,
    report.facts_by('salesperson', 'open_at_end', salesperson_id is not null))
  using organization_id, start_of_day(day, zone), start_of_day(day, zone), day, day, zone, as_known_at, salesperson_id,
    start_of_day(from_day, zone);
end
$$;

-- How the opportunities closed in a period ended: by kind (by = 'kind'), and for those not won by the reason and by the
-- competitor given (by = 'loss_reason', 'competitor'; a null value: none was).
create or replace function report.closings(
  organization_id uuid, from_day date, to_day date, as_known_at timestamptz default null, salesperson_id uuid default null
)
returns table (kind text, by text, value text, opportunities bigint, amount_cents bigint, without_amount bigint)
language plpgsql stable
set role to filon_reports
set plan_cache_mode to force_custom_plan
as $$
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
    report.facts_by('salesperson', 'closing', salesperson_id is not null))
  using organization_id, start_of_day(from_day, zone), start_of_day(to_day, zone), from_day, to_day, zone, as_known_at,
    salesperson_id;
end
$$;
