import Foundation
import Postgres

/// The beginning of an id, as lists on a terminal show it: `01a21fea-7b28`. Dashes may be left out.
package struct IDBeginning: Sendable, Hashable {
  /// In lower case, without dashes.
  private let digits: String

  /// Nil where a text is no such beginning.
  ///
  /// - Parameter shortest: How many digits it has at least: more where a text is a name in the first place.
  package init?(_ text: String, shortest: Int = 4) {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
    digits = text.replacing("-", with: "")
    guard (shortest...32).contains(digits.count), text.first != "-", digits.utf8.allSatisfy({ Self.hexadecimal.contains($0) }) else {
      return nil
    }
  }

  private static let hexadecimal = Set("0123456789abcdef".utf8)

  /// Whether an id begins so.
  func begins<Kind>(_ id: ID<Kind>) -> Bool { id.description.replacing("-", with: "").hasPrefix(digits) }

  /// Whether a column of ids does: a range, which every index of it knows.
  func begins(_ column: SQL) -> SQL { "\(column) >= \(filled("0")) and \(column) <= \(filled("f"))" }

  private func filled(_ digit: Character) -> Fact.ID {
    let filled = digits + String(repeating: digit, count: 32 - digits.count)
    let halves = (filled.prefix(16), filled.suffix(16))
    let (high, low) = (UInt64(halves.0, radix: 16) ?? 0, UInt64(halves.1, radix: 16) ?? 0)
    return Fact.ID(UUID(uuid: unsafeBitCast((high.bigEndian, low.bigEndian), to: uuid_t.self)))
  }
}
