-- ABC classes of customers by what they bought in a window of business days.
--
-- Class by the strict rule: from the share held by customers strictly greater, A when it is below threshold A, B when
-- below threshold B, else C. Equal customers share a class, the greatest is always A, no sort order matters, and integers
-- make it exact. The cumulative rule (DAX Patterns, « ABC classification ») counts the customer and its equals in:
-- A when that share is at most threshold A; whoever crosses a threshold goes down.
-- Customers with nothing or less are C with a reason, outside the total; when nobody has more than nothing there is no
-- class at all. Former customers, who bought nothing in the window, are F and come after the others. Sales without a prospect
-- are one last row without one. Thresholds are ten-thousandths.
-- An order given back in full is no order. A margin is null when no sale says its own, and counts as nothing.
-- With a salesperson_id: what they sold, and whom they won.
create or replace function report.abc(
  organization_id uuid,
  criterion text,
  from_day date,
  to_day date,
  threshold_a integer,
  threshold_b integer,
  rule text,
  as_known_at timestamptz default null,
  salesperson_id uuid default null
)
returns table (
  prospect_id uuid, prospect text, class text, reason text, value bigint, revenue_cents bigint, margin_cents bigint,
  orders bigint, without_margin bigint, potential_cents bigint, greater_value numeric, total numeric
)
language plpgsql stable
set role to filon_reports
set plan_cache_mode to force_custom_plan
as $$
#variable_conflict use_column
begin
  if criterion not in ('revenue', 'margin', 'orders') or rule not in ('strict', 'cumulative') then
    raise exception 'unknown criterion or rule: %, %', criterion, rule using errcode = 'invalid_parameter_value';
  end if;
  return query execute replace(
    $q$
    with bought as (
      select s.prospect_id, sum(s.amount_cents) as revenue, sum(s.margin_cents) as margin,
        count(*) filter (where s.margin_cents is null) as without_margin, count(*) filter (where s.is_order) as orders
      from ({sales}) s
      where $8 is null or s.salesperson_id = $8
      group by s.prospect_id
    ),
    -- A customer who bought nothing in the window stays visible.
    customer as (
      select coalesce(b.prospect_id, v.prospect_id) as prospect_id,
        coalesce(b.revenue, 0)::bigint as revenue, b.margin::bigint as margin, coalesce(b.orders, 0) as orders,
        coalesce(b.without_margin, 0) as without_margin,
        b.prospect_id is not null as active,
        coalesce(case $9 when 'revenue' then b.revenue when 'margin' then b.margin else b.orders end, 0)::bigint as value
      from (select * from bought where bought.prospect_id is not null) b
      full join (
        select v.prospect_id
        from conversion v
        where v.organization_id = $1
          and v.converted_on < $5
          and valid(v.recorded_at, v.voided_at, $7)
          and ($8 is null or exists (
            select from conversion_credit k
            where k.organization_id = $1 and k.conversion_id = v.id and k.salesperson_id = $8))
      ) v on v.prospect_id = b.prospect_id
    ),
    -- Equal customers count for each other in what is reached, and not in what is greater.
    ranked as (
      select c.*,
        sum(c.value) filter (where c.value > 0) over () as total,
        coalesce(sum(c.value) filter (where c.value > 0) over (order by c.value desc), 0)
          - coalesce(sum(c.value) filter (where c.value > 0) over (partition by c.value), 0) as greater,
        sum(c.value) filter (where c.value > 0) over (order by c.value desc) as reached
      from customer c
    ),
    classified as (
      select r.prospect_id, p.name, p.name_key,
        case
          when r.total is null then null
          when not r.active then 'F'
          when r.value <= 0 then 'C'
          when $12 = 'strict' and r.greater * 10000 < r.total * $10 then 'A'
          when $12 = 'strict' and r.greater * 10000 < r.total * $11 then 'B'
          when $12 = 'cumulative' and r.reached * 10000 <= r.total * $10 then 'A'
          when $12 = 'cumulative' and r.reached * 10000 <= r.total * $11 then 'B'
          else 'C'
        end as class,
        case when not r.active then 'no_sale' when r.value <= 0 then 'nothing_or_less' end as reason,
        r.value, r.revenue, r.margin, r.orders, r.without_margin, p.potential_cents, r.greater, coalesce(r.total, 0) as total
      from ranked r
      join prospect p on p.organization_id = $1 and p.id = r.prospect_id
      union all
      select null, null, null, null, 'no_prospect',
        coalesce(case $9 when 'revenue' then b.revenue when 'margin' then b.margin else b.orders end, 0)::bigint,
        b.revenue::bigint, b.margin::bigint, b.orders, b.without_margin, null, 0, 0
      from bought b
      where b.prospect_id is null
    )
    select c.prospect_id, c.name, c.class, c.reason, c.value, c.revenue, c.margin, c.orders, c.without_margin,
      c.potential_cents, c.greater, c.total
    from classified c
    order by c.prospect_id is null, c.reason is not distinct from 'no_sale', c.value desc, c.name_key, c.prospect_id
    $q$,
    '{sales}', report.sale_facts())
  using organization_id, null::timestamptz, null::timestamptz, from_day, to_day, null::text, as_known_at, salesperson_id,
    criterion, threshold_a, threshold_b, rule;
end
$$;

-- Line P of the crossed matrix: prospects who never bought, by band of potential. bands are lower bounds in cents in
-- descending order; band 1 is the greatest potential, the last one everything below, null an unknown potential.
-- A merged prospect counts as the one it was merged into. With a salesperson_id: the prospects they own.
create or replace function report.prospects_without_purchase(
  organization_id uuid,
  from_day date,
  to_day date,
  bands bigint[],
  as_known_at timestamptz default null,
  salesperson_id uuid default null
)
returns table (band integer, prospects bigint, potential_cents bigint)
language plpgsql stable
set role to filon_reports
set plan_cache_mode to force_custom_plan
as $$
#variable_conflict use_column
begin
  return query execute replace(replace(
    $q$
    with customer as (
      select s.prospect_id as id from ({sales}) s where s.prospect_id is not null
      union
      select v.prospect_id
      from conversion v
      where v.organization_id = $1
        and v.converted_on < $5
        and valid(v.recorded_at, v.voided_at, $7)
    ),
    banded as (
      select p.potential_cents,
        case when p.potential_cents is not null then 1 + (
          select count(*)::integer from unnest($9) as bound where p.potential_cents < bound) end as band
      from prospect p
      where p.organization_id = $1
        and valid(p.recorded_at, p.voided_at, $7)
        and ($8 is null or p.owner_id = $8)
        and not exists (select from {merged} m where m.prospect_id = p.id)
        and not exists (select from customer c where c.id = p.id)
    )
    select b.band, count(*), coalesce(sum(b.potential_cents), 0)::bigint
    from banded b
    group by b.band
    order by b.band nulls last
    $q$,
    '{sales}', report.sale_facts()), '{merged}', report.merged())
  using organization_id, null::timestamptz, null::timestamptz, from_day, to_day, null::text, as_known_at, salesperson_id, bands;
end
$$;
