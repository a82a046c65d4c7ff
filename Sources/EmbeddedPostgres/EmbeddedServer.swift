import Foundation

/// A private PostgreSQL server for one person or one service, for those who have none.
///
/// It listens on a Unix socket in a private folder and on no network port; only the operating-system user who owns
/// the folder, and root, may connect. Everything it keeps is under ``home``. As root the server runs as another user
/// (see ``ServerAccount``), because PostgreSQL refuses to run as root.
package struct EmbeddedServer: Sendable {
  let folders: ServerFolders
  let environment: [String: String]
  /// Which of its databases its connections open; the first is made with the server.
  package private(set) var database = ClusterSettings.database

  /// A server whose files are in `home/postgres`; nothing is created before ``start()``.
  package init(home: String) {
    self.init(home: home, environment: ProcessInfo.processInfo.environment)
  }

  init(home: String, environment: [String: String]) {
    folders = ServerFolders(home: home)
    self.environment = environment
  }

  /// `$FILON_HOME`, else `$XDG_DATA_HOME/filon`, else `/var/lib/filon` for root (whose own folder is closed to the
  /// user that runs the server), else `~/.local/share/filon`. The same on macOS.
  package static func defaultHome() -> String {
    ServerFolders.defaultHome(environment: ProcessInfo.processInfo.environment, isRoot: geteuid() == 0)
  }

  /// Starts the server unless it runs, and creates its data the first time; returns when it accepts connections.
  ///
  /// Safe to call from several processes at once. When the server runs already this costs well under a millisecond.
  package func start() async throws {
    if folders.acceptsConnections() { return }
    let account = try ServerAccount.owner(of: folders)
    try folders.prepare(for: account)
    try await withFileLock(folders.lock, ownedBy: account) {
      if folders.acceptsConnections() { return }
      let installation = try await Installation.find(forData: try folders.dataMajorVersion(), environment: environment)
      let server = ServerControl(folders: folders, account: account, installation: installation)
      try await server.createDataIfMissing()
      try await server.launch()
    }
  }

  /// Stops the server: open transactions are rolled back, the data is written out. Does nothing when it does not run.
  package func stop() async throws {
    try folders.checkOwner()
    guard FileManager.default.fileExists(atPath: folders.data) else { return }
    let account = try ServerAccount.owner(of: folders)
    try await withFileLock(folders.lock, ownedBy: account) {
      guard let postmaster = Postmaster(data: folders.data), await postmaster.isAlive() else {
        let workers = connects(toSocket: folders.socketFile) ? await Postmaster.workers(in: folders.data) ?? [] : []
        if workers.isEmpty { return }
        throw EmbeddedServerError.unknownServer(data: folders.data, pids: workers)
      }
      // SIGINT is PostgreSQL's "fast" shutdown; it needs no installed binaries, unlike pg_ctl.
      kill(postmaster.pid, SIGINT)
      try await wait(seconds: 120, orThrow: .notStopped(pid: postmaster.pid, log: folders.log)) {
        await !postmaster.isAlive()
      }
    }
  }

  /// Whether the server exists and runs, and what it takes on disk.
  package func status() async throws -> Status {
    try folders.checkOwner()
    guard let version = try folders.dataMajorVersion() else {
      return Status(state: .notCreated, dataFolder: folders.data, bytes: 0)
    }
    let bytes = folders.bytes()
    guard let pid = await runningServer() else { return Status(state: .stopped, dataFolder: folders.data, bytes: bytes) }
    let running = Status.State.running(pid: pid, version: version, socketFolder: folders.socket)
    return Status(state: running, dataFolder: folders.data, bytes: bytes)
  }

  /// The process that accepts connections, found by where it works when its file is lost.
  private func runningServer() async -> pid_t? {
    if folders.acceptsConnections(), let postmaster = Postmaster(data: folders.data) { return postmaster.pid }
    guard let owner = FileStatus(folders.data)?.owner, folders.socketFolderIsPrivate(to: owner), connects(toSocket: folders.socketFile)
    else { return nil }
    return await Postmaster.workers(in: folders.data)?.first
  }

  /// The same server, of which another database is meant; it may have to be made first (``databaseCreation``).
  package func using(database: String) -> EmbeddedServer {
    var server = self
    server.database = database
    return server
  }

  /// What makes the database, a statement each: for ``adminConnection``.
  package var databaseCreation: [String] { ClusterSettings.creation(of: database) }

  /// libpq connection string of `filon_owner`, who owns the database and may change its schema.
  package var ownerConnection: String { folders.connection(user: "filon_owner", database: database) }

  /// libpq connection string of `filon_service`, who is bound by row-level security.
  package var serviceConnection: String { folders.connection(user: "filon_service", database: database) }

  /// libpq connection string of `filon_admin`, the superuser, in the database that is always there: for roles and databases.
  package var adminConnection: String { folders.connection(user: "filon_admin", database: ClusterSettings.database) }

  /// The path of `psql`, and the arguments (without the program's name) that open `connection` in it.
  package func shell(_ connection: String) async throws -> (path: String, arguments: [String]) {
    let installation = try await Installation.find(forData: try folders.dataMajorVersion(), environment: environment)
    return (try installation.psql(environment: environment), [connection])
  }
}

/// What ``EmbeddedServer/status()`` found.
package struct Status: Sendable, Equatable {
  /// The life of a server.
  package enum State: Sendable, Equatable {
    case notCreated
    case stopped
    /// `version` is PostgreSQL's major version, such as "15".
    case running(pid: Int32, version: String, socketFolder: String)
  }

  /// Whether the server exists and runs.
  package let state: State
  /// Where the data is, or will be.
  package let dataFolder: String
  /// Size of the data folder, write-ahead log included.
  package let bytes: Int64
}
