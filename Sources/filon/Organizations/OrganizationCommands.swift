import ArgumentParser
import CRM
import Postgres

struct OrganizationCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "organization", abstract: say(.helpOrganizations), subcommands: [List.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpOrganizationList))

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await database.withConnection { connection in
        let all = try await connection.owner.withSession { try await Organizations.all($0) }
        try present(["organizations": all], as: Table(columns, rows: all.map(cells), empty: .organizationEmpty), output)
      }
    }
  }

  static let columns = [
    Column("name", .organizationName), Column("slug", .organizationSlug), Column("currency", .organizationCurrency),
    Column("time_zone", .organizationTimeZone), Column("language", .organizationLanguage),
  ]

  static func cells(_ organization: Organization) -> [Cell] {
    [
      .text(organization.name), .text(organization.slug), .text(organization.currency), .text(organization.timeZone),
      .text(organization.language.rawValue),
    ]
  }
}
