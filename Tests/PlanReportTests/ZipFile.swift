import CZlib
import Foundation
import Testing

/// The files in a zip, by name: what the tests look into a workbook with.
struct ZipFile {
  private(set) var files: [String: String] = [:]

  init(_ bytes: [UInt8]) throws {
    let end = try #require(bytes.indices.dropLast(21).last { Self.number(bytes, $0, 4) == 0x0605_4B50 }, "no zip")
    var entry = Self.number(bytes, end + 16, 4)
    for _ in 0..<Self.number(bytes, end + 10, 2) {
      try #require(Self.number(bytes, entry, 4) == 0x0201_4B50)
      let lengths = [28, 30, 32].map { Self.number(bytes, entry + $0, 2) }
      let name = String(decoding: bytes[(entry + 46)..<(entry + 46 + lengths[0])], as: UTF8.self)
      let (compressed, size) = (Self.number(bytes, entry + 20, 4), Self.number(bytes, entry + 24, 4))
      let header = Self.number(bytes, entry + 42, 4)
      let start = header + 30 + Self.number(bytes, header + 26, 2) + Self.number(bytes, header + 28, 2)
      let content = Array(bytes[start..<(start + compressed)])
      let isDeflated = Self.number(bytes, entry + 10, 2) == 8
      files[name] = String(decoding: isDeflated ? try Self.inflated(content, size) : content, as: UTF8.self)
      entry += 46 + lengths.reduce(0, +)
    }
  }

  private static func number(_ bytes: [UInt8], _ at: Int, _ width: Int) -> Int {
    (0..<width).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }

  private static func inflated(_ content: [UInt8], _ size: Int) throws -> [UInt8] {
    var (input, output) = (content, [UInt8](repeating: 0, count: size))
    var stream = z_stream()
    try #require(filon_inflate_init(&stream) == Z_OK)
    defer { inflateEnd(&stream) }
    let result = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return inflate(&stream, Z_FINISH)
      }
    }
    try #require(result == Z_STREAM_END && stream.total_out == UInt(size))
    return output
  }
}
