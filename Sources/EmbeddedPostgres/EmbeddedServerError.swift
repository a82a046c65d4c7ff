import Foundation

/// Why the private server cannot be used, and what to do.
package enum EmbeddedServerError: Error, Sendable, CustomStringConvertible {
  case noPostgreSQL(searched: [String])
  case noPsql
  case tooOld(installed: [Int])
  case otherMajorVersion(data: String, installed: [Int])
  case unknownData(String)
  case notCreated(String)
  case notStarted(String, log: String)
  case diskFull(String)
  case notStopped(pid: Int32, log: String)
  case locked(String)
  case notALock(String)
  case damagedVersion(String)
  /// Processes that work in the data folder, of which its `postmaster.pid` does not tell.
  case unknownServer(data: String, pids: [Int32])
  case otherOwner(folder: String, owner: String)
  case unreachable(folder: String, home: String, user: String)
  case socketFolderNotPrivate(String, user: String)
  case notAFolder(String)
  /// The reason is an `errno`.
  case folderNotCreated(String, reason: Int32)
  case namelessUser(UInt32)
  case noServerUser
  case system(action: String, path: String, reason: String)

  /// A system call failed just now: `errno` is read here.
  static func system(_ action: String, _ path: String) -> EmbeddedServerError {
    .system(action: action, path: path, reason: String(cString: strerror(errno)))
  }

  /// What was wrong, where, and what to do: for the person who reads it.
  package var description: String {
    switch self {
    case .noPostgreSQL(let searched):
      """
      No PostgreSQL server is installed (no initdb, postgres and pg_ctl in \(searched.joined(separator: ", "))).
      Debian, Ubuntu: sudo apt-get install postgresql
      macOS: brew install postgresql@17
      Elsewhere: set FILON_POSTGRES_BIN to the folder of these programs, or use another server with FILON_DATABASE_URL.
      """
    case .noPsql:
      "psql is not installed. Debian, Ubuntu: sudo apt-get install postgresql-client; macOS: brew install libpq"
    case .tooOld(let installed):
      """
      PostgreSQL \(list(installed)) is too old: \(Installation.oldestSupported) or later is needed.
      Debian, Ubuntu: sudo apt-get install postgresql; macOS: brew install postgresql@17
      """
    case .otherMajorVersion(let data, let installed):
      """
      The data was made by PostgreSQL \(data), but the installed one is \(list(installed)): another major version cannot read it.
      Install PostgreSQL \(data) beside it (Debian, Ubuntu: postgresql-\(data); macOS: postgresql@\(data)), or name its folder of \
      programs in FILON_POSTGRES_BIN.
      To move to the newer version, with both installed: pg_dump with the old one and restore into a new FILON_HOME, or pg_upgrade.
      """
    case .unknownData(let folder):
      "\(folder) is not empty but holds no PostgreSQL data (PG_VERSION is missing). Move it away or choose another FILON_HOME."
    case .notCreated(let output):
      "The private PostgreSQL server could not be created. It said:\n\(output)"
    case .notStarted(let output, let log):
      "The private PostgreSQL server did not start. The end of its log (\(log)):\n\(output)"
    case .diskFull(let folder):
      "The disk that holds \(folder) is full: the private PostgreSQL server cannot work. Free some space, then try again; what was recorded before is whole."
    case .notStopped(let pid, let log):
      "The private PostgreSQL server (process \(pid)) did not stop within two minutes. Its log is in \(log)."
    case .locked(let path):
      "Another process has been starting or stopping the private server for ten minutes (it holds \(path)). End it and try again."
    case .notALock(let path):
      "\(path) is not the lock of the private server: it is a link, somebody else's or has contents. Move it away and try again."
    case .damagedVersion(let file):
      """
      \(file) does not say which PostgreSQL made the data: a power cut or a full disk damaged it, and perhaps more.
      Restore a backup, or choose another FILON_HOME. If you know the version ("15"), writing it into that file may bring the data back.
      """
    case .unknownServer(let data, let pids):
      """
      A PostgreSQL server works in \(data) (process \(pids.map(String.init).joined(separator: ", "))), but its file postmaster.pid does not say so.
      End it (kill -INT \(pids.map(String.init).joined(separator: " "))), then try again; what was recorded stays.
      """
    case .otherOwner(let folder, let owner):
      "\(folder) belongs to \(owner). Run filon as \(owner), or choose another folder with FILON_HOME."
    case .unreachable(let folder, let home, let user):
      """
      As root the server runs as the user \(user), who cannot enter \(folder).
      Allow it (chmod o+x '\(folder)'), or choose another folder than \(home) with FILON_HOME; without FILON_HOME it is /var/lib/filon.
      """
    case .socketFolderNotPrivate(let folder, let user):
      "The folder of the server's socket, \(folder), must belong to \(user) and be closed to others. Remove it, or use a shorter FILON_HOME."
    case .notAFolder(let path):
      "\(path) is not a folder. Move it away or choose another FILON_HOME."
    case .folderNotCreated(let path, let reason):
      "The folder \(path) cannot be created (\(String(cString: strerror(reason)))). Choose another one with FILON_HOME."
    case .namelessUser(let user):
      "The user id \(user) has no name on this machine (/etc/passwd), and PostgreSQL needs one. Run filon as a named user."
    case .noServerUser:
      """
      PostgreSQL refuses to run as root, and there is no user postgres to run it.
      Create it (useradd --system --user-group postgres), or run filon as an ordinary user.
      """
    case .system(let action, let path, let reason):
      "Cannot \(action) \(path): \(reason)."
    }
  }

  private func list(_ versions: [Int]) -> String {
    Set(versions).sorted().map(String.init).joined(separator: ", ")
  }
}
