import CRM
import Planning
import Postgres
import Tables

extension Figures {
  /// A figure a row, with what it is of and how sure it is.
  var table: Table {
    Table(figures, notes: notes) {
      Column("figure", .labelFigure) { .code($0.figure, $0.title) }
      Column("of", .labelOfWhom) { .text($0.of) }
      Column("from", .labelFrom) { .day($0.period.from) }
      Column("to", .headerTo, in: .sheet) { .day($0.period.to) }
      Column("last", .labelLastDay, in: .page) { .day($0.period.to - 1) }
      Column("value", .labelValue, .trailing) { $0.cell }
      Column("n", .labelN, .trailing) { .integer($0.n) }
      Column("interval", .labelInterval, .trailing, in: .page) { .between(.percentage($0.low), .percentage($0.high)) }
      Column("low", .labelInterval, .trailing, in: .sheet) { .percentage($0.low) }
      Column("high", .labelInterval, .trailing, in: .sheet) { .percentage($0.high) }
      Column("definition", .headerDefinition) { .message($0.definition) }
      Column("rows", .labelRows, in: .sheet) { .text($0.rows) }
    }
  }
}

extension Figure {
  /// What people call it.
  fileprivate var title: Message {
    if let conversion = ConversionFigure(rawValue: figure) { return conversion.name }
    switch figure {
    case "win_rate": return .headerWinRate
    case "conversion_rate": return .headerConversionRate
    case "revenue_cents": return ConversionFigure.revenue.name
    case "average_basket_cents": return .headerBasket
    case "mean_days_to_win": return .meanDaysToWin
    case "median_days_to_win": return .medianDaysToWin
    default: return (try? KPICatalogue.named(figure).title) ?? .verbatim(figure)
    }
  }

  fileprivate var cell: TableCell {
    switch (unit, value) {
    case (_, nil): .missing(reason)
    case (.cents, .whole(let cents)): .money(cents)
    case (.rate, .fraction(let share)): .percentage(share)
    case (_, .whole(let count)): .integer(count)
    case (.days, .fraction(let days)): .decimal(days, digits: 1)
    case (_, .fraction(let number)): .decimal(number, digits: 2)
    }
  }
}

extension Message {
  static let helpFigures = Message(
    fr: "Chaque chiffre avec ses preuves\u{A0}: effectif, intervalle, définition et, en json et csv, l’adresse de ses lignes.",
    en: "Each figure with its evidence: count, interval, definition and, in json and csv, the address of its rows.")
  static let figuresOrRows = Message(fr: "--figures ou --rows, pas les deux", en: "--figures or --rows, not both")
  fileprivate static let meanDaysToWin = Message(fr: "Jours jusqu’au gain, en moyenne", en: "Days to win, mean")
  fileprivate static let medianDaysToWin = Message(fr: "Jours jusqu’au gain, médiane", en: "Days to win, median")
  fileprivate static let labelFigure = Message(fr: "Chiffre", en: "Figure")
  fileprivate static let labelOfWhom = Message(fr: "De", en: "Of")
  fileprivate static let labelInterval = Message(fr: "Intervalle à 95\u{A0}%", en: "95% interval")
}
