import Postgres

/// Where each field of an import finds its text: a column of the file, or a constant.
struct ImportBindings: Sendable {
  enum Origin: Sendable, Equatable {
    case column(Int)
    case constant(String)
  }

  let origins: [String: Origin]
  let values: [String: [String: String]]
  /// The columns that give a field, in the order of the fields: what of a row is the fact.
  let columns: [Int]
  /// The columns that hold amounts of money.
  let amounts: [Int]
  /// The columns that hold days.
  let days: [Int]
  /// The service whose export the file is.
  let preset: ImportPreset?
  /// The names of all columns.
  let header: [String]

  /// Binds the fields of a kind, or those of a service's export, to the columns of a header.
  ///
  /// Headers that are known for a field are used, whatever their case, unless the mapping says otherwise.
  ///
  /// - Throws: `.usage` when the mapping names a field or a header that does not exist, a required field has no origin, or no
  ///   field names what the mapping has made.
  init(_ kind: ImportKind, _ preset: ImportPreset? = nil, _ mapping: ImportMapping, header: [String], place: String) throws {
    let known = preset?.export.fields ?? kind.importFields
    let names = known.map(\.name)
    for field in Set(mapping.columns.keys).union(mapping.constants.keys).union(mapping.values.keys).sorted() where !names.contains(field) {
      throw CRMError(.usage, .unknownField(field, kind), remedy: .fieldsThere(names))
    }
    var origins: [String: Origin] = [:]
    let positions = Dictionary(header.enumerated().map { (Self.key($1), $0) }, uniquingKeysWith: { first, _ in first })
    for field in known where mapping.columns[field.name] == nil {
      origins[field.name] = field.headers.lazy.compactMap { positions[Self.key($0)] }.first.map(Origin.column)
    }
    for (field, column) in mapping.columns {
      guard let position = header.firstIndex(of: column) ?? positions[Self.key(column)] else {
        throw CRMError(.usage, .noColumn(column, field: field), place: place, remedy: .columnsThere(header))
      }
      origins[field] = .column(position)
    }
    for (field, constant) in mapping.constants { origins[field] = .constant(constant) }
    let missing = known.filter { $0.isRequired && origins[$0.name] == nil }
    let isOfTheService = preset?.export.needsOneOf.contains { origins[$0] != nil } ?? true
    if let preset, !missing.isEmpty || !isOfTheService {
      let wanted = missing.isEmpty ? known.filter { preset.export.needsOneOf.contains($0.name) } : missing
      throw CRMError(.usage, .notAnExport(preset, wanted.map { $0.headers[0] }), place: place, remedy: .columnsThere(header))
    }
    if !missing.isEmpty {
      throw CRMError(
        .usage, .fieldsWithoutColumn(missing.map(\.name)), place: place, remedy: .bindingRemedy(missing[0].name, header))
    }
    for creation in ImportMapping.Creation.allCases where mapping.creations.contains(creation) {
      let fields = creation.fields.filter(names.contains)
      if fields.isEmpty { throw CRMError(.usage, .namesNone(creation, kind), remedy: .fieldsThere(names)) }
      if !fields.contains(where: { origins[$0] != nil }) {
        throw CRMError(.usage, .createsNothing(creation, fields), place: place, remedy: .bindingRemedy(fields[0], header))
      }
    }
    self.origins = origins
    self.preset = preset
    self.header = header
    values = mapping.values
    let bound = known.compactMap { field in if case .column(let index) = origins[field.name] { (field, index) } else { nil } }
    columns = bound.map(\.1)
    amounts = bound.filter(\.0.isAmount).map(\.1)
    days = bound.filter(\.0.isDay).map(\.1)
  }

  /// What of a header must agree: neither case nor accents, nor whether its signs are typographic (`N° d'abonnés`).
  private static func key(_ header: String) -> String {
    header.folded.replacing("\u{2019}", with: "'").replacing("\u{BA}", with: "\u{B0}")
  }
}

/// A field that a row of a file may fill.
struct ImportField: Sendable {
  /// Its name in mappings.
  let name: String
  /// The headers under which it is known; the first is the usual one.
  let headers: [String]
  var isRequired = false
  /// Whether it holds an amount of money.
  var isAmount = false
  /// Whether it holds a day or a moment.
  var isDay: Bool { Self.days.contains(name) }

  private static let days: Set<String> = [
    "next_on", "opened_on", "closed_on", "expected_on", "occurred_at", "sold_on", "spent_on", "from", "day", "to", "sent",
  ]
}

