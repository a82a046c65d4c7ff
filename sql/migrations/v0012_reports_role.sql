-- Reports read as a role of their own, filon_reports, which sees the whole of the organization that a director or a viewer
-- acts for, and nothing for a salesperson. filon_service tests on each row who acts; here the one condition is on
-- organization_id, and the planner proves it once for a whole table. What is asked for alone (a salesperson's own figures)
-- is an argument of the report functions, which say `set role to filon_reports`.

do $$
begin
  -- As with filon_service: another database of this server may have made it, or be making it now.
  if not exists (select from pg_roles where rolname = 'filon_reports') then
    create role filon_reports nologin nosuperuser nocreatedb nocreaterole nobypassrls;
    -- May become it, and has none of its rights before: its policies would widen the service's own.
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

do $$
begin
  if pg_has_role('filon_service', 'filon_reports', 'usage') or not pg_has_role('filon_service', 'filon_reports', 'member') then
    raise exception 'filon_service must be a member of filon_reports that does not inherit its rights'
      using hint = 'As a superuser: alter role filon_service noinherit; grant filon_reports to filon_service;';
  end if;
end
$$;

grant usage on schema public, report to filon_reports;

-- The organization of whoever may see all of it.
create function overseen_organization()
returns uuid
language sql stable parallel safe
as $$
  select case
    when current_setting('filon.role', true) in ('director', 'viewer') then nullif(current_setting('filon.organization_id', true), '')::uuid
  end
$$;

-- Lets reports read a table.
create function protect_reports(target regclass)
returns void
language plpgsql
as $$
begin
  execute format(
    'create policy %I on %s for select to filon_reports using (organization_id = overseen_organization())',
    target || '_report', target);
  execute format('grant select on %s to filon_reports', target);
end
$$;
revoke execute on function protect_reports from public;

select protect_reports(c.oid)
from pg_class c
where c.relnamespace = 'public'::regnamespace
  and c.relkind = 'r'
  and c.relrowsecurity
order by c.relname;
