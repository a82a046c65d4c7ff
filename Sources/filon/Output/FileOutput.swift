import CRM
import Foundation

/// Writes a file as a whole, so that nobody finds half of it.
///
/// - Throws: `.failed` with the reason, such as a full disk or a folder that may not be written to.
func writeFile(_ bytes: [UInt8], _ path: String) throws {
  do {
    if FileReplacement.replaces(path) { return try FileReplacement.write(bytes, to: path) }
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw notWritten(path, errno) }
    defer { close(file) }
    try FileReplacement.fill(file, bytes)
  } catch let failure as FileReplacement.Failure {
    throw notWritten(path, failure.code)
  }
}

private func notWritten(_ path: String, _ reason: Int32) -> CRMError {
  CRMError(.failed, .reportNotWritten(String(cString: strerror(reason))), place: path, remedy: .reportFileRemedy)
}
