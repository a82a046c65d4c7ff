package import CRM
import Planning
import Postgres
import Tables

/// The report of a plan as one value in one language, so that what is printed, mailed and calculated with cannot disagree.
package struct Report: Sendable {
  package let title: String
  package let formats: Formats
  /// What a reader must know of the figures: version, day, currency.
  package let facts: [String]
  /// The summary, the seven steps with the calendar and the money beside the sixth and the results beside the seventh, and the alerts.
  package let sections: [ReportSection]
  /// The plan itself, in the workbook.
  var plan: [PlanSheet] = []

  var language: Language { formats.language }
}

/// A chapter of the document and a sheet of the workbook.
package struct ReportSection: Sendable {
  /// An anchor: lower case letters.
  let key: String
  /// Where it stands among the seven steps: `6`, `6.1`; nil outside them.
  let number: String?
  let title: String
  var blocks: [ReportBlock] = []

  /// What it is called where it stands: `6.1 Progress of actions`.
  var heading: String { [number, title].compactMap(\.self).joined(separator: " ") }

  /// Whether it stands below a step.
  var isPart: Bool { number?.contains(".") == true }
}

/// A piece of a section.
enum ReportBlock: Sendable {
  case heading(String)
  case paragraph(String)
  /// Something that is missing, and is said so.
  case note(String)
  /// Titled lists that stand beside one another: the plus and the minus, strengths and weaknesses.
  case lists([ReportList])
  /// The few figures that one reads first.
  case figures([KeyFigure])
  case table(Table)
  /// A table and the drawing of its columns: above it on a page, so that the table fills what is left of it; below it in a workbook.
  case charted(Table, Chart)
  /// Beside one another, on a page.
  case charts([Chart])
  /// Actions over the months, on a page.
  case timeline(Timeline)
}

struct ReportList: Sendable {
  let title: String
  let items: [String]
}

/// A figure in large type: `12 of 40`.
struct KeyFigure: Sendable {
  let label: String
  let value: TableCell
  let detail: String?
  var light = TrafficLight.none
}

extension [KeyFigure] {
  /// How many stand beside one another, so that none is left alone: four at most.
  var inRow: Int { count > 4 ? (count + 1) / 2 : Swift.max(count, 1) }
}
