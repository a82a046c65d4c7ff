import Foundation

/// A file that can be read more than once: standard input and pipes are copied to a temporary file first.
package final class RepeatableFile: Sendable {
  /// Where the content is.
  let path: String
  private let isCopy: Bool

  /// - Throws: `CRMError` for what cannot be read; `CancellationError`.
  init(_ path: String) throws {
    let isRegular =
      path != "-"
      && (try? FileManager.default.attributesOfItem(atPath: URL(filePath: path).resolvingSymlinksInPath().path()))?[.type]
        as? FileAttributeType == .typeRegular
    // What is missing or a folder is named by whoever opens it.
    isCopy = path == "-" || !isRegular && FileManager.default.isReadableFile(atPath: path) && !URL(filePath: path).hasDirectoryPath
    guard isCopy else {
      self.path = path
      return
    }
    self.path = FileManager.default.temporaryDirectory.appending(path: "filon-\(UUID().uuidString)").path()
    let input = try InputFile(path: path)
    let output = try OutputFile(path: self.path)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { chunk.deallocate() }
    while case let count = try input.read(into: chunk), count > 0 {
      try Task.checkCancellation()
      try output.write(UnsafeRawBufferPointer(chunk)[..<count])
    }
    try output.flush()
  }

  deinit { if isCopy { try? FileManager.default.removeItem(atPath: path) } }
}
