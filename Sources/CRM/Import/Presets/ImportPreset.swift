import Foundation
import Postgres

/// A service whose exports are read as they are.
package enum ImportPreset: String, Sendable, CaseIterable, Codable {
  case hubspot, pipedrive, odoo, espocrm, nocrm, brevo
  case mailchimp, ga4, matomo, woocommerce, prestashop, shopify, stripe, linkedin

  /// How its export of a kind is read; nil when it has none.
  func export(of kind: ImportKind) -> ServiceExport? { exports[kind] }

  /// The kinds of file that it exports.
  package var kinds: [ImportKind] { ImportKind.allCases.filter { exports[$0] != nil } }

  /// The services whose exports of a kind are read.
  package static func of(_ kind: ImportKind) -> [ImportPreset] { allCases.filter { $0.kinds.contains(kind) } }

  private var exports: [ImportKind: ServiceExport] {
    switch self {
    case .hubspot: ServiceExport.hubspot
    case .pipedrive: ServiceExport.pipedrive
    case .odoo: ServiceExport.odoo
    case .espocrm: ServiceExport.espocrm
    case .nocrm: ServiceExport.nocrm
    case .brevo: ServiceExport.brevo
    case .mailchimp: [.measurements: .mailchimp]
    case .ga4: [.measurements: .ga4]
    case .matomo: [.measurements: .matomo]
    case .woocommerce: [.measurements: .woocommerce]
    case .prestashop: [.measurements: .prestashop]
    case .shopify: [.measurements: .shopify]
    case .stripe: [.measurements: .stripe]
    case .linkedin: [.measurements: .linkedin]
    }
  }

  /// The service whose export a file with this header seems to be, and of what; nil when it could be several or none.
  static func recognized(_ header: [String], besides other: ImportPreset?) -> (preset: ImportPreset, kind: ImportKind)? {
    let keys = Set(header.map(headingKey))
    let fits = allCases.filter { $0 != other }.flatMap { preset in
      preset.kinds.compactMap { kind in
        preset.export(of: kind)?.signed(by: keys).map { (preset: preset, kind: kind, weight: $0.signature.count) }
      }
    }
    return fits.max { $0.weight < $1.weight }.map { ($0.preset, $0.kind) }
  }
}

/// What a service's export holds, and how it becomes rows of a kind.
struct ServiceExport: Sendable {
  /// The columns it reads; others are neither read nor kept.
  var fields: [ImportField]
  /// Choices of fields: of each the file has at least one.
  var needsOneOf: [[String]] = []
  /// Headings that together no other service's export has; `A | B` is either.
  var signature: [String] = []
  /// Its other forms: contacts beside companies, the labels of a workbook beside the field names of a CSV.
  var forms: [ServiceExport] = []
  var layout = CSVReader.Layout.table
  /// Whether its other columns name people or cards: refused rows are kept without them.
  var holdsPersonalData = false
  /// Where each row is an order: the series that have none on a day without orders.
  var orderSeries: [StandardSeries] = []
  /// Whether a row is the sum of the others.
  var isTotal: @Sendable (ImportRow) -> Bool = { _ in false }
  /// What the service's values of fields become.
  var values: [String: [String: String]] = [:]
  /// What its empty fields mean.
  var defaults: [String: String] = [:]
  /// The rows that are meant, by field or header.
  var only: [String: [String]] = [:]
  /// The rows that are not meant, by field or header. What the file lacks leaves none out.
  var except: [String: [String]] = [:]
  /// What stands between several in a cell, by field: the first counts.
  var separators: [String: String] = [:]
  /// The names that its rows may make.
  var creations: Set<ImportMapping.Creation> = []
  /// Whether its times, which do not say how far they are from UTC, are of UTC.
  var isUTC = false
  /// The order of its days where a file leaves it open; nil for the usual one.
  var usualDayOrder: DayOrder?
  /// The figures of a row of measurements; nil of the other kinds, whose fields are those of the kind.
  var read: (@Sendable (ImportRow) -> MeasurementImport?)?

  /// An export whose rows are figures.
  init(_ fields: [ImportField], read: @escaping @Sendable (ImportRow) -> MeasurementImport?) {
    self.fields =
      fields
      + ["from", "to", "label", "place", "note"].filter { name in !fields.contains { $0.name == name } }.map {
        ImportField(name: $0, headings: [])
      }
    signature = fields.filter(\.isRequired).compactMap(\.headings.first)
    self.read = read
  }

  /// An export whose rows are those of a kind: its headings come before those that people use.
  init(_ kind: ImportKind, signature: [String], _ headings: [String: [String]]) {
    fields = kind.importFields.map { field in
      guard let own = headings[field.name] else { return field }
      return ImportField(
        name: field.name, headings: own, isRequired: field.isRequired, isAmount: field.isAmount, weight: field.weight)
    }
    needsOneOf = kind.needsOneOf
    self.signature = signature
  }

  /// The form that a file with this header has: of those whose signature it fits, the one that asks for most.
  func form(of header: [String]) -> ServiceExport { signed(by: Set(header.map(headingKey))) ?? self }

  /// The form whose signature headings fit, of several the one that asks for most.
  func signed(by keys: Set<String>) -> ServiceExport? {
    ([self] + forms).filter { form in
      !form.signature.isEmpty
        && form.signature.allSatisfy { $0.components(separatedBy: " | ").contains { keys.contains(headingKey($0)) } }
    }.max { $0.signature.count < $1.signature.count }
  }

  /// The same with changes.
  func with(_ change: (inout ServiceExport) -> Void) -> ServiceExport {
    var changed = self
    change(&changed)
    return changed
  }
}

extension ImportField {
  /// A column that every export of the service has.
  static func required(_ name: String, _ headings: String...) -> ImportField {
    ImportField(name: name, headings: headings, isRequired: true)
  }

  /// A column that it may lack.
  static func optional(_ name: String, _ headings: String...) -> ImportField { ImportField(name: name, headings: headings) }
}

extension ImportRow {
  /// A count as services in English write it: `1,234`. Nothing that counts has decimals.
  func count(_ field: String) -> Int? {
    value(field) { text throws(InvalidValue) in
      let groups = text.split(separator: ",", omittingEmptySubsequences: false)
      let isGrouped = groups.count > 1 && (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
      return try WholeNumber.count(isGrouped ? groups.joined() : text)
    }
  }

  /// The business day of a moment, as the half-open range that figures are of.
  func dayRange(_ field: String, usual: DayOrder = .dayFirst) -> Range<Day>? {
    required(field, pastDay(field, usual: usual)).map { $0..<($0 + 1) }
  }

  /// Whether a status says one of these, by the beginning of a word of it, whatever the accents.
  func says(_ status: String?, _ beginnings: Set<String>) -> Bool {
    guard let words = status?.folded.split(whereSeparator: { !$0.isLetter }) else { return false }
    return words.contains { word in beginnings.contains { word.hasPrefix($0) } }
  }
}
