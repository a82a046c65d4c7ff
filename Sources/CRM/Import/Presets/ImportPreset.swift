import Postgres

/// A service whose exports are read as they are.
package enum ImportPreset: String, Sendable, CaseIterable, Codable {
  case mailchimp, ga4, matomo, woocommerce, prestashop, shopify, stripe, linkedin

  /// How its export is read.
  var export: ServiceExport {
    switch self {
    case .mailchimp: .mailchimp
    case .ga4: .ga4
    case .matomo: .matomo
    case .woocommerce: .woocommerce
    case .prestashop: .prestashop
    case .shopify: .shopify
    case .stripe: .stripe
    case .linkedin: .linkedin
    }
  }
}

/// What a service's export holds, and which series its figures go into.
struct ServiceExport: Sendable {
  /// The columns it reads; others are neither read nor kept.
  var fields: [ImportField]
  /// Fields of which the file has at least one; none when empty.
  var needsOneOf: [String] = []
  var layout = CSVReader.Layout.table
  /// Whether its other columns name people or cards: refused rows are kept without them.
  var holdsPersonalData = false
  /// Where each row is an order: the series that have none on a day without orders.
  var orderSeries: [StandardSeries] = []
  /// Whether a row is the sum of the others.
  var isTotal: @Sendable (ImportRow) -> Bool = { _ in false }
  /// The figures of a row; nil when it says nothing of its own.
  let read: @Sendable (ImportRow) throws(RowRejection) -> MeasurementImport?

  init(_ fields: [ImportField], read: @escaping @Sendable (ImportRow) throws(RowRejection) -> MeasurementImport?) {
    self.fields =
      fields
      + ["from", "to", "label", "place", "note"].filter { name in !fields.contains { $0.name == name } }.map {
        ImportField(name: $0, headers: [])
      }
    needsOneOf = fields.filter(\.isRequired).prefix(1).map(\.name)
    self.read = read
  }
}

extension ImportField {
  /// A column that every export of the service has.
  static func required(_ name: String, _ headers: String...) -> ImportField { ImportField(name: name, headers: headers, isRequired: true) }

  /// A column that it may lack.
  static func optional(_ name: String, _ headers: String...) -> ImportField { ImportField(name: name, headers: headers) }

  /// The same, of amounts of money.
  var ofMoney: ImportField {
    var field = self
    field.isAmount = true
    return field
  }
}

extension ImportRow {
  /// A text that the row must give.
  func required<Value>(_ field: String, _ value: Value?) throws(RowRejection) -> Value {
    guard let value else { throw rejection(field, .fieldEmpty(field)) }
    return value
  }

  /// A count as services in English write it: `1,234`. Nothing that counts has decimals.
  func count(_ field: String) throws(RowRejection) -> Int? {
    try value(field) { text throws(InvalidValue) in
      let groups = text.split(separator: ",", omittingEmptySubsequences: false)
      let isGrouped = groups.count > 1 && (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
      return try WholeNumber.count(isGrouped ? groups.joined() : text)
    }
  }

  /// An amount that must be in the organization's currency, as the field `currency` says.
  func amount(_ field: String, currency: String = "currency") throws(RowRejection) -> Int? {
    if let written = try text(currency), written.uppercased() != amounts.currency.code {
      throw rejection(currency, .otherCurrency(written, amounts.currency.code))
    }
    return try cents(field)
  }

  /// The business day of a moment: the organization's where the text says how far from UTC it is, else as it is written.
  func days(_ field: String, isUTC: Bool = false, usual: DayOrder = .dayFirst) throws(RowRejection) -> MeasurementImport.Days {
    let moment = try required(field, try moment(field, usual: usual))
    if let instant = moment.instant { return .at(instant) }
    // A day without a time is a day everywhere.
    if isUTC, moment.hasTime { return .at(Instant(utc: moment.localTime)) }
    try moment.day.requireNotAfter(today: today, field: field)
    return .half(from: moment.day, to: moment.day + 1)
  }

  /// Whether a status says one of these, by the beginning of a word of it, whatever the accents.
  func says(_ status: String?, _ beginnings: Set<String>) -> Bool {
    guard let words = status?.folded.split(whereSeparator: { !$0.isLetter }) else { return false }
    return words.contains { word in beginnings.contains { word.hasPrefix($0) } }
  }
}
