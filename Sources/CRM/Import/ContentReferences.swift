import Postgres

/// References for rows that have none: a digest of the row's cells and how often the file had that row before.
///
/// Only the cells that give fields count, so that a refused row that was mended in its own file is the same one in the first file.
/// So the same file again, or a longer one with the same rows in it, finds every row; and two equal rows of one file are two facts.
/// How often is counted in a temporary table: memory does not grow with the file.
struct ContentReferences {
  init(_ transaction: Transaction) async throws {
    _ = try await transaction.execute(
      """
      create temporary table import_content (digest bytea constraint import_content_pk primary key, seen bigint not null)
      on commit drop
      """)
  }

  /// The facts of a set of rows, each with a reference.
  func complete<Fact>(_ rows: ImportSource<Fact>.Rows, _ bindings: ImportBindings, _ transaction: Transaction) async throws -> [Fact] {
    var facts: [Fact] = []
    facts.reserveCapacity(rows.rows.count)
    var without: [(index: Int, text: String)] = []
    for row in rows.rows {
      guard case .success(let fact) = row.fact else { continue }
      if fact.reference == nil {
        without.append((facts.count, bindings.identity.map { rows.records.text(at: $0, of: row.record) }.joined(separator: "\u{1F}")))
      }
      facts.append(fact)
    }
    guard !without.isEmpty else { return facts }
    for (row, reference) in zip(without, try await references(of: without.map(\.text), transaction)) {
      facts[row.index].reference = reference
    }
    return facts
  }

  private func references(of rows: [String], _ transaction: Transaction) async throws -> [String] {
    try await transaction.rows(
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
    ) { try $0.decode("reference", as: String.self) }
  }
}
