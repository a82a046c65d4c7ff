import ArgumentParser
import CRM
import Foundation

extension OpportunityCommands {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpOpportunityList))

    @Flag
    var only: Only?

    /// Each excludes the other.
    enum Only: String, EnumerableFlag {
      case open, closed

      static func help(for value: Only) -> ArgumentHelp? {
        ArgumentHelp(say(value == .open ? .helpOpenOnly : .helpClosedOnly))
      }
    }

    @Option(help: ArgumentHelp(say(.helpStage)))
    var stage: String?

    @Option(help: ArgumentHelp(say(.helpByFilter)))
    var by: String?

    @Option(help: ArgumentHelp(say(.helpProspectFilter)))
    var prospect: String?

    @OptionGroup var page: PageArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      var filter = OpportunityFilter()
      filter.isClosed = only.map { $0 == .closed }
      filter.stage = stage
      filter.salesperson = by
      filter.prospect = prospect
      (filter.limit, filter.after) = try (page.limit, page.start())
      try await options.withScope { scope in
        let found = try await Opportunities(scope).list(filter)
        try present(found, as: table(found, Self.columns, Self.cells), options.output, currency: scope.organization.currency)
      }
    }

    private static let columns = [
      Column("prospect", .labelProspect), Column("title", .labelTitle), Column("stage", .labelStage),
      Column("stage_since_day", .labelSince),
      Column("amount", .labelAmount, .trailing), Column("salesperson", .labelSalesperson), Column("expected_on", .labelExpectedOn),
      Column("id", .labelID),
    ]

    private static func cells(_ each: Opportunity) -> [Cell] {
      [
        .text(each.prospect), .text(each.title), .text(each.stage), .day(each.stageSinceDay), .money(each.amountCents),
        .text(each.salesperson), .day(each.expectedOn), .id(each.id),
      ]
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpOpportunityShow))

    @Argument(help: ArgumentHelp(say(.helpOpportunityText)))
    var opportunity: String

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let found = try await Opportunities(scope).show(opportunity)
        let way = Table(Self.columns, rows: found.stages.map(Self.cells), title: .stagesTitle)
        try present(found, as: [Table(of: found.opportunity.card), way], options.output, currency: scope.organization.currency)
      }
    }

    private static let columns = [
      Column("stage", .labelStage), Column("since", .labelSince), Column("days", .labelDays, .trailing),
      Column("salesperson", .labelSalesperson), Column("amount", .labelAmount, .trailing), Column("loss_reason", .labelLossReason),
      Column("competitor", .labelCompetitor),
    ]

    private static func cells(_ each: StageStay) -> [Cell] {
      [
        .text(each.stage), .instant(each.sinceLocally), .decimal(each.days, digits: 1), .text(each.salesperson), .money(each.amountCents),
        .text(each.lossReason), .text(each.competitor),
      ]
    }
  }
}
