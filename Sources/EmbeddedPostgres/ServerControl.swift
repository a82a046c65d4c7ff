import Foundation

/// Creates and launches the server of one folder; the caller holds the lock.
struct ServerControl {
  let folders: ServerFolders
  let account: ServerAccount
  let installation: Installation
  /// `data` while it is being made: a name that is `data` only when complete, and nobody else's, for programs of a creation that was killed may
  /// still be writing.
  private let unfinishedData: String

  init(folders: ServerFolders, account: ServerAccount, installation: Installation) {
    (self.folders, self.account, self.installation) = (folders, account, installation)
    unfinishedData = "\(folders.data).unfinished-\(UUID().uuidString)"
  }

  /// Makes the data folder under another name, with its roles and database, and renames it when it is complete: a
  /// `data` that exists is whole, whatever was interrupted before.
  func createDataIfMissing() async throws {
    try await sweep()
    if try folders.dataMajorVersion() != nil { return }
    if let names = try? FileManager.default.contentsOfDirectory(atPath: folders.data), !names.isEmpty {
      throw EmbeddedServerError.unknownData(folders.data)
    }
    try await initializeCluster()
    try await createRolesAndDatabase()
    guard rename(unfinishedData, folders.data) == 0 else { throw EmbeddedServerError.system("create", folders.data) }
    synchronize(folder: folders.root)
  }

  /// Takes away what creations that were killed left; what is still being written to, the next start takes.
  private func sweep() async throws {
    let names = folders.unfinishedData()
    if !names.isEmpty { _ = try await account.run("/bin/rm", ["-rf"] + names, in: folders.root) }
  }

  private func initializeCluster() async throws {
    let help = try await account.run(installation.path(of: "initdb"), ["--help"], in: folders.root)
    var outcome = ServerAccount.Outcome(succeeded: false, output: "")
    for locale in ClusterSettings.locales(initdbHelp: help.output) {
      outcome = try await account.run(
        installation.path(of: "initdb"),
        ["--pgdata", unfinishedData, "--username=filon_admin", "--auth=peer", "--data-checksums", "--no-instructions"]
          + ["--encoding=UTF8"] + locale, in: folders.root)
      // Anything but an unknown locale (a full disk) would fail with the next one just the same.
      if outcome.succeeded || !ClusterSettings.blamesLocale(outcome.output) { break }
    }
    guard outcome.succeeded else { throw failure(.notCreated(outcome.output), outcome.output) }
  }

  /// In single-user mode, before the data folder has its final name: no half-prepared server can ever be met.
  private func createRolesAndDatabase() async throws {
    let outcome = try await account.run(
      installation.path(of: "postgres"),
      ["--single", "-D", unfinishedData, "-c", "exit_on_error=on", "postgres"],
      in: folders.root, input: ClusterSettings.rolesAndDatabase)
    guard outcome.succeeded else { throw failure(.notCreated(outcome.output), outcome.output) }
  }

  /// Starts the server and waits until it accepts connections.
  func launch() async throws {
    try await writeSettings()
    guard folders.socketFolderIsPrivate(to: account.user) else {
      throw EmbeddedServerError.socketFolderNotPrivate(folders.socket, user: account.name)
    }
    if try await joinsServerThatIsStarting() { return }
    let deadline = ContinuousClock.now + .seconds(15)
    while true {
      let workers = try await clearRemains()
      // The data folder goes by the environment and the log by a relative name: pg_ctl hands its arguments to a shell.
      let outcome = try await account.run(
        installation.path(of: "pg_ctl"), ["start", "--wait", "--timeout=600", "--silent", "--log=log/start.log"],
        in: folders.root, with: ["PGDATA": folders.data])
      if outcome.succeeded { return }
      let said = outcome.output + logTail()
      // Processes of a server that was killed take a moment to notice; PostgreSQL waits for none of them to remain.
      let isHeld = ["pre-existing shared memory block", "lock file \"", "PID file \""].contains(where: said.contains)
      guard isHeld, ContinuousClock.now < deadline else {
        if isHeld, !workers.isEmpty { throw EmbeddedServerError.unknownServer(data: folders.data, pids: workers) }
        throw failure(.notStarted(said, log: folders.log), said)
      }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  /// Written before each start, so that a newer version of this program brings its settings, and by the server's user,
  /// so that root never follows a link that this user could have put there.
  private func writeSettings() async throws {
    let script = """
      set -eu
      umask 077
      mkdir -p log "$1"
      : > log/start.log
      printf %s "$2" > data/filon.conf
      printf %s "$3" > data/pg_hba.conf
      printf %s "$4" > data/pg_ident.conf
      grep -q "include 'filon.conf'" data/postgresql.conf || printf "\\ninclude 'filon.conf'\\n" >> data/postgresql.conf
      """
    let texts = [
      ClusterSettings.parameters(socketFolder: folders.socket), ClusterSettings.access,
      ClusterSettings.identities(account: account.name),
    ]
    let outcome = try await account.run("/bin/sh", ["-c", script, "sh", folders.socket] + texts, in: folders.root)
    guard outcome.succeeded else { throw failure(.notStarted(outcome.output, log: folders.log), outcome.output) }
  }

  /// True when a server of this folder was starting already (whoever launched it was interrupted) and now runs.
  private func joinsServerThatIsStarting() async throws -> Bool {
    guard let postmaster = Postmaster(data: folders.data), await postmaster.isAlive() else { return false }
    try await wait(seconds: 600, orThrow: .notStarted(logTail(), log: folders.log)) {
      if folders.acceptsConnections() { return true }
      return await !postmaster.isAlive()
    }
    return folders.acceptsConnections()
  }

  /// Takes away the files by which a server says that it runs, once nobody is there: PostgreSQL does so by itself unless they are empty,
  /// unreadable or name what is another process now. It finds what may remain of the old server by the shared memory too, which is named after the
  /// folder.
  ///
  /// - Returns: The processes that are there.
  private func clearRemains() async throws -> [pid_t] {
    guard let workers = await Postmaster.workers(in: folders.data) else { return [] }
    if workers.isEmpty, !connects(toSocket: folders.socketFile) {
      unlink(Postmaster.file(in: folders.data))
      unlink(folders.socketFile + ".lock")
    }
    return workers
  }

  /// A full disk is behind many errors, and only it needs to be said.
  private func failure(_ error: EmbeddedServerError, _ output: String) -> EmbeddedServerError {
    output.contains(ServerFolders.noSpace) ? .diskFull(folders.root) : error
  }

  private func logTail() -> String {
    folders.logTails(lines: 12).joined(separator: "\n")
  }

  /// A rename survives a power cut once its folder is on disk.
  private func synchronize(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
