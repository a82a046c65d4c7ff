import CRM
import Yams

/// From the bytes of a file to YAML that can be read, or the reason why not.
enum PlanText {
  /// The longest file that is read, in bytes.
  static let limit = 1 << 20

  struct Unreadable: Error {
    let problem: PlanProblem
  }

  /// The text of a file in UTF-8, with or without a byte order mark.
  ///
  /// Other encodings are refused rather than guessed: applying writes the version into the file and must leave all else as it is.
  static func decoded(_ bytes: [UInt8]) throws(Unreadable) -> String {
    guard bytes.count <= limit else {
      throw Unreadable(problem: PlanProblem(.error, .planTooLarge(limit >> 10), remedy: .planTooLargeRemedy))
    }
    let (encoding, markLength) = bytes.withUnsafeBytes { TextEncoding.detect($0, isWhole: true) }
    let content = bytes[markLength...]
    guard encoding == .utf8 else {
      let place = encoding == .windows1252 ? firstInvalid(content) : (line: 1, column: 1)
      throw Unreadable(
        problem: PlanProblem(.error, .planEncoding(encoding), line: place.line, column: place.column, remedy: .saveAsUTF8))
    }
    guard let text = String(validating: content, as: UTF8.self) else {
      let place = firstInvalid(content)
      throw Unreadable(
        problem: PlanProblem(.error, .planEncoding(.windows1252), line: place.line, column: place.column, remedy: .saveAsUTF8))
    }
    if let nul = content.firstIndex(of: 0) {
      let place = place(of: nul, in: content)
      throw Unreadable(problem: PlanProblem(.error, .planNUL, line: place.line, column: place.column, remedy: .saveAsUTF8))
    }
    return text
  }

  /// The first byte that no UTF-8 text has there.
  private static func firstInvalid(_ bytes: ArraySlice<UInt8>) -> (line: Int, column: Int) {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var (line, column) = (1, 1)
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    return (line, column)
  }

  private static func place(of index: Int, in bytes: ArraySlice<UInt8>) -> (line: Int, column: Int) {
    let before = bytes[..<index]
    return (before.count { $0 == 0x0A } + 1, index - (before.lastIndex(of: 0x0A) ?? bytes.startIndex - 1))
  }

  /// What a parser's error means to the person who wrote the file.
  static func problem(_ error: any Error, in source: String) -> PlanProblem {
    guard let error = error as? YamlError else { return PlanProblem(.error, .planYAML("\(error)")) }
    switch error {
    case .duplicatedKeysInMapping(let names, let context):
      return PlanProblem(.error, .planKeysTwice(names), line: context.mark.line, column: context.mark.column)
    case .composer(_, let problem, let mark, _) where problem.contains("another document"):
      return PlanProblem(.error, .planSeveralDocuments, line: mark.line, column: mark.column, remedy: .planSeveralDocumentsRemedy)
    case .composer(_, let problem, let mark, _) where problem.contains("alias"):
      return PlanProblem(.error, .planAnchor, line: mark.line, column: mark.column, remedy: .planAnchorRemedy)
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      if let tab = tabInIndentation(source, upTo: mark.line) {
        return PlanProblem(.error, .planTab, line: tab.line, column: tab.column, remedy: .planTabRemedy)
      }
      return PlanProblem(.error, .planYAML(problem), line: mark.line, column: mark.column, remedy: .planYAMLRemedy)
    case .reader(let problem, let offset, _, _):
      let bytes = Array(source.utf8)
      let place = place(of: min(offset ?? 0, bytes.count), in: bytes[...])
      return PlanProblem(.error, .planCharacter(problem), line: place.line, column: place.column)
    default: return PlanProblem(.error, .planYAML("\(error)"))
    }
  }

  /// The last tab before a line's text, where a parser gave up: YAML indents by spaces.
  private static func tabInIndentation(_ source: String, upTo line: Int) -> (line: Int, column: Int)? {
    let lines = source.utf8.split(separator: 0x0A, maxSplits: line, omittingEmptySubsequences: false).prefix(line)
    for (index, text) in lines.enumerated().reversed().prefix(2) {
      let indentation = text.prefix { $0 == 0x20 || $0 == 0x09 }
      if let tab = Array(indentation).firstIndex(of: 0x09) { return (index + 1, tab + 1) }
    }
    return nil
  }
}
