-- The roles, made where they are missing; they belong to the server and not to a database. Runs before the first of new migrations, and on
-- the private server, where the owner of the schema may make no roles, before them as its superuser.
--
-- filon_service   what the program works as, bound by row-level security
-- filon_reports   what reports read as; the service becomes it (`set role`) and has none of its rights before, for its policies
--                 would widen the service's own
--
-- Migrations 1 and 12 make the same roles where they find none: they are older than this file.

do $$
begin
  if not exists (select from pg_roles where rolname = 'filon_service') then
    create role filon_service nologin nosuperuser nocreatedb nocreaterole nobypassrls;
  end if;
exception
  -- Another database of this server is being migrated just now.
  when duplicate_object or unique_violation then null;
end
$$;

do $$
begin
  if not exists (select from pg_roles where rolname = 'filon_reports') then
    create role filon_reports nologin nosuperuser nocreatedb nocreaterole nobypassrls;
    alter role filon_service noinherit;
    grant filon_reports to filon_service;
  end if;
  -- Whoever makes a function that becomes a role must be able to become it.
  if not pg_has_role('filon_reports', 'member') then
    execute format('grant filon_reports to %I', current_user);
  end if;
exception
  when duplicate_object or unique_violation then null;
end
$$;
