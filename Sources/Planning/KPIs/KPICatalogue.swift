import CRM

/// The KPIs that Filon knows: the fifteen of a sales action plan, and those that go with them.
package enum KPICatalogue {
  /// All of them, in the order in which people read them.
  package static let all: [KPIDefinition] = money + customers + activity + outside

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// A KPI by its name.
  ///
  /// - Throws: `.notFound` with the names there are.
  package static func named(_ name: String) throws -> KPIDefinition {
    guard let found = byName[name] else {
      throw CRMError(.usage, .noKPI(name), place: name, remedy: .kpiNames(all.map(\.name)))
    }
    return found
  }

  private static let money: [KPIDefinition] = [
    .init("revenue", .kpiRevenue, .money, .higher, [.plain("invoiced", .init(.revenue), .kpiRevenueIs)]),
    .init("sales_count", .kpiSalesCount, .count, .higher, [.plain("orders", .init(.orders), .kpiSalesCountIs)]),
    .init(
      "sales_per_day", .kpiSalesPerDay, .number, .higher,
      [
        .ratio("calendar_days", .init(.orders), .init(.calendarDays), .kpiSalesPerDayIs),
        .ratio("working_days", .init(.orders), .init(.workingDays), .kpiSalesPerWorkingDayIs),
      ]),
    .init(
      "average_basket", .kpiAverageBasket, .money, .higher, [.ratio("orders", .init(.orderAmount), .init(.orders), .kpiAverageBasketIs)]),
    .init(
      "revenue_per_customer", .kpiRevenuePerCustomer, .money, .higher,
      [.ratio("customers", .init(.revenue), .init(.customers), .kpiRevenuePerCustomerIs)]),
    .init("margin", .kpiMargin, .money, .higher, [.plain("stated", .init(.margin), .kpiMarginIs)]),
    .init(
      "margin_rate", .kpiMarginRate, .rate, .higher, [.ratio("stated", .init(.margin), .init(.marginRevenue), .kpiMarginRateIs)]),
    .init("amount_received", .kpiAmountReceived, .money, .higher, [.plain("payments", .init(.series("payments")), .kpiAmountReceivedIs)]),
    .init(
      "spend", .kpiSpend, .money, .lower,
      [.plain("all", .init(.spend), .kpiSpendIs), .plain("acquisition", .init(.acquisitionSpend), .kpiAcquisitionSpendIs)]),
    .init(
      "spend_to_sales", .kpiSpendToSales, .rate, .lower,
      [
        .ratio("all", .init(.spend), .init(.revenue), .kpiSpendToSalesIs),
        .ratio("acquisition", .init(.acquisitionSpend), .init(.revenue), .kpiAcquisitionToSalesIs),
      ]),
    .init(
      "customer_acquisition_cost", .kpiAcquisitionCost, .money, .lower,
      [
        .ratio("acquisition", .init(.acquisitionSpend), .init(.newCustomers), .kpiCostAcquisition),
        .ratio("all", .init(.spend), .init(.newCustomers), .kpiCostAll),
        .ratio("lagged", .init(.acquisitionSpend, .before), .init(.newCustomers), .kpiCostLagged),
        .ratio("lagged_all", .init(.spend, .before), .init(.newCustomers), .kpiCostLaggedAll),
      ]),
  ]

  private static let customers: [KPIDefinition] = [
    .init("new_customers", .kpiNewCustomers, .count, .higher, [.plain("first_order", .init(.newCustomers), .kpiNewCustomersIs)]),
    .init("customers", .kpiCustomers, .count, .higher, [.plain("active", .init(.customers), .kpiCustomersIs)]),
    .init(
      "repeat_customers", .kpiRepeatCustomers, .count, .higher,
      [
        .plain("period", .init(.repeatCustomers), .kpiRepeatPeriod),
        .plain("stock", .init(.repeatCustomers, .untilEnd), .kpiRepeatStock),
        .plain("flow", .init(.repeatCustomers, .period, .notInBase(.untilBeginning)), .kpiRepeatFlow),
        .plain("distinct_days", .init(.repeatCustomersDistinctDays), .kpiRepeatDays),
        .plain("stock_distinct_days", .init(.repeatCustomersDistinctDays, .untilEnd), .kpiRepeatStockDays),
        .plain("flow_distinct_days", .init(.repeatCustomersDistinctDays, .period, .notInBase(.untilBeginning)), .kpiRepeatFlowDays),
      ]),
    .init(
      "retention_rate", .kpiRetention, .rate, .higher,
      [
        .ratio("windows", .init(.customers, .period, .inBase(.before)), .init(.customers, .before), .kpiRetentionWindows),
        .ratio(
          "year", .init(.customers, .months(12), .inBase(.monthsBefore(12))), .init(.customers, .monthsBefore(12)), .kpiRetentionYear),
        .init(
          "subscription", .subscription(end: .init(.customers), new: .init(.newCustomers), start: .init(.customers, .before)),
          .kpiRetentionSubscription),
      ]),
  ]

  private static let activity: [KPIDefinition] = [
    .init("attempts", .kpiAttempts, .count, .higher, [.plain("all", .init(.attempts), .kpiAttemptsIs)]),
    .init("discussions", .kpiDiscussions, .count, .higher, [.plain("held", .init(.discussions), .kpiDiscussionsIs)]),
    .init("prospects_reached", .kpiReached, .count, .higher, [.plain("distinct", .init(.prospectsReached), .kpiReachedIs)]),
    .init("appointments", .kpiAppointments, .count, .higher, [.plain("made", .init(.appointments), .kpiAppointmentsIs)]),
    .init("opportunities_opened", .kpiOpened, .count, .higher, [.plain("opened", .init(.opportunitiesOpened), .kpiOpenedIs)]),
    .init("opportunities_won", .kpiWon, .count, .higher, [.plain("won", .init(.opportunitiesWon), .kpiWonIs)]),
    .init(
      "lost_opportunities", .kpiLost, .count, .lower,
      [.plain("count", .init(.opportunitiesLost), .kpiLostIs)]),
    .init("lost_amount", .kpiLostAmount, .money, .lower, [.plain("amount", .init(.amountLost), .kpiLostAmountIs)]),
    .init(
      "win_rate", .kpiWinRate, .rate, .higher, [.ratio("closed", .init(.opportunitiesWon), .init(.opportunitiesClosed), .kpiWinRateIs)]),
    .init(
      "conversion_rate", .kpiConversionRate, .rate, .higher,
      [
        .ratio("period", .init(.prospectsConverted), .init(.prospectsReached), .kpiConversionPeriod),
        .init(
          "cohort",
          .cohort(
            converted: .init(.prospectsEnteredConverted), entered: .init(.prospectsEntered), immature: .init(.prospectsEnteredImmature)),
          .kpiConversionCohort),
        .ratio("stages", .init(.stageEntriesAdvanced), .init(.stageEntries), .kpiConversionStages),
        .ratio("visitors", .init(.series("site_orders")), .init(.series("site_visitors")), .kpiConversionVisitors),
      ]),
  ]

  private static let outside: [KPIDefinition] = [
    .init(
      "contacts_captured", .kpiContacts, .count, .higher,
      [
        .plain("series", .init(.series("contacts_captured")), .kpiContactsSeries),
        .plain("crm", .init(.contacts), .kpiContactsRows),
      ]),
    .init("site_purchases_growth", .kpiSiteGrowth, .rate, .higher, growth("site_orders", "site_revenue")),
    .init(
      "distributor_purchases_growth", .kpiDistributorGrowth, .rate, .higher,
      [
        .init("previous_year", .growth("distributor_sales", since: .yearBefore, isByPlace: true), .kpiDistributorYear),
        .init("previous_period", .growth("distributor_sales", since: .daysBefore, isByPlace: true), .kpiDistributorPeriod),
      ]),
    .init(
      "site_conversion_rate", .kpiSiteConversion, .rate, .higher,
      [
        .ratio("sessions", .init(.series("site_orders")), .init(.series("site_sessions")), .kpiSiteConversionSessions),
        .ratio("visitors", .init(.series("site_orders")), .init(.series("site_visitors")), .kpiConversionVisitors),
      ]),
    .init(
      "email_click_rate", .kpiClicks, .rate, .higher,
      [.ratio("delivered", .init(.series("email_unique_clicks")), .init(.series("emails_delivered")), .kpiClicksIs)]),
    .init(
      "followers", .kpiFollowers, .count, .higher,
      [
        .plain("stock", .init(.series("followers")), .kpiFollowersStock),
        .init("flow", .gain("followers"), .kpiFollowersFlow),
      ]),
  ]

  private static func growth(_ orders: String, _ revenue: String) -> [KPIVariant] {
    [
      .init("orders", .growth(orders, since: .yearBefore), .kpiGrowthOrders),
      .init("revenue", .growth(revenue, since: .yearBefore), .kpiGrowthRevenue),
      .init("orders_previous_period", .growth(orders, since: .before), .kpiGrowthOrdersPeriod),
      .init("revenue_previous_period", .growth(revenue, since: .before), .kpiGrowthRevenuePeriod),
    ]
  }
}
