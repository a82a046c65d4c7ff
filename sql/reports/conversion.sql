-- Conversion per salesperson, team, channel, source, profile, month or quarter.
--
-- report.conversion_rows_of() says which rows make each figure; report.conversion() counts them and
-- report.conversion_rows() lists them. The three share one text, so a number and its rows cannot disagree.
-- In the texts: $1 organization, $2 and $3 the period's instants, $4 and $5 its days, $6 the time zone, $7 known at,
-- $8 the salesperson whose figures alone are asked for.
--
-- A salesperson's own figures are asked for by $8 and not left to the policies of the tables: those hide what a colleague
-- did to an opportunity since (reopened it, closed it again), and a win would stand that no longer does.

-- Whether a fact stands: it is not voided; as known at an instant, it was recorded and not yet voided then.
create or replace function report.standing(subject text, as_known boolean)
returns text
language plpgsql immutable
as $$
begin
  return case
    when as_known then format('(%1$s.recorded_at <= $7 and (%1$s.voided_at is null or %1$s.voided_at > $7))', subject)
    else format('%s.voided_at is null', subject)
  end;
end
$$;

-- The rows behind a family of figures, one select: key (of the dimension), prospect_id, id, at, detail, …
-- Keys of people and teams are ids, of all others text: hundreds of thousands of ids sort and hash faster than their texts.
-- own: only those of the salesperson $8.
create or replace function report.conversion_rows_of(family text, dimension text, as_known boolean, own boolean)
returns text
language plpgsql immutable
as $$
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
$$;

-- The figures, one row a key and a last row (is_total) over all. Days are business days of the organization's time
-- zone, from_day included and to_day not; money in cents. Null key: nobody, or none given.
-- With a salesperson_id, only what is theirs.
--   attempts            conversations, whether or not somebody spoke
--   discussions         those in which somebody spoke who was not a customer yet
--   prospects_reached   prospects with a discussion
--   opened, won, lost, abandoned: opportunities by the day it happened; open: at the end of the period
--   undated             opportunities that nothing says were open then: their opening or closing day is not known
--   prospects_converted with credit_parts, their ten-thousandths after attribution
--   revenue_cents       sales less refunds; orders and order_cents leave out orders given back in full
--   days_sum, days_median over the days_count wins whose opening day is known
create or replace function report.conversion(
  organization_id uuid,
  dimension text,
  from_day date,
  to_day date,
  as_known_at timestamptz default null,
  salesperson_id uuid default null
)
returns table (
  key text, is_total boolean, attempts bigint, discussions bigint, prospects_reached bigint, opened bigint, won bigint,
  lost bigint, abandoned bigint, open bigint, undated bigint, prospects_converted bigint, credit_parts bigint, revenue_cents bigint,
  orders bigint, order_cents bigint, days_count bigint, days_sum bigint, days_median double precision
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
$$;

-- The rows behind one figure of report.conversion(), of one key or of all: as many as the figure says, or, for money
-- and days, rows that sum to it. Figures of prospects list each prospect once, with its first row. `closed` is won or
-- lost: what a win rate divides by.
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
$$;

-- The business day of the first fact that reports know: figures of earlier periods are missing, not zero.
create or replace function report.history_start(organization_id uuid, as_known_at timestamptz default null)
returns date
language plpgsql stable
set role to filon_reports
set plan_cache_mode to force_custom_plan
as $$
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
$$;
