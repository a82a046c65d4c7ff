import PlanReport
import Planning
import CRM
import Postgres

/// The tables of `plan show`. The first, which csv gives, is that of the objectives.
struct PlanTables {
  let status: PlanStatus

  var all: [Table] {
    var tables = [objectives, kpis, parts, budget]
    if status.person == nil { tables += [spendAndSales] }
    tables += [people]
    if status.person == nil { tables += [steps] }
    return tables
  }

  // MARK: Targets

  private static let progressColumns = [
    Column("owner", .calendarPerson), Column("actual", .statusActual, .trailing), Column("due", .statusDue, .trailing),
    Column("variance", .statusVariance, .trailing), Column("variance_relative", .statusRelative, .trailing), Column("state", .statusLight),
    Column("target", .statusTarget, .trailing), Column("due_on", .statusDueOn), Column("forecast", .statusForecast, .trailing),
    Column("forecast_80", .statusInterval80, .trailing), Column("forecast_95", .statusInterval95, .trailing),
    Column("probability", .statusProbability, .trailing),
  ]

  private var objectives: Table {
    Table(
      [Column("objective", .calendarObjective)] + Self.progressColumns,
      rows: status.objectives.map { objective in
        [.text(objective.name)] + cells(objective.progress, person: objective.owner, dueOn: objective.dueOn)
      }, title: .statusTitle(status), notes: status.notes, empty: .statusNoObjectives)
  }

  private var kpis: Table {
    Table(
      [Column("kpi", .statusKPI)] + Self.progressColumns,
      rows: status.kpis.map { [.text($0.name)] + cells($0, person: $0.person, dueOn: $0.to - 1) }, title: .statusKPIsTitle,
      empty: .statusNoKPIs)
  }

  private func cells(_ progress: KPIProgress?, person: String?, dueOn: Day?) -> [Cell] {
    guard let progress else {
      return [.text(person)] + Array(repeating: .missing(), count: 6) + [.day(dueOn)] + Array(repeating: .missing(), count: 4)
    }
    let unit = progress.unit
    let forecast = progress.forecast
    return [
      .text(person), figure(progress.exact, unit, missing: progress.reason), planned(progress.due, unit),
      figure(progress.variance?.exact, unit), relative(progress.variance), .code(progress.light.rawValue, progress.light.name),
      planned(progress.target, unit), .day(dueOn), figure(progress.forecastShown, unit), interval(forecast?.interval80, forecast, unit),
      interval(forecast?.interval95, forecast, unit), forecast?.probability.map { .percentage($0) } ?? .missing(),
    ]
  }

  private var parts: Table {
    // Of the whole team, or on a person's page theirs.
    let rows = status.kpis.filter { $0.person == status.person }.flatMap { kpi in
      kpi.parts.filter { $0.target != nil || $0.actual != nil }.map { part -> [Cell] in
        [
          .text(kpi.name), .text(kpi.person), .text(part.name), planned(part.target, kpi.unit), planned(part.due, kpi.unit),
          figure(part.exact, kpi.unit, missing: part.reason), figure(part.variance?.exact, kpi.unit), relative(part.variance),
          .code(part.light.rawValue, part.light.name),
        ]
      }
    }
    return Table(
      [
        Column("kpi", .statusKPI), Column("person", .statusPerson), Column("period", .calendarPeriod),
        Column("target", .statusTarget, .trailing), Column("due", .statusDue, .trailing),
        Column("actual", .statusActual, .trailing), Column("variance", .statusVariance, .trailing),
        Column("variance_relative", .statusRelative, .trailing), Column("state", .statusLight),
      ], rows: rows, title: .statusPartsTitle, empty: .statusNoKPIs)
  }

  private func relative(_ variance: Variance?) -> Cell { variance?.relative.map { .percentage($0) } ?? .missing() }

  private func interval(_ interval: Forecast.Interval?, _ forecast: Forecast?, _ unit: KPIUnit) -> Cell {
    guard let interval, forecast?.method != .observed else { return .missing() }
    return .range(interval.low, interval.high, unit)
  }

  // MARK: Money

