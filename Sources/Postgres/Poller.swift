import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The one place that knows how to wait: a thread in `poll(2)` over the sockets that tasks wait for, with a pipe that tells it of new ones.
///
/// A wait has a ticket, so that anyone may end it (a cancelled task, a pool that hands over a connection) without touching the socket.
/// A wait on no socket (`-1`) lasts until its ticket is resumed or its deadline passes.
final class Poller: Sendable {
  enum Outcome: Sendable {
    case ready
    case timedOut
    case cancelled
  }

  typealias Ticket = Int

  static let readable = Int16(POLLIN)
  static let writable = Int16(POLLOUT)

  static let shared: Poller = {
    let poller = Poller()
    detachThread { poller.run() }
    return poller
  }()

  private struct Wait {
    let descriptor: Int32
    let events: Int16
    let deadline: ContinuousClock.Instant?
    let continuation: CheckedContinuation<Outcome, Never>
  }

  private struct State {
    var waits: [Ticket: Wait] = [:]
    /// Tickets resumed before their wait began.
    var early: [Ticket: Outcome] = [:]
    var isPolling = false
    var isWoken = false
  }

  private let state = Mutex(State())
  private let lastTicket = Atomic<Ticket>(0)
  /// How many exchanges with servers are waiting now.
  private let exchanges = Atomic<Int>(0)
  private let wakeReader: Int32
  private let wakeWriter: Int32

  private init() {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "no file descriptor is left for the pipe that wakes the poller")
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (wakeReader, wakeWriter) = (ends[0], ends[1])
  }

  func ticket() -> Ticket { lastTicket.add(1, ordering: .relaxed).newValue }

  /// Suspends until the descriptor has one of `events`, the ticket is resumed or the deadline passes; and, when `cancellable`, until the task is cancelled.
  func wait(
    _ ticket: Ticket,
    for events: Int16 = 0,
    on descriptor: Int32 = -1,
    until deadline: ContinuousClock.Instant? = nil,
    cancellable: Bool = true
  ) async -> Outcome {
    guard cancellable else { return await suspend(ticket, events, descriptor, deadline) }
    let outcome = await withTaskCancellationHandler {
      await suspend(ticket, events, descriptor, deadline)
    } onCancel: {
      resume(ticket, .cancelled)
    }
    // A cancellation that came when the wait was over left its mark.
    if Task.isCancelled { state.withLock { _ = $0.early.removeValue(forKey: ticket) } }
    return outcome
  }

  /// Waits for a server to answer.
  ///
  /// An exchange that is alone first waits in place, for at most two milliseconds, which a set of gathered conversations takes: the
  /// two thread switches of a suspension cost a lone client a fifth of its rate. At most one thread of Swift's pool is held so, and none as soon as there is any concurrency.
  func waitForServer(
    for events: Int16, on descriptor: Int32, until deadline: ContinuousClock.Instant?, cancellable: Bool
  ) async -> Outcome {
    let isAlone = exchanges.add(1, ordering: .relaxed).oldValue == 0
    defer { exchanges.subtract(1, ordering: .relaxed) }
    if isAlone {
      var socket = pollfd(fd: descriptor, events: events, revents: 0)
      if poll(&socket, 1, 2) > 0 { return .ready }
    }
    return await wait(ticket(), for: events, on: descriptor, until: deadline, cancellable: cancellable)
  }

  /// Ends the wait of a ticket, or the one that is about to begin.
  func resume(_ ticket: Ticket, _ outcome: Outcome) {
    let wait = state.withLock { state -> Wait? in
      if let wait = state.waits.removeValue(forKey: ticket) { return wait }
      state.early[ticket] = outcome
      return nil
    }
    wait?.continuation.resume(returning: outcome)
  }

  private func suspend(
    _ ticket: Ticket, _ events: Int16, _ descriptor: Int32, _ deadline: ContinuousClock.Instant?
  ) async -> Outcome {
    await withCheckedContinuation { continuation in
      let (early, mustWake) = state.withLock { state -> (Outcome?, Bool) in
        if let outcome = state.early.removeValue(forKey: ticket) { return (outcome, false) }
        state.waits[ticket] = Wait(descriptor: descriptor, events: events, deadline: deadline, continuation: continuation)
        let mustWake = state.isPolling && !state.isWoken
        if mustWake { state.isWoken = true }
        return (nil, mustWake)
      }
      if let early { continuation.resume(returning: early) }
      if mustWake {
        var byte: UInt8 = 0
        _ = write(wakeWriter, &byte, 1)
      }
    }
  }

  private func run() {
    var descriptors: [pollfd] = []
    var tickets: [Ticket] = []
    var finished: [(Wait, Outcome)] = []
    while true {
      descriptors.removeAll(keepingCapacity: true)
      tickets.removeAll(keepingCapacity: true)
      descriptors.append(pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0))
      let deadline = state.withLock { state in
        for (ticket, wait) in state.waits where wait.descriptor >= 0 {
          descriptors.append(pollfd(fd: wait.descriptor, events: wait.events, revents: 0))
          tickets.append(ticket)
        }
        state.isPolling = true
        return state.waits.values.lazy.compactMap(\.deadline).min()
      }
      poll(&descriptors, nfds_t(descriptors.count), milliseconds(until: deadline))
      if descriptors[0].revents != 0 { drainWakes() }

      let now = deadline == nil ? nil : ContinuousClock.now
      state.withLock { state in
        state.isPolling = false
        state.isWoken = false
        for (ticket, descriptor) in zip(tickets, descriptors.dropFirst()) where descriptor.revents != 0 {
          if let wait = state.waits.removeValue(forKey: ticket) { finished.append((wait, .ready)) }
        }
        guard let now else { return }
        for (ticket, wait) in state.waits {
          guard let deadline = wait.deadline, deadline <= now else { continue }
          state.waits.removeValue(forKey: ticket)
          finished.append((wait, .timedOut))
        }
      }
      for (wait, outcome) in finished { wait.continuation.resume(returning: outcome) }
      finished.removeAll(keepingCapacity: true)
    }
  }

  private func drainWakes() {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
      while read(wakeReader, buffer.baseAddress, buffer.count) == buffer.count {}
    }
  }

  /// Rounded up, so that a deadline has passed when its poll ends; -1 waits without end.
  private func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
    guard let deadline else { return -1 }
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero else { return 0 }
    let (seconds, attoseconds) = left.components
    return Int32(clamping: min(seconds, 86_400) * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
  }
}
