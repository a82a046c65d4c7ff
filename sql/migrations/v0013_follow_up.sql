-- Follow-ups that a talk did not ask for, talks that leave the pending one as it is, who objected, and what is said anew of
-- an opportunity in its stage.

-- A follow-up that was planned or given up outside a talk: `prospect add`, `prospect update`, an import of prospects. Talks
-- keep theirs. The latest of all of a prospect is the pending one; each later one tells how the one before it ended.
create table follow_up (
  organization_id uuid not null,
  id uuid not null,
  prospect_id uuid not null,
  -- Who planned it; null for a director.
  salesperson_id uuid,
  planned_at timestamptz not null,
  next_step text,
  -- Null: what was pending is given up.
  next_on date,
  recorded_at timestamptz not null default now(),
  constraint follow_up_pk primary key (organization_id, id),
  constraint follow_up_prospect_fk foreign key (organization_id, prospect_id) references prospect (organization_id, id),
  constraint follow_up_salesperson_fk foreign key (organization_id, salesperson_id) references salesperson (organization_id, id),
  constraint follow_up_next check ((next_on is not null or next_step is null) and length(next_step) <= 500)
);
-- Like the prospects it belongs to; whether the prospect is theirs to change, its own policy decides in the same transaction.
select protect('follow_up', 'team', 'team');
select protect_reports('follow_up');
create index follow_up_by_prospect on follow_up (organization_id, prospect_id, planned_at);

-- A discussion settles what was pending, unless whoever logs it says that it stays.
alter table conversation add column keeps_next boolean not null default false;
-- Few object; settle_prospects() looks for the first of each.
create index conversation_opposition on conversation (organization_id, prospect_id, occurred_at)
  where outcome = 'opposed' and voided_at is null;

-- Kept by settle_prospects(): whose follow-up it is where the prospect has no owner, and since when they want no more contact.
alter table prospect add column next_salesperson_id uuid;
alter table prospect add column opposed_at timestamptz;
alter table prospect add constraint prospect_next_salesperson_fk
  foreign key (organization_id, next_salesperson_id) references salesperson (organization_id, id);
grant update (next_salesperson_id, opposed_at) on prospect to filon_service;

-- Only the owner, the amount or the words about the closing changed: the opportunity did not enter the stage again.
alter table stage_change add column restated boolean not null default false;

-- Until now an update was known by its prospect alone.
insert into follow_up (organization_id, id, prospect_id, planned_at, next_step, next_on, recorded_at)
select p.organization_id, md5('follow-up ' || p.id)::uuid, p.id, p.next_set_at, p.next_step, p.next_on, p.next_set_at
from prospect p
where p.next_set_at is not null
  and not exists (
    select from conversation c
    where c.organization_id = p.organization_id
      and c.prospect_id = p.id
      and c.occurred_at = p.next_set_at
      and c.next_on = p.next_on
      and c.voided_at is null)
on conflict do nothing;

-- What settle_prospects() keeps from now on; a follow-up that an attempt had wiped out is pending again. The definition is
-- made after the migrations, so its text stands here as it was on this day.
with member as (
  select p.organization_id, p.id as kept_id, p.id as prospect_id
  from prospect p
  where p.voided_at is null
    and not exists (
      select from prospect_merge m
      where m.organization_id = p.organization_id and m.prospect_id = p.id and m.voided_at is null)
  union all
  select m.organization_id, m.kept_id, m.prospect_id
  from (
    select distinct on (m.organization_id, m.prospect_id) m.organization_id, m.kept_id, m.prospect_id
    from prospect_merge m
    where m.voided_at is null
    order by m.organization_id, m.prospect_id, m.recorded_at desc
  ) m
),
event as (
  select member.organization_id, member.kept_id, c.occurred_at as at, c.id, c.salesperson_id, c.next_step, c.next_on
  from member
  join conversation c on c.organization_id = member.organization_id and c.prospect_id = member.prospect_id
  where c.voided_at is null
    and (c.next_on is not null or c.discussion)
  union all
  select member.organization_id, member.kept_id, f.planned_at, f.id, f.salesperson_id, f.next_step, f.next_on
  from member
  join follow_up f on f.organization_id = member.organization_id and f.prospect_id = member.prospect_id
),
latest as (
  select distinct on (e.organization_id, e.kept_id) e.*
  from event e
  order by e.organization_id, e.kept_id, e.at desc, e.id desc
),
opposed as (
  select member.organization_id, member.kept_id, min(c.occurred_at) as at
  from member
  join conversation c on c.organization_id = member.organization_id and c.prospect_id = member.prospect_id
  where c.outcome = 'opposed'
    and c.voided_at is null
  group by 1, 2
)
update prospect p
set next_step = case when latest.next_on is not null then latest.next_step end,
  next_on = latest.next_on,
  next_set_at = case when latest.next_on is not null then latest.at end,
  next_salesperson_id = case when latest.next_on is not null then latest.salesperson_id end,
  opposed_at = opposed.at
from prospect same
left join latest on latest.organization_id = same.organization_id and latest.kept_id = same.id
left join opposed on opposed.organization_id = same.organization_id and opposed.kept_id = same.id
where p.organization_id = same.organization_id
  and p.id = same.id
  and (p.next_on is distinct from latest.next_on
    or p.next_step is distinct from latest.next_step
    or p.next_set_at is distinct from case when latest.next_on is not null then latest.at end
    or latest.salesperson_id is not null
    or opposed.at is not null);
