extension String {
  /// The text without the power over a terminal: control characters are shown instead of obeyed, and none turns the writing
  /// direction. What a prospect's name or a note holds was written by anyone.
  var neutralized: String {
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
    var result = ""
    for scalar in replacing("\r\n", with: "\n").unicodeScalars {
      switch scalar.value {
      case 0x09: result += " "
      case 0x0A, 0x2028, 0x2029: result += "⏎"
      // The pictures of the control characters stand in their order.
      case 0..<0x20: result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: result += "\u{2421}"
      case 0x80..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
