import Foundation
import Testing

@testable import EmbeddedPostgres

/// One after the other: each starts a server of its own, and the machine may be small.
@Suite(.serialized)
struct LifeCycleTests {
  @Test("created, started, stopped and started again with its data")
  func life() async throws {
    try await withTemporaryHome { server in
      #expect(try await server.status().state == .notCreated)
      try await server.stop()

      try await server.start()
      let pid = try await server.pid()
      #expect(try await server.status().bytes > 1_000_000)
      #expect(try await server.query("create table kept (x int); insert into kept values (7)") != nil)
      try await server.start()
      #expect(try await server.pid() == pid)

      try await server.stop()
      #expect(try await server.status().state == .stopped)
      #expect(kill(pid, 0) != 0 || Postmaster(data: server.folders.data) == nil)
      #expect(try await server.query("select 1") == nil)
      try await server.stop()

      try await server.start()
      #expect(try await server.query("select x from kept") == "7")
    }
  }

  @Test("four at once make one server")
  func concurrentStarts() async throws {
    try await withTemporaryHome { server in
      let home = server.folders.home
      let pids = try await withThrowingTaskGroup(of: Int32.self) { group in
        for _ in 1...4 {
          group.addTask {
            // Each with its own view, as separate processes have: the lock is the file's, not an object's.
            let mine = EmbeddedServer(home: home)
            try await mine.start()
            return try await mine.pid()
          }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(pids.count == 1)
    }
  }

  @Test("a running server that is asked to start is not waited for")
  func fastPath() async throws {
    try await withTemporaryHome { server in
      try await server.start()
      let pid = try await server.pid()
      // Whoever starts or stops a server holds this lock.
      try await withFileLock(server.folders.lock, ownedBy: try server.account) { try await server.start() }
      #expect(try await server.pid() == pid)
    }
  }

  @Test("recovers what was committed before the server was killed")
  func crash() async throws {
    try await withTemporaryHome { server in
      try await server.start()
      #expect(try await server.query("create table kept (x int); insert into kept values (7)") != nil)
      let pid = try await server.pid()
      kill(pid, SIGKILL)
      try await wait(seconds: 10, orThrow: .notStopped(pid: pid, log: "")) { !connects(toSocket: server.folders.socketFile) }
      #expect(try await server.status().state == .stopped)
      try await server.start()
      #expect(try await server.pid() != pid)
      #expect(try await server.query("select x from kept") == "7")
    }
  }

  @Test("a crashed server's process number, given to another process since, does not stop the start")
  func reusedProcessNumber() async throws {
    try await withTemporaryHome { server in
      try await server.start()
      let file = Postmaster.file(in: server.folders.data)
      let text = try String(contentsOfFile: file, encoding: .utf8)
      try await server.stop()
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      // A process of the server's own user: PostgreSQL itself would take it for a running server.
      let account = try server.account
      async let sleeper = account.run("/bin/sh", ["-c", "echo $$ > sleeper; exec sleep 600"], in: server.folders.root)
      var pid: Int32?
      try await wait(seconds: 10, orThrow: .locked("sleeper")) {
        pid = (try? String(contentsOfFile: server.folders.root + "/sleeper", encoding: .utf8)).flatMap { Int32($0.dropLast()) }
        return pid != nil
      }
      let other = try #require(pid)
      let stale = (["\(other)"] + lines.dropFirst()).joined(separator: "\n")
      _ = try await account.run("/bin/sh", ["-c", "printf '%s' \"$1\" > data/postmaster.pid", "sh", stale], in: server.folders.root)
      #expect(try await server.status().state == .stopped)
      try await server.start()
      #expect(try await server.pid() != other)
      #expect(try await server.query("select 1") == "1")
      kill(other, SIGTERM)
      _ = try await sleeper
    }
  }

  @Test("what an interrupted creation left is made anew")
  func halfMadeData() async throws {
    try await withTemporaryHome { server in
      try await server.start()
      try await server.stop()
      // As if initdb had been killed: files, a version even, but under the unfinished name.
      let folders = server.folders
      let unfinished = folders.data + ".unfinished-1"
      #expect(rename(folders.data, unfinished) == 0)
      try FileManager.default.removeItem(atPath: unfinished + "/global")
      #expect(try await server.status().state == .notCreated)
      try await server.start()
      #expect(try await server.query("select current_database()") == "filon")
      #expect(folders.unfinishedData() == [])
    }
  }

  @Test("a creation that was killed and still writes does not stop the next")
  func creationStillWriting() async throws {
    try await withTemporaryHome { server in
      let folders = server.folders
      let account = try server.account
      try folders.prepare(for: account)
      // As initdb does, whose filon was killed.
      let script = "while ! [ -e enough ]; do mkdir -p data.unfinished/base; : > data.unfinished/base/$(date +%N); done"
      async let writer = account.run("/bin/sh", ["-c", script], in: folders.root)
      try await wait(seconds: 30, orThrow: .locked("writer")) { !folders.unfinishedData().isEmpty }
      try await server.start()
      #expect(try await server.query("select 1") == "1")
      _ = try await account.run("/bin/sh", ["-c", ": > enough"], in: folders.root)
      _ = try await writer
      try await server.stop()
      try await server.start()
      #expect(folders.unfinishedData() == [])
    }
  }

  /// What a power cut or a full disk leaves of them, and numbers that are another's since.
  @Test(
    "files that say a server runs where none does are cleared",
    arguments: [
      ": > data/postmaster.pid", "echo garbage > data/postmaster.pid", "echo $PPID > data/postmaster.pid",
      ": > run/.s.PGSQL.5432.lock", "echo $PPID > run/.s.PGSQL.5432.lock",
      "echo 99999999 > data/postmaster.pid; echo 1 > run/.s.PGSQL.5432.lock",
    ])
  func remains(_ damage: String) async throws {
    try await withTemporaryHome { server in
      try await server.start()
      try await server.stop()
      let damaged = try await server.account.run("/bin/sh", ["-c", damage], in: server.folders.root)
      #expect(damaged.succeeded, "\(damaged.output)")
      try await server.start()
      #expect(try await server.query("select 1") == "1")
    }
  }

  @Test("a server that runs is left alone, whatever became of its file")
  func fileLostUnderServer() async throws {
    try await withTemporaryHome { server in
      try await server.start()
      let pid = try await server.pid()
      let file = Postmaster.file(in: server.folders.data)
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let account = try server.account
      _ = try await account.run("/bin/sh", ["-c", ": > data/postmaster.pid"], in: server.folders.root)
      #expect(try await server.pid() == pid)
      for attempt in [server.start, server.stop] {
        let error = await #expect(throws: EmbeddedServerError.self) { try await attempt() }
        #expect(
          error?.description.contains("(kill -INT \(pid))") == true, "\(String(describing: error))")
      }
      _ = try await account.run("/bin/sh", ["-c", "printf %s \"$1\" > data/postmaster.pid", "sh", text], in: server.folders.root)
      #expect(try await server.pid() == pid)
    }
  }

  @Test("data that does not say its version is said to be damaged")
  func damagedVersion() async throws {
    try await withTemporaryHome { server in
      try await server.start()
      try await server.stop()
      _ = try await server.account.run("/bin/sh", ["-c", ": > data/PG_VERSION"], in: server.folders.root)
      for attempt in [{ try await server.start() }, { _ = try await server.status() }] as [() async throws -> Void] {
        let error = await #expect(throws: EmbeddedServerError.self) { try await attempt() }
        #expect(error?.description.contains("data/PG_VERSION does not say") == true, "\(String(describing: error))")
      }
    }
  }

  @Test("only what is certainly the lock is taken for it, and given away")
  func foreignLock() async throws {
    try await withTemporaryHome { server in
      let account = try server.account
      let (lock, other) = (server.folders.lock, server.folders.home + "/other")
      for make in [
        { link(other, lock) }, { symlink(other, lock) }, { mkdir(lock, 0o700) },
        { FileManager.default.createFile(atPath: lock, contents: Data("mine".utf8)) ? 0 : 1 },
      ] as [() -> Int32] {
        #expect(FileManager.default.createFile(atPath: other, contents: nil) && make() == 0)
        let before = FileStatus(other)?.owner
        await #expect(throws: EmbeddedServerError.self) { try await withFileLock(lock, ownedBy: account) {} }
        #expect(FileStatus(other)?.owner == before)
        for path in [lock, other] { try FileManager.default.removeItem(atPath: path) }
      }
      try await withFileLock(lock, ownedBy: account) {}
      #expect(FileStatus(lock)?.owner == account.user)
    }
  }

  #if os(Linux)
    @Test("a full disk is said to be one", .enabled(if: geteuid() == 0, "needs root to mount a small disk"))
    func fullDisk() async throws {
      try await withTemporaryHome("/small") { server in
        let home = server.folders.home
        #expect(mkdir(home, 0o755) == 0)
        // Where containers may not mount, there is nothing to test with.
        guard await output(of: "mount", ["-t", "tmpfs", "-o", "size=12m,mode=755", "tmpfs", home]) != nil else { return }
        let error = await #expect(throws: EmbeddedServerError.self) { try await server.start() }
        _ = await output(of: "umount", [home])
        #expect(error?.description.contains("is full") == true, "\(String(describing: error))")
      }
    }
  #endif

  @Test("the reason of a failed start is in the error")
  func failedStart() async throws {
    try await withTemporaryHome { server in
      try await server.start()
      try await server.stop()
      let line = "no_such_parameter = 1"
      _ = try await server.account.run("/bin/sh", ["-c", "echo '\(line)' >> data/postgresql.auto.conf"], in: server.folders.root)
      let error = await #expect(throws: EmbeddedServerError.self) { try await server.start() }
      #expect(error?.description.contains("no_such_parameter") == true)
    }
  }
}
