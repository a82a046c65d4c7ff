import Foundation
import Postgres
import TestSupport
import Testing

/// Files of a test, in a folder of their own.
private final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "filon-import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func path(_ name: String) -> String { url.appending(path: name).path() }

  func file(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: url.appending(path: name))
    return path(name)
  }

  func text(_ name: String) throws -> String { try String(contentsOf: url.appending(path: name), encoding: .utf8) }

  deinit { try? FileManager.default.removeItem(at: url) }
}

@Suite struct ImportCommandTests {
  private static let header = "reference,prospect,salesperson,outcome,occurred_at\n"

  private func withOrganization(_ body: (_ connection: String, _ folder: Folder) async throws -> Void) async throws {
    try await withSchema { connection in
      #expect(try await filon("init", "Bob", on: connection).status == 0)
      #expect(try await filon("salesperson", "add", "Ana", on: connection).status == 0)
      try await body(connection, try Folder())
    }
  }

  /// What is said of a file that is refused as a whole, without a file of refused rows.
  private func refused(_ file: String, on connection: String, _ folder: Folder) async throws -> String {
    let run = try await filon(
      ["import", "conversations", file, "--create", "prospects", "--rejected", folder.path("rejected.csv")], on: connection)
    #expect(run.status == 1 && run.output == "", "\(run.output)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("rejected.csv")))
    return run.error
  }

  private func recorded(_ connection: String) async throws -> Int {
    let list = try await filon("import", "list", "--format", "json", on: connection)
    struct Run: Decodable { let recorded: Int }
    struct List: Decodable { let imports: [Run] }
    return try JSONDecoder().decode(List.self, from: Data(list.output.utf8)).imports.map(\.recorded).reduce(0, +)
  }

  /// A head without accents leaves the encoding open: the first letter that has one decides, however far down.
  @Test func theFirstAccentsOfAFileSayItsEncoding() async throws {
    try await withOrganization { connection, folder in
      let rows = (0..<60_000).map { "r\($0),Zinc,Ana,absent,2026-03-02\n" }.joined()
      var bytes = Data((Self.header + rows).utf8)
      bytes.append(contentsOf: Array("c,Caf".utf8) + [0xE9] + Array(",Ana,absent,2026-03-02\n".utf8))
      try bytes.write(to: folder.url.appending(path: "latin.csv"))
      let read = try await filon(
        ["import", "conversations", folder.path("latin.csv"), "--create", "prospects", "--preview"], on: connection)
      #expect(read.status == 0 && read.output.contains("read as windows-1252"), "\(read)")
      // A byte that is none of UTF-8 after letters that are stops the reading.
      bytes = Data((Self.header + "a,\u{C9}tain,Ana,absent,2026-03-02\nb,\u{C9}tain,Ana,absent,2026-03-02\n" + rows).utf8)
      bytes.append(Data([0x63, 0x2C, 0xE9, 0x2C, 0x0A]))
      try bytes.write(to: folder.url.appending(path: "utf8.csv"))
      let refused = try await refused(folder.path("utf8.csv"), on: connection, folder)
      #expect(refused.contains("utf8.csv:60004") && refused.contains("--encoding"), "\(refused)")
      #expect(try await recorded(connection) == 0)
    }
  }

  @Test func aLineOfAHundredMegabytesIsRefusedAtOnce() async throws {
    try await withOrganization { connection, folder in
      let path = folder.path("line.csv")
      try Data(Self.header.utf8).write(to: URL(filePath: path))
      let file = try FileHandle(forWritingTo: URL(filePath: path))
      try file.seekToEnd()
      let part = Data(repeating: 0x61, count: 1 << 20)
      for _ in 0..<100 { try file.write(contentsOf: part) }
      try file.close()
      let refused = try await refused(path, on: connection, folder)
      #expect(refused.contains("line.csv:2"), "\(refused)")
    }
  }

