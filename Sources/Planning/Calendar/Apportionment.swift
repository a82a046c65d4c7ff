import CRM

extension Int {
  /// Whole parts that sum to it exactly, in proportion to weights, by the largest remainder method (Hamilton's): each part is rounded down
  /// and what is left goes, one each, to the greatest remainders, the earliest first among equal ones. What is below zero is apportioned as
  /// its magnitude is.
  ///
  /// - Parameter weights: those below zero count as zero; when none is above it, all count the same. Without any there are no parts.
  func apportioned(by weights: [Int]) -> [Int] {
    let (weights, total) = Int.proportions(weights)
    let shares = weights.map { (UInt128(magnitude) * $0).quotientAndRemainder(dividingBy: total) }
    var parts = shares.map { UInt($0.quotient) }
    let left = magnitude - parts.reduce(0, +)
    let byRemainder = shares.indices.sorted { (shares[$1].remainder, $0) < (shares[$0].remainder, $1) }
    for index in byRemainder.prefix(Int(left)) { parts[index] += 1 }
    return parts.map(signed)
  }

  /// Whole parts that sum to it exactly, of which the first so many always sum to their proportional share, rounded half up: what is small
  /// against the number of parts is spread among them, where the largest remainders would heap it on the first.
  ///
  /// - Parameter weights: as for `apportioned(by:)`.
  func spread(by weights: [Int]) -> [Int] {
    let (weights, total) = Int.proportions(weights)
    var (weight, before): (UInt128, UInt) = (0, 0)
    return weights.map {
      weight += $0
      let (share, remainder) = (UInt128(magnitude) * weight).quotientAndRemainder(dividingBy: total)
      let through = UInt(share) + (remainder >= total - remainder ? 1 : 0)
      defer { before = through }
      return signed(through - before)
    }
  }

  /// In 128 bits, where neither their sum nor a product with a whole of 64 bits overflows.
  private static func proportions(_ weights: [Int]) -> (weights: [UInt128], total: UInt128) {
    let positive = weights.map { UInt128(Swift.max($0, 0)) }
    let total = positive.reduce(0, +)
    return total > 0 ? (positive, total) : (weights.map { _ in 1 }, UInt128(weights.count))
  }

  private func signed(_ magnitude: UInt) -> Int { Int(truncatingIfNeeded: self < 0 ? 0 &- magnitude : magnitude) }
}
