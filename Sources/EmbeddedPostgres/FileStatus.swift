import Foundation

/// What `lstat` (or `stat`) tells about a file; nil when it cannot be seen.
struct FileStatus {
  let owner: uid_t
  let group: gid_t
  let permissions: mode_t
  let size: Int64
  let isFile: Bool
  let isFolder: Bool

  /// Of the path itself, a symbolic link included.
  init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Of what the path leads to.
  init?(following path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    (owner, group, permissions) = (status.st_uid, status.st_gid, status.st_mode & 0o7777)
    size = Int64(status.st_size)
    isFile = status.st_mode & S_IFMT == S_IFREG
    isFolder = status.st_mode & S_IFMT == S_IFDIR
  }
}
