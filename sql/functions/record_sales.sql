-- Records sales and refunds as one set and recomputes whose prospects became customers.
--
-- Element i of every array is sale i; actor is the salesperson who asks for it, null for a director, and amounts are
-- cents excluding VAT, negative for refunds. A sale without a salesperson is that of its prospect's owner. A refund names its
-- sale by id or by the reference of one system. It has the sale's prospect, salesperson, opportunity and conversation, its
-- channel when it states none, and its share of the margin then.
-- Answers one row for each that was not recorded: repeated, conflict, denied or invalid, as record_conversations(); the
-- reasons are prospect, salesperson, opportunity and conversation (unknown, or not that prospect's), and for refunds
-- unknown_sale (unknown or voided), earlier (than its sale) and more_than_sold.
create or replace function record_sales(
  organization_id uuid,
  actor uuid,
  ids uuid[],
  conversion_ids uuid[],
  prospect_ids uuid[],
  salesperson_ids uuid[],
  opportunity_ids uuid[],
  conversation_ids uuid[],
  refund_of_ids uuid[],
  refund_of_references text[],
  sold_ons date[],
  amounts bigint[],
  margins bigint[],
  channels text[],
  notes text[],
  reference_system text,
  reference_texts text[],
  import_id uuid
)
returns table (number integer, status text, reason text)
language plpgsql
as $$
#variable_conflict use_column
declare
  recorded uuid[];
  refunded uuid[];
begin
  -- Sales first: a refund of the same set finds its sale.
  with added as (
    insert into sale (
      organization_id, id, prospect_id, salesperson_id, opportunity_id, conversation_id, kind, sold_on, amount_cents,
      margin_cents, channel, note, system, reference, import_id)
    select
      $1, r.id, r.prospect_id, coalesce(r.salesperson_id, p.owner_id), r.opportunity_id, r.conversation_id, 'sale', r.sold_on, r.amount_cents,
      r.margin_cents, r.channel, r.note, case when r.reference is not null then $16 end, r.reference, $18
    from unnest(
      ids, prospect_ids, salesperson_ids, opportunity_ids, conversation_ids, sold_ons, amounts, margins, channels, notes,
      reference_texts
    ) as r (
      id, prospect_id, salesperson_id, opportunity_id, conversation_id, sold_on, amount_cents, margin_cents, channel, note,
      reference)
    -- Looked up by their keys (`offset 0`), see record_conversations().
    left join lateral (
      select p.id, p.owner_id
      from prospect p
      where p.organization_id = $1 and p.id = r.prospect_id and p.voided_at is null
      offset 0
    ) p on true
    left join salesperson person on person.organization_id = $1 and person.id = r.salesperson_id
    left join lateral (
      select o.id
      from opportunity o
      where o.organization_id = $1
        and o.id = r.opportunity_id
        and (o.prospect_id = r.prospect_id or kept_prospect($1, o.prospect_id) = r.prospect_id)
      offset 0
    ) o on true
    left join lateral (
      select c.id
      from conversation c
      where c.organization_id = $1
        and c.id = r.conversation_id
        and (c.prospect_id = r.prospect_id or kept_prospect($1, c.prospect_id) = r.prospect_id)
      offset 0
    ) c on true
    where r.amount_cents >= 0
      and (actor is null or coalesce(r.salesperson_id, p.owner_id) = actor)
      and (r.prospect_id is null or p.id is not null)
      and (r.salesperson_id is null or person.id is not null)
      and (r.opportunity_id is null or o.id is not null)
      and (r.conversation_id is null or c.id is not null)
    order by r.id
    on conflict do nothing
    returning id
  )
  select array_agg(added.id) into recorded from added;

  -- Two refunds of one sale take turns, so that they cannot give back more than was sold.
  if exists (select from unnest(amounts) as r (amount_cents) where r.amount_cents < 0) then
    perform from sale s
    where s.organization_id = $1
      and s.id in (
        select r.id from unnest(refund_of_ids) as r (id)
        union
        select known.id
        from unnest(refund_of_references) as r (reference)
        join sale known on known.organization_id = $1 and known.system = $16 and known.reference = r.reference)
    order by s.id
    for no key update;
  end if;

  with recursive given as (
    select r.*, s.id as sale_id, s.prospect_id as sale_prospect_id, s.sold_on as sale_on,
      coalesce(s.salesperson_id, r.salesperson_id) as credited_id, s.opportunity_id, s.conversation_id,
      coalesce(r.channel, s.channel) as sold_through, s.amount_cents + before.cents as left_cents,
      s.margin_cents + before.margin_cents as left_margin
    from unnest(
      ids, prospect_ids, salesperson_ids, refund_of_ids, refund_of_references, sold_ons, amounts, margins, channels, notes,
      reference_texts
    ) with ordinality as r (
      id, prospect_id, salesperson_id, refund_of, refund_reference, sold_on, amount_cents, margin_cents, channel, note,
      reference, number)
    left join lateral (
      select each.*
      from sale each
      where each.organization_id = $1 and each.id = r.refund_of and each.kind = 'sale' and each.voided_at is null
      union all
      select each.*
      from sale each
      where each.organization_id = $1
        and each.system = $16
        and each.reference = r.refund_reference
        and each.kind = 'sale'
        and each.voided_at is null
      limit 1
    ) s on true
    cross join lateral (
      select coalesce(sum(back.amount_cents), 0) as cents, coalesce(sum(back.margin_cents), 0) as margin_cents
      from sale back
      where back.organization_id = $1 and back.refund_of = s.id and back.voided_at is null
    ) before
    where r.amount_cents < 0
      and not exists (select from sale known where known.organization_id = $1 and known.id = r.id)
      and not exists (
        select from sale known
        where known.organization_id = $1 and known.system = $16 and known.reference = r.reference and known.voided_at is null)
  ),
  -- Once each: a repetition within the set counts no more than one across sets.
  admissible as (
    select distinct on (coalesce(g.reference, g.id::text)) g.*
    from given g
    left join lateral (
      select p.id
      from prospect p
      where p.organization_id = $1 and p.id = g.prospect_id and p.voided_at is null
      offset 0
    ) p on true
    left join salesperson person on person.organization_id = $1 and person.id = g.credited_id
    where (actor is null or g.credited_id = actor)
      and (g.credited_id is null or person.id is not null)
      and (g.sale_id is not null or g.prospect_id is null or p.id is not null)
      and (g.sale_id is not null or g.refund_of is null and g.refund_reference is null)
      and (g.sale_on is null or g.sale_on <= g.sold_on)
    order by coalesce(g.reference, g.id::text), g.number
  ),
  -- The refunds of a sale take turns, each against what those before it left: one that asks for more is passed over and does
  -- not count against the next. Of the margin left, one that states none takes the share that it takes of the amount left; so
  -- the one that completes the sale takes exactly what remains.
  turns as (
    select a.*, row_number() over (partition by a.sale_id order by a.number) as turn
    from admissible a
  ),
  taken (sale_id, turn, fits, margin_cents, left_cents, left_margin) as (
    select distinct t.sale_id, 0::bigint, false, 0::numeric, t.left_cents, t.left_margin
    from turns t
    where t.sale_id is not null
    union all
    select t.sale_id, t.turn, share.fits, share.margin_cents,
      before.left_cents + case when share.fits then t.amount_cents else 0 end,
      before.left_margin + case when share.fits then share.margin_cents else 0 end
    from taken before
    join turns t on t.sale_id = before.sale_id and t.turn = before.turn + 1
    cross join lateral (
      select -t.amount_cents <= before.left_cents as fits,
        coalesce(t.margin_cents, round(before.left_margin * t.amount_cents / nullif(before.left_cents, 0))) as margin_cents
    ) share
  ),
  added as (
    insert into sale (
      organization_id, id, prospect_id, salesperson_id, opportunity_id, conversation_id, kind, refund_of, sold_on,
      amount_cents, margin_cents, channel, note, system, reference, import_id)
    select
      $1, t.id, coalesce(t.sale_prospect_id, t.prospect_id), t.credited_id, t.opportunity_id, t.conversation_id, 'refund',
      t.sale_id, t.sold_on, t.amount_cents, coalesce(t.margin_cents, taken.margin_cents), t.sold_through, t.note, case when t.reference is not null then $16 end,
      t.reference, $18
    from turns t
    left join taken on taken.sale_id = t.sale_id and taken.turn = t.turn
    where t.sale_id is null or taken.fits
    on conflict do nothing
    returning id
  )
  select array_agg(added.id) into refunded from added;
  recorded := recorded || refunded;

  perform recompute_conversions(
    $1,
    array_agg(s.prospect_id),
    array_agg(r.conversion_id))
  from unnest(ids, conversion_ids) as r (id, conversion_id)
  cross join lateral (
    select s.prospect_id from sale s where s.organization_id = $1 and s.id = r.id and s.prospect_id is not null offset 0) s
  where r.id = any (recorded);

  if coalesce(cardinality(recorded), 0) = cardinality(ids) then
    return;
  end if;

  return query
  select
    r.number::integer,
    case
      when actor is not null and coalesce(target.salesperson_id, r.salesperson_id) is distinct from actor then 'denied'
      when s.id is null then 'invalid'
      when s.amount_cents = r.amount_cents
        and s.sold_on = r.sold_on
        and s.salesperson_id is not distinct from coalesce(r.salesperson_id, s.salesperson_id)
        -- What a refund does not state it has from its sale.
        and (s.margin_cents is not distinct from r.margin_cents or r.margin_cents is null and s.refund_of is not null)
        and (s.opportunity_id is not distinct from r.opportunity_id or r.opportunity_id is null and s.refund_of is not null)
        and (s.conversation_id is not distinct from r.conversation_id or r.conversation_id is null and s.refund_of is not null)
        and (r.refund_of is null or s.refund_of = r.refund_of)
        and (s.channel is not distinct from r.channel or r.channel is null and s.refund_of is not null)
        and (kept_prospect($1, s.prospect_id) is not distinct from coalesce(r.prospect_id, s.prospect_id)
          or s.prospect_id = r.prospect_id)
        then 'repeated'
      else 'conflict'
    end,
    case
      when s.id is not null then null
      when r.amount_cents < 0 and target.id is null and (r.refund_of is not null or r.refund_reference is not null)
        then 'unknown_sale'
      when r.amount_cents < 0 and r.sold_on < target.sold_on then 'earlier'
      when r.amount_cents < 0 and target.id is not null then 'more_than_sold'
      when r.salesperson_id is not null and not exists (
        select from salesperson person where person.organization_id = $1 and person.id = r.salesperson_id) then 'salesperson'
      when r.opportunity_id is null and r.conversation_id is null or not exists (
        select from prospect p where p.organization_id = $1 and p.id = r.prospect_id and p.voided_at is null) then 'prospect'
      when r.opportunity_id is not null and not exists (
        select from opportunity o
        where o.organization_id = $1
          and o.id = r.opportunity_id
          and (o.prospect_id = r.prospect_id or kept_prospect($1, o.prospect_id) = r.prospect_id)) then 'opportunity'
      else 'conversation'
    end
  from unnest(
    ids, prospect_ids, salesperson_ids, opportunity_ids, conversation_ids, refund_of_ids, refund_of_references, sold_ons,
    amounts, margins, channels, reference_texts
  ) with ordinality as r (
    id, prospect_id, salesperson_id, opportunity_id, conversation_id, refund_of, refund_reference, sold_on, amount_cents,
    margin_cents, channel, reference, number)
  left join lateral (
    select each.*
    from sale each
    where each.organization_id = $1 and each.id = r.refund_of and each.kind = 'sale' and each.voided_at is null
    union all
    select each.*
    from sale each
    where each.organization_id = $1
      and each.system = $16
      and each.reference = r.refund_reference
      and each.kind = 'sale'
      and each.voided_at is null
    limit 1
  ) target on true
  left join lateral (
    select found.*
    from sale found
    where found.organization_id = $1 and found.id = r.id
    union all
    select found.*
    from sale found
    where found.organization_id = $1
      and found.system = $16
      and found.reference = r.reference
      and found.voided_at is null
      and found.id <> r.id
    limit 1
  ) s on true
  where r.id <> all (coalesce(recorded, '{}'))
    or r.number <> (
      select min(first.number) from unnest(ids) with ordinality as first (id, number) where first.id = r.id);
end
$$;

-- Records expenses as one set; amounts are cents excluding VAT. Answers as record_sales().
create or replace function record_expenses(
  organization_id uuid,
  actor uuid,
  ids uuid[],
  salesperson_ids uuid[],
  spent_ons date[],
  amounts bigint[],
  categories text[],
  acquisitions boolean[],
  actions text[],
  notes text[],
  reference_system text,
  reference_texts text[],
  import_id uuid
)
returns table (number integer, status text, reason text)
language plpgsql
as $$
#variable_conflict use_column
declare
  recorded uuid[];
begin
  with added as (
    insert into expense (
      organization_id, id, salesperson_id, spent_on, amount_cents, category, acquisition, action, note, system, reference,
      import_id)
    select
      $1, r.id, r.salesperson_id, r.spent_on, r.amount_cents, r.category, r.acquisition, r.action, r.note,
      case when r.reference is not null then $11 end, r.reference, $13
    from unnest(
      ids, salesperson_ids, spent_ons, amounts, categories, acquisitions, actions, notes, reference_texts
    ) as r (id, salesperson_id, spent_on, amount_cents, category, acquisition, action, note, reference)
    left join salesperson person on person.organization_id = $1 and person.id = r.salesperson_id
    where (actor is null or r.salesperson_id = actor)
      and (r.salesperson_id is null or person.id is not null)
    order by r.id
    on conflict do nothing
    returning id
  )
  select array_agg(added.id) into recorded from added;

  if coalesce(cardinality(recorded), 0) = cardinality(ids) then
    return;
  end if;

  return query
  select
    r.number::integer,
    case
      when actor is not null and r.salesperson_id is distinct from actor then 'denied'
      when e.id is null then 'invalid'
      when e.spent_on = r.spent_on
        and e.amount_cents = r.amount_cents
        and e.category is not distinct from r.category
        and e.acquisition = r.acquisition
        and e.action is not distinct from r.action
        and e.salesperson_id is not distinct from r.salesperson_id
        then 'repeated'
      else 'conflict'
    end,
    case when e.id is null then 'salesperson' end
  from unnest(
    ids, salesperson_ids, spent_ons, amounts, categories, acquisitions, actions, reference_texts
  ) with ordinality as r (id, salesperson_id, spent_on, amount_cents, category, acquisition, action, reference, number)
  left join lateral (
    select found.*
    from expense found
    where found.organization_id = $1 and found.id = r.id
    union all
    select found.*
    from expense found
    where found.organization_id = $1
      and found.system = $11
      and found.reference = r.reference
      and found.voided_at is null
      and found.id <> r.id
    limit 1
  ) e on true
  where r.id <> all (coalesce(recorded, '{}'))
    or r.number <> (
      select min(first.number) from unnest(ids) with ordinality as first (id, number) where first.id = r.id);
end
$$;
