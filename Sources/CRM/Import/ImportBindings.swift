import Foundation
import Postgres

/// Where each field of an import finds its text: columns of the file, or a constant.
struct ImportBindings: Sendable {
  enum Origin: Sendable, Equatable {
    /// Columns, of which the first choice that holds something counts; the columns of a choice are joined.
    case columns([[Int]])
    case constant(String)
  }

  let kind: ImportKind
  let origins: [String: Origin]
  /// The fields whose faults cost only themselves.
  let details: Set<String>
  /// By field: what their values, as ``valueKey(_:)`` has them, become.
  let values: [String: [String: String]]
  /// The values of which the person, not a service's export, says what they become, by field.
  let mappedValues: [String: [String]]
  let defaults: [String: String]
  /// Columns and the values, as ``valueKey(_:)`` has them, of the rows that are meant.
  let only: [(column: Int, values: Set<String>)]
  /// The columns that give a field, in the order of the fields: what of a row is the fact.
  let columns: [Int]
  /// Those of them whose cells make the reference of a row that gives none: the named ones where these are all that a row needs, so that a
  /// heading that is known one day makes no other row of the same.
  let identity: [Int]
  /// The columns that hold amounts of money.
  let amounts: [Int]
  /// The columns that hold days.
  let days: [Int]
  /// Columns and the values of the rows that are not meant.
  let except: [(column: Int, values: Set<String>)]
  /// What stands between several in a cell, by field: the first counts.
  let separators: [String: String]
  /// The service whose export the file is.
  let preset: ImportPreset?
  /// How that export is read.
  let export: ServiceExport?
  /// The names of all columns.
  let header: [String]
  /// What was understood of the header.
  let reading: HeaderReading
  /// The comments above the table.
  let comments: [String]

  /// Binds the fields of a kind, or those of a service's export, to the columns of a header.
  ///
  /// Headings that are known for a field are used, whatever their case, accents and signs, unless the mapping says otherwise. A column
  /// known by its heading gives one field; the mapping may use it for several.
  ///
  /// - Throws: `.usage` when the mapping names a field or a header that does not exist, a required field has no origin, no field names
  ///   what the mapping has made; `.invalid` when two columns claim one field.
  init(
    _ kind: ImportKind, _ preset: ImportPreset? = nil, _ mapping: ImportMapping, header: [String], comments: [String] = [], place: String
  ) throws {
    let export = preset?.export(of: kind)?.form(of: header)
    let known = export?.fields ?? kind.importFields
    let names = FieldNames(known, kind)
    var search = HeaderSearch(header)
    for (field, columns) in try names.keyed(mapping.columns, combining: +) {
      try search.bind(field, to: columns, isJoined: names[field].isJoined, place)
    }
    let constants = try names.keyed(mapping.constants)
    for (field, constant) in constants { search.origins[field] = .constant(constant) }
    try search.bindKnown(known.filter { search.origins[$0.name] == nil }, isShared: export != nil, place)
    let (origins, found) = (search.origins, search)

    let choices = export?.needsOneOf ?? kind.needsOneOf
    /// The fields, or choices of fields, that a row needs and that these are not.
    func lacking(_ given: Set<String>) -> [[String]] {
      known.filter { $0.isRequired && !given.contains($0.name) && export?.defaults[$0.name] == nil }.map { [$0.name] }
        + choices.filter { given.isDisjoint(with: $0) }
    }
    let missing = lacking(Set(origins.keys))
    if let first = missing.first {
      if let preset {
        let wanted = missing.compactMap { $0.first.flatMap { names[$0].headings.first?.components(separatedBy: " | ").first } }
        throw CRMError(
          .usage, .notAnExport(preset, wanted, looksLike: ImportPreset.recognized(header, besides: preset)), place: place,
          remedy: .columnsThere(header))
      }
      throw CRMError(
        .usage, .fieldsWithoutColumn(missing.map { $0.joined(separator: "/") }), place: place,
        remedy: .bindingRemedy(first[0], header, looksLike: ImportPreset.recognized(header, besides: nil)))
    }
    // What a service's export may make, its file need not name.
    let demanded = mapping.creations.subtracting(preset?.export(of: kind)?.creations ?? [])
    for creation in ImportMapping.Creation.allCases where demanded.contains(creation) {
      let fields = creation.fields.filter { field in known.contains { $0.name == field } }
      if fields.isEmpty { throw CRMError(.usage, .namesNone(creation, kind), remedy: .fieldsThere(known.map(\.name))) }
      if !fields.contains(where: { origins[$0] != nil }) {
        throw CRMError(.usage, .createsNothing(creation, fields), place: place, remedy: .bindingRemedy(fields[0], header, looksLike: nil))
      }
    }
    self.kind = kind
    self.origins = origins
    self.preset = preset
    self.header = header
    self.comments = comments
    details = Set(known.filter { $0.weight == .field }.map(\.name))
    let mapped = try names.keyed(mapping.values) { Set($0.keys).isDisjoint(with: $1.keys) ? $0.merging($1) { $1 } : nil }
    mappedValues = mapped.mapValues { Array($0.keys) }
    values = mapped.merging(export?.values ?? [:]) { theirs, ours in theirs.merging(ours) { mine, _ in mine } }
      .mapValues { Dictionary($0.map { (valueKey($0), $1) }, uniquingKeysWith: { first, _ in first }) }
    defaults = try names.keyed(mapping.defaults).merging(export?.defaults ?? [:]) { mine, _ in mine }
    only =
      try mapping.only.flatMap { name, values in try found.columns(of: name, names, place).map { ($0, Set(values.map(valueKey))) } }
      + Self.rows(export?.only, besides: mapping.only, found, names, place)
    // Rows that the person asks for are not left out.
    except = Self.rows(export?.except, besides: mapping.only, found, names, place)
    separators = export?.separators ?? [:]
    self.export = export
    let bound = known.flatMap { field in origins[field.name].columns.map { (field, $0) } }
    columns = bound.map(\.1).uniqued()
    let named = bound.filter { found.named.contains($0.1) }
    let isNamed = lacking(Set(named.map(\.0.name)).union(constants.keys)).isEmpty
    identity = (isNamed && export == nil ? named : bound).map(\.1).uniqued()
    amounts = bound.filter(\.0.isAmount).map(\.1).uniqued()
    days = bound.filter(\.0.isDay).map(\.1).uniqued()
    reading = HeaderReading(
      header, known.flatMap { field in origins[field.name].columns.uniqued().map { (column: $0, field: field.name) } },
      guessed: found.guessed, besides: (only + except).map(\.column))
  }
}

