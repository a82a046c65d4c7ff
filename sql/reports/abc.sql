-- ABC classes of customers by what they bought in a window of business days.
--
-- Class by the strict rule: from the share held by customers strictly greater, A when it is below threshold A, B when
-- below threshold B, else C. Equal customers share a class, the greatest is always A, no sort order matters, and integers
-- make it exact. The cumulative rule (DAX Patterns, « ABC classification ») counts the customer and its equals in:
-- A when that share is at most threshold A; whoever crosses a threshold goes down.
-- Customers with nothing or less are C with a reason, outside the total. Thresholds are ten-thousandths.
create or replace function report.abc(
  organization_id uuid,
  criterion text,
  from_day date,
  to_day date,
  threshold_a integer,
  threshold_b integer,
  rule text,
  as_known_at timestamptz default null
)
returns table (
  prospect_id uuid, prospect text, class text, reason text, value bigint, revenue_cents bigint, margin_cents bigint,
  orders bigint, greater_value numeric, total numeric
)
language plpgsql stable
set plan_cache_mode to force_custom_plan
as $$
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
      count(*) filter (where s.kind = 'sale') as orders
    from sale s
    left join merged m on m.prospect_id = s.prospect_id
    where s.organization_id = $1
      and s.sold_on >= $3
      and s.sold_on < $4
      and s.prospect_id is not null
      and (case when $8 is null then s.voided_at is null
        else s.recorded_at <= $8 and (s.voided_at is null or s.voided_at > $8) end)
    group by 1
  ),
  -- A customer who bought nothing in the window stays visible.
  customer as (
    select coalesce(b.prospect_id, v.prospect_id) as prospect_id,
      coalesce(b.revenue, 0)::bigint as revenue, coalesce(b.margin, 0)::bigint as margin, coalesce(b.orders, 0) as orders,
      b.prospect_id is not null as active,
      coalesce(case $2 when 'revenue' then b.revenue when 'margin' then b.margin else b.orders end, 0)::bigint as value
    from bought b
    full join (
      select v.prospect_id
      from conversion v
      where v.organization_id = $1
        and v.converted_on < $4
        and (case when $8 is null then v.voided_at is null
          else v.recorded_at <= $8 and (v.voided_at is null or v.voided_at > $8) end)
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
  )
  select r.prospect_id, p.name,
    case
      when r.value <= 0 then 'C'
      when $7 = 'strict' and r.greater * 10000 < r.total * $5 then 'A'
      when $7 = 'strict' and r.greater * 10000 < r.total * $6 then 'B'
      when $7 = 'cumulative' and r.reached * 10000 <= r.total * $5 then 'A'
      when $7 = 'cumulative' and r.reached * 10000 <= r.total * $6 then 'B'
      else 'C'
    end,
    case when not r.active then 'no_sale' when r.value <= 0 then 'nothing_or_less' end,
    r.value, r.revenue, r.margin, r.orders, r.greater, coalesce(r.total, 0)
  from ranked r
  join prospect p on p.organization_id = $1 and p.id = r.prospect_id
  order by r.value desc, p.name_key, r.prospect_id;
end
$$;
