-- Who acts, and the organizations, users and roles they act for.
--
-- Every table carries organization_id first in its keys, so that it distributes by that column unchanged;
-- row-level security reads three settings that act_as() makes for one transaction and nothing else.

do $$
begin
  -- Roles belong to the whole server: another database of it may have made this one already.
  if not exists (select from pg_roles where rolname = 'filon_service') then
    create role filon_service nologin nosuperuser nocreatedb nocreaterole nobypassrls;
  end if;
exception
  -- Another database of it is being migrated just now.
  when duplicate_object or unique_violation then null;
end
$$;

-- PostgreSQL 14 lets everybody create in public.
revoke create on schema public from public;
create schema report;
grant usage on schema public, report to filon_service;

-- Says for one transaction who acts. `execute`, not set_config(): the latter does not reach the workers of a
-- distributed database. Its own statement, before any savepoint.
create function act_as(organization_id uuid, role text, salesperson_id uuid default null)
returns void
language plpgsql
as $$
begin
  if role is null or role not in ('director', 'salesperson', 'viewer') then
    raise exception 'unknown role %', role using errcode = 'invalid_role_specification';
  end if;
  if role = 'salesperson' and salesperson_id is null then
    raise exception 'a salesperson acts as somebody' using errcode = 'invalid_role_specification';
  end if;
  execute format(
    'set local filon.organization_id = %L; set local filon.role = %L; set local filon.salesperson_id = %L',
    organization_id, role, coalesce(salesperson_id::text, ''));
end
$$;

create function acting_organization()
returns uuid
language sql stable parallel safe
as $$ select nullif(current_setting('filon.organization_id', true), '')::uuid $$;

create function acting_role()
returns text
language sql stable parallel safe
as $$ select nullif(current_setting('filon.role', true), '') $$;

create function acting_salesperson()
returns uuid
language sql stable parallel safe
as $$ select nullif(current_setting('filon.salesperson_id', true), '')::uuid $$;

-- Puts a table under row-level security: one permissive policy per command, tenant and role together in it
-- (a distributed database turns restrictive policies into permissive ones). There is no policy and no right to
-- delete: facts are voided.
--   readers: `team` (every role), `own` (directors and viewers everything, a salesperson what is theirs)
--   writers: `director`, `team` (directors and salespeople), `own` (directors everything, a salesperson what is theirs)
--   own:     the condition that makes a row theirs
--   updates: the columns that may change; none for what is only ever added
create function protect(target regclass, readers text, writers text, own text default 'false', updates text default null)
returns void
language plpgsql
as $$
declare
  reads text := case readers
    -- act_as() lets no other role through. Said this way, the planner does not take the policy for a filter that leaves
    -- one row in a hundred.
    when 'team' then 'acting_role() is not null'
    when 'own' then format('(acting_role() <> ''salesperson'' or (%s))', own)
  end;
  writes text := case writers
    when 'director' then 'acting_role() = ''director'''
    when 'team' then 'acting_role() in (''director'', ''salesperson'')'
    when 'own' then format('(acting_role() = ''director'' or acting_role() = ''salesperson'' and (%s))', own)
  end;
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy %I on %s for select to filon_service using (organization_id = acting_organization() and %s)',
    target || '_select', target, reads);
  execute format(
    'create policy %I on %s for insert to filon_service with check (organization_id = acting_organization() and %s)',
    target || '_insert', target, writes);
  execute format('grant select, insert on %s to filon_service', target);
  if updates is not null then
    execute format(
      'create policy %I on %s for update to filon_service using (organization_id = acting_organization() and %s)'
      ' with check (organization_id = acting_organization() and %s)',
      target || '_update', target, writes, writes);
    execute format('grant update (%s) on %s to filon_service', updates, target);
  end if;
end
$$;
revoke execute on function protect from public;

-- The id follows from the slug, so that a slug is unique through the primary key and an organization is found by
-- its slug without reading across organizations.
create function organization_id_of(slug text)
returns uuid
language sql immutable strict parallel safe
as $$ select md5('filon organization ' || slug)::uuid $$;

create table organization (
  organization_id uuid not null,
  slug text collate "C" not null,
  name text not null,
  currency text not null,
  time_zone text not null,
  language text not null,
  created_at timestamptz not null default now(),
  constraint organization_pk primary key (organization_id),
  constraint organization_id_follows_slug check (organization_id = organization_id_of(slug)),
  constraint organization_slug check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 63),
  constraint organization_name check (length(name) between 1 and 200),
  constraint organization_currency check (currency ~ '^[A-Z]{3}$'),
  constraint organization_language check (language in ('fr', 'en'))
);
select protect('organization', 'team', 'director', updates => 'name, language');

create table app_user (
  organization_id uuid not null,
  id uuid not null,
  email text not null,
  name text not null,
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  constraint app_user_pk primary key (organization_id, id),
  constraint app_user_organization_fk foreign key (organization_id) references organization (organization_id),
  constraint app_user_email_once unique (organization_id, email),
  constraint app_user_email check (email = lower(email) and length(email) between 3 and 254),
  constraint app_user_name check (length(name) between 1 and 200)
);
select protect('app_user', 'team', 'director', updates => 'email, name, disabled_at');

-- The first instant of a business day in the organization's time zone.
create function start_of_day(day date, time_zone text)
returns timestamptz
language sql stable strict parallel safe
as $$ select day::timestamp at time zone time_zone $$;
