import Planning
import CRM
import Planning
import Foundation
import Postgres
import Tables
import TestSupport
import Testing

@testable import PlanReport

/// One small report through every format.
@Suite struct ReportTests {
  private let hostile = "<script>alert('x')</script> | *a* & =1+1"

  private func report(_ language: Language = .en, name: String = "Bob 2023") -> Report {
    let actions: [(name: String, from: Day?, amount: TableCell, places: [String], trend: TableCell)] = [
      (
        "Fair", on("2023-02-01"), .money(120_050), ["Lyon", "Bron"],
        .trend(Trend(values: [1, nil, 2], targets: [1, 1, 1], description: "d"))
      ),
      (hostile, nil, .missing(.verbatim("nothing sent")), [], .light(.amber)),
    ]
    let names: [Total] = ["Total", "Total budget", "Left"].map { .cell(.text($0)) }
    let table = Table(actions, title: .verbatim("Budget")) {
      Column("action", .verbatim("Action"), width: 20, below: names) { .text($0.name) }
      Column("from", .verbatim("From")) { .day($0.from) }
      Column("amount", .verbatim("Amount"), .trailing, below: [.sum, .cell(.money(200_000)), .difference(1, 0)]) { $0.amount }
      Column("place", .verbatim("Place"), in: .sheet) { .list($0.places) }
      Column("trend", .verbatim("Trend"), in: .page) { $0.trend }
    }
    let chart = Chart(
      title: "Spend", labels: ["Jan"], series: [.init(name: "Spent", mark: .bar, values: [1], column: "amount")], unit: .money,
      description: "Jan 1")
    var formats = Formats(language: language)
    formats.hidesZeroCents = true
    return Report(
      title: name, formats: formats, facts: ["version 1"],
      sections: [
        ReportSection(
          key: "summary", number: nil, title: "Summary",
          blocks: [
            .figures([KeyFigure(label: "New customers", value: .integer(29), detail: "of 40", light: .red)]), .charts([chart]),
            .lists([ReportList(title: "First", items: [hostile])]),
          ]),
        ReportSection(
          key: "budget", number: "6", title: "Budget", blocks: [.charted(table, chart), .note("A note.")]),
      ])
  }

