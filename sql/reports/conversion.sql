-- Conversion per salesperson, team, channel, source, profile, month or quarter.
--
-- report.figures() says which facts make each figure; report.conversion() counts them and report.conversion_rows() lists them.
--
-- A salesperson's own figures are asked for by their id and not left to the policies of the tables: those hide what a colleague
-- did to an opportunity since (reopened it, closed it again), and a win would count that no longer does.

-- The figures: the family of facts (report.facts_by) that each counts, which of them, and each what once.
create or replace function report.figures()
returns table (figure text, family text, predicate text, subject text)
language plpgsql immutable
as $$
begin
  return query values
    ('attempts', 'conversation', 'true', 'r.id'),
    ('discussions', 'conversation', 'r.discussion', 'r.id'),
    ('prospects_reached', 'conversation', 'r.discussion', 'r.prospect_id'),
    ('opportunities_opened', 'opening', 'true', 'r.id'),
    ('opportunities_won', 'closing', 'r.kind = ''won''', 'r.id'),
    ('opportunities_lost', 'closing', 'r.kind = ''lost''', 'r.id'),
    ('opportunities_abandoned', 'closing', 'r.kind = ''abandoned''', 'r.id'),
    -- What a win rate divides by.
    ('opportunities_closed', 'closing', 'r.kind in (''won'', ''lost'')', 'r.id'),
    ('days_to_win', 'closing', 'r.kind = ''won'' and r.days is not null', 'r.id'),
    ('opportunities_open', 'open_at_end', 'r.is_open', 'r.id'),
    -- Nothing says that they were open: their opening or closing day is not known.
    ('opportunities_undated', 'open_at_end', 'not r.is_open', 'r.id'),
    ('prospects_converted', 'conversion', 'true', 'r.id'),
    ('revenue', 'sale', 'true', 'r.id'),
    ('orders', 'sale', 'r.is_order', 'r.id');
end
$$;

-- The figures of each key, and in a last row (is_total) over all. Days are business days of the organization's time zone, from_day
-- included and to_day not; money in cents. Null key: nobody, or none given. With a salesperson_id, only what is theirs.
--   credit_parts   the ten-thousandths of prospects_converted after attribution
--   order_cents    the amount of the orders; revenue_cents is that of all sales less refunds
--   days_sum       over the wins_with_days, whose opening day is known
create or replace function report.conversion(
  organization_id uuid,
  dimension text,
  from_day date,
  to_day date,
  as_known_at timestamptz default null,
  salesperson_id uuid default null
)
returns table (
  key text, is_total boolean, attempts bigint, discussions bigint, prospects_reached bigint, opportunities_opened bigint,
  opportunities_won bigint, opportunities_lost bigint, opportunities_abandoned bigint, opportunities_open bigint,
  opportunities_undated bigint, prospects_converted bigint, credit_parts bigint, revenue_cents bigint, orders bigint,
  order_cents bigint, wins_with_days bigint, days_sum bigint, median_days_to_win double precision
)
language plpgsql stable
set role to filon_reports
-- The distinct prospects of a period are hashed; the plan depends on the period.
set work_mem to '128MB'
set plan_cache_mode to force_custom_plan
-- What a period holds is looked up by key: the default takes each look-up for four reads of a turning disk, and would
-- rather read the whole history.
set random_page_cost to 1.1
as $$
declare
  zone constant text := (select o.time_zone from organization o where o.organization_id = $1);
  part record;
  statement text := $q$
    with conversation_fact as materialized (
      select r.key, r.second_key, r.second_counts, r.prospect_id, {discussions} as is_discussion from ({conversation}) r
    ),
    -- A conversation of two counts for both, and once in the whole.
    conversation_count as (
      select c.key, true as is_first, count(*) as attempts, count(*) filter (where c.is_discussion) as discussions
      from conversation_fact c
      group by c.key
      union all
      select c.second_key, false, count(*), count(*) filter (where c.is_discussion)
      from conversation_fact c
      where c.second_counts
      group by c.second_key
    ),
    -- Hashing hundreds of thousands of ids, here and below, is cheaper than sorting them, as count(distinct) does.
    reached as (
      select d.key, d.prospect_id
      from (
        select c.key, c.prospect_id from conversation_fact c where c.is_discussion
        union all
        select c.second_key, c.prospect_id from conversation_fact c where c.is_discussion and c.second_counts
      ) d
      group by d.key, d.prospect_id
    ),
    conversations as (
      select coalesce(r.key::text, '') as key, false as is_total, sum(r.attempts) as attempts,
        sum(r.discussions) as discussions, sum(r.prospects_reached)::bigint as prospects_reached
      from (
        select c.key, c.attempts, c.discussions, 0 as prospects_reached from conversation_count c
        union all
        select p.key, 0, 0, count(*) from reached p group by p.key
      ) r
      group by r.key
      union all
      select '', true, sum(c.attempts), sum(c.discussions),
        (select count(*) from (select from reached p group by p.prospect_id) once)
      from conversation_count c
      where c.is_first
    ),
    openings as (
      select coalesce(r.key::text, '') as key, grouping(r.key) = 1 as is_total, count(*) as opened
      from ({opening}) r
      group by grouping sets ((r.key), ())
    ),
    closings as (
      select coalesce(r.key::text, '') as key, grouping(r.key) = 1 as is_total,
        count(*) filter (where {opportunities_won}) as won,
        count(*) filter (where {opportunities_lost}) as lost,
        count(*) filter (where {opportunities_abandoned}) as abandoned,
        count(*) filter (where {days_to_win}) as wins_with_days,
        sum(r.days) filter (where {days_to_win}) as days_sum,
        percentile_cont(0.5) within group (order by r.days) filter (where {days_to_win}) as days_median
      from ({closing}) r
      group by grouping sets ((r.key), ())
    ),
    open_at_end as (
      select coalesce(r.key::text, '') as key, grouping(r.key) = 1 as is_total,
        count(*) filter (where {opportunities_open}) as open,
        count(*) filter (where {opportunities_undated}) as undated
      from ({open_at_end}) r
      group by grouping sets ((r.key), ())
    ),
    conversions as (
      select coalesce(r.key::text, '') as key, grouping(r.key) = 1 as is_total, count(distinct r.id) as converted,
        sum(r.parts) as parts
      from ({conversion}) r
      group by grouping sets ((r.key), ())
    ),
    sales as (
      select coalesce(r.key::text, '') as key, grouping(r.key) = 1 as is_total, sum(r.amount_cents) as revenue_cents,
        count(*) filter (where {orders}) as orders,
        sum(r.amount_cents) filter (where {orders}) as order_cents
      from ({sale}) r
      group by grouping sets ((r.key), ())
    )
    select
      nullif(key, ''), is_total, coalesce(attempts, 0)::bigint, coalesce(discussions, 0)::bigint, coalesce(prospects_reached, 0),
      coalesce(opened, 0), coalesce(won, 0), coalesce(lost, 0), coalesce(abandoned, 0), coalesce(open, 0), coalesce(undated, 0),
      coalesce(converted, 0), coalesce(parts, 0)::bigint, coalesce(revenue_cents, 0)::bigint, coalesce(orders, 0),
      coalesce(order_cents, 0)::bigint, coalesce(wins_with_days, 0), coalesce(days_sum, 0), days_median
    from conversations
    full join openings using (key, is_total)
    full join closings using (key, is_total)
    full join open_at_end using (key, is_total)
    full join conversions using (key, is_total)
    full join sales using (key, is_total)
    order by is_total, nullif(key, '') nulls last
    $q$;
