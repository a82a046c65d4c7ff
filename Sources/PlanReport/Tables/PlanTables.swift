package import CRM
package import Planning
import Postgres
package import Tables

extension PlanAlerts {
  /// What does not fit, with the commands that mend it.
  package func table(title: Message? = nil, notes: [Message] = []) -> Table {
    Table(alerts, title: title, notes: notes, empty: .nothingToReport) {
      Column("rule", .labelRule, width: 10) { .text($0.rule.rawValue) }
      Column("severity", .labelSeverity, in: .page) { .light($0.severity == .problem ? .red : .amber) }
      Column("severity", .labelSeverity, width: 18, in: .sheet) { .code($0.severity.rawValue, $0.severity.name) }
      Column("on", .labelSince) { .day($0.on) }
      Column("subject", .alertSubject, width: 30, in: .sheet) { .text($0.subject) }
      Column("owner", .calendarPerson, width: 16) { .text($0.person) }
      Column("message", .labelFinding, width: 60) { .message($0.message) }
      Column("remedy", .labelRemedy, width: 60) { .message($0.inCommands) }
      Column("rows", .labelRows, .trailing, width: 10) { .integer($0.count) }
    }
  }
}

extension PlanAlert {
  /// What to do about it, for those who have Filon.
  fileprivate var inCommands: Message {
    let list = commands.isEmpty ? "" : " (\(commands.joined(separator: ", ")))"
    return Message(fr: remedy.fr + list, en: remedy.en + list)
  }
}

extension PlanCalendar {
  /// Events, each in the part of the plan that has its first day shown; the same on the terminal and in the report.
  ///
  /// - Parameters:
  ///   - name: What a part is called.
  ///   - details: Where parts and places have room.
  package func table(
    of events: [PlanEvent], title: Message, empty: Message, part name: (String) -> String = { $0 },
    details: Heading.Place = .everywhere
  ) -> Table {
    let rows = events.map { event in
      (event: event, part: parts.first { $0.from < event.to && event.from < $0.to }.map { name($0.name) })
    }
    return Table(rows, title: title, empty: empty) {
      Column("period", .labelPeriod, in: details) { .text($0.part) }
      Column("from", .labelFrom) { .day($0.event.from) }
      Column("last", .calendarLast) { .day($0.event.to - 1) }
      Column("kind", .labelWhat) { .code($0.event.kind.rawValue, $0.event.kind.name) }
      Column("title", .headerTitle, width: 44) { .message($0.event.title) }
      Column("owner", .calendarPerson, width: 18) { .text($0.event.person) }
      Column("places", .labelPlace, width: 24, in: details) { .list($0.event.places) }
      Column("amount", .labelAmount, .trailing, width: 16) { .money($0.event.amountCents) }
      Column("status", .calendarStatus) { .code($0.event.status) }
      Column("uid", .labelID, in: .sheet) { .text($0.event.uid) }
    }
  }
}
