import CRM
import Planning
import Postgres
import Tables

/// Beside step 7: what the company reached in the days of the plan, whatever the plan wants of it.
extension PlanReportWriter {
  var resultSections: [ReportSection] {
    guard let results else { return [] }
    return [generalKPIs(results), salespeople(results.conversion), customers(results.classes)]
  }

  private func generalKPIs(_ results: PlanResults) -> ReportSection {
    let table = Table(results.kpis, title: .reportGeneralKPIs(results.period)) {
      Column("kpi", .labelKPI, width: 34) { .message($0.title) }
      Column("value", .reportValue95, .trailing, in: .page) { kpi in
        .noted(.figure(kpi.value.value, kpi.unit, missing: kpi.value.reason), by: interval(kpi.value))
      }
      Column("value", .labelValue, .trailing, width: 18, in: .sheet) { .figure($0.value.value, $0.unit, missing: $0.value.reason) }
      Column("low", .reportLow95, .trailing, in: .sheet) { .percentage($0.value.low) }
      Column("high", .reportHigh95, .trailing, in: .sheet) { .percentage($0.value.high) }
      Column("n", .labelN, .trailing, width: 10, in: .sheet) { .integer($0.value.n) }
      Column("trend", .reportTrend, in: .page) { .trend(trend($0)) }
      Column("definition", .reportDefinition, width: 40) { .message($0.definition) }
    }
    let names = results.kpis.first?.parts.compactMap(\.name) ?? []
    let parts = Table(results.kpis, title: .reportKPIParts) {
      Column("kpi", .labelKPI, width: 34, in: .sheet) { .message($0.title) }
      for (place, name) in names.enumerated() {
        Column(name, .verbatim(label(name)), .trailing, width: 12, in: .sheet) { .figure($0.parts[place].value, $0.unit) }
      }
    }
    return ReportSection(
      key: "general", number: "7.1", title: say(.reportGeneral), blocks: [.table(table), .table(parts)])
  }

  private func interval(_ value: KPIValue) -> TableCell { .between(.percentage(value.low), .percentage(value.high)) }

  private func trend(_ kpi: GeneralKPI) -> Trend {
    let values = kpi.parts.map { "\(label($0.name ?? "")) \(TableCell.figure($0.value, kpi.unit).text(formats))" }
    return Trend(
      values: kpi.parts.map { $0.value.map { scaled($0, kpi.unit) } }, targets: [],
      description: say(.reportTrend(say(kpi.title), values.joined(separator: ", "))))
  }

  private func salespeople(_ conversion: ConversionReport) -> ReportSection {
    let activity = Table(conversion.rows, title: .titleActivity(conversion.period), notes: conversion.activityTable.notes) {
      conversion.group
      conversion.activity.filter { $0.heading.key != "conversion_rate" }
      conversion.figure("conversion_rate", .reportConversion95, in: .page) {
        .noted(.rate($0.conversionRate.rate), by: interval($0.conversionRate.rate))
      }
      conversion.figure(
        "conversion_rate", .headerConversionRate, in: .sheet, formula: .ratio("prospects_converted", "prospects_reached")
      ) { .rate($0.conversionRate.rate) }
      conversion.figure("conversion_low", .reportLow95, in: .sheet) { .percentage($0.conversionRate.rate.low) }
      conversion.figure("conversion_high", .reportHigh95, in: .sheet) { .percentage($0.conversionRate.rate.high) }
    }
    let opportunities = Table(conversion.rows, title: .titleOpportunities(conversion.period), notes: conversion.opportunityTable.notes) {
      conversion.group
      conversion.opportunities.filter { !$0.heading.key.hasPrefix("win_rate") }
      conversion.figure("win_rate", .reportWinRate95, in: .page) { .noted(.rate($0.winRate), by: interval($0.winRate)) }
      conversion.figure("win_rate", .headerWinRate, in: .sheet, formula: .share("opportunities_won", "opportunities_lost")) {
        .rate($0.winRate)
      }
      conversion.figure("win_low", .reportLow95, in: .sheet) { .percentage($0.winRate.low) }
      conversion.figure("win_high", .reportHigh95, in: .sheet) { .percentage($0.winRate.high) }
    }
    return ReportSection(
      key: "salespeople", number: "7.2", title: say(.reportSalespeople), blocks: [.table(activity), .table(opportunities)])
  }

  private func interval(_ rate: Rate) -> TableCell { .between(.percentage(rate.low), .percentage(rate.high)) }

  private func customers(_ classes: ABCReport) -> ReportSection {
    let first = Table(classes.customers.prefix(10), title: .reportFirstCustomers) {
      Column("prospect", .reportCustomer, width: 36) { .text($0.prospect) }
      Column("class", .labelClass) { .text($0.class?.rawValue) }
      Column("revenue", .headerRevenue, .trailing, width: 16) { .money($0.revenueCents) }
      Column("orders", .labelOrders, .trailing) { .integer($0.orders) }
      Column("share", .headerShare, .trailing) { .percentage($0.share) }
    }
    return ReportSection(
      key: "customers", number: "7.3", title: say(.reportCustomers),
      // The criterion is the revenue.
      blocks: [.table(classes.classTable.without("value").noting([.reportClassesExplained]))]
        + (classes.customers.isEmpty ? [] : [.table(first)]))
  }
}
