@testable import Planning
@testable import CRM
@testable import Planning
import Postgres

/// A KPI's value by hand.
struct PlainValue {
  enum Number {
    case whole(Int)
    case fraction(Double)
  }

  var number: Number?
  var numerator: Int?
  var denominator: Int?
  var n = 0
  /// Why there is none.
  var reason: Message?
  /// Whether it is a part of a whole.
  var isShare = false
  var immature: Int?

  static func none(_ reason: Message) -> PlainValue { PlainValue(reason: reason) }

  static func plain(_ tally: PlainTally) -> PlainValue {
    PlainValue(number: .whole(tally.value), numerator: tally.value, n: tally.n)
  }

  static func plain(_ count: Int) -> PlainValue { .plain(PlainTally(count)) }

  /// Cents by something, to the cent.
  static func money(_ numerator: Int, by denominator: Int, or reason: Message) -> PlainValue {
    let value: Number? = denominator == 0 ? nil : .whole(PlainRatio(numerator, denominator).rounded)
    return PlainValue(
      number: value, numerator: numerator, denominator: denominator, n: denominator, reason: denominator == 0 ? reason : nil)
  }

  /// Something by something else, of which so many facts stand behind the divisor.
  static func ratio(_ numerator: Int, of denominator: Int, n: Int? = nil, or reason: Message) -> PlainValue {
    let value: Number? = denominator == 0 ? nil : .fraction(PlainRatio(numerator, denominator).double)
    return PlainValue(
      number: value, numerator: numerator, denominator: denominator, n: n ?? denominator, reason: denominator == 0 ? reason : nil)
  }

  /// A part of a whole, each counted.
  static func share(_ numerator: Int, of denominator: Int, or reason: Message) -> PlainValue {
    var value = ratio(numerator, of: denominator, or: reason)
    value.isShare = denominator > 0
    return value
  }
}

/// A KPI of the catalogue and one of its variants.
struct PlainKPI: Hashable {
  let name: String
  let variant: String

  init(_ name: String, _ variant: String) {
    self.name = name
    self.variant = variant
  }
}

/// What else a KPI is asked with.
struct PlainOptions {
  let horizon: Int
  let from: Int
  let to: Int
  let towns: [String: Day?]
  let controls: [String]
}

/// KPIs, as docs/figures.md says them.
struct PlainKPIs {
  let counts: PlainCounts
  let options: PlainOptions
  private let series: [String: PlainSeries]

  init(_ ledger: PlainLedger, _ options: PlainOptions) {
    counts = PlainCounts(ledger)
    self.options = options
    series = Dictionary(
      uniqueKeysWithValues: StandardSeries.allCases.compactMap { each in PlainSeries(each.rawValue, ledger).map { (each.rawValue, $0) } })
  }

  private var today: Day { counts.ledger.company.today }

  func value(_ kpi: PlainKPI, _ period: Range<Day>, _ filter: PlainFilter = PlainFilter()) -> PlainValue {
    period.lowerBound > today
      ? .none(.periodNotBegun)
      : money(kpi, period, filter) ?? customers(kpi, period, filter) ?? activity(kpi, period, filter) ?? outside(kpi, period)
        ?? .none(.verbatim("no such KPI"))
  }

  func isOver(_ period: Range<Day>) -> Bool { period.upperBound <= today }

  // MARK: Money

