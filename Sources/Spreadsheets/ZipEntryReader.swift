import CZlib

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The content of a file in a zip, in order, inflated as it is asked for.
final class ZipEntryReader {
  private let archive: ZipArchive
  private let entry: ZipArchive.Entry
  private let part: String
  private let stream: UnsafeMutablePointer<z_stream>
  private let chunk: UnsafeMutableRawBufferPointer
  /// The next compressed byte in the file, and how many of the entry are left there.
  private var offset: Int
  private var left: Int
  private var produced = 0
  private var checksum: UInt = 0
  private var isEnded = false

  private static let stored = 0
  private static let deflated = 8

  /// Refuses what claims too much before anything is inflated; that it is not more than it claims is watched while it is.
  init(_ entry: ZipArchive.Entry, of archive: ZipArchive, part: String, limit: Int) throws(WorkbookError) {
    self.entry = entry
    self.archive = archive
    self.part = part
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    chunk = .allocate(byteCount: 1 << 16, alignment: 16)
    left = entry.compressedSize
    offset = 0
    guard entry.flags & 1 == 0 else { throw error(.encryptedEntry) }
    guard entry.method == Self.stored || entry.method == Self.deflated else { throw error(.unknownCompression(entry.method)) }
    guard entry.size <= limit else { throw error(.tooLarge(.part)) }
    let (allowed, overflows) = entry.compressedSize.multipliedReportingOverflow(by: archive.limits.inflation)
    guard entry.size <= archive.limits.inflationGrace || overflows || entry.size <= allowed else { throw error(.tooLarge(.inflation)) }
    offset = try start()
    guard entry.compressedSize <= archive.directoryOffset - offset else { throw error(.damaged(.size)) }
    guard entry.method == Self.deflated || entry.compressedSize == entry.size else { throw error(.damaged(.size)) }
    guard filon_inflate_init(stream) == Z_OK else { throw error(.unreadable(code: ENOMEM)) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    chunk.deallocate()
  }

  /// Reads some bytes; 0 at the end, when size and checksum were found right.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    if isEnded { return 0 }
    let count = entry.method == Self.stored ? try copy(into: buffer) : try inflate(into: buffer)
    produced += count
    archive.inflated += count
    guard produced <= entry.size else { throw error(.damaged(.size)) }
    guard archive.inflated <= archive.limits.totalBytes else { throw error(.tooLarge(.total)) }
    checksum = crc32(checksum, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(count))
    if count == 0 {
      isEnded = true
      guard produced == entry.size, left == 0, stream.pointee.avail_in == 0 else { throw error(.damaged(.size)) }
      guard checksum == UInt(entry.checksum) else { throw error(.damaged(.checksum)) }
    }
    return count
  }

  private func error(_ reason: WorkbookError.Reason) -> WorkbookError { WorkbookError(reason, part: part) }

  /// Where the content begins: behind a header that must belong to this entry.
  private func start() throws(WorkbookError) -> Int {
    let header = try archive.file.bytes(entry.headerOffset..<(entry.headerOffset + min(30, archive.file.size - entry.headerOffset)))
    guard header.number(at: 0, width: 4) == 0x0403_4B50, let flags = header.number(at: 6, width: 2),
      let method = header.number(at: 8, width: 2), let nameLength = header.number(at: 26, width: 2),
      let extraLength = header.number(at: 28, width: 2)
    else { throw error(.damaged(.header)) }
    let start = entry.headerOffset + 30
    let name = try archive.file.bytes(start..<(start + nameLength))
    guard name == entry.name, method == entry.method, flags & 1 == 0 else { throw error(.damaged(.header)) }
    let content = start + nameLength + extraLength
    guard content <= archive.directoryOffset else { throw error(.damaged(.header)) }
    return content
  }

  private func copy(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    try readFile(into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(min(buffer.count, 1 << 16))))
  }

  private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    let room = UInt32(min(buffer.count, 1 << 30))
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = room
    while stream.pointee.avail_out == room {
      if stream.pointee.avail_in == 0 {
        let count = try readFile(into: chunk)
        stream.pointee.next_in = chunk.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(count)
      }
      switch CZlib.inflate(stream, Z_NO_FLUSH) {
      case Z_OK: continue
      case Z_STREAM_END: return Int(room - stream.pointee.avail_out)
      // All was taken, and it did not end.
      case Z_BUF_ERROR: throw error(.damaged(.size))
      default: throw error(.damaged(.compression))
      }
    }
    return Int(room - stream.pointee.avail_out)
  }

  private func readFile(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    guard left > 0 else { return 0 }
    let count = try archive.file.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(left)))
    guard count > 0 else { throw error(.truncated) }
    offset += count
    left -= count
    return count
  }
}
