/// The digits of a telephone number as it was written, and what stands beside them.
struct PhoneText {
  /// The digits, with `+` before them when it was written.
  let digits: String
  /// The digits without the zero of « +44 (0)20 », which is dialled only without the country code; `nil` where none is in parentheses.
  let digitsWithoutZero: String?
  /// The extension, such as « poste 12 ».
  let `extension`: String?

  /// The number in a text; `nil` when there is anything that is no part of one.
  init?(_ text: String) {
    guard let number = Self.withoutLabel(text) else { return nil }
    let (dialled, after) = Self.split(folded(number))
    guard let digits = Self.digits(of: Self.withoutRemarks(dialled)) else { return nil }
    self.digits = digits
    digitsWithoutZero = dialled.contains("(0)") ? Self.digits(of: Self.withoutRemarks(dialled.replacing("(0)", with: ""))) : nil
    `extension` = after
  }

  /// The texts of the numbers in one cell.
  static func numbers(in text: String) -> [String] {
    let digits = text.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard digits >= 14 || text.utf8.contains(where: { ";,|".utf8.contains($0) }) else { return [text] }
    let parts = cellValues(text, separatedBy: ";,|/")
    // « 06/12/34/56/78 » is one.
    let areNumbers = parts.prefix(2).allSatisfy { part in part.unicodeScalars.count { digit($0) != nil } >= 7 }
    return areNumbers && !parts.isEmpty ? parts : [text]
  }

  /// The text behind « tel: » or « Mobile : »; `nil` behind any other word: most texts in a column of prospects begin with one.
  private static func withoutLabel(_ text: String) -> String? {
    guard text.unicodeScalars.first?.properties.isAlphabetic == true else { return text }
    let label = text.prefix(while: \.isLetter)
    guard label.count <= 10, labels.contains(folded(String(label))) else { return nil }
    return String(text[label.endIndex...].drop { $0 == "." || $0 == ":" || $0.isWhitespace })
  }

  private static let labels: Set<String> = [
    "tel", "telephone", "phone", "mobile", "mob", "portable", "port", "gsm", "fixe", "bureau", "standard",
  ]

  /// The number and the extension: letters are never dialled as digits here.
  private static func split(_ text: String) -> (number: String, after: String?) {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "#") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }) else {
      return (text, nil)
    }
    for mark in ["poste", "post", ";ext", "extension", "ext", "x", "#"] {
      guard let range = text.firstRange(of: mark) else { continue }
      let after = text[range.upperBound...].filter { ("0"..."9").contains($0) }
      let isExtension =
        !after.isEmpty && after.count <= 6
        && text[range.upperBound...].allSatisfy { ("0"..."9").contains($0) || " .:=)".contains($0) || $0.isWhitespace }
      guard isExtension else { continue }
      return (String(text[..<range.lowerBound]), after)
    }
    return (text, nil)
  }

  /// The text without « (bureau) ».
  private static func withoutRemarks(_ text: String) -> String {
    guard text.contains(where: \.isLetter) else { return text }
    var result = ""
    for part in text.split(separator: "(", omittingEmptySubsequences: false) {
      let remark = part.prefix { $0 != ")" }
      let isRemark = !result.isEmpty && remark.endIndex < part.endIndex && remark.contains(where: \.isLetter)
      result += isRemark ? part[remark.endIndex...].dropFirst() : part
    }
    return result
  }

  /// The digits, with `+` before them; `nil` when there is anything that is no part of a number.
  private static func digits(of text: String) -> String? {
    var result = ""
    for scalar in text.unicodeScalars {
      if let digit = digit(scalar) {
        result.unicodeScalars.append(digit)
        continue
      }
      switch scalar {
      case "+", "\u{FF0B}":
        guard result.isEmpty else { return nil }
        result = "+"
      case "(", ")", ".", "-", "/", "\u{2010}"..."\u{2015}": continue
      default:
        guard scalar.properties.isWhitespace || scalar.properties.generalCategory == .format else { return nil }
      }
    }
    return result.isEmpty || result == "+" ? nil : result
  }

  /// The digit, which East Asian keyboards write in full width.
  private static func digit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "0"..."9": scalar
    case "\u{FF10}"..."\u{FF19}": Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30))
    default: nil
    }
  }
}
