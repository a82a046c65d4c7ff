import Foundation
import TestSupport
import Testing

/// `FILON_TESTS_RECORD=1 scripts/test --filter Sessions` writes what is answered into the files instead: read it in `git diff`.
private let isRecording = ProcessInfo.processInfo.environment["FILON_TESTS_RECORD"] == "1"

@Suite struct Sessions {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sessions")

  private static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).map(\.lastPathComponent).sorted()
  }

  @Test(arguments: try names()) func answersAsWritten(file: String) async throws {
    let url = Self.folder.appending(path: file)
    let session = try CommandSession(String(contentsOf: url, encoding: .utf8))
    let now = try await withSchema { try await session.replayed(on: $0) }
    if isRecording { return try Data(now.text.utf8).write(to: url) }
    for (line, text) in session.differences(from: now) {
      Issue.record(
        "\(text)",
        sourceLocation: SourceLocation(fileID: "Sessions/\(file)", filePath: url.path(percentEncoded: false), line: line, column: 1))
    }
  }

  @Test func thereAreSome() throws { #expect(try Self.names().count > 10) }
}

/// A session that cannot fail would be worth nothing.
@Suite struct SessionTests {
  private func differences(_ text: String) async throws -> [String] {
    let session = try CommandSession(text)
    #expect(session.text == text)
    return session.differences(from: try await session.replayed(on: "")).map { "\($0.line): \($0.text)" }
  }

  @Test(arguments: [
    "$ true\n", "# prose\n\n$ echo a b\na b\n\n# more\n", "$ echo a; echo; echo b\na\n\nb\n", "$ echo 'a\n> b'\na\nb\n",
    "$ cat <<END\n> # x\n>\n> y\n> END\n\\# x\n\ny\n", "$ echo a; echo b >&2; exit 3\na\n! b\n? 3\n\n$ true\n", "$ echo; echo\n\n\\\n",
    "$ printf 'a\\nb'\na\nb\n\\ no end of line\n", "$ printf 'a\\r\\n'\na␍\n", "$ echo '$ x'; echo '? 1'; echo '\\'\n\\$ x\n\\? 1\n\\\\\n",
    "# language: fr\n$ filon language; echo x > y; cat y\nfr\nx\n",
  ])
  func whatIsAnsweredAsWrittenIsRight(text: String) async throws {
    #expect(try await differences(text) == [])
  }

  @Test(arguments: [
    ("$ echo a; echo b\na\nc\n", "1: $ echo a; echo b\n  a\n- c\n+ b"),
    ("$ echo a; echo b\nb\n", "1: $ echo a; echo b\n+ a\n  b"),
    ("$ echo a\na\nb\n", "1: $ echo a\n  a\n- b"),
    ("$ echo a\n", "1: $ echo a\n+ a"),
    ("# x\n\n$ true\na\n", "3: $ true\n- a"),
    ("$ echo a; echo\na\n", "1: $ echo a; echo\n  a\n+ \\"),
    ("$ printf a\na\n", "1: $ printf a\n  a\n+ \\ no end of line"),
    ("$ echo a >&2\na\n", "1: $ echo a >&2\n- a\n+ ! a"),
    ("$ echo a >&2\n", "1: $ echo a >&2\n+ ! a"),
    ("$ exit 1\n", "1: $ exit 1\n+ ? 1"),
    ("$ exit 1\n? 2\n", "1: $ exit 1\n- ? 2\n+ ? 1"),
    ("$ true\n? 1\n", "1: $ true\n- ? 1"),
    ("$ printf '1\\302\\2400\\n'\n1 0\n", "1: $ printf '1\\302\\2400\\n'\n- 1 0\n+ 1⍽0"),
  ])
  func whatIsNotIsTold(text: String, difference: String) async throws {
    #expect(try await differences(text) == [difference])
  }

  @Test func whatAnswersNothingIsRefused() {
    for text in ["a\n", "# x\na\n", "> a\n", "$ true\n# x\n? 1\n"] { #expect(throws: SessionError.self) { try CommandSession(text) } }
  }

  @Test func anIDThatNobodyGaveIsRefused() async throws {
    await #expect(throws: SessionError.self) { try await differences("$ echo <id1>\n") }
  }

  @Test func idsHaveNamesUnlessTheyAreWritten() {
    let ids = (1...3).map { "0198c0de-0000-7000-8000-00000000000\($0)" }
    var placeholders = Placeholders()
    #expect(placeholders.hidingIDs(in: "\(ids[1]) \(ids[0]) \(ids[1])") == "<id1> <id2> <id1>")
    #expect(placeholders.filled(in: "void <id2> <id3>") == "void \(ids[0]) <id3>")
    #expect(placeholders.filled(in: "add \(ids[2])") == "add \(ids[2])")
    #expect(placeholders.hidingIDs(in: "\(ids[2]) \(ids[0])   x") == "\(ids[2]) <id2>\(String(repeating: " ", count: 34))x")
  }

  @Test func todayHasAName() async throws {
    var placeholders = Placeholders()
    let today = placeholders.filled(in: "<today>")
    #expect(today.count == 10)
    #expect(Placeholders.hidingDays(in: "1,\(today)T10:00:05.5,\(today) 1\(today)") == "1,<now>,<today> 1\(today)")
    #expect(Placeholders.hidingDays(in: "\(today)  x") == "<today>     x")
    // Written out, it stays.
    #expect(try await differences("$ echo '\(today) x'\n\(today) x\n") == [])
    #expect(try await differences("$ echo '\(today) x'\n<today> x\n") == [])
  }
}
