import CLibPQ

extension Session {
  /// Gives `body` one row after the other as they arrive, so that a result larger than memory can be read.
  ///
  /// When `body` throws, the rest of the result is not waited for: the connection is given up, and the session takes no more statements.
  public func stream(
    _ sql: SQL, file: StaticString = #fileID, line: Int = #line, _ body: (Row) async throws -> Void
  ) async throws {
    let place = SourcePlace(file, line)
    try await occupying(at: place) { connection in
      do {
        try await connection.stream(sql, at: place, body)
      } catch let stop as StoppedByReader {
        connection.discard()
        throw stop.reason
      }
    }
  }
}

/// The reader of a stream or copy threw, with the exchange half-way.
struct StoppedByReader: Error {
  let reason: any Error
}

extension Connection {
  fileprivate func stream(_ sql: SQL, at place: SourcePlace, _ body: (Row) async throws -> Void) async throws {
    try check([sql], at: place, cancellable: true)
    try await sendOpening(at: place)
    guard PQenterPipelineMode(raw) == 1 else { throw lost() }
    var replies: [Reply] = []
    try send(sql, number: 0, expecting: &replies)
    guard PQpipelineSync(raw) == 1 else { throw lost() }
    try await flush()

    var failure: (any Error)?
    for reply in replies {
      if reply.kind == .result {
        // libpq takes it only for the command whose results come next, and that is so once the ones before it are read.
        guard PQsetSingleRowMode(raw) == 1 else { throw lost() }
      }
      while let result = try await nextResult() {
        switch PQresultStatus(result) {
        case PGRES_SINGLE_TUPLE:
          let row = Row(result: ServerResult(result, of: sql.shape), index: 0)
          // Rows that still come after a cancellation are read for the sake of the error behind them.
          guard !isInterrupted else { continue }
          do {
            // A server that is faster than `body` is never waited for, and waiting is where else a cancellation is noticed.
            try Task.checkCancellation()
            try await body(row)
          } catch {
            throw StoppedByReader(reason: error)
          }
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
          PQclear(result)
        default:
          failure = failure ?? refuse(result, of: reply, sql.shape, at: place)
          if isDiscarded, !isInterrupted, let failure { throw failure }
        }
      }
    }
    if let error = try await endExchange([sql], at: place, true) { failure = failure ?? error }
    if isInterrupted { throw CancellationError() }
    if let failure {
      if !isIdle, abortedBy == nil { abortedBy = failure as? PostgresError }
      throw failure
    }
  }
}
