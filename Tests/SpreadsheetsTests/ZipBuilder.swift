import CZlib

/// Writes zips byte by byte, so that each of them can be wrong where a test wants it.
struct ZipBuilder {
  /// A file of the zip. What is nil is what it truly is.
  struct Entry {
    var name: String
    var content: [UInt8]
    var isDeflated = true
    var method: Int?
    var flags = 0
    var checksum: UInt32?
    var size: Int?
    var compressedSize: Int?
    var localName: String?
    var hasDescriptor = false
    var isZip64 = false
    /// Bytes that take the place of the compressed ones.
    var compressed: [UInt8]?
  }

  var entries: [Entry] = []
  var comment: [UInt8] = []
  /// Whether directory and counts are given in the records of zip64.
  var isZip64 = false
  /// Added to what the end says of itself.
  var countError = 0
  var offsetError = 0

  var bytes: [UInt8] {
    var zip: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let content = entry.compressed ?? (entry.isDeflated ? Self.deflated(entry.content) : entry.content)
      let method = entry.method ?? (entry.isDeflated ? 8 : 0)
      let flags = entry.flags | (entry.hasDescriptor ? 8 : 0)
      let checksum = entry.checksum ?? UInt32(crc32(0, entry.content, UInt32(entry.content.count)))
      let (compressedSize, size) = (entry.compressedSize ?? content.count, entry.size ?? entry.content.count)
      let (name, localName, header) = (Array(entry.name.utf8), Array((entry.localName ?? entry.name).utf8), zip.count)
      zip.add(0x0403_4B50, 4)
      for value in [20, flags, method, 0, 0] { zip.add(value, 2) }
      for value in entry.hasDescriptor ? [0, 0, 0] : [Int(checksum), compressedSize, size] { zip.add(value, 4) }
      zip.add(localName.count, 2)
      zip.add(0, 2)
      zip += localName + content
      if entry.hasDescriptor { for value in [0x0807_4B50, Int(checksum), compressedSize, size] { zip.add(value, 4) } }
      var extra: [UInt8] = []
      if entry.isZip64 {
        // A field of somebody else before that of zip64.
        for value in [0x5455, 1] { extra.add(value, 2) }
        extra.append(0)
        for value in [1, 24] { extra.add(value, 2) }
        for value in [size, compressedSize, header] { extra.add(value, 8) }
      }
      directory.add(0x0201_4B50, 4)
      for value in [45, 20, flags, method, 0, 0] { directory.add(value, 2) }
      directory.add(Int(checksum), 4)
      for value in entry.isZip64 ? [0xFFFF_FFFF, 0xFFFF_FFFF] : [compressedSize, size] { directory.add(value, 4) }
      for value in [name.count, extra.count, 0, 0, 0] { directory.add(value, 2) }
      directory.add(0, 4)
      directory.add(entry.isZip64 ? 0xFFFF_FFFF : header, 4)
      directory += name + extra
    }
    let (start, count) = (zip.count, entries.count + countError)
    zip += directory
    if isZip64 {
      let end = zip.count
      zip.add(0x0606_4B50, 4)
      zip.add(44, 8)
      for value in [45, 45] { zip.add(value, 2) }
      for value in [0, 0] { zip.add(value, 4) }
      for value in [count, count, directory.count, start + offsetError] { zip.add(value, 8) }
      zip.add(0x0706_4B50, 4)
      zip.add(0, 4)
      zip.add(end, 8)
      zip.add(1, 4)
    }
    zip.add(0x0605_4B50, 4)
    for value in [0, 0] + (isZip64 ? [0xFFFF, 0xFFFF] : [count, count]) { zip.add(value, 2) }
    for value in isZip64 ? [0xFFFF_FFFF, 0xFFFF_FFFF] : [directory.count, start + offsetError] { zip.add(value, 4) }
    zip.add(comment.count, 2)
    return zip + comment
  }

  static func deflated(_ content: [UInt8]) -> [UInt8] {
    var (input, stream) = (content, z_stream())
    guard filon_deflate_init(&stream) == Z_OK else { return [] }
    defer { deflateEnd(&stream) }
    return [UInt8](unsafeUninitializedCapacity: Int(deflateBound(&stream, UInt(content.count)))) { output, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        deflate(&stream, Z_FINISH)
      }
      count = Int(stream.total_out)
    }
  }
}

extension [UInt8] {
  /// Adds a number, its lowest byte first.
  mutating func add(_ value: Int, _ width: Int) {
    for place in 0..<width { append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
  }
}
