-- Brings the planner's statistics of tables that it would misjudge up to date, as an import does while it fills them:
-- autovacuum would come too late. It misjudges a table
--   that grew by half since it was last looked at: a plan for a table taken for empty reads it whole;
--   of which it takes the acting organization to have few rows, and it has many: where few organizations share a table the
--   planner knows how many rows each has, and takes one that came since for a single row, so that joining all its rows with
--   all its rows seems cheap.
-- Pages alone do not tell: a preview or an import that was interrupted leaves its dead rows behind, and the table grows
-- no more while their place is filled again.
--
-- `security definer`: only an owner may analyze. It takes no argument, returns nothing, and of the rows of the organization
-- that the caller acts for it asks only whether there are so many. A table that somebody else is analyzing is left to them.
-- pg_temp comes last: a caller's temporary view named pg_class would otherwise be read with the owner's rights.
create or replace function refresh_statistics()
returns void
language plpgsql
security definer
set search_path to pg_catalog, pg_temp
as $$
declare
  acting constant text := nullif(current_setting('filon.organization_id', true), '');
  -- What is few: all rows with all rows are joined in a moment.
  few constant integer := 1000;
  subject record;
  misjudged boolean;
begin
  for subject in
    -- Looked through once, and not for every table.
    with known as materialized (
      select each.tablename, each.most_common_vals, each.most_common_freqs, each.n_distinct
      from pg_stats each
      where each.schemaname = 'public'
        and each.attname = 'organization_id'
    )
    select c.oid::regclass as name,
      pg_relation_size(c.oid) / current_setting('block_size')::bigint > 1.5 * c.relpages
        or pg_stat_get_xact_tuples_inserted(c.oid) > 0.5 * greatest(c.reltuples, 0) as grew,
      -- What the planner takes for the organization's (eqsel): the known share, else what the known ones leave, divided
      -- equally among the others.
      greatest(c.reltuples, 0) * coalesce(
        s.most_common_freqs[array_position(s.most_common_vals::text::text[], acting)],
        (1 - coalesce((select sum(f) from unnest(s.most_common_freqs) f), 0))
          / greatest(
            case when s.n_distinct < 0 then -s.n_distinct * c.reltuples else s.n_distinct end
              - coalesce(cardinality(s.most_common_freqs), 0),
            1),
        0) as expected
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    left join known s on s.tablename = c.relname
    where n.nspname = 'public'
      and c.relkind = 'r'
      and c.relrowsecurity
  loop
    misjudged := subject.grew;
    if not misjudged and subject.expected < 10 * few then
      execute format('select exists (select from %s where organization_id = $1 offset $2)', subject.name)
      into misjudged
      using acting::uuid, (2 * subject.expected + few)::bigint;
    end if;
    if misjudged then
      execute format('analyze (skip_locked) %s', subject.name);
    end if;
  end loop;
end
$$;
