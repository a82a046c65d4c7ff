import ArgumentParser
import CRM
import Foundation
import Tables

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

    @Option(help: ArgumentHelp(say(.helpStage)), completion: .stages)
    var stage: String?

    @Option(help: ArgumentHelp(say(.helpByFilter)), completion: .people)
    var by: String?

    @Option(help: ArgumentHelp(say(.helpProspectFilter)), completion: .prospects)
    var prospect: String?

    @OptionGroup var page: PageArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      var filter = OpportunityFilter()
      filter.isClosed = only.map { $0 == .closed }
      filter.stage = stage
      filter.salesperson = by
      filter.prospect = prospect
      filter.limit = page.limit
      try await options.withScope { scope in
        filter.after = try await page.start(scope)
        let found = try await Opportunities(scope).list(filter)
        let table = Table(page: found) {
          OpportunityCommands.state
          Column("expected_on", .labelExpectedOn) { .day($0.expectedOn) }
          Column("id", .labelID) { .id($0.id) }
        }
        try present(found, as: table, options.output, currency: scope.organization.currency)
      }
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
        let card = Table(of: found.opportunity) { OpportunityCommands.columns }
        let way = Table(found.stages, title: .stagesTitle) {
          Column("stage", .labelStage) { .text($0.stage) }
          Column("since", .labelSince) { .instant($0.sinceLocally) }
          Column("days", .labelDays, .trailing) { .decimal($0.days, digits: 1) }
          Column("salesperson", .labelSalesperson) { .text($0.salesperson) }
          Column("amount", .labelAmount, .trailing) { .money($0.amountCents) }
          Column("loss_reason", .labelLossReason) { .text($0.lossReason) }
          Column("competitor", .labelCompetitor) { .text($0.competitor) }
        }
        try present(found, as: [card, way], options.output, currency: scope.organization.currency)
      }
    }
  }
}
