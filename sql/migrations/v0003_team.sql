-- The commercial people that reports speak of; they may exist without a login.

create table team (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  -- The name as it is looked up: lower case, no accents.
  name_key text collate "C" not null,
  created_at timestamptz not null default now(),
  constraint team_pk primary key (organization_id, id),
  constraint team_organization_fk foreign key (organization_id) references organization (organization_id),
  constraint team_name_once unique (organization_id, name_key),
  constraint team_name check (length(name) between 1 and 200)
);
select protect('team', 'team', 'director', updates => 'name, name_key');

create table salesperson (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  profile text,
  team_id uuid,
  -- Half-open periods of days; an empty end is open.
  active_from date,
  active_until date,
  trained_from date,
  trained_until date,
  import_id uuid,
  created_at timestamptz not null default now(),
  constraint salesperson_pk primary key (organization_id, id),
  constraint salesperson_organization_fk foreign key (organization_id) references organization (organization_id),
  constraint salesperson_team_fk foreign key (organization_id, team_id) references team (organization_id, id),
  constraint salesperson_import_fk foreign key (organization_id, import_id) references import_run (organization_id, id),
  constraint salesperson_name_once unique (organization_id, name_key),
  constraint salesperson_name check (length(name) between 1 and 200),
  constraint salesperson_profile check (profile in ('opener', 'hunter', 'farmer')),
  constraint salesperson_active check (active_from < active_until),
  constraint salesperson_trained check (trained_from < trained_until)
);
select protect(
  'salesperson', 'team', 'director',
  updates => 'name, name_key, profile, team_id, active_from, active_until, trained_from, trained_until');

create table membership (
  organization_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  role text not null,
  salesperson_id uuid,
  created_at timestamptz not null default now(),
  voided_at timestamptz,
  constraint membership_pk primary key (organization_id, id),
  constraint membership_user_fk foreign key (organization_id, user_id) references app_user (organization_id, id),
  constraint membership_salesperson_fk foreign key (organization_id, salesperson_id)
    references salesperson (organization_id, id),
  constraint membership_role check (role in ('director', 'salesperson', 'viewer')),
  constraint membership_somebody check (role <> 'salesperson' or salesperson_id is not null)
);
select protect('membership', 'team', 'director', updates => 'voided_at');
create unique index membership_user_once on membership (organization_id, user_id) where voided_at is null;
