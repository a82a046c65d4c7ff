import Foundation
import TestSupport
import Testing

/// The same figure, wherever it is shown: Bob's year, of which 421 / 1343 = 31.348 % is rounded wrongly when it is rounded twice.
@Suite struct OneFigureEverywhereTests {
  @Test func ratesTotalsAndWhatIsDue() async throws {
    try await withSchema { connection in
      #expect(try await filon("demo", "--until", "2023-12-31", on: connection).status == 0)
      func output(_ words: String...) async throws -> String {
        let run = try await filon(words, on: connection)
        #expect(run.status == 0, "\(words) \(run.error)")
        return run.output
      }

      // A rate is rounded once.
      let shown = try await output("kpi", "show", "site_purchases_growth", "--from", "2023-01-01", "--to", "2024-01-01")
      #expect(shown.contains("31.3%") && shown.contains("421") && shown.contains("1,343"), "\(shown)")
      _ = try await output("plan", "feed")
      let values = try await output("plan", "values", "--by", "plan")
      let status = try await output("plan", "show", "--full")
      let page = try await output("plan", "report", "--format", "md")
      for text in [values, status, page] {
        let lines = text.split(separator: "\n").filter {
          $0.contains("Hausse des achats sur le site") || $0.contains("achats-site")
        }
        #expect(lines.contains { $0.contains("31.3%") } && !lines.contains { $0.contains("31.4%") }, "\(lines)")
      }
      let object = try json(try await output("plan", "show", "--format", "json"))
      let kpis = try #require(object["kpis"] as? [[String: Any]])
      let growth = try #require(kpis.first { $0["numerator"] as? Int == 421 })
      let exact = try #require(growth["exact"] as? Double)
      #expect(abs(exact - 421.0 / 1343) < 1e-12 && growth["actual"] as? Int == 3135)

      // The totals of the terminal and of the report are one.
      _ = try await output("expense", "add", "539.90", "--on", "2023-05-02")
      let total = try #require(
        (try json(try await output("plan", "show", "--format", "json"))["budget"] as? [String: Any])?["total"] as? [String: Any])
      let spent = try #require(total["spent_cents"] as? Int)
      #expect(total["remaining_cents"] as? Int == (try #require(total["allocated_cents"] as? Int)) - spent)
      let money = { (cents: Int) in
        let digits = String(cents.magnitude)
        let whole = digits.dropLast(2)
        return "\(cents < 0 ? "−" : "")€" + (whole.count > 3 ? "\(whole.dropLast(3)),\(whole.suffix(3))" : "\(whole)")
          + ".\(digits.suffix(2))"
      }
      let budget = try await output("plan", "show", "--full")
      let footer = try #require(budget.split(separator: "\n").first { $0.hasPrefix("Total") && $0.contains("€") })
      #expect(footer.contains(money(spent)), "\(footer)")
      let report = try await output("plan", "report", "--format", "md")
      #expect(report.split(separator: "\n").contains { $0.contains("Total") && $0.contains(money(spent)) }, "\(money(spent))")

      // A part that is not over shows what its variance is from.
      let parts = try await output("plan", "show", "--at", "2023-05-15", "--format", "json")
      let followed = try #require((try json(parts)["kpis"] as? [[String: Any]])?.first { $0["key"] as? String == "nouveaux-clients" })
      let current = try #require((followed["parts"] as? [[String: Any]])?.first { $0["is_current"] as? Bool == true })
      let (due, actual) = (try #require(current["due"] as? Int), try #require(current["actual"] as? Int))
      let target = try #require(current["target"] as? Int)
      #expect(due < target && (current["variance"] as? [String: Any])?["absolute"] as? Int == actual - due)
      #expect(try await output("plan", "show", "--full", "--at", "2023-05-15").contains(/Period +Target +Due +Actual/))
      #expect(
        try await output("plan", "report", "--at", "2023-05-15", "--format", "md").contains(/Period *\| *Target *\| *Due *\| *Actual/))

      // Targets are in the unit of their KPI.
      let calendar = try await output("plan", "calendar", "--figures", "--by", "quarter")
      #expect(calendar.contains("15.0%") && calendar.contains("3.0%") && !calendar.contains(" 1,500"), "\(calendar)")

      // What an average order divides is said.
      #expect(
        try await output("report", "conversion", "--from", "2023-01-01", "--to", "2024-01-01").contains(
          "Average order: amount of the orders"))
    }
  }

  @Test func driftIsComputedWhenItIsAskedFor() async throws {
    try await withSchema { connection in
      #expect(try await filon("demo", "--until", "2023-12-31", on: connection).status == 0)
      let before = try await filon("plan", "drift", on: connection)
      #expect(before.output.hasPrefix("No period is closed"), "\(before.output)")
      #expect(try await filon("plan", "close", "2023-Q1", on: connection).status == 0)
      let none = try await filon("plan", "drift", "--lang", "fr", on: connection)
      #expect(none.output == "Aucune dérive.\nCalculé à l’instant\u{A0}; périodes closes\u{A0}: 2023-T1\n", "\(none.output)")

      let late = try await filon(
        "log", "Late Buyer", "--new", "--by", "Y", "--channel", "field", "--outcome", "sold", "--sold", "100", "--at", "2023-02-14",
        "--format", "json", on: connection)
      let id = try #require(try json(late.output)["conversation_id"] as? String)
      let drift = try await filon("plan", "drift", on: connection)
      #expect(drift.output.contains(/nouveaux-clients +– +2023-Q1 +1 Jan 2023 +3 +4/), "\(drift.output)")
      // The company's totals are not a salesperson's to read, in what was kept as in every report.
      let own = try await filon("plan", "drift", "--as", "Y", on: connection)
      #expect(own.output.contains(/discussions +Y +2023-Q1 +1 Jan 2023 +154 +155/), "\(own.output)")
      #expect(!own.output.contains("nouveaux-clients"), "\(own.output)")
      let kept = try await filon("plan", "values", "--as", "Y", "--by", "quarter", on: connection)
      #expect(!kept.output.contains(/\w +– +2023-Q1/) && kept.output.hasSuffix("Your own figures only.\n"), "\(kept.output)")
      // Others' values stay theirs.
      let others = try await filon("plan", "drift", "--as", "X", "--format", "csv", on: connection)
      #expect(others.status == 0 && !others.output.contains(",Y,"), "\(others.output)")
      // Looking keeps nothing: a feed still finds it.
      #expect((try json(try await filon("plan", "feed", "--format", "json", on: connection).output)["drifted"] as? Int ?? 0) > 0)
      // What was fed as drift and is right again is no drift.
      #expect(try await filon("conversation", "void", id, "--reason", "typo", on: connection).status == 0)
      for fact in ["sale", "opportunity"] {
        let list = try json(try await filon(fact, "list", "--prospect", "Late Buyer", "--format", "json", on: connection).output)
        let facts = list.values.compactMap { $0 as? [[String: Any]] }.first ?? []
        for each in facts { _ = try await filon(fact, "void", each["id"] as? String ?? "", "--reason", "typo", on: connection) }
      }
      let after = try await filon("plan", "drift", on: connection)
      #expect(after.output.hasPrefix("No drift."), "\(after.output)")
    }
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
  }
}
