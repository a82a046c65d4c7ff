import CRM
import Planning
package import Tables

extension PlanStatus {
  /// How the plan stands on one screen: objectives and the team's KPIs, money, and what needs attention.
  package var screen: [Table] {
    [targetTable] + (person == nil ? [moneyTable, attentionTable] : [])
  }

  /// An objective or a KPI; an objective without KPI has no progress.
  private typealias Target = (name: String, progress: KPIProgress?)

  private var targetTable: Table {
    let measured = Set(objectives.compactMap { $0.progress?.name })
    // What an objective shows is not shown twice.
    let others = kpis.filter { $0.person == person && !measured.contains($0.name) }
    let notes: [Message] = person == nil ? [] : [.seeFull]
    let targets: [Target] = objectives.map { ($0.name, $0.progress) } + others.map { ($0.name, $0) }
    return Table(targets, title: .statusTitle(self), notes: notes, empty: .statusNoObjectives) {
      Column("target", .screenTarget) { .text($0.name) }
      Column<KPIProgress>.actual.of { (target: Target) in target.progress }
      Column<KPIProgress>.target.of { (target: Target) in target.progress }
      Column<KPIProgress>.state(\.light).of { (target: Target) in target.progress }
      Column<KPIProgress>.chance.of { (target: Target) in target.progress }
    }
  }

  private var moneyTable: Table {
    let sales = spendAndSales.reduce(0) { $0 + $1.salesCents }
    return Table([budget.total], title: .statusSpendTitle) {
      Column("planned", .statusPlanned, .trailing) { .money($0.allocatedCents) }
      Column("spent", .statusSpent, .trailing) { .money($0.spentCents) }
      Column("remaining", .statusRemaining, .trailing) { .money($0.remainingCents) }
      Column("sales", .labelSales, .trailing) { _ in .money(sales) }
    }
  }

  private typealias Reason = (light: TrafficLight, step: PlanSection, why: Message)

  /// What is not green, the worst first.
  private var attention: [Reason] {
    let reasons = steps.flatMap { step in step.reasons.map { Reason(step.light, step.section, $0) } }
    return reasons.filter { $0.light == .red } + reasons.filter { $0.light != .red }
  }

  private var attentionTable: Table {
    let shown = attention.prefix(6)
    let more = attention.count - shown.count
    return Table(
      shown, title: .screenAttention, notes: (more > 0 ? [.screenMore(more)] : []) + [.seeFull], empty: .nothingToReport
    ) {
      Column.state(\.light)
      Column("reason", .labelWhy) { .message($0.why) }
    }
  }
}

extension Message {
  static let screenTarget = Message(fr: "Objectif ou indicateur", en: "Objective or KPI")
  static let screenAttention = Message(fr: "À regarder", en: "Needs attention")

  static func screenMore(_ count: Int) -> Message {
    Message(
      fr: "Et \(count) \(Language.fr.plural(count, "autre point", "autres points")).",
      en: "And \(count) \(Language.en.plural(count, "other point", "other points")).")
  }

  /// What the screen leaves out is a word away.
  static let seeFull = Message(
    fr: "En entier, par période, par action et par personne\u{A0}: --full. Les alertes et leurs remèdes\u{A0}: filon plan alerts.",
    en: "In full, by period, action and person: --full. Alerts and what to do: filon plan alerts.")
}
