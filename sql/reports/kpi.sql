-- Named counts over many periods in one reading: what KPIs divide, and the rows behind them.
--
-- report.kpi_counts() says which facts each count takes, report.kpi_facts() is the text that reads the facts of a family,
-- report.kpi_values() counts them and report.kpi_rows() lists them: a number and its rows share one text. Families that other
-- reports have, too, are those of facts.sql: discussions here are discussions there.
--
-- Many periods cost one reading. The days at which they begin or end cut time into numbered pieces; a fact falls into one piece.
--
-- In the texts, beside $1 to $8 of facts.sql: $9 the filter as JSON, $10 the days and $11 the instants at which pieces begin.

-- The counts: the family of facts that each reads (report.kpi_facts); which of them it takes; what it sums, when it is not their number;
-- and what it takes once in a period, when it does not add up from one period to the next.
create or replace function report.kpi_counts()
returns table (count text, family text, predicate text, amount text, subject text)
language plpgsql immutable
as $$
begin
  return query values
    ('attempts', 'conversation', 'true', null, null),
    ('discussions', 'conversation', 'f.discussion', null, null),
    ('prospects_reached', 'conversation', 'f.discussion', null, 'f.prospect_id'),
    ('appointments', 'conversation', 'f.detail = ''appointment''', null, null),
    ('opportunities_opened', 'opening', 'true', null, null),
    ('opportunities_won', 'closing', 'f.kind = ''won''', null, null),
    ('opportunities_lost', 'closing', 'f.kind = ''lost''', null, null),
    ('opportunities_abandoned', 'closing', 'f.kind = ''abandoned''', null, null),
    ('opportunities_closed', 'closing', 'f.kind in (''won'', ''lost'')', null, null),
    ('amount_won', 'closing', 'f.kind = ''won'' and f.amount_cents is not null', 'f.amount_cents', null),
    ('amount_lost', 'closing', 'f.kind = ''lost'' and f.amount_cents is not null', 'f.amount_cents', null),
    -- Opportunities that entered the stage of the filter, and those that entered the later one afterwards.
    ('stage_entries', 'entry', 'true', null, 'f.id'),
    ('stage_entries_advanced', 'entry', 'f.is_advanced', null, 'f.id'),
    ('prospects_converted', 'conversion', 'true', null, 'f.prospect_id'),
    ('revenue', 'sale', 'true', 'f.amount_cents', null),
    ('orders', 'sale', 'f.is_order', null, null),
    ('order_amount', 'sale', 'f.is_order', 'f.amount_cents', null),
    ('margin', 'sale', 'f.margin_cents is not null', 'f.margin_cents', null),
    -- The revenue of the sales that state their margin.
    ('margin_revenue', 'sale', 'f.margin_cents is not null', 'f.amount_cents', null),
    ('customers', 'order', 'true', null, 'f.prospect_id'),
    ('new_customers', 'order', 'f.is_first', null, 'f.prospect_id'),
    ('repeat_customers', 'order', 'not f.is_first', null, 'f.prospect_id'),
    ('repeat_customers_distinct_days', 'order', 'f.day > f.first_day', null, 'f.prospect_id'),
    ('spend', 'expense', 'true', 'f.amount_cents', null),
    ('acquisition_spend', 'expense', 'f.acquisition', 'f.amount_cents', null),
    ('contacts', 'contact', 'true', null, null),
    -- Prospects by the day of their first discussion, and whether they became customers within the filter's horizon.
    ('prospects_entered', 'cohort', 'true', null, null),
    ('prospects_entered_converted', 'cohort', 'f.is_converted', null, null),
    ('prospects_entered_immature', 'cohort', 'f.is_immature', null, null);
end
$$;

-- Sales and refunds by their own days that meet a condition. Refunds are read whole, not looked up for each sale: there are few of them.
create or replace function report.kpi_sales(condition text)
returns text
language plpgsql immutable
as $$
begin
  return report.sales(condition,
    $q$
    left join (
      select back.refund_of, -sum(back.amount_cents) as total
      from sale back
      where back.organization_id = $1 and back.refund_of is not null and valid(back.recorded_at, back.voided_at, $7)
      group by back.refund_of
    ) refund on refund.refund_of = s.id
    $q$);
