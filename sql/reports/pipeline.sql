-- The open pipeline at the end of a day, by stage: how many opportunities, their amount, the amount weighted by the stage's
-- chance of winning (in hundredths of cents, so that nothing is rounded before the sum), and how old they are.
-- Days are business days: `day` is the first that is not seen any more.
create or replace function report.pipeline(organization_id uuid, day date, as_known_at timestamptz default null)
returns table (
  stage_id uuid, stage text, stage_position integer, probability integer, opportunities bigint, amount_cents bigint,
  weighted_hundredths bigint, without_amount bigint, days_in_stage_mean double precision, days_open_mean double precision,
  days_open_max integer
)
language plpgsql stable
set plan_cache_mode to force_custom_plan
as $$
declare
  zone text := (select o.time_zone from organization o where o.organization_id = $1);
begin
  return query execute format(
    $q$
    select s.id, s.name, s.position, s.probability, count(r.id), coalesce(sum(r.amount_cents), 0)::bigint,
      (coalesce(sum(r.amount_cents), 0) * s.probability)::bigint,
      count(r.id) filter (where r.amount_cents is null),
      avg($5 - (r.at at time zone $6)::date)::double precision,
      avg($5 - (r.opened_at at time zone $6)::date)::double precision,
      max($5 - (r.opened_at at time zone $6)::date)
    from stage s
    left join (
      select r.*, o.opened_at, x.stage_id
      from (%s) r
      join opportunity o on o.organization_id = $1 and o.id = r.id
      join lateral (
        select change.stage_id
        from stage_change change
        where change.organization_id = $1 and change.opportunity_id = r.id and change.changed_at = r.at
        order by change.number desc
        limit 1
      ) x on true
    ) r on r.stage_id = s.id
    where s.organization_id = $1
      and s.kind = 'open'
    group by s.id, s.name, s.position, s.probability
    order by s.position, s.name
    $q$,
    report.conversion_rows_of('standing', 'salesperson', as_known_at is not null))
  using organization_id, start_of_day(day, zone), start_of_day(day, zone), day, day, zone, as_known_at;
end
$$;
