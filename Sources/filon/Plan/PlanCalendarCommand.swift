import Planning
import ArgumentParser
import CRM
import Postgres

struct PlanCalendarCommand: AsyncParsableCommand {
  /// What programs read, and what calendar programs import.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, ics
  }

  static let configuration = CommandConfiguration(commandName: "calendar", abstract: say(.helpPlanCalendar))

  @Argument(help: ArgumentHelp(say(.helpPlanArgument)))
  var plan: String?

  @Option(help: ArgumentHelp(say(.helpPlanBy)))
  var by: Grain = .month

  @Option(help: ArgumentHelp(say(.helpPlanOwner)))
  var owner: String?

  @Option(name: .customLong("from"), help: ArgumentHelp(say(.helpCalendarFrom)))
  var fromText: String?

  @Option(name: .customLong("to"), help: ArgumentHelp(say(.helpCalendarTo)))
  var toText: String?

  @Flag(help: ArgumentHelp(say(.helpCalendarFigures)))
  var figures = false

  @Option(help: ArgumentHelp(say(.helpCalendarFormat)))
  var format: Format = .table

  @Option(name: .long, help: ArgumentHelp(say(.helpLanguage)))
  var lang: Language?

  @OptionGroup var access: AccessOptions

  func run() async throws {
    let (from, to) = (try day(fromText, "--from"), try day(toText, "--to"))
    try await access.withScope { scope in
      let calendar = try await Plans(scope).calendar(plan, by: by, owner: owner, from: from, to: to)
      guard let format = OutputFormat(rawValue: format.rawValue) else {
        return try write(calendar.iCalendar(of: scope.organization, in: .current))
      }
      let table = figures ? linesTable(calendar) : eventsTable(calendar)
      try present(calendar, as: [table], in: format, currency: scope.organization.currency)
    }
  }

  /// An event stands in the part of its first day shown.
  private func eventsTable(_ calendar: PlanCalendar) -> Table {
    let columns = [
      Column("period", .calendarPeriod), Column("from", .calendarFrom), Column("last", .calendarLast), Column("kind", .calendarKind),
      Column("title", .calendarTitle), Column("owner", .calendarPerson), Column("places", .calendarPlaces),
      Column("amount", .calendarAmount, .trailing), Column("status", .calendarStatus), .forPrograms("uid", .calendarUID),
    ]
    var shown: Set<String> = []
    let rows = calendar.parts.flatMap { part in
      let uids = part.events.filter { shown.insert($0).inserted }
      return calendar.events.filter { uids.contains($0.uid) }.map { event -> [Cell] in
        [
          .text(part.name), .day(event.from), .day(event.to - 1), .code(event.kind.rawValue, event.kind.name), .message(event.title),
          .text(event.person), event.places.isEmpty ? .missing() : .text(event.places.joined(separator: ", ")), .money(event.amountCents),
          event.status.map { .code($0.rawValue, $0.name) } ?? .missing(), .text(event.uid),
        ]
      }
    }
    return Table(columns, rows: rows, title: .calendarOf(calendar.name), empty: .calendarEmpty)
  }

  private func linesTable(_ calendar: PlanCalendar) -> Table {
    let columns = [
      Column("kind", .calendarKind), Column("key", .calendarUID), Column("title", .calendarTitle), Column("owner", .calendarPerson),
      Column("period", .calendarPeriod), Column("from", .calendarFrom), Column("last", .calendarLast),
      Column("value", .phasedValue, .trailing), Column("cumulative", .phasedCumulative, .trailing),
    ]
    let rows = calendar.lines.flatMap { line in
      line.parts.map { part -> [Cell] in
        [
          .code(line.kind.rawValue, line.kind.name), .text(line.key), .text(line.name), .text(line.person), .text(part.name),
          .day(part.from), .day(part.to - 1), cell(part.value, of: line), cell(part.cumulative, of: line),
        ]
      }
    }
    return Table(columns, rows: rows, title: .phasedOf(calendar.name), notes: [.phasedNote], empty: .phasedEmpty)
  }

  private func cell(_ value: Int, of line: PhasedLine) -> Cell { planned(value, line.unit) }
}
