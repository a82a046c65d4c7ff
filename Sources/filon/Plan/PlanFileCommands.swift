import ArgumentParser
import CRM
import Planning
import EmbeddedPostgres
import Foundation
import Tables

struct PlanCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: say(.helpPlanCheck), discussion: say(.helpPlanCheckMore))

  @Argument(help: ArgumentHelp(say(.helpPlanFile)))
  var file: String

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    let bytes = try PlanFile.bytes(of: file)
    let (answer, alone) = try await check(bytes)
    try present(
      answer, as: [answer.problemTable(in: options.output.format, notes: [alone].compactMap(\.self))] + answer.achievabilityTables,
      options.output)
    if answer.hasErrors { throw ExitCode(Failure.failed) }
  }

  /// The answer, and why the organization has no part in it: a plan can be written before there is a database.
  private func check(_ bytes: [UInt8]) async throws -> (PlanAnswer, alone: Message?) {
    if case .embedded(let server) = try DatabaseChoice(options.access.database), try await server.status().state == .notCreated {
      return (PlanAnswer(file, PlanFile(bytes: bytes)), .planCheckedAlone)
    }
    do {
      return (
        try await options.withScope { scope in
          let context = try await Plans(scope).context()
          return try await PlanAnswer(file, PlanFile(bytes: bytes, in: context), Plans(scope), context)
        }, nil
      )
    } catch {
      guard options.access.organization == nil, options.access.actAs == nil, let reason = CRMError(any: error),
        reason.kind == .unavailable || reason.kind == .notFound
      else { throw error }
      return (PlanAnswer(file, PlanFile(bytes: bytes)), .planCheckedAlone(because: reason.message))
    }
  }
}

struct PlanApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: say(.helpPlanApply), discussion: say(.helpPlanApplyMore))

  @Argument(help: ArgumentHelp(say(.helpPlanFile)))
  var file: String

  @Flag(name: .long, help: ArgumentHelp(say(.helpPlanPreview)))
  var preview = false

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    let bytes = try PlanFile.bytes(of: file)
    let answer = try await options.withScope { try await apply(bytes, $0) }
    let format = options.output.format
    let tables = answer.hasErrors ? [answer.problemTable(in: format)] : answer.tables(in: format)
    try present(answer, as: tables, options.output)
    if answer.hasErrors { throw ExitCode(Failure.failed) }
  }

  private func apply(_ bytes: [UInt8], _ scope: Scope) async throws -> PlanAnswer {
    let plans = Plans(scope)
    let context = try await plans.context()
    let plan = PlanFile(bytes: bytes, in: context)
    var answer = try await PlanAnswer(file, plan, plans, context)
    if plan.hasErrors { return answer }
    let done: PlanApplication
    do {
      done = try await plans.apply(plan.document, source: plan.source, base: plan.base, preview: preview)
    } catch let error as CRMError {
      throw CRMError(error.kind, error.message, place: error.place ?? file, remedy: error.remedy)
    }
    answer.outcome = done.outcome
    answer.version = done.version
    // A workbook is never written as the file was.
    answer.isWrittenOtherwise = done.isWrittenOtherwise && !plan.isWorkbook
    answer.isPreview = preview
    answer.changes = plan.document.changes(
      since: done.before, in: .current, currency: context.currency, series: context.series)
    if let version = done.version, !preview, version != plan.base, !plan.isWorkbook {
      answer.isFileUpdated = plan.write(version: version, to: file, readAs: bytes)
    }
    return answer
  }
}

/// What was found in a plan file, and what came of applying it.
private struct PlanAnswer: Encodable {
  let file: String
  let plan: String
  private let isWorkbook: Bool
  let errors: Int
  let warnings: Int
  let problems: [PlanProblem]
  @Nullable var outcome: PlanApplication.Outcome?
  @Nullable var version: Int?
  var isPreview = false
  /// Whether the version was written into the file; nil where there was nothing to write.
  @Nullable var isFileUpdated: Bool?
  /// Whether the plan says this already, in a file that was written otherwise.
  var isWrittenOtherwise = false
  var changes: [PlanChange] = []
  /// Whether its objectives can be reached; empty without an organization.
  private(set) var achievability: [Achievability] = []

  /// A file checked against the organization.
  init(_ path: String, _ file: PlanFile, _ plans: Plans, _ context: PlanContext) async throws {
    self.init(path, file)
    achievability = try await plans.achievability(of: file.document, context)
  }

