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
  private let isOwn: Bool
  private var pending: [UInt8] = []

  /// Creates a file, or empties the one at the path.
  package init(path: String) throws(CRMError) {
    self.path = path
    // Rows of customers are for the person who exports them, not for the other users of the machine.
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    isOwn = true
    guard descriptor >= 0 else { throw Self.notOpened(errno, path) }
  }

  /// Writes to what is open, which whoever opened it closes.
  fileprivate init(_ descriptor: Int32, path: String) { (self.descriptor, self.path, isOwn) = (descriptor, path, false) }

  deinit { if isOwn { close(descriptor) } }

  private static func notOpened(_ code: Int32, _ path: String) -> CRMError {
    switch code {
    case ENOENT, ENOTDIR: CRMError(.notFound, .noFolder(path), place: path, remedy: .checkPath)
    case EISDIR: CRMError(.usage, .isDirectory(path), place: path, remedy: .giveOutputFile)
    default: InputFile.error(code, path)
    }
  }

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

extension OutputFile {
  /// Writes a file bit by bit, so that it is there as a whole or, when `body` throws, as it was. What is no file (a device, a pipe) is
  /// written to as it comes.
  package static func replacing(_ path: String, _ body: (OutputFile) async throws -> Void) async throws {
    guard FileReplacement.replaces(path) else {
      let output = try OutputFile(path: path)
      try await body(output)
      return try output.flush()
    }
    let replacement: FileReplacement
    do { replacement = try FileReplacement(of: path, permissions: 0o600) } catch { throw notOpened(error.code, path) }
    defer { replacement.close() }
    do {
      let output = OutputFile(replacement.descriptor, path: path)
      try await body(output)
      try output.flush()
      try replacement.complete()
    } catch {
      replacement.abandon()
      throw (error as? FileReplacement.Failure).map { InputFile.error($0.code, path) } ?? error
    }
  }
}
