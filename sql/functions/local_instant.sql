-- The instant at which the clocks of a time zone show a local time: null when they never do, having been put forward
-- over it; the first of the two when they were put back and show it twice.
create or replace function local_instant(local_time timestamp, time_zone text)
returns timestamptz
language sql stable strict parallel safe
as $$
  -- PostgreSQL takes the second of the two; no clock is put back by another span than these.
  select min(candidate.instant)
  from unnest(array[interval '0', interval '30 minutes', interval '1 hour', interval '2 hours']) as before (span)
  cross join lateral (select local_time at time zone time_zone - before.span as instant) candidate
  where candidate.instant at time zone time_zone = local_time
$$;
