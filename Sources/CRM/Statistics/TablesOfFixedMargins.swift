import Foundation

/// The ways in which so many successes can fall on groups of so many trials when chance alone decides: multivariate hypergeometric, each
/// with a probability in proportion to Π C(trials, successes).
struct TablesOfFixedMargins {
  /// Of each group, the greatest first: the last one, which follows from the others, is the smallest.
  private let trials: [Int]
  /// How many of the trials are in this group and those after it.
  private let trialsFrom: [Int]
  private let successes: Int
  private let binomials: LogBinomials
  /// The logarithm of Π C(trials, successes) of the table observed, with a margin so that equal ones are not told apart by rounding.
  private let observed: Double

  init(_ groups: [Homogeneity.Group]) {
    let groups = groups.sorted { $0.trials > $1.trials }
    trials = groups.map(\.trials)
    trialsFrom = groups.indices.map { groups[$0...].reduce(0) { $0 + $1.trials } }
    successes = groups.reduce(0) { $0 + $1.successes }
    let binomials = LogBinomials(upTo: groups.reduce(0) { $0 + $1.trials })
    observed = groups.reduce(0) { $0 + binomials($1.trials, $1.successes) } + 1e-7
    self.binomials = binomials
  }

  /// How many there are; of more than a limit some number above it.
  func count(upTo limit: Int) -> Int {
    // Those of one group more: how many ways there are to have so many successes in it and those before.
    var ways = [1]
    for trials in trials {
      let length = min(ways.count + trials, successes + 1)
      var sums = [0]
      for way in ways { sums.append(min(sums[sums.count - 1] + way, limit + 1)) }
      ways = (0..<length).map { min(sums[min($0 + 1, ways.count)] - sums[min(max($0 - trials, 0), ways.count)], limit + 1) }
      // A sum that was cut says nothing of a difference.
      if sums[sums.count - 1] > limit { return limit + 1 }
    }
    return ways.count > successes ? ways[successes] : 0
  }

  /// The probability of all tables that are no more probable than the one observed, by going through them.
  func tail() -> Double {
    let logs = trials.map { trials in (0...min(trials, successes)).map { binomials(trials, $0) } }
    let all = binomials(trialsFrom[0], successes)
    func sum(_ group: Int, _ left: Int, _ log: Double) -> Double {
      if group == trials.count - 1 {
        let whole = log + logs[group][left]
        return whole <= observed ? exp(whole - all) : 0
      }
      let after = trialsFrom[group + 1]
      return (max(0, left - after)...min(trials[group], left)).reduce(0) { $0 + sum(group + 1, left - $1, log + logs[group][$1]) }
    }
    return min(sum(0, successes, 0), 1)
  }

  /// The same from tables drawn.
  func simulatedTail(_ draws: Int, seed: UInt64) -> Double {
    var generator = SeededGenerator(seed: seed)
    let hits = (0..<draws).count { _ in drawn(&generator) <= observed }
    return Double(1 + hits) / Double(1 + draws)
  }

  /// Draws a table and gives the logarithm of its Π C(trials, successes).
  private func drawn(_ generator: inout SeededGenerator) -> Double {
    var (left, log) = (successes, 0.0)
    for group in trials.indices.dropLast() {
      let found = binomials.hypergeometric(trials[group], others: trialsFrom[group + 1], drawing: left, &generator)
      log += binomials(trials[group], found)
      left -= found
    }
    return log + binomials(trials[trials.count - 1], left)
  }
}

/// The logarithms of binomial coefficients, from logarithms of factorials that are computed once: drawing asks for millions.
struct LogBinomials {
  private let factorials: [Double]

  /// Of wholes up to a number.
  init(upTo most: Int) { factorials = (0...most).map { lgamma(Double($0) + 1) } }

  /// The logarithm of the number of ways to choose some of a whole.
  func callAsFunction(_ whole: Int, _ chosen: Int) -> Double { factorials[whole] - factorials[chosen] - factorials[whole - chosen] }

  /// How many of a group are among some drawn from it and others without putting back: by inversion outwards from the mode, so that it takes
  /// about as many steps as the standard deviation is great (Devroye, « Non-Uniform Random Variate Generation », III.2).
  func hypergeometric(_ group: Int, others: Int, drawing: Int, _ generator: inout SeededGenerator) -> Int {
    let (least, most) = (max(0, drawing - others), min(group, drawing))
    let mode = min(max((drawing + 1) * (group + 1) / (group + others + 2), least), most)
    let probability = exp(self(group, mode) + self(others, drawing - mode) - self(group + others, drawing))
    var rest = generator.unit() - probability
    var (below, above) = (mode, mode)
    var (low, high) = (probability, probability)
    while rest > 0, below > least || above < most {
      if above < most {
        high *= Double(group - above) * Double(drawing - above) / (Double(above + 1) * Double(others - drawing + above + 1))
        above += 1
        rest -= high
        if rest <= 0 { return above }
      }
      if below > least {
        low *= Double(below) * Double(others - drawing + below) / (Double(group - below + 1) * Double(drawing - below + 1))
        below -= 1
        rest -= low
        if rest <= 0 { return below }
      }
    }
    return mode
  }
}
