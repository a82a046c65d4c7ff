import Foundation
import Postgres
import TestSupport
import Testing

/// `sql/schema.sql` is for people who read the tables in one piece, so it must tell the truth. It is loaded rather than compared with
/// another dump: what pg_dump writes differs from version to version. The functions that its tables ask for are those of the migrations.
@Suite struct SchemaFileTests {
  @Test func loadingTheFileGivesWhatTheMigrationsGive() async throws {
    let file = URL(filePath: #filePath).appending(path: "../../../../sql/schema.sql").standardized
    let text = try String(contentsOf: file, encoding: .utf8)
    // First, for they make the service's role, which belongs to the server.
    let (migrated, functions) = try await withOwner { owner in
      try await owner.withSession { session in
        let functions = try await session.rows(
          "select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'public'::regnamespace",
          { try $0.decode("text", as: String.self) })
        return (try await catalogue(session), functions)
      }
    }
    let loaded = try await withPool { pool in
      try await pool.withSession { session in
        try await session.script("set check_function_bodies = off; " + functions.joined(separator: ";\n") + ";\n" + text)
        return try await catalogue(session)
      }
    }
    #expect(!migrated.isEmpty)
    let missing = migrated.subtracting(loaded).sorted()
    let left = loaded.subtracting(migrated).sorted()
    #expect(missing.isEmpty && left.isEmpty, "run scripts/dump-schema. Only in the migrations: \(missing). Only in the file: \(left)")
  }

  /// Everything of the schemas `public` and `report` but functions, one line each.
  private func catalogue(_ session: Session) async throws -> Set<String> {
    // `a between b and c and d` reads as two conditions, of which the first is two, but as three once it was written out: said anew,
    // both databases have it as the file says it.
    try await session.script(
      """
      do $$
      declare
        statement text;
      begin
        for statement in
          select format('alter table %s drop constraint %2$I, add constraint %2$I %3$s',
            k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
          from pg_constraint k
          where k.contype = 'c' and k.connamespace = 'public'::regnamespace
        loop
          execute statement;
        end loop;
      end
      $$
      """)
    let lines = try await session.rows(
      """
      with home as (select n.* from pg_namespace n where n.nspname in ('public', 'report')),
      held as (
        select c.oid, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, c.relacl, c.relowner
        from pg_class c
        join home on home.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
      )
      select format('schema %s: %s %s', home.nspname, a.grantee::regrole, a.privilege_type) as line
      from home
      -- What everybody may do in public depends on the server's version.
      cross join aclexplode(home.nspacl) a
      where a.grantee <> 0
      union all
      select format('table %s: kind %s, security %s %s, %s', relname, relkind, relrowsecurity, relforcerowsecurity, reloptions)
      from held
      union all
      select format('table %s: %s may %s', relname, a.grantee::regrole, a.privilege_type)
      from held
      cross join aclexplode(coalesce(relacl, acldefault('r', relowner))) a
      union all
      select format('column %s.%s: %s, %s %s, %s, generated «%s» %s', relname, attname,
        rank() over (partition by attrelid order by attnum), format_type(atttypid, atttypmod),
        case when attcollation <> 0 then attcollation::regcollation end, case when attnotnull then 'not null' end, attgenerated,
        pg_get_expr(d.adbin, d.adrelid))
      from held
      join pg_attribute on attrelid = held.oid and attnum > 0 and not attisdropped
      left join pg_attrdef d on d.adrelid = attrelid and d.adnum = attnum
      union all
      select format('column %s.%s: %s may %s', relname, attname, a.grantee::regrole, a.privilege_type)
      from held
      join pg_attribute on attrelid = held.oid and not attisdropped
      cross join aclexplode(attacl) a
      union all
      select format('constraint %s on %s: %s', k.conname, relname, pg_get_constraintdef(k.oid))
      from held
      -- Newer servers list `not null` among them.
      join pg_constraint k on k.conrelid = held.oid and k.contype <> 'n'
      union all
      select pg_get_indexdef(i.indexrelid) from held join pg_index i on i.indrelid = held.oid
      union all
      select format('policy %s on %s: permissive %s, for %s to %s using %s with check %s', p.polname, relname, p.polpermissive,
        p.polcmd, p.polroles::regrole[], pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
      from held
      join pg_policy p on p.polrelid = held.oid
      union all
      select pg_get_triggerdef(t.oid) from held join pg_trigger t on t.tgrelid = held.oid and not t.tgisinternal
      union all
      select pg_get_ruledef(r.oid) from held join pg_rewrite r on r.ev_class = held.oid
      """, { try $0.decode("line", as: String.self) })
    return Set(lines)
  }
}

/// Lends `body` a pool of the owner's sessions on a database of its own that holds the whole schema.
func withOwner<R>(_ body: (Pool) async throws -> R) async throws -> R {
  try await withSchema { try await lending(Configuration($0), body) }
}

/// Lends `body` a pool.
func lending<R>(_ configuration: Configuration, _ body: (Pool) async throws -> R) async throws -> R {
  let pool = Pool(configuration)
  let result: Result<R, any Error>
  do { result = .success(try await body(pool)) } catch { result = .failure(error) }
  await pool.close()
  return try result.get()
}