  private func money(_ kpi: PlainKPI, _ days: Range<Day>, _ of: PlainFilter) -> PlainValue? {
    switch (kpi.name, kpi.variant) {
    case ("revenue", _): return .plain(counts.revenue(days, of))
    case ("sales_count", _): return .plain(counts.orders(days, of))
    case ("sales_per_day", let kind):
      let passed = days.lowerBound..<min(days.upperBound, today + 1)
      return .ratio(
        counts.orders(days, of).value, of: kind == "calendar_days" ? passed.length : passed.workingDays, or: .noWorkingDay)
    case ("average_basket", _): return .money(counts.orderCents(days, of).value, by: counts.orders(days, of).value, or: .noOrders)
    case ("revenue_per_customer", _):
      return .money(counts.revenue(days, of).value, by: counts.customers(days, of).count, or: .noCustomers)
    case ("margin", _):
      let margin = counts.margin(days, of)
      return margin.n > 0 ? .plain(margin) : PlainValue(numerator: 0, reason: .noMarginStated)
    case ("margin_rate", _):
      let sold = counts.marginRevenue(days, of)
      return .ratio(counts.margin(days, of).value, of: sold.value, n: sold.n, or: .noMarginStated)
    case ("spend", let kind): return .plain(counts.spend(days, of, acquisition: kind == "acquisition"))
    case ("spend_to_sales", let kind):
      let revenue = counts.revenue(days, of)
      return .ratio(
        counts.spend(days, of, acquisition: kind == "acquisition").value, of: revenue.value, n: revenue.n, or: .noRevenue)
    case ("customer_acquisition_cost", let kind):
      let spent = counts.spend(kind.hasPrefix("lagged") ? days.before : days, of, acquisition: kind == "acquisition" || kind == "lagged")
      return .money(spent.value, by: counts.newCustomers(days, of).count, or: .noNewCustomer)
    default: return nil
    }
  }

  // MARK: Customers

  private func customers(_ kpi: PlainKPI, _ days: Range<Day>, _ of: PlainFilter) -> PlainValue? {
    let always = Day(daysSince2000: -100_000)
    switch (kpi.name, kpi.variant) {
    case ("new_customers", _): return .plain(counts.newCustomers(days, of).count)
    case ("customers", _): return .plain(counts.customers(days, of).count)
    case ("repeat_customers", let kind):
      let onDistinctDays = kind.hasSuffix("distinct_days")
      func repeating(_ days: Range<Day>) -> Set<Int> { counts.repeatCustomers(days, of, onDistinctDays: onDistinctDays) }
      if kind.hasPrefix("stock") { return .plain(repeating(always..<days.upperBound).count) }
      if kind.hasPrefix("flow") { return .plain(repeating(days).subtracting(repeating(always..<days.lowerBound)).count) }
      return .plain(repeating(days).count)
    case ("retention_rate", "windows"):
      let before = counts.customers(days.before, of)
      return .share(before.intersection(counts.customers(days, of)).count, of: before.count, or: .noBaseCustomers)
    case ("retention_rate", "year"):
      let year = days.upperBound.adding(months: -12)..<days.upperBound
      let before = counts.customers(days.upperBound.adding(months: -24)..<year.lowerBound, of)
      return .share(before.intersection(counts.customers(year, of)).count, of: before.count, or: .noBaseCustomers)
    case ("retention_rate", _):
      let (end, new, start) = (counts.customers(days, of), counts.newCustomers(days, of), counts.customers(days.before, of))
      return .share(end.count - new.count, of: start.count, or: .noBaseCustomers)
    default: return nil
    }
  }

  // MARK: Activity

  private func activity(_ kpi: PlainKPI, _ days: Range<Day>, _ of: PlainFilter) -> PlainValue? {
    switch (kpi.name, kpi.variant) {
    case ("attempts", _): return .plain(counts.attempts(days, of))
    case ("discussions", _): return .plain(counts.discussions(days, of))
    case ("prospects_reached", _): return .plain(counts.reached(days, of))
    case ("appointments", _): return .plain(counts.appointments(days, of))
    case ("opportunities_opened", _): return .plain(counts.opened(days, of))
    case ("opportunities_won", _): return .plain(counts.closings([.won], days, of).count)
    case ("lost_opportunities", _): return .plain(counts.closings([.lost], days, of).count)
    case ("lost_amount", _): return .plain(PlainTally(counts.closings([.lost], days, of).compactMap(\.cents)))
    case ("win_rate", _):
      return .share(counts.closings([.won], days, of).count, of: counts.closings([.won, .lost], days, of).count, or: .nothingClosed)
    case ("conversion_rate", "period"):
      return .share(counts.converted(days, of).value, of: counts.reached(days, of).value, or: .nobodyReached)
    case ("conversion_rate", "cohort"):
      let cohort = counts.cohort(days, of, horizon: options.horizon, today: today)
      var value = PlainValue.share(cohort.converted, of: cohort.entered, or: .nobodyReached)
      value.immature = cohort.immature
      return value
    case ("conversion_rate", "stages"):
      let (entered, advanced) = counts.entries(options.from, then: options.to, days, of)
      return .share(advanced.value, of: entered.value, or: .noStageEntered)
    case ("contacts_captured", "crm"): return .plain(counts.contacts(days, of))
    default: return nil
    }
  }

