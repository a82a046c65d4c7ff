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
  private struct Answer: Decodable {
    let import_id: String?
    let read: Int
    let recorded: Int
    let repeated: Int
    let rejected: Int
    let rejected_file: String?
  }

  private static let header = "reference,prospect,salesperson,outcome,occurred_at\n"

  private func withOrganization(_ body: (_ connection: String, _ folder: Folder) async throws -> Void) async throws {
    try await withSchema { connection in
      #expect(try await filon("init", "Bob", on: connection).status == 0)
      #expect(try await filon("salesperson", "add", "Ana", on: connection).status == 0)
      try await body(connection, try Folder())
    }
  }

  private func run(
    _ kind: String, _ file: String, _ words: String..., on connection: String, _ folder: Folder, input: String = ""
  ) async throws -> FilonRun {
    try await filon(
      ["import", kind, file, "--rejected", folder.path("rejected.csv")] + (kind == "expenses" ? [] : ["--create", "prospects"]) + words,
      on: connection, input: Array(input.utf8))
  }

  private func answer(_ run: FilonRun) throws -> Answer {
    try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
  }

  private func recorded(_ connection: String) async throws -> Int {
    let list = try await filon("import", "list", "--format", "json", on: connection)
    struct Runs: Decodable { let imports: [Answer] }
    struct Run: Decodable { let recorded: Int }
    struct List: Decodable { let imports: [Run] }
    return try JSONDecoder().decode(List.self, from: Data(list.output.utf8)).imports.map(\.recorded).reduce(0, +)
  }

  @Test func theAnswerTheListTheDetailAndTheUndo() async throws {
    try await withOrganization { connection, folder in
      let file = try folder.file("talks.csv", Self.header + "c1,Zinc,Ana,absent,2026-03-02T10:00\nc2,Zinc,Ana,nonsense,2026-03-02T11:00\n")
      let done = try await run("conversations", file, "--format", "json", on: connection, folder)
      #expect(done.status == 3, "\(done.error)")
      let result = try answer(done)
      #expect((result.read, result.recorded, result.repeated, result.rejected) == (2, 1, 0, 1))
      #expect(result.rejected_file == folder.path("rejected.csv"))
      let id = try #require(result.import_id)
      let refused = try folder.text("rejected.csv").split(separator: "\r\n")
      #expect(refused.first == "line,column,reason,reference,prospect,salesperson,outcome,occurred_at")
      #expect(refused.count == 2 && refused[1].hasPrefix("3,outcome,") && refused[1].hasSuffix(",c2,Zinc,Ana,nonsense,2026-03-02T11:00"))

      // Mended, the refused rows come in as they are; refused again, they keep one line, column and reason.
      let again = try await filon(
        "import", "conversations", folder.path("rejected.csv"), "--rejected", folder.path("again.csv"), on: connection)
      #expect(again.status == 3)
      #expect(try folder.text("again.csv").hasPrefix("line,column,reason,reference,prospect,"))
      let mended = try folder.file("mended.csv", folder.text("again.csv").replacing("Ana,nonsense", with: "Ana,refused"))
      let second = try await run("conversations", mended, "--format", "json", on: connection, folder)
      #expect(second.status == 0, "\(second.error)")
      #expect(try answer(second).recorded == 1)

      let list = try await filon("import", "list", on: connection)
      #expect(list.status == 0 && list.output.contains("talks.csv") && list.output.contains(id.lowercased()))
      let shown = try await filon("import", "show", id, on: connection)
      #expect(shown.status == 0 && shown.output.contains("nonsense") && shown.output.contains("c2,Zinc,Ana"))
      let undone = try await filon("import", "undo", id, "--format", "json", on: connection)
      #expect(undone.status == 0 && undone.output.contains("\"conversations\" : 1"), "\(undone.output)")
      let twice = try await filon("import", "undo", id, on: connection)
      #expect(twice.status == 1 && twice.error.contains("undone before"))
      let unknown = try await filon("import", "undo", UUID().uuidString, on: connection)
      #expect(unknown.status == 1 && unknown.error.contains("import list"))
      #expect(try await filon("import", "show", "nonsense", on: connection).status == 2)
    }
  }

  @Test func undoingNamesWhatStays() async throws {
    try await withOrganization { connection, folder in
      for (language, says) in [
        ("fr", ["commerciaux gardés : Bo, Cy", "étapes gardées : Devis"]), ("en", ["salespeople kept: Bo, Cy", "stages kept: Devis"]),
      ] {
        let file = try folder.file(
          "deals.csv",
          "reference,prospect,salesperson,stage\n\(language)1,Zinc,Bo \(language),Devis \(language)\n\(language)2,Zinc,Cy \(language),Devis \(language)\n"
        )
        let done = try await filon(
          "import", "opportunities", file, "--create", "salespeople,prospects,stages", "--format", "json", on: connection)
        let undone = try await filon("import", "undo", try #require(try answer(done).import_id), "--lang", language, on: connection)
        #expect(undone.status == 0)
        for line in says { #expect(undone.output.replacing(" \(language)", with: "").contains("\(line)\n"), "\(undone.output)") }
      }
    }
  }

  @Test func filesThatAreNoTables() async throws {
    try await withOrganization { connection, folder in
      func refused(_ file: String, _ status: Int, _ words: String...) async throws {
        let run = try await run("conversations", file, on: connection, folder)
        #expect(run.status == status && run.output == "", "\(file): \(run.status) \(run.output)")
        for word in words { #expect(run.error.contains(word), "\(file): \(run.error)") }
      }
      try await refused(folder.path("none.csv"), 1, "none.csv", "→")
      try await refused(folder.path(""), 2, "directory", "→")
      try await refused(folder.file("empty.csv", ""), 1, "empty.csv", "→")
      let start = Self.header + "c1,Zinc,Ana,absent,2026-03-02\n"
      try await refused(
        folder.file("quote.csv", start + "c2,\"Zinc,Ana,absent,2026-03-02\nc3,Zinc,Ana,absent,2026-03-02\n"), 1, "quote.csv:3:2")
      try await refused(folder.file("nul.csv", start + "c2,Zi\0nc,Ana,absent,2026-03-02\n"), 1, "nul.csv:3:2")
      let invalid = folder.url.appending(path: "utf8.csv")
      var bytes = Data(start.utf8)
      // Far behind what decides that the file is UTF-8.
      for number in 0..<60_000 { bytes.append(Data("r\(number),Zinc,Ana,absent,2026-03-02\n".utf8)) }
      bytes.append(Data([0x63, 0x2C, 0xE9, 0x2C, 0x0A]))
      try bytes.write(to: invalid)
      try await refused(invalid.path(), 1, "utf8.csv:60003", "--encoding")
      #expect(try await recorded(connection) == 0)
      #expect(!FileManager.default.fileExists(atPath: folder.path("rejected.csv")))

      let headerOnly = try await run("conversations", folder.file("header.csv", Self.header), "--format", "json", on: connection, folder)
      #expect(headerOnly.status == 1 && headerOnly.output == "" && headerOnly.error.contains("only its header"), "\(headerOnly.error)")
      #expect(headerOnly.error.contains("header.csv") && headerOnly.error.contains("remedy"))
      let list = try await filon("import", "list", "--format", "csv", on: connection)
      #expect(list.output.split(separator: "\r\n").count == 1)
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
      let refused = try await run("conversations", path, on: connection, folder)
      #expect(refused.status == 1 && refused.error.contains("line.csv:2"), "\(refused.error)")
    }
  }

  @Test func rowsThatAreWrongAreRefusedOneByOne() async throws {
    try await withOrganization { connection, folder in
      #expect(try await filon("init", "Other", on: connection).status == 0)
      #expect(try await filon("salesperson", "add", "Zoé", "--organization", "other", on: connection).status == 0)
      let talks =
        Self.header + """
          c1,Zinc,Ana,absent
          c2,Zinc,Ana,absent,2026-03-02,more
          c3,Zinc,Zoé,absent,2026-03-02
          c4,Zinc,Ana,absent,31/02/2026
          c5,Zinc,Ana,absent,2026-03-02

          """
      let run = try await run("conversations", "-", "--organization", "bob", on: connection, folder, input: talks)
      #expect(run.status == 3 && run.error == "", "\(run.error)")
      let refused = try folder.text("rejected.csv").split(separator: "\r\n").dropFirst().map {
        $0.split(separator: ",").prefix(2).joined(separator: " ")
      }
      #expect(refused == ["2 occurred_at", "3 6", "4 salesperson", "5 occurred_at"], "\(refused)")

      let spent = "spent_on;amount\n" + ["1.234,56", "1 234,56 €", "-0", "1e400", "1.234"].map { "2026-03-01;\($0)\n" }.joined()
      let expenses = try await self.run("expenses", "-", "--organization", "bob", "--format", "json", on: connection, folder, input: spent)
      #expect(expenses.status == 3)
      // The others show that the comma is decimal.
      #expect(try answer(expenses).recorded == 4)
      #expect(try folder.text("rejected.csv").contains("\r\n5,amount,"))
    }
  }

  @Test func theAnswerSpeaksOfThingsByTheirNames() async throws {
    try await withOrganization { connection, folder in
      let deals =
        "prospect;stage;opened_on;closed_on;amount\nZinc;won;01/03/2026;09/03/2026;10\n;won;02/03/2026;09/03/2026;1\n;won;03/03/2026;09/03/2026;2\n"
      let done = try await run(
        "opportunities", folder.file("affaires.csv", deals), "--sales", "won", "--lang", "fr", on: connection, folder)
      #expect(done.status == 0, "\(done.error)")
      for text in [
        "séparateur « ; »", "prospect : absent du fichier, inventé pour 2 lignes", "créé : 1 prospect\n", "créé : 2 prospects sans nom",
        "créé : 3 ventes",
      ] {
        #expect(done.output.contains(text), "\(done.output)")
      }
      #expect(try await filon("import", "list", "--lang", "fr", on: connection).output.contains("opportunités"))
      let nowhere = try await filon(
        "import", "expenses", "-", "--rejected", folder.path("no/such.csv"), on: connection, input: Array("spent_on,amount\nx,1\n".utf8))
      #expect(nowhere.status == 1 && nowhere.error.contains("folder that does not exist"), "\(nowhere.error)")
    }
  }

  @Test func prospectsThatSeemToBeThereAreSaid() async throws {
    try await withOrganization { connection, folder in
      let rows = "reference,name,postal_code\n1,Café Élan,75011\n2,SARL Cafe Elan,75011\n3,Café Élan,69001\n"
      let preview = try await filon("import", "prospects", "-", "--preview", on: connection, input: Array(rows.utf8))
      #expect(preview.output.contains("2 prospects have the name and postal code of another: see “filon prospect duplicates”"))
      let done = try await filon("import", "prospects", "-", "--format", "json", on: connection, input: Array(rows.utf8))
      #expect(done.status == 0 && done.output.contains(#""likely_duplicates" : 2"#), "\(done.output)\(done.error)")
    }
  }

  @Test func optionsThatMakeNoSense() async throws {
    try await withOrganization { connection, folder in
      let file = try folder.file("talks.csv", Self.header)
      for words in [
        ["--column", "prospect"], ["--value", "outcome=x"], ["--set", "=x"], ["--create", "everything"], ["--sales", "lost"],
        ["--encoding", "ebcdic"], ["--decimal", "dot"], ["--column", "nothing=prospect"], ["--column", "prospect=nothing"],
        ["--rejected", file],
      ] {
        let run = try await filon(["import", "conversations", file] + words, on: connection)
        #expect(run.status == 2 && run.error.hasPrefix("filon: "), "\(words): \(run.status) \(run.error)")
      }
      let map = try await filon("import", "conversations", file, "--map", folder.path("none.yaml"), on: connection)
      #expect(map.status == 1 && map.error.contains("none.yaml"))
      #expect(try folder.text("talks.csv") == Self.header)
    }
  }

  @Test func optionsThatTheFileHasNothingFor() async throws {
    try await withOrganization { connection, folder in
      let talks = try folder.file("talks.csv", "outcome,occurred_at\nabsent,2026-03-02\n")
      let spent = try folder.file("spent.csv", "spent_on,amount\n2026-03-02,1\n")
      let sold = try folder.file("sold.csv", "sold_on,amount\n2026-03-02,1\n")
      for (words, says) in [
        (["conversations", talks, "--create", "prospects"], "--create prospects: no column gives prospect"),
        (["conversations", talks, "--create", "salespeople"], "--create salespeople: no column gives salesperson or companion"),
        (["conversations", talks, "--create", "stages"], "--create stages: no field of conversations names any"),
        (["expenses", spent, "--create", "prospects"], "--create prospects: no field of expenses names any"),
        (["sales", sold, "--sales", "won"], "--sales is for “filon import opportunities”"),
      ] {
        let run = try await filon(["import"] + words, on: connection)
        #expect(run.status == 2 && run.output == "" && run.error.contains(says), "\(words): \(run.status) \(run.error)")
      }
      let named = try await filon("import", "conversations", talks, "--create", "prospects", "--set", "prospect=Zinc", on: connection)
      #expect(named.status == 0 && named.output.contains("made: 1 prospect"), "\(named.error)")
    }
  }

  @Test func aMixtureOfEncodingsIsToldWhereItBegins() async throws {
    try await withOrganization { connection, folder in
      let rows = Self.header + "c1,Étain,Ana,absent,2026-03-02\nc2,Élodie,Ana,absent,2026-03-02\nc3,"
      let mixed = folder.url.appending(path: "mixed.csv")
      let end = Data(",Ana,absent,2026-03-02\nc4,Côté,Ana,absent,2026-03-02\n".utf8)
      try (Data(rows.utf8) + Data([0xC9]) + end).write(to: mixed)
      let refused = try await run("conversations", mixed.path(), on: connection, folder)
      #expect(
        refused.status == 1 && refused.error.contains("mixed.csv:4:2: there are bytes that do not belong to utf-8"), "\(refused.error)")
      #expect(refused.error.contains("write this line anew"), "\(refused.error)")
      #expect(try await recorded(connection) == 0)
      let insisted = try await run("conversations", mixed.path(), "--encoding", "windows-1252", on: connection, folder)
      #expect(insisted.status == 0 && insisted.output.contains("read as windows-1252"), "\(insisted.error)")
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

  /// An import that runs while the test interferes; its input is a pipe that never ends.
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
      while rows.utf8CString.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count - 1) }) > 0 {
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
    for _ in 0..<600 {
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
