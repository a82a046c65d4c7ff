import Foundation
public import Postgres

/// A figure with what a reader needs to believe it: the one shape in which reports and KPIs give theirs to programs.
public struct Figure: Sendable, Hashable, Encodable {
  /// What the value is counted in: whole numbers, cents, fractions of a whole (0.125 is 12.5 %), days, other numbers.
  public enum Unit: String, Sendable, Hashable, Encodable { case count, cents, rate, days, number }

  /// A number as its unit has it: whole, or not.
  public enum Value: Sendable, Hashable, Encodable {
    case whole(Int)
    case fraction(Double)

    /// Encodes the number alone.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .whole(let number): try container.encode(number)
      case .fraction(let number): try container.encode(number)
      }
    }
  }

  /// Its name, which stays.
  public let figure: String
  /// Whose it is: the name of a row; nil of the total, and of what belongs to nobody.
  @Nullable public private(set) var of: String?
  /// Nil when there is none, for a reason.
  @Nullable public package(set) var value: Value?
  public let unit: Unit
  /// How many facts stand behind it: of a rate or a mean, those that it divides by. Nil where nobody counted them.
  @Nullable public package(set) var n: Int?
  @Nullable public package(set) var numerator: Int?
  @Nullable public package(set) var denominator: Int?
  /// The bounds of the 95 % interval of Wilson of a rate that is a part of a whole.
  @Nullable public package(set) var low: Double?
  @Nullable public package(set) var high: Double?
  /// Why there is no value.
  @Nullable public package(set) var reason: Message?
  public let definition: Message
  public let period: Period
  /// The instant as of which it is given; nil of what is known now.
  @Nullable public private(set) var asOf: Instant?
  /// The address of the API that lists exactly the rows that it counts; of a rate or a mean those that it divides by. Nil of what has none.
  @Nullable public package(set) var rows: String?

  /// A figure without a value yet.
  package init(_ figure: String, of: String? = nil, _ unit: Unit, _ definition: Message, _ period: Period, asOf: Instant?) {
    (self.figure, self.unit, self.definition, self.period) = (figure, unit, definition, period)
    (self.of, self.asOf) = (of, asOf)
  }

  /// An address with what is asked there, without what is nil.
  package static func address(_ path: String, _ query: [(name: String, value: String?)]) -> String {
    let asked = query.compactMap { name, value in value.map { "\(name)=\(encoded($0))" } }
    return asked.isEmpty ? path : path + "?" + asked.joined(separator: "&")
  }

  /// RFC 3986, 2.3: what stays as it is.
  private static let unreserved = CharacterSet(charactersIn: "-._~").union(
    CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"))

  /// A text within an address.
  package static func encoded(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "" }
}

/// Figures of one report.
public struct Figures: Sendable, Encodable {
  public let figures: [Figure]
  /// What a reader must know.
  public let notes: [Message]

  package init(_ figures: [Figure], notes: [Message]) {
    self.figures = figures
    self.notes = notes
  }
}

extension ConversionReport {
  /// All that it says, figure by figure: those of each row, then those of the total.
  public var figures: Figures {
    let all = rows.flatMap { row in row.figures.all(ConversionSubject(self, row)) } + total.all(ConversionSubject(self, nil))
    return Figures(all, notes: notes)
  }
}

/// Of which row of a report figures are, and over which days.
private struct ConversionSubject {
  private let report: ConversionReport
  private let row: ConversionReport.Row?

  init(_ report: ConversionReport, _ row: ConversionReport.Row?) {
    (self.report, self.row) = (report, row)
  }

  /// - Parameters:
  ///   - name: As reports write it.
  ///   - listed: The figure whose rows are its own; nil where they are not listed.
  func figure(_ name: String, _ unit: Figure.Unit, _ definition: Message, listed: ConversionFigure?) -> Figure {
    var figure = Figure(name, of: row?.key, unit, definition, report.period, asOf: report.asOf)
    figure.rows = listed.map { listed in
      let isNobody = row != nil && row?.key == nil
      return Figure.address(
        "/v1/reports/conversion/rows",
        [
          ("figure", listed.rawValue), ("by", report.by.rawValue), ("of", row?.key), ("nobody", isNobody ? "true" : nil),
          ("from", report.period.from.description), ("to", report.period.to.description), ("as_of", report.asOf?.description),
        ])
    }
    return figure
  }
}

