import CLibPQ

/// What someone sent with `notify`.
public struct Notification: Sendable, Hashable {
  /// Where it was sent.
  public let channel: String
  /// What was sent; empty when nothing was.
  public let payload: String
  /// The server process of the session that sent it.
  public let processID: Int32
}

extension Pool {
  /// The notifications of these channels, on a connection of its own; from the moment this returns none is missed.
  ///
  /// The stream ends with an error when the connection is lost: whoever reads it then looks for what it missed and listens again. Its connection is closed when
  /// its reader stops.
  public func listen(
    to channels: [String], file: StaticString = #fileID, line: Int = #line
  ) async throws -> AsyncThrowingStream<Notification, any Error> {
    let configuration = configuration
    let opened = await onThread { Result { () throws(PostgresError) in try Connection(configuration) } }
    let connection = try opened.get()
    let place = SourcePlace(file, line)
    _ = try await connection.pipeline(channels.map { "listen \(identifier: $0)" }, at: place)

    let (stream, continuation) = AsyncThrowingStream.makeStream(of: Notification.self)
    let reader = Task {
      do {
        while true {
          for notification in connection.notifications() { continuation.yield(notification) }
          try await connection.waitForNotification()
        }
      } catch {
        continuation.finish(throwing: error is CancellationError ? nil : error)
      }
    }
    continuation.onTermination = { _ in reader.cancel() }
    return stream
  }
}

extension Connection {
  fileprivate func notifications() -> [Notification] {
    var notifications: [Notification] = []
    while let raw = PQnotifies(raw) {
      notifications.append(
        Notification(
          channel: String(cString: raw.pointee.relname), payload: String(cString: raw.pointee.extra), processID: raw.pointee.be_pid))
      PQfreemem(raw)
    }
    return notifications
  }

  fileprivate func waitForNotification() async throws {
    let poller = Poller.shared
    guard await poller.wait(poller.ticket(), for: Poller.readable, on: PQsocket(raw)) == .ready else { throw CancellationError() }
    if PQconsumeInput(raw) == 0 { throw lost() }
  }
}
