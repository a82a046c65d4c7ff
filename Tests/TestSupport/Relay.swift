import Foundation
import Synchronization

/// Stands between a client and the server's Unix socket, and counts round trips: how often the client spoke after the server had.
///
/// The first connections it may turn away, as a server does that is not ready yet, and it may break off when a client asks for a commit.
public final class Relay: Sendable {
  public let folder: String
  private let listener: Int32
  private let server: String
  private let turns = Mutex(0)
  private let refusals: Mutex<Int>
  private let cut: Cut?

  /// When a connection is broken off whose client sends a statement that ends in `commit`.
  public enum Cut: Sendable {
    /// The server never hears it.
    case before
    /// The server has answered, and the client never hears that.
    case after
  }

  /// For a server whose socket is in the folder `server`.
  public init(to server: String, refusing refusals: Int = 0, cuttingCommit cut: Cut? = nil) throws {
    self.cut = cut
    self.refusals = Mutex(refusals)
    self.server = server + "/.s.PGSQL.5432"
    folder = "/tmp/filon-relay-\(getpid())-\(UInt32.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    listener = unixSocket()
    let path = folder + "/.s.PGSQL.5432"
    guard withAddress(path, { bind(listener, $0, $1) }) == 0, listen(listener, 8) == 0 else { throw RelayFailure() }
    let relay = self
    Thread.detachNewThread { relay.acceptClients() }
  }

  /// The folder of the server's socket that a connection string names.
  public static func folder(of connection: String) throws -> String {
    guard let host = connection.split(separator: " ").first(where: { $0.hasPrefix("host=/") }) else { throw RelayFailure() }
    return String(host.dropFirst("host=".count))
  }

  /// Round trips since the last call.
  public func takeTurns() -> Int {
    turns.withLock { turns in
      defer { turns = 0 }
      return turns
    }
  }

  public func close() {
    shutdown(listener, Int32(SHUT_RDWR))
    Foundation.close(listener)
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func isRefusing() -> Bool {
    refusals.withLock { left in
      defer { left = max(0, left - 1) }
      return left > 0
    }
  }

  /// Hears the client out and answers `cannot_connect_now`.
  private func refuse(_ client: Int32) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    _ = read(client, &buffer, buffer.count)
    let fields = Array("SFATAL\0C57P03\0Mthe database system is not yet accepting connections\0\0".utf8)
    let answer = [UInt8(ascii: "E"), 0, 0, 0, UInt8(fields.count + 4)] + fields
    _ = write(client, answer, answer.count)
    Foundation.close(client)
  }

  private func acceptClients() {
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { return }
      Thread.detachNewThread { self.relay(client) }
    }
  }

  private func relay(_ client: Int32) {
    guard !isRefusing() else { return refuse(client) }
    let upstream = unixSocket()
    guard withAddress(server, { connect(upstream, $0, $1) }) == 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var serverSpoke = true
    var sockets = [client, upstream].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    relaying: while poll(&sockets, 2, -1) > 0 {
      for (from, to) in [(0, 1), (1, 0)] where sockets[from].revents != 0 {
        let count = read(sockets[from].fd, &buffer, buffer.count)
        guard count > 0 else { break relaying }
        let isCut = from == 0 && cut != nil && buffer[..<count].contains(subsequence: Array("commit\0".utf8))
        if isCut, cut == .before { break relaying }
        if from == 0, serverSpoke { turns.withLock { $0 += 1 } }
        serverSpoke = from == 1
        var sent = 0
        while sent < count {
          let written = buffer[sent..<count].withUnsafeBytes { write(sockets[to].fd, $0.baseAddress, $0.count) }
          guard written > 0 else { break relaying }
          sent += written
        }
        if isCut {
          _ = read(upstream, &buffer, buffer.count)
          break relaying
        }
      }
    }
    Foundation.close(client)
    Foundation.close(upstream)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func contains(subsequence: [UInt8]) -> Bool { firstRange(of: subsequence) != nil }
}

private func unixSocket() -> Int32 {
  #if canImport(Darwin)
    socket(AF_UNIX, SOCK_STREAM, 0)
  #else
    socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
  #endif
}

private func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
  return withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
  }
}

private struct RelayFailure: Error {}
