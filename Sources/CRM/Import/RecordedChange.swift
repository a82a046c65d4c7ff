import Foundation
import Postgres

/// What an import changed of a prospect or an opportunity that was there, kept so that it can be taken back.
struct RecordedChange: Sendable {
  enum Object: String, Sendable {
    case prospect, opportunity
  }

  /// A column with its values, as JSON writes them, and as people read them.
  struct Column: Sendable, Hashable {
    let name: String
    /// The field of the file.
    let field: String
    let old, new: JSONText
    let oldText, newText: String?
    /// Derived from another one that is told.
    var isDerived = false
  }

  /// A value of a column as JSON: a text, a number or null.
  enum JSONText: Sendable, Hashable, Encodable {
    case text(String?)
    case number(Int?)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .number(let number): try container.encode(number)
      }
    }
  }

  let object: Object
  let id: Fact.ID
  let name: String
  let columns: [Column]

  /// What of it is told.
  var values: [ValueChange] { columns.filter { !$0.isDerived }.map { ValueChange(name, $0.field, old: $0.oldText, new: $0.newText) } }
}

extension RecordedChange.Column {
  /// A column of texts.
  init(_ name: String, _ field: String? = nil, old: String?, new: String?) {
    self.init(name: name, field: field ?? name, old: .text(old), new: .text(new), oldText: old, newText: new)
  }

  /// A column of an amount.
  static func amount(_ name: String, _ field: String, old: Int?, new: Int, _ currency: Currency) -> RecordedChange.Column {
    RecordedChange.Column(
      name: name, field: field, old: .number(old), new: .number(new), oldText: old.map(currency.decimal), newText: currency.decimal(new))
  }

  /// The key by which the value of another column is found.
  static func key(_ name: String, old: String?, new: String?) -> RecordedChange.Column {
    var column = RecordedChange.Column(name, old: old, new: new)
    column.isDerived = true
    return column
  }
}

extension [RecordedChange.Column] {
  /// Adds a column of texts that a row says otherwise; what the row leaves empty says nothing.
  mutating func take(
    _ name: String, as field: String? = nil, _ old: String?, _ new: String?, shown: (old: String?, new: String?)? = nil
  ) {
    guard let new, new != old else { return }
    let shown = shown ?? (old, new)
    append(
      Element(name: name, field: field ?? name, old: .text(old), new: .text(new), oldText: shown.old, newText: shown.new))
  }
}

extension ImportContext {
  /// Keeps what was changed.
  func keep(_ changes: [RecordedChange]) async throws {
    guard !changes.isEmpty else { return }
    for change in changes { self.changes.take(change.values) }
    func values(_ value: (RecordedChange.Column) -> RecordedChange.JSONText) throws -> [JSONB] {
      try changes.map { try JSONB(encoding: Dictionary(uniqueKeysWithValues: $0.columns.map { ($0.name, value($0)) })) }
    }
    _ = try await transaction.execute(
      """
      insert into import_change (organization_id, import_id, object_id, object, before, after)
      select \(organization.id), \(importID), r.id, r.object, r.before, r.after
      from unnest(
        \(changes.map(\.id)), \(changes.map(\.object.rawValue)), \(try values(\.old)), \(try values(\.new))
      ) as r (id, object, before, after)
      on conflict (organization_id, import_id, object_id) do update
      -- The file has it twice: what was before the first row counts.
      set before = excluded.before || import_change.before,
        after = import_change.after || excluded.after
      """)
  }
}
