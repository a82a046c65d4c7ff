/// Who has which connection and who waits for one: a value that says what to do and does nothing itself.
struct PoolState<Connection: Sendable>: Sendable {
  typealias Ticket = Int

  enum Acquire {
    case lease(Connection)
    /// Wait for the ticket; `connect` when a connection must be opened for it.
    case wait(connect: Bool)
    case closed
  }

  /// What to do once the state has changed.
  struct Orders {
    var wake: [Ticket] = []
    var close: [Connection] = []
    var connect = false
  }

  let maximum: Int
  private(set) var idle: [Connection] = []
  private(set) var leased = 0
  private(set) var connecting = 0
  private(set) var isClosed = false
  private(set) var lastConnectError: PostgresError?
  private var waiting: [Ticket] = []
  private var granted: [Ticket: Result<Connection, PostgresError>] = [:]
  private var closers: [Ticket] = []

  /// How many wait for a connection.
  var waitingCount: Int { waiting.count }

  init(maximum: Int) {
    self.maximum = max(1, maximum)
  }

  mutating func acquire(_ ticket: Ticket) -> Acquire {
    guard !isClosed else { return .closed }
    // The most recently used is the one most likely to be alive and in the processor's cache.
    if let connection = idle.popLast() {
      leased += 1
      return .lease(connection)
    }
    waiting.append(ticket)
    return .wait(connect: startConnecting())
  }

  /// A connection asked for by `connect` is open.
  mutating func connected(_ connection: Connection) -> Orders {
    connecting -= 1
    lastConnectError = nil
    return place(connection)
  }

  /// A connection asked for by `connect` could not be opened. Those who wait go on waiting for one that is in use; if there is none, they are told.
  mutating func connectFailed(_ error: PostgresError) -> Orders {
    connecting -= 1
    lastConnectError = error
    var orders = Orders()
    if leased == 0, connecting == 0 {
      for ticket in waiting { granted[ticket] = .failure(error) }
      orders.wake = waiting
      waiting = []
    }
    return finishing(orders)
  }

  /// A lease is over.
  mutating func release(_ connection: Connection, isReusable: Bool) -> Orders {
    leased -= 1
    guard !isReusable || isClosed else { return place(connection) }
    return finishing(Orders(close: [connection], connect: startConnecting()))
  }

  /// What a ticket got; nil, and no longer waiting, when it got nothing.
  mutating func claim(_ ticket: Ticket) -> Result<Connection, PostgresError>? {
    if let result = granted.removeValue(forKey: ticket) { return result }
    waiting.removeAll { $0 == ticket }
    return nil
  }

  /// No more leases. `ticket` is woken when the last one is over; true when that is now.
  mutating func close(_ ticket: Ticket) -> (orders: Orders, isDrained: Bool) {
    isClosed = true
    let orders = Orders(wake: waiting, close: idle)
    for waiter in waiting { granted[waiter] = .failure(.poolClosed) }
    (waiting, idle) = ([], [])
    guard leased + connecting > 0 else { return (orders, true) }
    closers.append(ticket)
    return (orders, false)
  }

  private mutating func place(_ connection: Connection) -> Orders {
    if isClosed { return finishing(Orders(close: [connection])) }
    guard !waiting.isEmpty else {
      idle.append(connection)
      return Orders()
    }
    let ticket = waiting.removeFirst()
    leased += 1
    granted[ticket] = .success(connection)
    return Orders(wake: [ticket])
  }

  private mutating func startConnecting() -> Bool {
    guard waiting.count > connecting, leased + connecting + idle.count < maximum else { return false }
    connecting += 1
    return true
  }

  private mutating func finishing(_ orders: Orders) -> Orders {
    guard isClosed, leased + connecting == 0 else { return orders }
    var orders = orders
    orders.wake += closers
    closers = []
    return orders
  }
}

extension PostgresError {
  static let poolClosed = PostgresError.closed("the pool of database sessions is closed")
}
