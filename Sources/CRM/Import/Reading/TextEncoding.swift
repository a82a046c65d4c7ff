/// How the characters of a file are stored.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1252 = "windows-1252"

  /// The encoding of a file that starts with these bytes, and the length of its byte order mark.
  ///
  /// Without a mark, UTF-16 is recognised by the zeros of its Latin letters; what is not UTF-8 is Windows-1252, the usual
  /// encoding of the French spreadsheets that do not write UTF-8. In a mixture the greater part counts: the reading stops at the first
  /// byte that is no UTF-8, for read as Windows-1252 all the rest would be garbled.
  package static func detect(_ head: UnsafeRawBufferPointer, isWhole: Bool) -> (encoding: TextEncoding, markLength: Int) {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    if let encoding = utf16ByZeros(head) { return (encoding, 0) }
    return (TextDecoder.looksLikeUTF8(head, isLast: isWhole) ? .utf8 : .windows1252, 0)
  }

  /// What the first bytes of a file that are not of ASCII show; nil when all are.
  static func ofFirstAccents(path: String) throws(CRMError) -> TextEncoding? {
    let file = try InputFile(path: path)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 1)
    defer { chunk.deallocate() }
    while case let count = try file.read(into: chunk), count > 0 {
      let bytes = UnsafeRawBufferPointer(chunk)[..<count]
      guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else { continue }
      // A character at the very end of what was read may be cut.
      return TextDecoder.looksLikeUTF8(UnsafeRawBufferPointer(rebasing: bytes[first...]), isLast: false) ? .utf8 : .windows1252
    }
    return nil
  }

  /// The length of this encoding's byte order mark at the start of a file; 0 without one.
  func markLength(_ head: UnsafeRawBufferPointer) -> Int {
    let mark: [UInt8] =
      switch self {
      case .utf8: [0xEF, 0xBB, 0xBF]
      case .utf16LittleEndian: [0xFF, 0xFE]
      case .utf16BigEndian: [0xFE, 0xFF]
      case .windows1252: []
      }
    return head.starts(with: mark) ? mark.count : 0
  }

  private static func utf16ByZeros(_ head: UnsafeRawBufferPointer) -> TextEncoding? {
    let pairs = min(head.count, 4096) / 2
    guard pairs >= 2 else { return nil }
    var even = 0
    var odd = 0
    for pair in 0..<pairs {
      if head[2 * pair] == 0 { even += 1 }
      if head[2 * pair + 1] == 0 { odd += 1 }
    }
    // Most characters of a European table are below U+0100, and none is U+0000.
    if even == 0, odd * 10 >= pairs * 6 { return .utf16LittleEndian }
    if odd == 0, even * 10 >= pairs * 6 { return .utf16BigEndian }
    return nil
  }
}
