import CRM
import Foundation

/// Writes a file as a whole: beside its place first, then into it, so that nobody finds half of it.
///
/// - Throws: `.failed` with the reason, such as a full disk or a folder that may not be written to.
func writeFile(_ bytes: [UInt8], _ path: String) throws {
  var status = stat()
  let isThere = stat(path, &status) == 0
  // A device or pipe is written to, not replaced.
  if isThere, status.st_mode & S_IFMT != S_IFREG {
    let file = open(path, O_WRONLY)
    guard file >= 0 else { throw notWritten(path, errno) }
    return try fill(file, bytes, path)
  }
  let new = "\(path).\(getpid()).new"
  let file = open(new, O_WRONLY | O_CREAT | O_EXCL, 0o666)
  guard file >= 0 else { throw notWritten(path, errno) }
  do {
    try fill(file, bytes, path)
    guard rename(new, path) == 0 else { throw notWritten(path, errno) }
  } catch {
    unlink(new)
    throw error
  }
}

private func fill(_ file: Int32, _ bytes: [UInt8], _ path: String) throws {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
    if count >= 0 {
      rest = rest.dropFirst(count)
    } else if errno != EINTR {
      let reason = errno
      close(file)
      throw notWritten(path, reason)
    }
  }
  guard close(file) == 0 else { throw notWritten(path, errno) }
}

private func notWritten(_ path: String, _ reason: Int32) -> CRMError {
  CRMError(.failed, .reportNotWritten(String(cString: strerror(reason))), place: path, remedy: .reportFileRemedy)
}