  @Test func asMarkdown() {
    #expect(
      report().markdown == #"""
        # Bob 2023

        version 1

        **Contents**

        - [Summary](#summary)
        - [6 Budget](#6-budget)

        ## Summary

        - New customers: **29**, ■ problem, of 40

        **First**

        - \<script>alert('x')\</script> \| \*a\* \& =1+1

        ## 6 Budget

        **Budget**

        | Action                                         | From       |           Amount | Trend      |
        | ---------------------------------------------- | ---------- | ---------------: | ---------- |
        | Fair                                           | 1 Feb 2023 |        €1,200.50 | ▁·█        |
        | \<script>alert('x')\</script> \| \*a\* \& =1+1 | –          | – (nothing sent) | ▲ to watch |
        | **Total**                                      |            |    **€1,200.50** |            |
        | **Total budget**                               |            |       **€2,000** |            |
        | **Left**                                       |            |      **€799.50** |            |

        *A note.*

        """#)
  }

  @Test func asAPageThatNeedsNothingElse() throws {
    let html = report(name: "Bob <b>").html
    let names = try wellFormed(html.replacing("<!doctype html>", with: ""))
    #expect(
      names.isSuperset(of: ["html", "h1", "h2", "thead", "tfoot", "svg", "style"])
        && names.isDisjoint(with: ["script", "b", "link", "img"]))
    #expect(html.contains(#"<html lang="en">"#) && html.contains("<h1>Bob &lt;b&gt;</h1>"))
    #expect(!html.contains("https:") && html.matches(of: /http:[^"]*/).allSatisfy { $0.0 == "http://www.w3.org/2000/svg" })
    #expect(html.contains(#"<th scope="row">Fair</th>"#) && html.contains(#"<td class="n">€1,200.50</td>"#))
    #expect(html.contains(#"<span class="light amber">▲ to watch</span>"#))
    // What only the workbook has room for.
    #expect(!html.contains("Bron"))
  }

  @Test func frenchMarksNeverBeginALine() {
    var report = report(.fr)
    report = Report(
      title: "Où ?", formats: report.formats, facts: [],
      sections: [ReportSection(key: "a", number: nil, title: "« Oui » : 5 €")])
    #expect(report.html.contains("<h1>Où\u{A0}?</h1>") && report.html.contains("«\u{A0}Oui\u{A0}»\u{A0}: 5\u{A0}€</h2>"))
  }

  @Test func theSummaryAsADrawing() throws {
    let svg = report(name: hostile).svg
    #expect(try wellFormed(svg) == ["svg", "title", "desc", "rect", "text", "g", "line"])
    #expect(svg.contains(">29</text>") && svg.contains("■ problem · of 40") && svg.contains(">Spend</text>"))
  }

  @Test func asAWorkbook() throws {
    let files = try ZipFile(try report().workbook()).files
    #expect(files["xl/workbook.xml"]?.contains(#"<sheet name="Summary""#) == true)
    #expect(files["xl/workbook.xml"]?.contains(#"<sheet name="6 Budget""#) == true)
    let sheet = try #require(files["xl/worksheets/sheet2.xml"])
    // Rows 5 and 6 below title, blank row, caption and heads.
    #expect(sheet.contains("<v>1200.5</v>") && sheet.contains("<v>44958</v>"), "\(sheet)")
    #expect(sheet.contains("<f>SUM(C5:C6)</f><v>1200.5</v>") && sheet.contains("<f>C8-C7</f><v>799.5</v>"), "\(sheet)")
    #expect(files["xl/sharedStrings.xml"]?.contains("Lyon\nBron") == true)
    #expect(files["xl/charts/chart1.xml"]?.contains("'6 Budget'!$C$5:$C$6") == true)
    #expect(files["xl/worksheets/sheet1.xml"]?.contains("<v>29</v>") == true)
  }

  @Test func whatFollowsFromOtherCellsIsAFormula() throws {
    let spent: [(name: String, allocated: Int?, spent: Int, light: TrafficLight)] = [
      ("One", 100_00, 120_00, .red), ("Two", 50_00, 0, .green), ("Three", nil, 5_00, .amber), ("Four", 0, 0, .none),
    ]
    let table = Table(spent) {
      Column("action", .verbatim("Action"), below: [.cell(.text("Total"))]) { .text($0.name) }
      Column("allocated", .verbatim("Allocated"), .trailing, below: [.sum]) { .money($0.allocated) }
      Column("spent", .verbatim("Spent"), .trailing, below: [.sum]) { .money($0.spent) }
      Column("remaining", .verbatim("Left"), .trailing, formula: .difference("allocated", "spent"), below: [.sum]) { line in
        .money(line.allocated.map { $0 - line.spent })
      }
      Column("spent_share", .verbatim("Share"), .trailing, formula: .ratio("spent", "allocated"), below: [.ratio]) { line in
        .percentage(line.allocated.flatMap { $0 > 0 ? Double(line.spent) / Double($0) : nil })
      }
      Column("variance", .verbatim("Variance"), .trailing, formula: .difference("spent", "allocated")) {
        .points($0.light == .red ? 0.2 : 0)
      }
      Column("state", .verbatim("State")) { .light($0.light) }
    }
    let report = Report(
      title: "T", formats: Formats(language: .en), facts: [],
      sections: [
        ReportSection(key: "a", number: "6.1", title: "Progress: a/b", blocks: [.table(table)]),
        ReportSection(key: "b", number: nil, title: "B", blocks: [.note("n")]),
      ])
    let files = try ZipFile(try report.workbook()).files
    #expect(files["xl/workbook.xml"]?.contains(#"<sheet name="6.1 Progress ab""#) == true)
    let sheet = try #require(files["xl/worksheets/sheet1.xml"])
    // Heads in row 3, rows 4 to 7, totals in row 8.
    for formula in [
      "B4-C4</f><v>-20</v>", "C4/B4</f><v>1.2</v>", "(C4-B4)*100</f><v>20</v>", "SUM(D4:D7)</f><v>30</v>",
      "C8/B8</f><v>0.8333333333333334</v>",
    ] { #expect(sheet.contains("<f>" + formula), "\(formula) \(sheet)") }
    // What has no value is no formula: nothing was allocated.
    #expect(!sheet.contains("B6-C6") && !sheet.contains("C6/B6") && !sheet.contains("C7/B7"))
    #expect(sheet.contains(#"<autoFilter ref="A3:G7"/>"#))
    #expect(sheet.contains(#"operator="beginsWith""#) && sheet.contains(#"type="dataBar""#) && sheet.contains(#"operator="lessThan""#))
    #expect(report.markdown.contains("83.3%"))
  }

  @Test func cardsStandInRowsWithoutOneAlone() {
    let rows = (1...6).map { Array(repeating: KeyFigure(label: "", value: .blank, detail: nil), count: $0).inRow }
    #expect(rows == [1, 2, 3, 4, 3, 3])
  }

  @Test func anEmptyTableSaysSo() {
    let empty = Table([String](), empty: .verbatim("No action.")) { Column("a", .verbatim("A")) { .text($0) } }
    let report = Report(
      title: "T", formats: Formats(language: .en), facts: [],
      sections: [ReportSection(key: "a", number: nil, title: "S", blocks: [.table(empty)])])
    #expect(report.html.contains(#"<p class="note">No action.</p>"#) && report.markdown.contains("*No action.*"))
  }
}
