import ArgumentParser
import CRM
import Foundation
import Tables

struct SaleCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sale", abstract: say(.helpSalesCommands), subcommands: [Add.self, Refund.self, Void.self, List.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpSaleAdd))

    @Argument(help: ArgumentHelp(say(.helpProspectText)), completion: .prospects)
    var prospect: String

    @Argument(help: ArgumentHelp(say(.helpAmount)))
    var amount: String

    @Option(help: ArgumentHelp(say(.helpSaleBy)), completion: .people)
    var by: String?

    @Option(help: ArgumentHelp(say(.helpOnDay)))
    var on: String?

    @Option(help: ArgumentHelp(say(.helpMargin)))
    var margin: String?

    @Option(help: ArgumentHelp(say(.helpChannel)), completion: .channels)
    var channel: String?

    @Option(help: ArgumentHelp(say(.helpSaleOpportunity)))
    var opportunity: String?

    @OptionGroup var fact: NewFactArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      var entry = SaleEntry(amountCents: 0)
      entry.prospect = prospect
      entry.salesperson = by
      entry.channel = try choice(channel, "--channel")
      entry.note = fact.note
      entry.isAnother = fact.another
      try await options.withScope { scope in
        entry.soldOn = try await day(on, "--on", scope, .past)
        entry.amountCents = try cents(amount, "<amount>", scope) ?? 0
        entry.marginCents = try cents(margin, "--margin", scope)
        entry.opportunity = if let opportunity { opportunity } else { try await askedOpportunity(scope) }
        let answer = try await Sales(scope).add(entry)
        let notes =
          answer.status.notes + (answer.isCreditedToProspectsOwner ? [Message.ownerOfProspect] : [])
          + (answer.wonOpportunity.map { [.saleWon($0)] } ?? [])
          + answer.openOpportunities.map(Message.staysOpen)
        try present(
          answer, as: Table(of: answer.sale, notes: notes) { Sale.columns }, options.output, currency: scope.organization.currency,
          recorded: answer.id)
      }
    }

    /// The open opportunity that a person at a terminal says the sale wins; nil for none, and for a program.
    private func askedOpportunity(_ scope: Scope) async throws -> String? {
      guard options.output.format == .table, Question.canBeAsked else { return nil }
      var filter = OpportunityFilter()
      filter.isClosed = false
      filter.prospect = prospect
      let open = try await Opportunities(scope).list(filter).items
      guard !open.isEmpty else { return nil }
      let number = try Question.choice(.whichOpportunityIsSold(open, currency: scope.organization.currency), among: open.count)
      return number.map { open[$0 - 1].id.description }
    }
  }

  struct Refund: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpSaleRefund))

    @Argument(help: ArgumentHelp(say(.helpFactID), valueName: "sale"))
    var saleText: String

    @Option(help: ArgumentHelp(say(.helpAmount)))
    var amount: String?

    @Option(help: ArgumentHelp(say(.helpOnDay)))
    var on: String?

    @OptionGroup var fact: NewFactArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let sale = try await sale(scope)
        let on = try await day(on, "--on", scope, .past)
        let amount = try cents(amount, "--amount", scope)
        let answer = try await Sales(scope).refund(sale, amountCents: amount, on: on, note: fact.note, isAnother: fact.another)
        try present(
          answer, as: Table(of: answer.sale, notes: answer.status.notes) { Sale.columns }, options.output,
          currency: scope.organization.currency,
          recorded: answer.id)
      }
    }

    /// The sale that is named; of a prospect, its sales are told to choose from.
    private func sale(_ scope: Scope) async throws -> Sale.ID {
      do {
        return try await identified(saleText, "<sale>", scope)
      } catch let error as CRMError where error.kind == .usage || error.kind == .notFound {
        var filter = SaleFilter()
        (filter.prospect, filter.limit) = (saleText, 10)
        guard let found = try? await Sales(scope).list(filter).items else { throw error }
        let sales = found.filter { $0.kind == .sale }
        throw CRMError(
          .usage, .whichSaleIsRefunded(saleText, sales, currency: scope.organization.currency), place: "<sale>",
          remedy: sales.isEmpty ? nil : .refundByID)
      }
    }
  }

  struct Void: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpVoid))

    @OptionGroup var arguments: VoidArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws { try await arguments.void(options) { try await Sales($0).void($1, reason: $2) } }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpSaleList))

    @Option(help: ArgumentHelp(say(.helpByFilter)), completion: .people)
    var by: String?

    @Option(help: ArgumentHelp(say(.helpProspectFilter)), completion: .prospects)
    var prospect: String?

    @OptionGroup var period: PeriodArguments
    @OptionGroup var page: PageArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      var filter = SaleFilter()
      filter.salesperson = by
      filter.prospect = prospect
      filter.limit = page.limit
      try await options.withScope { scope in
        filter.after = try await page.start(scope)
        (filter.from, filter.to) = try await period.days(scope)
        let found = try await Sales(scope).list(filter)
        try present(found, as: Table(page: found) { Sale.columns }, options.output, currency: scope.organization.currency)
      }
    }
  }
}

extension Sale {
  /// All that is known of it.
  @Columns<Sale> static var columns: [Column<Sale>] {
    Column("sold_on", .labelOn) { .day($0.soldOn) }
    Column("kind", .labelKind) { .code($0.kind.rawValue, $0.kind == .sale ? .labelSale : .labelRefund) }
    Column("prospect", .labelProspect) { .text($0.prospect) }
    Column("amount", .labelAmount, .trailing) { .money($0.amountCents) }
    Column("margin", .labelMargin, .trailing) { .money($0.marginCents) }
    Column("salesperson", .labelSalesperson) { .text($0.salesperson) }
    Column("channel", .labelChannel) { .code($0.channel) }
    Column("refund_of", .labelRefundOf) { .id($0.refundOf) }
    Column("note", .fieldNote) { .text($0.note) }
    Column("id", .labelID) { .id($0.id) }
  }
}
