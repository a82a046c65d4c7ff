import ArgumentParser
import CRM
import Foundation

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

    @Option(help: ArgumentHelp(say(.helpBy)))
    var by: String?

    @Option(help: ArgumentHelp(say(.helpNote)))
    var note: String?

    @Flag(help: ArgumentHelp(say(.helpAnotherFact)))
    var another = false

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      var entry = ExpenseEntry(amountCents: 0)
      entry.spentOn = try day(on, "--on")
      entry.category = category
      entry.acquisition = acquisition
      entry.action = action
      entry.salesperson = by
      entry.note = note
      entry.isAnother = another
      try await options.withScope { scope in
        entry.amountCents = try cents(amount, "<amount>", scope) ?? 0
        let answer = try await Expenses(scope).add(entry)
        let notes = answer.status.notes + [.expenseCounts(answer.expense)].compactMap(\.self)
        try present(
          answer, as: Table(of: Array(zip(columns, cells(answer.expense))), notes: notes), options.output,
          currency: scope.organization.currency, recorded: answer.id)
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
      (filter.from, filter.to) = try period.days()
      (filter.limit, filter.after) = try (page.limit, page.start())
      try await options.withScope { scope in
        let found = try await Expenses(scope).list(filter)
        try present(found, as: table(found, columns, cells), options.output, currency: scope.organization.currency)
      }
    }
  }

  private static let columns = [
    Column("spent_on", .labelSoldOn), Column("amount", .labelAmount, .trailing), Column("category", .labelCategory),
    Column("acquisition", .labelAcquisition), Column("action", .labelAction), Column("salesperson", .labelSalesperson),
    Column("note", .labelNote), Column("id", .labelID),
  ]

  private static func cells(_ expense: Expense) -> [Cell] {
    [
      .day(expense.spentOn), .money(expense.amountCents), .text(expense.category),
      .code(expense.acquisition ? "true" : "false", expense.acquisition ? .labelYes : .labelNo), .text(expense.action),
      .text(expense.salesperson), .text(expense.note), .id(expense.id),
    ]
  }
}
