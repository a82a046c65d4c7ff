import CRM
import EmbeddedPostgres
import Postgres
import Schema
import Tables

/// Which database is used and how it is.
struct ServerStatus: Encodable {
  enum Server: String, Encodable {
    case `private`, configured
  }

  enum State: String, Encodable {
    case running, stopped
    case notCreated = "not_created"
  }

  enum SchemaState: String, Encodable {
    case current, behind, ahead
  }

  let server: Server
  let state: State
  /// The option or variable that names a configured server.
  @Nullable var namedBy: String? = nil
  @Nullable var version: String? = nil
  @Nullable var pid: Int? = nil
  @Nullable var dataFolder: String? = nil
  @Nullable var bytes: Int? = nil
  @Nullable var socketFolder: String? = nil
  /// Nil when the server does not run.
  @Nullable var schema: SchemaState? = nil

  /// The private server, left as it is.
  init(of embedded: EmbeddedServer) async throws {
    let status = try await embedded.status()
    server = .private
    switch status.state {
    case .notCreated: state = .notCreated
    case .stopped: state = .stopped
    case .running(let process, let version, let folder):
      state = .running
      (self.version, pid, socketFolder) = (version, Int(process), folder)
      schema = try await SchemaState(of: embedded.ownerConnection)
    }
    (dataFolder, bytes) = (status.dataFolder, Int(status.bytes))
  }

  /// A server of the user's own.
  init(of connection: String, namedBy name: String) async throws {
    server = .configured
    state = .running
    schema = try await SchemaState(of: connection)
    namedBy = name
  }

  /// Shows it: as the properties that such a server has.
  func show(_ output: OutputOptions) throws {
    let table = Table(of: self) {
      Column("server", .serverColumn) { .code($0.server.rawValue, $0.server == .private ? .serverPrivate : .serverConfigured) }
      Column("state", .labelState) { .code($0.state.rawValue, $0.state.message) }
      if server == .configured {
        Column("named_by", .serverNamedBy) { .text($0.namedBy) }
      } else {
        Column("version", .serverVersion) { .text($0.version) }
        Column("pid", .serverProcess) { .text($0.pid.map(String.init)) }
        Column("data_folder", .serverData) { .text($0.dataFolder) }
        Column("bytes", .serverBytes) { .integer($0.bytes) }
        Column("socket_folder", .serverSocket) { .text($0.socketFolder) }
      }
      Column("schema", .serverSchema) { status in status.schema.map { .code($0.rawValue, message(of: $0)) } ?? .missing() }
    }
    try present(self, as: table, output)
  }
}

extension ServerStatus.State {
  fileprivate var message: Message {
    switch self {
    case .running: .serverRunning
    case .stopped: .serverStopped
    case .notCreated: .serverNotCreated
    }
  }
}

extension ServerStatus.SchemaState {
  fileprivate init(of connection: String) async throws {
    let pool = Pool(Configuration(connection))
    let state: Result<Schema.State, any Error>
    do { state = .success(try await pool.withSession { try await Schema.state($0) }) } catch { state = .failure(error) }
    await pool.close()
    switch try state.get() {
    case .current: self = .current
    case .behind: self = .behind
    case .ahead: self = .ahead
    }
  }
}

extension ServerStatus {
  /// The private server's schema is migrated by whoever needs it.
  private func message(of schema: SchemaState) -> Message {
    switch schema {
    case .current: .schemaStateCurrent
    case .behind: server == .private ? .schemaStatePending : .schemaStateBehind
    case .ahead: .schemaStateAhead
    }
  }
}
