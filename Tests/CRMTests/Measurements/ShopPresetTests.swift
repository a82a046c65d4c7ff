import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct ShopPresetTests {
  private static let shopifyHeader =
    "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,"
    + "Shipping Zip,Cancelled at,Refunded Amount\n"

  private static func order(
    _ name: String, _ created: String, total: String = "12.00", taxes: String = "2.00", status: String = "paid", cancelled: String = "",
    refunded: String = "0.00", currency: String = "EUR"
  ) -> String {
    "\(name),ana@example.org,\(status),\(created),\(currency),10.00,0.00,\(taxes),\(total),\(created),1,Pain,'01000,\(cancelled),\(refunded)\n"
  }

  private static func article(_ name: String, _ created: String) -> String {
    "\(name),ana@example.org,,,,,,,,\(created),2,Brioche,,,\n"
  }

  @Test func anOrderOfSeveralRowsCountsOnceWithoutItsTaxes() async throws {
    try await withScope { scope async throws in
      let day = "2024-05-01 10:00:00 +0000"
      let file =
        Self.shopifyHeader + Self.order("#1001", day) + Self.article("#1001", day) + Self.article("#1001", day)
        + Self.order("#1002", day, total: "100.00", taxes: "16.67", status: "partially_refunded", refunded: "30.00")
        + Self.order("#1003", day, cancelled: day) + Self.order("#1004", day, status: "refunded", refunded: "12.00")
      let result = try await importExport(file, .shopify, scope)
      #expect(result.counts == [4, 4, 0, 0], "\(result.reasons)")
      let sums = try await lines(
        scope,
        """
        select concat_ws(' ', s.name, m.from_day, sum(m.value), count(*)) as line
        from measurement m join series s on s.id = m.series_id group by s.name, m.from_day order by 1
        """)
      // 1000 + 8333 − 3000 × 8333 / 10000, by hand.
      #expect(sums == ["site_orders 2024-05-01 2 4", "site_revenue 2024-05-01 6833 4"])
      #expect(try await importExport(file, .shopify, scope).counts == [4, 0, 4, 0])
      // Cancelled since: what was recorded does not change by itself.
      let later = try await importExport(Self.shopifyHeader + Self.order("#1001", day, cancelled: day), .shopify, scope)
      #expect(later.reasons.count == 1 && later.reasons[0].hasPrefix("2 -: the series has another value for these days already; "))
      // A longer export adds what is new.
      #expect(try await importExport(file + Self.order("#1005", day), .shopify, scope).counts == [5, 1, 4, 0])
    }
  }

  @Test(arguments: [
    // Summer and winter, and the nights on which the clocks change: 23 and 25 hours.
    ("2026-07-14 21:59:59 +0000", "2026-07-14"), ("2026-07-14 23:30:00 +0000", "2026-07-15"), ("2026-01-14 22:59:00 +0000", "2026-01-14"),
    ("2026-01-14 23:30:00 +0000", "2026-01-15"), ("2026-03-28 23:30:00 +0000", "2026-03-29"), ("2026-03-29 21:59:00 +0000", "2026-03-29"),
    ("2026-03-29 22:00:00 +0000", "2026-03-30"), ("2026-10-24 22:00:00 +0000", "2026-10-25"), ("2026-10-25 22:59:00 +0000", "2026-10-25"),
    ("2026-10-25 23:00:00 +0000", "2026-10-26"), ("2026-07-14 23:30:00 +0200", "2026-07-14"),
  ])
  func aMomentFallsOnTheDayOfTheOrganization(_ moment: String, _ day: String) async throws {
    try await withScope { scope async throws in
      #expect(try await importExport(Self.shopifyHeader + Self.order("#1", moment), .shopify, scope).recorded == 1)
      #expect(try await scope.measured() == ["site_orders \(day) 1", "site_revenue \(day) 1000"])
      guard moment.hasSuffix("+0000") else { return }
      let payment = "id,Created (UTC),Amount,Amount Refunded,Currency,Status\nch_1,\(moment.dropLast(6)),20.00,0.00,eur,Paid\n"
      #expect(try await importExport(payment, .stripe, scope).recorded == 1)
      #expect(try await scope.measured { $0.series = "payments" } == ["payments \(day) 2000"])
    }
  }

  @Test func daysWithoutOrdersAreNoneOnlyWhereTheExportCoversThem() async throws {
    try await withScope { scope async throws in
      let file = Self.shopifyHeader + Self.order("#1", "2026-01-02 10:00:00 +0000") + Self.order("#2", "2026-01-04 10:00:00 +0000")
      _ = try await importExport(file, .shopify, scope)
      #expect(try await scope.measured { $0.series = "site_orders" } == ["site_orders 2026-01-02 1", "site_orders 2026-01-04 1"])
      let covered = try await importExport(file + Self.order("#3", "2026-01-05 10:00:00 +0000"), .shopify, scope) {
        $0.mapping.constants = ["from": "2026-01-01", "to": "2026-01-06"]
      }
      #expect(covered.counts == [3, 1, 2, 0])
      #expect(covered.created == ["days_without_orders": 2])
      #expect(
        try await scope.measured { $0.series = "site_orders" } == [
          "site_orders 2026-01-01 0", "site_orders 2026-01-02 1", "site_orders 2026-01-03 0", "site_orders 2026-01-04 1",
          "site_orders 2026-01-05 1",
        ])
      // An order that comes to light later stands beside the nothing of before.
      let late = try await importExport(Self.shopifyHeader + Self.order("#4", "2026-01-03 10:00:00 +0000"), .shopify, scope)
      #expect(late.counts == [1, 1, 0, 0], "\(late.reasons)")
      _ = try await Imports(scope).undo(try #require(covered.importId))
      #expect(try await scope.measured { $0.series = "site_orders" }.count == 3)
      await #expect(throws: CRMError.self) {
        _ = try await importExport(file, .shopify, scope) { $0.mapping.constants = ["from": "2026-01-01"] }
      }
    }
  }

  @Test func wooCommerceBooksARefundOnItsOwnDay() async throws {
    try await withScope { scope async throws in
      let file = """
        Date,"Order #","N. Revenue (formatted)",Status,Customer,"Customer type",Product(s),"Items sold",Coupon(s),"N. Revenue"
        "2026-01-05 10:00:00",101,"10,50 €",completed,Ana Roy,new,"1× Pain",1,,10.5
        "2026-01-05 11:00:00",102,"20,00 €",refunded,Bo,returning,"1× Pain",1,,20
        "2026-01-08 09:00:00",102,"-20,00 €",refunded,Bo,returning,"1× Pain",-1,,-20
        "2026-01-06 10:00:00",103,"5,00 €",cancelled,Cy,new,"1× Pain",1,,5

        """
      let result = try await importExport(file, .woocommerce, scope)
      #expect(result.counts == [4, 4, 0, 0], "\(result.reasons)")
      let figures = try await scope.measured()
      #expect(
        figures == [
          "site_new_customers 2026-01-05 0", "site_new_customers 2026-01-05 1", "site_new_customers 2026-01-06 0",
          "site_orders 2026-01-05 0", "site_orders 2026-01-05 1", "site_orders 2026-01-06 0", "site_orders 2026-01-08 0",
          "site_returning_customers 2026-01-05 0", "site_returning_customers 2026-01-05 0", "site_returning_customers 2026-01-06 0",
          "site_revenue 2026-01-05 1050", "site_revenue 2026-01-05 2000", "site_revenue 2026-01-06 0", "site_revenue 2026-01-08 -2000",
        ])
    }
  }

  /// The shop divides prices that include VAT, and writes what comes out.
  @Test func wooCommercesDecimalsAreRounded() async throws {
    try await withScope { scope async throws in
      let file = """
        Date,"Order #","N. Revenue (formatted)",Status,Customer,"Customer type",Product(s),"Items sold",Coupon(s),"Net Sales",Attribution
        "2026-01-05 10:00:00",101,"&euro;8.26",completed,A,new,"1× Pain",1,,8.264462809917,Direct
        "2026-01-06 10:00:00",102,"&euro;33.34",completed,A,new,"1× Pain",1,,33.335,Direct
        "2026-01-07 10:00:00",102,"-&euro;33.34",completed,A,new,"1× Pain",1,,-33.335,Direct

        """
      #expect(try await importExport(file, .woocommerce, scope).counts == [3, 3, 0, 0])
      #expect(
        try await scope.measured { $0.series = "site_revenue" } == [
          "site_revenue 2026-01-05 826", "site_revenue 2026-01-06 3334", "site_revenue 2026-01-07 -3334",
        ])
    }
  }

  @Test func prestaShopsTotalsAreAMeasureOfTheirOwn() async throws {
    try await withScope { scope async throws in
      let file = """
        ID;Référence;Nouveau client;Livraison;Client;Total;Paiement;État;Date
        1;XKBKNABJK;1;France;A. Roy;61,80 €;Chèque;Paiement accepté;2026-01-05 23:30:00
        2;OHSATSERP;0;France;B. Bo;12,00 €;Chèque;Annulé;2026-01-06 10:00:00

        """
      let result = try await importExport(file, .prestashop, scope)
      #expect(result.counts == [2, 2, 0, 0], "\(result.reasons)")
      #expect(
        try await scope.measured() == [
          "site_new_customers 2026-01-05 1", "site_new_customers 2026-01-06 0", "site_orders 2026-01-05 1", "site_orders 2026-01-06 0",
          "site_returning_customers 2026-01-05 0", "site_returning_customers 2026-01-06 0", "site_revenue_with_tax 2026-01-05 6180",
          "site_revenue_with_tax 2026-01-06 0",
        ])
      let series = try await Measurements(scope).series()
      #expect(series.first { $0.name == "site_revenue_with_tax" }?.unit == .moneyWithTax)
      #expect(!series.contains { $0.name == "site_revenue" })
    }
  }

  private static let stripeHeader =
    "id,Description,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,Converted Amount Refunded,Converted Currency,Status,"
    + "Customer Email,Captured,Card Last4,Card Name\n"

  @Test func paymentsAreWhatWasReceivedAndCardsAreNotKept() async throws {
    try await withScope { scope async throws in
      let file =
        Self.stripeHeader + "ch_1,Pain,2026-01-05 10:00:00,20.00,5.00,eur,20.00,5.00,eur,Paid,a@example.org,true,4242,ANA ROY\n"
        + "ch_2,Pain,2026-01-05 11:00:00,30.00,0.00,usd,27.50,0.00,eur,Paid,a@example.org,true,4242,ANA ROY\n"
        + "ch_3,Pain,2026-01-05 12:00:00,20.00,0.00,eur,20.00,0.00,eur,Failed,a@example.org,false,4242,ANA ROY\n"
        + "ch_4,Pain,2026-01-05 13:00:00,20.00,0.00,usd,20.00,0.00,usd,Paid,a@example.org,true,4242,ANA ROY\n"
        + "ch_5,Pain,2026-01-05 14:00:00,20.00,0.00,eur,20.00,0.00,eur,Mystery,a@example.org,true,4242,ANA ROY\n"
        + "ch_6,Pain,2026-01-05 14:00:00,20.00,0.00,eur,20.00,0.00,eur,Paid,a@example.org,true,4242,ANA ROY,4242\n"
      let rejected = FileManager.default.temporaryDirectory.appending(path: "filon-\(UUID().uuidString).csv").path()
      defer { try? FileManager.default.removeItem(atPath: rejected) }
      let result = try await importExport(file, .stripe, scope) { $0.rejectedFile = rejected }
      #expect(result.counts == [5, 2, 0, 3])
      #expect(
        result.reasons.map { $0.prefix(20) }
          == ["5 currency: “usd” is", "6 status: the status", "7 -: expected 14 columns, got 15"].map { $0.prefix(20) },
        "\(result.reasons)")
      #expect(try await scope.measured() == ["payments 2026-01-05 1500", "payments 2026-01-05 2750"])
      let kept = try await Imports(scope).show(try #require(result.importId)).rejections.map(\.record).joined()
      let file2 = try String(contentsOfFile: rejected, encoding: .utf8)
      for text in [kept, file2] {
        #expect(text.contains("ch_4") && !text.contains("4242") && !text.contains("ANA ROY") && !text.contains("example.org"), "\(text)")
      }
    }
  }

  @Test func paymentsOfTheTestModeAreNone() async throws {
    try await withScope { scope async throws in
      let header = "id,Created (UTC),Amount,Currency,Mode,Status\n"
      let rows = "ch_1,2026-01-05 10:00:00,20.00,eur,Live,Paid\nch_2,2026-01-05 10:00:00,900.00,eur,Test,Paid\n"
      #expect(try await importExport(header + rows, .stripe, scope).counts == [1, 1, 0, 0])
      #expect(try await scope.measured() == ["payments 2026-01-05 2000"])
    }
  }

  @Test func aTableOfAnotherShopIsNoExport() async throws {
    try await withScope { scope async throws in
      for (preset, missing) in [
        (ImportPreset.shopify, "Financial Status, Total, Taxes, Created at"), (.stripe, "id, Created (UTC), Amount, Status, Currency"),
        (.woocommerce, "Date, Order #, N. Revenue, Status"), (.prestashop, "Reference, Total, Status, Date"),
      ] {
        do {
          _ = try await importExport("Name,Value\na,1\n", preset, scope)
          Issue.record("\(preset)")
        } catch let error as CRMError {
          #expect(error.message.en == "this file is no export of \(preset.rawValue): it lacks \(missing)")
        }
      }
      do {
        _ = try await importFile("Name\nx\n", .sales, scope) { $0.preset = .stripe }
        Issue.record("accepted")
      } catch let error as CRMError {
        #expect(error.message.en == "--preset stripe is for: filon import measurements")
      }
    }
  }
}
