import ArgumentParser
import CRM
import Demo
import EmbeddedPostgres
import Postgres
import Tables

struct DemoCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: say(.helpDemo), discussion: say(.helpDemoMore), subcommands: [Make.self, Remove.self],
    defaultSubcommand: Make.self)

  struct Make: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpDemoMake))

    @Option(help: ArgumentHelp(say(.helpDemoUntil)))
    var until: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let last = try writtenDay(until, "--until")
      if let server = try privateServer(database) {
        try await server.start()
        try await DemoDatabase(server).make()
      }
      try await database.inDemo.withConnection { connection in
        let summary = try await Demo(connection.service).record(until: last)
        try present(summary, as: table(summary), output, currency: summary.organization.currency)
      }
    }

    private func table(_ summary: Demo.Summary) -> Table {
      let lines: [Message] =
        [summary.alreadyThere ? .demoAlreadyThere : .demoRecorded, .demoHolds(summary), .demoToTry]
        + Self.commands.map { Message(fr: "  filon \($0.fr) --demo", en: "  filon \($0.en) --demo") } + [.demoVariable, .demoToRemove]
      return Table(summary.periods, notes: lines) {
        Column("period", .labelPeriod) { .days($0.from, $0.to - 1) }
        Column("conversations", .labelConversations, .trailing) { .integer($0.conversations) }
        Column("customers", .labelCustomers, .trailing) { .integer($0.customers) }
        Column("revenue_cents", .headerRevenue, .trailing) { .money($0.revenueCents) }
        Column("expenses_cents", .labelExpenses, .trailing) { .money($0.expensesCents) }
      }
    }

    private static let commands = [
      Message(fr: "agenda --by Y --until vendredi", en: "agenda --by Y --until friday"),
      Message(fr: "report pipeline", en: "report pipeline"),
      Message(fr: "report conversion --period ce-mois", en: "report conversion --period this-month"),
      Message(fr: "report conversion --by commercial --period 2023", en: "report conversion --by salesperson --period 2023"),
      Message(fr: "segment abc --period 2023", en: "segment abc --period 2023"),
      Message(fr: "plan show", en: "plan show"),
    ]
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpDemoRemove))

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      if let server = try privateServer(database) {
        try await server.start()
        guard try await DemoDatabase(server).isThere else { throw CRMError(.notFound, .noDemo, remedy: .makeDemo) }
        try await DemoDatabase(server).remove()
      } else {
        try await database.withConnection { connection in
          let organization = try await Demo(connection.service).organization()
          let scope = Scope(pool: connection.service, organization: organization, identity: .director(of: organization.id))
          try await connection.owner.withSession { try await Organizations.remove(scope, $0) }
        }
      }
      try present(["removed": true], saying: .demoRemoved, as: Table([Bool](), empty: .demoRemoved) {}, output)
    }
  }

  /// The private server, where no other is named.
  private static func privateServer(_ options: DatabaseOptions) throws -> EmbeddedServer? {
    if case .embedded(let server) = try DatabaseChoice(options) { server } else { nil }
  }
}
