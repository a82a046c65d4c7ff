import Foundation

/// The operating-system user who runs the server and owns its files.
///
/// Usually the one who runs this program. For root: the owner of the server's folder, or of home, when that is not
/// root; else `postgres` (`_postgres` on macOS), which the PostgreSQL packages create. Never `nobody`, whom unrelated
/// services share.
struct ServerAccount: Sendable {
  let name: String
  let user: uid_t
  let group: gid_t

  static func owner(of folders: ServerFolders) throws -> ServerAccount {
    try folders.checkOwner()
    let me = geteuid()
    guard me == 0 else { return try ServerAccount(user: me) }
    for folder in [folders.root, folders.home] {
      if let owner = FileStatus(folder)?.owner, owner != 0 { return try ServerAccount(user: owner) }
    }
    for name in ["postgres", "_postgres"] {
      if let entry = getpwnam(name) { return try ServerAccount(user: entry.pointee.pw_uid) }
    }
    throw EmbeddedServerError.noServerUser
  }

  init(user: uid_t) throws {
    guard let entry = getpwuid(user) else { throw EmbeddedServerError.namelessUser(user) }
    (name, self.user, group) = (String(cString: entry.pointee.pw_name), user, entry.pointee.pw_gid)
  }
}
