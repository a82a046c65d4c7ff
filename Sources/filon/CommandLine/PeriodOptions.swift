import ArgumentParser
import CRM
import Foundation
import Postgres

/// A period of business days, by its bounds or by its name.
struct PeriodArguments: ParsableArguments {
  @Option(help: ArgumentHelp(say(.helpPeriod)))
  var period: String?

  @Option(help: ArgumentHelp(say(.helpFrom)))
  var from: String?

  @Option(help: ArgumentHelp(say(.helpUntilDay)))
  var until: String?

  @Option(help: ArgumentHelp(say(.helpTo)))
  var to: String?

  var isGiven: Bool { period != nil || from != nil || until != nil || to != nil }

  /// The first day and the first day after the last one, where they are given.
  func days(_ scope: Scope) async throws -> (from: Day?, to: Day?) {
    try await filon.days(period: period, from: from, until: until, to: to, scope)
  }
}

/// The first day of a period and the first one after it, where they are given: by name, or by its bounds, of which `--until` still counts.
func days(period: String?, from: String?, until: String?, to: String? = nil, _ scope: Scope) async throws -> (from: Day?, to: Day?) {
  if let period {
    guard from == nil, until == nil, to == nil else { throw CRMError(.usage, .periodOrBounds, place: "--period", remedy: .giveOnce) }
    do {
      let period = try Period.named(period, today: try await scope.today)
      return (period.from, period.to)
    } catch let error as InvalidValue {
      throw CRMError(.usage, error.message, place: "--period", remedy: error.remedy)
    }
  }
  if until != nil, to != nil { throw CRMError(.usage, .untilOrTo, place: "--until", remedy: .giveOnce) }
  let first = try await day(from, "--from", scope, .nearest)
  let last = try await day(until, "--until", scope, .nearest)
  let end = if let last { last + 1 } else { try await day(to, "--to", scope, .nearest) }
  if let first, let end, end <= first {
    throw CRMError(.usage, .emptyPeriod(first, end), place: last == nil ? "--to" : "--until", remedy: .periodRemedy)
  }
  if to != nil, let end, (end + 1).day == 1 { tell(.lastDayLeftOut(end)) }
  return (first, end)
}

/// Over which days, and as known when.
struct PeriodOptions: ParsableArguments {
  @OptionGroup var period: PeriodArguments

  @Option(name: .customLong("as-of"), help: ArgumentHelp(say(.helpAsOf)))
  var asOfText: String?

  // What it was called before 0.2.
  @Option(name: .customLong("as-known-at"), help: .hidden)
  var knownAtText: String?

  /// The days and the moment that were given.
  func read(_ scope: Scope) async throws -> (from: Day?, to: Day?, asOf: AsOf?) {
    if asOfText != nil, knownAtText != nil { throw CRMError(.usage, .givenTwice("--as-of"), remedy: .giveOnce) }
    let (from, to) = try await period.days(scope)
    return (from, to, try await asOf(asOfText ?? knownAtText, "--as-of", scope))
  }
}
