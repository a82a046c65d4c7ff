import CRM
import Foundation
import Planning
import Postgres
import TestSupport
import Testing

@testable import PlanReport

/// The sheets of a plan in its workbook say what its file says, and are read back.
@Suite struct PlanWorkbookTests {
  private func sheets(_ document: PlanDocument, _ language: Language = .en, version: Int = 3) -> [Sheet] {
    document.sheets(in: language, currency: "EUR", series: [:], version: version).map(Formats(language: language).sheet)
  }

  private func file(_ sheets: [Sheet]) throws -> PlanFile { PlanFile(bytes: try Workbook(title: "T", sheets: sheets).bytes()) }

  /// The plan with another value in a cell: by the name of the sheet, the number of the row and the head of the column.
  private func file(_ sheets: [Sheet], _ name: String, row: Int, _ head: String, _ value: Sheet.Value, _ style: CellStyle = CellStyle())
    throws -> PlanFile
  {
    var sheets = sheets
    let sheet = try #require(sheets.firstIndex { $0.name == name })
    let column = try #require(
      sheets[sheet].cells.first { cell in
        if case .text(head) = cell.value { cell.row == 0 } else { false }
      }?.column)
    sheets[sheet].cells.removeAll { $0.row == row - 1 && $0.column == column }
    sheets[sheet].cells.append(Sheet.Cell(row: row - 1, column: column, value: value, style: style))
    return try file(sheets)
  }

  @Test(arguments: Language.allCases) func whatTheWorkbookSaysIsThePlan(_ language: Language) throws {
    let template = PlanFile(source: PlanTemplate.bob.source(in: language)).document
    for document in [bobPlan(), template] {
      let file = try file(sheets(document, language))
      #expect(file.document == document && file.base == 3 && file.isWorkbook)
      // The file that is kept says the same, and can be changed as a file.
      let kept = PlanFile(source: file.source)
      #expect(kept.document == document && kept.base == 3 && !kept.isWorkbook)
    }
  }

  @Test func textsStayAsTheyAre() throws {
    var plan = bobPlan()
    let texts = [
      "=1+1", "{X: 5}", "\"quoted\"", "2023", "0012", "12,5 %", "12.5%", "1500,50", "2,5", "2023-01-31", "yes", "null", "a: b # c",
      "- dash", "two\nlines", "* & @", "C'est « ça »", "-5", "1e5",
    ]
    plan.situation.strategy = texts.joined(separator: " ")
    plan.situation.salesProcess = "first\n\nthird line"
    plan.situation.discovery = texts
    plan.competition.strengths = ["one, with comma", "[brackets]"]
    for language in Language.allCases {
      for text in texts {
        plan.situation.valueProposition = text
        #expect(try file(sheets(plan, language)).document.situation == plan.situation, "\(text)")
      }
      #expect(try file(sheets(plan, language)).document == plan)
    }
  }

  @Test func whatADirectorChangesIsRead() throws {
    let sheets = sheets(bobPlan())
    let name = try file(sheets, "Plan · actions", row: 2, "name", .text("Another name")).document
    #expect(name.budget.actions[0].name == "Another name")
    let budget = try file(sheets, "Plan · actions", row: 2, "budget", .number(1500.5)).document
    #expect(budget.budget.actions[0].allocationCents == 150_050)
    // A formula counts as what it comes to.
    let formula = try file(sheets, "Plan · actions", row: 2, "budget", .formula("=1000+500", 1500)).document
    #expect(formula.budget.actions[0].allocationCents == 150_000)
    let end = try file(sheets, "Plan · actions", row: 2, "end", .day(on("2023-04-30")), CellStyle(numberFormat: "dd/mm/yyyy")).document
    #expect(end.budget.actions[0].to == on("2023-05-01"))
    let target = try file(sheets, "Plan · objectives", row: 2, "target", .number(45)).document
    #expect(target.objectives[0].target == 45)
    let owner = try file(sheets, "Plan · objectives", row: 2, "owner", .text("Z")).document
    #expect(owner.objectives[0].owner == "Z")
  }

  @Test func whatIsWrongIsToldAtItsCell() throws {
    let sheets = sheets(bobPlan())
    let amount = try file(sheets, "Plan · actions", row: 3, "budget", .text("a lot"))
    #expect(amount.problems.contains { $0.cell == "Plan · actions!G3" && $0.severity == .error } && amount.hasErrors)
    #expect(amount.problems.allSatisfy { $0.line == nil })
    let braces = try file(sheets, "Plan · actions", row: 2, "people days", .text("{X: 5"))
    #expect(braces.problems.contains { $0.cell == "Plan · actions!M2" && $0.severity == .error })

    var heads = sheets
    let actions = try #require(heads.firstIndex { $0.name == "Plan · actions" })
    heads[actions].cells.append(Sheet.Cell(row: 0, column: 30, value: .text("Remarks"), style: CellStyle()))
    heads[actions].cells.append(Sheet.Cell(row: 1, column: 31, value: .text("lost"), style: CellStyle()))
    let unknown = try file(heads)
    #expect(unknown.problems.contains { $0.cell == "Plan · actions!AE1" && $0.message.en.contains("Remarks") })
    #expect(unknown.problems.contains { $0.cell == "Plan · actions!AF2" && $0.severity == .error })
  }

  @Test func aWorkbookThatIsNoPlanIsRefused() throws {
    let sheets = sheets(bobPlan())
    let missing = try file(sheets.filter { $0.name != "Plan · team" })
    #expect(missing.hasErrors && missing.problems.first?.message.en == "the sheet “Plan · team” is missing")
    #expect(try file([Sheet(name: "Other")]).hasErrors)
    #expect(PlanFile(bytes: Array("%PDF-1.7\n".utf8)).problems.first?.message.en == "this is a PDF")
    #expect(PlanFile(bytes: [0x50, 0x4B, 3, 4, 0, 0]).hasErrors)
  }

  @Test func aTextThatNoCellHoldsLeavesThePlanOut() {
    var plan = bobPlan()
    plan.situation.discovery = Array(repeating: String(repeating: "x", count: 9_000), count: 4)
    #expect(sheets(plan).isEmpty)
  }
}
