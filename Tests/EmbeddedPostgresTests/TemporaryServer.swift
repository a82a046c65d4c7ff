import Foundation
import Testing

@testable import EmbeddedPostgres

/// Gives `body` a server in a folder of its own, then stops it and removes the folder whatever happened.
func withTemporaryHome(_ subfolder: String = "", _ body: (EmbeddedServer) async throws -> Void) async throws {
  let folder = "/tmp/filon-test-\(UUID().uuidString)"
  #expect(mkdir(folder, 0o755) == 0)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  let server = EmbeddedServer(home: folder + subfolder)
  defer { if !server.folders.socket.hasPrefix(folder) { try? FileManager.default.removeItem(atPath: server.folders.socket) } }
  do {
    try await body(server)
  } catch {
    try? await server.stop()
    throw error
  }
  try await server.stop()
}

extension EmbeddedServer {
  var account: ServerAccount {
    get throws { try ServerAccount.owner(of: folders) }
  }

  /// The process id of a server that must run.
  func pid() async throws -> Int32 {
    guard case .running(let pid, _, _) = try await status().state else { throw ServerDoesNotRun() }
    return pid
  }

  /// The answer of psql as the user of these tests; nil when it could not connect or failed.
  func query(_ sql: String, _ connection: String? = nil) async throws -> String? {
    let psql = try await shell(connection ?? ownerConnection)
    return await output(of: psql.path, psql.arguments + ["--no-psqlrc", "-v", "ON_ERROR_STOP=1", "-Atc", sql])
  }
}

struct ServerDoesNotRun: Error {}
