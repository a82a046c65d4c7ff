import Foundation
import Testing

@testable import EmbeddedPostgres

@Suite(.serialized)
struct AccessTests {
  @Test("roles, locale and safety are as documented")
  func roles() async throws {
    try await withTemporaryHome { server in
      try await server.start()
      #expect(
        try await server.query("select current_user || ' ' || pg_get_userbyid(datdba) from pg_database where datname = 'filon'")
          == "filon_owner filon_owner")
      #expect(try await server.query("select current_user", server.serviceConnection) == "filon_service")
      #expect(
        try await server.query("select string_agg(rolname, ',') from pg_roles where rolsuper or rolbypassrls or rolcreaterole")
          == "filon_admin")
      #expect(try await server.query("select current_user", server.adminConnection) == "filon_admin")
      // The service uses what the owner grants and makes nothing permanent itself.
      #expect(try await server.query("create table t (x int)", server.serviceConnection) == nil)
      #expect(try await server.query("create temporary table t (x int); select 1", server.serviceConnection)?.hasSuffix("1") == true)
      let settings = "select current_setting('fsync') || current_setting('data_checksums') || current_setting('timezone')"
      #expect(try await server.query(settings) == "ononUTC")
      #expect(try await server.query("select lower('ÉÇ') || ('é' ~ '\\w')") == "éçtrue")
    }
  }

  @Test("nothing listens on the network, and only the roles of the map may enter")
  func noNetwork() async throws {
    try await withTemporaryHome { server in
      try await server.start()
      let pid = try await server.pid()
      #expect(try await server.query("show listen_addresses") == "")
      #if os(Linux)
        let handles = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd")
        let sockets = handles.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/fd/\($0)") }
          .filter { $0.hasPrefix("socket:[") }.map { $0.dropFirst(8).dropLast() }
        #expect(!sockets.isEmpty)
        for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
          let inodes = Set(
            (try? String(contentsOfFile: table, encoding: .utf8))?.split(separator: "\n").compactMap {
              $0.split(separator: " ").dropFirst(9).first
            } ?? [])
          #expect(inodes.isDisjoint(with: sockets))
        }
      #endif
      #expect(FileStatus(server.folders.socket)?.permissions == 0o700)
      #expect(FileStatus(server.folders.root)?.permissions == 0o700)
      #expect(try await server.query("select 1", server.ownerConnection.replacing("filon_owner", with: "postgres")) == nil)
    }
  }

  @Test("another user of the machine is refused", .enabled(if: geteuid() == 0, "needs root to become another user"))
  func otherUser() async throws {
    try await withTemporaryHome { server in
      try await server.start()
      let nobody = try ServerAccount(user: try #require(getpwnam("nobody")).pointee.pw_uid)
      let psql = try await server.shell(server.ownerConnection)
      let closed = try await nobody.run(psql.path, psql.arguments + ["-c", "select 1"], in: "/")
      #expect(!closed.succeeded && closed.output.contains("Permission denied"))
      // Even where the folder and the socket are opened by mistake, the server asks who it is.
      for path in [server.folders.root, server.folders.socket] { chmod(path, 0o755) }
      chmod(server.folders.socket + "/.s.PGSQL.5432", 0o777)
      let refused = try await nobody.run(psql.path, psql.arguments + ["-c", "select 1"], in: "/")
      #expect(!refused.succeeded && refused.output.contains("Peer authentication failed"))
      let owner = try await server.account.run(psql.path, psql.arguments + ["-Atc", "select 1"], in: "/")
      #expect(owner.output == "1\n")
    }
  }

  @Test("an open socket folder, where another could pose as the server, is not used")
  func openSocketFolder() async throws {
    try await withTemporaryHome { server in
      try await server.start()
      chmod(server.folders.socket, 0o777)
      #expect(try await server.status().state == .stopped)
      let error = await #expect(throws: EmbeddedServerError.self) { try await server.start() }
      #expect(error?.description.contains("closed to others") == true)
    }
  }

  @Test("as root it runs as another user, who must be able to reach the folder", .enabled(if: geteuid() == 0, "needs root"))
  func asRoot() async throws {
    try await withTemporaryHome("/closed/home") { server in
      let closed = (server.folders.home as NSString).deletingLastPathComponent
      #expect(mkdir(closed, 0o700) == 0)
      let error = await #expect(throws: EmbeddedServerError.self) { try await server.start() }
      #expect(error?.description.contains("chmod o+x '\(closed)'") == true)
      #expect(FileStatus(server.folders.home) == nil)
      chmod(closed, 0o711)
      try await server.start()
      #expect(FileStatus("/proc/\(try await server.pid())")?.owner == getpwnam("postgres")?.pointee.pw_uid)
    }
  }

  @Test("a file in the place of the folder is said to be one")
  func fileInPlaceOfTheFolder() async throws {
    try await withTemporaryHome("/home") { server in
      #expect(FileManager.default.createFile(atPath: server.folders.home, contents: nil, attributes: [.posixPermissions: 0o600]))
      let error = await #expect(throws: EmbeddedServerError.self) { try await server.start() }
      #expect(error?.description.contains("is not a folder") == true, "\(String(describing: error))")
    }
  }

  @Test("the folder of another user is refused by name")
  func otherOwner() async throws {
    try await withTemporaryHome { server in
      try server.folders.prepare(for: try server.account)
      let owner = try server.account
      #expect(throws: Never.self) { try server.folders.checkOwner(as: owner.user) }
      let error = #expect(throws: EmbeddedServerError.self) { try server.folders.checkOwner(as: owner.user + 1) }
      #expect(error?.description.contains("Run filon as \(owner.name)") == true)
    }
  }
}