  @Test func whatTheRefusedRowsCannotBeWrittenToUndoesTheImport() async throws {
    try await withOrganization { connection, folder in
      let rows = Self.header + "c1,Zinc,Ana,absent,2026-03-02\n" + "c2,Zinc,Ana,nonsense,2026-03-02\n"
      #if os(Linux)
        let full = try await filon(
          ["import", "conversations", "-", "--create", "prospects", "--rejected", "/dev/full"], on: connection, input: Array(rows.utf8))
        #expect(full.status == 1 && full.error.contains("/dev/full"), "\(full.error)")
      #endif
      let nowhere = try await filon(
        ["import", "conversations", "-", "--create", "prospects", "--rejected", folder.path("none/rejected.csv")], on: connection,
        input: Array(rows.utf8))
      #expect(nowhere.status == 1 && nowhere.error.contains("rejected.csv"), "\(nowhere.error)")
      #expect(try await recorded(connection) == 0)
    }
  }

  /// An import that runs while the test interferes, of a pipe that ends long after.
  private func interfered(
    _ connection: String, _ folder: Folder, _ interfere: (Process) async throws -> Void
  ) async throws -> (status: Int, error: String) {
    signal(SIGPIPE, SIG_IGN)
    let process = Process()
    process.executableURL = URL(filePath: filonPath)
    process.arguments = [
      "import", "conversations", "-", "--create", "prospects", "--rejected", folder.path("rejected.csv"),
    ]
    process.environment = ["FILON_DATABASE_URL": connection, "FILON_LANG": "en", "NO_COLOR": "1"]
    let input = Pipe()
    process.standardInput = input
    process.standardError = try FileHandle(forWritingTo: URL(filePath: folder.file("error.txt", "")))
    process.standardOutput = FileHandle.nullDevice
    let (ends, ended) = AsyncStream<Void>.makeStream()
    process.terminationHandler = { _ in ended.finish() }
    try process.run()
    let descriptor = input.fileHandleForWriting.fileDescriptor
    // A thread of its own: it waits most of the time, which the threads of tasks may not.
    Thread.detachNewThread {
      var number = 0
      var rows = Self.header
      // Fails once nobody reads any more.
      while number < 40_000, rows.utf8CString.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count - 1) }) > 0 {
        rows = ""
        for _ in 0..<20 {
          number += 1
          rows += "c\(number),Zinc,Ana,\(number % 100 == 0 ? "nonsense" : "absent"),2026-03-02\n"
        }
      }
      try? input.fileHandleForWriting.close()
    }
    do {
      try await interfere(process)
    } catch {
      process.terminate()
      throw error
    }
    for await _ in ends {}
    return (Int(process.terminationStatus), try folder.text("error.txt"))
  }

  /// Waits until the import's transaction is there and has recorded rows, and gives its server process.
  private func backend(_ connection: String) async throws -> Int {
    let pool = Pool(Configuration(connection))
    for _ in 0..<2400 {
      let found: Int? = try await pool.transaction { session in
        try await session.first(
          """
          select pid from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and query ilike '%record_conversations%'
          """
        ) { try $0.decode("pid", as: Int.self) }
      }
      if let found {
        await pool.close()
        return found
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    await pool.close()
    throw CancellationError()
  }

  @Test func ctrlCRecordsNothing() async throws {
    try await withOrganization { connection, folder in
      let (status, error) = try await interfered(connection, folder) { process in
        _ = try await backend(connection)
        kill(process.processIdentifier, SIGINT)
      }
      #expect(status == 130 && error.contains("interrupted"), "\(status) \(error)")
      #expect(try await recorded(connection) == 0)
      #expect(!FileManager.default.fileExists(atPath: folder.path("rejected.csv")))
    }
  }

  @Test func aConnectionThatBreaksRecordsNothing() async throws {
    try await withOrganization { connection, folder in
      let (status, error) = try await interfered(connection, folder) { _ in
        let pid = try await backend(connection)
        let pool = Pool(Configuration(connection))
        _ = try await pool.transaction { try await $0.query("select pg_terminate_backend(\(pid)::integer)") }
        await pool.close()
      }
      #expect(status == 1 && error.hasPrefix("filon: ") && !error.contains("\n\n"), "\(status) \(error)")
      // What is known and what to do, not the statement that was under way.
      #expect(error.contains("nothing is half recorded: run the command again") && !error.contains("query:"), "\(error)")
      #expect(try await recorded(connection) == 0)
      #expect(!FileManager.default.fileExists(atPath: folder.path("rejected.csv")))
    }
  }
}
