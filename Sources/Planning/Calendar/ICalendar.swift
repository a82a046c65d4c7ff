package import CRM
import Foundation
import Postgres

extension PlanCalendar {
  /// The calendar as iCalendar (RFC 5545), for calendar programs: whole days, so that it needs no time zone.
  ///
  /// The same version of a plan gives the same text; a later one gives events of the same UIDs with a greater SEQUENCE, which replace those
  /// imported before.
  ///
  /// - Parameter organization: Its id is the domain of the UIDs.
  package func iCalendar(of organization: Organization, in language: Language) -> String {
    var text = ContentLines()
    text.add("BEGIN", "VCALENDAR")
    text.add("VERSION", "2.0")
    text.add("PRODID", "-//Filon//Filon//\(language.rawValue.uppercased())")
    text.add("CALSCALE", "GREGORIAN")
    text.add("METHOD", "PUBLISH")
    text.add("X-WR-CALNAME", text: [name])
    for event in events { add(event, to: &text, organization, language) }
    text.add("END", "VCALENDAR")
    return text.text
  }

  private func add(_ event: PlanEvent, to text: inout ContentLines, _ organization: Organization, _ language: Language) {
    text.add("BEGIN", "VEVENT")
    text.add("UID", text: ["\(event.uid).\(plan)@\(organization.id)"])
    text.add("DTSTAMP", stamp)
    text.add("SEQUENCE", String(version - 1))
    text.add("DTSTART;VALUE=DATE", basic(event.from))
    text.add("DTEND;VALUE=DATE", basic(event.to))
    text.add("SUMMARY", text: [event.title.text(in: language)])
    text.add("CATEGORIES", text: ([event.kind.name] + event.channels.map(\.name)).map { $0.text(in: language) })
    let formats = Formats(language: language, currency: organization.currency)
    let details = event.details(formats)
    if !details.isEmpty { text.add("DESCRIPTION", text: [details.joined(separator: "\n")]) }
    if !event.places.isEmpty { text.add("LOCATION", text: [event.places.joined(separator: ", ")]) }
    text.add("STATUS", event.confirmation)
    // An action or a due date keeps nobody from meeting; an absence does.
    text.add("TRANSP", event.kind == .absence ? "OPAQUE" : "TRANSPARENT")
    text.add("END", "VEVENT")
  }

  /// When the version was applied, in UTC: `20230105T083000Z`.
  private var stamp: String { appliedAt.description.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z" }

  private func basic(_ day: Day) -> String { day.description.filter { $0 != "-" } }
}

extension PlanEvent {
  fileprivate var confirmation: String {
    switch status {
    case .planned: "TENTATIVE"
    case .dropped: "CANCELLED"
    case .started, .done, nil: "CONFIRMED"
    }
  }

  /// What a reader of the calendar wants to know beside the title.
  fileprivate func details(_ formats: Formats) -> [String] {
    let lines: [(Message, String?)] = [
      (.calendarPerson, person), (.labelWith, others.isEmpty ? nil : others.joined(separator: ", ")),
      (.labelObjective, objective), (.labelAmount, amountCents.map { formats.money(cents: $0) }),
      (.calendarStatus, status?.name.text(in: formats.language)),
    ]
    return lines.compactMap { label, value in value.map { Message.labelled(label, $0).text(in: formats.language) } }
  }
}

/// Lines of RFC 5545: ended by CRLF and folded, so that none is longer than 75 octets.
struct ContentLines {
  private(set) var text = ""

  mutating func add(_ name: String, _ value: String) {
    var line = ""
    var octets = 0
    for scalar in "\(name):\(value)".unicodeScalars {
      let length = UTF8.width(scalar)
      if octets + length > 75 {
        line += "\r\n "
        octets = 1
      }
      line.unicodeScalars.append(scalar)
      octets += length
    }
    text += line + "\r\n"
  }

  /// A list of TEXT values.
  mutating func add(_ name: String, text values: [String]) {
    add(name, values.map(escaped).joined(separator: ","))
  }

  /// Control characters but the tab are not allowed in a text; line breaks are written `\n`.
  private func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\\(scalar)"
      case "\n", "\r", "\u{2028}", "\u{2029}": escaped += "\\n"
      case "\t": escaped += "\t"
      case _ where scalar.properties.generalCategory == .control: break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
