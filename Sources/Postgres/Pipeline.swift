import CLibPQ

extension Connection {
  /// Sends all statements and one sync, then reads all results: one round trip. When one fails, the server skips those after it.
  /// What begins their transaction goes before them, unless it was sent.
  ///
  /// Result i belongs to statement i. A statement that the server cannot run as prepared (its tables changed, or someone deallocated it) is prepared anew
  /// and all is sent again, when nothing but these statements is undone by that.
  func pipeline(_ statements: [SQL], at place: SourcePlace, cancellable: Bool = true) async throws -> [ServerResult] {
    let isAlone = isIdle
    let unsent = opening
    do {
      return try await pipelineOnce(statements, at: place, cancellable)
    } catch let error as PostgresError where isAlone && !isDiscarded && error.asksToPrepareAgain {
      if !isIdle { try await rollback(at: place) }
      opening = unsent
      return try await pipelineOnce(statements, at: place, cancellable)
    }
  }

  func rollback(at place: SourcePlace) async throws {
    _ = try await pipelineOnce(["rollback"], at: place, false)
  }

  private func pipelineOnce(_ statements: [SQL], at place: SourcePlace, _ cancellable: Bool) async throws -> [ServerResult] {
    let exchange = try await start(statements, at: place, cancellable: cancellable)
    await finish(exchange)
    return try exchange.results
  }

  /// Commits, and whether the server did: it rolls a transaction back in which a statement failed.
  ///
  /// Sent whatever becomes of the task; the wait for its end is cancelled with it, for a server waits for its standby without end.
  func commit(at place: SourcePlace) async throws -> Bool {
    let exchange = try await start([.commit], at: place, cancellable: false)
    exchange.isCancellable = true
    await finish(exchange)
    return try exchange.results.first?.command == "COMMIT"
  }

  /// Statements that were sent, and what came of them once that is read.
  final class Exchange {
    fileprivate let statements: [SQL]
    fileprivate let replies: [Reply]
    /// How many of the statements only begin the transaction.
    fileprivate let openings: Int
    fileprivate let place: SourcePlace
    fileprivate var isCancellable: Bool
    fileprivate var outcome: Result<[ServerResult], any Error>?

    fileprivate init(_ statements: [SQL], _ replies: [Reply], openings: Int, at place: SourcePlace, isCancellable: Bool) {
      (self.statements, self.replies, self.openings, self.place) = (statements, replies, openings, place)
      self.isCancellable = isCancellable
    }

    /// Those of the statements that were asked for.
    var results: [ServerResult] { get throws { Array(try (outcome?.get() ?? []).dropFirst(openings)) } }
  }

  /// Sends all statements and one sync; the server works on them once it is done with what was sent before.
  func start(_ asked: [SQL], at place: SourcePlace, cancellable: Bool = true) async throws -> Exchange {
    let statements = opening + asked
    try check(statements, at: place, cancellable: cancellable)
    opening = []
    guard PQenterPipelineMode(raw) == 1 else { throw lost() }
    var replies: [Reply] = []
    replies.reserveCapacity(statements.count + 1)
    for (index, sql) in statements.enumerated() { try send(sql, number: index, expecting: &replies) }
    guard PQpipelineSync(raw) == 1 else { throw lost() }
    try await flush(cancellable: cancellable)
    return Exchange(statements, replies, openings: statements.count - asked.count, at: place, isCancellable: cancellable)
  }

  /// Begins the transaction before what cannot travel with its beginning.
  func sendOpening(at place: SourcePlace) async throws {
    if !opening.isEmpty { _ = try await pipeline([], at: place) }
  }

  /// Reads what came of the exchanges under way, those after `last` left out, and throws the first error.
  func drain(through last: Exchange? = nil) async throws {
    while !underWay.isEmpty {
      let exchange = underWay.removeFirst()
      await finish(exchange)
      do {
        _ = try exchange.results
      } catch {
        // What was sent behind it has mostly failed with it, and stands in the way of whatever undoes it.
        while !underWay.isEmpty { await finish(underWay.removeFirst()) }
        throw error
      }
      if exchange === last { return }
    }
  }

  private func finish(_ exchange: Exchange) async {
    do {
      exchange.outcome = .success(try await receive(exchange))
    } catch {
      exchange.outcome = .failure(error)
    }
  }

  private func receive(_ exchange: Exchange) async throws -> [ServerResult] {
    let cancellable = exchange.isCancellable
    var results: [ServerResult] = []
    results.reserveCapacity(exchange.statements.count)
    var failure: (any Error)?
    for reply in exchange.replies {
      let shape = exchange.statements[reply.statement].shape
      while let result = try await nextResult(cancellable: cancellable) {
        if let error = accept(result, of: reply, shape, at: exchange.place, into: &results) { failure = failure ?? error }
        if isDiscarded, !isInterrupted, let failure { throw failure }
      }
    }
    if let error = try await endExchange(exchange.statements, at: exchange.place, cancellable) { failure = failure ?? error }
    if let failure {
      if !isIdle, abortedBy == nil { abortedBy = failure as? PostgresError }
      // What did not begin must not go on outside of its transaction.
      if isIdle { opening = Array(exchange.statements.prefix(exchange.openings)) }
      throw failure
    }
    return results
  }

  // MARK: Parts, which a stream uses too

  /// What the server will answer, in order.
  struct Reply {
    enum Kind {
      case prepared
      case deallocated
      case result
    }
    let kind: Kind
    let statement: Int
  }

