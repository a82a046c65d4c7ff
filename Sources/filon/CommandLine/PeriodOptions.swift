import ArgumentParser
import CRM
import Postgres

/// Over which days, and as known when.
struct PeriodOptions: ParsableArguments {
  @Option(name: .customLong("from"), help: ArgumentHelp(say(.helpFrom)))
  var fromText: String?

  @Option(name: .customLong("to"), help: ArgumentHelp(say(.helpTo)))
  var toText: String?

  @Option(name: .customLong("as-of"), help: ArgumentHelp(say(.helpAsOf)))
  var asOfText: String?

  // What it was called before 0.2.
  @Option(name: .customLong("as-known-at"), help: .hidden)
  var knownAtText: String?

  /// The days and the moment that were given.
  func read() throws -> (from: Day?, to: Day?, asOf: AsOf?) {
    if asOfText != nil, knownAtText != nil { throw CRMError(.usage, .givenTwice("--as-of"), remedy: .giveOnce) }
    var asOf: AsOf?
    if let text = asOfText ?? knownAtText {
      asOf = AsOf(text)
      if asOf == nil { throw CRMError(.usage, .unreadableAsOf(text), place: "--as-of", remedy: .asOfRemedy) }
    }
    return (try day(fromText, "--from"), try day(toText, "--to"), asOf)
  }
}
