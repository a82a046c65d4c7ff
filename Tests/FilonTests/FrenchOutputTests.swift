import Foundation
import Testing

/// What is answered in French is French; the whole of what sessions record of it is looked through.
@Suite struct FrenchOutputTests {
  @Test func theSessionsInFrenchAreFrench() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sessions")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.lastPathComponent.hasSuffix(".fr.test") }
    var answers = 0
    for file in files {
      let session = try CommandSession(String(contentsOf: file, encoding: .utf8))
      let typed = session.steps.flatMap(\.command).joined(separator: "\n")
      for step in session.steps where isForPeople(step.command.joined(separator: " ")) {
        answers += 1
        let answer = step.answer.joined(separator: "\n")
        for fault in FrenchOutput.faults(in: answer, typed: typed) { Issue.record("\(file.lastPathComponent):\(step.line) \(fault)") }
      }
    }
    #expect(answers > 200)
  }

  /// Not those of programs, of files, or in English.
  private func isForPeople(_ command: String) -> Bool {
    let others = ["json", "csv", "ics", "--lang en", "plan init", "export", "cat ", "kpi list", "LANG"]
    return !others.contains { command.contains($0) }
  }

  @Test(arguments: [
    ("du 2026-03-04", "a day of programs"), ("7 jour(s)", "a plural in brackets"), ("l'étape", "a straight apostrophe"),
    ("écart -103", "a hyphen for a minus"), ("dénominateur zero", "the English word zero"), ("aucun week", "the English word week"),
  ])
  func whatIsNotFrenchIsFound(text: String, kind: String) {
    #expect(FrenchOutput.faults(in: text) == ["\(kind): \(text)"])
  }

  @Test(arguments: ["« 2026-03-04 » n’est pas", "écrivez 31/12/2026 ou 2026-12-31", "voyez --with <with>", "2026-T1 : −103", "<now>"])
  func whatIsRightIsLetBe(text: String) {
    #expect(FrenchOutput.faults(in: text) == [])
  }
}
