-- Brings the planner's statistics of tables that grew by half since they were last looked at up to date, as an import
-- does while it fills them: autovacuum would come too late, and a plan for a table taken for empty reads it whole.
-- Pages alone do not tell: a preview or an import that was interrupted leaves its dead rows behind, and the table grows
-- no more while their place is filled again.
--
-- `security definer`: only an owner may analyze. It takes no argument, returns nothing and reads no row for the caller.
-- A table that somebody else is analyzing is left to them. pg_temp comes last: a caller's temporary view named pg_class
-- would otherwise be read with the owner's rights.
create or replace function refresh_statistics()
returns void
language plpgsql
security definer
set search_path to pg_catalog, pg_temp
as $$
declare
  grown regclass;
begin
  for grown in
    select c.oid
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public'
      and c.relkind = 'r'
      and c.relrowsecurity
      and (
        pg_relation_size(c.oid) / current_setting('block_size')::bigint > 1.5 * c.relpages
        or pg_stat_get_xact_tuples_inserted(c.oid) > 0.5 * greatest(c.reltuples, 0))
  loop
    execute format('analyze (skip_locked) %s', grown);
  end loop;
end
$$;