  private var budget: Table {
    let columns = [
      Column("action", .statusAction), Column("owner", .calendarPerson), Column("from", .calendarFrom), Column("last", .calendarLast),
      Column("status", .calendarStatus), Column("allocated", .statusAllocated, .trailing), Column("committed", .statusCommitted, .trailing),
      Column("spent", .statusSpent, .trailing), Column("remaining", .statusRemaining, .trailing),
      Column("conversations", .statusConversations, .trailing), Column("state", .statusLight),
    ]
    let money = { (money: Money) -> [Cell] in
      [.money(money.allocatedCents), .money(money.committedCents), .money(money.spentCents), .money(money.remainingCents)]
    }
    let rows = status.actions.map { action -> [Cell] in
      [.text(action.name), .text(action.owner), .day(action.from), .day(action.to - 1), .code(action.status.rawValue, action.status.name)]
        + money(action.money) + [.integer(action.conversations), .code(action.light.rawValue, action.light.name)]
    }
    let blank = Array(repeating: Cell.text(""), count: 4)
    let outside: [Cell] = [.message(.statusOutsideActions)] + blank + money(status.budget.outsideActions) + [.text(""), .text("")]
    let total: [Cell] = [.message(.statusTotal)] + blank + money(status.budget.total) + [.text(""), .text("")]
    return Table(
      columns, rows: rows, footer: status.person == nil ? [outside, total] : [], title: .statusBudgetTitle, empty: .statusNoActions)
  }

  private var spendAndSales: Table {
    Table(
      [
        Column("period", .calendarPeriod), Column("planned", .statusPlanned, .trailing), Column("spent", .statusSpent, .trailing),
        Column("sales", .statusSales, .trailing), Column("orders", .statusOrders, .trailing), Column("ratio", .statusRatio, .trailing),
      ],
      rows: status.spendAndSales.map { part -> [Cell] in
        [
          .text(part.name), .money(part.plannedCents), .money(part.spentCents), .money(part.salesCents), .integer(part.orders),
          part.ratio.map { .percentage($0) } ?? .missing(),
        ]
      }, title: .statusSpendTitle)
  }

  // MARK: People and steps

  private var people: Table {
    Table(
      [
        Column("person", .statusPerson), Column("role", .statusRole), Column("trained_on", .statusTrainedOn),
        Column("objectives", .statusOwnObjectives, .trailing), Column("actions", .statusOwnActions, .trailing),
        Column("supports", .statusSupports, .trailing), Column("available_days", .statusAvailable, .trailing),
        Column("asked_days", .statusAsked, .trailing), Column("conversations", .statusConversations, .trailing),
      ],
      rows: status.people.map { person -> [Cell] in
        [
          .text(person.name), .text(person.role), .day(person.trainedOn), .integer(person.objectives.count), .integer(person.actions.count),
          .integer(person.supports.count),
          .decimal(Double(person.availableTenths) / 10, digits: 1), .decimal(Double(person.allocatedTenths) / 10, digits: 1),
          .integer(person.conversations),
        ]
      }, title: .statusPeopleTitle, empty: .statusNobody)
  }

  private var steps: Table {
    Table(
      [Column("step", .statusStep), Column("fill", .statusFill), Column("state", .statusLight), Column("reasons", .statusReasons)],
      rows: status.steps.map { step -> [Cell] in
        let reason: Cell = step.reasons.first.map { .message($0) } ?? .text("")
        return [
          .code(step.section.rawValue, step.section.title), .code(step.fill.rawValue, step.fill.name),
          .code(step.light.rawValue, step.light.name),
          step.reasons.count > 1 ? .message(.andMore(step.reasons[0], step.reasons.count - 1)) : reason,
        ]
      }, title: .statusStepsTitle)
  }
}

/// A value as plans write it, in the smallest parts of its unit.
func planned(_ value: Int?, _ unit: KPIUnit) -> Cell {
  figure(value.map(unit.number), unit)
}

/// A value of a KPI as people read it, rounded here for the first time.
func figure(_ value: KPINumber?, _ unit: KPIUnit, missing reason: Message? = nil) -> Cell {
  switch (unit, value) {
  case (_, nil): .missing(reason)
  case (.money, .whole(let cents)): .money(cents)
  case (.rate, let value?): .percentage(value.double)
  case (_, .whole(let count)): .integer(count)
  case (_, .fraction(let value)): .decimal(value, digits: 2)
  }
}
