/// A file of `sql/`, compiled into the binary.
struct SQLFile: Sendable {
  /// Its path below `sql/`.
  let path: String
  let checksum: String
  let text: String

  /// The number of a migration: 12 for `migrations/v0012_name.sql`.
  var number: Int? { Int(path.drop { $0 != "v" }.dropFirst().prefix { $0.isNumber }) }

  /// The numbered steps, in order.
  static let migrations = sqlFiles.filter { $0.path.hasPrefix("migrations/") }

  /// Functions of the write path and of reports: made again whenever their text changes.
  static let definitions = sqlFiles.filter { !$0.path.hasPrefix("migrations/") }
}
