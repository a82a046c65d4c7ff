import ArgumentParser
import CRM
import Postgres

/// Over which days, and as known when.
struct PeriodOptions: ParsableArguments {
  @Option(name: .customLong("from"), help: ArgumentHelp(say(.helpFrom)))
  var fromText: String?

  @Option(name: .customLong("to"), help: ArgumentHelp(say(.helpTo)))
  var toText: String?

  @Option(name: .customLong("as-known-at"), help: ArgumentHelp(say(.helpKnownAt)))
  var knownAtText: String?

  /// The days and the moment that were given.
  func read() throws -> (from: Day?, to: Day?, knownAt: KnownAt?) {
    var knownAt: KnownAt?
    if let text = knownAtText {
      knownAt = KnownAt(text)
      if knownAt == nil { throw CRMError(.usage, .unreadableKnownAt(text), place: "--as-known-at", remedy: .knownAtRemedy) }
    }
    return (try day(fromText, "--from"), try day(toText, "--to"), knownAt)
  }
}
