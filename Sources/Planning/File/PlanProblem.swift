package import CRM

/// What is wrong in a plan file, and where.
package struct PlanProblem: Sendable, Hashable, Encodable {
  /// Whether it keeps the file from being applied.
  package enum Severity: String, Sendable, Encodable {
    case error, warning
  }

  package let severity: Severity
  /// From 1; nil for what has no place of its own. A tab counts as one column.
  @Nullable package private(set) var line: Int?
  @Nullable package private(set) var column: Int?
  /// Where it stands in a workbook: `Plan · actions!C5`.
  @Nullable package private(set) var cell: String?
  package let message: Message
  /// What to do about it.
  @Nullable package private(set) var remedy: Message?

  init(_ severity: Severity, _ message: Message, line: Int? = nil, column: Int? = nil, cell: String? = nil, remedy: Message? = nil) {
    self.severity = severity
    self.line = line
    self.column = column
    self.cell = cell
    self.message = message
    self.remedy = remedy
  }

  /// The same in a workbook.
  func inCell(_ cell: String?) -> PlanProblem { PlanProblem(severity, message, cell: cell, remedy: remedy) }
}
