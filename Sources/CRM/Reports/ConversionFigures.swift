import Postgres

/// What one row of a conversion report counts.
public struct ConversionFigures: Sendable, Hashable, Encodable {
  /// Conversations, whether or not somebody spoke.
  public internal(set) var attempts = 0
  /// Those in which somebody spoke who was not a customer before that day.
  public internal(set) var discussions = 0
  /// Distinct prospects with a discussion.
  public internal(set) var prospectsReached = 0
  /// Opportunities by the day of the event, credited to their owner on it.
  public internal(set) var opportunitiesOpened = 0
  public internal(set) var opportunitiesWon = 0
  public internal(set) var opportunitiesLost = 0
  public internal(set) var opportunitiesAbandoned = 0
  /// Open at the end of the period; nil for a month or quarter, of which only the last one has that end.
  @Nullable public internal(set) var opportunitiesOpen: Int? = 0
  /// Those that nothing says were open then, for their opening or closing day is not known: not among the open ones; nil as they are.
  @Nullable public internal(set) var opportunitiesUndated: Int? = 0
  /// Prospects who became customers; each counts in full for everyone who is credited.
  public internal(set) var prospectsConverted = 0
  /// The same shared between them: the rows sum to the total.
  public internal(set) var conversionCredits = 0.0
  /// Won of won and lost.
  public internal(set) var winRate = Rate(numerator: 0, denominator: 0, whenUndefined: .nothingClosed)
  /// Prospects converted over prospects reached.
  public internal(set) var conversionRate = ConversionRate(converted: 0, reached: 0)
  /// Sales less refunds, each on its day, excluding VAT.
  public internal(set) var revenueCents = 0
  /// Sales that were not given back in full.
  public internal(set) var orders = 0
  /// Their mean amount as sold, rounded half up; nil without orders.
  @Nullable public internal(set) var averageBasketCents: Int?
  /// Days from opening to win, over the wins whose opening day is known; nil without any.
  @Nullable public internal(set) var meanDaysToWin: Double?
  @Nullable public internal(set) var medianDaysToWin: Double?
  /// How many wins the days to win are of.
  public internal(set) var winsWithDays = 0
  /// Why a figure is null, by its key.
  public internal(set) var reasons: [String: Message] = ["average_basket_cents": .noOrders, "days_to_win": .noDatedWins]

  /// A row without any fact.
  package init() {}

  /// A row of `report.conversion`, whose first two columns are the key and whether it is the total.
  init(row: Row) throws {
    attempts = try row.decode("attempts")
    discussions = try row.decode("discussions")
    prospectsReached = try row.decode("prospects_reached")
    opportunitiesOpened = try row.decode("opportunities_opened")
    opportunitiesWon = try row.decode("opportunities_won")
    opportunitiesLost = try row.decode("opportunities_lost")
    opportunitiesAbandoned = try row.decode("opportunities_abandoned")
    opportunitiesOpen = try row.decode("opportunities_open", as: Int.self)
    opportunitiesUndated = try row.decode("opportunities_undated", as: Int.self)
    prospectsConverted = try row.decode("prospects_converted")
    conversionCredits = Double(try row.decode("credit_parts", as: Int.self)) / 10_000
    revenueCents = try row.decode("revenue_cents")
    orders = try row.decode("orders")
    winsWithDays = try row.decode("wins_with_days")
    winRate = Rate(
      numerator: opportunitiesWon, denominator: opportunitiesWon + opportunitiesLost, whenUndefined: .nothingClosed)
    conversionRate = ConversionRate(converted: prospectsConverted, reached: prospectsReached)
    if orders > 0 {
      // Orders are never negative, so adding half of the divisor rounds half up.
      averageBasketCents = (try row.decode("order_cents", as: Int.self) * 2 + orders) / (2 * orders)
      reasons["average_basket_cents"] = nil
    }
    if winsWithDays > 0 {
      meanDaysToWin = Double(try row.decode("days_sum", as: Int.self)) / Double(winsWithDays)
      medianDaysToWin = try row.decode("median_days_to_win")
      reasons["days_to_win"] = nil
    }
  }

  static let columns: SQL = """
    key, is_total, attempts, discussions, prospects_reached, opportunities_opened, opportunities_won, opportunities_lost,
    opportunities_abandoned, opportunities_open, opportunities_undated, prospects_converted, credit_parts, revenue_cents, orders,
    order_cents, wins_with_days, days_sum, median_days_to_win
    """

  /// The same as the row of a part of the period.
  func withinPeriod() -> ConversionFigures {
    var figures = self
    figures.opportunitiesOpen = nil
    figures.opportunitiesUndated = nil
    figures.reasons["opportunities_open"] = .openOnlyAtTheEnd
    figures.reasons["opportunities_undated"] = .openOnlyAtTheEnd
    return figures
  }
}

/// Prospects converted over prospects reached. Not a share of a whole: a prospect may be converted in a period without a discussion in it.
public struct ConversionRate: Sendable, Hashable, Encodable {
  /// The counts; without an interval when the numerator is the greater.
  public let rate: Rate
  /// Whether more were converted than reached.
  public var exceeds: Bool { rate.numerator > rate.denominator }

  init(converted: Int, reached: Int) {
    rate = Rate(numerator: converted, denominator: reached, whenUndefined: .nobodyReached)
  }

  private enum CodingKeys: String, CodingKey { case exceeds }

  /// Encodes the rate with `exceeds` beside its own keys.
  public func encode(to encoder: any Encoder) throws {
    try rate.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(exceeds, forKey: .exceeds)
  }
}