end
$$;

-- Orders, with the first one of their customer: that of the conversion or, where a win made the customer, the first since ever.
create or replace function report.order_facts()
returns text
language plpgsql immutable
as $$
declare
  by_a_win constant text := $q$
    select v.prospect_id
    from conversion v
    where v.organization_id = $1 and v.sale_id is null and v.converted_on < $5 and valid(v.recorded_at, v.voided_at, $7)
    $q$;
begin
  return replace(replace(replace(replace(
    $q$
    select s.*, s.id = first.id as is_first, first.day as first_day
    from ({sales}) s
    left join (
      select v.prospect_id, v.sale_id as id, v.converted_on as day
      from conversion v
      where v.organization_id = $1 and v.sale_id is not null and valid(v.recorded_at, v.voided_at, $7)
      union all
      (
        select distinct on (s.prospect_id) s.prospect_id, s.id, s.day
        from ({sales_by_a_win}) s
        where s.is_order
        order by s.prospect_id, s.day, s.id
      )
    ) first on first.prospect_id = s.prospect_id
    where s.is_order and s.prospect_id is not null
    $q$,
    '{sales}', report.kpi_sales('s.sold_on >= $4')),
    '{sales_by_a_win}', report.kpi_sales(
      $q$
      s.prospect_id in (
        select w.prospect_id from ({by_a_win}) w
        union all
        select m.prospect_id from ({by_a_win}) w join {merged} m on m.kept_id = w.prospect_id)
      $q$)),
    '{by_a_win}', by_a_win), '{merged}', report.merged());
end
$$;

-- Opportunities by the day they entered the stage of the filter; one that entered it twice has two. is_advanced: it entered the
-- later stage of the filter afterwards.
create or replace function report.entry_facts()
returns text
language plpgsql immutable
as $$
begin
  return replace(
    $q$
    select o.id, coalesce(m.kept_id, o.prospect_id) as prospect_id, x.salesperson_id, null::uuid as second_id,
      (x.changed_at at time zone $6)::date as day, x.changed_at as at, o.title as detail, o.channel, o.source, x.amount_cents,
      exists (
        select from stage_change later
        where later.organization_id = $1 and later.opportunity_id = o.id and later.number > x.number
          and later.stage_id = ($9 ->> 'later_stage')::uuid and valid(later.recorded_at, later.voided_at, $7)) as is_advanced
    from stage_change x
    join opportunity o on o.organization_id = $1 and o.id = x.opportunity_id and valid(o.recorded_at, o.voided_at, $7)
    left join {merged} m on m.prospect_id = o.prospect_id
    where x.organization_id = $1 and x.stage_id = ($9 ->> 'stage')::uuid and x.changed_at >= $2 and x.changed_at < $3
      and not x.undated and not x.restated and valid(x.recorded_at, x.voided_at, $7)
    $q$,
    '{merged}', report.merged());
end
$$;

-- Expenses of the filter's category and actions.
create or replace function report.expense_facts()
returns text
language plpgsql immutable
as $$
begin
  return $q$
    select e.id, null::uuid as prospect_id, e.salesperson_id, null::uuid as second_id, e.spent_on as day,
      start_of_day(e.spent_on, $6) as at, coalesce(e.action, e.category) as detail, null::text as channel, null::text as source,
      e.amount_cents, e.acquisition
    from expense e
    where e.organization_id = $1 and e.spent_on >= $4 and e.spent_on < $5 and valid(e.recorded_at, e.voided_at, $7)
      and ($9 ->> 'category' is null or folded(e.category) = folded($9 ->> 'category'))
      and ($9 -> 'actions' is null or folded(e.action) in (select folded(a) from jsonb_array_elements_text($9 -> 'actions') a))
    $q$;
end
$$;

