import Foundation
import Postgres
import TestSupport
import Testing

/// Once the commit is sent, nobody says that nothing was recorded: what is not known is said, and how to ask again without doing it twice.
@Suite(.serialized) struct DoubtTests {
  /// Lends an organization on a server whose commits wait for a standby that is not there.
  private func withoutStandby(_ body: (_ connection: String, _ other: Pool) async throws -> Void) async throws {
    let server = try await TestServer.start()
    let other = Pool(Configuration(server.connection))
    for words in [["db", "migrate"], ["init", "Bob"], ["salesperson", "add", "Ana"], ["prospect", "add", "Zinc"]] {
      let run = try await filon(words, on: server.connection)
      #expect(run.status == 0, "\(words) \(run.error)")
    }
    try await expectStandby("nobody", other)
    do {
      // The test server's own default spares it the wait.
      try await body(server.connection + " options='-c synchronous_commit=on'", other)
    } catch {
      await server.remove()
      throw error
    }
    await other.close()
    await server.remove()
  }

  /// Says for which standby commits wait.
  private func expectStandby(_ name: String, _ other: Pool) async throws {
    try await other.withSession { session in
      try await session.script("alter system set synchronous_standby_names = '\(name)'")
      _ = try await session.query("select pg_reload_conf()")
    }
  }

  private static func log(by channel: String) -> [String] {
    ["log", "Zinc", "--by", "Ana", "--channel", channel, "--outcome", "absent"]
  }

  /// The server process that waits for the standby.
  private func waiting(on pool: Pool) async throws -> Int32 {
    let deadline = ContinuousClock.now + .seconds(120)
    while true {
      let process = try await pool.withSession { session in
        try await session.first("select pid from pg_stat_activity where wait_event = 'SyncRep'") { try $0.decode("pid", as: Int32.self) }
      }
      if let process { return process }
      try #require(ContinuousClock.now < deadline)
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// What a command says that is interrupted while its commit waits, and how it ends.
  private func interrupted(
    _ words: [String], on connection: String, _ other: Pool, by interrupt: (RunningCommand, Int32) async throws -> Void
  ) async throws -> (status: Int32?, said: String) {
    let error = Pipe()
    let process = try command(words, on: connection, error: error)
    try await interrupt(process, try await waiting(on: other))
    let status = await process.end()
    return (status, String(decoding: try error.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self))
  }

  private func count(_ table: String, _ other: Pool) async throws -> Int {
    try await other.withSession { session in
      try await session.one("select count(*) from \(identifier: table)") { try $0.decode("count", as: Int.self) }
    }
  }

  @Test func anInterruptedConversationIsRepeatedUnderItsID() async throws {
    try await withoutStandby { connection, other in
      for (number, (signal, channel)) in [(SIGINT, "field"), (SIGTERM, "shop")].enumerated() {
        let (status, said) = try await interrupted(Self.log(by: channel), on: connection, other) { run, _ in
          kill(run.process.processIdentifier, signal)
        }
        #expect(status == 128 + signal)
        let lead =
          "filon: the database has not confirmed what it was recording: whether it is recorded is not known\n"
          + "  → run the same command again with --id "
        #expect(said.hasPrefix(lead) && said.hasSuffix(": it records nothing twice\n"), "\(said)")
        #expect(try await count("conversation", other) == number + 1)
        let id = String(said.dropFirst(lead.count).prefix(36))
        try await expectStandby("", other)
        let again = try await filon(Self.log(by: channel) + ["--id", id, "--format", "json"], on: connection)
        #expect(again.status == 0 && again.output.contains("\"status\" : \"repeated\""), "\(again.output)\(again.error)")
        #expect(try await count("conversation", other) == number + 1)
        try await expectStandby("nobody", other)
      }
    }
  }

  @Test func aServerThatGoesAwayOverACommitLeavesItInDoubt() async throws {
    try await withoutStandby { connection, other in
      let (status, said) = try await interrupted(Self.log(by: "field") + ["--lang", "fr"], on: connection, other) { _, server in
        _ = try await other.withSession { try await $0.query("select pg_terminate_backend(\(server))") }
      }
      #expect(status == 1)
      #expect(
        said.hasPrefix(
          "filon: la base de données n’a pas confirmé l’enregistrement\u{A0}: on ne sait pas s’il a eu lieu\n"
            + "  → relancez la même commande avec --id "), "\(said)")
      let (_, json) = try await interrupted(Self.log(by: "shop") + ["--format", "json"], on: connection, other) { _, server in
        _ = try await other.withSession { try await $0.query("select pg_terminate_backend(\(server))") }
      }
      #expect(json.contains("\"kind\" : \"in_doubt\""), "\(json)")
    }
  }

  /// Every command that records ends by the same way; each says how it may be asked again.
  @Test func noCommandSaysThatNothingWasRecorded() async throws {
    try await withoutStandby { connection, other in
      let file = FileManager.default.temporaryDirectory.appending(path: "filon-doubt-\(UUID().uuidString).csv")
      try Data("reference,prospect,salesperson,outcome,occurred_at\n1,Zinc,Ana,absent,2026-01-05\n".utf8).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      for (words, remedy) in [
        (["sale", "add", "Zinc", "10", "--by", "Ana"], "in “filon sale list”: if it is not there"),
        (["expense", "add", "10"], "in “filon expense list”"),
        (["opportunity", "add", "Zinc"], "in “filon opportunity list”"), (["salesperson", "add", "Bo"], "see first whether it is done"),
        (["prospect", "update", "Zinc", "--city", "Lyon"], "run the same command again: what is done already is not done twice"),
        (["import", "conversations", file.path()], "run the same command again: what is done already is not done twice"),
      ] {
        let (status, said) = try await interrupted(words, on: connection, other) { run, _ in kill(run.process.processIdentifier, SIGINT) }
        #expect(status == 130, "\(words) \(said)")
        #expect(said.contains("not known") && said.contains(remedy), "\(words) \(said)")
      }
      let recorded = try await [count("sale", other), count("expense", other), count("salesperson", other), count("conversation", other)]
      #expect(recorded == [1, 1, 2, 1])
    }
  }

  /// Who does not wait for the answer, by interrupting twice, is told the same.
  @Test func whoInterruptsTwiceIsToldTheSame() async throws {
    try await withoutStandby { connection, other in
      let (status, said) = try await interrupted(Self.log(by: "field"), on: connection, other) { run, server in
        // The server cannot hear the first one.
        kill(server, SIGSTOP)
        kill(run.process.processIdentifier, SIGINT)
        // Another signal, which is not taken for the same one where neither has been noticed yet.
        kill(run.process.processIdentifier, SIGTERM)
        _ = await run.end()
        kill(server, SIGCONT)
      }
      try await expectStandby("", other)
      #expect(status == 130)
      #expect(said.contains("interrupted while the database was recording: whether it is done is not known"), "\(said)")
      // It is done, as soon as nobody is waited for.
      let deadline = ContinuousClock.now + .seconds(60)
      while try await count("conversation", other) == 0, .now < deadline { try await Task.sleep(for: .milliseconds(50)) }
      #expect(try await count("conversation", other) == 1)
    }
  }
}
