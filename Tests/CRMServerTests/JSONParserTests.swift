import Testing

@testable import CRMServer

@Suite struct JSONParserTests {
  private func parse(_ text: String) throws -> JSONValue {
    var text = text
    return try text.withUTF8 { try JSONParser.parse(UnsafeRawBufferPointer($0)) }
  }

  @Test func readsWhatJSONSays() throws {
    let value = try parse(#" {"a": [1, -2.5e+3, true, false, null], "é": "a\"\\\/\b\f\n\r\tA\u00e9\ud83d\ude00 ü"} "#)
    #expect(
      value
        == .object([
          .init(name: "a", value: .array([.number("1"), .number("-2.5e+3"), .bool(true), .bool(false), .null])),
          .init(name: "é", value: .string("a\"\\/\u{8}\u{C}\n\r\tAé😀 ü")),
        ]))
    #expect(try parse("{}") == .object([]) && parse("[]") == .array([]) && parse("\"\"") == .string(""))
    // Digits are kept: no number is rounded.
    #expect(try parse("123456789012345678901234567890") == .number("123456789012345678901234567890"))
  }

  @Test(
    arguments: [
      ("", .endsTooSoon, 0), ("{", .endsTooSoon, 1), ("[1", .endsTooSoon, 2), ("\"a", .endsTooSoon, 2), ("{\"a\"", .endsTooSoon, 4),
      ("{\"a\":", .endsTooSoon, 5), ("[1 2]", .noComma, 3), ("{\"a\" 1}", .noColon, 5), ("{a:1}", .noName, 1), ("{\"a\":1,}", .noName, 7),
      ("[1,]", .noValue, 3), ("tru", .noValue, 0), ("nul", .noValue, 0), ("'a'", .noValue, 0), ("NaN", .noValue, 0), ("+1", .noValue, 0),
      ("01", .noNumber, 0), ("-", .noNumber, 0), ("1.", .noNumber, 0), (".5", .noValue, 0), ("1e", .noNumber, 0),
      ("\"\\x\"", .noEscape, 1), ("\"\\u12G4\"", .noEscape, 1), ("\"\\ud800\"", .noUnicode, 1), ("\"\\udc00\"", .noUnicode, 1),
      ("\"\\ud800\\u0041\"", .noUnicode, 1), ("\"\\u0000\"", .controlCharacter, 1), ("\"a\nb\"", .controlCharacter, 2),
      ("{\"a\":1,\"a\":2}", .nameTwice("a"), 7), ("{\"a\":1,\"\\u0061\":2}", .nameTwice("a"), 7), ("1 2", .textAfterTheEnd, 2),
    ] as [(String, JSONFault.Reason, Int)])
  func refusesWhatIsNone(_ text: String, _ reason: JSONFault.Reason, _ offset: Int) {
    #expect(throws: JSONFault(reason: reason, offset: offset)) { try parse(text) }
  }

  @Test func refusesBytesThatAreNoUnicode() {
    for bytes in [[0x22, 0xFF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC0, 0x80, 0x22]] as [[UInt8]] {
      #expect(throws: JSONFault(reason: .noUnicode, offset: 1)) { try bytes.withUnsafeBytes { try JSONParser.parse($0) } }
    }
  }

  @Test func refusesDepthWithoutEnd() throws {
    let deepest = JSONParser.deepest
    _ = try parse(String(repeating: "[", count: deepest) + String(repeating: "]", count: deepest))
    #expect(throws: JSONFault(reason: .tooDeep, offset: deepest)) { try parse(String(repeating: "[", count: 100_000)) }
  }
}
