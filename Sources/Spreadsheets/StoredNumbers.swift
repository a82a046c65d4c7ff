extension [UInt8] {
  /// The number of some bytes at an offset, the lowest first; nil when they are not all there, or it does not fit.
  func number(at offset: Int, width: Int) -> Int? {
    guard offset >= 0, offset <= count - width else { return nil }
    var value: UInt64 = 0
    for index in (offset..<(offset + width)).reversed() { value = value << 8 | UInt64(self[index]) }
    return Int(exactly: value)
  }

  /// Whether these bytes stand at an offset.
  func has(_ bytes: [UInt8], at offset: Int = 0) -> Bool {
    guard offset >= 0, offset <= count - bytes.count else { return false }
    return bytes.indices.allSatisfy { self[offset + $0] == bytes[$0] }
  }

  /// Whether this text in ASCII stands at an offset.
  func has(_ text: String, at offset: Int = 0) -> Bool { has(Array(text.utf8), at: offset) }
}
