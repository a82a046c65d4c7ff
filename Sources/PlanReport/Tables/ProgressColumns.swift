import CRM
import Planning
import Postgres
import Tables

/// What came about of a KPI or of a part of its days, beside what was to be.
protocol Measured {
  var unit: KPIUnit { get }
  var target: Int? { get }
  var due: Int? { get }
  var exact: KPINumber? { get }
  var reason: Message? { get }
  var variance: Variance? { get }
  var light: TrafficLight { get }
}

extension KPIProgress: Measured {}

/// A part of a KPI's days.
struct MeasuredPart: Measured {
  let kpi: KPIProgress
  let part: KPIProgress.Part

  var unit: KPIUnit { kpi.unit }
  var target: Int? { part.target }
  var due: Int? { part.due }
  var exact: KPINumber? { part.exact }
  var reason: Message? { part.reason }
  var variance: Variance? { part.variance }
  var light: TrafficLight { part.light }
}

extension KPIProgress {
  /// Its forecast, while it is not over.
  var uncertain: Forecast? { forecast?.method == .observed ? nil : forecast }

  var measuredParts: [MeasuredPart] { parts.map { MeasuredPart(kpi: self, part: $0) } }
}

extension Column where Row: Measured {
  static var target: Column { Column("target", .statusTarget, .trailing, width: 14) { .planned($0.target, $0.unit) } }
  static var due: Column { Column("due", .statusDue, .trailing, width: 14) { .planned($0.due, $0.unit) } }
  static var actual: Column { Column("actual", .statusActual, .trailing, width: 14) { .figure($0.exact, $0.unit, missing: $0.reason) } }
  static var variance: Column {
    Column("variance", .statusVariance, .trailing, width: 14, formula: .difference("actual", "due")) {
      .difference($0.variance?.exact, $0.unit)
    }
  }
  static var relative: Column {
    Column("variance_relative", .statusRelative, .trailing, formula: .change("actual", "due")) { .percentage($0.variance?.relative) }
  }
}

extension Column {
  static func state(_ light: @escaping (Row) -> TrafficLight) -> Column {
    Column("state", .labelState, width: 16) { .light(light($0)) }
  }
}

extension Column<KPIProgress> {
  static var dueOn: Column { Column("due_on", .statusDueOn) { .day($0.to - 1) } }

  /// The forecast for the due date.
  @Columns<KPIProgress> static var forecast: [Column] {
    Column("forecast", .statusForecast, .trailing) { .figure($0.forecastShown, $0.unit) }
    Column("forecast_80", .statusInterval80, .trailing, width: 24) { interval($0.forecast?.interval80, of: $0) }
    Column("forecast_95", .statusInterval95, .trailing, width: 24) { interval($0.forecast?.interval95, of: $0) }
    chance
  }

  /// Of reaching the target by the due date.
  static var chance: Column { Column("probability", .statusProbability, .trailing) { .percentage($0.forecast?.probability) } }

  private static func interval(_ interval: Forecast.Interval?, of progress: KPIProgress) -> TableCell {
    guard let interval, progress.forecast?.method != .observed else { return .missing() }
    return .range(.planned(interval.low, progress.unit), .planned(interval.high, progress.unit))
  }
}

extension Column<StepStatus> {
  static var fill: Column { Column("fill", .statusFill, width: 16) { .code($0.fill.rawValue, $0.fill.name) } }

  /// One reason, to stay on one page; all of them stand with the alerts.
  static var reasons: Column {
    Column("reasons", .labelWhy, width: 60) { step in
      let more = step.reasons.count - 1
      return .message(step.reasons.first.map { more > 0 ? .andMore($0, more) : $0 })
    }
  }
}

extension Column<PersonStatus> {
  static var role: Column { Column("role", .labelRole, width: 36) { .text($0.role) } }
  static var trainedOn: Column { Column("trained_on", .statusTrainedOn) { .day($0.trainedOn) } }

  @Columns<PersonStatus> static var workload: [Column] {
    Column("available_days", .statusAvailable, .trailing) { .decimal(Double($0.availableTenths) / 10, digits: 1) }
    Column("asked_days", .statusAsked, .trailing) { .decimal(Double($0.allocatedTenths) / 10, digits: 1) }
    Column("conversations", .labelConversations, .trailing) { .integer($0.conversations) }
  }
}
