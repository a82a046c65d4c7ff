import Foundation
import Postgres

/// What is wrong with a row: the field, where it stands, and why.
struct RowFault: Error, Sendable, Hashable {
  let field: String?
  /// The cell, from 1, when it is the shape of the row that is wrong.
  var column: Int?
  let reason: Message

  init(field: String?, column: Int? = nil, _ reason: Message) {
    self.field = field
    self.column = column
    self.reason = reason
  }
}

/// Why a row is refused: all that is wrong with it, so that who mends it mends it once.
struct RowRejection: Error, Sendable, Hashable {
  let faults: [RowFault]

  init(_ faults: [RowFault]) { self.faults = faults }

  init(field: String?, column: Int? = nil, reason: Message) { faults = [RowFault(field: field, column: column, reason)] }

  /// The field of the first fault.
  var field: String? { faults.first?.field }
  /// The cell of the first fault.
  var column: Int? { faults.first?.column }

  /// The reasons in one sentence.
  var reason: Message {
    guard faults.count > 1 else { return faults.first?.reason ?? .verbatim("") }
    func joined(_ language: Language) -> String {
      faults.enumerated().map { index, fault in
        let reason = fault.reason.text(in: language)
        return index == 0 ? reason : fault.field.map { "\($0)\(language == .fr ? "\u{A0}" : ""): \(reason)" } ?? reason
      }.joined(separator: language == .fr ? "\u{A0}; " : "; ")
    }
    return Message(fr: joined(.fr), en: joined(.en))
  }
}

/// How the rows of a file are read: what the whole file shows, and what the person says of it.
struct RowReading: Sendable {
  var amounts: AmountReading
  /// In which order days are written; nil when that is left to whoever writes such files.
  var dayOrder: DayOrder?
  /// Whether times that do not say how far they are from UTC are of UTC.
  var isUTC = false
  /// What one unit of a currency is in the organization's.
  var rates: [String: ExchangeRate] = [:]
  let clock: OrganizationClock
  /// The last business day on which anything can have taken place.
  let today: Day
}

/// A record of the file, by field. What cannot be read is nil and noted as a fault, so that all faults of a row are told at once.
final class ImportRow {
  let records: RecordSet
  let record: RecordSet.Record
  let bindings: ImportBindings
  let reading: RowReading
  /// What costs the row.
  private(set) var faults: [RowFault]
  /// What costs only its field.
  private(set) var losses: [RowFault] = []
  /// The currency from which amounts were converted.
  private(set) var converted: String?
  /// The fields that the mapping's defaults give.
  private(set) var defaulted: Set<String> = []

  /// - Parameter faults: Those that are known already.
  init(
    _ record: RecordSet.Record, of records: RecordSet, _ bindings: ImportBindings, _ reading: RowReading, faults: [RowFault] = []
  ) {
    self.faults = faults
    self.records = records
    self.record = record
    self.bindings = bindings
    self.reading = reading
  }

  var amounts: AmountReading { reading.amounts }
  var today: Day { reading.today }

  /// Notes what is wrong with a field: it costs the row, or the field alone where that is a detail.
  func refuse(_ field: String, _ reason: Message) {
    let fault = RowFault(field: field, reason)
    // Two fields may be read from one column.
    if bindings.details.contains(field) { losses.append(fault) } else if !faults.contains(fault) { faults.append(fault) }
  }

  /// A value without which there is no row.
  func required<Value>(_ field: String, _ value: @autoclosure () -> Value?, orSay reason: Message? = nil) -> Value? {
    let before = faults.count
    let value = value()
    // What could not be read has said why.
    if value == nil, faults.count == before, !isRefused(field) { refuse(field, reason ?? .fieldEmpty(field)) }
    return value
  }

  /// Whether something is wrong with a field that costs the row.
  func isRefused(_ field: String) -> Bool { faults.contains { $0.field == field } }

  /// The text of a field, spaces trimmed and translated by the mapping's `values`; nil when it is empty or has no origin.
  func text(_ field: String) -> String? {
    let text = written(field).map { text in
      bindings.separators[field].map { String(text.components(separatedBy: $0)[0].trimmed) } ?? text
    }
    let value: String?
    if let text, let values = bindings.values[field] { value = values[valueKey(text)] ?? text } else { value = text }
    if let value, !value.isEmpty { return value }
    // What the mapping empties stays empty.
    guard text == nil, let assumed = bindings.defaults[field] else { return nil }
    defaulted.insert(field)
    return assumed
  }

  /// The text of a field as the file has it.
  private func written(_ field: String) -> String? {
    switch bindings.origins[field] {
    case .constant(let constant): return constant.isEmpty ? nil : constant
    case .columns(let choices):
      for columns in choices {
        if columns.count == 1 {
          let text = cell(columns[0])
          if !text.isEmpty { return text }
          continue
        }
        let parts = columns.map(cell).filter { !$0.isEmpty }
        if !parts.isEmpty { return parts.joined(separator: " ") }
      }
      return nil
    case nil: return nil
    }
  }

  /// The text of a cell without what keeps spreadsheets from taking it for a number or a formula: `'01000`, `="01000"`, `'=name`.
  private func cell(_ column: Int) -> String {
    let text = records.text(at: column, of: record)
    switch text.utf8.first {
    case UInt8(ascii: "'"):
      // A formula behind apostrophes was given one more when it was written.
      guard let next = text.first(where: { $0 != "'" }), next.isNumber || "+-=@".contains(next) else { return text }
      return String(text.dropFirst().trimmed)
    case UInt8(ascii: "=") where text.hasPrefix("=\"") && text.hasSuffix("\"") && text.count > 2:
      return String(text.dropFirst(2).dropLast().trimmed)
    default: return text
    }
  }

