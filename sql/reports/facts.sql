-- The facts that figures count, a family a function: conversations; opportunities opened, closed and open at the end; conversions; sales.
--
-- A function gives the text of a select, and reports select from it: a figure and the rows behind it read one text, so that they cannot
-- disagree. (A view takes no period, and a distributed database does not look into functions that a statement selects from.) In the texts:
--   $1 organization   $2, $3 the period's instants   $4, $5 its days   $6 time zone   $7 as of which instant   $8 whose facts alone
-- A period has its beginning and not its end. To look at a family, `select report.sale_facts()` and write values for the parameters.
--
-- All families have the columns
--   id, prospect_id   the fact's, and the prospect it is of; a merged prospect counts as the one it was merged into
--   salesperson_id    whom it is credited to
--   second_id         the second salesperson of a conversation: it is theirs, too
--   day, at, detail   when, and in a word what
--   channel, source   what the fact itself says of them
--   amount_cents
-- and those of their own.

-- The prospect that stands for each merged one.
create or replace function report.merged()
returns text
language plpgsql immutable
as $$
begin
  return $q$(
    select distinct on (m.prospect_id) m.prospect_id, m.kept_id
    from prospect_merge m
    where m.organization_id = $1 and valid(m.recorded_at, m.voided_at, $7)
    order by m.prospect_id, m.recorded_at desc
  )$q$;
end
$$;

-- discussion: somebody spoke who was not a customer before that day; talking to a customer is no prospecting.
create or replace function report.conversation_facts()
returns text
language plpgsql immutable
as $$
begin
  return replace(
    $q$
    select c.id, coalesce(m.kept_id, c.prospect_id) as prospect_id, c.salesperson_id, c.second_salesperson_id as second_id,
      (c.occurred_at at time zone $6)::date as day, c.occurred_at as at, c.outcome as detail, c.channel, null::text as source,
      null::bigint as amount_cents,
      c.discussion and (v.converted_on is null or c.occurred_at < start_of_day(v.converted_on + 1, $6)) as discussion
    from conversation c
    left join {merged} m on m.prospect_id = c.prospect_id
    left join conversion v
      on v.organization_id = $1 and v.prospect_id = coalesce(m.kept_id, c.prospect_id) and valid(v.recorded_at, v.voided_at, $7)
    where c.organization_id = $1 and c.occurred_at >= $2 and c.occurred_at < $3 and valid(c.recorded_at, c.voided_at, $7)
    $q$,
    '{merged}', report.merged());
end
$$;

-- Opportunities by the day they were opened, credited to the owner of that day: that of the first stage change.
create or replace function report.opening_facts()
returns text
language plpgsql immutable
as $$
begin
  return replace(
    $q$
    select o.id, coalesce(m.kept_id, o.prospect_id) as prospect_id, x.salesperson_id, null::uuid as second_id,
      (o.opened_at at time zone $6)::date as day, o.opened_at as at, o.title as detail, o.channel, o.source, o.amount_cents
    from opportunity o
    left join {merged} m on m.prospect_id = o.prospect_id
    left join stage_change x on x.organization_id = $1 and x.opportunity_id = o.id and x.number = 1
    where o.organization_id = $1 and o.opened_at >= $2 and o.opened_at < $3 and valid(o.recorded_at, o.voided_at, $7)
    $q$,
    '{merged}', report.merged());
end
$$;

-- Opportunities by the day they were won, lost or abandoned, credited to the owner of that day. Reopening annuls the closing
-- before it, so an opportunity counts once however often it moved: the opportunity knows how many changes there are now.
-- days: from opening to closing, where the opening day is known.
create or replace function report.closing_facts()
returns text
language plpgsql immutable
as $$
begin
  return replace(
    $q$
    select o.id, coalesce(m.kept_id, o.prospect_id) as prospect_id, x.salesperson_id, null::uuid as second_id,
      (x.changed_at at time zone $6)::date as day, x.changed_at as at, x.kind as detail, o.channel, o.source, x.amount_cents,
      x.kind, x.loss_reason, x.competitor,
      (x.changed_at at time zone $6)::date - (o.opened_at at time zone $6)::date as days
    from stage_change x
    join opportunity o on o.organization_id = $1 and o.id = x.opportunity_id
    left join {merged} m on m.prospect_id = o.prospect_id
    where x.organization_id = $1 and x.kind <> 'open' and x.changed_at >= $2 and x.changed_at < $3
      and valid(x.recorded_at, x.voided_at, $7)
      and valid(o.recorded_at, o.voided_at, $7)
      and case
        when $7 is null then x.number = o.changes
        else not exists (
          select from stage_change later
          where later.organization_id = $1 and later.opportunity_id = x.opportunity_id and later.number > x.number
            and valid(later.recorded_at, later.voided_at, $7))
      end
    $q$,
    '{merged}', report.merged());
