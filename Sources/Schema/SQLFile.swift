/// A file of `sql/`, compiled into the binary.
struct SQLFile: Sendable {
  /// Its path below `sql/`.
  let path: String
  let checksum: String
  let text: String

  /// The number of a migration: 12 for `migrations/v0012_name.sql`.
  var number: Int? { Int(path.drop { $0 != "v" }.dropFirst().prefix { $0.isNumber }) }

  var isMigration: Bool { path.hasPrefix("migrations/") }
}

extension [SQLFile] {
  /// The numbered steps, in order.
  var migrations: [SQLFile] { filter(\.isMigration) }

  /// The roles of the server, which migrations grant to.
  var roles: String { first { $0.path == "roles.sql" }?.text ?? "" }

  /// Functions of the write path and of reports, and the roles: made again whenever their text changes.
  var definitions: [SQLFile] { filter { !$0.isMigration } }

  var checksums: [String: String] { Dictionary(uniqueKeysWithValues: map { ($0.path, $0.checksum) }) }
}
