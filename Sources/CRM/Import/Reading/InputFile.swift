#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of a file or of standard input, in order; what was looked at ahead is read again.
package final class InputFile {
  /// The path as given, or `-` for standard input.
  let name: String
  private let descriptor: Int32
  private var ahead: [UInt8] = []
  private var aheadOffset = 0

  /// Opens a file, or standard input when the path is `-`.
  package init(path: String) throws(CRMError) {
    name = path
    guard path != "-" else {
      descriptor = STDIN_FILENO
      return
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.error(errno, path) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw CRMError(.usage, .isDirectory(path), place: path, remedy: .giveTableFile)
    }
  }

  deinit {
    if descriptor != STDIN_FILENO { close(descriptor) }
  }

  /// The first bytes of the file, at most `limit`, left to be read; `isWhole` when there are no others.
  package func lookAhead(limit: Int) throws(CRMError) -> (head: [UInt8], isWhole: Bool) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 1)
    defer { buffer.deallocate() }
    var count = 0
    var isWhole = false
    while count < limit, !isWhole {
      let length = try readDescriptor(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      count += length
      isWhole = length == 0
    }
    let head = [UInt8](buffer[..<count])
    ahead = head
    return (head, isWhole)
  }

  /// Drops bytes that were looked at.
  func skip(_ count: Int) { aheadOffset += count }

  /// Reads some bytes; 0 at the end of the file.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CRMError) -> Int {
    guard aheadOffset < ahead.count else {
      ahead = []
      aheadOffset = 0
      return try readDescriptor(into: buffer)
    }
    let count = min(buffer.count, ahead.count - aheadOffset)
    ahead.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[aheadOffset..<(aheadOffset + count)]))
    }
    aheadOffset += count
    return count
  }

  private func readDescriptor(into buffer: UnsafeMutableRawBufferPointer) throws(CRMError) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      if errno != EINTR { throw Self.error(errno, name) }
    }
  }

  /// The failure of a call on a file, by its `errno`.
  static func error(_ code: Int32, _ path: String) -> CRMError {
    switch code {
    case ENOENT, ENOTDIR: CRMError(.notFound, .noSuchFile(path), place: path, remedy: .checkPath)
    case EACCES, EPERM: CRMError(.denied, .fileNotReadable(path), place: path, remedy: .checkPermissions)
    case EISDIR: CRMError(.usage, .isDirectory(path), place: path, remedy: .giveTableFile)
    case ENOSPC, EDQUOT: CRMError(.failed, .diskFull(path), place: path, remedy: .makeRoom)
    default: CRMError(.failed, .fileFailed(path, String(cString: strerror(code))), place: path)
    }
  }
}
