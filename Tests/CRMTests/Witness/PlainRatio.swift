/// A ratio of whole numbers, and what is asked of one.
struct PlainRatio: Hashable {
  let numerator, denominator: Int

  init(_ numerator: Int, _ denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }

  var double: Double { Double(numerator) / Double(denominator) }

  /// The nearest whole number, of two the one farther from zero.
  var rounded: Int {
    let isNegative = (numerator < 0) != (denominator < 0)
    let (top, bottom) = (abs(numerator), abs(denominator))
    let nearest = (2 * top + bottom) / (2 * bottom)
    return isNegative ? -nearest : nearest
  }

  /// Wilson's 95 % interval: the shares p for which the observed one lies within z standard deviations of p, found by halving, not by
  /// the formula. Nil of what is no share.
  var interval: (low: Double, high: Double)? {
    guard denominator > 0, (0...denominator).contains(numerator) else { return nil }
    let (observed, n, z) = (double, Double(denominator), 1.959963984540054)
    /// Whether the observed share is too far from p.
    func isFar(_ p: Double) -> Bool { (observed - p) * (observed - p) > z * z * p * (1 - p) / n }
    func edge(near: Double, far: Double) -> Double {
      var (near, far) = (near, far)
      for _ in 0..<200 {
        let middle = (near + far) / 2
        if isFar(middle) { far = middle } else { near = middle }
      }
      return near
    }
    return (numerator == 0 ? 0 : edge(near: observed, far: 0), numerator == denominator ? 1 : edge(near: observed, far: 1))
  }
}
