public import ArgumentParser
public import CRM
import Foundation
import Postgres
import Tables

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

    func question(_ scope: Scope) async throws -> Segments.Question {
      var question = Segments.Question()
      question.criterion = criterion
      question.rule = rule
      question.thresholds = try ABCThresholds(thresholds)
      (question.from, question.to, question.asOf) = try await period.read(scope)
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
      try await options.withScope { scope in
        let question = try await abc.question(scope)
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
      try await options.withScope { scope in
        let earlier: ABCRun.ID? = try await earlier.asyncMap { try await identified($0, "<earlier>", scope, remedy: .seeHistory) }
        let later: ABCRun.ID? = try await later.asyncMap { try await identified($0, "<later>", scope, remedy: .seeHistory) }
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
      let units = potential.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      guard !units.contains(where: { $0.map { $0 <= 0 || $0 > 1_000_000_000_000 } ?? true }) else {
        throw CRMError(.usage, .badPotential(potential), place: "--potential", remedy: .potentialRemedy)
      }
      var zones = ABCZones()
      for text in zone { try zones.set(text, bands: Set(units).count + 1) }
      try await options.withScope { [zones] scope in
        let question = try await abc.question(scope)
        let unit = (0..<Currency(code: scope.organization.currency).exponent).reduce(1) { unit, _ in unit * 10 }
        let matrix = try await Segments(scope).matrix(question, bounds: units.compactMap { $0.map { $0 * unit } }, zones: zones)
        let formats = Formats(language: .current, currency: scope.organization.currency)
        let tables = options.output.format == .csv ? [matrix.customerTable] : [matrix.grid(formats), matrix.zoneTable]
        try present(matrix, as: tables, options.output, currency: scope.organization.currency)
      }
    }
  }
}

extension ABCReport {
  fileprivate func customerTable(limit: Int) -> Table {
    Table(customers.prefix(limit), notes: customers.count > limit ? [.moreCustomers(customers.count - limit)] : []) {
      Column("class", .labelClass) { .text($0.class?.rawValue) }
      Column("prospect", .labelProspect) { .text($0.prospect) }
      Column("value", .labelValue, .trailing) { criterion.cell($0.value) }
      Column("share", .headerShare, .trailing) { .hundredths($0.share) }
      Column("cumulated_share", .headerCumulated, .trailing) { .hundredths($0.cumulatedShare) }
      Column("revenue", .headerRevenue, .trailing) { .money($0.revenueCents) }
      Column("margin", .labelMargin, .trailing) { .money($0.marginCents) }
      Column("orders", .labelOrders, .trailing) { .integer($0.orders) }
    }
  }
}

extension ABCHistory {
  fileprivate var runTable: Table {
    Table(runs) {
      Column("recorded_at", .labelWhen) { .instant($0.recordedLocally) }
      Column("criterion", .headerCriterion) { .code($0.criterion.rawValue, $0.criterion.name) }
      Column("rule", .labelRule) { .code($0.rule.rawValue, $0.rule.name) }
      Column("from", .labelFrom) { .day($0.window.from) }
      Column("to", .headerTo, in: .sheet) { .day($0.window.to) }
      Column("last", .labelLastDay, in: .page) { .day($0.window.to - 1) }
      for name in ABCClass.allCases.map(\.rawValue) {
        Column(name.lowercased(), .verbatim(name), .trailing) { .integer($0.customers[name]) }
      }
      Column("id", .labelID) { .id($0.id) }
    }
  }

  fileprivate var movementTable: Table {
    let criterion = runs.first { $0.id == later }?.criterion ?? .revenue
    return Table(movements, title: .titleMovements, notes: notes + (later == nil ? [] : [.unchangedCustomers(unchanged)])) {
      Column("before", .labelBefore) { .text($0.before?.rawValue) }
      Column("after", .labelAfter) { .text($0.after?.rawValue) }
      Column("prospect", .labelProspect) { .text($0.prospect) }
      Column("value_before", .headerValueBefore, .trailing) { criterion.cell($0.valueBefore) }
      Column("value_after", .headerValueAfter, .trailing) { criterion.cell($0.valueAfter) }
    }
  }
}

extension ABCMatrix {
  /// Lines are classes, columns are bands; each cell tells how many and what is left to win.
  fileprivate func grid(_ formats: Formats) -> Table {
    Table(["A", "B", "C", "F", "P"], title: .titleMatrix(window), notes: notes) {
      Column("class", .labelClass) { .text($0) }
      for band in bands {
        Column("potential_\(band.band)", .verbatim("\(band.band) ≥ \(formats.money(cents: band.fromCents))"), .trailing) {
          text(of: "\($0)\(band.band)", formats)
        }
      }
      Column("potential_unknown", .unknownColumn, .trailing) { text(of: "\($0)?", formats) }
    }
  }

  private func text(of cell: String, _ formats: Formats) -> TableCell {
    guard let cell = cells.first(where: { $0.cell == cell }) else { return .blank }
    return .text(cell.customers == 0 ? "·" : "\(formats.integer(cell.customers)) (\(formats.money(cents: cell.gapCents)))")
  }

  fileprivate var zoneTable: Table {
    Table(zones) {
      Column("zone", .headerZone) { .message($0.label) }
      Column("cells", .headerCells) { .text($0.cells.joined(separator: ", ")) }
      Column("customers", .labelCustomers, .trailing) { .integer($0.customers) }
      Column("revenue", .headerRevenue, .trailing) { .money($0.revenueCents) }
      Column("gap", .headerGap, .trailing) { .money($0.gapCents) }
    }
  }

  fileprivate var customerTable: Table {
    Table(customers) {
      Column("cell", .headerCell) { .text($0.cell) }
      Column("prospect", .labelProspect) { .text($0.prospect) }
      Column("zones", .headerZone) { .text($0.zones.joined(separator: " ")) }
      Column("revenue", .headerRevenue, .trailing) { .money($0.revenueCents) }
      Column("potential", .labelPotential, .trailing) { .money($0.potentialCents) }
      Column("gap", .headerGap, .trailing) { .money($0.gapCents) }
    }
  }
}