-- Prospects who came in through the site, by the source that people and imports write, on the day they were recorded.
create or replace function report.contact_facts()
returns text
language plpgsql immutable
as $$
begin
  return replace(
    $q$
    select p.id, p.id as prospect_id, p.owner_id as salesperson_id, null::uuid as second_id,
      (p.recorded_at at time zone $6)::date as day, p.recorded_at as at, p.source as detail, null::text as channel, p.source,
      null::bigint as amount_cents
    from prospect p
    left join {merged} m on m.prospect_id = p.id
    where p.organization_id = $1 and p.recorded_at >= $2 and p.recorded_at < $3 and valid(p.recorded_at, p.voided_at, $7)
      and m.prospect_id is null
      and lower(p.source) in (
        'website', 'site', 'site web', 'site internet', 'web', 'web site', 'internet', 'formulaire', 'form', 'formulaire web')
    $q$,
    '{merged}', report.merged());
end
$$;

-- Prospects by the day of their first discussion: those that have one in the period and none before it.
-- is_converted: they became customers within the filter's horizon; is_immature: they did not yet, and it is not over.
create or replace function report.cohort_facts()
returns text
language plpgsql immutable
as $$
begin
  return replace(replace(
    $q$
    select first.*,
      v.converted_on is not null and v.converted_on <= first.day + ($9 ->> 'horizon_days')::integer as is_converted,
      v.converted_on is null
        and first.day + ($9 ->> 'horizon_days')::integer >= (coalesce($7, now()) at time zone $6)::date as is_immature
    from (
      select distinct on (c.prospect_id) c.*
      from ({conversations}) c
      where c.discussion
      order by c.prospect_id, c.at, c.id
    ) first
    left join conversion v
      on v.organization_id = $1 and v.prospect_id = first.prospect_id and valid(v.recorded_at, v.voided_at, $7)
    where not exists (
      select
      from conversation earlier
      where earlier.organization_id = $1
        and earlier.prospect_id in (
          select first.prospect_id
          union all
          select m.prospect_id from {merged} m where m.kept_id = first.prospect_id)
        and earlier.discussion and earlier.occurred_at < $2 and valid(earlier.recorded_at, earlier.voided_at, $7))
    $q$,
    '{conversations}', report.conversation_facts()), '{merged}', report.merged());
end
$$;

-- The facts of a family that the filter and the salesperson $8 leave, each with its piece of time.
--
-- The select ends in `limit all`, which the planner does not look into: it would take each instant for a piece of its own, and not let
-- several processes count. (offset 0 allows one process only.)
create or replace function report.kpi_facts(family text)
returns text
language plpgsql immutable
as $$
declare
  facts constant text := case family
    when 'conversation' then report.conversation_facts()
    when 'opening' then report.opening_facts()
    when 'closing' then report.closing_facts()
    when 'entry' then report.entry_facts()
    when 'conversion' then report.conversion_facts()
    when 'sale' then report.kpi_sales('s.sold_on >= $4')
    when 'order' then report.order_facts()
    when 'expense' then report.expense_facts()
    when 'contact' then report.contact_facts()
    when 'cohort' then report.cohort_facts()
  end;
  -- What has a day and no hour falls into its piece by day, which is cheaper.
  piece constant text := case
    when family in ('conversion', 'sale', 'order', 'expense') then 'width_bucket(f.day, $10)'
    else 'width_bucket(f.at, $11)'
  end;
begin
  return replace(replace(
    $q$
    select f.*, {piece} as piece
    from ({facts}) f
    left join prospect p on p.organization_id = $1 and p.id = f.prospect_id
    where ($8 is null or $8 in (f.salesperson_id, f.second_id))
      and ($9 ->> 'team' is null or exists (
        select from salesperson t
        where t.organization_id = $1 and t.id in (f.salesperson_id, f.second_id) and t.team_id = ($9 ->> 'team')::uuid))
      and ($9 ->> 'channel' is null or f.channel = $9 ->> 'channel')
      and ($9 ->> 'lead_source' is null or coalesce(f.source, p.source) = $9 ->> 'lead_source')
      and ($9 ->> 'outcome' is null or f.detail = $9 ->> 'outcome')
      and ($9 -> 'places' is null or lower(p.city) in (select lower(e) from jsonb_array_elements_text($9 -> 'places') e))
    limit all
    $q$,
    '{piece}', piece), '{facts}', facts);
end
$$;

