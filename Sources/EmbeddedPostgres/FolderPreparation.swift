import Foundation

extension ServerFolders {
  /// Refuses the folder of another user, unless we are root.
  func checkOwner(as me: uid_t = geteuid()) throws {
    guard me != 0, let owner = FileStatus(root)?.owner, owner != me else { return }
    let name = getpwuid(owner).map { String(cString: $0.pointee.pw_name) } ?? "user \(owner)"
    throw EmbeddedServerError.otherOwner(folder: root, owner: name)
  }

  /// Makes home and the server's folder, the latter private to `account`, who must be able to reach it.
  func prepare(for account: ServerAccount) throws {
    try checkReachable(by: account)
    try makeFolder(home, permissions: geteuid() == 0 ? 0o755 : 0o700)
    if mkdir(root, 0o700) == 0 {
      guard lchown(root, account.user, account.group) == 0 else { throw EmbeddedServerError.system("give to \(account.name)", root) }
    } else if errno != EEXIST {
      throw EmbeddedServerError.folderNotCreated(root, reason: errno)
    }
    guard let status = FileStatus(root), status.isFolder else { throw EmbeddedServerError.notAFolder(root) }
    // Left by root when it was stopped between the two calls above.
    if status.owner != account.user, lchown(root, account.user, account.group) != 0 {
      throw EmbeddedServerError.system("give to \(account.name)", root)
    }
  }

  /// `mkdir -p` whose permissions do not depend on the umask: root's is often closed to the server's user.
  private func makeFolder(_ path: String, permissions: mode_t) throws {
    if let status = FileStatus(following: path) {
      guard status.isFolder else { throw EmbeddedServerError.notAFolder(path) }
      return
    }
    try makeFolder((path as NSString).deletingLastPathComponent, permissions: permissions)
    guard mkdir(path, permissions) == 0 else {
      if errno == EEXIST { return }
      throw EmbeddedServerError.folderNotCreated(path, reason: errno)
    }
    guard chmod(path, permissions) == 0 else { throw EmbeddedServerError.system("set the permissions of", path) }
  }

  /// As root the server runs as another user, who must be allowed to pass through every folder on the way. Those still
  /// missing will be open to it.
  private func checkReachable(by account: ServerAccount) throws {
    guard geteuid() == 0 else { return }
    var folder = home
    while folder != "/" {
      if let status = FileStatus(following: folder) {
        guard status.isFolder else { throw EmbeddedServerError.notAFolder(folder) }
        let execute: mode_t = status.owner == account.user ? 0o100 : status.group == account.group ? 0o010 : 0o001
        if status.permissions & execute == 0 {
          throw EmbeddedServerError.unreachable(folder: folder, home: home, user: account.name)
        }
      }
      folder = (folder as NSString).deletingLastPathComponent
    }
  }
}
