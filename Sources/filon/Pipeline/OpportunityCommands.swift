import ArgumentParser
import CRM
import Foundation
import Tables

struct OpportunityCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "opportunity", abstract: say(.helpOpportunities),
    subcommands: [
      Add.self, Update.self, Move.self, Win.self, Lose.self, Abandon.self, Reopen.self, List.self, Show.self, Void.self,
    ])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpOpportunityAdd))

    @Argument(help: ArgumentHelp(say(.helpProspectText)), completion: .prospects)
    var prospect: String

    @Option(help: ArgumentHelp(say(.helpSaleBy)), completion: .people)
    var by: String?

    @Option(help: ArgumentHelp(say(.helpTitle)))
    var title: String?

    @Option(help: ArgumentHelp(say(.helpStage)), completion: .stages)
    var stage: String?

    @Option(help: ArgumentHelp(say(.helpAmount)))
    var amount: String?

    @Option(help: ArgumentHelp(say(.helpOpportunitySource)))
    var source: String?

    @Option(help: ArgumentHelp(say(.helpChannel)), completion: .channels)
    var channel: String?

    @Option(help: ArgumentHelp(say(.helpAt)))
    var at: String?

    @Option(help: ArgumentHelp(say(.helpExpected)))
    var expected: String?

    @OptionGroup var fact: NewFactArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      var entry = OpportunityEntry(prospect: prospect)
      entry.salesperson = by
      entry.title = title
      entry.stage = stage
      entry.source = source
      entry.channel = try choice(channel, "--channel")
      entry.note = fact.note
      entry.isAnother = fact.another
      try await options.withScope { scope in
        entry.openedAt = try await moment(at, "--at", scope) ?? .now
        entry.expectedOn = try await day(expected, "--expected", scope, .future)
        entry.amountCents = try cents(amount, "--amount", scope)
        try show(try await Opportunities(scope).add(entry), scope, options)
      }
    }
  }

  struct Update: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpOpportunityUpdate), discussion: say(.helpOpportunityUpdateMore))

    @Argument(help: ArgumentHelp(say(.helpOpportunityText)))
    var opportunity: String

    @Option(help: ArgumentHelp(say(.helpOpportunityOwner)))
    var owner: String?

    @Option(help: ArgumentHelp(say(.helpAmount)))
    var amount: String?

    @Option(help: ArgumentHelp(say(.helpTitle)))
    var title: String?

    @Option(help: ArgumentHelp(say(.helpExpected)))
    var expected: String?

    @Option(help: ArgumentHelp(say(.helpOpportunitySource)))
    var source: String?

    @Option(help: ArgumentHelp(say(.helpChannel)), completion: .channels)
    var channel: String?

    @Option(help: ArgumentHelp(say(.helpReason)))
    var reason: String?

    @Option(help: ArgumentHelp(say(.helpCompetitor)))
    var competitor: String?

    @Option(help: ArgumentHelp(say(.helpNote)))
    var note: String?

    @Option(help: ArgumentHelp(say(.helpOpportunityAt)))
    var at: String?

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      var change = OpportunityChange()
      change.owner = owner
      change.title = title
      change.source = source
      change.channel = try choice(channel, "--channel")
      change.lossReason = reason
      change.competitor = competitor
      change.note = note
      try await options.withScope { scope in
        change.at = try await moment(at, "--at", scope) ?? .now
        change.expectedOn = try await day(expected, "--expected", scope, .future)
        change.amountCents = try cents(amount, "--amount", scope)
        try show(try await Opportunities(scope).update(opportunity, change), scope, options)
      }
    }
  }

  struct Move: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpOpportunityMove))

    @OptionGroup var change: ChangeArguments

    @Option(help: ArgumentHelp(say(.helpStage)), completion: .stages)
    var stage: String

    @Option(help: ArgumentHelp(say(.helpAmount)))
    var amount: String?

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let at = try await change.moment(scope)
        let amount = try cents(amount, "--amount", scope)
        try show(try await Opportunities(scope).move(change.opportunity, to: stage, amountCents: amount, at: at), scope, options)
      }
    }
  }

  struct Win: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpOpportunityWin))

    @OptionGroup var change: ChangeArguments

    @Option(help: ArgumentHelp(say(.helpAmount)))
    var amount: String?

    @Flag(help: ArgumentHelp(say(.helpWinSold)))
    var sold = false

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let at = try await change.moment(scope)
        let amount = try cents(amount, "--amount", scope)
        try show(
          try await Opportunities(scope).win(change.opportunity, amountCents: amount, recordsSale: sold, at: at), scope, options)
      }
    }
  }

  struct Lose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpOpportunityLose))

    @OptionGroup var change: ChangeArguments

    @Option(help: ArgumentHelp(say(.helpReason)))
    var reason: String?

    @Option(help: ArgumentHelp(say(.helpCompetitor)))
    var competitor: String?

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let at = try await change.moment(scope)
        let lost = try await Opportunities(scope).lose(change.opportunity, reason: reason, competitor: competitor, at: at)
        try show(lost, scope, options)
      }
    }
  }

  struct Abandon: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpOpportunityAbandon))

    @OptionGroup var change: ChangeArguments

    @Option(help: ArgumentHelp(say(.helpReason)))
    var reason: String?

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let at = try await change.moment(scope)
        try show(try await Opportunities(scope).abandon(change.opportunity, reason: reason, at: at), scope, options)
      }
    }
  }

  struct Reopen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpOpportunityReopen))

    @OptionGroup var change: ChangeArguments

    @Option(help: ArgumentHelp(say(.helpStage)), completion: .stages)
    var stage: String?

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let at = try await change.moment(scope)
        try show(try await Opportunities(scope).reopen(change.opportunity, stage: stage, at: at), scope, options)
      }
    }
  }

  struct Void: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpVoid))

    @OptionGroup var arguments: VoidArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws { try await arguments.void(options) { try await Opportunities($0).void($1, reason: $2) } }
  }

  /// Which opportunity changes, and when.
  struct ChangeArguments: ParsableArguments {
    @Argument(help: ArgumentHelp(say(.helpOpportunityText)))
    var opportunity: String

    @Option(help: ArgumentHelp(say(.helpAt)))
    var at: String?

    func moment(_ scope: Scope) async throws -> Moment { try await filon.moment(at, "--at", scope) ?? .now }
  }

  private static func show(_ opportunity: Opportunity, _ scope: Scope, _ options: ScopeOptions) throws {
    try present(
      opportunity, as: Table(of: opportunity) { columns }, options.output, currency: scope.organization.currency, recorded: opportunity.id)
  }

  private static func show(_ answer: OpportunityAnswer, _ scope: Scope, _ options: ScopeOptions) throws {
    let notes: [Message] =
      answer.status.notes
      + [answer.isOwnedByProspectsOwner ? .ownerOfProspect : nil, answer.missingSale.map(Message.saleMissing)].compactMap(\.self)
    var tables = [Table(of: answer.opportunity, notes: notes) { columns }]
    if let sale = answer.sale { tables.append(Table(of: sale, title: .saleRecorded) { Sale.columns }) }
    try present(answer, as: tables, options.output, currency: scope.organization.currency, recorded: answer.id)
  }

  /// All that is known of an opportunity.
  @Columns<Opportunity> static var columns: [Column<Opportunity>] {
    state
    Column("source", .fieldSource) { .text($0.source) }
    Column("channel", .labelChannel) { .code($0.channel) }
    Column("opened_on", .labelOpenedOn) { .day($0.openedOn) }
    Column("closed_on", .labelClosedOn) { .day($0.closedOn) }
    Column("expected_on", .labelExpectedOn) { .day($0.expectedOn) }
    Column("loss_reason", .labelLossReason) { .text($0.lossReason) }
    Column("competitor", .labelCompetitor) { .text($0.competitor) }
    Column("note", .fieldNote) { .text($0.note) }
    Column("voided_at", .labelVoided) { .instant($0.voidedAt) }
    Column("void_reason", .labelReason) { .text($0.voidReason) }
    Column("id", .labelID) { .id($0.id) }
  }

  @Columns<Opportunity> static var state: [Column<Opportunity>] {
    Column("prospect", .labelProspect) { .text($0.prospect) }
    Column("title", .labelTitle) { .text($0.title) }
    Column("stage", .labelStage) { .text($0.stage) }
    Column("stage_since_day", .labelSince) { .day($0.stageSinceDay) }
    Column("amount", .labelAmount, .trailing) { .money($0.amountCents) }
    Column("salesperson", .labelSalesperson) { .text($0.salesperson) }
  }
}
