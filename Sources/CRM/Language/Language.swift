public import Postgres

/// A language in which Filon speaks to people. French comes first: it is the default everywhere.
public enum Language: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case fr, en

  /// The singular or the plural for a count: French counts 0 and 1.5 as singular, English only 1.
  public func plural(_ count: Int, _ singular: String, _ plural: String) -> String {
    switch self {
    case .fr: count.magnitude < 2 ? singular : plural
    case .en: count.magnitude == 1 ? singular : plural
    }
  }
}
