import CLibPQ

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A `PGconn` in non-blocking mode, and how far it can be trusted.
///
/// `@unchecked Sendable`: one owner at a time. It is made on a helper thread that gives it up when it is done; from then on it belongs to the pool's idle list or to
/// one session, and goes from one to the other under the pool's lock. A session is not Sendable, so only one task at a time can touch it.
final class Connection: @unchecked Sendable {
  let raw: OpaquePointer
  let preparesStatements: Bool
  var statements = StatementCache()
  /// The statement that aborted the current transaction.
  var abortedBy: PostgresError?
  /// What begins the current transaction and was not sent yet: it travels with the first statement.
  var opening: [SQL] = []
  /// What was sent without waiting for its end, in that order.
  var underWay: [Exchange] = []
  let notices: Notices
  /// Set once the exchange with the server cannot be trusted any more; the connection is closed when its lease ends.
  private(set) var isDiscarded = false
  /// A cancel request was sent for what is running now.
  private(set) var isInterrupted = false
  private var isLost = false
  private var drainDeadline: ContinuousClock.Instant?

  /// How long the server may take to end a cancelled statement before the connection is dropped instead.
  private static let drainTime: Duration = .seconds(5)

  /// Blocks; to be called on a helper thread.
  init(_ configuration: Configuration) throws(PostgresError) {
    let notices = Notices()
    guard let raw = Connection.openWhenReady(configuration, notices) else { throw .connection("libpq is out of memory") }
    (self.raw, self.notices) = (raw, notices)
    preparesStatements = configuration.preparesStatements
    guard PQstatus(raw) == CONNECTION_OK else { throw .connection(lastMessage) }
    let result = PQexec(raw, configuration.setup(serverVersion: PQserverVersion(raw)))
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw .connection(lastMessage) }
    guard PQsetnonblocking(raw, 1) == 0 else { throw .connection(lastMessage) }
  }

  deinit { PQfinish(raw) }

  /// A server that starts or recovers from a crash turns everybody away, and is there a moment later: it gets the connect timeout for it.
  ///
  /// libpq tells by a second attempt alone whether a server turns everybody away. One that lets that in may have become ready between the two:
  /// only whom it then refuses again is really refused, or whom it had asked for a password.
  private static func openWhenReady(_ configuration: Configuration, _ notices: Notices) -> OpaquePointer? {
    let deadline = ContinuousClock.now + configuration.connectTimeout
    var wasReady = false
    while true {
      let raw = open(configuration, notices)
      guard PQstatus(raw) != CONNECTION_OK, PQconnectionUsedPassword(raw) == 0, .now < deadline else { return raw }
      switch withParameters(of: configuration, { PQpingParams($0, $1, 1) }) {
      case PQPING_REJECT:
        wasReady = false
        usleep(50_000)
      case PQPING_OK where !wasReady:
        wasReady = true
      default:
        return raw
      }
      PQfinish(raw)
    }
  }

  /// Connects step by step, so that what the server says meanwhile is heard: libpq writes it to standard error unless told otherwise.
  ///
  /// A host that does not answer is left to libpq, which alone can go on with the next one of a list.
  private static func open(_ configuration: Configuration, _ notices: Notices) -> OpaquePointer? {
    guard let raw = withParameters(of: configuration, { PQconnectStartParams($0, $1, 1) }) else { return nil }
    notices.listen(to: raw)
    // As long as libpq takes at least for a host.
    let deadline = ContinuousClock.now + .seconds(2)
    var events = Poller.writable
    while PQstatus(raw) != CONNECTION_BAD, .now < deadline {
      var socket = pollfd(fd: PQsocket(raw), events: events, revents: 0)
      guard poll(&socket, 1, 100) > 0 else { continue }
      switch PQconnectPoll(raw) {
      case PGRES_POLLING_OK, PGRES_POLLING_FAILED: return raw
      case PGRES_POLLING_READING: events = Poller.readable
      default: events = Poller.writable
      }
    }
    guard PQstatus(raw) != CONNECTION_BAD else { return raw }
    PQfinish(raw)
    let slow = withParameters(of: configuration) { PQconnectdbParams($0, $1, 1) }
    notices.listen(to: slow)
    return slow
  }

  private static func withParameters<R>(
    of configuration: Configuration, _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> R
  ) -> R {
    let seconds = max(2, configuration.connectTimeout.components.seconds)
    // Later ones win: what the connection string (given as `dbname`) says comes before our defaults, but not before the encoding.
    let options = [
      ("connect_timeout", "\(seconds)"), ("fallback_application_name", configuration.applicationName), ("dbname", configuration.connection),
      ("client_encoding", "UTF8"),
    ]
    var keywords = options.map { UnsafePointer(strdup($0.0)) } + [nil]
    var values = options.map { UnsafePointer(strdup($0.1)) } + [nil]
    defer { for text in keywords + values { free(UnsafeMutablePointer(mutating: text)) } }
    return body(&keywords, &values)
  }

  var isIdle: Bool { PQtransactionStatus(raw) == PQTRANS_IDLE }

  /// Whether a transaction is open, or begins with the next statement.
  var isInTransaction: Bool { !isIdle || !opening.isEmpty }

  var lastMessage: String { notices.farewell ?? Self.farewell(in: trimmed(String(cString: PQerrorMessage(raw)))) }

  /// What the server said before it hung up, where libpq tells it with the severity and words of its own about the lost connection.
  private static func farewell(in message: String) -> String {
    guard let severity = message.firstRange(of: "FATAL:  ") else { return message }
    return String(message[severity.upperBound...].prefix { $0 != "\n" })
  }

  func discard() { isDiscarded = true }

  /// Asks the socket, without waiting, whether the server spoke while the connection was idle: it has nothing to say then but that it hung up.
  func isStale() -> Bool {
    var descriptor = pollfd(fd: PQsocket(raw), events: Poller.readable, revents: 0)
    return poll(&descriptor, 1, 0) != 0
  }

  // MARK: Waiting

  /// Sends what libpq holds back, reading meanwhile: a server that waits for us to read would never take more.
  func flush(cancellable: Bool = true) async throws {
    while true {
      switch PQflush(raw) {
      case 0: return
      case 1: try await wait(for: Poller.readable | Poller.writable, cancellable)
      default: throw lost()
      }
    }
  }

  /// The next result, or nil at the end of a command.
  func nextResult(cancellable: Bool = true) async throws -> OpaquePointer? {
    while PQisBusy(raw) != 0, !isLost {
      try await wait(for: Poller.readable, cancellable)
    }
    let result = PQgetResult(raw)
    if result == nil, isLost { throw lost() }
    return result
  }

  /// Waits for the socket. A cancelled task asks the server to stop and keeps reading until it has: what the reader then sees is either the whole result,
  /// come just in time, or the error 57014. Either way the connection is given up afterwards, for the request may reach the server late.
  func wait(for events: Int16, _ cancellable: Bool = true) async throws {
    switch await Poller.shared.waitForServer(
      for: events, on: PQsocket(raw), until: drainDeadline, cancellable: cancellable && !isInterrupted
    ) {
    case .ready:
      if PQconsumeInput(raw) == 0 { isLost = true }
    case .cancelled:
      isDiscarded = true
      isInterrupted = true
      await requestCancel()
      drainDeadline = .now + Connection.drainTime
    case .timedOut:
      throw CancellationError()
    }
  }

  private func requestCancel() async {
    guard let cancel = PQgetCancel(raw) else { return }
    let address = UInt(bitPattern: cancel)
    await onThread {
      guard let cancel = OpaquePointer(bitPattern: address) else { return }
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
        _ = PQcancel(cancel, message.baseAddress, Int32(message.count))
      }
      PQfreeCancel(cancel)
    }
  }

  /// The connection is gone; says why.
  func lost() -> PostgresError {
    isDiscarded = true
    let message = lastMessage
    return .lost(message.isEmpty ? "the connection to the server was lost" : message)
  }

  // MARK: Errors

  /// The error that a result carries.
  func error(of result: OpaquePointer, query: SQL.Shape, at place: SourcePlace) -> any Error {
    func field(_ code: Int32) -> String? { PQresultErrorField(result, code).map { String(cString: $0) } }
    guard let sqlState = field(filon_diag_sqlstate()) else {
      // Made by libpq itself: the connection broke.
      isDiscarded = true
      return PostgresError.lost(trimmed(String(cString: PQresultErrorMessage(result))))
    }
    let severity = field(filon_diag_severity()) ?? "ERROR"
    if severity != "ERROR" { isDiscarded = true }
    if isInterrupted, sqlState == "57014" { return CancellationError() }
    return PostgresError.server(
      ServerError(
        sqlState: sqlState, severity: severity, message: field(filon_diag_message()) ?? "", detail: field(filon_diag_detail()),
        hint: field(filon_diag_hint()),
        constraint: field(filon_diag_constraint()), table: field(filon_diag_table()), column: field(filon_diag_column()),
        context: field(filon_diag_context()), query: query.rendered, place: place, sourceFunction: field(filon_diag_source_function())
      ))
  }
}

