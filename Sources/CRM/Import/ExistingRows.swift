/// What becomes of a row that describes a prospect or an opportunity which is there already, otherwise than it is described there.
package enum ExistingRows: String, Sendable, CaseIterable, Codable {
  /// The row is refused, so that a person decides.
  case refuse
  /// What is there becomes as the row says; what the row leaves empty stays.
  case update
  /// What is there stays.
  case skip
}

/// What an import changed of what was there.
struct RecordedChanges: Sendable {
  /// Values told in the answer; all are kept with the import.
  private static let told = 20

  private(set) var first: [ValueChange] = []
  private(set) var count = 0

  mutating func take(_ changes: [ValueChange]) {
    count += changes.count
    first += changes.prefix(max(0, Self.told - first.count))
  }
}

/// A value that an import changed of what was there.
package struct ValueChange: Sendable, Hashable, Encodable {
  /// The prospect or opportunity.
  package let name: String
  package let field: String
  @Nullable package private(set) var old: String?
  @Nullable package private(set) var new: String?

  init(_ name: String, _ field: String, old: String?, new: String?) {
    self.name = name
    self.field = field
    _old = Nullable(wrappedValue: old)
    _new = Nullable(wrappedValue: new)
  }
}

/// Amounts below zero where a file holds what was spent.
package struct NegativeAmounts: Sendable, Hashable, Encodable {
  package private(set) var rows = 0
  package private(set) var cents = 0

  mutating func take(_ amounts: [Int]) {
    rows += amounts.count
    cents += amounts.reduce(0, +)
  }
}
