import CRM
import Postgres

/// How a KPI comes about: readings that are added or taken off, over such readings.
///
///     plain         r
///     ratio         r / s
///     subscription  (end − new) / start
///     gain          stock at the end − stock at the start + what was won
///     growth        (now − then) / then
struct KPIRecipe: Sendable, Hashable {
  /// A reading that is added (1) or taken off (-1).
  struct Term: Sendable, Hashable {
    let sign: Int
    var reading: KPIReading

    static prefix func + (term: Term) -> Term { term }
    static prefix func - (term: Term) -> Term { Term(sign: -term.sign, reading: term.reading) }
  }

  var numerator: [Term]
  /// Empty of what divides nothing.
  var denominator: [Term] = []
  /// Of a cohort, those whose horizon is not over: told beside the value.
  var immature: Term?
  /// The numerator is of those of its series that the organization has.
  var isOfSeriesThere = false
  /// The growth is that of the places with an action, less that of places without one (difference in differences).
  var isByPlace = false

  /// All that is read.
  var readings: [KPIReading] { (numerator + denominator + [immature].compactMap(\.self)).map(\.reading) }

  /// One reading over another.
  var isRatio: Bool { numerator.count == 1 && denominator.count == 1 && immature == nil }

  /// Whether it compares a series with itself.
  var isGrowth: Bool { denominator.contains { $0.reading.window.isBase } }

  /// The names of the outside series it reads, each once.
  var series: [String] { readings.compactMap(\.series).reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }

  /// The same with every reading replaced.
  func mapReadings(_ change: (KPIReading) async throws -> KPIReading) async rethrows -> KPIRecipe {
    var recipe = self
    for index in numerator.indices { recipe.numerator[index].reading = try await change(numerator[index].reading) }
    for index in denominator.indices { recipe.denominator[index].reading = try await change(denominator[index].reading) }
    if let immature { recipe.immature?.reading = try await change(immature.reading) }
    return recipe
  }

  /// In what it is counted: money over a number is money, a number over money a number, anything over its like a rate.
  func unit(_ isMoney: (KPIReading) -> Bool) -> KPIUnit {
    switch (isMoney(numerator[0].reading), denominator.first.map { isMoney($0.reading) }) {
    case (true, nil), (true, false?): .money
    case (false, nil): .count
    case (false, true?): .number
    case (true, true?), (false, false?): .rate
    }
  }
}

extension KPIRecipe {
  static func plain(_ reading: KPIReading) -> KPIRecipe { KPIRecipe(numerator: [reading.term]) }

  static func ratio(_ numerator: KPIReading, over denominator: KPIReading) -> KPIRecipe {
    KPIRecipe(numerator: [numerator.term], denominator: [denominator.term])
  }

  /// (E − N) / S, of customers at the end, new ones and those at the beginning.
  static func subscription(end: KPIReading, new: KPIReading, start: KPIReading) -> KPIRecipe {
    KPIRecipe(numerator: [+end.term, -new.term], denominator: [+start.term])
  }

  /// Of who came in, who converted within the horizon.
  static func cohort(converted: KPIReading, entered: KPIReading, immature: KPIReading) -> KPIRecipe {
    KPIRecipe(numerator: [converted.term], denominator: [entered.term], immature: immature.term)
  }

  /// How much a stock has grown over the days: by its states where those are recorded, by what was won where that is.
  static func gain(_ series: String, orWon won: String) -> KPIRecipe {
    let (end, start) = (KPIReading(.stock(series, .end)).term, KPIReading(.stock(series, .start)).term)
    return KPIRecipe(numerator: [+end, -start, +KPIReading(.series(won)).term], isOfSeriesThere: true)
  }

  /// (V1 − V0) / V0 of an outside series.
  static func growth(_ series: String, since window: KPIWindow, isByPlace: Bool = false) -> KPIRecipe {
    let (now, then) = (KPIReading(.series(series), .grown(since: window)).term, KPIReading(.series(series), .base(window)).term)
    return KPIRecipe(numerator: [+now, -then], denominator: [+then], isByPlace: isByPlace)
  }
}

/// One number that a KPI needs: of what, over which days, of whom.
struct KPIReading: Sendable, Hashable {
  enum Quantity: Sendable, Hashable {
    case count(KPICount)
    /// The sum of an outside series over the days, or its last value at their end when it is a stock.
    case series(String)
    /// The state of a series at one end of the days.
    case stock(String, Edge)
    case calendarDays
    case workingDays
  }

  enum Edge: Sendable, Hashable {
    case start, end
  }

  let quantity: Quantity
  var window = KPIWindow.period
  /// Of what takes each customer once.
  var base: KPIBase<KPIWindow>?
  /// Holds in addition to what the KPI's own filter says.
  var filter = KPIFilter()
  /// Both filters with their names looked up.
  var selection = KPISelection()

  init(_ quantity: Quantity, _ window: KPIWindow = .period) {
    self.quantity = quantity
    self.window = window
  }

  init(_ count: KPICount, _ window: KPIWindow = .period, _ base: KPIBase<KPIWindow>? = nil) {
    self.init(.count(count), window)
    self.base = base
  }

  var count: KPICount? {
    if case .count(let count) = quantity { count } else { nil }
  }

  var series: String? {
    switch quantity {
    case .series(let name), .stock(let name, _): name
    case .count, .calendarDays, .workingDays: nil
    }
  }

  var term: KPIRecipe.Term { KPIRecipe.Term(sign: 1, reading: self) }

  /// What must be counted for a period; nil of what is no count.
  func question(_ period: Period) -> KPIQuestion? {
    guard let count, let days = window.days(of: period) else { return nil }
    return KPIQuestion(count: count, selection: selection, period: days, base: base?.map { $0.days(of: period) })
  }
}

/// Only the customers who were there in the days just before as well, or only those who were not.
enum KPIBase<Days: Sendable & Hashable>: Sendable, Hashable {
  case inBase(Days)
  case notInBase(Days)

  func map<Other>(_ transform: (Days) -> Other?) -> KPIBase<Other>? {
    switch self {
    case .inBase(let days): transform(days).map { .inBase($0) }
    case .notInBase(let days): transform(days).map { .notInBase($0) }
    }
  }
}

extension KPITerm {
  /// What is read for it: a count of the catalogue, else an outside series of that name.
  var reading: KPIReading {
    var reading = KPIReading(KPICount(rawValue: count).map { .count($0) } ?? .series(count))
    reading.filter = filter
    return reading
  }
}

extension KPIFormula {
  /// How it comes about; nil of a KPI that the catalogue does not know.
  var recipe: KPIRecipe? {
    switch self {
    case .catalogue(let name, let variant): try? KPICatalogue.named(name).variant(variant).recipe
    case .ratio(let numerator, over: let denominator?): .ratio(numerator.reading, over: denominator.reading)
    case .ratio(let numerator, over: nil): .plain(numerator.reading)
    }
  }
}