  /// A field read by a parser that answers a value or why there is none.
  func value<Value>(_ field: String, _ parse: (String) throws(InvalidValue) -> Value) -> Value? {
    guard let text = text(field) else { return nil }
    do {
      return try parse(text)
    } catch {
      refuse(field, error.message)
      return nil
    }
  }

  /// A text no longer than `limit` characters, as the database counts them.
  func text(_ field: String, limit: Int) -> String? {
    guard let text = text(field) else { return nil }
    guard text.utf8.count > limit, text.unicodeScalars.count > limit else { return text }
    refuse(field, .textTooLong(limit))
    return nil
  }

  /// The id under which Filon exported the row; a new one for a row of another program.
  func id<Kind>() -> ID<Kind> {
    guard let text = text("filon_id") else { return .v7() }
    if let id = ID<Kind>(text) { return id }
    refuse("filon_id", .notAFilonID(text))
    return .v7()
  }

  /// An amount in cents of whatever currency the row says.
  func amount(_ field: String, isRounded: Bool = false) -> Int? {
    value(field) { text throws(InvalidValue) in try amounts.cents(text, isRounded: isRounded) }
  }

  /// An amount in cents of the organization's currency.
  ///
  /// One of another currency, which the field `currency` says, is converted at the rate that the person states, or refused.
  func cents(_ field: String, isRounded: Bool = false) -> Int? {
    guard let cents = amount(field, isRounded: isRounded) else { return nil }
    guard let currency = otherCurrency else { return cents }
    guard let rate = reading.rates[currency] else {
      refuse("currency", .rateUnknown(text("currency") ?? currency, currency, amounts.currency.code))
      return nil
    }
    converted = currency
    guard let amount = rate.convert(cents) else {
      refuse(field, .amountTooLarge(text(field) ?? ""))
      return nil
    }
    return amount
  }

  /// The currency of the row when it is not the organization's.
  private var otherCurrency: String? {
    guard let written = text("currency") else { return nil }
    let code = CurrencyCode.named(written) ?? written.uppercased()
    return code == amounts.currency.code ? nil : code
  }

  /// A day: of an instant, the organization's business day.
  func day(_ field: String, usual: DayOrder = .dayFirst) -> Day? {
    moment(field, usual: usual).map { moment in moment.instant.map(reading.clock.day) ?? moment.day }
  }

  /// A moment; the order of day and month, where the file leaves it open, is the usual one of whoever writes such files.
  func moment(_ field: String, usual: DayOrder = .dayFirst) -> CivilMoment? {
    value(field) { text throws(InvalidValue) in
      let moment = if let serial = SerialDate.moment(text) { serial } else { try CivilDate.moment(text, dayOrder(field, usual: usual)) }
      return reading.isUTC && moment.hasTime && moment.utcOffset == nil ? moment.inUTC : moment
    }
  }

  /// In which order a field's days are written: that which the file shows, else the usual one. A constant is the person's own.
  private func dayOrder(_ field: String, usual: DayOrder) -> DayOrder {
    if case .constant = bindings.origins[field] { return .dayFirst }
    return reading.dayOrder ?? usual
  }

  /// The day on which something took place.
  func pastDay(_ field: String, usual: DayOrder = .dayFirst) -> Day? {
    guard let day = day(field, usual: usual) else { return nil }
    return isPast(day, field) ? day : nil
  }

  /// Refuses a day that is yet to come.
  func isPast(_ day: Day, _ field: String) -> Bool {
    do {
      try day.requireNotAfter(today: today)
      return true
    } catch {
      refuse(field, error.message)
      return false
    }
  }

  /// A channel, by its code or its name.
  func channel(_ field: String) -> Channel? { choice(field) }

  /// An outcome, by its code or its name.
  func outcome(_ field: String) -> Outcome? { choice(field) }

  /// One of a fixed list, by its code or its name.
  func choice<Choice: NamedChoice>(_ field: String) -> Choice? {
    guard let text = text(field) else { return nil }
    // Codes first: names are compared without accents, which a million rows would feel.
    if let choice = Choice(rawValue: text) { return choice }
    if let choice = try? Choice.named(text) { return choice }
    refuse(field, .unknownChoice(Choice.unknown(text), field, text))
    return nil
  }

  /// Yes or no.
  func boolean(_ field: String) -> Bool? {
    guard let text = text(field) else { return nil }
    switch text.folded {
    case "true", "yes", "y", "oui", "o", "vrai", "1", "x": return true
    case "false", "no", "n", "non", "faux", "0": return false
    default:
      refuse(field, .notYesOrNo(text))
      return nil
    }
  }
}

extension CivilMoment {
  /// The same on a clock of UTC.
  fileprivate var inUTC: CivilMoment {
    CivilMoment(day: day, hour: hour, minute: minute, second: second, microsecond: microsecond, utcOffset: 0) ?? self
  }
}

extension Day {
  /// Refuses the row whose field gives a day that is yet to come.
  func requireNotAfter(today: Day, field: String) throws(RowRejection) {
    do {
      try requireNotAfter(today: today)
    } catch {
      throw RowRejection(field: field, reason: error.message)
    }
  }
}

/// The values of results that all succeeded, or the faults of all that did not.
func allOrFaults<each Value>(_ results: repeat Result<each Value, RowRejection>) throws(RowRejection) -> (repeat each Value) {
  var faults: [RowFault] = []
  for result in repeat each results { if case .failure(let rejection) = result { faults += rejection.faults } }
  guard faults.isEmpty else { throw RowRejection(faults) }
  func value<Some>(_ result: Result<Some, RowRejection>) throws(RowRejection) -> Some { try result.get() }
  return try (repeat value(each results))
}