end
$$;

-- Opportunities that were open at the end of the period, or that nothing says were (not is_open), with the stage, owner and
-- amount they had then.
--
-- What an import recorded when it was over has one change, the closing: from its opening until then it was open, in a stage that
-- nobody knows (not is_reached). Without an opening day, or closed on a day that the file did not say, nothing says that it was
-- open before it was recorded.
create or replace function report.open_at_end_facts()
returns text
language plpgsql immutable
as $$
begin
  return replace(
    $q$
    select o.id, coalesce(m.kept_id, o.prospect_id) as prospect_id,
      -- Owner and amount may have changed since the last stage change: then the opportunity knows them.
      case when x.number = o.changes then o.salesperson_id else x.salesperson_id end as salesperson_id, null::uuid as second_id,
      $5 - 1 as day, case when x.is_reached then x.changed_at else coalesce(o.opened_at, x.changed_at) end as at,
      o.title as detail, o.channel, o.source,
      case when x.number = o.changes then o.amount_cents else x.amount_cents end as amount_cents,
      o.opened_at, x.is_reached or o.opened_at is not null and not x.undated as is_open,
      case when x.is_reached then x.stage_id end as stage_id,
      -- Since when in that stage: what was only said anew of it there did not bring it there.
      case
        when not x.is_reached then null
        when x.restated then (
          select case when not entry.undated then entry.changed_at end
          from stage_change entry
          where entry.organization_id = $1 and entry.opportunity_id = o.id and entry.number < x.number and not entry.restated
            and valid(entry.recorded_at, entry.voided_at, $7)
          order by entry.number desc
          limit 1)
        when not x.undated then x.changed_at
      end as since
    from opportunity o
    left join {merged} m on m.prospect_id = o.prospect_id
    -- The last change before the end, else the first there was.
    cross join lateral (
      select change.*, change.changed_at < $3 as is_reached
      from stage_change change
      where change.organization_id = $1 and change.opportunity_id = o.id and valid(change.recorded_at, change.voided_at, $7)
      order by change.changed_at < $3 desc, case when change.changed_at < $3 then -change.number else change.number end
      limit 1
    ) x
    where o.organization_id = $1 and (o.opened_at < $3 or o.opened_at is null) and valid(o.recorded_at, o.voided_at, $7)
      -- Only those open now and those closed since can have been; as of an earlier instant, any can.
      and ($7 is not null or o.closed_at is null or o.closed_at >= $3)
      and (x.kind = 'open' or not x.is_reached)
    $q$,
    '{merged}', report.merged());
end
$$;

-- Prospects by the day they became customers, once for each salesperson who is credited with a share (parts, in ten-thousandths);
-- one that nobody is credited with counts whole, for nobody.
create or replace function report.conversion_facts()
returns text
language plpgsql immutable
as $$
begin
  return $q$
    select v.id, v.prospect_id, k.salesperson_id, null::uuid as second_id, v.converted_on as day,
      start_of_day(v.converted_on, $6) as at, v.channel as detail, v.channel, null::text as source, null::bigint as amount_cents,
      coalesce(k.parts, 10000) as parts
    from conversion v
    left join conversion_credit k on k.organization_id = $1 and k.conversion_id = v.id
    where v.organization_id = $1 and v.converted_on >= $4 and v.converted_on < $5 and valid(v.recorded_at, v.voided_at, $7)
    $q$;
end
$$;

