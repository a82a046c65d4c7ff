import ArgumentParser
import CRM
import Foundation
import Tables

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

    @Option(help: ArgumentHelp(say(.helpByFilter)), completion: .people)
    var by: String?

    @Option(help: ArgumentHelp(say(.helpProspectFilter)), completion: .prospects)
    var prospect: String?

    @Option(help: ArgumentHelp(say(.helpChannel)), completion: .channels)
    var channel: String?

    @Option(help: ArgumentHelp(say(.helpOutcome)), completion: .outcomes)
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
      filter.limit = page.limit
      try await options.withScope { scope in
        filter.after = try await page.start(scope)
        (filter.from, filter.to) = try await period.days(scope)
        let found = try await Conversations(scope).list(filter)
        try present(found, as: Table(page: found) { Self.columns }, options.output)
      }
    }

    @Columns<Conversation> private static var columns: [Column<Conversation>] {
      Column("at", .labelWhen) { .instant($0.localTime) }
      Column("prospect", .labelProspect) { .text($0.prospect) }
      ConversationCommands.people
      ConversationCommands.followUp
      Column("id", .labelID) { .id($0.id) }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpConversationShow))

    @Argument(help: ArgumentHelp(say(.helpFactID)))
    var id: String

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let found = try await Conversations(scope).show(try await identified(id, "<id>", scope))
        try present(found, as: Table(of: found) { Self.columns }, options.output)
      }
    }

    @Columns<Conversation> private static var columns: [Column<Conversation>] {
      Column("prospect", .labelProspect) { .text($0.prospect) }
      Column("at", .labelWhen) { .instant($0.localTime) }
      ConversationCommands.people
      Column("minutes", .labelMinutes) { .integer($0.minutes) }
      Column("note", .fieldNote) { .text($0.note) }
      ConversationCommands.followUp
      Column("opportunity_id", .labelOpportunity) { .id($0.opportunityID) }
      Column("void_reason", .labelVoided) { .text($0.voidReason) }
      Column("id", .labelID) { .id($0.id) }
    }
  }

  struct Void: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpVoid))

    @OptionGroup var arguments: VoidArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws { try await arguments.void(options) { try await Conversations($0).void($1, reason: $2) } }
  }

  @Columns<Conversation> private static var people: [Column<Conversation>] {
    Column("salesperson", .labelSalesperson) { .text($0.salesperson) }
    Column("second_salesperson", .labelWith) { .text($0.secondSalesperson) }
    Column("channel", .labelChannel) { .code($0.channel) }
    Column("outcome", .labelOutcome) { .code($0.outcome) }
  }

  @Columns<Conversation> private static var followUp: [Column<Conversation>] {
    Column("next_step", .labelNext) { .text($0.nextStep) }
    Column("next_on", .labelOn) { .day($0.nextOn) }
  }
}

struct AgendaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agenda", abstract: say(.helpAgenda), discussion: say(.helpAgendaMore))

  @Option(help: ArgumentHelp(say(.helpBy)), completion: .people)
  var by: String?

  @Option(help: ArgumentHelp(say(.helpUntil)))
  var until: String?

  @OptionGroup var output: CalendarOutputOptions
  @OptionGroup var access: AccessOptions

  func run() async throws {
    try await access.withScope { scope in
      let until = try await day(until, "--until", scope, .future)
      guard let format = output.format else {
        return try write(try await Conversations(scope).iCalendar(by: by, until: until, in: .current))
      }
      let found = try await Conversations(scope).agenda(by: by, until: until)
      // csv lists what is due, and nothing else.
      let isUpcoming = found.followUps.isEmpty && !found.upcoming.isEmpty && format == .table
      let table = Table(
        isUpcoming ? found.upcoming : found.followUps, title: isUpcoming ? .noFollowUpDue : nil, empty: .noFollowUp
      ) {
        Column("next_on", .labelOn) { .day($0.nextOn) }
        Column("due", .labelDue, cell: due)
        Column("next_step", .labelNext) { .text($0.nextStep) }
        Column("prospect", .labelProspect) { .text($0.prospect) }
        // Nothing here proposes to call who objected.
        Column("phone", .fieldPhone) { each in each.opposedOn.map { .code("", .opposed($0)) } ?? .text(each.phone) }
        Column("city", .fieldCity) { .text($0.city) }
        Column("salesperson", .labelSalesperson) { .text($0.salesperson) }
        Column("opposed_on", .labelOpposition, in: .sheet) { .day($0.opposedOn) }
      }
      try present(found, as: [table], in: format, csv: output.csv.style(), isPaged: !output.noPager)
    }
  }

  /// How far its day is; for programs in days, negative when it is past.
  private func due(_ each: FollowUp) -> TableCell {
    if let days = each.daysAhead { return .code("\(days)", .dueIn(days)) }
    let days = each.daysOverdue ?? 0
    return days == 0 ? .code("0", .dueToday) : .code("-\(days)", .overdue(days))
  }
}