  // MARK: Outside series

  private func outside(_ kpi: PlainKPI, _ days: Range<Day>) -> PlainValue? {
    switch (kpi.name, kpi.variant) {
    case ("amount_received", _): return sum("payments", days)
    case ("contacts_captured", _): return sum("contacts_captured", days)
    case ("conversion_rate", "visitors"), ("site_conversion_rate", "visitors"): return rate("site_orders", of: "site_visitors", days)
    case ("site_conversion_rate", _): return rate("site_orders", of: "site_sessions", days)
    case ("email_click_rate", _): return rate("email_unique_clicks", of: "emails_delivered", days)
    case ("followers", "stock"): return followers(days)
    case ("followers", _): return followersGained(days)
    case ("site_purchases_growth", let kind):
      let name = kind.hasPrefix("orders") ? "site_orders" : "site_revenue"
      return kind.hasSuffix("previous_period")
        ? growth(name, days, since: PlainComparison.periodBefore)
        : growth(name, days, since: PlainComparison.yearBefore)
    case ("distributor_purchases_growth", let kind): return towns(days, isYear: kind == "previous_year")
    default: return nil
    }
  }

  /// The sum of a series over a period, or as far as it has figures in one that is not over.
  private func sum(_ name: String, _ period: Range<Day>) -> PlainValue {
    switch sums([name], period) {
    case .failure(let none): return .none(none.reason)
    case .success(let sums): return PlainValue(number: .whole(sums[0].value), numerator: sums[0].value, n: sums[0].n)
    }
  }

  private func rate(_ numerator: String, of denominator: String, _ period: Range<Day>) -> PlainValue {
    switch sums([numerator, denominator], period) {
    case .failure(let none): .none(none.reason)
    case .success(let sums):
      .share(
        sums[0].value, of: sums[1].value,
        or: denominator == "emails_delivered" ? .noEmailDelivered : denominator == "site_visitors" ? .noSiteVisitor : .noSiteSession)
    }
  }

  struct Missing: Error { let reason: Message }

  private func sums(_ names: [String], _ period: Range<Day>) -> Result<[PlainTally], Missing> {
    var end = period.upperBound
    if !isOver(period) {
      for name in names {
        guard let series = series[name], series.kind == .flow else { continue }
        guard let last = series.end(in: period) else { return .failure(Missing(reason: .seriesEmpty(name))) }
        end = min(end, last)
      }
    }
    var tallies: [PlainTally] = []
    for name in names {
      guard let series = series[name] else { return .failure(Missing(reason: .noSeries(name))) }
      let sum = series.sum((period.lowerBound..<end).each)
      if series.kind == .flow, sum.figures == 0 { return .failure(Missing(reason: .seriesEmpty(name))) }
      if sum.missing > 0 { return .failure(Missing(reason: .daysMissing(sum.missing, name))) }
      var tally = PlainTally(sum.value)
      tally.n = sum.n(series.unit)
      tallies.append(tally)
    }
    return .success(tallies)
  }

  private func followers(_ period: Range<Day>) -> PlainValue {
    switch stock(at: min(period.upperBound, today + 1)) {
    case .failure(let none): .none(none.reason)
    case .success(let stock): PlainValue(number: .whole(stock.value), numerator: stock.value, n: stock.n)
    }
  }

