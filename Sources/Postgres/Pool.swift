import Synchronization

/// The sessions to one server. It works when made, opens connections as they are needed, and needs no `run()`.
public final class Pool: Sendable {
  let configuration: Configuration
  private let state: Mutex<PoolState<Connection>>

  /// Connects to nothing yet.
  public init(_ configuration: Configuration) {
    self.configuration = configuration
    state = Mutex(PoolState(maximum: configuration.maximumSessions))
  }

  /// Lends a session to `body`. What is set on it (`set`, temporary tables) stays for the next one who gets it.
  @discardableResult
  public func withSession<R>(_ body: (Session) async throws -> R) async throws -> R {
    let connection = try await acquire()
    let session = Session(connection)
    defer {
      session.end()
      release(connection)
    }
    return try await body(session)
  }

  /// Runs `body` in a transaction: committed at its end, rolled back when it throws.
  ///
  /// `begin`, `prelude` (such as who is acting; its rows are ignored) and the first statement travel in one round trip. When a statement failed and `body`
  /// hid the error, the server cannot commit: that error is thrown then. ``PostgresError/inDoubt(_:)`` when the server did not confirm the commit.
  @discardableResult
  public func transaction<R>(
    _ prelude: [SQL] = [], isolation: Isolation = .readCommitted, readOnly: Bool = false,
    file: StaticString = #fileID, line: Int = #line, _ body: (Session) async throws -> R
  ) async throws -> R {
    try await withSession { session in
      try await session.outermostTransaction(
        [.begin(isolation, readOnly: readOnly)] + prelude, readOnly: readOnly, at: SourcePlace(file, line), body)
    }
  }

  /// Runs all statements in one transaction and one round trip: all or nothing. Result i belongs to statement i.
  ///
  /// - Throws: ``PostgresError/inDoubt(_:)`` when the answer stays away: the statements and their commit are sent as one.
  @discardableResult
  public func batch(_ statements: [SQL], file: StaticString = #fileID, line: Int = #line) async throws -> [QueryResult] {
    let connection = try await acquire()
    defer { release(connection) }
    let place = SourcePlace(file, line)
    return try await connection.committing { try await connection.pipeline(statements, at: place) }.map(QueryResult.init)
  }

  /// Refuses new leases, closes idle connections, and returns when the last lease is over.
  public func close() async {
    let ticket = Poller.shared.ticket()
    let (orders, isDrained) = state.withLock { $0.close(ticket) }
    follow(orders)
    if !isDrained { _ = await Poller.shared.wait(ticket, cancellable: false) }
  }

  /// How busy it is: connections that are open, those that are lent, and who waits for one.
  public var load: (open: Int, inUse: Int, waiting: Int) {
    state.withLock { ($0.idle.count + $0.leased, $0.leased, $0.waitingCount) }
  }

  // MARK: Leases

  private func acquire() async throws -> Connection {
    let poller = Poller.shared
    while true {
      try Task.checkCancellation()
      let ticket = poller.ticket()
      switch state.withLock({ $0.acquire(ticket) }) {
      case .closed:
        throw PostgresError.poolClosed
      case .lease(let connection):
        if !connection.isStale() { return connection }
        follow(state.withLock { $0.release(connection, isReusable: false) })
      case .wait(let connect):
        if connect { self.connect() }
        let outcome = await poller.wait(ticket, until: .now + configuration.acquireTimeout)
        // A connection that came at the last moment counts.
        let (claim, inUse, lastError) = state.withLock { ($0.claim(ticket), $0.leased, $0.lastConnectError) }
        if let claim { return try claim.get() }
        if outcome == .cancelled { throw CancellationError() }
        throw PostgresError.acquireTimeout(
          seconds: configuration.acquireTimeout / .seconds(1), inUse: inUse, lastConnectError: lastError?.description)
      }
    }
  }

  private func release(_ connection: Connection) {
    let isReusable = !connection.isDiscarded && connection.isIdle
    follow(state.withLock { $0.release(connection, isReusable: isReusable) })
  }

  private func connect() {
    detachThread { [self] in
      let orders =
        switch Result(catching: { () throws(PostgresError) in try Connection(configuration) }) {
        case .success(let connection): state.withLock { $0.connected(connection) }
        case .failure(let error): state.withLock { $0.connectFailed(error) }
        }
      follow(orders)
    }
  }

  /// Connections in `close` end when the orders do, outside the lock.
  private func follow(_ orders: PoolState<Connection>.Orders) {
    if orders.connect { connect() }
    for ticket in orders.wake { Poller.shared.resume(ticket, .ready) }
  }
}
