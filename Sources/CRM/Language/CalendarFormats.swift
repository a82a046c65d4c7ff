public import Postgres

extension Formats {
  /// `31/12/2026` in French, `31 Dec 2026` in English.
  public func day(_ day: Day) -> String {
    let (year, month, day) = day.parts
    return switch language {
    case .fr: "\(zeroPadded(day, 2))/\(zeroPadded(month, 2))/\(zeroPadded(year, 4))"
    case .en: "\(day) \(Self.englishMonths[month - 1]) \(year)"
    }
  }

  /// The day and the time to the minute: `31/12/2026 14:05`, `31 Dec 2026 14:05`.
  public func dateTime(_ moment: CivilTime) -> String {
    let minutes = Int(moment.microsecondOfDay / 60_000_000)
    return "\(day(moment.day)) \(zeroPadded(minutes / 60, 2)):\(zeroPadded(minutes % 60, 2))"
  }

  /// `45 min`, `1 h 30` in French; `45 min`, `1 h 30 min` in English.
  public func duration(minutes: Int) -> String {
    let sign = minutes < 0 ? "-" : ""
    let (hours, rest) = minutes.magnitude.quotientAndRemainder(dividingBy: 60)
    if hours == 0 { return "\(sign)\(rest)\u{A0}min" }
    let whole = "\(sign)\(integer(Int(hours)))\u{A0}h"
    if rest == 0 { return whole }
    return switch language {
    case .fr: "\(whole)\u{A0}\(zeroPadded(Int(rest), 2))"
    case .en: "\(whole) \(rest)\u{A0}min"
    }
  }

  /// A count of days with at most one decimal: `12,5 jours`, `1 day`.
  public func duration(days: Double) -> String {
    let isWhole = days.rounded() == (days * 10).rounded() / 10
    let number = decimal(days, places: isWhole ? 0 : 1)
    guard number != Self.missing else { return number }
    let isSingular = language == .fr ? days.magnitude < 2 : days.magnitude == 1
    switch language {
    case .fr: return "\(number)\u{A0}\(isSingular ? "jour" : "jours")"
    case .en: return "\(number) \(isSingular ? "day" : "days")"
    }
  }

  private static let englishMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
