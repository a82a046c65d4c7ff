import Foundation
import Testing

@testable import EmbeddedPostgres

@Suite(.serialized)
struct InstallationTests {
  @Test("without PostgreSQL the error says what to install, and nothing is created")
  func missing() async throws {
    try await withTemporaryHome { server in
      let without = EmbeddedServer(home: server.folders.home, environment: ["FILON_POSTGRES_BIN": "/nonexistent/bin"])
      let error = await #expect(throws: EmbeddedServerError.self) { try await without.start() }
      let words = error?.description ?? ""
      #expect(words.contains("apt-get install postgresql") && words.contains("brew install") && words.contains("/nonexistent/bin"))
      let state = try await server.status().state
      #expect(state == .notCreated)
    }
  }

  @Test("data of another major version is refused and left as it is")
  func otherMajorVersion() async throws {
    try await withTemporaryHome { server in
      try await server.start()
      try await server.stop()
      let write = ["-c", "echo 13 > data/PG_VERSION"]
      _ = try await server.account.run("/bin/sh", write, in: server.folders.root)
      let error = await #expect(throws: EmbeddedServerError.self) { try await server.start() }
      let words = error?.description ?? ""
      #expect(words.contains("made by PostgreSQL 13") && words.contains("postgresql-13") && words.contains("pg_dump"))
      #expect(try server.folders.dataMajorVersion() == "13")
    }
  }

  @Test("the installed server of the data's version is taken, the newest for new data")
  func choice() throws {
    let installed = [15, 17, 16].map { Installation(binaries: "/bin/\($0)", majorVersion: $0) }
    #expect(try Installation.choose(from: installed, forData: "16", searched: []).majorVersion == 16)
    #expect(try Installation.choose(from: installed, forData: nil, searched: []).majorVersion == 17)
    let old = [Installation(binaries: "/old", majorVersion: 12)]
    #expect(throws: EmbeddedServerError.self) { try Installation.choose(from: old, forData: nil, searched: []) }
  }

  @Test("a data folder of unknown files is not touched")
  func unknownData() async throws {
    try await withTemporaryHome { server in
      try server.folders.prepare(for: try server.account)
      _ = try await server.account.run("/bin/sh", ["-c", "mkdir data; echo mine > data/letter"], in: server.folders.root)
      let error = await #expect(throws: EmbeddedServerError.self) { try await server.start() }
      #expect(error?.description.contains("PG_VERSION is missing") == true)
      #expect(try String(contentsOfFile: server.folders.data + "/letter", encoding: .utf8) == "mine\n")
    }
  }

  @Test(
    "homes whose names are long or hard to quote",
    arguments: ["/" + String(repeating: "l", count: 120) + "/home", "/it's a \"home\", $(touch /tmp/filon-test-run) \\ `é`"])
  func hardNames(subfolder: String) async throws {
    try await withTemporaryHome(subfolder) { server in
      try await server.start()
      #expect(try await server.query("select current_user") == "filon_owner")
      #expect(FileStatus("/tmp/filon-test-run") == nil)
      #expect(server.folders.socket.utf8.count < 90)
      #expect(FileStatus(server.folders.socket)?.permissions == 0o700)
    }
  }

  @Test("an apostrophe and a backslash stay in the socket's folder")
  func quotedSocketFolder() async throws {
    try await withTemporaryHome("/l'été \\o") { server in
      try await server.start()
      #expect(server.folders.socket.hasPrefix(server.folders.home))
      #expect(try await server.query("select 1") == "1")
    }
  }

  @Test("where home is")
  func defaultHome() {
    #expect(ServerFolders.defaultHome(environment: ["FILON_HOME": "/a", "XDG_DATA_HOME": "/b"], isRoot: true) == "/a")
    #expect(ServerFolders.defaultHome(environment: ["FILON_HOME": "", "XDG_DATA_HOME": "/b"], isRoot: true) == "/b/filon")
    #expect(ServerFolders.defaultHome(environment: [:], isRoot: true) == "/var/lib/filon")
    #expect(ServerFolders.defaultHome(environment: ["XDG_DATA_HOME": "relative"], isRoot: false).hasSuffix("/.local/share/filon"))
  }

  @Test("a home reached by a symbolic link is the same home")
  func symbolicLink() throws {
    let folder = "/tmp/filon-test-\(UUID().uuidString)"
    #expect(mkdir(folder, 0o755) == 0 && symlink(folder, folder + "-link") == 0)
    defer { for path in [folder, folder + "-link"] { unlink(path) == 0 ? () : (_ = rmdir(path)) } }
    #expect(ServerFolders(home: folder + "-link/new").home == ServerFolders(home: folder + "/x/../new").home)
  }
}
