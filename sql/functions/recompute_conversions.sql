-- The prospect that stands for this one: itself, or the one it was merged into.
create or replace function kept_prospect(organization_id uuid, prospect_id uuid)
returns uuid
language plpgsql stable parallel safe
as $$
begin
  return coalesce(
    (
      select m.kept_id
      from prospect_merge m
      where m.organization_id = $1 and m.prospect_id = $2 and m.voided_at is null
      order by m.recorded_at desc
      limit 1
    ),
    $2);
end
$$;

-- The prospects whose rows every change of their facts locks first, in the order of ids, so that none waits for another
-- in a circle.
create or replace function lock_prospects(organization_id uuid, prospect_ids uuid[])
returns void
language plpgsql
as $$
begin
  perform from prospect p
  where p.organization_id = $1
    and p.id in (select kept_prospect($1, r.id) from unnest(prospect_ids) as r (id))
  order by p.id
  for no key update;
end
$$;

-- Makes the conversions of these prospects what their sales and wins say: a prospect became a customer on the day of
-- the first sale or win that stands. Called after whatever may change that: sales and wins recorded or voided,
-- opportunities reopened, imports undone, prospects merged or parted. A conversion that no longer holds is voided,
-- so that a report as known earlier still finds it.
--
-- conversion_ids[i] is the id for a conversion of prospect_ids[i], should one be needed: ids come from the writer.
-- The caller acts as director: the first sale may be a colleague's.
create or replace function recompute_conversions(organization_id uuid, prospect_ids uuid[], conversion_ids uuid[])
returns void
language plpgsql
as $$
#variable_conflict use_column
declare
  zone text := (select o.time_zone from organization o where o.organization_id = $1);
  due conversion[];
  recomputed_at timestamptz;
begin
  -- Two sets must not recompute one prospect at once.
  perform lock_prospects($1, prospect_ids);
  -- One instant for what ends and what begins: as known at any other, a prospect has one conversion at most.
  recomputed_at := clock_timestamp();

  -- Merged prospects are taken as one, under the one that was kept.
  with kept as (
    select kept_prospect($1, r.id) as id, min(r.conversion_id::text)::uuid as conversion_id
    from unnest(prospect_ids, conversion_ids) as r (id, conversion_id)
    where r.id is not null
    group by 1
  ),
  member as (
    select kept.id as kept_id, kept.conversion_id, kept.id as prospect_id
    from kept
    union
    select kept.id, kept.conversion_id, m.prospect_id
    from kept
    join prospect_merge m on m.organization_id = $1 and m.kept_id = kept.id and m.voided_at is null
    where kept_prospect($1, m.prospect_id) = kept.id
  ),
  event as (
    select member.kept_id, member.conversion_id, s.sold_on as day, s.opportunity_id, s.id as sale_id, s.channel
    from member
    cross join lateral (
      select each.*
      from sale each
      where each.organization_id = $1
        and each.prospect_id = member.prospect_id
        and each.kind = 'sale'
        and each.voided_at is null
        -- Given back in full, it made nobody a customer.
        and not exists (
          select from sale back
          where back.organization_id = $1 and back.refund_of = each.id and back.voided_at is null
          having -sum(back.amount_cents) >= each.amount_cents)
      order by each.sold_on, each.id
      limit 1
    ) s
    union all
    select member.kept_id, member.conversion_id, (x.changed_at at time zone zone)::date, o.id, null, o.channel
    from member
    cross join lateral (
      select each.*
      from opportunity each
      where each.organization_id = $1
        and each.prospect_id = member.prospect_id
        and each.stage_kind = 'won'
        and each.voided_at is null
      order by each.closed_at, each.id
      limit 1
    ) o
    cross join lateral (
      select each.changed_at
      from stage_change each
      where each.organization_id = $1 and each.opportunity_id = o.id and each.number = o.changes
      offset 0
    ) x
  ),
  earliest as (
    select distinct on (event.kept_id) event.*
    from event
    -- On one day a sale says more than a win: it is linked to what was paid.
    order by event.kept_id, event.day, event.sale_id nulls last, event.opportunity_id
  )
  select array_agg(
    row(
      $1, e.conversion_id, e.kept_id, e.opportunity_id, e.sale_id, e.channel, e.day, recomputed_at, null, null
    )::conversion)
  into due
  from earliest e;

  update conversion v
  set voided_at = recomputed_at,
    void_reason = 'recomputed'
  where v.organization_id = $1
    and v.prospect_id in (
      select r.id from unnest(prospect_ids) as r (id) union select kept_prospect($1, r.id) from unnest(prospect_ids) as r (id))
    and v.voided_at is null
    and not exists (
      -- Another sale of the same day has its own credits.
      select from unnest(due) as d
      where d.prospect_id = v.prospect_id
        and d.converted_on = v.converted_on
        and d.sale_id is not distinct from v.sale_id
        and d.opportunity_id is not distinct from v.opportunity_id);

  with added as (
    insert into conversion
    select d.*
    from unnest(due) as d
    where not exists (
      select from conversion v
      where v.organization_id = $1 and v.prospect_id = d.prospect_id and v.voided_at is null)
    returning id, sale_id, opportunity_id
  ),
  credited as (
    -- The salespeople of the conversation that sold share equally; the parts sum to 10,000 whatever their number.
    select added.id, person.id as salesperson_id,
      count(*) over whole as people,
      row_number() over (whole order by person.id) as place
    from added
    left join lateral (
      select each.* from sale each where each.organization_id = $1 and each.id = added.sale_id offset 0) s on true
    left join lateral (
      select each.* from conversation each where each.organization_id = $1 and each.id = s.conversation_id offset 0) c on true
    left join lateral (
      select each.*
      from opportunity each
      where each.organization_id = $1 and each.id = added.opportunity_id and added.sale_id is null
      offset 0
    ) o on true
    left join lateral (
      select each.*
      from stage_change each
      where each.organization_id = $1 and each.opportunity_id = o.id and each.number = o.changes
      offset 0
    ) x on true
    cross join lateral (
      select distinct each.id
      from unnest(array[s.salesperson_id, c.salesperson_id, c.second_salesperson_id, x.salesperson_id]) as each (id)
      where each.id is not null
    ) person
    window whole as (partition by added.id)
  )
  insert into conversion_credit (organization_id, conversion_id, salesperson_id, parts)
  select $1, id, salesperson_id, 10000 / people + case when place <= 10000 % people then 1 else 0 end
  from credited
  on conflict do nothing;
end
$$;
