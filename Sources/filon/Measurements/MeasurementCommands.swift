import ArgumentParser
import CRM
import Postgres
import Foundation
import Tables

struct MeasurementCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measurement", abstract: say(.helpMeasurements), subcommands: [Record.self, Void.self, List.self, Series.self])

  struct Record: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpMeasurementRecord))

    @Argument(help: ArgumentHelp(say(.helpSeries)))
    var series: String

    @Argument(help: ArgumentHelp(say(.helpFigure)))
    var value: String

    @Option(help: ArgumentHelp(say(.helpOnDay)))
    var on: String?

    @OptionGroup var period: PeriodArguments

    @Option(help: ArgumentHelp(say(.helpLabel)))
    var label: String?

    @Option(help: ArgumentHelp(say(.helpPlace)))
    var place: String?

    @Option(help: ArgumentHelp(say(.helpNote)))
    var note: String?

    @Option(help: ArgumentHelp(say(.helpReference)))
    var reference: String?

    @Option(help: ArgumentHelp(say(.helpSystem)))
    var system: String?

    @Option(help: ArgumentHelp(say(.helpSeriesKind)))
    var kind: String?

    @Option(help: ArgumentHelp(say(.helpSeriesUnit)))
    var unit: String?

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      var entry = MeasurementEntry(series: series, value: 0)
      if on != nil, period.isGiven { throw CRMError(.usage, .onOrFrom) }
      (entry.label, entry.place, entry.note, entry.reference, entry.system) = (label, place, note, reference, system)
      entry.kind = try choice(kind, "--kind")
      entry.unit = try choice(unit, "--unit")
      try await options.withScope { scope in
        let days = try await period.days(scope)
        if days.to != nil, days.from == nil { throw CRMError(.usage, .toWithoutFrom) }
        (entry.from, entry.to) = (try await day(on, "--on", scope, .past) ?? days.from, days.to)
        let measurements = Measurements(scope)
        let isMoney = try await measurements.unit(of: series, claimed: entry.unit).isMoney
        entry.value = try (isMoney ? cents(value, "<value>", scope) : count(value, "<value>")) ?? 0
        let recorded = try await measurements.record(entry)
        try present(
          recorded, as: Table(of: recorded) { columns }, options.output, currency: scope.organization.currency, recorded: recorded.id)
      }
    }
  }

  struct Void: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpVoid))

    @OptionGroup var arguments: VoidArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws { try await arguments.void(options) { try await Measurements($0).void($1, reason: $2) } }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpMeasurementList))

    @Option(help: ArgumentHelp(say(.helpSeries)))
    var series: String?

    @Option(help: ArgumentHelp(say(.helpLabel)))
    var label: String?

    @Option(help: ArgumentHelp(say(.helpPlace)))
    var place: String?

    @OptionGroup var period: PeriodArguments
    @OptionGroup var page: PageArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      var filter = MeasurementFilter()
      (filter.series, filter.label, filter.place) = (series, label, place)
      filter.limit = page.limit
      try await options.withScope { scope in
        filter.after = try await page.start(scope)
        (filter.from, filter.to) = try await period.days(scope)
        let found = try await Measurements(scope).list(filter)
        try present(found, as: Table(page: found) { columns }, options.output, currency: scope.organization.currency)
      }
    }
  }

  struct Series: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpMeasurementSeries))

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      let series = try await options.withScope { try await Measurements($0).series() }
      let table = Table(series) {
        Column("name", .labelSeries) { .series($0.name) }
        Column("kind", .labelKind) { .code($0.kind) }
        Column("unit", .labelUnit) { .code($0.unit) }
        Column("first_day", .labelFirstDay) { .day($0.firstDay) }
        Column("last_day", .labelLastDay) { .day($0.lastDay) }
        Column("count", .labelCount, .trailing) { .integer($0.count) }
        Column("sources", .labelSources) { .text($0.sources.joined(separator: ", ")) }
      }
      try present(["series": series], as: table, options.output)
    }
  }

  @Columns<CRM.Measurement> private static var columns: [Column<CRM.Measurement>] {
    Column("series", .labelSeries) { .series($0.series) }
    Column("from", .labelFrom) { .day($0.from) }
    Column("to", .headerTo, in: .sheet) { .day($0.to) }
    Column("last", .labelLastDay, in: .page) { .day($0.to - 1) }
    Column("label", .labelLabel) { .text($0.label) }
    Column("place", .labelPlace) { .text($0.place) }
    Column("value", .labelValue, .trailing) { $0.unit.isMoney ? .money($0.value) : .integer($0.value) }
    Column("unit", .labelUnit) { .code($0.unit) }
    Column("source", .fieldSource) { .text($0.source) }
    Column("reference", .labelReference) { .text($0.reference) }
    Column("note", .fieldNote) { .text($0.note) }
    Column("id", .labelID) { .id($0.id) }
  }
}

extension TableCell {
  /// A series, in the words for a standard one.
  fileprivate static func series(_ name: String) -> TableCell { .code(name, StandardSeries(rawValue: name)?.name ?? .verbatim(name)) }
}
