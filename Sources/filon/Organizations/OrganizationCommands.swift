import ArgumentParser
import CRM
import Postgres
import Tables

struct OrganizationCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "organization", abstract: say(.helpOrganizations), subcommands: [List.self, Remove.self])

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

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say(.helpOrganizationRemove), discussion: say(.helpOrganizationRemoveMore))

    @Argument(help: ArgumentHelp(say(.helpOrganizationRemoved)), completion: .organizations)
    var name: String

    @Flag(help: ArgumentHelp(say(.helpOrganizationPreview)))
    var preview = false

    @Option(help: ArgumentHelp(say(.helpOrganizationYes)))
    var yes: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var access: AccessOptions

    func run() async throws {
      if let other = access.organization { throw CRMError(.usage, .organizationGivenTwice(name, other), place: "--organization") }
      var access = access
      access.organization = name
      try await access.database.withConnection { connection in
        let scope = try await access.scope(on: connection)
        let contents = try await Organizations.contents(scope)
        if preview { return try show(contents, .organizationPreviewed) }
        guard try isConfirmed(contents) else { return try write(say(.organizationKept) + "\n") }
        try await connection.owner.withSession { try await Organizations.remove(scope, $0) }
        try forget(contents.organization)
        try show(contents, .organizationRemoved(contents.organization))
      }
    }

    /// Whether its name is typed, or given.
    private func isConfirmed(_ contents: OrganizationContents) throws -> Bool {
      let organization = contents.organization
      if let yes {
        guard organization.isNamed(yes) else { throw CRMError(.usage, .notItsName(yes, organization), place: "--yes") }
        return true
      }
      guard Question.canBeAsked else {
        throw CRMError(.usage, .removalIsAsked, place: "--yes", remedy: .removalIsAskedRemedy(organization))
      }
      try show(contents, .organizationToRemove, in: .table)
      return organization.isNamed(try Question.text(.removalQuestion(organization)) ?? "")
    }

    /// The setting that named it would refuse every command.
    private func forget(_ organization: Organization) throws {
      let file = SettingsFile()
      if try file.values()[.organization] == organization.slug { try file.set(.organization, to: nil) }
    }

    private func show(_ contents: OrganizationContents, _ note: Message, in format: OutputFormat? = nil) throws {
      let table = Table(of: contents, notes: [note]) {
        Column("organization", .organizationColumn) { .text($0.organization.name) }
        Column("slug", .organizationSlug) { .text($0.organization.slug) }
        Column("salespeople", .organizationSalespeople) { .integer($0.salespeople) }
        Column("prospects", .labelProspects) { .integer($0.prospects) }
        Column("conversations", .labelConversations) { .integer($0.conversations) }
        Column("opportunities", .labelOpportunities) { .integer($0.opportunities) }
        Column("sales", .labelSales) { .integer($0.sales) }
        Column("expenses", .labelExpenses) { .integer($0.expenses) }
        Column("measurements", .organizationMeasurements) { .integer($0.measurements) }
        Column("imports", .organizationImports) { .integer($0.imports) }
        Column("plans", .organizationPlans) { .integer($0.plans) }
      }
      try present(contents, as: [table], in: format ?? output.format, csv: output.csv.style())
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
