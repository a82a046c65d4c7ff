import ArgumentParser
import CRM
import Demo
import Postgres

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
    Table(
      of: [
        (Column("organization", .demoOrganization), .text(summary.organization.slug)),
        (Column("year", .demoPeriod), .text(String(summary.from.year))),
        (Column("salespeople", .demoSalespeople, .trailing), .integer(summary.salespeople)),
        (Column("prospects", .demoProspects, .trailing), .integer(summary.prospects)),
        (Column("conversations", .demoConversations, .trailing), .integer(summary.conversations)),
        (Column("opportunities", .demoOpportunities, .trailing), .integer(summary.opportunities)),
        (Column("won", .demoWon, .trailing), .integer(summary.won)),
        (Column("lost", .demoLost, .trailing), .integer(summary.lost)),
        (Column("open", .demoOpen, .trailing), .integer(summary.open)),
        (Column("customers", .demoCustomers, .trailing), .integer(summary.customers)),
        (Column("sales", .demoSales, .trailing), .integer(summary.sales)),
        (Column("refunds", .demoRefunds, .trailing), .integer(summary.refunds)),
        (Column("revenue_cents", .demoRevenue, .trailing), .money(summary.revenueCents)),
        (Column("expenses_cents", .demoExpenses, .trailing), .money(summary.expensesCents)),
        (Column("follow_ups", .demoFollowUps, .trailing), .integer(summary.followUps)),
      ],
      notes: [summary.alreadyThere ? .demoAlreadyThere : .demoRecorded, .demoNext] + commands.map { .verbatim("  \($0)") })
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
