import Planning
import ArgumentParser
import CRM
import PlanReport
import Postgres
import Tables

struct PlanCalendarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "calendar", abstract: say(.helpPlanCalendar))

  @Argument(help: ArgumentHelp(say(.helpPlanArgument)))
  var plan: String?

  @Option(help: ArgumentHelp(say(.helpPlanBy)))
  var by: Grain = .month

  @Option(help: ArgumentHelp(say(.helpPlanOwner)))
  var owner: String?

  @OptionGroup var period: PeriodArguments

  @Flag(help: ArgumentHelp(say(.helpCalendarFigures)))
  var figures = false

  @OptionGroup var output: CalendarOutputOptions
  @OptionGroup var access: AccessOptions

  func run() async throws {
    try await access.withScope { scope in
      let (from, to) = try await period.days(scope)
      let calendar = try await Plans(scope).calendar(plan, by: by, owner: owner, from: from, to: to)
      guard let format = output.format else {
        return try write(calendar.iCalendar(of: scope.organization, in: .current))
      }
      let table =
        figures
        ? linesTable(calendar) : calendar.table(of: calendar.events, title: .calendarOf(calendar.name), empty: .calendarEmpty)
      try present(
        calendar, as: [table], in: format, csv: output.csv.style(), currency: scope.organization.currency, isPaged: !output.noPager)
    }
  }

  private func linesTable(_ calendar: PlanCalendar) -> Table {
    let parts = calendar.lines.flatMap { line in line.parts.map { (line: line, part: $0) } }
    return Table(parts, title: .phasedOf(calendar.name), notes: [.phasedNote], empty: .phasedEmpty) {
      Column("kind", .labelWhat) { .code($0.line.kind.rawValue, $0.line.kind.name) }
      Column("key", .labelID) { .text($0.line.key) }
      Column("title", .headerTitle) { .text($0.line.name) }
      Column("owner", .calendarPerson) { .text($0.line.person) }
      Column("period", .labelPeriod) { .period($0.part.name) }
      Column("from", .labelFrom) { .day($0.part.from) }
      Column("last", .calendarLast) { .day($0.part.to - 1) }
      Column("value", .labelValue, .trailing) { .planned($0.part.value, $0.line.unit) }
      Column("cumulative", .phasedCumulative, .trailing) { .planned($0.part.cumulative, $0.line.unit) }
    }
  }
}
