import CLibPQ

extension Session {
  /// Runs `copy … from stdin` with the chunks that `next` gives until nil; how many rows were copied.
  ///
  /// Chunks may end anywhere; one is sent before the next is asked for, so memory stays bounded. When `next` throws, the server copies nothing and its
  /// error is thrown; outside a transaction the session stays usable.
  @discardableResult
  public func copyIn(
    _ sql: SQL, file: StaticString = #fileID, line: Int = #line, _ next: () async throws -> [UInt8]?
  ) async throws -> Int {
    let place = SourcePlace(file, line)
    return try await occupying(at: place) { connection in
      try await connection.beginCopy(sql, PGRES_COPY_IN, at: place)
      do {
        while let chunk = try await next() {
          try Task.checkCancellation()
          try await connection.put(chunk)
        }
      } catch {
        if !connection.isDiscarded {
          try await connection.endPut("the client stopped the copy")
          // The server's answer only repeats that the client stopped.
          _ = try? await connection.endCopy(sql, at: place)
        }
        throw error
      }
      try await connection.endPut(nil)
      return try await connection.endCopy(sql, at: place)
    }
  }

  /// Runs `copy … to stdout` and gives `body` what comes, in chunks of whole rows of about 64 KB.
  ///
  /// When `body` throws, the rest is not waited for: the connection is given up, and the session takes no more statements.
  public func copyOut(
    _ sql: SQL, file: StaticString = #fileID, line: Int = #line, _ body: ([UInt8]) async throws -> Void
  ) async throws {
    let place = SourcePlace(file, line)
    try await occupying(at: place) { connection in
      try await connection.beginCopy(sql, PGRES_COPY_OUT, at: place)
      do {
        while let chunk = try await connection.get() {
          try Task.checkCancellation()
          try await body(chunk)
        }
      } catch {
        connection.discard()
        throw error
      }
      if connection.isInterrupted { throw CancellationError() }
      _ = try await connection.endCopy(sql, at: place)
    }
  }

  /// Runs several statements, separated by semicolons, as one text: a migration. Outside a transaction they are one transaction, unless the text says
  /// otherwise.
  public func script(_ text: String, file: StaticString = #fileID, line: Int = #line) async throws {
    let place = SourcePlace(file, line)
    let sql = SQL(unsafeRaw: text)
    try await occupying(at: place) { connection in
      try await connection.sendSimple(sql, at: place)
      _ = try await connection.endSimple(sql, at: place)
      // It may have changed what prepared statements rely on, or dropped them. Those that the server kept it would keep for good, and look
      // through at every change of a table.
      connection.statements.forgetAll()
      let all: SQL = "deallocate all"
      try await connection.sendSimple(all, at: place)
      _ = try await connection.endSimple(all, at: place)
    }
  }
}

extension Connection {
  /// Sends a text by the simple protocol, which COPY and scripts need: the pipeline takes neither.
  fileprivate func sendSimple(_ sql: SQL, at place: SourcePlace) async throws {
    guard sql.shape.slots.isEmpty, !sql.shape.text.utf8.contains(0) else {
      throw PostgresError.encoding("this statement takes no values and no NUL byte", query: sql.text, place: place)
    }
    try check([], at: place, cancellable: true)
    try await sendOpening(at: place)
    guard PQsendQuery(raw, sql.shape.text) == 1 else { throw lost() }
    try await flush()
  }

  /// Reads all results; the rows that the last one affected.
  fileprivate func endSimple(_ sql: SQL, at place: SourcePlace) async throws -> Int {
    var affected = 0
    var failure: (any Error)?
    let reply = Reply(kind: .result, statement: 0)
    while let result = try await nextResult() {
      switch PQresultStatus(result) {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
        affected = ServerResult(result, of: sql.shape).affected
      default:
        failure = failure ?? refuse(result, of: reply, sql.shape, at: place)
        if isDiscarded, !isInterrupted, let failure { throw failure }
      }
    }
    if isIdle { abortedBy = nil }
    if let failure {
      if !isIdle, abortedBy == nil { abortedBy = failure as? PostgresError }
      throw failure
    }
    return affected
  }

  fileprivate func beginCopy(_ sql: SQL, _ direction: ExecStatusType, at place: SourcePlace) async throws {
    try await sendSimple(sql, at: place)
    guard let result = try await nextResult() else { throw lost() }
    if PQresultStatus(result) == direction { return PQclear(result) }
    let isError = PQresultStatus(result) == PGRES_FATAL_ERROR
    let failure = refuse(result, of: Reply(kind: .result, statement: 0), sql.shape, at: place)
    if isError, !isDiscarded { _ = try await endSimple(sql, at: place) }
    if !isIdle, abortedBy == nil { abortedBy = failure as? PostgresError }
    // Any other statement has run by now; there is no way to take it back.
    if !isError { discard() }
    throw failure ?? PostgresError.encoding("copyIn wants copy … from stdin, copyOut wants copy … to stdout", query: sql.text, place: place)
  }

  fileprivate func endCopy(_ sql: SQL, at place: SourcePlace) async throws -> Int {
    try await endSimple(sql, at: place)
  }

  /// Sends it all before it returns: libpq would keep what the server does not take yet.
  fileprivate func put(_ chunk: [UInt8]) async throws {
    var start = 0
    while start < chunk.count {
      let end = min(chunk.count, start + 1 << 20)
      let status = chunk[start..<end].withUnsafeBytes { bytes in
        PQputCopyData(raw, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
      }
      if status < 0 { throw lost() }
      if status == 1 { start = end }
      try await flush()
    }
  }

  fileprivate func endPut(_ reason: String?) async throws {
    while true {
      let status = PQputCopyEnd(raw, reason)
      if status < 0 { throw lost() }
      // An end that was begun must be finished, or nobody knows what the server did.
      try await flush(cancellable: reason == nil)
      if status == 1 { return }
    }
  }

  /// Some rows, or nil at the end.
  fileprivate func get() async throws -> [UInt8]? {
    var chunk: [UInt8] = []
    while chunk.count < 1 << 16 {
      var row: UnsafeMutablePointer<CChar>?
      let length = PQgetCopyData(raw, &row, 1)
      if let row {
        chunk += UnsafeRawBufferPointer(start: row, count: Int(length))
        PQfreemem(row)
      } else if length == 0 {
        if !chunk.isEmpty { return chunk }
        try await wait(for: Poller.readable)
      } else {
        // At the end, or at an error that the result tells.
        break
      }
    }
    return chunk.isEmpty ? nil : chunk
  }
}
