import ArgumentParser
import CRM
import Foundation
import Tables

/// The salesperson's daily command: short for `conversation add`.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: say(.helpLog), discussion: say(.helpLogMore))

  @OptionGroup var arguments: LogArguments
  @OptionGroup var options: ScopeOptions

  func run() async throws { try await arguments.log(options) }
}

/// What is said of a conversation.
struct LogArguments: ParsableArguments {
  @Argument(help: ArgumentHelp(say(.helpProspectText)), completion: .prospects)
  var prospect: String?

  @Option(name: .shortAndLong, help: ArgumentHelp(say(.helpBy)), completion: .people)
  var by: String?

  @Option(help: ArgumentHelp(say(.helpWith)), completion: .people)
  var with: String?

  @Option(name: .shortAndLong, help: ArgumentHelp(say(.helpChannel)), completion: .channels)
  var channel: String?

  @Option(name: .shortAndLong, help: ArgumentHelp(say(.helpOutcome)), completion: .outcomes)
  var outcome: String?

  @Option(name: .shortAndLong, help: ArgumentHelp(say(.helpAt)))
  var at: String?

  @Option(name: .shortAndLong, help: ArgumentHelp(say(.helpMinutes)))
  var minutes: String?

  @Option(help: ArgumentHelp(say(.helpNote)))
  var note: String?

  @Option(name: .shortAndLong, help: ArgumentHelp(say(.helpNext)))
  var next: String?

  @Option(name: [.customShort("d"), .long], help: ArgumentHelp(say(.helpNextOn)))
  var nextOn: String?

  @Flag(help: ArgumentHelp(say(.helpKeepNext)))
  var keepNext = false

  @Option(help: ArgumentHelp(say(.helpLogStage)), completion: .stages)
  var stage: String?

  @Option(help: ArgumentHelp(say(.helpLogOpportunity)))
  var opportunity: String?

  @Option(help: ArgumentHelp(say(.helpSold)))
  var sold: String?

  @Flag(help: ArgumentHelp(say(.helpNew)))
  var new = false

  @Flag(help: ArgumentHelp(say(.helpAnother)))
  var another = false

  @Option(help: ArgumentHelp(say(.helpLogID)))
  var id: String?

  func log(_ options: ScopeOptions) async throws {
    let usual = try settingChannel()
    let asks = isIncomplete(usual) && options.output.format == .table && Question.canBeAsked
    if !asks { _ = try entry(usual) }
    try await options.withScope { scope in
      let said = asks ? try await LogDialogue(scope: scope).completed(self, channel: usual) : self
      var entry = try said.entry(usual)
      entry.at = try await moment(at, "--at", scope)
      entry.nextOn = try await day(said.nextOn, "--next-on", scope, .future)
      entry.soldCents = try cents(sold, "--sold", scope)
      let answer = try await DailyLog(scope).record(entry)
      let currency = scope.organization.currency
      try present(
        answer, saying: answer.lines(currency: currency), as: table(of: answer), options.output, currency: currency,
        recorded: answer.conversationID)
    }
  }

  /// Whether something is missing that every conversation has.
  private func isIncomplete(_ usual: Channel?) -> Bool {
    prospect == nil || channel == nil && usual == nil || outcome == nil && sold == nil
  }

  /// What needs no database to be read.
  ///
  /// - Throws: `.usage` for what is missing or cannot be read.
  private func entry(_ usual: Channel?) throws -> LogEntry {
    guard let prospect else { throw CRMError(.usage, .prospectMissing, place: "<prospect>", remedy: .prospectMissingRemedy) }
    guard let channel: Channel = try choice(channel, "--channel") ?? usual else {
      throw CRMError(.usage, .channelMissing, place: "--channel", remedy: Channel.choices)
    }
    guard let outcome: Outcome = try choice(outcome ?? sold.map { _ in Outcome.sold.rawValue }, "--outcome") else {
      throw CRMError(.usage, .outcomeMissing, place: "--outcome", remedy: Outcome.choices)
    }
    var entry = LogEntry(prospect: prospect, channel: channel, outcome: outcome)
    entry.id = try filon.id(id, "--id")
    entry.createsProspect = new
    entry.salesperson = by
    entry.secondSalesperson = with
    entry.minutes = try filon.minutes(minutes, "--minutes")
    entry.note = note
    entry.nextStep = next
    entry.keepsNext = keepNext
    entry.isAnother = another
    entry.stage = stage
    entry.opportunity = opportunity
    return entry
  }

  /// The channel that is set.
  private func settingChannel() throws -> Channel? {
    guard let set = try Setting.channel.value() else { return nil }
    return try choice(set.text, set.origin)
  }

  private func table(of answer: LogAnswer) -> Table {
    Table(of: answer) {
      Column("status", .labelKind) { .text($0.status.rawValue) }
      Column("conversation_id", .labelID) { .id($0.conversationID) }
      Column("prospect_id", .labelID) { .id($0.prospectID) }
      Column("prospect", .labelProspect) { .text($0.prospect) }
      Column("opportunity_id", .labelID) { .id($0.opportunityID) }
      Column("stage", .labelStage) { .text($0.toStage) }
      Column("sale_id", .labelID) { .id($0.saleID) }
      Column("sold", .labelAmount) { .money($0.soldCents) }
      Column("customer_since", .labelSince) { .day($0.customerSince) }
    }
  }
}
