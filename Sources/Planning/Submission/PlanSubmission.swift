package import CRM

/// What was found in a plan file, and what came of applying it.
package struct PlanSubmission: Sendable, Encodable {
  /// What the file is called.
  package let file: String
  /// The slug of its plan.
  package let plan: String
  package let isWorkbook: Bool
  package let errors: Int
  package let warnings: Int
  package let problems: [PlanProblem]
  /// Nil of a file that was only checked, or has errors.
  @Nullable package private(set) var outcome: PlanApplication.Outcome?
  @Nullable package private(set) var version: Int?
  package private(set) var isPreview = false
  /// Whether the version was written into the file; nil where there was nothing to write.
  @Nullable package var isFileUpdated: Bool?
  /// Whether the plan says this already, in a file that was written otherwise.
  package private(set) var isWrittenOtherwise = false
  package private(set) var changes: [PlanChange] = []
  /// Whether its objectives can be reached; empty without an organization.
  package private(set) var achievability: [Achievability] = []

  /// A file checked against the organization.
  package init(_ path: String, _ file: PlanFile, _ plans: Plans, _ context: PlanContext) async throws {
    self.init(path, file)
    achievability = try await plans.achievability(of: file.document, context)
  }

  /// A file checked for itself.
  package init(_ file: String, _ plan: PlanFile) {
    self.file = file
    self.plan = plan.document.slug
    isWorkbook = plan.isWorkbook
    problems = plan.problems
    (errors, warnings) = (plan.errors, plan.warnings)
  }

  package var hasErrors: Bool { errors > 0 }

  private enum CodingKeys: String, CodingKey {
    case file, plan, errors, warnings, problems, outcome, version, changes, achievability
    case isPreview = "preview"
    case isFileUpdated = "file_updated"
    case isWrittenOtherwise = "written_otherwise"
  }

  fileprivate mutating func take(_ done: PlanApplication, of file: PlanFile, preview: Bool, _ changes: [PlanChange]) {
    outcome = done.outcome
    version = done.version
    // A workbook is never written as the file was.
    isWrittenOtherwise = done.isWrittenOtherwise && !file.isWorkbook
    isPreview = preview
    self.changes = changes
  }
}

extension Plans {
  /// Checks a plan file and, where it has no errors, makes it the version in force.
  ///
  /// - Parameters:
  ///   - name: What the file is called.
  ///   - preview: Says what would happen, and stores nothing.
  ///   - language: That of the differences.
  /// - Throws: As ``apply(_:source:base:preview:)``, with the file as the place.
  package func submit(_ bytes: [UInt8], named name: String, preview: Bool, in language: Language) async throws
    -> (answer: PlanSubmission, file: PlanFile)
  {
    let context = try await context()
    let file = PlanFile(bytes: bytes, in: context)
    var answer = try await PlanSubmission(name, file, self, context)
    if file.hasErrors { return (answer, file) }
    do {
      let done = try await apply(file.document, source: file.source, base: file.base, preview: preview)
      answer.take(
        done, of: file, preview: preview,
        file.document.changes(since: done.before, in: language, currency: context.currency, series: context.series))
    } catch let error as CRMError {
      throw CRMError(error.kind, error.message, place: error.place ?? name, remedy: error.remedy)
    }
    return (answer, file)
  }
}
