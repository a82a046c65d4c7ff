package import CRM

/// Whether a value can still change by time passing.
package enum KPIStatus: String, Sendable, Codable {
  /// The period is not over.
  case provisional
  case final
}

/// A number as a KPI has it: money and counts are whole, rates and the like are not.
package enum KPINumber: Sendable, Hashable, Encodable {
  case whole(Int)
  case fraction(Double)

  /// As a floating-point number: cents, counts, fractions.
  package var double: Double {
    switch self {
    case .whole(let value): Double(value)
    case .fraction(let value): value
    }
  }

  /// Encodes the number alone.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .whole(let value): try container.encode(value)
    case .fraction(let value): try container.encode(value)
    }
  }
}

/// What a KPI is in a period.
package struct KPIValue: Sendable, Hashable {
  package let period: Period
  /// `2023-Q1`, `2023-01`, `2023-W05`, where the period is a part of another.
  package var name: String?
  /// Nil when there is none, for a reason.
  package var value: KPINumber?
  /// What was counted, or summed in cents.
  package var numerator: Int?
  /// Out of what; nil when the value is the numerator itself.
  package var denominator: Int?
  /// How many facts stand behind it: of a ratio, those that it divides by.
  package var n = 0
  package var status = KPIStatus.provisional
  /// Why there is no value.
  package var reason: Message?
  /// Wilson's 95 % interval of a rate that is a part of a whole.
  package var low, high: Double?
  /// Of a cohort, those whose horizon is not over and who have not converted yet.
  package var immature: Int?
  /// Which of its numbers is one of rows that can be listed: of a ratio what it divides by, where that is; not part of its JSON.
  package var listed: KPIPart?

  /// The value in the integers that plans are written in: counts, cents, ten-thousandths, rounded half away from zero.
  package func scaled(_ unit: KPIUnit) -> Int? {
    switch value {
    case .whole(let value): value * unit.scale
    case .fraction(let value): Int(exactly: (value * Double(unit.scale)).rounded(.toNearestOrAwayFromZero)) ?? (value < 0 ? .min : .max)
    case nil: nil
    }
  }
}

extension KPIValue: Encodable {
  private enum CodingKeys: String, CodingKey {
    case from, to, name, value, numerator, denominator, n, status, reason, low, high, immature
  }

  /// Encodes every key, null where there is nothing.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(period.from, forKey: .from)
    try container.encode(period.to, forKey: .to)
    try container.encode(name, forKey: .name)
    try container.encode(value, forKey: .value)
    try container.encode(numerator, forKey: .numerator)
    try container.encode(denominator, forKey: .denominator)
    try container.encode(n, forKey: .n)
    try container.encode(status, forKey: .status)
    try container.encode(reason, forKey: .reason)
    try container.encode(low, forKey: .low)
    try container.encode(high, forKey: .high)
    try container.encodeIfPresent(immature, forKey: .immature)
  }
}
