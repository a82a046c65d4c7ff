import Foundation
import TestSupport
import Testing

@Suite struct KPICommandTests {
  @Test func everyNameIsThereAndTheFutureIsNotZero() async throws {
    try await withSchema { connection in
      #expect(try await filon("init", "Bob", on: connection).status == 0)
      let names = [
        "revenue", "conversion_rate", "average_basket", "customer_acquisition_cost", "retention_rate", "discussions",
        "site_purchases_growth", "distributor_purchases_growth", "site_conversion_rate", "email_click_rate", "contacts_captured",
        "new_customers", "followers", "sales_count", "repeat_customers", "margin", "margin_rate", "sales_per_day", "lost_opportunities",
        "amount_received", "spend", "spend_to_sales", "win_rate", "revenue_per_customer", "prospects_reached", "attempts",
        "opportunities_opened", "appointments",
      ]
      for name in names {
        let run = try await filon(
          "kpi", "show", name, "--from", "2094-01-01", "--to", "2094-04-01", "--by", "week", "--format", "json", on: connection)
        let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.error)")
        let periods = try #require(report["periods"] as? [[String: Any]])
        #expect(report["kpi"] as? String == name && periods.count == 14, "\(name)")
        for period in periods {
          #expect(period["value"] is NSNull && period["reason"] is String && period["status"] as? String == "provisional", "\(name)")
        }
      }
    }
  }
}
