import Foundation

/// What French is not: days as programs write them, the apostrophes and minus signs of a typewriter, plurals in brackets, English words.
enum FrenchOutput {
  /// Where an answer for people is not French, and why.
  ///
  /// - Parameters:
  ///   - typed: What somebody typed, whose names are written as they were.
  ///   - isOfData: Whether names of the demo, which are typed with straight apostrophes, stand in it.
  static func faults(in answer: String, typed: String = "", isOfData: Bool = false) -> [String] {
    let english =
      #/\b(the|and|with|are|was|were|not|has|have|day|days|week|month|quarter|year|yes|nothing|zero|numerator|denominator|see|did you)\b/#
    return answer.split(separator: "\n").flatMap { line in
      let text = prose(of: String(line))
      var kinds: [String] = []
      if text.contains(#/\b\d{4}-\d{2}-\d{2}\b/#) { kinds.append("a day of programs") }
      if text.contains(#/\((s|es|e)\)/#) { kinds.append("a plural in brackets") }
      if !isOfData, text.matches(of: #/\p{L}+'\p{L}+/#).contains(where: { !typed.contains($0.0) }) { kinds.append("a straight apostrophe") }
      if text.contains(#/(^|[\s(])-\d/#) { kinds.append("a hyphen for a minus") }
      for match in text.matches(of: english) { kinds.append("the English word \(match.1)") }
      return kinds.map { "\($0): \(line)" }
    }
  }

  /// The line without what is not French by right: what somebody typed and is quoted, options and commands, ids, and the ways to write a
  /// day that are offered.
  private static func prose(of line: String) -> String {
    line
      .replacing(#/«[^»]*»/#, with: "")
      .replacing(#/filon [a-z].*/#, with: "")
      .replacing(#/--[a-z][a-z-]*( [A-Z<][^ ]*)?/#, with: "")
      .replacing(#/<[^>]*>/#, with: "")
      .replacing(#/(écrire|écrivez) .*/#, with: "")
  }
}
