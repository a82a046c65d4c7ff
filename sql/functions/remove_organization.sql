-- An organization and all that is its own, from every table that has an organization: those that are referred to after those that refer to
-- them, so that a new table needs nothing here. For the owner of the schema alone: whoever else calls it has no right to delete.
create or replace function remove_organization(organization_id uuid)
returns void
language plpgsql
as $$
declare
  remaining regclass[] := array(
    select c.oid::regclass
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace
      and c.relkind in ('r', 'p')
      and a.attname = 'organization_id'
  );
  subject regclass;
begin
  while cardinality(remaining) > 0 loop
    select t.name into strict subject
    from unnest(remaining) as t (name)
    where not exists (
      select from pg_constraint k
      where k.contype = 'f'
        and k.confrelid = t.name
        and k.conrelid <> t.name
        and k.conrelid = any (remaining)
    )
    order by t.name::text
    limit 1;
    execute format('delete from %s where organization_id = $1', subject) using organization_id;
    remaining := array_remove(remaining, subject);
  end loop;
end
$$;
