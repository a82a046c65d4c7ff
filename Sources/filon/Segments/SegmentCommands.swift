public import ArgumentParser
public import CRM
import Foundation
import Postgres

extension ABCCriterion: ExpressibleByArgument {}
extension ABCRule: ExpressibleByArgument {}

struct SegmentCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment", abstract: say(.helpSegment), subcommands: [ABC.self, History.self, Matrix.self])

  /// How customers are classified.
  struct ABCOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp(say(.helpCriterion)))
    var criterion: ABCCriterion = .revenue

    @Option(name: .long, help: ArgumentHelp(say(.helpThresholds)))
    var thresholds = "80,95"

    @Option(name: .long, help: ArgumentHelp(say(.helpRule)))
    var rule: ABCRule = .strict

    @OptionGroup var period: PeriodOptions

    func question() throws -> Segments.Question {
      var question = Segments.Question()
      question.criterion = criterion
      question.rule = rule
      question.thresholds = try ABCThresholds(thresholds)
      (question.from, question.to, question.knownAt) = try period.read()
      return question
    }
  }

  struct ABC: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "abc", abstract: say(.helpSegmentABC))

    @OptionGroup var abc: ABCOptions

    @Flag(name: .long, help: ArgumentHelp(say(.helpSave)))
    var save = false

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      let question = try abc.question()
      try await options.withScope { scope in
        let report = try await Segments(scope).abc(question, save: save)
        let tables =
          options.output.format == .csv ? [report.customerTable(limit: .max)] : [report.classTable, report.customerTable(limit: 30)]
        try present(report, as: tables, options.output, currency: scope.organization.currency)
      }
    }
  }

  struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpSegmentHistory))

    @Argument(help: ArgumentHelp(say(.helpEarlier)))
    var earlier: String?

    @Argument(help: ArgumentHelp(say(.helpLater)))
    var later: String?

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      let (earlier, later) = (try id(earlier, "<earlier>", remedy: .seeHistory), try id(later, "<later>", remedy: .seeHistory))
      try await options.withScope { scope in
        let history = try await Segments(scope).history(from: earlier, to: later)
        let tables = options.output.format == .csv ? [history.movementTable] : [history.runTable, history.movementTable]
        try present(history, as: tables, options.output, currency: scope.organization.currency)
      }
    }
  }

  struct Matrix: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpSegmentMatrix))

    @OptionGroup var abc: ABCOptions

    @Option(name: .long, help: ArgumentHelp(say(.helpPotential)))
    var potential = "10000,50000"

    @Option(name: .long, help: ArgumentHelp(say(.helpZone)))
    var zone: [String] = []

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      let question = try abc.question()
      let units = potential.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      guard !units.contains(where: { $0.map { $0 <= 0 || $0 > 1_000_000_000_000 } ?? true }) else {
        throw CRMError(.usage, .badPotential(potential), place: "--potential", remedy: .potentialRemedy)
      }
      var zones = ABCZones()
      for text in zone { try zones.set(text, bands: Set(units).count + 1) }
      try await options.withScope { [zones] scope in
        let unit = (0..<Currency(code: scope.organization.currency).exponent).reduce(1) { unit, _ in unit * 10 }
        let matrix = try await Segments(scope).matrix(question, bounds: units.compactMap { $0.map { $0 * unit } }, zones: zones)
        let formats = Formats(language: .current, currency: scope.organization.currency)
        let tables = options.output.format == .csv ? [matrix.customerTable] : [matrix.grid(formats), matrix.zoneTable]
        try present(matrix, as: tables, options.output, currency: scope.organization.currency)
      }
    }
  }
}

extension ABCCriterion {
  fileprivate func cell(_ value: Int?) -> Cell { self == .orders ? .integer(value) : .money(value) }
}

extension ABCReport {
  fileprivate var classTable: Table {
    Table(
      [
        Column("class", .headerClass), Column("customers", .headerCustomers, .trailing),
        Column("customers_share", .headerCustomersShare, .trailing), Column("value", .headerValue, .trailing),
        Column("share", .headerShare, .trailing), Column("revenue", .headerRevenue, .trailing),
      ],
      rows: ABCClass.allCases.compactMap { name in
        classes[name.rawValue].map { each in
          [
            .text(name.rawValue), .integer(each.customers), .percentage(each.customersShare), criterion.cell(each.value),
            .percentage(each.share), .money(each.revenueCents),
          ]
        }
      } + [[.text("P"), .integer(prospects), .missing(), .missing(), .missing(), .missing()]],
      footer: [
        [.message(.headerTotal), .integer(customers.count), .missing(), criterion.cell(total), .missing(), .money(totalCents)]
      ],
      title: .titleClasses(window),
      notes: [reason].compactMap(\.self) + notes + (runID.map { [.runSaved($0.uuidString.lowercased())] } ?? []))
  }

