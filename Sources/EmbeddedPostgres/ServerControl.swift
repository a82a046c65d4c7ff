import Foundation

/// Creates and launches the server of one folder; the caller holds the lock.
struct ServerControl {
  let folders: ServerFolders
  let account: ServerAccount
  let installation: Installation

  /// Makes the data folder under another name, with its roles and database, and renames it when it is complete: a
  /// `data` that exists is whole, whatever was interrupted before.
  func createDataIfMissing() async throws {
    if folders.dataMajorVersion() != nil { return }
    if let names = try? FileManager.default.contentsOfDirectory(atPath: folders.data), !names.isEmpty {
      throw EmbeddedServerError.unknownData(folders.data)
    }
    let removal = try await account.run("/bin/rm", ["-rf", folders.unfinishedData], in: folders.root)
    guard removal.succeeded else { throw EmbeddedServerError.notCreated(removal.output) }
    try await initializeCluster()
    try await createRolesAndDatabase()
    guard rename(folders.unfinishedData, folders.data) == 0 else { throw EmbeddedServerError.system("create", folders.data) }
    synchronize(folder: folders.root)
  }

  private func initializeCluster() async throws {
    let help = try await account.run(installation.path(of: "initdb"), ["--help"], in: folders.root)
    var outcome = ServerAccount.Outcome(succeeded: false, output: "")
    for locale in ClusterSettings.locales(initdbHelp: help.output) {
      outcome = try await account.run(
        installation.path(of: "initdb"),
        ["--pgdata", folders.unfinishedData, "--username=filon_admin", "--auth=peer", "--data-checksums", "--no-instructions"]
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
      ["--single", "-D", folders.unfinishedData, "-c", "exit_on_error=on", "postgres"],
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
      // The data folder goes by the environment and the log by a relative name: pg_ctl hands its arguments to a shell.
      let outcome = try await account.run(
        installation.path(of: "pg_ctl"), ["start", "--wait", "--timeout=600", "--silent", "--log=log/start.log"],
        in: folders.root, with: ["PGDATA": folders.data])
      if outcome.succeeded { return }
      let log = logTail()
      // Processes of a server that was killed take a moment to notice; PostgreSQL waits for none of them to remain.
      guard log.contains("pre-existing shared memory block"), ContinuousClock.now < deadline else {
        throw failure(.notStarted(outcome.output + log, log: folders.log), outcome.output + log)
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
    guard let postmaster = Postmaster(data: folders.data) else { return false }
    if await !postmaster.isAlive() {
      // The files of a crashed server, which PostgreSQL replaces by itself unless another process has its number now.
      // It finds what may remain of the old server by the shared memory too, which is named after the folder.
      if kill(postmaster.pid, 0) == 0 {
        unlink(Postmaster.file(in: folders.data))
        unlink(folders.socketFile + ".lock")
      }
      return false
    }
    try await wait(seconds: 600, orThrow: .notStarted(logTail(), log: folders.log)) {
      if folders.acceptsConnections() { return true }
      return await !postmaster.isAlive()
    }
    return folders.acceptsConnections()
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
