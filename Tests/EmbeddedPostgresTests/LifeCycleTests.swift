import Foundation
import Testing

@testable import EmbeddedPostgres

/// One after the other: each starts a server of its own, and the machine may be small.
@Suite(.serialized)
struct LifeCycleTests {
  @Test("created, started, stopped and started again with its data")
  func life() async throws {
    try await withTemporaryHome { server in
      #expect(try server.status().state == .notCreated)
      try await server.stop()

      try await server.start()
      let pid = try server.pid()
      #expect(try server.status().bytes > 1_000_000)
      #expect(try await server.query("create table kept (x int); insert into kept values (7)") != nil)
      try await server.start()
      #expect(try server.pid() == pid)

      try await server.stop()
      #expect(try server.status().state == .stopped)
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
            return try mine.pid()
          }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(pids.count == 1)
    }
  }

  @Test("asking a running server to start costs less than a millisecond")
  func fastPath() async throws {
    try await withTemporaryHome { server in
      try await server.start()
      var fastest = Duration.seconds(1)
      for _ in 1...20 {
        let begin = ContinuousClock.now
        try await server.start()
        fastest = min(fastest, ContinuousClock.now - begin)
      }
      #expect(fastest < .milliseconds(1))
    }
  }

  @Test("recovers what was committed before the server was killed")
  func crash() async throws {
    try await withTemporaryHome { server in
      try await server.start()
      #expect(try await server.query("create table kept (x int); insert into kept values (7)") != nil)
      let pid = try server.pid()
      kill(pid, SIGKILL)
      try await wait(seconds: 10, orThrow: .notStopped(pid: pid, log: "")) { !connects(toSocket: server.folders.socketFile) }
      #expect(try server.status().state == .stopped)
      try await server.start()
      #expect(try server.pid() != pid)
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
      #expect(try server.status().state == .stopped)
      try await server.start()
      #expect(try server.pid() != other)
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
      #expect(rename(folders.data, folders.unfinishedData) == 0)
      try FileManager.default.removeItem(atPath: folders.unfinishedData + "/global")
      #expect(try server.status().state == .notCreated)
      try await server.start()
      #expect(try await server.query("select current_database()") == "filon")
      #expect(FileStatus(folders.unfinishedData) == nil)
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
