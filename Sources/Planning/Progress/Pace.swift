package import CRM
import Foundation

/// What forecasts are made from: how much of the time has passed, and what came about in it.
package struct Pace: Sendable {
  /// A week, or what of it has passed, and what came about in it.
  package struct Week: Sendable {
    /// In the units of `elapsed`.
    let time: Double
    /// Conversations held, sales made; of a rate what it divides by.
    let events: Int
    /// What they sum to in cents; of a rate its successes, of a stock how far it went up.
    let amount: Int

    package init(time: Double, events: Int, amount: Int) {
      self.time = time
      self.events = events
      self.amount = amount
    }
  }

  /// Working days, or the plan's own weights where it has some: only the proportion to `left` counts.
  let elapsed: Double
  let left: Double
  /// All of `weeks` together: of what counts somebody once, less than their sum.
  package let events: Int
  package let amount: Int
  let weeks: [Week]

  package init(elapsed: Double, left: Double, events: Int, amount: Int, weeks: [Week]) {
    self.elapsed = elapsed
    self.left = left
    self.events = events
    self.amount = amount
    self.weeks = weeks.filter { $0.time > 0 }
  }

  /// Fewer weeks say nothing of how far a stock moves in one.
  static let fewestWeeks = 4
  /// Fewer amounts say nothing of the next one.
  static let fewestAmounts = 2

  /// How many events are still to come at a constant rate of which nothing else is known (prior of Jeffreys; Gelman et al., « Bayesian Data
  /// Analysis », 2.6): negative binomial of mean μ = (n + ½) × left / elapsed and, where events come singly, variance μ × (1 + left / elapsed).
  /// The variance is `overdispersion` times that, and mean and variance follow the `drift`. Nil when no time has passed.
  package var eventsToCome: ToCome? {
    guard elapsed > 0, events >= 0 else { return nil }
    let ahead = left / elapsed
    let mean = (Double(events) + 0.5) * ahead
    let factor = overdispersion(of: weeks.map { ($0.time, $0.events) })
    let drift = drift(factor)
    return .events(
      mean: drift.mean * mean, variance: drift.mean * factor * mean * (1 + ahead) + drift.variance * mean * mean)
  }

  /// How many times as many events a unit of time still to come has as one so far, because the pace rises or falls.
  ///
  /// With a probability of 0.05 it does, by a factor whose logarithm over the whole time is normal of deviation 0.7 (twice as much in the end
  /// as in the beginning); the weeks tell how probable that is and how much (normal approximation of the likelihood of a log-linear rate at
  /// no slope; Gelman et al., 4.1 and 7.4). Between the middle of the time that has passed and of what is left lies half of it all.
  private func drift(_ overdispersion: Double) -> (mean: Double, variance: Double) {
    var begin = 0.0
    let middles = weeks.map { week in
      defer { begin += week.time }
      return (begin + week.time / 2) / (elapsed + left)
    }
    guard weeks.count > 1, left > 0 else { return (1, 0) }
    let middle: Double = zip(weeks, middles).reduce(0) { $0 + $1.0.time * $1.1 } / begin
    let rate = (Double(events) + 0.5) / elapsed / overdispersion
    let score = zip(weeks, middles).reduce(0) { $0 + Double($1.0.events) * ($1.1 - middle) } / overdispersion
    let information = zip(weeks, middles).reduce(0) { $0 + rate * $1.0.time * ($1.1 - middle) * ($1.1 - middle) }
    let (presumed, prior) = (0.05, 0.49)
    let precision = information + 1 / prior
    let favour: Double = score * score / precision / 2 - log(1 + information * prior) / 2
    let odds = presumed / (1 - presumed) * exp(min(favour, 50))
    let probable = odds / (1 + odds)
    let factor = exp(min(max(score / precision / 2, -2), 2))
    let within: Double = factor * factor / precision / 4
    let between: Double = (1 - probable) * (factor - 1) * (factor - 1)
    return (1 + probable * (factor - 1), probable * (within + between))
  }

  /// What those events will sum to: a compound of how many come and of what each is. The variance of one is that of the weeks' amounts
  /// about what the mean would make of their events, with an exponential distribution's for three more; it is raised by 4 / n, because few
  /// amounts rarely have a great one among them; that of the mean of n amounts is added. Nil when nothing is known of an amount.
  ///
  /// - Parameter others: Whose amounts it takes; its own when nil.
  package func amountToCome(like others: Pace? = nil) -> ToCome? {
    let known = others ?? self
    guard known.events >= Self.fewestAmounts, known.amount > 0 else { return nil }
    guard let coming = eventsToCome, case .events(let number, let spread) = coming else { return nil }
    let n = Double(known.events)
    let mean = Double(known.amount) / n
    let relative = known.relativeVariance * (1 + 4 / n)
    // Of the sum in units of the mean amount: N amounts, the mean of n of them, and N itself.
    let variance = number * relative + (spread + number * number) * relative / n + spread
    return .amounts(mean: mean * number, variance: mean * mean * variance, nothing: coming.nothing)
  }

  /// Of an amount, over the square of the mean one.
  private var relativeVariance: Double {
    let mean = Double(amount) / Double(events)
    let sold = weeks.filter { $0.events > 0 }
    let squares = sold.reduce(0.0) { sum, week in
      let surplus = Double(week.amount) / mean - Double(week.events)
      return sum + surplus * surplus / Double(week.events)
    }
    let presumed = 3.0
    return (squares + presumed) / (Double(max(sold.count - 1, 0)) + presumed)
  }

  /// How far a stock, or a sum that is not made of events, will move: as in the weeks so far. The variance of a unit of time is
  /// Σ (x − rate·t)² / t over the weeks less one, times left × (1 + left / elapsed). Nil with less than four weeks.
  package var changeToCome: ToCome? {
    guard weeks.count >= Self.fewestWeeks else { return nil }
    let time = weeks.reduce(0) { $0 + $1.time }
    let rate = weeks.reduce(0) { $0 + Double($1.amount) } / time
    let degrees = Double(weeks.count - 1)
    let dispersion =
      weeks.reduce(0.0) { sum, week in
        let surplus = Double(week.amount) - rate * week.time
        return sum + surplus * surplus / week.time
      } / degrees
    return .change(mean: rate * left, deviation: (dispersion * left * (1 + left / time)).squareRoot(), degreesOfFreedom: degrees)
  }

  /// How many times the variance of the binomial distribution the successes of the weeks have: Pearson's, with two weeks more that have as
  /// much; at least 1.
  var binomialVariance: Double {
    let share = (Double(amount) + 0.5) / (Double(events) + 1)
    let tried = weeks.filter { $0.events > 0 }
    let squares = tried.reduce(0.0) { sum, week in
      let surplus = Double(week.amount) - share * Double(week.events)
      return sum + surplus * surplus / (Double(week.events) * share * (1 - share))
    }
    return share > 0 && share < 1 ? max(1, (squares + 2) / (Double(max(tried.count - 1, 0)) + 2)) : 1
  }
}