/// Why a row is refused: the field, where it stands, and what is wrong with it.
struct RowRejection: Error, Sendable {
  let field: String?
  /// The cell, from 1, when it is the shape of the row that is wrong.
  let column: Int?
  let reason: Message
}

/// A record of the file, by field.
struct ImportRow {
  let records: RecordSet
  let record: RecordSet.Record
  let bindings: ImportBindings
  let amounts: AmountReading
  /// What the days of the file show.
  let shownOrder: DayOrder?
  /// The last business day on which anything can have taken place.
  let today: Day

  /// The text of a field, spaces trimmed and translated by the mapping's `values`; nil when it is empty or has no origin.
  func text(_ field: String) throws(RowRejection) -> String? {
    let text: String
    switch bindings.origins[field] {
    case .column(let index): text = records.text(at: index, of: record)
    case .constant(let constant): text = constant
    case nil: return nil
    }
    guard !text.isEmpty else { return nil }
    guard let ours = bindings.values[field]?[text] else { return text }
    return ours.isEmpty ? nil : ours
  }

  /// A field read by a parser that answers a value or why there is none.
  func value<Value>(_ field: String, _ parse: (String) throws(InvalidValue) -> Value) throws(RowRejection) -> Value? {
    guard let text = try text(field) else { return nil }
    do {
      return try parse(text)
    } catch {
      throw rejection(field, error.message)
    }
  }

  /// A text no longer than `limit` characters, as the database counts them.
  func text(_ field: String, limit: Int) throws(RowRejection) -> String? {
    guard let text = try text(field) else { return nil }
    if text.utf8.count > limit, text.unicodeScalars.count > limit { throw rejection(field, .textTooLong(limit)) }
    return text
  }

  /// An amount in cents of the organization's currency.
  func cents(_ field: String, isRounded: Bool = false) throws(RowRejection) -> Int? {
    try value(field) { text throws(InvalidValue) in try amounts.cents(text, isRounded: isRounded) }
  }

  /// A day.
  func day(_ field: String) throws(RowRejection) -> Day? {
    try value(field) { text throws(InvalidValue) in try CivilDate.day(text, dayOrder(field)) }
  }

  /// A moment; the order of day and month, where the file leaves it open, is the usual one of whoever writes such files.
  func moment(_ field: String, usual: DayOrder = .dayFirst) throws(RowRejection) -> CivilMoment? {
    try value(field) { text throws(InvalidValue) in try CivilDate.moment(text, dayOrder(field, usual: usual)) }
  }

  /// In which order a field's days are written: that which the file shows, else the usual one. A constant is the person's own.
  func dayOrder(_ field: String, usual: DayOrder = .dayFirst) -> DayOrder {
    guard case .column = bindings.origins[field] else { return .dayFirst }
    return shownOrder ?? usual
  }

  /// The day on which something took place.
  func pastDay(_ field: String) throws(RowRejection) -> Day? {
    guard let day = try day(field) else { return nil }
    try day.requireNotAfter(today: today, field: field)
    return day
  }

  /// A channel, by its code or its name.
  func channel(_ field: String) throws(RowRejection) -> Channel? {
    try choice(field)
  }

  /// An outcome, by its code or its name.
  func outcome(_ field: String) throws(RowRejection) -> Outcome {
    guard let outcome: Outcome = try choice(field) else { throw rejection(field, .fieldEmpty(field)) }
    return outcome
  }

  private func choice<Choice: NamedChoice>(_ field: String) throws(RowRejection) -> Choice? {
    guard let text = try text(field) else { return nil }
    // Codes first: names are compared without accents, which a million rows would feel.
    if let choice = Choice(rawValue: text) { return choice }
    guard let choice = try? Choice.named(text) else { throw rejection(field, Choice.unknown(text)) }
    return choice
  }

  /// Yes or no.
  func boolean(_ field: String) throws(RowRejection) -> Bool? {
    guard let text = try text(field) else { return nil }
    switch text.folded {
    case "true", "yes", "y", "oui", "o", "vrai", "1", "x": return true
    case "false", "no", "n", "non", "faux", "0": return false
    default: throw rejection(field, .notYesOrNo(text))
    }
  }

  /// A refusal of this row for a field.
  func rejection(_ field: String, _ reason: Message) -> RowRejection { RowRejection(field: field, column: nil, reason: reason) }
}

extension Day {
  /// Refuses the row whose field gives a day that is yet to come.
  func requireNotAfter(today: Day, field: String) throws(RowRejection) {
    do {
      try requireNotAfter(today: today)
    } catch {
      throw RowRejection(field: field, column: nil, reason: error.message)
    }
  }
}
