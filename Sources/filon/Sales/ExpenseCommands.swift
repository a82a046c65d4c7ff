import ArgumentParser
import CRM
import Foundation
import Tables

struct ExpenseCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expense", abstract: say(.helpExpenses), subcommands: [Add.self, Void.self, List.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpExpenseAdd))

    @Argument(help: ArgumentHelp(say(.helpAmount)))
    var amount: String

    @Option(help: ArgumentHelp(say(.helpOnDay)))
    var on: String?

    @Option(help: ArgumentHelp(say(.helpCategory)))
    var category: String?

    @Flag(help: ArgumentHelp(say(.helpAcquisition)))
    var acquisition = false

    @Option(help: ArgumentHelp(say(.helpAction)))
    var action: String?

    @Option(help: ArgumentHelp(say(.helpBy)), completion: .people)
    var by: String?

    @OptionGroup var fact: NewFactArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      var entry = ExpenseEntry(amountCents: 0)
      entry.category = category
      entry.acquisition = acquisition
      entry.action = action
      entry.salesperson = by
      entry.note = fact.note
      entry.isAnother = fact.another
      try await options.withScope { scope in
        entry.spentOn = try await day(on, "--on", scope, .past)
        entry.amountCents = try cents(amount, "<amount>", scope) ?? 0
        let answer = try await Expenses(scope).add(entry)
        let notes = answer.status.notes + [.expenseCounts(answer.expense)].compactMap(\.self)
        try present(
          answer, as: Table(of: answer.expense, notes: notes) { columns }, options.output, currency: scope.organization.currency,
          recorded: answer.id)
      }
    }
  }

  struct Void: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpVoid))

    @OptionGroup var arguments: VoidArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws { try await arguments.void(options) { try await Expenses($0).void($1, reason: $2) } }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpExpenseList))

    @Option(help: ArgumentHelp(say(.helpCategory)))
    var category: String?

    @Flag(help: ArgumentHelp(say(.helpAcquisition)))
    var acquisition = false

    @OptionGroup var period: PeriodArguments
    @OptionGroup var page: PageArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      var filter = ExpenseFilter()
      filter.category = category
      filter.acquisition = acquisition ? true : nil
      filter.limit = page.limit
      try await options.withScope { scope in
        filter.after = try await page.start(scope)
        (filter.from, filter.to) = try await period.days(scope)
        let found = try await Expenses(scope).list(filter)
        try present(found, as: Table(page: found) { columns }, options.output, currency: scope.organization.currency)
      }
    }
  }

  @Columns<Expense> private static var columns: [Column<Expense>] {
    Column("spent_on", .labelOn) { .day($0.spentOn) }
    Column("amount", .labelAmount, .trailing) { .money($0.amountCents) }
    Column("category", .labelCategory) { .text($0.category) }
    Column("acquisition", .labelAcquisition) { .flag($0.acquisition) }
    Column("action", .labelAction) { .text($0.action) }
    Column("salesperson", .labelSalesperson) { .text($0.salesperson) }
    Column("note", .fieldNote) { .text($0.note) }
    Column("id", .labelID) { .id($0.id) }
  }
}
