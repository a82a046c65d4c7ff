package import CRM
import Planning
import Postgres

/// The figures of salespeople, channels or months; the same in `report conversion` and in the report of a plan.
extension ConversionReport {
  /// Conversations, conversions and sales, row by row.
  package var activityTable: Table {
    let definitions: [Message] = [
      .definition(.headerConversionRate, definitions.conversionRate), .definition(.headerBasket, definitions.averageBasketCents),
    ]
    return Table(rows, title: .titleActivity(period), notes: notes + definitions) {
      group
      activity
    }
  }

  /// What became of opportunities, row by row.
  package var opportunityTable: Table {
    let notes = [homogeneity.sentence] + [homogeneity.method].compactMap(\.self) + [.definition(.headerWinRate, definitions.winRate)]
    return Table(rows, title: .titleOpportunities(period), notes: notes) {
      group
      opportunities
    }
  }

  /// Every figure in one table, for programs.
  package var fullTable: Table {
    Table(rows) {
      group
      activity
      opportunities
    }
  }

  package var group: Column<Row> {
    Column(by.rawValue, .header(by), below: [.cell(.message(.labelTotal))]) { .code($0.key ?? "", $0.name ?? .headerNone) }
  }

  @Columns<Row> package var activity: [Column<Row>] {
    figure("attempts", .headerAttempts) { .integer($0.attempts) }
    figure("discussions", .headerDiscussions) { .integer($0.discussions) }
    figure("prospects_reached", .headerReached) { .integer($0.prospectsReached) }
    figure("prospects_converted", .headerConverted) { .integer($0.prospectsConverted) }
    figure("conversion_rate", .headerConversionRate, isRate: true) { .rate($0.conversionRate.rate) }
    figure("revenue", .headerRevenue) { .money($0.revenueCents) }
    figure("orders", .labelOrders) { .integer($0.orders) }
    figure("average_basket", .headerBasket) { .money($0.averageBasketCents) }
  }

  @Columns<Row> package var opportunities: [Column<Row>] {
    figure("opportunities_opened", .headerOpened) { .integer($0.opportunitiesOpened) }
    figure("opportunities_won", .headerWon) { .integer($0.opportunitiesWon) }
    figure("opportunities_lost", .headerLost) { .integer($0.opportunitiesLost) }
    figure("opportunities_abandoned", .headerAbandoned) { .integer($0.opportunitiesAbandoned) }
    figure("opportunities_open", .headerOpen) { .integer($0.opportunitiesOpen) }
    figure("win_rate", .headerWinRate, isRate: true) { .rate($0.winRate, showsCounts: true) }
    figure("win_rate_interval", .headerInterval, in: .page) { .between(.percentage($0.winRate.low), .percentage($0.winRate.high)) }
    figure("win_rate_low", .headerInterval, in: .sheet) { .decimal($0.winRate.low, digits: 4) }
    figure("win_rate_high", .headerInterval, in: .sheet) { .decimal($0.winRate.high, digits: 4) }
    figure("mean_days_to_win", .headerMeanDays) { .decimal($0.meanDaysToWin, digits: 1) }
    figure("median_days_to_win", .headerMedianDays) { .decimal($0.medianDaysToWin, digits: 1) }
    figure("opportunities_undated", .headerUndated, in: .sheet) { .integer($0.opportunitiesUndated) }
  }

  /// A figure of each row, and of all below them.
  package func figure(
    _ key: String, _ header: Message, in place: Heading.Place = .everywhere, isRate: Bool = false, formula: Formula? = nil,
    cell: @escaping (ConversionFigures) -> TableCell
  ) -> Column<Row> {
    Column(key, header, .trailing, in: place, isRate: isRate, formula: formula, below: [.cell(cell(total))]) { cell($0.figures) }
  }
}
