import Foundation
package import Postgres

/// Events as iCalendar (RFC 5545), for calendar programs: whole days, so that it needs no time zone.
package struct ICalendar {
  /// Something that takes place, or is to be done.
  package struct Event {
    package enum Status: String {
      case tentative, confirmed, cancelled
    }

    /// The same wherever and whenever the event is told of: a calendar program that knows it takes what is new of it.
    package var uid: String
    /// When it became what it is.
    package var stamp: Instant
    /// Counts what it was before.
    package var sequence: Int?
    package var from: Day
    /// The first day after it.
    package var to: Day
    package var title: String
    package var categories: [String] = []
    package var details: [String] = []
    package var location: String?
    package var status = Status.confirmed
    /// Whether nothing else can take place meanwhile.
    package var isBusy = false

    package init(uid: String, stamp: Instant, from: Day, to: Day, title: String) {
      (self.uid, self.stamp, self.from, self.to, self.title) = (uid, stamp, from, to, title)
    }
  }

  private var lines = ContentLines()

  package init(_ name: String, in language: Language) {
    lines.add("BEGIN", "VCALENDAR")
    lines.add("VERSION", "2.0")
    lines.add("PRODID", "-//Filon//Filon//\(language.rawValue.uppercased())")
    lines.add("CALSCALE", "GREGORIAN")
    lines.add("METHOD", "PUBLISH")
    lines.add("X-WR-CALNAME", text: [name])
  }

  package mutating func add(_ event: Event) {
    lines.add("BEGIN", "VEVENT")
    lines.add("UID", text: [event.uid])
    // In UTC: `20230105T083000Z`.
    lines.add("DTSTAMP", event.stamp.description.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z")
    if let sequence = event.sequence { lines.add("SEQUENCE", String(sequence)) }
    lines.add("DTSTART;VALUE=DATE", basic(event.from))
    lines.add("DTEND;VALUE=DATE", basic(event.to))
    lines.add("SUMMARY", text: [event.title])
    lines.add("CATEGORIES", text: event.categories)
    if !event.details.isEmpty { lines.add("DESCRIPTION", text: [event.details.joined(separator: "\n")]) }
    if let location = event.location { lines.add("LOCATION", text: [location]) }
    lines.add("STATUS", event.status.rawValue.uppercased())
    lines.add("TRANSP", event.isBusy ? "OPAQUE" : "TRANSPARENT")
    lines.add("END", "VEVENT")
  }

  /// The whole of it.
  package var text: String {
    var whole = lines
    whole.add("END", "VCALENDAR")
    return whole.text
  }

  private func basic(_ day: Day) -> String { day.description.filter { $0 != "-" } }
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
