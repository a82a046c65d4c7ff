import ArgumentParser
import CRM
import Planning
import Foundation
import Postgres

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
    let at = try day(atText, "--at")
    let rules = try ruleTexts.map { text in
      guard let rule = PlanAlert.Rule(rawValue: text.uppercased()) else {
        throw CRMError(.usage, .unknownRule(text), place: "--rule", remedy: .rulesThere)
      }
      return rule
    }
    try await options.withScope { scope in
      let alerts = try await Plans(scope).alerts(
        plan, rules: rules.isEmpty ? PlanAlert.Rule.allCases : rules, at: at, rows: rows ? 1_000 : Plans.fewRows)
      let tables = rows ? [table(alerts), rowsTable(alerts)] : [table(alerts)]
      try present(alerts, as: tables, options.output, currency: scope.organization.currency)
    }
  }

  private func table(_ alerts: PlanAlerts) -> Table {
    Table(
      [
        Column("rule", .alertRule), Column("severity", .alertSeverity), Column("on", .alertSince), .forPrograms("subject", .alertSubject),
        Column("owner", .calendarPerson), Column("message", .alertMessage), Column("remedy", .alertRemedy),
        Column("rows", .alertCount, .trailing),
      ],
      rows: alerts.alerts.map { alert -> [Cell] in
        [
          .text(alert.rule.rawValue), .code(alert.severity.rawValue, alert.severity.name), .day(alert.on), .text(alert.subject),
          .text(alert.person), .message(alert.message), .message(alert.remedy), .integer(alert.count),
        ]
      }, title: .alertsTitle(alerts), notes: alerts.notes, empty: .alertNone)
  }

  private func rowsTable(_ alerts: PlanAlerts) -> Table {
    Table(
      [
        Column("rule", .alertRule), Column("subject", .alertSubject), Column("kind", .alertRowKind), Column("on", .alertSince),
        Column("detail", .alertRowDetail), Column("amount", .calendarAmount, .trailing), Column("id", .calendarUID),
      ],
      rows: alerts.alerts.flatMap { alert in
        alert.rows.map { row -> [Cell] in
          [
            .text(alert.rule.rawValue), .text(alert.subject), .fact(row.kind), .day(row.on),
            row.detail.map { .code(say($0), .factDetail(say($0), of: row.kind) ?? $0) } ?? .missing(), .money(row.amountCents),
            .text(row.id?.uuidString.lowercased() ?? row.key),
          ]
        }
      }, empty: .alertNone)
  }
}
