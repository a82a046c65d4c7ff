import Foundation
import TestSupport
import Testing

@testable import filon

@Suite struct ManualTests {
  @Test(arguments: [
    ("a-b --c", #"a\-b \-\-c"#), (#"C:\x"#, #"C:\(rsx"#), ("l'un \"x\" `y`", #"l\(aqun \(dqx\(dq \(gay\(ga"#),
    ("un\u{A0}: ^~", #"un\~: \(ha\(ti"#),
    ("a\nb", "a b"), ("a|b", #"a|\:b"#), ("é…", "é…"),
  ])
  func textsSayNothingToRoff(_ text: String, _ escaped: String) { #expect(Roff.escaped(text) == escaped) }

  @Test func aPointAtTheBeginningOfALineIsNoRequest() {
    var roff = Roff(title: "X", section: 1, version: "x 1", manual: "m")
    roff.paragraph(.plain(".so /etc/passwd"))
    roff.item([.bold("-x")], "'quoted'")
    roff.example(["", ".nf", "$ a"])
    #expect(
      roff.text == #"""
        .TH "X" 1 "" "x 1" "m"
        .ad l
        .nh
        .PP
        \&.so /etc/passwd
        .TP
        \fB\-x\fR
        \(aqquoted\(aq
        .PP
        .RS 4
        .nf
        \&.nf
        $ a
        .fi
        .RE

        """#)
  }

  /// All that people see, in both languages; nothing of what they do not see.
  @Test(arguments: ["fr", "en"]) func everyCommandAndOptionHasItsPlace(language: String) async throws {
    let run = try await filon(["manual", "--lang", language], on: "")
    #expect(run.status == 0)
    let page = run.output
    func check(_ command: CommandOutline, _ path: [String]) {
      let title = ".SS \"\(Roff.escaped(path.joined(separator: " ")))\"\n"
      guard let start = path.count > 1 ? page.range(of: title)?.upperBound : page.startIndex else {
        Issue.record("\(path) is not there")
        return
      }
      let rest = page[start...]
      let part = command.below.isEmpty ? rest[..<(rest.range(of: "\n.S")?.lowerBound ?? rest.endIndex)] : rest
      if command.below.isEmpty {
        for argument in command.takes {
          for word in argument.words.suffix(1) { #expect(part.contains("\\fB\(Roff.escaped(word))\\fR"), "\(path) \(word)") }
        }
      }
      for next in command.below { check(next, path + [next.commandName]) }
    }
    check(try CommandOutline(of: Filon.self), ["filon"])
    for hidden in ["language", "names", "manual"] { #expect(!page.contains(".SS \"filon \(hidden)\"")) }
    for line in page.split(separator: "\n") where line.hasPrefix(".") {
      #expect([".TH", ".SH", ".SS", ".PP", ".TP", ".RS", ".RE", ".nf", ".fi", ".ad", ".nh"].contains(line.prefix(3)), "\(line)")
    }
    for word in ["(values", "(default"] where language == "fr" { #expect(!page.contains(word)) }
  }
}
