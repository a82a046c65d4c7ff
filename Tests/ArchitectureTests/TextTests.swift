import Testing

/// Rules for what people read.
@Suite struct TextTests {
  @Test func everyTextHasBothLanguages() {
    for file in SourceFile.all {
      // Nothing may be said, but in both languages.
      let text = file.text.replacing(#/fr: "", en: ""/#, with: "")
      for match in text.matches(of: #/\b(fr|en):\s*""(?!")/#) {
        Issue.record("Sources/\(file.path): an empty text: \(match.0)")
      }
    }
  }

  @Test func equalTextsExistOnce() {
    var places: [String: [String]] = [:]
    for file in SourceFile.all {
      for match in file.text.matches(of: #/static let (\w+) = Message\(\s*(fr: "(?:[^"\\]|\\.)*",\s*en: "(?:[^"\\]|\\.)*")\)/#) {
        let text = match.2.split { $0.isWhitespace }.joined(separator: " ")
        places[text, default: []].append("\(match.1) (\(file.path))")
      }
    }
    #expect(places.count > 500)
    for (text, names) in places where names.count > 1 { Issue.record("\(text) is \(names.sorted().joined(separator: " and "))") }
  }

  /// Apostrophes are ’, no line ends before « : », and a number has its own plural. What companies write is theirs: the demo's plan.
  @Test func frenchIsSetAsFrenchIs() {
    for file in SourceFile.all where !file.path.contains("BobPlan") && !file.path.hasPrefix("Demo/") {
      for match in file.text.matches(of: #/\bfr:\s*"((?:[^"\\]|\\.)*)"/#) {
        // A text that another stands in ends there.
        let text = String(match.1).replacing(#/\\\([^()]*$/#, with: "")
        let faults = [
          text.contains(#/[A-Za-zÀ-ÿ]'[A-Za-zÀ-ÿ]/#), text.contains(#/[^\s:;!?\\] [:;!?](?:\s|$)/#), text.contains(#/« \S|\S »/#),
          text.contains("(s)") || text.contains("(es)"),
        ]
        if faults.contains(true) { Issue.record("Sources/\(file.path): \(text)") }
      }
    }
  }
}
