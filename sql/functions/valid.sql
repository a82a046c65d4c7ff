-- Whether a fact counts: it is not voided; as of an instant, it was recorded and not yet voided then.
-- The planner writes it out where it is called: without an instant, `voided_at is null` is left, which partial indexes ask for.
create or replace function valid(recorded_at timestamptz, voided_at timestamptz, as_of timestamptz)
returns boolean
language sql immutable parallel safe
as $$
  select case
    when as_of is null then voided_at is null
    else recorded_at <= as_of and (voided_at is null or voided_at > as_of)
  end
$$;