/// What a server says beside its answers.
///
/// libpq calls within our own calls, so one task at a time touches it: that of its connection.
final class Notices {
  /// The server warned since this was last unset: of a commit, that its standby has not confirmed it.
  var isWarned = false
  /// What it said before it hung up.
  private(set) var farewell: String?

  /// Hears what the server of a connection says. It must live as long as the connection.
  fileprivate func listen(to connection: OpaquePointer?) {
    PQsetNoticeReceiver(
      connection,
      { listener, notice in
        guard let listener, let notice, let severity = PQresultErrorField(notice, filon_diag_severity()) else { return }
        let notices = Unmanaged<Notices>.fromOpaque(listener).takeUnretainedValue()
        switch String(cString: severity) {
        case "WARNING": notices.isWarned = true
        case "FATAL", "PANIC": notices.farewell = PQresultErrorField(notice, filon_diag_message()).map { String(cString: $0) }
        default: break
        }
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}

extension Configuration {
  /// What every session says first, in one round trip: what statements rely on, for other defaults may be set for the server, the
  /// database or the role, by the role itself. Not as connection options, which poolers refuse.
  fileprivate func setup(serverVersion: Int32) -> String {
    // First, for this may be what is set too short.
    var settings = [("statement_timeout", "\(statementTimeout.map { max(1, Int($0 / .milliseconds(1))) } ?? 0)")]
    settings += [
      ("search_path", "public"), ("default_transaction_isolation", "'read committed'"), ("default_transaction_read_only", "off"),
      ("default_transaction_deferrable", "off"), ("row_security", "on"), ("lock_timeout", "0"),
      ("idle_in_transaction_session_timeout", "0"), ("idle_session_timeout", "0"), ("timezone", "'UTC'"), ("datestyle", "'ISO'"),
      ("intervalstyle", "'postgres'"), ("array_nulls", "on"), ("transform_null_equals", "off"), ("standard_conforming_strings", "on"),
      // A commit that no standby confirmed is told as a warning.
      ("client_min_messages", "warning"),
    ]
    if serverVersion >= 17_00_00 { settings.append(("transaction_timeout", "0")) }
    let role = role.map { ["set role \(quoted(identifier: $0))"] } ?? []
    return (settings.map { "set \($0) = \($1)" } + role).joined(separator: "; ")
  }
}

/// libpq ends its messages with a line break.
private func trimmed(_ message: String) -> String {
  var message = message[...]
  while message.last?.isWhitespace == true { message.removeLast() }
  return String(message)
}
