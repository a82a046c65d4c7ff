package import CRM
import Postgres

/// In what a KPI is counted.
package enum KPIUnit: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case count
  /// Cents of the organization's currency.
  case money
  /// A fraction: 0.125 is 12.5 %.
  case rate
  /// A number with decimals, such as sales a day.
  case number

  /// How many of the integers that plans and stored values are written in make one: ten-thousandths of rates and numbers.
  package var scale: Int { self == .rate || self == .number ? 10_000 : 1 }

  /// What an integer of a plan stands for: a fraction of rates and numbers.
  package func number(_ planned: Int) -> KPINumber {
    scale == 1 ? .whole(planned) : .fraction(Double(planned) / Double(scale))
  }
}

/// Whether more of it is better.
package enum KPIDirection: String, Sendable, Codable {
  case higher, lower
}

/// Where the figures of a KPI come from.
package enum KPIOrigin: String, Sendable, Codable {
  /// What the organization recorded: conversations, opportunities, sales, expenses.
  case rows
  /// Outside series.
  case series
}

/// A KPI of the catalogue.
package struct KPIDefinition: Sendable, Encodable {
  /// What commands, plans and programs call it.
  package let name: String
  /// What people call it.
  package let title: Message
  package let unit: KPIUnit
  package let direction: KPIDirection
  /// The first one is the default.
  package let variants: [KPIVariant]

  init(_ name: String, fr: String, en: String, _ unit: KPIUnit, _ direction: KPIDirection, _ variants: KPIVariant...) {
    self.name = name
    title = Message(fr: fr, en: en)
    self.unit = unit
    self.direction = direction
    self.variants = variants
  }

  /// What people call it, in plain words.
  var words: [String] { ([name, title.fr, title.en] + (Self.letters[name] ?? [])).map(\.plainWords) }

  private static let letters = [
    "revenue": ["CA"], "customer_acquisition_cost": ["CAC"], "conversion_rate": ["taux de transformation"], "retention_rate": ["rétention"],
  ]

  /// A variant by its name; the default one without a name.
  ///
  /// - Throws: `.usage` when it has no such variant.
  func variant(_ name: String?) throws -> KPIVariant {
    guard let name else { return variants[0] }
    guard let variant = variants.first(where: { $0.name == name }) else {
      throw CRMError(.usage, .noKPIVariant(self.name, name), place: name, remedy: .verbatim(variants.map(\.name).joined(separator: ", ")))
    }
    return variant
  }
}

/// One of the published ways to compute a KPI.
package struct KPIVariant: Sendable, Encodable {
  package let name: String
  package let origin: KPIOrigin
  /// What is counted, in words.
  package let definition: Message
  let recipe: KPIRecipe

  private enum CodingKeys: String, CodingKey {
    case name, definition
    case origin = "source"
  }

  init(_ name: String, _ recipe: KPIRecipe, fr: String, en: String) {
    self.name = name
    self.recipe = recipe
    definition = Message(fr: fr, en: en)
    origin = recipe.series.isEmpty ? .rows : .series
  }

  static func plain(_ name: String, _ reading: KPIReading, fr: String, en: String) -> KPIVariant {
    KPIVariant(name, .plain(reading), fr: fr, en: en)
  }

  static func ratio(_ name: String, _ numerator: KPIReading, _ denominator: KPIReading, fr: String, en: String) -> KPIVariant {
    KPIVariant(name, .ratio(numerator, over: denominator), fr: fr, en: en)
  }
}
