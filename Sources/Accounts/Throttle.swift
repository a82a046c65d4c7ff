import Synchronization

/// Counts attempts to sign in, by account and by address of the network: after some that failed, each next one waits longer.
package final class Throttle: Sendable {
  /// What attempts are counted by.
  enum Key: Hashable, Sendable {
    case account(String), address(String)

    /// How many may fail at once: one address may be that of a whole company.
    var allowance: Int {
      switch self {
      case .account: 5
      case .address: 20
      }
    }
  }

  /// Refused without being looked at.
  package struct TooMany: Error {
    /// Seconds after which another attempt is looked at.
    package let retryAfter: Int
  }

  struct Attempt: Sendable {
    fileprivate let keys: [Key]
  }

  private struct Count {
    var failures = 0
    var last: ContinuousClock.Instant
  }

  private static let largest = 20_000
  private static let longestWait = 900
  private let counts = Mutex<[Key: Count]>([:])

  /// Counts an attempt as one that fails, until it is known to have succeeded: many at once are no way around.
  ///
  /// - Throws: `TooMany`.
  func begin(_ keys: [Key], at now: ContinuousClock.Instant = .now) throws -> Attempt {
    try counts.withLock { counts in
      if counts.count > Self.largest { counts = counts.filter { $0.value.last + .seconds(Self.longestWait) > now } }
      let wait = keys.map { key in counts[key].map { Self.wait(after: $0, key, now) } ?? 0 }.max() ?? 0
      if wait > 0 { throw TooMany(retryAfter: wait) }
      for key in keys {
        counts[key, default: Count(last: now)].failures += 1
        counts[key]?.last = now
      }
      return Attempt(keys: keys)
    }
  }

  /// The account's attempts are forgotten; the address has one less.
  func succeeded(_ attempt: Attempt) {
    counts.withLock { counts in
      for key in attempt.keys {
        switch key {
        case .account: counts[key] = nil
        case .address: counts[key]?.failures -= 1
        }
      }
    }
  }

  /// 1, 2, 4 … seconds from the last failure, a quarter of an hour at most.
  private static func wait(after count: Count, _ key: Key, _ now: ContinuousClock.Instant) -> Int {
    let excess = count.failures - key.allowance
    guard excess >= 0 else { return 0 }
    let wait = Duration.seconds(min(longestWait, 1 << min(excess, 10)))
    let rest = count.last + wait - now
    return rest > .zero ? Int(rest.components.seconds) + 1 : 0
  }
}
