#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is read at any place; only what is asked for is in memory.
final class RandomAccessFile {
  /// The length when it was opened.
  let size: Int
  private let descriptor: Int32
  private let isOwned: Bool

  /// Opens a file.
  convenience init(path: String) throws(WorkbookError) {
    // Opening a pipe that nobody writes to would wait without end.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw WorkbookError(.unreadable(code: errno)) }
    try self.init(descriptor: descriptor, isOwned: true)
  }

  /// Reads an open file, wherever its own position is. One that is owned is closed at the end.
  init(descriptor: Int32, isOwned: Bool) throws(WorkbookError) {
    self.descriptor = descriptor
    self.isOwned = isOwned
    var status = stat()
    let failure: WorkbookError.Reason? =
      if fstat(descriptor, &status) != 0 {
        .unreadable(code: errno)
      } else {
        switch status.st_mode & S_IFMT {
        case S_IFREG: nil
        case S_IFDIR: .isDirectory
        default: .notSeekable
        }
      }
    size = Int(status.st_size)
    if let failure { throw WorkbookError(failure) }
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// Reads some bytes at an offset; 0 at the end of the file.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count >= 0 { return count }
      if errno != EINTR { throw WorkbookError(.unreadable(code: errno)) }
    }
  }

  /// The bytes of a range, all of them.
  /// - Throws: `.truncated` when the file ends before them.
  func bytes(_ range: Range<Int>) throws(WorkbookError) -> [UInt8] {
    guard range.lowerBound >= 0, range.upperBound <= size else { throw WorkbookError(.truncated) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: range.count, alignment: 16)
    defer { buffer.deallocate() }
    var count = 0
    while count < range.count {
      let length = try read(at: range.lowerBound + count, into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      guard length > 0 else { throw WorkbookError(.truncated) }
      count += length
    }
    return [UInt8](buffer)
  }

  /// The first bytes, at most `count`.
  func head(_ count: Int) throws(WorkbookError) -> [UInt8] { try bytes(0..<min(count, size)) }
}
