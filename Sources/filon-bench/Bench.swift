import CRM
import Foundation
import Postgres
import Schema

/// Measures Filon beside PostgreSQL's own tools, in turn, on one server; `scripts/bench` starts that server.
///
/// usage: filon-bench forecast|log|http|import|report|feed|cli   (all but forecast: FILON_BENCH_SERVER: libpq keywords of a superuser; FILON_BENCH_FILON: the binary)
@main
struct Bench {
  static func main() async throws {
    let environment = ProcessInfo.processInfo.environment
    // Smaller sizes for a quick look; the default is what the README quotes.
    let scale = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 100 : 100
    if CommandLine.arguments.dropFirst().first == "forecast" { return forecast(years: max(1, 10 * scale)) }
    guard let server = environment["FILON_BENCH_SERVER"], let filon = environment["FILON_BENCH_FILON"], CommandLine.arguments.count >= 2
    else {
      throw BenchError("usage: scripts/bench forecast|log|http|import|report|feed|cli")
    }
    let bench = Bench(server: server, filon: filon)
    switch CommandLine.arguments[1] {
    case "log": try await bench.log(rounds: 5, seconds: max(1, 5 * scale / 100))
    case "http": try await bench.http(rounds: 5, seconds: max(1, 5 * scale / 100))
    case "import": try await bench.importing(rows: 10_000 * scale, rounds: 3)
    case "report": try await bench.report(conversations: 100_000 * scale)
    case "feed": try await bench.feed(conversations: 100_000 * scale, rounds: 3)
    case "cli": try await bench.cli()
    default: throw BenchError("no bench \(CommandLine.arguments[1]): forecast, log, http, import, report, feed, cli")
    }
  }

  let server: String
  let filon: String

  /// Makes a database with the schema and one organization, its salespeople and prospects, and lends an owner's pool, the scope of a
  /// director and the connection string.
  func withDatabase(
    _ name: String, salespeople: Int, prospects: Int, _ body: (Pool, Scope, String) async throws -> Void
  ) async throws {
    let administrator = Pool(Configuration("\(server) dbname=postgres"))
    try await administrator.withSession { session in
      try await session.execute("drop database if exists \(identifier: name)")
      try await session.execute("create database \(identifier: name)")
    }
    let connection = "\(server) dbname=\(name)"
    let owner = Pool(Configuration(connection))
    _ = try await Schema.migrate(owner)
    var service = Configuration(connection)
    service.role = "filon_service"
    let pool = Pool(service)
    let (organization, _) = try await Organizations(pool).create(name: "Bench")
    try await owner.withSession { session in
      try await session.execute(
        """
        insert into salesperson (organization_id, id, name, name_key)
        select \(organization.id), md5('salesperson ' || i)::uuid, 'Salesperson ' || i, 'salesperson ' || i
        from generate_series(1, \(salespeople)) as i
        """)
      try await session.execute(
        """
        insert into prospect (organization_id, id, name, name_key, owner_id)
        select \(organization.id), \(Self.prospectID("i")), 'Prospect ' || i, 'prospect ' || i,
          md5('salesperson ' || 1 + i % \(salespeople))::uuid
        from generate_series(1, \(prospects)) as i
        """)
      try await session.execute("vacuum analyze prospect")
      try await session.execute("vacuum analyze salesperson")
    }
    try await body(owner, Scope(pool: pool, organization: organization, identity: .director(of: organization.id)), connection)
    await pool.close()
    await owner.close()
    try await administrator.withSession { try await $0.execute("drop database \(identifier: name) with (force)") }
    await administrator.close()
  }

  /// An open, a won and a lost stage, through which made opportunities move.
  func stages(_ scope: Scope) async throws -> (open: Stage, won: Stage, lost: Stage) {
    let stages = try await Organizations(scope.pool).stages(of: scope.organization)
    guard let open = stages.first(where: { $0.kind == .open }), let won = stages.first(where: { $0.kind == .won }),
      let lost = stages.first(where: { $0.kind == .lost })
    else { throw BenchError("no stages") }
    return (open, won, lost)
  }

  /// Fills tables whose keys are not checked and whose indexes are made afterwards: filling with them would take half an hour.
  func fill(_ tables: [String], _ session: Session, _ body: () async throws -> Void) async throws {
    let indexes = try await session.rows(
      """
      select indexdef, indexname from pg_indexes
      where schemaname = 'public' and tablename = any (\(tables)) and indexname not in (select conname from pg_constraint)
      """
    ) { (try $0.decode("indexdef", as: String.self), try $0.decode("indexname", as: String.self)) }
    for (_, index) in indexes { try await session.execute("drop index \(identifier: index)") }
    _ = try await session.query("set session_replication_role to replica")
    _ = try await session.query("set maintenance_work_mem to '1GB'")
    try await body()
    for (definition, _) in indexes { try await session.execute(SQL(unsafeRaw: definition)) }
    try await session.execute("vacuum analyze")
  }

  /// The id of a made prospect, in order of its number as ids of one day are.
  static func prospectID(_ number: String) -> SQL {
    SQL(unsafeRaw: "('00000000-0000-7000-8000-' || lpad(to_hex(\(number)), 12, '0'))::uuid")
  }
}

struct BenchError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// The middle of some figures.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
}

/// How long something takes, in seconds.
func seconds(_ body: () async throws -> Void) async rethrows -> Double {
  let clock = ContinuousClock()
  let duration = try await clock.measure { try await body() }
  return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
}

extension Double {
  /// With some decimals, for a table.
  func shown(_ digits: Int = 2) -> String { String(format: "%.\(digits)f", self) }
}

/// Prints the last line: what programs read.
func printRatios(_ bench: String, _ ratios: [(String, Double)]) {
  let pairs = ratios.map { "\"\($0)\":\($1.shown(3))" }.joined(separator: ",")
  print("{\"bench\":\"\(bench)\",\"ratios\":{\(pairs)}}")
}
