-- Named counts over many periods in one pass: what KPIs divide, and the rows behind them.
--
-- report.kpi_count() says which facts a count takes, report.kpi_facts_of() is the text that reads the facts of a family,
-- report.kpi_values() counts them and report.kpi_rows() lists them. A number and its rows share these texts.
-- Where the conversion report has the same facts, its text is taken: discussions here are discussions there.
--
-- In the texts: $1 to $8 as in conversion.sql, $9 the filter as JSON.
--
-- Many periods cost one reading. Their bounds cut time into pieces; each fact falls into one piece, and
--   what adds up is summed by piece, then over the pieces of each period;
--   what counts each prospect once gathers the pieces of a prospect as bits, of which each period asks for some.
-- Both name the facts' pieces and what a count asks of each in a select of its own that ends in `limit all`: without, the
-- planner would take each instant for a piece and not let several processes count. (offset 0 allows one process only.)

-- A count: the family of facts it reads; which of them it takes; what it sums, when it is not their number; and of what
-- each is taken once, when it does not add up from one period to the next.
create or replace function report.kpi_count(count text, out family text, out predicate text, out amount text, out subject text)
language plpgsql immutable
as $$
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

-- What was given back of each sale. It is read whole, not looked up for each sale: refunds are few.
create or replace function report.kpi_refunds(as_known boolean)
returns text
language plpgsql immutable
as $$
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
$$;

-- The first order, before a day, of each prospect whom a win had made a customer before: of the others it is the sale of
-- their conversion. A function, so that the counts that ask for it are still shared by several processes.
create or replace function first_orders_after_wins(organization_id uuid, before date, as_known_at timestamptz)
returns table (prospect_id uuid, id uuid, sold_on date)
language plpgsql stable parallel safe
set plan_cache_mode to force_custom_plan
set random_page_cost to 1.1
as $$
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
$$;

-- The facts of a family in a period, one select: person, companion, prospect_id, id, day or at, detail, amount, …
-- by_person: who did it is asked for; without, what need not be joined is not. filters: the keys that $9 has.
create or replace function report.kpi_facts_of(family text, by_person boolean, as_known boolean, own boolean, filters text[])
returns text
language plpgsql immutable
as $$
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
$$;

-- The instant or day by which facts of a family fall into pieces of time.
create or replace function report.kpi_moment(family text)
returns text
language plpgsql immutable
as $$
begin
  return case when family in ('sale', 'sale_ranked', 'expense') then 'day' else 'at' end;
end
$$;

-- What report.kpi_values() asks of the counts of one family.
create or replace function report.kpi_family_values(
  organization_id uuid,
  family text,
  counts text[],
  from_days date[],
  to_days date[],
  base_from date[],
  base_to date[],
  uses text[],
  people boolean[],
  filter jsonb default '{}',
  as_known_at timestamptz default null,
  salesperson_id uuid default null
)
returns table (question integer, person_id uuid, value bigint, n bigint)
language plpgsql stable
set role to filon_reports
-- The prospects of a year are hashed; the plan depends on the periods.
set work_mem to '256MB'
set plan_cache_mode to force_custom_plan
-- What is looked up by key is in memory or on a disk that does not turn.
set random_page_cost to 1.1
as $$
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
$$;

-- For each question about a count that takes each subject once: how many have a bit in its period, by its use.
create or replace function report.kpi_counting(
  counts text[], from_days date[], to_days date[], base_from date[], base_to date[], uses text[], marks text[], days date[],
  width integer
)
returns text
language plpgsql immutable
as $$
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

-- Whether mark number `mark` has a bit of the pieces between two days.
create or replace function report.kpi_bits(mark integer, from_day date, to_day date, days date[], width integer)
returns text
language plpgsql immutable
as $$
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

-- Answers many questions about counts. Question i asks for counts[i] from from_days[i] until the day
-- before to_days[i], in total and, where people[i], for each salesperson. uses[i], for counts that take each prospect once:
--   all   whoever has a fact in the period
--   both  who has one in the base period too (base_from[i] until the day before base_to[i])
--   new   who has none in the base period
-- salesperson_id: only what is theirs. Answers one row a question with a null salesperson, and one for each salesperson with
-- facts; n is the number of facts, or of subjects.
create or replace function report.kpi_values(
  organization_id uuid,
  counts text[],
  from_days date[],
  to_days date[],
  base_from date[],
  base_to date[],
  uses text[],
  people boolean[],
  filter jsonb default '{}',
  as_known_at timestamptz default null,
  salesperson_id uuid default null
)
returns table (question integer, person_id uuid, value bigint, n bigint)
language plpgsql stable
set role to filon_reports
as $$
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
$$;

-- The rows behind an answer of report.kpi_values: as many as it says, or rows whose amounts sum to it. Counts that take each
-- subject once list it once, with its first row of the period.
create or replace function report.kpi_rows(
  organization_id uuid,
  count text,
  from_day date,
  to_day date,
  base_from date default null,
  base_to date default null,
  use text default 'all',
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
$$;
