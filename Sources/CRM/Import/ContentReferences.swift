import Postgres

/// References for rows of files that have none: a digest of the row's cells and how often the file had that row before.
///
/// So the same file again, or a longer one with the same rows in it, finds every row; and two equal rows of one file are two facts.
/// How often is counted in a temporary table: memory does not grow with the file.
struct ContentReferences {
  init(_ session: Session) async throws {
    try await session.script(
      """
      create temporary table import_content (digest bytea constraint import_content_pk primary key, seen bigint not null)
      on commit drop
      """)
  }

  /// The references of a set of rows, in their order.
  func references(of rows: [String], _ session: Session) async throws -> [String] {
    try await session.rows(
      """
      with row as (
        select sha256(convert_to(r.text, 'UTF8')) as digest, r.number
        from unnest(\(rows)) with ordinality as r (text, number)
      ),
      counted as (
        insert into import_content as known (digest, seen)
        select row.digest, count(*) from row group by row.digest
        on conflict (digest) do update set seen = known.seen + excluded.seen
        returning known.digest, known.seen
      )
      select encode(row.digest, 'hex') || '-'
        || counted.seen - count(*) over (partition by row.digest) + row_number() over (partition by row.digest order by row.number)
        as reference
      from row
      join counted on counted.digest = row.digest
      order by row.number
      """
    ) { try $0.decode(0, "reference", as: String.self) }
  }
}
