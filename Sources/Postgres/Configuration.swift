/// Where the server is and how its sessions behave.
///
/// Sessions look for names in the schema `public`, may write, keep to row-level security and count days in UTC without a limit of time,
/// whatever other defaults the server, the database or the role has.
public struct Configuration: Sendable {
  /// libpq's own connection string (`host=… dbname=…` or `postgresql://…`); empty means the environment only
  /// (`PGHOST` and its like, `PGSERVICE`, `~/.pgpass`).
  public var connection: String
  /// When set, every session runs `set role` to it right after connecting.
  public var role: String?
  /// Shown in `pg_stat_activity`, unless the connection string names another.
  public var applicationName = "filon"
  /// The most sessions that are open at once. Four to eight are enough for one server; sixteen are slower.
  public var maximumSessions = 8
  /// How long a lease is waited for before ``PostgresError/acquireTimeout(seconds:inUse:lastConnectError:)``.
  public var acquireTimeout: Duration = .seconds(10)
  /// How long one host may take to answer; libpq counts in whole seconds and takes at least two.
  /// `connect_timeout` in the connection string comes first.
  public var connectTimeout: Duration = .seconds(10)
  /// After which the server cancels a statement (SQLSTATE 57014); the session stays usable.
  public var statementTimeout: Duration?
  /// Statements are prepared once a session. Switch off behind a pooler that shares sessions between transactions.
  public var preparesStatements = true

  /// A libpq connection string, or an empty one for the environment only.
  public init(_ connection: String) {
    self.connection = connection
  }
}

/// What a transaction sees of those beside it.
public enum Isolation: String, Sendable {
  case readCommitted = "read committed"
  case repeatableRead = "repeatable read"
  case serializable
}
