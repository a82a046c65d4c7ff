import ArgumentParser
import CRM
import Foundation

struct ConversationCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conversation", abstract: say(.helpConversations), subcommands: [Add.self, List.self, Show.self, Void.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpLog), discussion: say(.helpLogMore))

    @OptionGroup var arguments: LogArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws { try await arguments.log(options) }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpConversationList))

    @Option(help: ArgumentHelp(say(.helpByFilter)))
    var by: String?

    @Option(help: ArgumentHelp(say(.helpProspectFilter)))
    var prospect: String?

    @Option(help: ArgumentHelp(say(.helpChannel)))
    var channel: String?

    @Option(help: ArgumentHelp(say(.helpOutcome)))
    var outcome: String?

    @OptionGroup var period: PeriodArguments
    @OptionGroup var page: PageArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      var filter = ConversationFilter()
      filter.salesperson = by
      filter.prospect = prospect
      filter.channel = try choice(channel, "--channel")
      filter.outcome = try choice(outcome, "--outcome")
      (filter.from, filter.to) = try period.days()
      (filter.limit, filter.after) = try (page.limit, page.start())
      try await options.withScope { scope in
        let found = try await Conversations(scope).list(filter)
        try present(found, as: table(found, Self.columns, Self.cells), options.output)
      }
    }

    private static let columns = [
      Column("at", .labelWhen), Column("prospect", .labelProspect), Column("salesperson", .labelSalesperson),
      Column("companion", .labelCompanion), Column("channel", .labelChannel), Column("outcome", .labelOutcome),
      Column("next_step", .labelNext), Column("next_on", .labelNextOn), Column("id", .labelID),
    ]

    private static func cells(_ each: Conversation) -> [Cell] {
      [
        .instant(each.localTime), .text(each.prospect), .text(each.salesperson), .text(each.companion),
        .code(each.channel.rawValue, each.channel.name), .code(each.outcome.rawValue, each.outcome.name), .text(each.nextStep),
        .day(each.nextOn), .id(each.id),
      ]
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpConversationShow))

    @Argument(help: ArgumentHelp(say(.helpFactID)))
    var id: String

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      let id = try requiredID(id)
      try await options.withScope { scope in
        let found = try await Conversations(scope).show(id)
        try present(found, as: Table(of: card(found)), options.output)
      }
    }

    private func card(_ found: Conversation) -> [(column: Column, cell: Cell)] {
      [
        (Column("prospect", .labelProspect), .text(found.prospect)), (Column("at", .labelWhen), .instant(found.localTime)),
        (Column("salesperson", .labelSalesperson), .text(found.salesperson)),
        (Column("companion", .labelCompanion), .text(found.companion)),
        (Column("channel", .labelChannel), .code(found.channel.rawValue, found.channel.name)),
        (Column("outcome", .labelOutcome), .code(found.outcome.rawValue, found.outcome.name)),
        (Column("minutes", .labelMinutes), .integer(found.minutes)), (Column("note", .labelNote), .text(found.note)),
        (Column("next_step", .labelNext), .text(found.nextStep)), (Column("next_on", .labelNextOn), .day(found.nextOn)),
        (Column("opportunity_id", .labelOpportunity), .id(found.opportunityID)),
        (Column("void_reason", .labelVoided), .text(found.voidReason)),
        (Column("id", .labelID), .id(found.id)),
      ]
    }
  }

  struct Void: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpVoid))

    @OptionGroup var arguments: VoidArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws { try await arguments.void(options) { try await Conversations($0).void($1, reason: $2) } }
  }
}

struct AgendaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agenda", abstract: say(.helpAgenda), discussion: say(.helpAgendaMore))

  @Option(help: ArgumentHelp(say(.helpBy)))
  var by: String?

  @Option(help: ArgumentHelp(say(.helpUntil)))
  var until: String?

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    let until = try day(until, "--until")
    try await options.withScope { scope in
      let found = try await Conversations(scope).agenda(by: by, until: until)
      // csv lists what is due, and nothing else.
      let isUpcoming = found.followUps.isEmpty && !found.upcoming.isEmpty && options.output.format == .table
      let table = Table(
        columns, rows: (isUpcoming ? found.upcoming : found.followUps).map(cells), title: isUpcoming ? .noFollowUpDue : nil,
        empty: .noFollowUp)
      try present(found, as: table, options.output)
    }
  }

  private var columns: [Column] {
    [
      Column("next_on", .labelNextOn), Column("due", .labelDue), Column("next_step", .labelNext),
      Column("prospect", .labelProspect), Column("phone", .labelPhone), Column("city", .labelCity),
      Column("salesperson", .labelSalesperson), .forPrograms("opposed_on", .labelOpposition),
    ]
  }

  private func cells(_ each: FollowUp) -> [Cell] {
    [
      .day(each.nextOn), due(each), .text(each.nextStep), .text(each.prospect),
      // Nothing here proposes to call who objected.
      each.opposedOn.map { .code("", .opposed($0)) } ?? .text(each.phone), .text(each.city), .text(each.salesperson),
      .day(each.opposedOn),
    ]
  }

  /// How far its day is; for programs in days, negative when it is past.
  private func due(_ each: FollowUp) -> Cell {
    if let days = each.daysAhead { return .code("\(days)", .dueIn(days)) }
    let days = each.daysOverdue ?? 0
    return days == 0 ? .code("0", .dueToday) : .code("-\(days)", .overdue(days))
  }
}
