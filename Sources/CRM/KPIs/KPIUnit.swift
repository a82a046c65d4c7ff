/// In what a KPI is counted.
public enum KPIUnit: String, Sendable, CaseIterable, Codable {
  case count, money, rate, number
}

/// Whether more of it is better.
public enum KPIDirection: String, Sendable, Codable {
  case higher, lower
}