-- Answers many questions: question i asks for counts[i] from from_days[i] until the day before to_days[i], in all (a null
-- salesperson) and, where people[i], for each salesperson. salesperson_id: only what is theirs.
-- value is the sum or the number, n the number of facts; of a count that takes each subject once, both are the number of
-- subjects. What has no facts has no row.
create or replace function report.kpi_values(
  organization_id uuid,
  counts text[],
  from_days date[],
  to_days date[],
  people boolean[],
  filter jsonb default '{}',
  as_known_at timestamptz default null,
  salesperson_id uuid default null
)
returns table (question integer, person_id uuid, value bigint, n bigint)
language plpgsql stable
set role to filon_reports
-- The facts of a year are sorted by prospect; the plan depends on the periods.
set work_mem to '256MB'
set plan_cache_mode to force_custom_plan
-- What is looked up by key is in memory or on a disk that does not turn.
set random_page_cost to 1.1
as $$
#variable_conflict use_column
declare
  zone constant text := (select o.time_zone from organization o where o.organization_id = $1);
  -- Sums and numbers of facts, by piece.
  sums constant text := $q$
    tally as (
      select f.piece, case when $17 then f.salesperson_id end as salesperson_id, case when $17 then f.second_id end as second_id,
        array[{numbers}] as numbers, array[{amounts}]::bigint[] as amounts
      from ({facts}) f
      group by 1, 2, 3
    ),
    counted as (
      select whose.person_id, c.count, t.piece, 0 as before, coalesce(c.amount, c.n) as value, c.n
      from tally t
      cross join lateral (
        values (true, null), (t.salesperson_id is not null, t.salesperson_id), (t.second_id is not null, t.second_id)
      ) as whose (is_asked, person_id)
      cross join lateral unnest($13, t.numbers, t.amounts) as c (count, n, amount)
      where whose.is_asked and c.n > 0
    )
    $q$;
  -- Subjects once a period: in the first piece there in which they have a fact. That is the one whose piece before, in which
  -- they had the fact before, lies before the period.
  subjects constant text := $q$
    fact as not materialized ({facts}),
    seen as (
      select f.person_id, f.piece, array[{takes}] as takes, array[{befores}] as befores
      from (
        select f.*, null::uuid as person_id from fact f
        union all
        select f.*, f.salesperson_id from fact f where $17 and f.salesperson_id is not null
        union all
        select f.*, f.second_id from fact f where $17 and f.second_id is not null
      ) f
      where {takes_any}
      window earlier as (
        partition by {subject}, f.person_id order by f.piece rows between unbounded preceding and 1 preceding)
    ),
    tally as (
      select s.person_id, s.piece, s.takes, s.befores, count(*) as n
      from seen s
      group by s.person_id, s.piece, s.takes, s.befores
    ),
    counted as (
      select t.person_id, c.count, t.piece, coalesce(c.before, 0) as before, t.n as value, t.n
      from tally t
      cross join lateral unnest($13, t.takes, t.befores) as c (count, takes, before)
      where c.takes
    )
    $q$;
  days date[];
  instants timestamptz[];
  asked record;
  statement text;
  hole record;