extension ImportBindings {
  /// The rows that a service's export means or leaves out, by those columns that the file has.
  private static func rows(
    _ rows: [String: [String]]?, besides own: [String: [String]], _ found: HeaderSearch, _ names: FieldNames, _ place: String
  ) -> [(column: Int, values: Set<String>)] {
    (rows ?? [:]).filter { own[$0.key] == nil }.flatMap { name, values in
      ((try? found.columns(of: name, names, place)) ?? []).map { ($0, Set(values.map(valueKey))) }
    }
  }
}

extension ImportBindings.Origin? {
  /// The columns it reads.
  var columns: [Int] { if case .columns(let choices) = self { choices.flatMap(\.self) } else { [] } }
}

/// What was understood of a header: for those who check it.
package struct HeaderReading: Sendable, Hashable {
  package struct Column: Sendable, Hashable, Encodable {
    package let column: String
    package let field: String
    /// The heading says something near to the field, not the same.
    package let isGuessed: Bool
  }

  package let read: [Column]
  package let unread: [String]

  fileprivate init(_ header: [String], _ bound: [(column: Int, field: String)], guessed: Set<Int>, besides others: [Int]) {
    read = bound.sorted { $0.column < $1.column }.map {
      Column(column: header[$0.column], field: $0.field, isGuessed: guessed.contains($0.column))
    }
    let used = Set(bound.map(\.column) + others)
    let own = RejectedRows.stands(before: header) ? 3 : 0
    unread = header.enumerated().dropFirst(own).filter { !used.contains($0.offset) && !$0.element.isEmpty }.map(\.element)
  }
}

/// What of a heading or a value must agree for two to be the same: letters and digits, whatever their case, accents and the signs between
/// them (`N° de Téléphone`, `n_de_telephone`).
func headingKey(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.folded.unicodeScalars.filter { $0.properties.isAlphabetic && $0 != "\u{BA}" || $0.properties.numericType != nil }))
}

/// What of two values must agree for them to be the same: their words, whatever case, accents, hyphens and spaces.
func valueKey(_ text: String) -> String {
  let words = text.plainWords
  return words.isEmpty ? text.folded : words
}

/// The names of the fields of a kind, as mappings write them: their own, or any of their headings.
private struct FieldNames {
  private let fields: [ImportField]
  private let kind: ImportKind
  private let byKey: [String: String]

  init(_ fields: [ImportField], _ kind: ImportKind) {
    self.fields = fields
    self.kind = kind
    let own = fields.map { (headingKey($0.name), $0.name) }
    let others = fields.flatMap { field in
      field.headings.flatMap { $0.components(separatedBy: " | ") }.filter { !$0.contains(" + ") && !$0.hasPrefix("?") }
        .map { (headingKey($0), field.name) }
    }
    byKey = Dictionary(own + others, uniquingKeysWith: { first, _ in first })
  }

  subscript(name: String) -> ImportField { fields.first { $0.name == name } ?? ImportField(name: name, headings: []) }

  func name(_ text: String) -> String? { byKey[headingKey(text)] }

  /// What a mapping says of fields, by their own names. One that was called by two of its names has both said of it where they combine.
  func keyed<Value>(_ mapped: [String: Value], combining: (Value, Value) -> Value? = { _, _ in nil }) throws -> [String: Value] {
    var keyed: [String: Value] = [:]
    for (text, value) in mapped.sorted(by: { $0.key < $1.key }) {
      guard let name = name(text) else { throw CRMError(.usage, .unknownField(text, kind), remedy: .fieldsThere(fields.map(\.name))) }
      guard let before = keyed.updateValue(value, forKey: name) else { continue }
      guard let both = combining(before, value) else { throw CRMError(.usage, .givenTwice(name), remedy: .giveOnce) }
      keyed[name] = both
    }
    return keyed
  }
}

