/// Counts the figures that were compared and keeps those that differ, each with where it stands.
struct Comparison {
  private(set) var count = 0
  private(set) var differences: [String] = []

  /// Compares one figure.
  mutating func expect<Value: Equatable>(_ place: @autoclosure () -> String, _ name: String, _ got: Value, _ right: Value) {
    count += 1
    if got != right { differences.append("\(place()): \(name) is \(shown(got)), right is \(shown(right))") }
  }

  /// Compares one that is computed with floating point.
  mutating func expect(_ place: @autoclosure () -> String, _ name: String, near got: Double?, _ right: Double?) {
    count += 1
    let isNear: Bool
    switch (got, right) {
    case (nil, nil): isNear = true
    case (let got?, let right?): isNear = abs(got - right) <= 1e-9 * max(1, abs(right))
    default: isNear = false
    }
    if !isNear { differences.append("\(place()): \(name) is \(shown(got)), right is \(shown(right))") }
  }

  mutating func add(_ other: Comparison) {
    count += other.count
    differences += other.differences
  }

  private func shown<Value>(_ value: Value) -> String {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return "\(value)" }
    return mirror.children.first.map { "\($0.value)" } ?? "nothing"
  }
}
