-- Action plans. A version of a plan is one immutable document; what reads a plan reads the document of a version, and no
-- table beside it repeats a part of it.

create table plan (
  organization_id uuid not null,
  id uuid not null,
  -- What commands call it; it stays, whatever the name becomes.
  slug text collate "C" not null,
  -- Name, parent and days are those of the document in force, for lists and for finding the plan of a day.
  name text not null,
  parent_id uuid,
  -- Half-open business days.
  from_day date not null,
  to_day date not null,
  -- Number of the version in force.
  version integer not null,
  created_at timestamptz not null default now(),
  constraint plan_pk primary key (organization_id, id),
  constraint plan_organization_fk foreign key (organization_id) references organization (organization_id),
  constraint plan_parent_fk foreign key (organization_id, parent_id) references plan (organization_id, id),
  constraint plan_slug_once unique (organization_id, slug),
  constraint plan_slug check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 63),
  constraint plan_name check (length(name) between 1 and 200),
  constraint plan_not_its_own_parent check (parent_id <> id),
  constraint plan_days check (from_day < to_day),
  constraint plan_version check (version >= 1)
);
select protect('plan', 'team', 'director', updates => 'name, parent_id, from_day, to_day, version');
create index plan_by_parent on plan (organization_id, parent_id) where parent_id is not null;

create table plan_version (
  organization_id uuid not null,
  plan_id uuid not null,
  number integer not null,
  -- What everything reads; Sources/CRM/Plan/PlanDocument.swift says what it holds.
  document jsonb not null,
  -- The file as somebody wrote it, with its comments.
  source text not null,
  -- The version that the file was made from; none for the first.
  base integer,
  applied_at timestamptz not null default now(),
  constraint plan_version_pk primary key (organization_id, plan_id, number),
  constraint plan_version_plan_fk foreign key (organization_id, plan_id) references plan (organization_id, id),
  constraint plan_version_number check (number >= 1),
  constraint plan_version_base check (base >= 1 and base < number),
  constraint plan_version_source check (length(source) <= 1048576)
);
select protect('plan_version', 'team', 'director');
