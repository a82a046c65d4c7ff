import CRM
import Spreadsheets
import Yams

/// A plan file that was read: what it says, and what is wrong with it.
package struct PlanFile: Sendable {
  /// The longest file that is read, in bytes.
  package static let limit = PlanText.limit

  /// The file as it was written.
  package let source: String
  /// What could be read of it.
  package let document: PlanDocument
  /// The version that it was made from.
  package let base: Int?
  /// In the order of their places; of very many the first, and how many more there are.
  package let problems: [PlanProblem]
  /// How many problems keep it from being applied, those that are not told among them.
  package let errors: Int
  /// How many do not, those that are not told among them.
  package let warnings: Int

  /// Whether it is a workbook: where its problems stand are cells, and the source is what its sheets say.
  package let isWorkbook: Bool

  /// Whether it may not be applied.
  package var hasErrors: Bool { errors > 0 }

  /// Reads and checks a file; nothing is thrown, what is wrong are problems.
  ///
  /// - Parameter context: What the file speaks of; without it the file is checked by itself.
  package init(bytes: [UInt8], in context: PlanContext? = nil) {
    do {
      if FileKind(head: Array(bytes.prefix(FileKind.headLength))).isDocument {
        self.init(workbook: bytes, in: context)
        return
      }
      self.init(source: try PlanText.decoded(bytes), in: context)
    } catch {
      self.init(unreadable: "", error.problem)
    }
  }

  /// Reads and checks a file's text.
  package init(source: String, in context: PlanContext? = nil) {
    let yaml: Parser
    let root: Node
    do {
      yaml = try Parser(yaml: source, encoding: .utf8)
      guard let node = try yaml.singleRoot(), node.scalar == nil || !node.isBlank else {
        self.init(unreadable: source, PlanProblem(.error, .emptyFile, line: 1, column: 1, remedy: .planInitRemedy))
        return
      }
      root = node
    } catch {
      self.init(unreadable: source, PlanText.problem(error, in: source))
      return
    }
    let parser = PlanParser(currency: Currency(code: context?.currency ?? "EUR"), series: context?.series ?? [:])
    var content = PlanContent()
    // Nodes know of anchors as long as their parser lives.
    withExtendedLifetime(yaml) { _ = parser.read(root, into: &content, isWhole: true) }
    PlanReferences(parser: parser, context: context).resolve(&content.document)
    PlanCheck(document: content.document, context: context, parser: parser).run()
    self.init(source, content, parser.allProblems(), errors: parser.count(of: .error), warnings: parser.count(of: .warning))
  }

  /// Reads and checks the sheets of a plan in a workbook.
  private init(workbook bytes: [UInt8], in context: PlanContext?) {
    do {
      let workbook = try PlanWorkbook(bytes)
      let file = PlanFile(source: workbook.source, in: context)
      let problems = workbook.problems + file.problems.map { $0.inCell(workbook.place(ofLine: $0.line)?.description) }
      let errors = workbook.problems.count + file.errors
      // As a file would be written, so that it can be read and changed.
      let source =
        errors > 0
        ? ""
        : file.document.source(
          in: workbook.language, currency: context?.currency ?? "EUR", series: context?.series ?? [:], version: file.base)
      self.init(
        source, PlanContent(document: file.document, base: file.base), problems, errors: errors, warnings: file.warnings, isWorkbook: true)
    } catch {
      let error = CRMError(anyOfWorkbook: error)
      self.init(unreadable: "", PlanProblem(.error, error.message, remedy: error.remedy), isWorkbook: true)
    }
  }

  private init(unreadable source: String, _ problem: PlanProblem, isWorkbook: Bool = false) {
    self.init(source, PlanContent(), [problem], errors: 1, warnings: 0, isWorkbook: isWorkbook)
  }

  private init(_ source: String, _ content: PlanContent, _ problems: [PlanProblem], errors: Int, warnings: Int, isWorkbook: Bool = false) {
    self.source = source
    self.isWorkbook = isWorkbook
    (self.problems, self.errors, self.warnings) = (problems, errors, warnings)
    document = content.document
    base = content.base
  }
}

extension [PlanProblem] {
  /// By line and column; what has no place comes last.
  func sortedByPlace() -> [PlanProblem] {
    let order = { (problem: PlanProblem, offset: Int) in (problem.line ?? .max, problem.column ?? .max, offset) }
    return enumerated().sorted { order($0.element, $0.offset) < order($1.element, $1.offset) }.map(\.element)
  }
}

extension FileKind {
  /// Whether it is no text: a workbook, or something that is told to be none.
  fileprivate var isDocument: Bool {
    switch self {
    case .text, .empty, .unknown: false
    default: true
    }
  }
}
