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

  private static let englishMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