  init(_ file: String, _ plan: PlanFile) {
    self.file = file
    self.plan = plan.document.slug
    isWorkbook = plan.isWorkbook
    problems = plan.problems
    (errors, warnings) = (plan.errors, plan.warnings)
  }

  var hasErrors: Bool { errors > 0 }

  private enum CodingKeys: String, CodingKey {
    case file, plan, errors, warnings, problems, outcome, version, changes, achievability
    case isPreview = "preview"
    case isFileUpdated = "file_updated"
    case isWrittenOtherwise = "written_otherwise"
  }

  /// For people one row a cause, with all its places; programs get a row for each.
  func problemTable(in format: OutputFormat, notes: [Message] = []) -> Table {
    let causes = format == .table ? ProblemCause.all(problems) : problems.map { ProblemCause(problems: [$0]) }
    return Table(
      causes, notes: (problems.isEmpty ? [] : [.planProblems(errors, warnings)]) + notes, empty: .planClean(plan)
    ) {
      Column("severity", .labelSeverity) { .code($0.first.severity.rawValue, $0.first.severity.message) }
      if isWorkbook {
        Column("cell", .planCell) { .text($0.places(\.cell)) }
      } else {
        Column("line", .columnLine) { .text($0.places(\.line)) }
        if causes.contains(where: \.isSingle) {
          Column("column", .planColumn, .trailing) { $0.isSingle ? .integer($0.first.column) : .blank }
        }
      }
      Column("message", .planProblem) { .message($0.first.message) }
      Column("remedy", .planRemedy) { .message($0.first.remedy) }
    }
  }

  func tables(in format: OutputFormat) -> [Table] {
    [changeTable] + (problems.isEmpty ? [] : [problemTable(in: format)]) + achievabilityTables
  }

  var achievabilityTables: [Table] {
    guard let first = achievability.first else { return [] }
    let notes: [Message] = [.achievabilityBasis(first), .achievabilityTeam(first)].compactMap(\.self)
    return [
      Table(achievability, title: .achievabilityTitle, notes: notes) {
        Column("objective", .labelObjective) { .text($0.name) }
        Column("customers", .labelCustomers, .trailing) { .integer($0.customers) }
        Column("low", .achievabilityLow, .trailing) { .integer($0.need?.low) }
        Column("expected", .achievabilityExpected, .trailing) { .integer($0.need?.expected) }
        Column("high", .achievabilityHigh, .trailing) { .integer($0.need?.high) }
        Column("capacity", .achievabilityCapacity, .trailing) { .integer($0.capacity) }
        Column("verdict", .achievabilityVerdict) { each in
          each.verdict.map { .code($0.rawValue, $0.message) } ?? .message(.cannotBeComputed(each.missing))
        }
      }
    ]
  }

  private var changeTable: Table {
    Table(
      changes, title: outcome.map { .planOutcome($0, plan, version: version, isPreview: isPreview) }, notes: notes, empty: .planNoChange
    ) {
      Column("kind", .planChangeKind) { .code($0.kind.rawValue, $0.kind.message) }
      Column("place", .planPlace) { .text($0.place) }
      Column("before", .labelBefore) { .text($0.before) }
      Column("after", .labelAfter) { .text($0.after) }
      Column("path", .planPath, in: .sheet) { .text($0.path) }
    }
  }

  private var notes: [Message] {
    var notes: [Message] = isWrittenOtherwise ? [.planOnlyWrittenOtherwise] : []
    if let version, let isFileUpdated { notes.append(isFileUpdated ? .planVersionWritten(version, file) : .planWriteVersion(version)) }
    return notes
  }
}

/// What is wrong in several places for one reason.
private struct ProblemCause {
  /// At least one.
  let problems: [PlanProblem]

  var first: PlanProblem { problems[0] }
  var isSingle: Bool { problems.count == 1 }

  /// In the order of the first place of each.
  static func all(_ problems: [PlanProblem]) -> [ProblemCause] {
    var groups: [[PlanProblem]] = []
    for problem in problems {
      let same = groups.firstIndex {
        $0[0].severity == problem.severity && $0[0].message == problem.message && $0[0].remedy == problem.remedy
      }
      if let same { groups[same].append(problem) } else { groups.append([problem]) }
    }
    return groups.map(ProblemCause.init)
  }

  /// Where it stands, each place once.
  func places(_ place: (PlanProblem) -> (some CustomStringConvertible & Hashable)?) -> String? {
    var seen: [String] = []
    for text in problems.compactMap({ place($0)?.description }) where !seen.contains(text) { seen.append(text) }
    return seen.isEmpty ? nil : seen.joined(separator: ", ")
  }
}
