/// Reads JSON as RFC 8259 writes it, and refuses what readers understand in two ways: names given twice, text that is no Unicode, depth
/// without end. Foundation's decoder keeps the last of two names, and costs a third of a server's work.
struct JSONParser {
  /// Arrays and objects within each other.
  static let deepest = 32

  private let bytes: UnsafeRawBufferPointer
  private var place = 0
  private var depth = 0

  private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The value that a text is.
  ///
  /// - Throws: `JSONFault` with the byte where it is not JSON.
  static func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONFault) -> JSONValue {
    var parser = JSONParser(bytes)
    parser.skipBlanks()
    let value = try parser.value()
    parser.skipBlanks()
    guard parser.place == bytes.count else { throw parser.fault(.textAfterTheEnd) }
    return value
  }

  private func fault(_ reason: JSONFault.Reason, at place: Int? = nil) -> JSONFault {
    JSONFault(reason: reason, offset: place ?? self.place)
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  private mutating func value() throws(JSONFault) -> JSONValue {
    switch next {
    case UInt8(ascii: "{"): try nested { parser throws(JSONFault) in try parser.object() }
    case UInt8(ascii: "["): try nested { parser throws(JSONFault) in try parser.array() }
    case UInt8(ascii: "\""): .string(try string())
    case UInt8(ascii: "t"): try word("true", .bool(true))
    case UInt8(ascii: "f"): try word("false", .bool(false))
    case UInt8(ascii: "n"): try word("null", .null)
    case let byte? where byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte): .number(try number())
    case nil: throw fault(.endsTooSoon)
    default: throw fault(.noValue)
    }
  }

  private mutating func nested(_ read: (inout JSONParser) throws(JSONFault) -> JSONValue) throws(JSONFault) -> JSONValue {
    guard depth < Self.deepest else { throw fault(.tooDeep) }
    depth += 1
    place += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
    let end = place + word.utf8CodeUnitCount
    guard end <= bytes.count, bytes[place..<end].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    else { throw fault(.noValue) }
    place = end
    return value
  }

  private mutating func array() throws(JSONFault) -> JSONValue {
    var values: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array(values) }
    while true {
      skipBlanks()
      values.append(try value())
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(values) }
      guard take(UInt8(ascii: ",")) else { throw fault(next == nil ? .endsTooSoon : .noComma) }
    }
  }

  private mutating func object() throws(JSONFault) -> JSONValue {
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipBlanks()
      let start = place
      guard next == UInt8(ascii: "\"") else { throw fault(next == nil ? .endsTooSoon : .noName) }
      let name = try string()
      guard names.insert(name).inserted else { throw fault(.nameTwice(name), at: start) }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw fault(next == nil ? .endsTooSoon : .noColon) }
      skipBlanks()
      members.append(JSONValue.Member(name: name, value: try value()))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw fault(next == nil ? .endsTooSoon : .noComma) }
    }
  }

  private mutating func digits() -> Int {
    let start = place
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
    return place - start
  }

  private mutating func number() throws(JSONFault) -> String {
    let start = place
    _ = take(UInt8(ascii: "-"))
    let leading = next
    let whole = digits()
    guard whole > 0, whole == 1 || leading != UInt8(ascii: "0") else { throw fault(.noNumber, at: start) }
    if take(UInt8(ascii: ".")), digits() == 0 { throw fault(.noNumber, at: start) }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      if digits() == 0 { throw fault(.noNumber, at: start) }
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func string() throws(JSONFault) -> String {
    place += 1
    let start = place
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { place += 1 }
    var text = try text(start..<place)
    while true {
      switch next {
      case UInt8(ascii: "\""):
        place += 1
        return text
      case UInt8(ascii: "\\"):
        text.unicodeScalars.append(try escape())
      case nil:
        throw fault(.endsTooSoon)
      case let byte? where byte < 0x20:
        throw fault(.controlCharacter)
      default:
        let start = place
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { place += 1 }
        text += try self.text(start..<place)
      }
    }
  }

  private func text(_ range: Range<Int>) throws(JSONFault) -> String {
    guard let text = String(validating: bytes[range], as: UTF8.self) else { throw fault(.noUnicode, at: range.lowerBound) }
    return text
  }

  private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
    let start = place
    place += 1
    guard let letter = next else { throw fault(.endsTooSoon) }
    place += 1
    switch letter {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let first = try unit(from: start)
      // PostgreSQL stores no NUL, and nobody means one.
      guard first != 0 else { throw fault(.controlCharacter, at: start) }
      if let scalar = Unicode.Scalar(first) { return scalar }
      guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw fault(.noUnicode, at: start) }
      let second = try unit(from: start)
      guard (0xDC00...0xDFFF).contains(second) else { throw fault(.noUnicode, at: start) }
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(second - 0xDC00))
      guard let scalar else { throw fault(.noUnicode, at: start) }
      return scalar
    default: throw fault(.noEscape, at: start)
    }
  }

  private mutating func unit(from start: Int) throws(JSONFault) -> UInt16 {
    guard place + 4 <= bytes.count else { throw fault(.endsTooSoon) }
    var unit: UInt16 = 0
    for _ in 0..<4 {
      let byte = bytes[place]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: throw fault(.noEscape, at: start)
      }
      unit = unit << 4 | UInt16(digit)
      place += 1
    }
    return unit
  }
}

extension JSONValue {
  /// The value that a text is; nil of another text.
  init?(_ text: String) {
    guard let value = try? Array(text.utf8).withUnsafeBytes({ try JSONParser.parse($0) }) else { return nil }
    self = value
  }
}
