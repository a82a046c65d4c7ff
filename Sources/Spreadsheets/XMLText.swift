#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A name or a value that the parser lends for the time of a call, in UTF-8.
struct XMLText {
  let start: UnsafePointer<UInt8>
  let count: Int

  init(_ text: UnsafePointer<CChar>) {
    start = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
    count = strlen(text)
  }

  private init(start: UnsafePointer<UInt8>, count: Int) {
    self.start = start
    self.count = count
  }

  subscript(index: Int) -> UInt8 { start[index] }

  /// The bytes, until the call returns.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// A text of its own.
  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The text for a message, its beginning if it is long.
  var shown: String { String(decoding: bytes.prefix(100), as: UTF8.self) }

  /// The name without the prefix of its namespace, which each program chooses as it likes.
  var localName: XMLText {
    var index = count - 1
    while index >= 0, start[index] != UInt8(ascii: ":") { index -= 1 }
    return XMLText(start: start + index + 1, count: count - index - 1)
  }

  static func == (text: XMLText, literal: StaticString) -> Bool {
    text.count == literal.utf8CodeUnitCount && memcmp(text.start, literal.utf8Start, text.count) == 0
  }

  static func ~= (literal: StaticString, text: XMLText) -> Bool { text == literal }

  /// A number of nothing but digits that is not absurdly large.
  var wholeNumber: Int? {
    guard (1...9).contains(count) else { return nil }
    var value = 0
    for byte in bytes {
      guard let digit = byte.digit else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// A truth value of XML Schema.
  var boolean: Bool? {
    switch self {
    case "1", "true": true
    case "0", "false": false
    default: nil
    }
  }
}

/// The attributes of an element, lent for the time of a call.
struct XMLAttributes: Sequence {
  typealias Pointer = UnsafeMutablePointer<UnsafePointer<CChar>?>

  let pointer: Pointer?

  /// The attributes in the order in which they are written.
  func makeIterator() -> Iterator { Iterator(next: pointer) }

  struct Iterator: IteratorProtocol {
    fileprivate var place: Pointer?

    fileprivate init(next: Pointer?) { place = next }

    mutating func next() -> (name: XMLText, value: XMLText)? {
      guard let pair = place, let name = pair[0], let value = pair[1] else { return nil }
      place = pair + 2
      return (XMLText(name), XMLText(value))
    }
  }

  /// The value of an attribute, with its prefix when it has one.
  subscript(name: StaticString) -> XMLText? { first { $0.name == name }?.value }
}
