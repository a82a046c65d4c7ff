public import ArgumentParser
public import CRM
import Planning
import Foundation
import Postgres
import Tables

extension Grain: ExpressibleByArgument {}
extension KPIPart: ExpressibleByArgument {}

struct KPICommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kpi", abstract: say(.helpKPI), subcommands: [Show.self, Rows.self, List.self])

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpKPIShow))

    @OptionGroup var kpi: KPIArguments
    @OptionGroup var period: PeriodOptions

    @Option(name: .long, help: ArgumentHelp(say(.helpGrain)))
    var by: Grain?

    @Flag(help: ArgumentHelp(say(.helpFigures)))
    var figures = false

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let (from, to, asOf) = try await period.read(scope)
        let request = try await kpi.request(scope)
        let report = try await KPIs(scope).show(request, from: from, to: to, by: by, asOf: asOf)
        let currency = scope.organization.currency
        if figures {
          let figures = report.figures(of: request)
          return try present(figures, as: figures.table, options.output, currency: currency)
        }
        try present(report, as: report.table, options.output, currency: currency)
      }
    }
  }

  struct Rows: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpKPIRows))

    @OptionGroup var kpi: KPIArguments

    @Option(name: .long, help: ArgumentHelp(say(.helpKPIPart)))
    var part: KPIPart = .numerator

    @OptionGroup var period: PeriodOptions
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let (from, to, asOf) = try await period.read(scope)
        let request = try await kpi.request(scope)
        let rows = try await KPIs(scope).rows(request, part, from: from, to: to, asOf: asOf)
        try present(rows, as: rows.table, options.output, currency: scope.organization.currency)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpKPIList))

    @OptionGroup var output: OutputOptions

    func run() throws {
      try present(Catalogue(), as: Catalogue().table, output)
    }

    private struct Catalogue: Encodable {
      let kpis = KPICatalogue.all

      var table: Table {
        Table(kpis.flatMap { kpi in kpi.variants.map { (kpi: kpi, variant: $0) } }) {
          Column("kpi", .labelKPI) { .text($0.kpi.name) }
          Column("title", .headerTitle) { .message($0.kpi.title) }
          Column("unit", .labelUnit) { .code($0.kpi.unit.rawValue, .unit($0.kpi.unit)) }
          Column("direction", .headerDirection) { .code($0.kpi.direction.rawValue, .direction($0.kpi.direction)) }
          Column("variant", .headerVariant) { .text($0.variant.name) }
          Column("source", .headerSource) { .code($0.variant.origin.rawValue, .source($0.variant.origin)) }
          Column("definition", .headerDefinition) { .message($0.variant.definition) }
        }
      }
    }
  }
}

/// Which KPI, and of what.
struct KPIArguments: ParsableArguments {
  @Argument(help: ArgumentHelp(say(.helpKPIName)))
  var name: String

  @Option(name: .long, help: ArgumentHelp(say(.helpKPIVariant)))
  var variant: String?

  @Option(name: .long, parsing: .unconditional, help: ArgumentHelp(say(.helpKPISalesperson)))
  var salesperson: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpKPITeam)))
  var team: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpKPIChannel)))
  var channel: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpKPISource)))
  var source: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpKPICategory)))
  var category: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpKPIAction)))
  var action: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpKPILabel)))
  var label: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpKPIPlace)))
  var place: [String] = []

  @Option(name: .long, help: ArgumentHelp(say(.helpKPIControl)))
  var control: [String] = []

  @Option(name: .long, help: ArgumentHelp(say(.helpKPIStart)))
  var start: [String] = []

  @Option(name: .long, help: ArgumentHelp(say(.helpKPIHorizon)))
  var horizon: Int = 90

  @Option(name: .customLong("from-stage"), help: ArgumentHelp(say(.helpKPIFromStage)))
  var fromStage: String?

  @Option(name: .customLong("to-stage"), help: ArgumentHelp(say(.helpKPIToStage)))
  var toStage: String?

  func request(_ scope: Scope) async throws -> KPIRequest {
    var filter = KPIFilter()
    filter.salesperson = salesperson
    filter.team = team
    filter.channel = try choice(channel, "--channel")
    filter.source = source
    filter.category = category
    filter.action = action
    filter.label = label
    var options = KPIOptions()
    options.places = place
    options.controls = control
    guard (0...3650).contains(horizon) else { throw CRMError(.usage, .badHorizon, place: "--horizon") }
    options.horizonDays = horizon
    options.fromStage = fromStage
    options.toStage = toStage
    for text in start {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw CRMError(.usage, .badStart(text), place: "--start", remedy: .startRemedy) }
      options.starts[parts[0].lowercased()] = try await day(parts[1], "--start", scope, .past)
    }
    let name = try KPICatalogue.typed(name).name
    return KPIRequest(name, .catalogue(name, variant: variant), filter: filter, options: options)
  }
}

extension KPIReport {
  fileprivate var table: Table {
    Table(periods, title: .kpiTitle(title, salesperson), notes: [.kpiDefinition(variant, definition)] + notes) {
      Column("period", .labelPeriod) { $0.name.map(TableCell.period) ?? .days($0.period.from, $0.period.to - 1) }
      Column("value", title, .trailing) { .figure($0.value, unit) }
      if periods.contains(where: { $0.denominator != nil }) {
        Column("numerator", .labelNumerator, .trailing) { part($0.numerator, numeratorIsMoney) }
        Column("denominator", .labelDenominator, .trailing) { part($0.denominator, denominatorIsMoney) }
      }
      Column("n", .labelN, .trailing) { .integer($0.n) }
      Column("status", .headerStatus) { .message(.kpiStatus($0.status)) }
      Column("reason", .headerReason) { .message($0.reason) }
    }
  }
}

private func part(_ number: Int?, _ isMoney: Bool) -> TableCell { isMoney ? .money(number) : .integer(number) }

extension KPIRows {
  fileprivate var table: Table {
    Table(
      rows, title: .titleKPIRows(title, of, count, period), notes: (terms.count > 1 ? [.kpiTerms(part, terms, value)] : []) + notes
    ) {
      if terms.count > 1 {
        Column("term", .headerTerm) { .text((terms[$0.term].sign < 0 ? "- " : "+ ") + terms[$0.term].of) }
      }
      Column("at", .labelWhen) { .instant($0.at) }
      Column("prospect", .labelProspect) { .text($0.prospect) }
      Column("kind", .labelWhat) { .fact($0.kind) }
      Column("detail", .labelDetail) { .detail($0.detail, of: $0.kind) }
      Column("amount", .labelAmount, .trailing) { $0.kind == "measurement" ? .integer($0.amount) : .money($0.amount) }
      Column("id", .labelID) { .id($0.id) }
    }
  }
}
