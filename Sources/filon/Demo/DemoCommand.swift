import ArgumentParser
import CRM
import Demo
import Postgres
import Tables

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: say(.helpDemo), discussion: say(.helpDemoMore))

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withConnection { connection in
      let summary = try await Demo(connection.service).record()
      let organizations = try await connection.owner.withSession { try await Organizations.all($0) }
      let table = card(summary, commands: commands(summary, isOnlyOne: organizations.count == 1))
      try present(summary, as: table, output, currency: summary.organization.currency)
    }
  }

  private func card(_ summary: Demo.Summary, commands: [String]) -> Table {
    let notes: [Message] =
      [summary.alreadyThere ? .demoAlreadyThere : .demoRecorded, .demoNext] + commands.map { .verbatim("  \($0)") }
    return Table(of: summary, notes: notes) {
      Column("organization", .demoOrganization) { .text($0.organization.slug) }
      Column("year", .demoPeriod) { .text(String($0.from.year)) }
      Column("salespeople", .demoSalespeople) { .integer($0.salespeople) }
      Column("prospects", .labelProspects) { .integer($0.prospects) }
      Column("conversations", .labelConversations) { .integer($0.conversations) }
      Column("opportunities", .labelOpportunities) { .integer($0.opportunities) }
      Column("won", .demoWon) { .integer($0.won) }
      Column("lost", .demoLost) { .integer($0.lost) }
      Column("open", .demoOpen) { .integer($0.open) }
      Column("customers", .demoCustomers) { .integer($0.customers) }
      Column("sales", .labelSales) { .integer($0.sales) }
      Column("refunds", .demoRefunds) { .integer($0.refunds) }
      Column("revenue_cents", .demoRevenue) { .money($0.revenueCents) }
      Column("expenses_cents", .labelExpenses) { .money($0.expensesCents) }
      Column("follow_ups", .demoFollowUps) { .integer($0.followUps) }
    }
  }

  /// The reports' own default is the current quarter, in which the demo company did nothing: the year is given.
  private func commands(_ summary: Demo.Summary, isOnlyOne: Bool) -> [String] {
    let year = "--from \(summary.from) --to \(summary.to)"
    return [
      "report conversion --by salesperson \(year)", "segment abc \(year)", "report pipeline \(year)", "agenda --by Y", "plan show",
      "plan alerts",
    ]
    .map { "filon \($0)" + (isOnlyOne ? "" : " --organization \(summary.organization.slug)") }
  }
}