  private func followersGained(_ period: Range<Day>) -> PlainValue {
    switch (stock(at: min(period.upperBound, today + 1)), stock(at: period.lowerBound)) {
    case (.failure(let none), _), (_, .failure(let none)): return .none(none.reason)
    case (.success(let end), .success(let start)):
      return PlainValue(number: .whole(end.value - start.value), numerator: end.value - start.value, n: end.n)
    }
  }

  private func stock(at end: Day) -> Result<PlainTally, Missing> {
    switch series["followers"]?.stock(at: end) {
    case nil: return .failure(Missing(reason: .noSeries("followers")))
    case .nothing: return .failure(Missing(reason: .seriesEmpty("followers")))
    case .stale(let networks): return .failure(Missing(reason: .staleStock(networks, 35)))
    case .found(let value, let networks):
      var tally = PlainTally(value)
      tally.n = networks
      return .success(tally)
    }
  }

  private func growth(_ name: String, _ period: Range<Day>, since: (Range<Day>, Day) -> PlainComparison) -> PlainValue {
    guard let series = series[name] else { return .none(.noSeries(name)) }
    guard let last = series.end(in: period) else { return .none(.seriesEmpty(name)) }
    let days = since(period, isOver(period) ? period.upperBound : last)
    let (now, then) = (series.sum(days.now), series.sum(days.then))
    if then.missing > 0 { return .none(.baseDaysMissing(then.missing, name)) }
    if now.missing > 0 { return .none(.daysMissing(now.missing, name)) }
    return .ratio(now.value - then.value, of: then.value, n: then.n(series.unit), or: .baseIsZero)
  }

  /// Each town from its own day; of its shops those that have every day of both windows.
  private func towns(_ period: Range<Day>, isYear: Bool) -> PlainValue {
    let name = "distributor_sales"
    guard let series = series[name] else { return .none(.noSeries(name)) }
    guard let last = series.end(in: period) else { return .none(.seriesEmpty(name)) }
    let end = isOver(period) ? period.upperBound : last
    let first = options.towns.values.compactMap(\.self).min()

    /// What a town sold after and before its first day; nil without a shop that counts.
    func sales(in town: String, from start: Day) -> (now: Int, then: Int)? {
      let from = max(period.lowerBound, start)
      guard from < end else { return nil }
      let window = from..<period.upperBound
      let days = isYear ? PlainComparison.yearBefore(window, until: end) : .beforeTheAction(start, window, until: end)
      let shops = Set(series.figures.filter { $0.place == town }.map(\.label))
      let sums = shops.compactMap { shop -> (Int, Int)? in
        let own = series.only { $0.place == town && $0.label == shop }
        let (now, then) = (own.sum(days.now), own.sum(days.then))
        return now.missing == 0 && then.missing == 0 ? (now.value, then.value) : nil
      }
      return sums.isEmpty ? nil : (sums.reduce(0) { $0 + $1.0 }, sums.reduce(0) { $0 + $1.1 })
    }
    let names = options.towns.keys.sorted()
    let treated = names.compactMap { sales(in: $0, from: (options.towns[$0] ?? nil) ?? first ?? period.lowerBound) }
    if treated.isEmpty { return .none(.townsWithoutBase(names.map { $0.lowercased() })) }
    let (now, then) = (treated.reduce(0) { $0 + $1.now }, treated.reduce(0) { $0 + $1.then })
    if then == 0 { return .none(.baseIsZero) }
    var value = PlainValue(numerator: now - then, denominator: then, n: then)
    let control = options.controls.compactMap { sales(in: $0, from: first ?? period.lowerBound) }
    let base = control.reduce(0) { $0 + $1.then }
    if base == 0 {
      value.reason = .controlsWithoutBase(options.controls.map { $0.lowercased() })
      return value
    }
    let other = PlainRatio(control.reduce(0) { $0 + $1.now } - base, base)
    value.number = .fraction(PlainRatio(now - then, then).double - other.double)
    return value
  }
}
