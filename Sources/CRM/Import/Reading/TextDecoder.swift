/// Turns the bytes of a file into UTF-8, a chunk at a time; a character cut by the end of a chunk is left for the next call.
struct TextDecoder {
  let encoding: TextEncoding

  /// What a call did.
  struct Step {
    /// Bytes taken from the input.
    var consumed: Int
    /// Bytes of UTF-8 written.
    var produced: Int
    /// Whether the byte after those consumed cannot belong to a text in this encoding.
    var isMalformed: Bool
  }

  /// The space that `decode` may need for an input of a length: `€` is one byte of Windows-1252 and three of UTF-8.
  func capacity(for count: Int) -> Int { encoding == .utf8 ? count : 3 * count }

  /// Whether these bytes were written in UTF-8: all of them, or so many that those which are none were pasted in from elsewhere.
  static func looksLikeUTF8(_ input: UnsafeRawBufferPointer, isLast: Bool) -> Bool {
    var rest = input
    var (characters, strays) = (0, 0)
    while true {
      let step = validUTF8Prefix(rest, isLast: isLast)
      if !step.isMalformed, strays == 0 { return true }
      // Only the first byte of a character of several has both its high bits.
      characters += rest[..<step.consumed].count { $0 & 0xC0 == 0xC0 }
      guard step.isMalformed else { return characters > strays }
      strays += 1
      rest = UnsafeRawBufferPointer(rebasing: rest[(step.consumed + 1)...])
    }
  }

  /// Decodes as much of `input` as possible; `output` has room for `capacity(for: input.count)` bytes.
  func decode(_ input: UnsafeRawBufferPointer, isLast: Bool, into output: UnsafeMutablePointer<UInt8>) -> Step {
    switch encoding {
    case .utf8:
      let step = Self.validUTF8Prefix(input, isLast: isLast)
      if step.consumed > 0, let base = input.baseAddress {
        UnsafeMutableRawPointer(output).copyMemory(from: base, byteCount: step.consumed)
      }
      return step
    case .utf16LittleEndian: return decodeUTF16(input, isLast: isLast, high: 1, into: output)
    case .utf16BigEndian: return decodeUTF16(input, isLast: isLast, high: 0, into: output)
    case .windows1252: return decodeWindows1252(input, into: output)
    }
  }

  /// The longest prefix of whole, well-formed characters (Unicode 15, table 3-7).
  private static func validUTF8Prefix(_ input: UnsafeRawBufferPointer, isLast: Bool) -> Step {
    let count = input.count
    var index = 0
    while index < count {
      if index + 8 <= count, input.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
        index += 8
        continue
      }
      let lead = input[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let length: Int
      var lower: UInt8 = 0x80
      var upper: UInt8 = 0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0...0xEF:
        length = 3
        if lead == 0xE0 { lower = 0xA0 }
        if lead == 0xED { upper = 0x9F }
      case 0xF0...0xF4:
        length = 4
        if lead == 0xF0 { lower = 0x90 }
        if lead == 0xF4 { upper = 0x8F }
      default: return Step(consumed: index, produced: index, isMalformed: true)
      }
      var offset = 1
      while offset < length {
        guard index + offset < count else { return Step(consumed: index, produced: index, isMalformed: isLast) }
        let byte = input[index + offset]
        guard byte >= lower, byte <= upper else { return Step(consumed: index, produced: index, isMalformed: true) }
        lower = 0x80
        upper = 0xBF
        offset += 1
      }
      index += length
    }
    return Step(consumed: index, produced: index, isMalformed: false)
  }

  private func decodeUTF16(_ input: UnsafeRawBufferPointer, isLast: Bool, high: Int, into output: UnsafeMutablePointer<UInt8>) -> Step {
    func unit(_ index: Int) -> UInt32 { UInt32(input[index + high]) << 8 | UInt32(input[index + 1 - high]) }
    var index = 0
    var produced = 0
    while index + 2 <= input.count {
      var scalar = unit(index)
      var length = 2
      if scalar & 0xFC00 == 0xD800 {
        guard index + 4 <= input.count else { break }
        let low = unit(index + 2)
        guard low & 0xFC00 == 0xDC00 else { return Step(consumed: index, produced: produced, isMalformed: true) }
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + (low & 0x3FF)
        length = 4
      } else if scalar & 0xFC00 == 0xDC00 {
        return Step(consumed: index, produced: produced, isMalformed: true)
      }
      produced += write(scalar, to: output + produced)
      index += length
    }
    return Step(consumed: index, produced: produced, isMalformed: isLast && index < input.count)
  }

  private func decodeWindows1252(_ input: UnsafeRawBufferPointer, into output: UnsafeMutablePointer<UInt8>) -> Step {
    var produced = 0
    for index in 0..<input.count {
      let byte = input[index]
      if byte < 0x80 {
        output[produced] = byte
        produced += 1
        continue
      }
      let scalar = byte < 0xA0 ? Self.windows1252[Int(byte) - 0x80] : UInt32(byte)
      // Five bytes mean nothing: a file that has them was written in something else.
      guard scalar != 0 else { return Step(consumed: index, produced: produced, isMalformed: true) }
      produced += write(scalar, to: output + produced)
    }
    return Step(consumed: input.count, produced: produced, isMalformed: false)
  }

  /// Writes a scalar in UTF-8 and says how many bytes it took.
  private func write(_ scalar: UInt32, to output: UnsafeMutablePointer<UInt8>) -> Int {
    switch scalar {
    case 0..<0x80:
      output[0] = UInt8(scalar)
      return 1
    case 0x80..<0x800:
      output[0] = 0xC0 | UInt8(scalar >> 6)
      output[1] = 0x80 | UInt8(scalar & 0x3F)
      return 2
    case 0x800..<0x10000:
      output[0] = 0xE0 | UInt8(scalar >> 12)
      output[1] = 0x80 | UInt8(scalar >> 6 & 0x3F)
      output[2] = 0x80 | UInt8(scalar & 0x3F)
      return 3
    default:
      output[0] = 0xF0 | UInt8(scalar >> 18)
      output[1] = 0x80 | UInt8(scalar >> 12 & 0x3F)
      output[2] = 0x80 | UInt8(scalar >> 6 & 0x3F)
      output[3] = 0x80 | UInt8(scalar & 0x3F)
      return 4
    }
  }

  /// The characters of the bytes 0x80 to 0x9F; 0 where there is none.
  private static let windows1252: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}
