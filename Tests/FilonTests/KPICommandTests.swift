import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// Published examples, each with facts so few that they can be checked by hand, through the command line.
@Suite struct KPICommandTests {
  private func withBob(_ body: (_ connection: String) async throws -> Void) async throws {
    try await withSchema { connection in
      _ = try await filon("init", "Bob", on: connection)
      for name in ["Ana", "Bo"] { _ = try await filon("salesperson", "add", name, on: connection) }
      try await body(connection)
    }
  }

  /// Runs commands that must work.
  private func run(_ words: String..., on connection: String) async throws {
    let run = try await filon(words, on: connection)
    #expect(run.status == 0, "\(words): \(run.error)")
  }

  private func importing(_ kind: String, _ file: String, on connection: String) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    try Data(file.utf8).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    let run = try await filon("import", kind, path.path(), on: connection)
    #expect(run.status == 0, "\(run.output)\(run.error)")
  }

  private func show(_ words: String..., on connection: String) async throws -> [String: Any] {
    let run = try await filon(["kpi", "show"] + words + ["--format", "json"], on: connection)
    #expect(run.status == 0, "\(words): \(run.error)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  private func only(_ report: [String: Any]) throws -> [String: Any] {
    try #require((report["periods"] as? [[String: Any]])?.first)
  }

  /// A trade show: stand 7,000, travel 2,500, prints 800, salaries 2,000; 50 new customers: 246 each.
  @Test func acquisitionCostOfATradeShow() async throws {
    try await withBob { connection in
      for (on, cents) in [("2025-03-03", "7000"), ("2025-03-04", "2500"), ("2025-03-05", "800"), ("2025-03-06", "2000")] {
        try await run("expense", "add", cents, "--on", on, "--acquisition", "--action", "Salon", on: connection)
      }
      try await run("expense", "add", "1000", "--on", "2025-03-10", on: connection)
      try await run("expense", "add", "5000", "--on", "2025-02-10", "--acquisition", on: connection)
      let prospects = (1...50).map { "Client \($0)" }
      try await importing("prospects", "name\n" + prospects.joined(separator: "\n") + "\n", on: connection)
      try await importing(
        "sales", "sold_on,prospect,amount\n" + prospects.map { "2025-03-20,\($0),100" }.joined(separator: "\n") + "\n", on: connection)
      let march = ["--from", "2025-03-01", "--to", "2025-04-01"]
      for (variant, value) in [("acquisition", 24_600), ("all", 26_600), ("lagged", 10_000), ("lagged_all", 10_000)] {
        let report = try await show(
          "customer_acquisition_cost", march[0], march[1], march[2], march[3], "--variant", variant, on: connection)
        let period = try only(report)
        #expect(period["value"] as? Int == value && period["denominator"] as? Int == 50, "\(variant) \(period)")
        #expect(report["unit"] as? String == "money" && report["direction"] as? String == "lower" && period["status"] as? String == "final")
      }
      // Nobody came in April: null, and the spend is still there to see.
      try await run("expense", "add", "90", "--on", "2025-04-02", "--acquisition", on: connection)
      let april = try only(try await show("customer_acquisition_cost", "--from", "2025-04-01", "--to", "2025-05-01", on: connection))
      #expect(april["value"] is NSNull && april["numerator"] as? Int == 9_000 && april["reason"] as? String == "no new customer")
      let action = try only(try await show("spend", march[0], march[1], march[2], march[3], "--action", "salon", on: connection))
      #expect(action["value"] as? Int == 1_230_000 && action["n"] as? Int == 4)
      let rows = try await filon(
        "kpi", "rows", "customer_acquisition_cost", "--part", "denominator", "--from", "2025-03-01", "--to", "2025-04-01", "--format",
        "json", on: connection)
      let document = try #require(try JSONSerialization.jsonObject(with: Data(rows.output.utf8)) as? [String: Any])
      let french = try await filon(
        "kpi", "rows", "customer_acquisition_cost", "--from", "2025-03-03", "--to", "2025-03-04", "--lang", "fr", on: connection)
      #expect(french.output.contains(/03\/03\/2025 00:00 +– +dépense +Salon/), "\(french.output)")
      #expect(document["count"] as? Int == 50 && (document["rows"] as? [Any])?.count == 50 && document["of"] as? String == "new_customers")
    }
  }

  /// 10 customers in a month, of whom 8 buy in the next, with 3 new ones: 80 %.
  @Test func retentionOfAMonth() async throws {
    try await withBob { connection in
      let names = (1...13).map { "C\($0)" }
      try await importing("prospects", "name\n" + names.joined(separator: "\n") + "\n", on: connection)
      let january = (1...10).map { "2025-01-1\($0 % 10),C\($0),10" }
      let february = (3...13).map { "2025-02-1\($0 % 10),C\($0),10" }
      try await importing("sales", "sold_on,prospect,amount\n" + (january + february).joined(separator: "\n") + "\n", on: connection)
      for variant in ["windows", "subscription"] {
        let period = try only(
          try await show("retention_rate", "--from", "2025-02-01", "--to", "2025-03-01", "--variant", variant, on: connection))
        #expect(period["numerator"] as? Int == 8 && period["denominator"] as? Int == 10 && period["value"] as? Double == 0.8, "\(variant)")
        #expect(period["n"] as? Int == 10 && period["low"] is Double)
      }
      let months = try #require(
        try await show("new_customers", "--from", "2025-01-01", "--to", "2025-04-01", "--by", "month", on: connection)["periods"]
          as? [[String: Any]])
      #expect(
        months.map { $0["value"] as? Int } == [10, 3, 0] && months.map { $0["name"] as? String } == ["2025-01", "2025-02", "2025-03"])
      #expect(months[0]["from"] as? String == "2025-01-01" && months[0]["to"] as? String == "2025-02-01")
      let repeated = try only(try await show("repeat_customers", "--from", "2025-02-01", "--to", "2025-03-01", on: connection))
      #expect(repeated["value"] as? Int == 8)
    }
  }

  /// A published table of sales ratios: revenue 465,900, margin 69,885 (15 %), 50 orders (9,318 each), and 15 sales of 80 appointments
  /// (0.1875); 40 wins of 200 closed are 20 %.
  @Test func salesRatiosOfABook() async throws {
    try await withBob { connection in
      try await importing("prospects", "name\n" + (1...50).map { "C\($0)" }.joined(separator: "\n") + "\n", on: connection)
      try await importing(
        "sales", "sold_on,prospect,amount,margin\n" + (1...50).map { "2025-05-20,C\($0),9318,1397.70" }.joined(separator: "\n") + "\n",
        on: connection)
      try await importing(
        "opportunities",
        "reference,prospect,stage,opened_on,closed_on,amount\n"
          + (1...200).map { "o\($0),C\($0 % 50 + 1),\($0 <= 40 ? "won" : "lost"),2025-05-01,2025-05-10,10" }.joined(separator: "\n") + "\n",
        on: connection)
      let may = ["--from", "2025-05-01", "--to", "2025-06-01"]
      for (name, value) in [("revenue", 46_590_000), ("margin", 6_988_500), ("average_basket", 931_800), ("sales_count", 50)] {
        let period = try only(try await show(name, may[0], may[1], may[2], may[3], on: connection))
        #expect(period["value"] as? Int == value, "\(name) \(period)")
      }
      let rate = try only(try await show("margin_rate", may[0], may[1], may[2], may[3], on: connection))
      #expect(rate["value"] as? Double == 0.15 && rate["low"] is NSNull)
      let wins = try only(try await show("win_rate", may[0], may[1], may[2], may[3], on: connection))
      #expect(wins["value"] as? Double == 0.2 && wins["numerator"] as? Int == 40 && wins["denominator"] as? Int == 200)
      let perDay = try only(try await show("sales_per_day", may[0], may[1], may[2], may[3], "--variant", "working_days", on: connection))
      // 22 days from Monday to Friday, less 1, 8 and 29 May.
      #expect(perDay["numerator"] as? Int == 50 && perDay["denominator"] as? Int == 19)
    }
  }

  /// A row of a published report: 108 delivered, 7 clicked.
  @Test func clicksOfACampaign() async throws {
    try await withBob { connection in
      try await run("measurement", "record", "emails_delivered", "108", "--on", "2018-06-09", "--label", "Campaign A", on: connection)
      try await run("measurement", "record", "email_unique_clicks", "7", "--on", "2018-06-09", "--label", "Campaign A", on: connection)
      let report = try await show("email_click_rate", "--from", "2018-06-01", "--to", "2018-07-01", on: connection)
      let period = try only(report)
      #expect(abs((period["value"] as? Double ?? 0) - 0.0648148) < 1e-6 && period["denominator"] as? Int == 108)
      #expect((report["provenance"] as? [[String: Any]])?.map { $0["source"] as? String } == ["email_unique_clicks", "emails_delivered"])
      let table = try await filon(
        "kpi", "show", "email_click_rate", "--from", "2018-06-01", "--to", "2018-07-01", "--lang", "fr", on: connection)
      #expect(table.output.contains("6,5\u{202F}%") && table.output.contains("définitif"), "\(table.output)")
    }
  }

  @Test func everyNameIsThereAndTheFutureIsNotZero() async throws {
    try await withBob { connection in
      let names = [
        "revenue", "conversion_rate", "average_basket", "customer_acquisition_cost", "retention_rate", "discussions",
        "site_purchases_growth", "distributor_purchases_growth", "site_conversion_rate", "email_click_rate", "contacts_captured",
        "new_customers", "followers", "sales_count", "repeat_customers", "margin", "margin_rate", "sales_per_day", "lost_opportunities",
        "amount_received", "spend", "spend_to_sales", "win_rate", "revenue_per_customer", "prospects_reached", "attempts",
        "opportunities_opened", "appointments",
      ]
      for name in names {
        let report = try await show(name, "--from", "2094-01-01", "--to", "2094-04-01", "--by", "week", on: connection)
        let periods = try #require(report["periods"] as? [[String: Any]])
        #expect(report["kpi"] as? String == name && periods.count == 14, "\(name)")
        for period in periods {
          #expect(period["value"] is NSNull && period["reason"] is String && period["status"] as? String == "provisional", "\(name)")
        }
      }
      let list = try await filon("kpi", "list", "--format", "json", on: connection)
      #expect(list.status == 0 && names.allSatisfy { list.output.contains("\"\($0)\"") })
      let french = try await filon("kpi", "list", "--lang", "fr", on: connection)
      #expect(french.output.contains(/sales_per_day +Ventes par jour +nombre décimal +plus haut +calendar_days +faits/), "\(french.output)")
      #expect(french.output.contains(/followers +\S.*? +nombre +plus haut +\S+ +séries/))
      let codes = try await filon("kpi", "list", "--lang", "fr", "--format", "csv", on: connection)
      #expect(codes.output.contains(",number,higher,calendar_days,rows,"))
    }
  }

  @Test(arguments: [
    ["show", "glory"], ["show", "revenue", "--variant", "best"], ["show", "revenue", "--by", "moon"],
    ["show", "spend", "--channel", "field"],
    ["show", "revenue", "--from", "2025-02-30"], ["show", "revenue", "--from", "2025-02-01", "--to", "2025-01-01"],
    ["show", "conversion_rate", "--variant", "stages"], ["rows", "sales_per_day", "--part", "denominator"],
    ["show", "distributor_purchases_growth", "--start", "Lyon"], ["show", "site_conversion_rate", "--salesperson", "Ana"],
    ["show", "conversion_rate", "--variant", "cohort", "--horizon", "-1"],
  ])
  func wrongUsageIsRefusedWithStatus2(_ words: [String]) async throws {
    try await withBob { connection in
      let run = try await filon(["kpi"] + words, on: connection)
      #expect(run.status == 2 && !run.error.isEmpty && run.output.isEmpty, "\(run.output)\(run.error)")
    }
  }

  @Test func peopleReadTheirOwnAndTheTeamCountsATalkOfTwoOnce() async throws {
    try await withBob { connection in
      try await run(
        "log", "Luc", "--new", "--by", "Ana", "--with", "Bo", "--channel", "field", "--outcome", "interested", "--at", "2025-06-03T10:00",
        on: connection)
      try await run(
        "log", "Mia", "--new", "--by", "Bo", "--channel", "shop", "--outcome", "appointment", "--at", "2025-06-04T10:00", on: connection)
      func value(_ words: [String]) async throws -> Int? {
        let run = try await filon(
          ["kpi", "show"] + words + ["--from", "2025-06-01", "--to", "2025-07-01", "--format", "json"], on: connection)
        #expect(run.status == 0, "\(run.error)")
        let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        return (report?["periods"] as? [[String: Any]])?.first?["value"] as? Int
      }
      #expect(try await value(["discussions"]) == 2)
      #expect(try await value(["discussions", "--salesperson", "Ana"]) == 1)
      #expect(try await value(["discussions", "--salesperson", "Bo"]) == 2)
      #expect(try await value(["discussions", "--as", "Ana"]) == 1)
      #expect(try await value(["discussions", "--channel", "shop"]) == 1)
      #expect(try await value(["appointments"]) == 1)
      let denied = try await filon("kpi", "show", "discussions", "--as", "Ana", "--salesperson", "Bo", on: connection)
      #expect(denied.status == 1 && denied.error.contains("own figures"))
    }
  }
}
