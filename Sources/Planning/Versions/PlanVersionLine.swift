import CRM
import Foundation
import Yams

extension PlanFile {
  /// The file with another version in its `version` line, or with such a line before its first key; all else stays as it is. Nil where that
  /// cannot be done in a line of its own, as in `{name: Bob, …}`.
  func source(withVersion number: Int) -> String? {
    guard let root = (try? Yams.compose(yaml: source, .default, .default, .utf8)) ?? nil, case .mapping(let pairs) = root,
      let first = pairs.first?.key.mark, let key = PlanContent.key(of: \.base)
    else { return nil }
    var lines = source.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0) }
    if let mark = pairs.first(where: { key.isNamed($0.key.string ?? "") })?.key.mark {
      guard lines.indices.contains(mark.line - 1), let line = Self.line(lines[mark.line - 1], number) else { return nil }
      lines[mark.line - 1] = line
    } else {
      guard lines.indices.contains(first.line - 1) else { return nil }
      let ending = lines[first.line - 1].last == "\r" ? "\r" : ""
      lines.insert(Array("\(key.en): \(number)\(ending)".unicodeScalars), at: first.line - 1)
    }
    var text = String.UnicodeScalarView()
    for (index, line) in lines.enumerated() {
      if index > 0 { text.append("\n") }
      text.append(contentsOf: line)
    }
    // Whatever YAML makes of unusual line breaks or styles, nothing but the version may be another.
    let changed = PlanFile(source: String(text))
    let same = PlanFile(source: source)
    return changed.base == number && changed.document == same.document ? String(text) : nil
  }

  /// `version: 3   # comment` with another number.
  private static func line(_ line: [Unicode.Scalar], _ number: Int) -> [Unicode.Scalar]? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let rest = line[(colon + 1)...]
    let value = rest.firstIndex { $0 != " " } ?? line.endIndex
    let end = line[value...].firstIndex { $0 == " " || $0 == "\r" } ?? line.endIndex
    let isEmpty = value == line.endIndex || line[value] == "#" || line[value] == "\r"
    let tail = isEmpty ? Array(rest) : Array(line[end...])
    return Array(line[...colon]) + Array(" \(number)".unicodeScalars) + tail
  }

  /// The bytes of a file, or of standard input when the path is `-`; one byte more than the limit of those that are too large.
  package static func bytes(of path: String) throws -> [UInt8] {
    try InputFile(path: path).lookAhead(limit: limit + 1).head
  }

  /// Writes the version into the file that this was read from, whole or not at all.
  ///
  /// - Parameter bytes: What was read from it.
  /// - Returns: Whether it was done: not when the file cannot be written, or is not what it was when it was read.
  package func write(version number: Int, to path: String, readAs bytes: [UInt8]) -> Bool {
    guard path != "-", !isWorkbook, let text = source(withVersion: number) else { return false }
    let url = URL(filePath: path).resolvingSymlinksInPath()
    guard FileManager.default.isWritableFile(atPath: url.path()), let now = try? Data(contentsOf: url), now.elementsEqual(bytes) else {
      return false
    }
    let mark: [UInt8] = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] : []
    return (try? FileReplacement.write(mark + Array(text.utf8), to: path)) != nil
  }
}