begin
  for part in select f.figure, f.predicate from report.figures() f loop
    statement := replace(statement, '{' || part.figure || '}', part.predicate);
  end loop;
  for part in select distinct f.family from report.figures() f loop
    statement := replace(
      statement, '{' || part.family || '}', report.facts_by(dimension, part.family, salesperson_id is not null));
  end loop;
  return query execute statement
  using organization_id, start_of_day(from_day, zone), start_of_day(to_day, zone), from_day, to_day, zone, as_known_at,
    salesperson_id;
end
$$;

-- The rows behind one figure of report.conversion(), of one key or of all: as many as the figure says, or, for money
-- and days, rows that sum to it. Figures of prospects list each prospect once, with its first row.
create or replace function report.conversion_rows(
  organization_id uuid,
  dimension text,
  figure text,
  key text,
  every_key boolean,
  from_day date,
  to_day date,
  as_known_at timestamptz default null,
  salesperson_id uuid default null
)
returns table (
  kind text, id uuid, prospect_id uuid, prospect text, at timestamptz, detail text, amount_cents bigint, days integer
)
language plpgsql stable
set role to filon_reports
set plan_cache_mode to force_custom_plan
as $$
#variable_conflict use_column
declare
  zone constant text := (select o.time_zone from organization o where o.organization_id = $1);
  chosen record;
  statement text := $q$
    select $9, r.id, r.prospect_id, p.name, r.at, r.detail, r.amount_cents, {days}
    from (
      select distinct on ({subject}) r.*
      from ({facts}) r
      where {predicate}
        and ($10
          or r.key::text is not distinct from $11
          or r.second_counts and r.second_key::text is not distinct from $11)
      order by {subject}, r.at, r.id
    ) r
    left join prospect p on p.organization_id = $1 and p.id = r.prospect_id
    order by r.at, r.id
    $q$;
begin
  select f.* into chosen from report.figures() f where f.figure = conversion_rows.figure;
  if not found then
    raise exception 'unknown figure %', figure using errcode = 'invalid_parameter_value';
  end if;
  statement := replace(statement, '{facts}', report.facts_by(dimension, chosen.family, salesperson_id is not null));
  statement := replace(statement, '{predicate}', chosen.predicate);
  statement := replace(statement, '{subject}', chosen.subject);
  statement := replace(statement, '{days}', case when chosen.family = 'closing' then 'r.days' else 'null::integer' end);
  return query execute statement
  using organization_id, start_of_day(from_day, zone), start_of_day(to_day, zone), from_day, to_day, zone, as_known_at,
    salesperson_id,
    case when chosen.family in ('opening', 'closing', 'open_at_end') then 'opportunity' else chosen.family end, every_key, key;
end
$$;

-- The business day of the first fact that reports know: figures of earlier periods are missing, not zero.
create or replace function report.history_start(organization_id uuid, as_known_at timestamptz default null)
returns date
language plpgsql stable
set role to filon_reports
set plan_cache_mode to force_custom_plan
as $$
declare
  zone constant text := (select o.time_zone from organization o where o.organization_id = $1);
begin
  -- Each is the first entry of an index.
  return least(
    (
      select min(c.occurred_at) at time zone zone
      from conversation c
      where c.organization_id = $1 and valid(c.recorded_at, c.voided_at, $2)
    )::date,
    (
      select min(o.opened_at) at time zone zone
      from opportunity o
      where o.organization_id = $1 and valid(o.recorded_at, o.voided_at, $2)
    )::date,
    (
      select min(x.changed_at) at time zone zone
      from stage_change x
      where x.organization_id = $1 and x.kind <> 'open' and valid(x.recorded_at, x.voided_at, $2)
    )::date,
    (
      select min(s.sold_on)
      from sale s
      where s.organization_id = $1 and valid(s.recorded_at, s.voided_at, $2)
    ));
end
$$;
