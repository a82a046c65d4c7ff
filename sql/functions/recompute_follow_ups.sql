-- Makes the follow-up and the objection of these prospects what their conversations say: the latest event that planned or ended a
-- follow-up decides what is pending (a conversation with a next step, a discussion that does not keep what was pending, a plan made or
-- given up outside a conversation; an attempt decides nothing), and the first conversation in which they objected since when they want no more
-- contact. Called after whatever may change that: conversations recorded or voided, prospects merged or parted.
--
-- Merged prospects are taken as one, under the one that was kept; the others have nothing pending of their own.
-- The caller acts as director: the conversation may be a colleague's.
create or replace function recompute_follow_ups(organization_id uuid, prospect_ids uuid[])
returns void
language plpgsql
-- As record_conversations(): rows are looked up by their keys, however full the tables were when the plan was made.
set plan_cache_mode to force_generic_plan
set enable_seqscan to off
as $$
#variable_conflict use_column
begin
  -- Two sets must not recompute one prospect at once; the second sees what the first recorded.
  perform lock_prospects($1, prospect_ids);

  with named as (
    select distinct r.id, kept_prospect($1, r.id) as kept_id
    from unnest(prospect_ids) as r (id)
    where r.id is not null
  ),
  member as (
    select named.kept_id, named.kept_id as prospect_id
    from named
    union
    select named.kept_id, m.prospect_id
    from named
    join prospect_merge m on m.organization_id = $1 and m.kept_id = named.kept_id and m.voided_at is null
    where kept_prospect($1, m.prospect_id) = named.kept_id
  ),
  latest as (
    select distinct on (member.kept_id) member.kept_id, e.*
    from member
    cross join lateral (
      (
        select c.occurred_at as at, c.id, c.salesperson_id, c.next_step, c.next_on
        from conversation c
        where c.organization_id = $1
          and c.prospect_id = member.prospect_id
          and c.voided_at is null
          and (c.next_on is not null or c.discussion and not c.keeps_next)
        order by c.occurred_at desc, c.id desc
        limit 1
      )
      union all
      (
        select f.planned_at, f.id, f.salesperson_id, f.next_step, f.next_on
        from follow_up f
        where f.organization_id = $1
          and f.prospect_id = member.prospect_id
          and f.voided_at is null
        order by f.planned_at desc, f.id desc
        limit 1
      )
    ) e
    order by member.kept_id, e.at desc, e.id desc
  ),
  opposed as (
    select member.kept_id, min(first.occurred_at) as at
    from member
    cross join lateral (
      select c.occurred_at
      from conversation c
      where c.organization_id = $1
        and c.prospect_id = member.prospect_id
        and c.outcome = 'opposed'
        and c.voided_at is null
      order by c.occurred_at
      limit 1
    ) first
    group by member.kept_id
  ),
  present as (
    select s.id, latest.next_step, latest.next_on, case when latest.next_on is not null then latest.at end as next_set_at,
      case when latest.next_on is not null then latest.salesperson_id end as next_salesperson_id, opposed.at as opposed_at
    from (select named.kept_id as id from named union select named.id from named) s
    left join latest on latest.kept_id = s.id
    left join opposed on opposed.kept_id = s.id
  )
  update prospect p
  set next_step = s.next_step,
    next_on = s.next_on,
    next_set_at = s.next_set_at,
    next_salesperson_id = s.next_salesperson_id,
    opposed_at = s.opposed_at
  from present s
  where p.organization_id = $1
    and p.id = s.id
    and (p.next_step, p.next_on, p.next_set_at, p.next_salesperson_id, p.opposed_at)
      is distinct from (s.next_step, s.next_on, s.next_set_at, s.next_salesperson_id, s.opposed_at);
end
$$;
