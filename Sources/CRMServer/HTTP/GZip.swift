import CZlib
import NIOCore

/// Answers of more than a kilobyte are packed for whoever understands gzip.
enum GZip {
  /// Below it, packing costs more than it saves.
  static let least = 1024

  /// Whether a header `Accept-Encoding` names gzip.
  static func isAccepted(_ header: String?) -> Bool {
    header?.split(separator: ",").contains { range in
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      return parts.first == "gzip" && !parts.dropFirst().contains { $0.wholeMatch(of: /q=0(\.0*)?/) != nil }
    } ?? false
  }

  /// A text as RFC 1952 writes it; nil when zlib has no memory left.
  static func packed(_ text: String) -> ByteBuffer? {
    var stream = z_stream()
    guard filon_gzip_init(&stream) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var text = text
    return text.withUTF8 { bytes -> ByteBuffer? in
      var packed = ByteBuffer()
      let room = Int(deflateBound(&stream, UInt(bytes.count)))
      var end = Z_OK
      packed.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { target in
        stream.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
        stream.avail_in = UInt32(bytes.count)
        stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
        stream.avail_out = UInt32(room)
        end = deflate(&stream, Z_FINISH)
        return room - Int(stream.avail_out)
      }
      return end == Z_STREAM_END ? packed : nil
    }
  }
}
