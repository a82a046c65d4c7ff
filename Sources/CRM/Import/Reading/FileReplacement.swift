import Foundation

/// A file that is written as a whole: beside its place first, then into it, so that nobody finds half of one.
package struct FileReplacement {
  /// Why a file could not be written.
  package struct Failure: Error {
    /// An `errno`.
    package let code: Int32
  }

  /// The new file, open to be written.
  let descriptor: Int32
  private let place: URL
  private let beside: String
  /// Those of the file that is there.
  private let kept: mode_t?

  /// Writes a file. One that is there keeps its permissions and is closed to others meanwhile; a link stays one.
  ///
  /// What an earlier run left beside it that was killed in the middle is taken away.
  package static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    let new = try FileReplacement(of: path)
    defer { new.close() }
    do throws(Failure) {
      try fill(new.descriptor, bytes)
      try new.complete()
    } catch {
      new.abandon()
      throw error
    }
  }

  /// Whether a path is that of a file, or of none yet: a device or a pipe is written to, not replaced.
  package static func replaces(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  /// Begins one.
  ///
  /// - Parameter permissions: Of a file that is not there yet.
  init(of path: String, permissions: mode_t = 0o666) throws(Failure) {
    place = URL(filePath: path).resolvingSymlinksInPath()
    beside = place.deletingLastPathComponent().appending(path: Self.prefix(of: place) + "\(getpid())").path()
    Self.sweep(beside: place)
    var status = stat()
    kept = stat(place.path(), &status) == 0 ? status.st_mode & 0o7777 : nil
    descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kept == nil ? permissions : 0o600)
    guard descriptor >= 0 else { throw Failure(code: errno) }
  }

  /// Puts it into its place.
  func complete() throws(Failure) {
    if let kept, fchmod(descriptor, kept) != 0 { throw Failure(code: errno) }
    // A rename that survives a power cut must not name a file that did not.
    guard fsync(descriptor) == 0, rename(beside, place.path()) == 0 else { throw Failure(code: errno) }
  }

  /// Leaves what was there.
  func abandon() { unlink(beside) }

  func close() { _ = Foundation.close(descriptor) }

  /// Writes to a file that is open.
  package static func fill(_ file: Int32, _ bytes: [UInt8]) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw Failure(code: errno)
      }
    }
  }

  private static func prefix(of place: URL) -> String { ".\(place.lastPathComponent).filon-" }

  /// The number at the end of a name is the process that writes it, or did.
  private static func sweep(beside place: URL) {
    let folder = place.deletingLastPathComponent()
    let prefix = prefix(of: place)
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? [] where name.hasPrefix(prefix) {
      guard let process = pid_t(name.dropFirst(prefix.count)), process == getpid() || kill(process, 0) != 0 && errno == ESRCH else {
        continue
      }
      unlink(folder.appending(path: name).path())
    }
  }
}