  /// Refuses what must not be sent, before anything is.
  func check(_ statements: [SQL], at place: SourcePlace, cancellable: Bool) throws {
    if cancellable || isInterrupted { try Task.checkCancellation() }
    if isDiscarded { throw PostgresError.closed("the session was given up after an earlier error or cancellation; lease another one") }
    for sql in statements {
      if let refusal = sql.refusal { throw PostgresError.encoding(refusal, query: sql.text, place: place) }
      guard sql.lengths.count <= 65535 else {
        throw PostgresError.encoding("a statement takes at most 65535 values; pass arrays", query: sql.text, place: place)
      }
    }
  }

  /// Reads the answer to the sync, which commits what no transaction was begun for: the error of that, if any.
  func endExchange(_ statements: [SQL], at place: SourcePlace, _ cancellable: Bool) async throws -> (any Error)? {
    guard let result = try await nextResult(cancellable: cancellable) else { throw lost() }
    defer { PQclear(result) }
    guard PQresultStatus(result) != PGRES_PIPELINE_SYNC else {
      guard !underWay.isEmpty || PQexitPipelineMode(raw) == 1 else { throw lost() }
      if isIdle { abortedBy = nil }
      return nil
    }
    let refusal = statements.last.map { error(of: result, query: $0.shape, at: place) }
    // libpq ends it as it ends a command.
    guard try await nextResult(cancellable: cancellable) == nil else { throw lost() }
    return try await endExchange(statements, at: place, cancellable) ?? refusal
  }

  func send(_ sql: SQL, number: Int, expecting replies: inout [Reply]) throws {
    guard preparesStatements else {
      replies.append(Reply(kind: .result, statement: number))
      return try sendUnprepared(sql)
    }
    switch statements.use(sql.shape) {
    case .prepared(let name):
      try sendPrepared(sql, name)
    case .prepare(let name, let evicted):
      if let evicted {
        replies.append(Reply(kind: .deallocated, statement: number))
        try sendUnprepared(SQL(unsafeRaw: "deallocate \(evicted)"))
      }
      replies.append(Reply(kind: .prepared, statement: number))
      let types = sql.shape.slots.map(\.type)
      guard PQsendPrepare(raw, name, sql.text, Int32(types.count), types) == 1 else { throw lost() }
      try sendPrepared(sql, name)
    }
    replies.append(Reply(kind: .result, statement: number))
  }

  /// Keeps a result or tells its error.
  private func accept(
    _ result: OpaquePointer, of reply: Reply, _ shape: SQL.Shape, at place: SourcePlace, into results: inout [ServerResult]
  ) -> (any Error)? {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
      if reply.kind == .result { results.append(ServerResult(result, of: shape)) } else { PQclear(result) }
      return nil
    default:
      return refuse(result, of: reply, shape, at: place)
    }
  }

  /// The error of a result that is not what was hoped for; nil for one that was only skipped.
  func refuse(_ result: OpaquePointer, of reply: Reply, _ shape: SQL.Shape, at place: SourcePlace) -> (any Error)? {
    defer { PQclear(result) }
    switch PQresultStatus(result) {
    case PGRES_PIPELINE_ABORTED:
      if reply.kind == .prepared { statements.forget(shape) }
      return nil
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
      discard()
      return PostgresError.encoding("COPY moves data only through copyIn and copyOut", query: shape.rendered, place: place)
    default:
      let error = error(of: result, query: shape, at: place)
      if reply.kind == .prepared || (error as? PostgresError)?.asksToPrepareAgain == true { statements.forget(shape) }
      return error
    }
  }

  // MARK: libpq's calls

  private func sendPrepared(_ sql: SQL, _ name: String) throws {
    let sent = sql.withValues { count, values, lengths, formats in
      PQsendQueryPrepared(raw, name, count, values, lengths, formats, binary)
    }
    guard sent == 1 else { throw lost() }
  }

  private func sendUnprepared(_ sql: SQL) throws {
    let types = sql.shape.slots.map(\.type)
    let sent = sql.withValues { count, values, lengths, formats in
      PQsendQueryParams(raw, sql.text, count, types, values, lengths, formats, binary)
    }
    guard sent == 1 else { throw lost() }
  }
}

private let binary: Int32 = 1

extension SQL {
  /// The values as libpq wants them: a pointer (nil for null), a length and a format each.
  fileprivate func withValues(
    _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Int32
  ) -> Int32 {
    let count = lengths.count
    guard count > 0 else { return body(0, nil, nil, nil) }
    return bytes.withUnsafeBytes { bytes in
      withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { formats in
          var offset = 0
          for (index, length) in lengths.enumerated() {
            formats.initializeElement(at: index, to: binary)
            // A value of no bytes still needs an address, for without one it would be null.
            let start = length > 0 ? bytes.baseAddress.map { $0 + offset } : UnsafeRawPointer(values.baseAddress)
            values.initializeElement(at: index, to: length < 0 ? nil : start?.assumingMemoryBound(to: CChar.self))
            offset += Int(max(0, length))
          }
          return body(Int32(count), values.baseAddress, lengths, formats.baseAddress)
        }
      }
    }
  }
}

extension PostgresError {
  /// `prepared statement "…" does not exist`, and `cached plan must not change result type`, whose code many errors share.
  fileprivate var asksToPrepareAgain: Bool {
    guard case .server(let error) = self else { return false }
    return error.sqlState == "26000" || error.sqlState == "0A000" && error.sourceFunction == "RevalidateCachedQuery"
  }
}
