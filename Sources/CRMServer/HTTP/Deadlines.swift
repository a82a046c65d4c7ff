import Synchronization

/// Cancels answers that take too long.
///
/// One task looks at all of them now and then: a timer for each request would cost as much as some requests do, and keep its memory for as
/// long as the answer might have taken.
final class Deadlines: Sendable {
  private struct Answer {
    let end: ContinuousClock.Instant
    let cancel: @Sendable () -> Void
    var isOver = false
  }

  private struct State {
    var answers: [Int: Answer] = [:]
    var next = 0
    var isWatched = false
  }

  private let limit: Duration
  private let state = Mutex(State())

  /// - Parameter limit: For one answer.
  init(_ limit: Duration) {
    self.limit = limit
  }

  /// Runs an answer; what takes too long is cancelled: a query on the server of the database, too.
  ///
  /// - Throws: `Problem.tookTooLong`.
  func run<R: Sendable>(_ answer: @escaping @Sendable () async throws -> R) async throws -> R {
    let task = Task { try await answer() }
    let number = begin { task.cancel() }
    let result = await withTaskCancellationHandler {
      await task.result
    } onCancel: {
      task.cancel()
    }
    let isOver = state.withLock { $0.answers.removeValue(forKey: number)?.isOver ?? false }
    if isOver { throw Problem.tookTooLong }
    return try result.get()
  }

  private func begin(_ cancel: @escaping @Sendable () -> Void) -> Int {
    let end = ContinuousClock.now + limit
    let (number, startsWatching) = state.withLock { state in
      state.next += 1
      state.answers[state.next] = Answer(end: end, cancel: cancel)
      defer { state.isWatched = true }
      return (state.next, !state.isWatched)
    }
    if startsWatching { Task { await watch() } }
    return number
  }

  /// Until there is nothing to look at.
  private func watch() async {
    let interval = min(limit / 10, .seconds(1))
    repeat {
      try? await Task.sleep(for: interval, tolerance: interval / 2)
      let now = ContinuousClock.now
      let late = state.withLock { state in
        state.answers.filter { $0.value.end < now && !$0.value.isOver }.map { number, answer in
          state.answers[number]?.isOver = true
          return answer.cancel
        }
      }
      for cancel in late { cancel() }
    } while state.withLock { state in
      state.isWatched = !state.answers.isEmpty
      return state.isWatched
    }
  }
}
