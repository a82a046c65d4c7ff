import Synchronization

/// How requests went, by route: counts and how long they took, as Prometheus reads them.
final class Metrics: Sendable {
  private struct Route: Hashable {
    let method, path: String
    let status: Int
  }

  private struct Latency {
    var buckets = Array(repeating: 0, count: Metrics.bounds.count)
    var count = 0
    var seconds = 0.0
  }

  private struct State {
    var routes: [Route: Latency] = [:]
    var underWay = 0
  }

  /// Upper bounds in seconds.
  private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  private let state = Mutex(State())

  /// - Returns: Whether there is room for another request among so many.
  func begin(atMost most: Int) -> Bool {
    state.withLock { state in
      guard state.underWay < most else { return false }
      state.underWay += 1
      return true
    }
  }

  /// A request was answered. Paths are those of the routes, never those that were asked: they hold no personal data and are few.
  func end(_ method: String, _ path: String, _ status: Int, after duration: Duration) {
    let seconds = duration / .seconds(1)
    state.withLock { state in
      state.underWay -= 1
      var latency = state.routes[Route(method: method, path: path, status: status)] ?? Latency()
      latency.count += 1
      latency.seconds += seconds
      if let bucket = Self.bounds.firstIndex(where: { seconds <= $0 }) { latency.buckets[bucket] += 1 }
      state.routes[Route(method: method, path: path, status: status)] = latency
    }
  }

  /// The text that a Prometheus server asks for.
  func text(_ gauges: [(name: String, help: String, value: Int)]) -> String {
    let state = state.withLock { $0 }
    var lines = gauges.flatMap { ["# HELP \($0.name) \($0.help)", "# TYPE \($0.name) gauge", "\($0.name) \($0.value)"] }
    lines += [
      "# HELP filon_requests_under_way Requests that are being answered.", "# TYPE filon_requests_under_way gauge",
      "filon_requests_under_way \(state.underWay)", "# HELP filon_request_seconds How long requests took.",
      "# TYPE filon_request_seconds histogram",
    ]
    for (route, latency) in state.routes.sorted(by: {
      ($0.key.path, $0.key.method, $0.key.status) < ($1.key.path, $1.key.method, $1.key.status)
    }) {
      let labels = "method=\"\(route.method)\",route=\"\(route.path)\",status=\"\(route.status)\""
      var sum = 0
      for (bound, count) in zip(Self.bounds, latency.buckets) {
        sum += count
        lines.append("filon_request_seconds_bucket{\(labels),le=\"\(bound)\"} \(sum)")
      }
      lines.append("filon_request_seconds_bucket{\(labels),le=\"+Inf\"} \(latency.count)")
      lines.append("filon_request_seconds_sum{\(labels)} \(latency.seconds)")
      lines.append("filon_request_seconds_count{\(labels)} \(latency.count)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
