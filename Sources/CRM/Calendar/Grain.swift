public import Postgres

/// Into which parts a period is cut.
public enum Grain: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case year, quarter, month
  /// ISO 8601: Monday to Sunday. A week that straddles two months belongs to neither: months are cut by day.
  case week
}

/// A part of a period, with the name that people and programs know it by: `2023`, `2023-Q1`, `2023-01`, `2023-W01`.
public struct PeriodPart: Sendable, Hashable {
  public let name: String
  /// What of the year, quarter, month or week lies within the period.
  public let period: Period
  /// The whole of it, within the period or not.
  public let whole: Period
}

extension Period {
  /// The years, quarters, months or weeks that have a day in the period, in order; together they are the period.
  public func parts(by grain: Grain) -> [PeriodPart] {
    sequence(first: from.first(of: grain)) { $0.next(grain) }.prefix { $0 < to }
      .map { start in
        PeriodPart(
          name: start.name(of: grain), period: Period(max(start, from), min(start.next(grain), to)),
          whole: Period(start, start.next(grain)))
      }
  }

  /// Bounds that are known to be in order.
  package init(_ from: Day, _ to: Day) {
    self.from = from
    self.to = to
  }
}

extension Day {
  /// The first day of the year, quarter, month or ISO week that this day lies in.
  func first(of grain: Grain) -> Day {
    switch grain {
    case .year: firstOfQuarter.adding(months: -3 * (quarter - 1))
    case .quarter: firstOfQuarter
    case .month: firstOfMonth
    case .week: self + (1 - weekday)
    }
  }

  /// The first day of the next one.
  func next(_ grain: Grain) -> Day {
    switch grain {
    case .year: adding(months: 12)
    case .quarter: adding(months: 3)
    case .month: adding(months: 1)
    case .week: self + 7
    }
  }

  fileprivate func name(of grain: Grain) -> String {
    switch grain {
    case .year: String(description.prefix(4))
    case .quarter: "\(description.prefix(4))-Q\(quarter)"
    case .month: String(description.prefix(7))
    case .week: "\(zeroPadded(isoWeek.year, 4))-W\(zeroPadded(isoWeek.week, 2))"
    }
  }
}

extension Grain: NamedChoice {
  public var name: Message {
    switch self {
    case .year: Message(fr: "année", en: "year")
    case .quarter: Message(fr: "trimestre", en: "quarter")
    case .month: Message(fr: "mois", en: "month")
    case .week: Message(fr: "semaine", en: "week")
    }
  }
}
