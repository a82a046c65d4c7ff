/// The text of a shared or an inline string: its runs are joined, what says how it is pronounced (phonetic runs) is left out.
struct StringItem {
  private enum Element { case item, text, run, textOfRun }

  /// The text so far.
  private(set) var bytes: [UInt8] = []
  private var element = Element.item
  /// Where the text of the element begins, and whether the space around it belongs to it.
  private var textStart = 0
  private var keepsSpace = false

  /// Begins another one.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    element = .item
  }

  /// An element within the string begins; `false` for one that is to be passed over.
  mutating func start(_ name: XMLText, _ attributes: XMLAttributes) -> Bool {
    switch (element, name) {
    case (.item, "t"): element = .text
    case (.item, "r"): element = .run
    case (.run, "t"): element = .textOfRun
    default: return false
    }
    if element != .run {
      textStart = bytes.count
      keepsSpace = attributes["xml:space"].map { $0 == "preserve" } ?? false
    }
    return true
  }

  /// Characters; those between the elements are the layout of the file.
  mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    if element == .text || element == .textOfRun { bytes.append(contentsOf: text) }
  }

  /// The element that began last ends; `true` when it is the string itself.
  mutating func end() -> Bool {
    switch element {
    case .item:
      XMLEscapes.decode(&bytes)
      return true
    case .text: element = .item
    case .run:
      element = .item
      return false
    case .textOfRun: element = .run
    }
    if !keepsSpace { trim() }
    return false
  }

  /// Takes the white space off the ends of the element's text, as Excel does where the file does not say that it is to be kept.
  private mutating func trim() {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
    while bytes.count > textStart, let last = bytes.last, isSpace(last) { bytes.removeLast() }
    guard textStart < bytes.count, isSpace(bytes[textStart]) else { return }
    let first = bytes[textStart...].firstIndex { !isSpace($0) } ?? bytes.endIndex
    bytes.removeSubrange(textStart..<first)
  }
}

/// Characters that XML cannot hold, or that it would change, as the format writes them: `_x000D_` is a carriage return.
enum XMLEscapes {
  private static let underscore = UInt8(ascii: "_")

  /// Puts in the characters that stand for themselves. `_x0000_` stays, since no text has that character; so does half of a pair.
  static func decode(_ bytes: inout [UInt8]) {
    guard var source = bytes.firstIndex(of: underscore) else { return }
    var target = source
    while source < bytes.count {
      guard bytes[source] == underscore, let (scalar, length) = scalar(bytes, at: source) else {
        bytes[target] = bytes[source]
        source += 1
        target += 1
        continue
      }
      // Never longer than the escape: at most four bytes for seven.
      for byte in Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter {
        bytes[target] = byte
        target += 1
      }
      source += length
    }
    bytes.removeSubrange(target...)
  }

  /// The character of the escape at an offset, a pair of them for one beyond U+FFFF, and the length of what is written.
  private static func scalar(_ bytes: [UInt8], at offset: Int) -> (Unicode.Scalar, length: Int)? {
    guard let unit = unit(bytes, at: offset), unit != 0 else { return nil }
    if let scalar = Unicode.Scalar(unit) { return (scalar, 7) }
    guard UTF16.isLeadSurrogate(unit), let low = self.unit(bytes, at: offset + 7), UTF16.isTrailSurrogate(low),
      let scalar = Unicode.Scalar(0x10000 + UInt32(unit & 0x3FF) << 10 + UInt32(low & 0x3FF))
    else { return nil }
    return (scalar, 14)
  }

  private static func unit(_ bytes: [UInt8], at offset: Int) -> UInt16? {
    guard offset + 7 <= bytes.count, bytes[offset] == underscore, bytes[offset + 1] == UInt8(ascii: "x"), bytes[offset + 6] == underscore
    else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[(offset + 2)..<(offset + 6)] {
      switch byte {
      case 0x30...0x39: unit = unit << 4 | UInt16(byte - 0x30)
      case 0x41...0x46: unit = unit << 4 | UInt16(byte - 0x41 + 10)
      case 0x61...0x66: unit = unit << 4 | UInt16(byte - 0x61 + 10)
      default: return nil
      }
    }
    return unit
  }
}
