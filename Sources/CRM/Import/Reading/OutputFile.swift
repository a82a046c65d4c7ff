#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file being written, 64 KB at a time.
package final class OutputFile {
  /// The path as given.
  package let path: String
  private let descriptor: Int32
  private var pending: [UInt8] = []

  /// Creates a file, or empties the one at the path.
  package init(path: String) throws(CRMError) {
    self.path = path
    // Rows of customers are for the person who exports them, not for the other users of the machine.
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw CRMError(.notFound, .noFolder(path), place: path, remedy: .checkPath) }
      throw InputFile.error(errno, path)
    }
  }

  deinit { close(descriptor) }

  /// Writes a text after what was written before.
  package func write(_ text: String) throws(CRMError) { try write(text.utf8) }

  /// Writes bytes after what was written before.
  func write(_ bytes: some Sequence<UInt8>) throws(CRMError) {
    pending.append(contentsOf: bytes)
    if pending.count >= 1 << 16 { try flush() }
  }

  /// Hands all that was written to the system. Without it the end of the file is lost.
  package func flush() throws(CRMError) {
    var written = 0
    while written < pending.count {
      let count = pending.withUnsafeBytes { bytes in
        let rest = bytes[written...]
        #if canImport(Glibc)
          return Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        #elseif canImport(Musl)
          return Musl.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        #else
          return Darwin.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        #endif
      }
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        throw InputFile.error(errno, path)
      }
    }
    pending.removeAll(keepingCapacity: true)
  }
}
