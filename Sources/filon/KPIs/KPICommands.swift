public import ArgumentParser
public import CRM
import Planning
import Foundation
import Postgres

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

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      let (from, to, knownAt) = try period.read()
      let request = try kpi.request()
      try await options.withScope { scope in
        let report = try await KPIs(scope).show(request, from: from, to: to, by: by, asKnownAt: knownAt)
        try present(report, as: report.table, options.output, currency: scope.organization.currency)
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
      let (from, to, knownAt) = try period.read()
      let request = try kpi.request()
      try await options.withScope { scope in
        let rows = try await KPIs(scope).rows(request, part, from: from, to: to, asKnownAt: knownAt)
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
        Table(
          [
            Column("kpi", .headerKPI), Column("title", .headerTitle), Column("unit", .headerUnit), Column("direction", .headerDirection),
            Column("variant", .headerVariant), Column("source", .headerSource), Column("definition", .headerDefinition),
          ],
          rows: kpis.flatMap { kpi in
            kpi.variants.map { variant in
              [
                .text(kpi.name), .message(kpi.title), .code(kpi.unit.rawValue, .unit(kpi.unit)),
                .code(kpi.direction.rawValue, .direction(kpi.direction)), .text(variant.name),
                .code(variant.origin.rawValue, .source(variant.origin)), .message(variant.definition),
              ]
            }
          })
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

  func request() throws -> KPIRequest {
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
      options.starts[parts[0].lowercased()] = try day(parts[1], "--start")
    }
    return KPIRequest(name, .catalogue(name, variant: variant), filter: filter, options: options)
  }
}

extension KPIReport {
  fileprivate var table: Table {
    let isRatio = periods.contains { $0.denominator != nil }
    let periodName: (KPIValue) -> Cell = { .text($0.name ?? "\($0.period.from) – \($0.period.to - 1)") }
    return Table(
      [
        Column("period", .headerPeriod), Column("value", title, .trailing), Column("numerator", .headerNumerator, .trailing),
        Column("denominator", .headerDenominator, .trailing), Column("n", .headerN, .trailing), Column("status", .headerStatus),
        Column("reason", .headerReason),
      ].filter { isRatio || ($0.key != "numerator" && $0.key != "denominator") },
      rows: periods.map { value in
        [periodName(value), figure(value.value, unit)]
          + (isRatio ? [part(value.numerator, numeratorIsMoney), part(value.denominator, denominatorIsMoney)] : [])
          + [.integer(value.n), .message(.kpiStatus(value.status)), .message(value.reason)]
      },
      title: .kpiTitle(title, salesperson), notes: [.kpiDefinition(variant, definition)] + notes)
  }
}

private func part(_ number: Int?, _ isMoney: Bool) -> Cell { isMoney ? .money(number) : .integer(number) }

extension KPIRows {
  fileprivate var table: Table {
    Table(
      [
        Column("term", .headerTerm), Column("at", .headerWhen), Column("prospect", .headerProspect), Column("kind", .headerWhat),
        Column("detail", .headerDetail), Column("amount", .headerAmount, .trailing), Column("id", .headerID),
      ].filter { terms.count > 1 || $0.key != "term" },
      rows: rows.map { row in
        (terms.count > 1 ? [.text((terms[row.term].sign < 0 ? "- " : "+ ") + terms[row.term].of)] : []) + [
          .instant(row.at), .text(row.prospect), .fact(row.kind),
          .detail(row.detail, of: row.kind),
          row.kind == "measurement" ? .integer(row.amount) : .money(row.amount), .text(row.id.uuidString.lowercased()),
        ]
      },
      title: .titleKPIRows(title, of, count, period), notes: (terms.count > 1 ? [.kpiTerms(part, terms, value)] : []) + notes)
  }
}