-- Sales and refunds that meet a condition, with what was given back of each (`refund.total`, by the join `refunds`). An order given back in
-- full is no order (is_order); its money still moves on both days.
create or replace function report.sales(condition text, refunds text)
returns text
language plpgsql immutable
as $$
begin
  return replace(replace(replace(
    $q$
    select s.id, coalesce(m.kept_id, s.prospect_id) as prospect_id, s.salesperson_id, null::uuid as second_id, s.sold_on as day,
      start_of_day(s.sold_on, $6) as at, s.kind as detail, s.channel, null::text as source, s.amount_cents, s.margin_cents,
      s.kind = 'sale' and not coalesce(refund.total >= s.amount_cents and s.amount_cents > 0, false) as is_order
    from sale s
    left join {merged} m on m.prospect_id = s.prospect_id
    {refunds}
    where s.organization_id = $1 and {condition} and s.sold_on < $5 and valid(s.recorded_at, s.voided_at, $7)
    $q$,
    '{refunds}', refunds), '{condition}', condition), '{merged}', report.merged());
end
$$;

-- Sales and refunds by their own days. Refunds are looked up for each sale of the period: the cost does not grow with all that was ever
-- given back.
create or replace function report.sale_facts()
returns text
language plpgsql immutable
as $$
begin
  return report.sales('s.sold_on >= $4',
    $q$
    left join lateral (
      select -sum(back.amount_cents) as total
      from sale back
      where back.organization_id = $1 and back.refund_of = s.id and valid(back.recorded_at, back.voided_at, $7)
    ) refund on s.kind = 'sale'
    $q$);
end
$$;

-- The facts of a family with their key in a dimension: salesperson, team, profile, channel, source, month or quarter.
-- Keys of people and teams are ids, all others text: hundreds of thousands of ids sort and hash faster than their texts.
-- A conversation of two counts for second_key as well where second_counts. own: only the facts of the salesperson $8.
create or replace function report.facts_by(dimension text, family text, own boolean)
returns text
language plpgsql immutable
as $$
declare
  facts constant text := case family
    when 'conversation' then report.conversation_facts()
    when 'opening' then report.opening_facts()
    when 'closing' then report.closing_facts()
    when 'open_at_end' then report.open_at_end_facts()
    when 'conversion' then report.conversion_facts()
    when 'sale' then report.sale_facts()
  end;
  -- A conversation is theirs, whichever of the two they are.
  person constant text := case when own then '$8' else 'f.salesperson_id' end;
  key constant text := case dimension
    when 'salesperson' then person
    when 'team' then 'person.team_id'
    when 'profile' then 'person.profile'
    when 'channel' then 'f.channel'
    when 'source' then 'coalesce(f.source, p.source)'
    when 'month' then 'to_char(f.day, ''YYYY-MM'')'
    when 'quarter' then 'to_char(f.day, ''YYYY-"Q"Q'')'
  end;
  has_second constant boolean := not own and dimension in ('salesperson', 'team', 'profile');
  second_key constant text := case
    when has_second then case dimension when 'salesperson' then 'f.second_id' when 'team' then 'second.team_id' else 'second.profile' end
    when dimension in ('salesperson', 'team') then 'null::uuid'
    else 'null::text'
  end;
  -- Two of one team count once in it. One without a team beside somebody with one is in the row of none: a null key does not say so.
  second_counts constant text := case
    when has_second then '(f.second_id is not null and ' || second_key || ' is distinct from ' || key || ')'
    else 'false'
  end;
  -- Only what the dimension needs is joined: the conversations of a period stay on their index.
  joins constant text := concat_ws(E'\n',
    case when dimension in ('team', 'profile') then
      'left join salesperson person on person.organization_id = $1 and person.id = ' || person end,
    case when has_second and dimension in ('team', 'profile') then
      'left join salesperson second on second.organization_id = $1 and second.id = f.second_id' end,
    case when dimension = 'source' then
      'left join prospect p on p.organization_id = $1 and p.id = f.prospect_id' end);
begin
  if facts is null or key is null then
    raise exception 'unknown dimension or family: %, %', dimension, family using errcode = 'invalid_parameter_value';
  end if;
  return 'select ' || key || ' as key, ' || second_key || ' as second_key, ' || second_counts || ' as second_counts, f.*'
    || ' from (' || facts || ') f ' || joins
    || case when own then ' where $8 in (f.salesperson_id, f.second_id)' else '' end;
end
$$;
