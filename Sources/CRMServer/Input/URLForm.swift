import CRM
import Foundation
import HTTPTypes

/// Names and values as addresses and forms of pages write them: `a=1&b=%C3%A9`.
enum URLForm {
  /// In their order.
  ///
  /// - Throws: `Problem` for what is no Unicode text.
  static func members(_ text: String) throws -> [JSONValue.Member] {
    try text.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decoded(parts[0]), let value = decoded(parts.count > 1 ? parts[1] : "") else { throw Problem.noUnicodeInAddress }
      return JSONValue.Member(name: name, value: .string(value))
    }
  }

  private static func decoded(_ text: Substring) -> String? { text.replacing("+", with: " ").removingPercentEncoding }
}

extension Problem {
  fileprivate static let noUnicodeInAddress = Problem(
    .badRequest, "malformed_query", Message(fr: "l’adresse n’est pas du texte Unicode", en: "the address is no Unicode text"))
}
