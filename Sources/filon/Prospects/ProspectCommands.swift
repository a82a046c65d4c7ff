public import ArgumentParser
public import CRM
import Foundation

extension ProspectField: ExpressibleByArgument {}

struct ProspectCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prospect", abstract: say(.helpProspects),
    subcommands: [
      Add.self, List.self, Show.self, Update.self, ProspectMergeCommand.self, ProspectUnmergeCommand.self, ProspectMergesCommand.self,
      ProspectDuplicatesCommand.self,
    ])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpProspectAdd))

    @Argument(help: ArgumentHelp(say(.helpNewProspectName)))
    var name: String

    @OptionGroup var fields: ProspectOptions

    @Flag(help: ArgumentHelp(say(.helpAllowDuplicate)))
    var allowDuplicate = false

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let draft = ProspectEntry(name: name, details: try await fields.details(in: scope))
        let addition = try await Prospects(scope).add(draft, allowDuplicates: allowDuplicate)
        // People read the duplicates in the error; a program finds them where the answer would have been.
        if case .duplicates(let duplicates) = addition, options.output.format != .table {
          try present(["duplicates": duplicates], as: ProspectTables.duplicates(duplicates), options.output)
        }
        try show(try addition.added(), scope, options.output)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpProspectList))

    enum Only: String, EnumerableFlag {
      case customers, prospects

      static func help(for value: Only) -> ArgumentHelp? {
        ArgumentHelp(say(value == .customers ? .helpOnlyCustomers : .helpOnlyProspects))
      }
    }

    @Option(help: ArgumentHelp(say(.helpStageFilter)))
    var stage: String?

    @Option(help: ArgumentHelp(say(.helpOwnerFilter)))
    var owner: String?

    @Option(help: ArgumentHelp(say(.helpSegmentFilter)))
    var segment: String?

    @Option(help: ArgumentHelp(say(.helpSourceFilter)))
    var source: String?

    @Option(help: ArgumentHelp(say(.helpTextFilter)))
    var text: String?

    @Option(help: ArgumentHelp(say(.helpDueFilter)))
    var due: String?

    @Flag var only: Only?

    @OptionGroup var page: PageOptions
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      var filter = ProspectFilter()
      filter.stage = stage
      filter.owner = owner
      filter.segment = segment
      filter.source = source
      filter.text = text
      filter.lifecycle = only.map { $0 == .customers ? .customer : .prospect }
      try await options.withScope { scope in
        filter.dueBy = try await day(due, "--due", scope, .future)
        let found = try await Prospects(scope).list(filter, after: page.after, limit: page.limit)
        try present(found, as: ProspectTables.list(found), options.output, currency: scope.organization.currency)
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpProspectShow))

    @Argument(help: ArgumentHelp(say(.helpProspect)), completion: .prospects)
    var prospect: String

    @OptionGroup var page: PageOptions
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let file = try await Prospects(scope).show(prospect, after: page.after, limit: page.limit)
        let history = ProspectTables.history(file)
        // csv has one table: what happened says more than what the list gives already.
        let tables = options.output.format == .csv ? [history] : [ProspectTables.card(file.prospect, options.output), history]
        try present(file, as: tables, options.output, currency: scope.organization.currency)
      }
    }
  }

  struct Update: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpProspectUpdate))

    @Argument(help: ArgumentHelp(say(.helpProspect)), completion: .prospects)
    var prospect: String

    @Option(help: ArgumentHelp(say(.helpRename)))
    var name: String?

    @OptionGroup var fields: ProspectOptions

    @Option(parsing: .singleValue, help: ArgumentHelp(say(.helpClear)))
    var clear: [ProspectField] = []

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        var change = ProspectChange()
        change.name = name
        change.details = try await fields.details(in: scope)
        change.cleared = Set(clear)
        let prospects = Prospects(scope)
        try show(try await prospects.update(try await prospects.find(prospect).id, change), scope, options.output)
      }
    }
  }

  private static func show(_ prospect: Prospect, _ scope: Scope, _ output: OutputOptions) throws {
    try present(prospect, as: ProspectTables.card(prospect, output), output, currency: scope.organization.currency, recorded: prospect.id)
  }
}

/// Which page of a list.
struct PageOptions: ParsableArguments {
  @Option(help: ArgumentHelp(say(.helpLimit)))
  var limit = 50

  @Option(help: ArgumentHelp(say(.helpCursor)))
  var after: String?
}

/// What may be noted of a prospect, named after the columns.
struct ProspectOptions: ParsableArguments {
  @Option(help: ArgumentHelp(say(.helpContact)))
  var contact: String?

  @Option(help: ArgumentHelp(say(.helpEmail)))
  var email: String?

  @Option(help: ArgumentHelp(say(.helpPhone)))
  var phone: String?

  @Option(help: ArgumentHelp(say(.helpSIRET)))
  var siret: String?

  @Option(help: ArgumentHelp(say(.helpVAT)))
  var vat: String?

  @Option(help: ArgumentHelp(say(.helpNAF)))
  var naf: String?

  @Option(help: ArgumentHelp(say(.helpAddress)))
  var address: String?

  @Option(help: ArgumentHelp(say(.helpPostalCode)))
  var postalCode: String?

  @Option(help: ArgumentHelp(say(.helpCity)))
  var city: String?

  @Option(help: ArgumentHelp(say(.helpCountry)))
  var country: String?

  @Option(help: ArgumentHelp(say(.helpSource)))
  var source: String?

  @Option(help: ArgumentHelp(say(.helpOwner)), completion: .people)
  var owner: String?

  @Option(help: ArgumentHelp(say(.helpProspectPotential)))
  var potential: String?

  @Option(help: ArgumentHelp(say(.helpProspectNext)))
  var next: String?

  @Option(help: ArgumentHelp(say(.helpNextOn)))
  var nextOn: String?

  @Option(help: ArgumentHelp(say(.helpNote)))
  var note: String?

  /// The details, amounts read in the currency of the organization.
  func details(in scope: Scope) async throws -> ProspectDetails {
    var details = ProspectDetails()
    details.contactName = contact
    details.email = email
    details.phone = phone
    details.siret = siret
    details.vatNumber = vat
    details.nafCode = naf
    details.address = address
    details.postalCode = postalCode
    details.city = city
    details.country = country
    details.source = source
    details.owner = owner
    details.potentialCents = try cents(potential, "--potential", scope)
    details.nextStep = next
    details.nextOn = try await day(nextOn, "--next-on", scope, .future)
    details.note = note
    return details
  }
}