extension ConversionFigures {
  fileprivate func all(_ subject: ConversionSubject) -> [Figure] {
    func count(_ name: ConversionFigure, _ value: Int?) -> Figure {
      var figure = subject.figure(name.rawValue, .count, name.definition, listed: value == nil ? nil : name)
      figure.value = value.map(Figure.Value.whole)
      figure.n = value
      figure.reason = reasons[name.rawValue]
      return figure
    }
    func rate(_ name: String, _ rate: Rate, _ definition: Message, listed: ConversionFigure) -> Figure {
      var figure = subject.figure(name, .rate, definition, listed: listed)
      figure.value = rate.value.map(Figure.Value.fraction)
      (figure.n, figure.numerator, figure.denominator) = (rate.denominator, rate.numerator, rate.denominator)
      (figure.low, figure.high, figure.reason) = (rate.low, rate.high, rate.reason)
      return figure
    }
    func mean(
      _ name: String, _ unit: Figure.Unit, _ value: Figure.Value?, of n: Int, _ definition: Message, _ reason: String,
      listed: ConversionFigure
    )
      -> Figure
    {
      var figure = subject.figure(name, unit, definition, listed: listed)
      figure.value = value
      figure.n = n
      figure.reason = reasons[reason]
      return figure
    }
    var revenue = subject.figure("revenue_cents", .cents, .definitionRevenue, listed: .revenue)
    revenue.value = .whole(revenueCents)
    return [
      count(.attempts, attempts), count(.discussions, discussions), count(.prospectsReached, prospectsReached),
      count(.opportunitiesOpened, opportunitiesOpened), count(.opportunitiesWon, opportunitiesWon),
      count(.opportunitiesLost, opportunitiesLost), count(.opportunitiesAbandoned, opportunitiesAbandoned),
      count(.opportunitiesOpen, opportunitiesOpen), count(.opportunitiesUndated, opportunitiesUndated),
      count(.prospectsConverted, prospectsConverted),
      rate("win_rate", winRate, .winRateDefinition, listed: .opportunitiesClosed),
      rate("conversion_rate", conversionRate.rate, .conversionRateDefinition, listed: .prospectsReached),
      revenue, count(.orders, orders),
      mean(
        "average_basket_cents", .cents, averageBasketCents.map(Figure.Value.whole), of: orders, .definitionBasket, "average_basket_cents",
        listed: .orders),
      mean(
        "mean_days_to_win", .days, meanDaysToWin.map(Figure.Value.fraction), of: winsWithDays, .definitionDays, "days_to_win",
        listed: .daysToWin),
      mean(
        "median_days_to_win", .days, medianDaysToWin.map(Figure.Value.fraction), of: winsWithDays, .definitionDays, "days_to_win",
        listed: .daysToWin),
    ]
  }
}

extension ConversionFigure {
  /// What is counted.
  fileprivate var definition: Message {
    switch self {
    case .attempts: .definitionAttempts
    case .discussions: .definitionDiscussions
    case .prospectsReached: .definitionReached
    case .opportunitiesOpened: Message(fr: "opportunités ouvertes dans la période", en: "opportunities opened in the period")
    case .opportunitiesWon: .definitionWon
    case .opportunitiesLost: Message(fr: "opportunités perdues dans la période", en: "opportunities lost in the period")
    case .opportunitiesAbandoned: Message(fr: "opportunités abandonnées dans la période", en: "opportunities abandoned in the period")
    case .opportunitiesOpen: Message(fr: "opportunités ouvertes à la fin de la période", en: "opportunities open at the end of the period")
    case .opportunitiesUndated:
      Message(
        fr: "opportunités dont rien ne dit qu’elles étaient ouvertes à la fin de la période",
        en: "opportunities that nothing says were open at the end of the period")
    case .opportunitiesClosed: .definitionClosed
    case .prospectsConverted: .definitionConverted
    case .revenue: .definitionRevenue
    case .orders: .definitionOrders
    case .daysToWin: .definitionDays
    }
  }
}

extension Message {
  fileprivate static let winRateDefinition = quotient(.definitionWon, over: .definitionClosed)
  fileprivate static let conversionRateDefinition = quotient(.definitionConverted, over: .definitionReached)

  private static func quotient(_ numerator: Message, over denominator: Message) -> Message {
    Message(fr: "\(numerator.fr), sur\u{A0}: \(denominator.fr)", en: "\(numerator.en), over: \(denominator.en)")
  }
}
