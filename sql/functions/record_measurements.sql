-- Records figures of the outside world as one set. Element i of the arrays is figure i; figures with one row number came in
-- one row of a file and are recorded together or not at all. The days are half-open.
--
-- A series is made when a figure says its kind and unit (see v0009) and it is not there; series_ids[i] is its id then.
--
-- A figure without label, place or reference is the total of all of them, so two figures of one series must not overlap
-- where one is part of the other: they would count twice. Figures with a reference (an order, a campaign) are parts of
-- their day and stand beside one another.
--
-- Answers one row for every row number that was not recorded:
--   repeated  all its figures were there already with the same content
--   conflict  one is there with another content
--   invalid   reason says why:
--     series       no such series, and no kind and unit to make it
--     series_kind  the series is of another kind or unit
--     days         the days are none, or more than a year
--     negative     a count below zero
--     overlap      a total would stand beside its parts
create or replace function record_measurements(
  organization_id uuid,
  row_numbers integer[],
  ids uuid[],
  series_ids uuid[],
  names text[],
  kinds text[],
  units text[],
  labels text[],
  places text[],
  from_days date[],
  to_days date[],
  amounts bigint[],
  notes text[],
  reference_system text,
  reference_texts text[],
  import_id uuid
)
returns table (number integer, status text, reason text)
language plpgsql
as $$
#variable_conflict use_column
begin
  insert into series (organization_id, id, name, kind, unit)
  select distinct on (r.name) $1, r.id, r.name, r.kind, r.unit
  from unnest(series_ids, names, kinds, units) with ordinality as r (id, name, kind, unit, number)
  where r.kind is not null
    and r.unit is not null
    and not exists (select from series s where s.organization_id = $1 and s.name = r.name)
  order by r.name, r.number
  on conflict do nothing;

  -- Two who record into one series would not see each other's figures.
  perform pg_advisory_xact_lock(hashtextextended(s.id::text, 0))
  from (
    select s.id from series s where s.organization_id = $1 and s.name = any (names) order by s.id
  ) s;

  return query
  with figure as (
    select r.*, s.id as series_id, s.kind as series_kind, s.unit as series_unit
    from unnest(
      row_numbers, ids, names, kinds, units, labels, places, from_days, to_days, amounts, notes, reference_texts
    ) with ordinality as r (
      row_number, id, name, kind, unit, label, place, from_day, to_day, value, note, reference, number)
    left join series s on s.organization_id = $1 and s.name = r.name
  ),
  -- The first figure of the set with the same key stands for those after it.
  keyed as (
    select f.*,
      row_number() over same_key > 1 as is_again,
      (f.from_day, f.to_day, f.label, f.place, f.value) is not distinct from (
        first_value(f.from_day) over same_key, first_value(f.to_day) over same_key, first_value(f.label) over same_key,
        first_value(f.place) over same_key, first_value(f.value) over same_key) as is_same
    from figure f
    window same_key as (
      partition by f.series_id, f.reference, case when f.reference is null then (f.from_day, f.to_day, f.label, f.place) end
      order by f.number)
  ),
  measured_day as (
    select k.number, k.series_id, k.label, k.place, k.reference, k.from_day + offset_days as day
    from keyed k
    cross join lateral generate_series(0, least(k.to_day - k.from_day, 366) - 1) offset_days
    where not k.is_again
  ),
  overlapping as (
    select distinct greatest(total.number, part.number) as number
    from measured_day total
    join measured_day part on part.series_id = total.series_id and part.day = total.day and part.number <> total.number
    where total.reference is null
      and (total.label is null or total.label = part.label)
      and (total.place is null or total.place = part.place)
  ),
  judged as (
    select k.*,
      case
        when k.series_id is null then 'series'
        when k.kind <> k.series_kind or k.unit <> k.series_unit then 'series_kind'
        when k.to_day <= k.from_day or k.to_day - k.from_day > 366 then 'days'
        when k.series_unit = 'count' and k.value < 0 then 'negative'
        when k.is_again then case when k.is_same then 'repeated' else 'conflict' end
        when known.is_same then 'repeated'
        when not known.is_same then 'conflict'
        when o.number is not null or nearby.overlaps then 'overlap'
      end as fault
    from keyed k
    left join overlapping o on o.number = k.number
    left join lateral (
      select m.value = k.value as is_same
      from measurement m
      where m.organization_id = $1
        and m.series_id = k.series_id
        and m.from_day = k.from_day
        and m.to_day = k.to_day
        and m.label is not distinct from k.label
        and m.place is not distinct from k.place
        and m.reference is null
        and k.reference is null
        and m.voided_at is null
      union all
      select (m.from_day, m.to_day, m.label, m.place, m.value) is not distinct from (k.from_day, k.to_day, k.label, k.place, k.value)
      from measurement m
      where m.organization_id = $1
        and m.series_id = k.series_id
        and m.system = reference_system
        and m.reference = k.reference
        and m.voided_at is null
      limit 1
    ) known on true
    -- What begins on these days (parts matter to a total alone), and what is longer than a day and began before.
    left join lateral (
      select true as overlaps
      from (
        select m.label, m.place, true as is_total
        from measurement m
        where m.organization_id = $1
          and m.series_id = k.series_id
          and m.from_day >= k.from_day
          and m.from_day < k.to_day
          and m.reference is null
          and m.voided_at is null
        union all
        select m.label, m.place, false
        from measurement m
        where k.reference is null
          and m.organization_id = $1
          and m.series_id = k.series_id
          and m.from_day >= k.from_day
          and m.from_day < k.to_day
          and m.reference is not null
          and m.voided_at is null
        union all
        select m.label, m.place, m.reference is null
        from measurement m
        where m.organization_id = $1
          and m.series_id = k.series_id
          and m.from_day > k.from_day - 366
          and m.from_day < k.from_day
          and m.to_day > k.from_day
          and m.to_day > m.from_day + 1
          and m.voided_at is null
      ) m
      where m.is_total and (m.label is null or m.label = k.label) and (m.place is null or m.place = k.place)
        or k.reference is null and (k.label is null or k.label = m.label) and (k.place is null or k.place = m.place)
      limit 1
    ) nearby on true
  ),
  answer as (
    select j.row_number,
      case
        when bool_or(j.fault not in ('repeated', 'conflict')) then 'invalid'
        when bool_or(j.fault = 'conflict') then 'conflict'
        when bool_and(j.fault is not null) then 'repeated'
      end as status,
      min(j.fault) filter (where j.fault not in ('repeated', 'conflict')) as reason
    from judged j
    group by j.row_number
  ),
  added as (
    insert into measurement (
      organization_id, id, series_id, label, place, from_day, to_day, value, note, system, reference, import_id)
    select
      $1, j.id, j.series_id, j.label, j.place, j.from_day, j.to_day, j.value, j.note,
      case when j.reference is not null then reference_system end, j.reference, $16
    from judged j
    join answer a on a.row_number = j.row_number
    where a.status is null
      and j.fault is null
  )
  select a.row_number, a.status, a.reason
  from answer a
  where a.status is not null;
end
$$;