/// Finds the columns of a header that give fields.
private struct HeaderSearch {
  var origins: [String: ImportBindings.Origin] = [:]
  private(set) var guessed: Set<Int> = []
  /// The columns that a mapping names, or that are called as their field.
  private(set) var named: Set<Int> = []
  private let header: [String]
  /// The columns of each heading.
  private let positions: [String: [Int]]
  /// Without what stands in parentheses, and units.
  private let nearPositions: [String: [Int]]
  private var taken: Set<Int> = []

  init(_ header: [String]) {
    self.header = header
    let named = header.enumerated().filter { !headingKey($0.element).isEmpty }
    positions = Dictionary(grouping: named.map(\.offset)) { headingKey(header[$0]) }
    nearPositions = Dictionary(grouping: named.map(\.offset)) { headingKey(Self.withoutUnit(header[$0])) }
  }

  private static func withoutUnit(_ heading: String) -> String {
    heading.replacing(/[\(\[].*?[\)\]]/, with: "").replacing(/[€$£*]|\b(EUR|USD|euros?)\b/, with: "")
  }

  /// The position of a column that a person names.
  private func position(_ column: String, field: String, _ place: String) throws -> Int {
    let exact = header.indices.filter { header[$0] == column }
    let found = exact.isEmpty ? positions[headingKey(column)] ?? [] : exact
    guard let first = found.first else {
      throw CRMError(.usage, .noColumn(column, field: field), place: place, remedy: .columnsThere(header))
    }
    if found.count > 1 { throw twoColumns(found, field, place) }
    return first
  }

  private func twoColumns(_ found: [Int], _ field: String, _ place: String) -> CRMError {
    CRMError(
      .invalid, .twoColumns(field, found.map { (header[$0], $0 + 1) }), place: place,
      remedy: Set(found.map { header[$0] }).count == found.count ? .chooseColumn(field, header[found[0]]) : .renameColumn)
  }

  /// Binds a field to the columns that a mapping names, `First + Last` for several as one.
  mutating func bind(_ field: String, to columns: [String], isJoined: Bool, _ place: String) throws {
    var choices: [[Int]] = []
    for column in columns {
      let parts = header.contains(column) ? [column] : column.components(separatedBy: " + ")
      choices.append(try parts.map { try position($0, field: field, place) })
    }
    let all = choices.flatMap(\.self)
    guard Set(all).count == all.count else { throw CRMError(.usage, .givenTwice("--column \(field)"), remedy: .giveOnce) }
    origins[field] = .columns(isJoined ? [all] : choices)
    taken.formUnion(all)
    named.formUnion(all)
  }

  /// Binds fields by their headings: first those with the names of the fields themselves, then those known, then near ones.
  ///
  /// - Parameter isShared: A column may give several fields, as those of a service's export do.
  mutating func bindKnown(_ fields: [ImportField], isShared: Bool, _ place: String) throws {
    func unbound() -> [ImportField] { fields.filter { origins[$0.name] == nil } }
    if !isShared {
      for field in fields {
        try bind(field, field.headings.filter { headingKey($0) == headingKey(field.name) }, in: positions, isShared, place)
      }
    }
    for field in unbound() { try bind(field, field.headings.filter { !$0.hasPrefix("?") }, in: positions, isShared, place) }
    guard !isShared else { return }
    for field in unbound() {
      let before = taken
      let guesses = field.headings.filter { $0.hasPrefix("?") }.map { String($0.dropFirst()) }
      try bind(field, guesses, in: positions, isShared, place)
      if origins[field.name] == nil { try bind(field, field.headings.filter { !$0.hasPrefix("?") }, in: nearPositions, isShared, place) }
      guessed.formUnion(taken.subtracting(before))
    }
  }

  /// Binds a field to the first heading that the header has: `A | B + C` gives it by A, else by B and C together.
  private mutating func bind(
    _ field: ImportField, _ headings: [String], in positions: [String: [Int]], _ isShared: Bool, _ place: String
  ) throws {
    for heading in headings {
      var choices: [[Int]] = []
      for choice in heading.components(separatedBy: " | ") {
        let parts = choice.components(separatedBy: " + ")
        let found = try parts.compactMap { part -> Int? in
          let columns = (positions[headingKey(part)] ?? []).filter { isShared || !taken.contains($0) }
          if columns.count > 1 { throw twoColumns(columns, field.name, place) }
          return columns.first
        }
        if found.count == parts.count { choices.append(found) }
      }
      guard !choices.isEmpty else { continue }
      origins[field.name] = .columns(choices)
      taken.formUnion(choices.joined())
      return
    }
  }

  /// The columns that a field or a header names.
  func columns(of name: String, _ names: FieldNames, _ place: String) throws -> [Int] {
    if let field = names.name(name), case let columns = origins[field].columns, !columns.isEmpty { return columns }
    return [try position(name, field: "only", place)]
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, where it came first.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
