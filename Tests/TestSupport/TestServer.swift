import Foundation
import Postgres
import Synchronization

/// A PostgreSQL server that tests may do anything to: data in a temporary folder, Unix socket only, no fsync, gone when it is stopped or the process ends.
///
/// A shell stands over the server and reads from a pipe that only this process holds: when the process ends, however it does, the shell stops the server
/// and removes its folder.
package final class TestServer: Sendable {
  /// libpq's connection string, for the superuser and the database `postgres`.
  package let connection: String
  private let folder: String?
  private let watch = Mutex<Watch?>(nil)

  private struct Watch {
    let process: Process
    let pipe: FileHandle
  }

  /// The server that all tests of this process share: the one that `FILON_TEST_SERVER` names (a `keyword=value` connection string of a superuser on a server
  /// that may be thrown away), or a private one.
  package static func shared() async throws -> TestServer { try await sharedServer.value }

  private static let sharedServer = Task {
    if let connection = ProcessInfo.processInfo.environment["FILON_TEST_SERVER"] {
      guard !connection.contains("://") else {
        throw TestServerError("FILON_TEST_SERVER: write it as keyword=value, to which tests add the database")
      }
      return TestServer(connection: connection, folder: nil)
    }
    return try await TestServer.start()
  }

  /// A server of its own, for tests that stop it.
  package static func start() async throws -> TestServer {
    // Short, for the path of a Unix socket may have some 100 bytes.
    let folder = "/tmp/filon-test-\(getpid())-\(UInt32.random(in: .min ... .max))"
    let server = TestServer(connection: "host=\(folder) user=postgres dbname=postgres", folder: folder)
    try await server.start()
    return server
  }

  private init(connection: String, folder: String?) {
    self.connection = connection
    self.folder = folder
  }

  /// The connection string for another database or user of this server.
  package func connection(database: String, user: String? = nil) -> String {
    connection + " dbname=\(database)" + (user.map { " user=\($0)" } ?? "")
  }

  /// Starts the server, on the data it had if it was stopped.
  package func start() async throws {
    guard let folder else { preconditionFailure("a server that was given is not started or stopped by tests") }
    let process = Process()
    let asPostgres = getuid() == 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : []
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = asPostgres + ["sh", "-c", Self.script, "sh", folder]
    process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PG") }
    process.currentDirectoryURL = URL(fileURLWithPath: "/tmp")
    let pipe = Pipe()
    process.standardInput = pipe
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    watch.withLock { $0 = Watch(process: process, pipe: pipe.fileHandleForWriting) }
    try await waitUntilReady(process, folder)
  }

  /// Stops the server at once, as a crash would; its data stay.
  package func stop() async {
    await end("keep")
  }

  /// Stops the server and removes its data.
  package func remove() async {
    await end("remove")
    // The shell does it, unless the server was stopped before.
    if let folder { try? FileManager.default.removeItem(atPath: folder) }
  }

  private func end(_ command: String) async {
    guard let watch = watch.withLock({ $0.take() }) else { return }
    try? watch.pipe.write(contentsOf: Data("\(command)\n".utf8))
    try? watch.pipe.close()
    while watch.process.isRunning { try? await Task.sleep(for: .milliseconds(5)) }
  }

  private static let script = """
    set -u
    umask 077
    PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin 2>/dev/null | sort -V | tail -n 1)"
    folder=$1
    mkdir -p "$folder"
    if ! [ -f "$folder/data/PG_VERSION" ]; then
      initdb --no-sync --auth=trust --username=postgres --encoding=UTF8 --locale=C --pgdata="$folder/data" >"$folder/log" 2>&1 || exit 1
    fi
    postgres -D "$folder/data" -k "$folder" -h '' \\
      -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB \\
      -c logging_collector=off -c autovacuum=off -c lc_messages=C >>"$folder/log" 2>&1 </dev/null &
    server=$!
    read -r command || command=remove
    kill -QUIT "$server" 2>/dev/null
    wait "$server"
    [ "$command" = keep ] || rm -rf "$folder"
    """

  private func waitUntilReady(_ process: Process, _ folder: String) async throws {
    let deadline = ContinuousClock.now + .seconds(120)
    while true {
      do {
        let pool = Pool(Configuration(connection))
        _ = try await pool.withSession { try await $0.execute("select 1") }
        return await pool.close()
      } catch {
        guard process.isRunning, .now < deadline else {
          let log = (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "no log"
          throw TestServerError("the test server did not start: \(error)\n\(log.suffix(2000))")
        }
        try await Task.sleep(for: .milliseconds(20))
      }
    }
  }
}

/// Why there is no server to test with.
package struct TestServerError: Error, CustomStringConvertible {
  /// With the end of the server's log.
  package let description: String

  init(_ description: String) { self.description = description }
}
