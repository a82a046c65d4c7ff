import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What a request carries, read whole: an object in memory, a file in a folder of its own.
struct RequestContent {
  private(set) var buffer = ByteBuffer()
  private(set) var file: URL?
  /// Of the method, the address and the content.
  let digest: RequestDigest

  /// Reads what an endpoint takes; nothing where it takes nothing.
  ///
  /// - Throws: `Problem` for more than it takes.
  init(of request: Request, _ content: Endpoint.Content) async throws {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > content.most, content.most > 0 {
      throw Problem.tooLarge(content.most)
    }
    var digest = RequestDigest(request.method.rawValue, "\(request.uri)")
    switch content {
    case .nothing: break
    case .json(_, let most):
      do { buffer = try await request.body.collect(upTo: most) } catch is NIOTooManyBytesError { throw Problem.tooLarge(most) }
      digest.add(buffer.readableBytesView)
    case .file(let most): file = try await Self.keep(request.body, atMost: most, &digest)
    }
    self.digest = digest
  }

  /// Part by part: a large file is never in memory whole.
  private static func keep(_ body: RequestBody, atMost most: Int, _ digest: inout RequestDigest) async throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "filon-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    do {
      let file = folder.appending(path: "file")
      guard FileManager.default.createFile(atPath: file.path, contents: nil) else { throw CocoaError(.fileWriteUnknown) }
      let handle = try FileHandle(forWritingTo: file)
      defer { try? handle.close() }
      var length = 0
      for try await part in body {
        length += part.readableBytes
        if length > most { throw Problem.tooLarge(most) }
        digest.add(part.readableBytesView)
        try handle.write(contentsOf: Data(part.readableBytesView))
      }
      return file
    } catch {
      try? FileManager.default.removeItem(at: folder)
      throw error
    }
  }

  /// Removes the file, once the request is answered.
  func remove() {
    if let file { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
  }
}