  fileprivate func customerTable(limit: Int) -> Table {
    Table(
      [
        Column("class", .headerClass), Column("prospect", .headerProspect), Column("value", .headerValue, .trailing),
        Column("share", .headerShare, .trailing), Column("cumulated_share", .headerCumulated, .trailing),
        Column("revenue", .headerRevenue, .trailing), Column("margin", .headerMargin, .trailing),
        Column("orders", .headerOrders, .trailing),
      ],
      rows: customers.prefix(limit).map { each in
        [
          .text(each.class?.rawValue), .text(each.prospect), criterion.cell(each.value), .percentage(each.share),
          .percentage(each.cumulatedShare), .money(each.revenueCents), .money(each.marginCents), .integer(each.orders),
        ]
      },
      notes: customers.count > limit ? [.moreCustomers(customers.count - limit)] : [])
  }
}

extension Cell {
  /// A share that is not one of counts, in per cent to one decimal.
  fileprivate static func percentage(_ share: Double?) -> Cell {
    .decimal(share.map { $0 * 100 }, digits: 1)
  }
}

extension ABCHistory {
  fileprivate var runTable: Table {
    Table(
      [
        Column("recorded_at", .headerWhen), Column("criterion", .headerCriterion), Column("rule", .headerRule),
        Column("from", .headerFrom), Column("to", .headerTo), Column("a", .verbatim("A"), .trailing),
        Column("b", .verbatim("B"), .trailing),
        Column("c", .verbatim("C"), .trailing), Column("f", .verbatim("F"), .trailing), Column("id", .headerID),
      ],
      rows: runs.map { run in
        [
          .instant(run.recordedLocally), .code(run.criterion.rawValue, run.criterion.name), .code(run.rule.rawValue, run.rule.name),
          .day(run.window.from),
          .day(run.window.to), .integer(run.customers["A"]), .integer(run.customers["B"]), .integer(run.customers["C"]),
          .integer(run.customers["F"]), .id(run.id),
        ]
      })
  }

  fileprivate var movementTable: Table {
    let criterion = runs.first { $0.id == later }?.criterion ?? .revenue
    return Table(
      [
        Column("before", .headerBefore), Column("after", .headerAfter), Column("prospect", .headerProspect),
        Column("value_before", .headerValueBefore, .trailing), Column("value_after", .headerValueAfter, .trailing),
      ],
      rows: movements.map { each in
        [
          .text(each.before?.rawValue), .text(each.after?.rawValue), .text(each.prospect), criterion.cell(each.valueBefore),
          criterion.cell(each.valueAfter),
        ]
      },
      title: .titleMovements, notes: notes + (later == nil ? [] : [.unchangedCustomers(unchanged)]))
  }
}

extension ABCMatrix {
  /// Lines are classes, columns are bands; each cell tells how many and what is left to win.
  fileprivate func grid(_ formats: Formats) -> Table {
    let columns = bands.map { band in
      Column(
        "potential_\(band.band)",
        .verbatim("\(band.band) ≥ \(formats.money(cents: band.fromCents))"), .trailing)
    }
    return Table(
      [Column("class", .headerClass)] + columns + [Column("potential_unknown", .unknownColumn, .trailing)],
      rows: ["A", "B", "C", "F", "P"].map { letter in
        [.text(letter)]
          + cells.filter { $0.cell.hasPrefix(letter) }.map { cell in
            .text(cell.customers == 0 ? "·" : "\(formats.integer(cell.customers)) (\(formats.money(cents: cell.gapCents)))")
          }
      },
      title: .titleMatrix(window), notes: notes)
  }

  fileprivate var zoneTable: Table {
    Table(
      [
        Column("zone", .headerZone), Column("cells", .headerCells), Column("customers", .headerCustomers, .trailing),
        Column("revenue", .headerRevenue, .trailing), Column("gap", .headerGap, .trailing),
      ],
      rows: zones.map { zone in
        [
          .message(zone.label), .text(zone.cells.joined(separator: ", ")), .integer(zone.customers), .money(zone.revenueCents),
          .money(zone.gapCents),
        ]
      })
  }

  fileprivate var customerTable: Table {
    Table(
      [
        Column("cell", .headerCell), Column("prospect", .headerProspect), Column("zones", .headerZone),
        Column("revenue", .headerRevenue, .trailing), Column("potential", .headerPotential, .trailing),
        Column("gap", .headerGap, .trailing),
      ],
      rows: customers.map { each in
        [
          .text(each.cell), .text(each.prospect), .text(each.zones.joined(separator: " ")), .money(each.revenueCents),
          .money(each.potentialCents), .money(each.gapCents),
        ]
      })
  }
}