begin
  -- The facts of a family are read once for the counts that add up, and once for those that take each subject once. (One
  -- reading for both cannot be shared by several processes.)
  for asked in
    select c.family, c.subject, report.kpi_facts(c.family) as facts,
      array_agg(c.count order by c.count) as counts, bool_or(c.people) as by_person,
      string_agg(format('count(*) filter (where %s)', c.predicate), ', ' order by c.count) as numbers,
      string_agg(
        case when c.amount is null then 'null' else format('sum(%s) filter (where %s)', c.amount, c.predicate) end,
        ', ' order by c.count) as amounts,
      string_agg(c.predicate, ', ' order by c.count) as takes,
      string_agg(c.predicate, ' or ' order by c.count) as takes_any,
      string_agg(format('max(f.piece) filter (where %s) over earlier', c.predicate), ', ' order by c.count) as befores
    from (
      select c.count, c.family, c.subject, c.predicate, c.amount, bool_or(q.people) as people
      from unnest(counts, people) q (count, people)
      join report.kpi_counts() c on c.count = q.count
      group by c.count, c.family, c.subject, c.predicate, c.amount
    ) c
    group by c.family, c.subject
  loop
    statement := case when asked.subject is null then sums else subjects end;
    for hole in select h.key, h.value from jsonb_each_text(to_jsonb(asked)) h where h.value is not null loop
      statement := replace(statement, '{' || hole.key || '}', hole.value);
    end loop;
    days := array(
      select distinct d.day
      from unnest(counts, from_days, to_days) q (count, from_day, to_day)
      cross join lateral (values (q.from_day), (q.to_day)) d (day)
      where q.count = any (asked.counts)
      order by d.day);
    instants := array(select start_of_day(d.day, zone) from unnest(days) d (day) order by d.day);
    return query execute 'with ' || statement || $q$
      select q.number::integer, c.person_id, sum(c.value)::bigint, sum(c.n)::bigint
      from unnest($12, $14, $15, $16) with ordinality as q (count, from_day, to_day, people, number)
      join counted c on c.count = q.count
        and c.piece >= width_bucket(q.from_day, $10) and c.piece < width_bucket(q.to_day, $10)
        and c.before < width_bucket(q.from_day, $10)
      where q.people or c.person_id is null
      group by q.number, c.person_id
      $q$
    using organization_id, instants[1], instants[cardinality(instants)], days[1], days[cardinality(days)], zone, as_known_at,
      salesperson_id, filter, days, instants, counts, asked.counts, from_days, to_days, people, asked.by_person;
  end loop;
end
$$;

-- The rows behind an answer of report.kpi_values(): as many as it says, or rows whose amounts sum to it. Counts that take each
-- subject once list it with its first row of the period. in_base: only the subjects with a fact from base_from until from_day
-- as well (true), or only those without (false).
create or replace function report.kpi_rows(
  organization_id uuid,
  count text,
  from_day date,
  to_day date,
  base_from date default null,
  in_base boolean default null,
  filter jsonb default '{}',
  as_known_at timestamptz default null,
  salesperson_id uuid default null
)
returns table (kind text, id uuid, prospect_id uuid, prospect text, at timestamptz, detail text, amount_cents bigint)
language plpgsql stable
set role to filon_reports
set work_mem to '256MB'
set plan_cache_mode to force_custom_plan
as $$
#variable_conflict use_column
declare
  zone constant text := (select o.time_zone from organization o where o.organization_id = $1);
  asked constant record := (select c from report.kpi_counts() c where c.count = kpi_rows.count);
  first_day constant date := coalesce(base_from, from_day);
  days constant date[] := array(select distinct d from unnest(array[first_day, from_day, to_day]) d order by d);
  instants constant timestamptz[] := array(select start_of_day(d, zone) from unnest(days) d order by d);
begin
  return query execute replace(replace(replace(replace(
    $q$
    with fact as materialized (
      select f.id, f.prospect_id, f.at, f.detail, {subject} as subject, {amount} as amount_cents,
        f.piece >= width_bucket($12, $10) as is_in_period
      from ({facts}) f
      where {predicate}
    )
    select $13, f.id, f.prospect_id, p.name, f.at, f.detail, f.amount_cents
    from (select distinct on (f.subject) f.* from fact f where f.is_in_period order by f.subject, f.at, f.id) f
    left join prospect p on p.organization_id = $1 and p.id = f.prospect_id
    where $14 is null or $14 = (f.subject in (select b.subject from fact b where not b.is_in_period))
    order by f.at, f.id
    $q$,
    '{subject}', coalesce(asked.subject, 'f.id')), '{amount}', coalesce(asked.amount, 'f.amount_cents')),
    '{predicate}', asked.predicate), '{facts}', report.kpi_facts(asked.family))
  using organization_id, start_of_day(first_day, zone), start_of_day(to_day, zone), first_day, to_day, zone, as_known_at,
    salesperson_id, filter, days, instants, from_day,
    case
      when asked.family = 'cohort' then 'conversation'
      when asked.family in ('opening', 'closing', 'entry') then 'opportunity'
      when asked.family = 'order' then 'sale'
      when asked.family = 'contact' then 'prospect'
      else asked.family
    end,
    in_base;
end
$$;
