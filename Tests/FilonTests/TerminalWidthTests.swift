import Foundation
import TestSupport
import Testing

@testable import filon

/// Every table fits the terminal, and no word of it is lost.
@Suite struct TerminalWidthTests {
  private static let commands = [
    "agenda --until 2024-02-01", "prospect list --limit 20", "prospect show Mercerie\u{A0}Perrin", "conversation list --limit 20",
    "opportunity list --limit 20", "sale list --limit 20", "expense list", "measurement list --limit 20", "measurement series",
    "report conversion --period 2023", "report conversion --period 2023 --by channel", "report conversion --period 2023 --rows orders",
    "report pipeline --period 2023", "segment abc --period 2023", "segment matrix --period 2023", "segment history",
    "kpi list", "kpi show revenue --period 2023 --by month", "kpi rows revenue --period 2023-12", "plan list", "plan show",
    "plan show --full",
    "plan alerts", "plan alerts --rows", "plan calendar", "plan calendar --figures", "plan history", "plan values", "plan drift",
    "salesperson list", "stage list", "organization list", "config", "import list", "report pipeline --period nothing",
    "plan show --nothing",

  ]

  /// Headings that say what they are of in a sentence only where they stand above a column: one that is left out has a noun.
  private static let namedOtherwise = ["Le", "On", "Avec", "With"]

  @Test(arguments: [("fr", 80), ("fr", 60), ("en", 80), ("en", 60)])
  func noWordIsLostAndNoLineIsTooWide(language: String, columns: Int) async throws {
    try await withSchema { connection in
      _ = try await filon("demo", on: connection)
      for command in Self.commands {
        let words = command.split(separator: " ").map { String($0).replacing("\u{A0}", with: " ") }
        let environment = ["FILON_LANG": language]
        let shown = try await terminal(words, columns: columns, on: connection, environment: environment)
        let whole = try await filon(words, on: connection, environment: environment)
        let lines = shown.split(separator: "\n").map(String.init)
        #expect(!lines.isEmpty, "\(command)")
        for line in lines where line.displayWidth > columns { Issue.record("\(command) at \(columns): \(line)") }
        #expect(!shown.contains("…") || whole.output.contains("…"), "\(command)")
        // A word that is wider than the terminal goes over two lines, gaps are left out with their column, ids are shortened.
        let there = Set(Self.words(shown))
        let lost = Set(Self.words(whole.output + whole.error)).subtracting(there).filter { word in
          word.displayWidth < columns - 4 && word != "–" && !Self.namedOtherwise.contains(word)
            && word.wholeMatch(of: #/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/#) == nil
        }
        #expect(lost.isEmpty, "\(command) at \(columns)")
        // The list of KPIs gives the names that plans and commands take.
        if language == "fr", command != "kpi list" { #expect(FrenchOutput.faults(in: whole.output, isOfData: true).isEmpty, "\(command)") }
      }
    }
  }

  private static func words(_ text: String) -> [String] {
    text.split { $0.isWhitespace || ",.".contains($0) }.map(String.init).filter { $0.contains { $0 != "─" } }
  }
}
