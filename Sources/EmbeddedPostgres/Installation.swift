import Foundation

/// One installed PostgreSQL server.
struct Installation: Sendable {
  /// The folder of `initdb`, `postgres` and `pg_ctl`.
  let binaries: String
  let majorVersion: Int

  /// The schema uses what version 15 brought.
  static let oldestSupported = 15

  /// The installation for data of `version` ("15"), or the newest for new data.
  static func find(forData version: String?, environment: [String: String]) async throws -> Installation {
    let folders = await candidateFolders(environment: environment)
    var found: [Installation] = []
    for folder in folders {
      if let installation = await inspect(folder) { found.append(installation) }
    }
    return try choose(from: found, forData: version, searched: folders)
  }

  static func choose(from found: [Installation], forData version: String?, searched: [String]) throws -> Installation {
    guard !found.isEmpty else { throw EmbeddedServerError.noPostgreSQL(searched: searched) }
    if let version {
      guard let same = found.first(where: { String($0.majorVersion) == version }) else {
        throw EmbeddedServerError.otherMajorVersion(data: version, installed: found.map(\.majorVersion))
      }
      return same
    }
    // `max` prefers the last of equals, the search order the first.
    guard let newest = found.reversed().max(by: { $0.majorVersion < $1.majorVersion }), newest.majorVersion >= oldestSupported else {
      throw EmbeddedServerError.tooOld(installed: found.map(\.majorVersion))
    }
    return newest
  }

  /// Nil unless the folder holds a working server.
  private static func inspect(_ folder: String) async -> Installation? {
    for tool in ["initdb", "postgres", "pg_ctl"] where !FileManager.default.isExecutableFile(atPath: "\(folder)/\(tool)") {
      return nil
    }
    // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "postgres (PostgreSQL) 18beta1"
    guard let said = await output(of: folder + "/postgres", ["--version"]),
      let number = said.split(separator: " ").dropFirst(2).first,
      let major = Int(number.prefix { $0.isNumber })
    else { return nil }
    return Installation(binaries: folder, majorVersion: major)
  }

  func path(of tool: String) -> String { "\(binaries)/\(tool)" }

  /// `psql` of the same installation, or any on `PATH`: it is a package of its own in places.
  func psql(environment: [String: String]) throws -> String {
    let folders = [binaries] + Self.pathFolders(environment)
    guard let folder = folders.first(where: { FileManager.default.isExecutableFile(atPath: $0 + "/psql") }) else {
      throw EmbeddedServerError.noPsql
    }
    return folder + "/psql"
  }

  /// `$FILON_POSTGRES_BIN` alone when it is set; else where the packages of Debian, Red Hat, Homebrew and
  /// Postgres.app put their servers, and `PATH`.
  static func candidateFolders(environment: [String: String]) async -> [String] {
    if let chosen = environment["FILON_POSTGRES_BIN"], !chosen.isEmpty { return [chosen] }
    let configured = await output(of: "pg_config", ["--bindir"])
    let families = [
      ("/usr/lib/postgresql", "", "/bin"), ("/usr", "pgsql-", "/bin"),
      ("/opt/homebrew/opt", "postgresql", "/bin"), ("/usr/local/opt", "postgresql", "/bin"),
      ("/Applications/Postgres.app/Contents/Versions", "", "/bin"),
    ]
    let packaged = families.flatMap { parent, prefix, suffix in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
      return names.filter { $0.hasPrefix(prefix) }.sorted().map { "\(parent)/\($0)\(suffix)" }
    }
    var seen: Set<String> = []
    return ((configured.map { [$0] } ?? []) + packaged + pathFolders(environment)).filter { seen.insert($0).inserted }
  }

  private static func pathFolders(_ environment: [String: String]) -> [String] {
    (environment["PATH"] ?? "").split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
  }
}
