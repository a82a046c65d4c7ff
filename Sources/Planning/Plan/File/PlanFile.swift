import CRM
import Yams

/// A plan file that was read: what it says, and what is wrong with it.
package struct PlanFile: Sendable {
  /// The longest file that is read, in bytes.
  package static let limit = 1 << 20

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

  /// Whether it may not be applied.
  package var hasErrors: Bool { errors > 0 }

  /// Reads and checks a file; nothing is thrown, what is wrong are problems.
  ///
  /// - Parameter surroundings: What the file speaks of; without it the file is checked by itself.
  package init(bytes: [UInt8], in surroundings: PlanSurroundings? = nil) {
    do {
      self.init(source: try PlanText.decoded(bytes), in: surroundings)
    } catch {
      self.init(unreadable: "", error.problem)
    }
  }

  /// Reads and checks a file's text.
  package init(source: String, in surroundings: PlanSurroundings? = nil) {
    let parser: Parser
    let root: Node
    do {
      parser = try Parser(yaml: source, encoding: .utf8)
      guard let node = try parser.singleRoot(), node.scalar == nil || !node.isBlank else {
        self.init(unreadable: source, PlanProblem(.error, .planEmpty, line: 1, column: 1, remedy: .planInitRemedy))
        return
      }
      root = node
    } catch {
      self.init(unreadable: source, PlanText.problem(error, in: source))
      return
    }
    let reading = PlanReading(
      currency: Currency(code: surroundings?.currency ?? "EUR"), moneySeries: surroundings?.moneySeries ?? [])
    var content = PlanContent()
    // Nodes know of anchors as long as their parser lives.
    withExtendedLifetime(parser) { _ = reading.read(root, into: &content, PlanFields.content, isWhole: true) }
    PlanReferences(reading: reading, people: surroundings?.people.map(\.name)).settle(&content.document)
    PlanCheck(document: content.document, surroundings: surroundings, reading: reading).run()
    self.init(source, content, reading.allProblems(), errors: reading.count(of: .error), warnings: reading.count(of: .warning))
  }

  private init(unreadable source: String, _ problem: PlanProblem) {
    self.init(source, PlanContent(), [problem], errors: 1, warnings: 0)
  }

  private init(_ source: String, _ content: PlanContent, _ problems: [PlanProblem], errors: Int, warnings: Int) {
    self.source = source
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
