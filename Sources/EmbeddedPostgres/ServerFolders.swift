import Foundation

/// Where one server keeps its files: `home/postgres/data`, `home/postgres/log` and the folder of its socket.
struct ServerFolders: Sendable {
  let home: String
  /// Holds everything of the server; belongs to the user who runs it, closed to all others.
  let root: String
  let data: String
  let log: String
  let socket: String
  let lock: String

  /// A private folder, so that every server can use the default port number.
  static let port = 5432

  init(home path: String) {
    home = Self.resolved(path)
    root = home + "/postgres"
    data = root + "/data"
    log = root + "/log"
    lock = home + "/postgres.lock"
    socket = Self.fitsSocket(root + "/run") ? root + "/run" : Self.shortSocketFolder(for: home)
  }

  static func defaultHome(environment: [String: String], isRoot: Bool) -> String {
    if let home = environment["FILON_HOME"], !home.isEmpty { return home }
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/filon" }
    return isRoot ? "/var/lib/filon" : NSHomeDirectory() + "/.local/share/filon"
  }

  /// The name PostgreSQL gives its socket.
  var socketFile: String { "\(socket)/.s.PGSQL.\(Self.port)" }

  /// libpq connection string, complete enough that inherited `PGPORT` or `PGDATABASE` change nothing.
  func connection(user: String, database: String) -> String {
    let host = socket.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    return "host='\(host)' port=\(Self.port) user=\(user) dbname=\(database)"
  }

  /// Contents of `PG_VERSION` ("15"), nil when there is no data yet.
  func dataMajorVersion() throws -> String? {
    let file = data + "/PG_VERSION"
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
    let version = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard Int(version) != nil else { throw EmbeddedServerError.damagedVersion(file) }
    return version
  }

  /// Data that was being made when whoever made it was killed; its programs may be at work on it still.
  func unfinishedData() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return names.filter { $0.hasPrefix("data.unfinished") }
  }

  /// Sum of the sizes of the files in the data folder.
  func bytes() -> Int64 {
    let names = FileManager.default.enumerator(atPath: data)
    var sum: Int64 = 0
    while let name = names?.nextObject() as? String {
      // A file of a running server may go between the listing and this: then it counts nothing.
      if let status = FileStatus(data + "/" + name), status.isFile { sum += status.size }
    }
    return sum
  }

  /// Whether a server of this data folder accepts connections now; microseconds, no process is started.
  func acceptsConnections() -> Bool {
    guard let postmaster = Postmaster(data: data), postmaster.isReady,
      let owner = FileStatus(data)?.owner, socketFolderIsPrivate(to: owner)
    else { return false }
    // The file outlives a crash and its process id may be someone else's after a reboot: only the socket tells.
    return connects(toSocket: socketFile)
  }

  /// A folder in /tmp could have been made by another user to pose as the server.
  func socketFolderIsPrivate(to owner: uid_t) -> Bool {
    guard let status = FileStatus(socket) else { return false }
    return status.isFolder && status.owner == owner && status.permissions & 0o077 == 0
  }

  // MARK: - Paths

  /// Absolute and free of symbolic links as far as it exists, so that every way to name a home finds the same server.
  private static func resolved(_ path: String) -> String {
    let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    var existing = URL(fileURLWithPath: absolute).standardizedFileURL.path
    var missing = ""
    while true {
      if let real = realpath(existing, nil) {
        defer { free(real) }
        let folder = String(cString: real)
        return (folder == "/" ? "" : folder) + missing
      }
      let parent = (existing as NSString).deletingLastPathComponent
      missing = "/" + (existing as NSString).lastPathComponent + missing
      existing = parent
    }
  }

  /// The address of a socket holds 104 bytes on macOS and 108 on Linux, its final zero and `/.s.PGSQL.5432` included.
  /// A comma separates hosts for libpq and folders for the server, which also knows double quotes.
  private static func fitsSocket(_ folder: String) -> Bool {
    folder.utf8.count <= 104 - 1 - "/.s.PGSQL.5432".utf8.count && !folder.contains { ",\"\n\r".contains($0) }
  }

  /// In /tmp and not in `$XDG_RUNTIME_DIR`, which differs between a login, cron and sudo of the same user. Its name
  /// need not be secret: its owner and permissions are checked before each use.
  private static func shortSocketFolder(for home: String) -> String {
    // FNV-1a: Swift's own hash differs from process to process.
    let hash = home.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return "/tmp/filon-" + String(hash, radix: 16)
  }
}
