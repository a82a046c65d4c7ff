import Foundation

/// Runs `body` while no other process or task holds the lock at `path`. The system releases it when a process ends.
func withFileLock(_ path: String, ownedBy account: ServerAccount, _ body: () async throws -> Void) async throws {
  let file = try openLock(path, ownedBy: account)
  defer { close(file) }
  try await wait(seconds: 600, orThrow: .locked(path)) {
    // Tried again and again because a waiting flock would block one of Swift's few threads.
    if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
    guard errno == EWOULDBLOCK || errno == EINTR else { throw EmbeddedServerError.system("lock", path) }
    return false
  }
  try await body()
}

/// Root may be asking, in a folder where others can put what they like: no link is followed, and only what is certainly the lock is given away.
private func openLock(_ path: String, ownedBy account: ServerAccount) throws -> Int32 {
  // Closed on exec, else the server would inherit the lock and keep it.
  let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
  guard file >= 0 else { throw errno == ELOOP ? EmbeddedServerError.notALock(path) : EmbeddedServerError.system("open", path) }
  var status = stat()
  guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1, status.st_size == 0,
    [0, account.user].contains(status.st_uid)
  else {
    close(file)
    throw EmbeddedServerError.notALock(path)
  }
  // Made by root, it must also serve the server's own user.
  if geteuid() == 0, status.st_uid == 0 { fchown(file, account.user, account.group) }
  return file
}

/// Asks every 10 ms until `condition` holds.
func wait(seconds: Int, orThrow error: EmbeddedServerError, until condition: () async throws -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(seconds)
  while try await !condition() {
    guard ContinuousClock.now < deadline else { throw error }
    try await Task.sleep(for: .milliseconds(10))
  }
}
