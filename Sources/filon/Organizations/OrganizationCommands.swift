import ArgumentParser
import CRM
import Postgres
import Tables

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
        try present(["organizations": all], as: Table(all, empty: .organizationEmpty) { columns }, output)
      }
    }
  }

  @Columns<Organization> static var columns: [Column<Organization>] {
    Column("name", .fieldName) { .text($0.name) }
    Column("slug", .organizationSlug) { .text($0.slug) }
    Column("currency", .organizationCurrency) { .text($0.currency) }
    Column("time_zone", .organizationTimeZone) { .text($0.timeZone) }
    Column("language", .organizationLanguage) { .text($0.language.rawValue) }
  }
}
