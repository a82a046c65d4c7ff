import CRM
import Foundation
import Planning
import Postgres
import TestSupport
import Testing

@testable import CRMServer

/// Each figure answers in one shape, and its address lists the rows that make it.
@Suite struct FigureTests {
  /// A quarter of a small team.
  private func fill(_ staff: Staff) async throws {
    func post(_ path: String, _ body: String) async throws -> Reply {
      let reply = try await staff.director.post(path, body)
      #expect((200...201).contains(reply.status), "\(path) \(body) \(reply.text)")
      return reply
    }
    for (number, who) in ["Ana", "Ana", "Ana", "Bo", "Bo"].enumerated() {
      _ = try await post("/v1/prospects", #"{"name": "P\#(number)", "owner": "\#(who)", "source": "salon"}"#)
      for (day, outcome) in [("05", "absent"), ("06", "interested"), ("07", number < 3 ? "sold" : "refused")] {
        let sold = outcome == "sold" ? #", "sold_cents": \#(10_000 * (number + 1))"# : ""
        _ = try await post(
          "/v1/log",
          #"{"prospect": "P\#(number)", "salesperson": "\#(who)", "channel": "\#(number < 4 ? "field" : "email")", "outcome": "\#(outcome)", "at": "2026-03-\#(day)T10:00"\#(sold)}"#
        )
      }
      let opportunity = try await post(
        "/v1/opportunities",
        #"{"prospect": "P\#(number)", "title": "T\#(number)", "salesperson": "\#(who)", "opened_at": "2026-03-02T09:00", "amount_cents": 5000}"#
      )
      let id = try #require(opportunity["id"])
      switch number {
      case 0, 1: _ = try await post("/v1/opportunities/\(id)/win", #"{"at": "2026-03-1\#(number)T10:00"}"#)
      case 2: _ = try await post("/v1/opportunities/\(id)/lose", #"{"at": "2026-03-20T10:00", "loss_reason": "prix"}"#)
      default: break
      }
    }
    let sales = try await staff.director.get("/v1/sales").json["sales"] as? [[String: Any]] ?? []
    _ = try await post("/v1/sales/\(try #require(sales.first?["id"] as? String))/refund", #"{"amount_cents": 500, "on": "2026-03-30"}"#)
    // Without a salesperson.
    _ = try await post("/v1/sales", #"{"amount_cents": 700, "sold_on": "2026-03-31"}"#)
    _ = try await post("/v1/expenses", #"{"amount_cents": 300, "spent_on": "2026-03-03", "acquisition": true}"#)
    _ = try await post("/v1/measurements", #"{"series": "site_sessions", "value": 90, "from": "2026-03-01", "to": "2026-04-01"}"#)
  }

  private static let keys: Set = [
    "figure", "of", "value", "unit", "n", "numerator", "denominator", "low", "high", "reason", "definition", "period", "as_of", "rows",
  ]

  @Test func everyFigureOfTheConversionReportIsItsRows() async throws {
    try await withStaff { staff in
      try await fill(staff)
      var listed = 0
      for by in ReportDimension.allCases {
        for client in [staff.director, staff.viewer, staff.ana] {
          let reply = try await client.get("/v1/reports/conversion/figures?by=\(by.rawValue)&from=2026-01-01&to=2026-04-01")
          let figures = try #require(reply.json["figures"] as? [[String: Any]])
          #expect(figures.count.isMultiple(of: 17) && !figures.isEmpty)
          for figure in figures {
            let name = "\(by) \(figure["figure"] ?? "") \(figure["of"] ?? "")"
            #expect(Set(figure.keys) == Self.keys, "\(name)")
            let value = figure["value"] as? Double
            #expect((value == nil) == (figure["reason"] is String), "\(name)")
            guard let address = figure["rows"] as? String else { continue }
            listed += 1
            let rows = try await client.get(address)
            let all = try #require(rows.json["rows"] as? [[String: Any]], "\(name) \(address) \(rows.text)")
            #expect(rows.json["count"] as? Int == all.count)
            if let n = figure["n"] as? Int { #expect(n == all.count, "\(name) \(address)") }
            let cents = all.reduce(0) { $0 + ($1["amount_cents"] as? Int ?? 0) }
            let days = all.reduce(0) { $0 + ($1["days"] as? Int ?? 0) }
            switch figure["figure"] as? String {
            case "revenue_cents": #expect(value == Double(cents), "\(name)")
            case "average_basket_cents": #expect(value.map { abs($0 - Double(cents) / Double(all.count)) <= 0.5 } ?? all.isEmpty, "\(name)")
            case "mean_days_to_win": #expect(value.map { abs($0 - Double(days) / Double(all.count)) < 1e-9 } ?? all.isEmpty, "\(name)")
            case "win_rate", "conversion_rate": #expect(figure["denominator"] as? Int == all.count, "\(name)")
            case "median_days_to_win": break
            default: #expect(value == Double(all.count), "\(name)")
            }
          }
        }
      }
      #expect(listed > 500)
    }
  }

  @Test func everyFigureOfTheKPIsIsItsRows() async throws {
    try await withStaff { staff in
      try await fill(staff)
      var listed = 0
      for kpi in KPICatalogue.all {
        for variant in kpi.variants {
          let address = "/v1/kpis/\(kpi.name)/figures?variant=\(variant.name)&from=2026-03-01&to=2026-04-01"
          let reply = try await staff.director.get(address)
          guard reply.status == 200 else {
            // What must be asked with more: two stages, towns.
            #expect(reply.status == 400, "\(kpi.name) \(reply.text)")
            continue
          }
          let figure = try #require((reply.json["figures"] as? [[String: Any]])?.first)
          let name = "\(kpi.name) \(variant.name)"
          #expect(Set(figure.keys) == Self.keys, "\(name)")
          #expect((figure["value"] as? Double == nil) == (figure["reason"] is String), "\(name) \(reply.text)")
          guard let rows = figure["rows"] as? String else { continue }
          listed += 1
          let part = rows.contains("part=denominator") ? "denominator" : "numerator"
          let found = try await staff.director.get(rows)
          #expect(found.json["value"] as? Int == figure[part] as? Int, "\(name) \(rows) \(found.text)")
        }
      }
      #expect(listed > 20)
    }
  }
}
