import ArgumentParser
import CRM
import Planning
import Foundation
import PlanReport
import Postgres
import Tables

struct PlanAlertsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "alerts", abstract: say(.helpPlanAlerts))

  @Argument(help: ArgumentHelp(say(.helpPlanName)))
  var plan: String?

  @Option(name: .customLong("at"), help: ArgumentHelp(say(.helpPlanAt)))
  var atText: String?

  @Option(name: .customLong("rule"), help: ArgumentHelp(say(.helpPlanRule)))
  var ruleTexts: [String] = []

  @Flag(help: ArgumentHelp(say(.helpPlanAlertRows)))
  var rows = false

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    let rules = try ruleTexts.map { text in
      guard let rule = PlanAlert.Rule(rawValue: text.uppercased()) else {
        throw CRMError(.usage, .unknownRule(text), place: "--rule", remedy: .rulesThere)
      }
      return rule
    }
    try await options.withScope { scope in
      let at = try await day(atText, "--at", scope, .past)
      let alerts = try await Plans(scope).alerts(
        plan, rules: rules.isEmpty ? PlanAlert.Rule.allCases : rules, at: at, rows: rows ? 1_000 : Plans.fewRows)
      let found = alerts.table(title: .alertsTitle(alerts), notes: alerts.notes)
      let tables = rows && !alerts.alerts.isEmpty ? [found, rowsTable(alerts)] : [found]
      try present(alerts, as: tables, options.output, currency: scope.organization.currency)
    }
  }

  private func rowsTable(_ alerts: PlanAlerts) -> Table {
    Table(alerts.alerts.flatMap { alert in alert.rows.map { (alert: alert, row: $0) } }) {
      Column("rule", .labelRule) { .text($0.alert.rule.rawValue) }
      Column("subject", .alertSubject) { .text($0.alert.subject) }
      Column("kind", .labelKind) { .fact($0.row.kind) }
      Column("on", .labelOn) { .day($0.row.on) }
      Column("detail", .labelDetail) { pair in
        pair.row.detail.map { .code(say($0), .factDetail(say($0), of: pair.row.kind) ?? $0) } ?? .missing()
      }
      Column("amount", .labelAmount, .trailing) { .money($0.row.amountCents) }
      Column("id", .labelID) { .text($0.row.id?.description ?? $0.row.key) }
    }
  }
}
