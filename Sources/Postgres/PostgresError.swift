/// What went wrong between a statement and its result. A description never shows parameter values, so it may be logged.
public enum PostgresError: Error, Sendable {
  /// The server refused or gave up a statement.
  case server(ServerError)
  /// No connection could be made.
  case connection(String)
  /// The connection was lost before a commit was asked for: nothing of its transaction is there.
  case lost(String)
  /// The commit was sent and the server did not confirm it: whether its transaction is there, or stays there, is not known.
  case inDoubt(String)
  /// All sessions were in use for as long as the configuration allows to wait.
  case acquireTimeout(seconds: Double, inUse: Int, lastConnectError: String?)
  /// A column does not hold what the caller wants.
  case decoding(column: String, wanted: String, got: String, query: String, place: SourcePlace)
  /// A value cannot be sent as it is; nothing was sent.
  case encoding(String, query: String, place: SourcePlace)
  /// The session was used after the closure it was lent to, or its pool is closed.
  case closed(String)
  /// The session was used inside its own `stream` or `copy`, which occupy it.
  case busy(place: SourcePlace)
  /// The statement gave another number of rows than the caller relies on.
  case unexpectedRowCount(wanted: Int, got: Int, query: String, place: SourcePlace)

  /// The five-character code of a server error, such as `23505`.
  public var sqlState: String? {
    if case .server(let error) = self { error.sqlState } else { nil }
  }

  /// The constraint that a server error names.
  public var constraint: String? {
    if case .server(let error) = self { error.constraint } else { nil }
  }
}

/// Where a statement stands in the program.
public struct SourcePlace: Sendable, Hashable, CustomStringConvertible {
  /// Module and file, as `#fileID` has them.
  public let file: String
  /// From 1.
  public let line: Int

  init(_ file: StaticString, _ line: Int) {
    self.file = file.description
    self.line = line
  }

  /// `file:line`
  public var description: String { "\(file):\(line)" }
}

/// An error as the server reports it: https://www.postgresql.org/docs/15/protocol-error-fields.html
///
/// `message`, `detail` and `context` may quote values; `description` leaves those out.
public struct ServerError: Error, Sendable {
  /// https://www.postgresql.org/docs/15/errcodes-appendix.html
  public let sqlState: String
  /// `ERROR`, `FATAL` or `PANIC`, whatever the server's language.
  public let severity: String
  /// What happened, in the server's language.
  public let message: String
  /// More of it, often with the values concerned.
  public let detail: String?
  /// What may be done about it.
  public let hint: String?
  /// The constraint that was broken.
  public let constraint: String?
  /// The table concerned.
  public let table: String?
  /// The column concerned.
  public let column: String?
  /// Where in functions, or in which line of a COPY.
  public let context: String?
  /// The statement, with `$n` where values were.
  public let query: String
  /// Who ran it.
  public let place: SourcePlace
  /// The function of the server that raised it, which tells apart what shares a code.
  let sourceFunction: String?
}

extension PostgresError: CustomStringConvertible {
  /// For persons and logs; without parameter values.
  public var description: String {
    switch self {
    case .server(let error):
      error.description
    case .connection(let message), .lost(let message), .inDoubt(let message):
      message
    case .acquireTimeout(let seconds, let inUse, let lastConnectError):
      "no database session became free within \(seconds) s (\(inUse) in use)"
        + (lastConnectError.map { "; the last attempt to connect failed: \($0)" } ?? "")
    case .decoding(let column, let wanted, let got, let query, let place):
      "column \(column): wanted \(wanted), got \(got)\n  query: \(query)\n  at \(place)"
    case .encoding(let problem, let query, let place):
      "\(problem)\n  query: \(query)\n  at \(place)"
    case .closed(let reason):
      reason
    case .busy(let place):
      "a session was used inside its own stream or copy, which occupy it; lease a second one\n  at \(place)"
    case .unexpectedRowCount(let wanted, let got, let query, let place):
      "wanted \(wanted) row\(wanted == 1 ? "" : "s"), got \(got)\n  query: \(query)\n  at \(place)"
    }
  }
}

extension ServerError: CustomStringConvertible {
  /// For persons and logs; without parameter values.
  public var description: String {
    var lines = ["\(severity) \(sqlState): \(messageWithoutValues)"]
    if let hint { lines.append("  hint: \(hint)") }
    if let constraint { lines.append("  constraint: \(constraint)") }
    lines.append("  query: \(query)")
    lines.append("  at \(place)")
    return lines.joined(separator: "\n")
  }

  /// Data exceptions (class 22) quote the value they complain of: `invalid input syntax for type integer: "x"`.
  private var messageWithoutValues: String {
    guard sqlState.hasPrefix("22"),
      let open = message.firstIndex(where: { "\"«“„".contains($0) }),
      let close = message.lastIndex(where: { "\"»“”".contains($0) }),
      open < close
    else { return message }
    return message[...open] + "…" + message[close...]
  }
}
