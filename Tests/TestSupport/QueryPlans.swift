import CLibPQ

/// The plans of a statement and of all that its functions run, with what they read, as the server explains them while they run.
///
/// - Parameters:
///   - connection: libpq's connection string of a superuser: no other may load `auto_explain`.
///   - setup: Statements that run before and are not explained.
package func queryPlans(of statement: String, after setup: [String] = [], on connection: String) throws -> [String] {
  let server = PQconnectdb(connection)
  defer { PQfinish(server) }
  let notices = Notices()
  PQsetNoticeProcessor(
    server,
    { notices, text in
      guard let notices, let text else { return }
      Unmanaged<Notices>.fromOpaque(notices).takeUnretainedValue().texts.append(String(cString: text))
    }, Unmanaged.passUnretained(notices).toOpaque())
  func run(_ text: String) throws {
    let result = PQexec(server, text)
    defer { PQclear(result) }
    guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else {
      throw TestServerError("\(text): \(String(cString: PQerrorMessage(server)))")
    }
  }
  let explaining = [
    "load 'auto_explain'", "set auto_explain.log_nested_statements = on", "set auto_explain.log_analyze = on",
    "set auto_explain.log_timing = off", "set auto_explain.log_level = notice", "set auto_explain.log_min_duration = 0",
  ]
  for text in explaining + setup { try run(text) }
  notices.texts = []
  try run(statement)
  return notices.texts.filter { $0.contains("plan:\n") }
}

private final class Notices {
  var texts: [String] = []
}
