import CRM
import Tables

extension TableCell {
  static func flag(_ value: Bool) -> TableCell { .code("\(value)", value ? .labelYes : .labelNo) }

  /// The kind of a fact.
  static func fact(_ kind: String) -> TableCell { .code(kind, .factKind(kind)) }

  /// What tells more of a fact: a word of a fixed set, or a text of its own.
  static func detail(_ detail: String?, of kind: String) -> TableCell {
    detail.map { .code($0, .factDetail($0, of: kind) ?? .verbatim($0)) } ?? .missing()
  }
}
