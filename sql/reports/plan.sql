-- What a plan is compared with beside its KPIs: money and conversations by day, and what looks wrong in outside series and imports.
-- own: whose facts alone are asked for; null for everybody's.

-- Expenses by day and by what they say they were for; who reads them knows which action that is.
create or replace function report.plan_spend(organization_id uuid, from_day date, to_day date, own uuid)
returns table (action text, spent_on date, amount_cents bigint, expenses bigint)
language plpgsql stable
set role to filon_reports
as $$
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

-- Conversations, attempts among them, by business day, salesperson, second salesperson and channel.
create or replace function report.plan_activity(organization_id uuid, from_day date, to_day date, own uuid)
returns table (day date, salesperson_id uuid, second_salesperson_id uuid, channel text, conversations bigint)
language plpgsql stable
set role to filon_reports
as $$
#variable_conflict use_column
declare
  zone constant text := (select o.time_zone from organization o where o.organization_id = plan_activity.organization_id);
begin
  return query
  select (c.occurred_at at time zone zone)::date, c.salesperson_id, c.second_salesperson_id, c.channel, count(*)
  from conversation c
  where c.organization_id = plan_activity.organization_id
    and c.voided_at is null
    and c.occurred_at >= start_of_day(plan_activity.from_day, zone)
    and c.occurred_at < start_of_day(plan_activity.to_day, zone)
    and (plan_activity.own is null or plan_activity.own in (c.salesperson_id, c.second_salesperson_id))
  group by 1, 2, 3, 4;
end
$$;

-- Each series with its last day known until a day, and figures that cannot be: below zero, or days that two figures of one
-- label and place both have. Each label of a stock is a counter of its own: one network that is read says nothing of another.
create or replace function report.plan_series(organization_id uuid, until date)
returns table (
  name text, kind text, label text, last_day date, last_id uuid, figures bigint, negative_ids uuid[], overlapping_ids uuid[])
language plpgsql stable
set role to filon_reports
as $$
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

-- Imports that stand beside another of the same file: kind, system, name and number of records, each with something new.
create or replace function report.plan_imports(organization_id uuid, from_day date, to_day date)
returns table (id uuid, kind text, file_name text, day date, recorded bigint)
language plpgsql stable
set role to filon_reports
as $$
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

-- Calls and messages in a period to somebody after they objected, and since a day to consumers (who gave neither SIRET nor
-- VAT number): the first thousand of each, and how many there are.
create or replace function report.plan_calls(
  organization_id uuid, from_day date, to_day date, channels text[], consent_since date, own uuid)
returns table (id uuid, day date, channel text, opposed boolean, total bigint)
language plpgsql stable
set role to filon_reports
as $$
#variable_conflict use_column
declare
  zone constant text := (select o.time_zone from organization o where o.organization_id = plan_calls.organization_id);
begin
  return query execute replace(
    $q$
    with call as (
      select c.id, c.day, c.at, c.channel, coalesce(p.opposed_at < c.at, false) as opposed
      from ({conversations}) c
      join prospect p on p.organization_id = $1 and p.id = c.prospect_id
      where c.channel = any ($8)
        and ($10 is null or $10 in (c.salesperson_id, c.second_id))
        and (p.opposed_at < c.at or c.at >= $9 and p.siret is null and p.vat_number is null)
    )
    select n.id, n.day, n.channel, n.opposed, n.total
    from (
      select c.*, count(*) over (partition by c.opposed) as total,
        row_number() over (partition by c.opposed order by c.at, c.id) as number
      from call c
    ) n
    where n.number <= 1000
    order by n.at, n.id
    $q$,
    '{conversations}', report.conversation_facts())
  using organization_id, start_of_day(from_day, zone), start_of_day(to_day, zone), from_day, to_day, zone, null::timestamptz,
    channels, start_of_day(consent_since, zone), own;
end
$$;

-- Mondays of the weeks in which a figure of an outside series begins.
create or replace function report.plan_measured_weeks(organization_id uuid, from_day date, to_day date)
returns table (week date)
language plpgsql stable
set role to filon_reports
as $$
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
