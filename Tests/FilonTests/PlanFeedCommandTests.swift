import Foundation
import TestSupport
import Testing

@Suite struct PlanFeedCommandTests {
  @Test func aYearIsFedClosedAndItsDriftIsTold() async throws {
    try await withSchema { connection in
      #expect(try await filon("demo", on: connection).status == 0)
      #expect(try await filon("plan", "values", on: connection).output.contains("Nothing has been fed yet"))

      let first = try await json("plan", "feed", on: connection)
      #expect(first["new"] as? Int == 980 && first["changed"] as? Int == 0 && first["unchanged"] as? Int == 0, "\(first)")
      let again = try await json("plan", "feed", on: connection)
      #expect(again["new"] as? Int == 0 && again["unchanged"] as? Int == 980)
      #expect(try await filon("plan", "feed", "--quiet", on: connection).output.isEmpty)

      let closed = try await filon("plan", "close", "2023-Q1", on: connection)
      #expect(closed.status == 0 && closed.output.hasSuffix("\n2023-Q1 is closed: its values stay as they are.\n"), "\(closed.output)")
      let twice = try await filon("plan", "close", "2023-Q1", "--lang", "fr", on: connection)
      #expect(twice.status == 0 && twice.output.hasSuffix("\n2023-Q1 était déjà clos ; rien n'a changé.\n"), "\(twice.output)")
      let closing = try #require(try await json("plan", "close", "2023-01", on: connection)["closing"] as? [String: Any])
      #expect(closing["name"] as? String == "2023-01" && closing["was_closed"] as? Bool == false)
      let values = try await filon("plan", "values", "--kpi", "Nouveaux clients", "--by", "quarter", "--format", "csv", on: connection)
      #expect(
        values.output.split(separator: "\r\n").map(String.init) == [
          "kpi,salesperson,period,from,value,n,status,closed,revision", "nouveaux-clients,,2023-Q1,2023-01-01,3,3,final,true,1",
          "nouveaux-clients,,2023-Q2,2023-04-01,13,13,final,false,1", "nouveaux-clients,,2023-Q3,2023-07-01,13,13,final,false,1",
          "nouveaux-clients,,2023-Q4,2023-10-01,15,15,final,false,1",
        ])

      // A late fact: the closed quarter keeps its value, and the drift is said; the year changes.
      #expect(
        try await filon(
          "log", "Late Buyer", "--new", "--by", "Y", "--channel", "field", "--outcome", "sold", "--sold", "100", "--at", "2023-02-14",
          on: connection
        ).status == 0)
      let late = try await filon("plan", "feed", on: connection)
      #expect(late.output.contains(/nouveaux-clients +– +2023-Q1 +1 Jan 2023 +3 +4 +yes/), "\(late.output)")
      #expect(late.output.contains(/nouveaux-clients +– +plan +1 Jan 2023 +44 +45 +no/), "\(late.output)")
      let drift = try await filon("plan", "drift", on: connection)
      #expect(drift.output.contains(/nouveaux-clients +– +2023-Q1 +1 Jan 2023 +3 +4/), "\(drift.output)")
      let kept = try await filon("plan", "values", "--kpi", "nouveaux-clients", "--by", "quarter", "--format", "csv", on: connection)
      #expect(kept.output.contains("2023-Q1,2023-01-01,3,3,final,true,1"), "\(kept.output)")
    }
  }

  @Test func whatCannotBeFedOrClosedSaysWhy() async throws {
    try await withSchema { connection in
      #expect(try await filon("demo", on: connection).status == 0)
      for (words, status, message) in [
        (["plan", "close", "2023-Q9"], 2, "2023-Q9"), (["plan", "close", "2022-Q4"], 2, "write a quarter"),
        (["plan", "feed", "nowhere"], 1, "nowhere"), (["plan", "feed", "--through", "2023-02-31"], 2, "--through"),
        (["plan", "feed", "--as", "Y"], 1, "director"), (["plan", "values", "--kpi", "Nothing"], 1, "choose one of: discussions"),
        (["plan", "values", "--by", "day"], 2, "--by"),
      ] {
        let run = try await filon(words, on: connection)
        #expect(run.status == status && run.error.contains(message), "\(words)\n\(run.output)\(run.error)")
      }
    }
  }

  private func json(_ words: String..., on connection: String) async throws -> [String: Any] {
    let run = try await filon(words + ["--format", "json"], on: connection)
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.error)")
  }
}
