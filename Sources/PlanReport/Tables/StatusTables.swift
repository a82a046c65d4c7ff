import CRM
package import Planning
import Postgres
package import Tables

extension PlanStatus {
  /// The tables that show how a plan stands. The first, which csv gives, is that of the objectives.
  package var tables: [Table] {
    [objectiveTable, kpiTable, partTable, actionTable] + (person == nil ? [spendTable] : []) + [peopleTable]
      + (person == nil ? [stepTable] : [])
  }

  // MARK: Targets

  private var objectiveTable: Table {
    Table(objectives, title: .statusTitle(self), notes: notes, empty: .statusNoObjectives) {
      Column("objective", .labelObjective) { .text($0.name) }
      Column("owner", .calendarPerson) { .text($0.owner) }
      progress.map { $0.of(\.progress) }
      Column("due_on", .statusDueOn) { .day($0.dueOn) }
      Column.forecast.map { $0.of(\.progress) }
    }
  }

  private var kpiTable: Table {
    Table(kpis, title: .statusKPIsTitle, empty: .statusNoKPIs) {
      Column("kpi", .labelKPI) { .text($0.name) }
      Column("owner", .calendarPerson) { .text($0.person) }
      progress
      Column.dueOn
      Column.forecast
    }
  }

  @Columns<KPIProgress> private var progress: [Column<KPIProgress>] {
    Column.actual
    Column.due
    Column.variance
    Column.relative
    Column.state(\.light)
    Column.target
  }

  private var partTable: Table {
    // Of the whole team, or on a person's page theirs.
    let parts = kpis.filter { $0.person == person }.flatMap(\.measuredParts).filter { $0.part.target != nil || $0.part.actual != nil }
    return Table(parts, title: .statusPartsTitle, empty: .statusNoKPIs) {
      Column("kpi", .labelKPI) { .text($0.kpi.name) }
      Column("person", .statusPerson) { .text($0.kpi.person) }
      Column("period", .labelPeriod) { .period($0.part.name) }
      Column.target
      Column.due
      Column.actual
      Column.variance
      Column.relative
      Column.state(\.light)
    }
  }

  // MARK: Money

  private var actionTable: Table {
    Table(actions, title: .statusBudgetTitle, empty: .statusNoActions) {
      actionColumn
      Column("owner", .calendarPerson) { .text($0.owner) }
      Column("from", .labelFrom) { .day($0.from) }
      Column("last", .calendarLast) { .day($0.to - 1) }
      Column("status", .calendarStatus) { .code($0.status) }
      moneyColumns(allocated: .statusAllocated)
      Column("conversations", .labelConversations, .trailing) { .integer($0.conversations) }
      Column.state(\.light)
    }
  }

  private var spendTable: Table {
    Table(spendAndSales, title: .statusSpendTitle) {
      Column("period", .labelPeriod, below: [.cell(.message(.labelTotal))]) { .period($0.name) }
      spendColumns
    }
  }

  // MARK: People and steps

  private var peopleTable: Table {
    Table(people, title: .statusPeopleTitle, empty: .statusNobody) {
      Column("person", .statusPerson) { .text($0.name) }
      Column.role
      Column.trainedOn
      Column("objectives", .statusOwnObjectives, .trailing) { .integer($0.objectives.count) }
      Column("actions", .statusOwnActions, .trailing) { .integer($0.actions.count) }
      Column("supports", .statusSupports, .trailing) { .integer($0.supports.count) }
      Column.workload
    }
  }

  private var stepTable: Table {
    Table(steps, title: .statusStepsTitle) {
      Column("step", .statusStep) { .code($0.section.rawValue, $0.section.title) }
      Column.fill
      Column.state(\.light)
      Column.reasons
    }
  }
}
