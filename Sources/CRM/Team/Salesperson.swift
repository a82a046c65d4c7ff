import Foundation
public import Postgres

/// How a salesperson works best.
public enum Profile: String, Sendable, CaseIterable, Codable, PostgresCodable {
  /// Opens doors: conversations to cold prospects.
  case opener
  /// Brings in new leads.
  case hunter
  /// Keeps customers and grows them.
  case farmer
}

extension Profile: NamedChoice {
  public var name: Message {
    switch self {
    case .opener: Message(fr: "ouvreur", en: "opener")
    case .hunter: Message(fr: "chasseur", en: "hunter")
    case .farmer: Message(fr: "éleveur", en: "farmer")
    }
  }

  public var synonyms: [String] {
    switch self {
    case .opener: ["ouvreuse"]
    case .hunter: ["chasseuse"]
    case .farmer: ["éleveuse"]
    }
  }

  public static func unknown(_ text: String) -> Message { .noProfile(text) }
}

/// Somebody who sells; may exist without a login.
public struct Salesperson: Sendable, Hashable, Encodable {
  public typealias ID = CRM.ID<Salesperson>

  public let id: Salesperson.ID
  public let name: String
  @Nullable public private(set) var profile: Profile?
  @Nullable public private(set) var team: String?
  /// First day in the team, and the first day no longer in it.
  @Nullable public private(set) var activeFrom: Day?
  @Nullable public private(set) var activeUntil: Day?
  /// First day as trained, and the day the training lapses.
  @Nullable public private(set) var trainedFrom: Day?
  @Nullable public private(set) var trainedUntil: Day?

  init(row: Row) throws {
    id = try row.decode("id")
    name = try row.decode("name")
    profile = try row.decode("profile")
    team = try row.decode("team")
    activeFrom = try row.decode("active_from")
    activeUntil = try row.decode("active_until")
    trainedFrom = try row.decode("trained_from")
    trainedUntil = try row.decode("trained_until")
  }

  /// Whether they are in the team on a day: from their first day, and no longer on the day they left.
  func isInTeam(on day: Day) -> Bool { (activeFrom ?? day) <= day && activeUntil.map { day < $0 } ?? true }
}

/// What of a salesperson may be unknown.
public enum SalespersonField: String, Sendable, CaseIterable {
  case profile, team
  case activeFrom = "active-from"
  case activeUntil = "active-until"
  case trainedFrom = "trained-from"
  case trainedUntil = "trained-until"
}

/// What is known of a salesperson; nil leaves a field as it is.
public struct SalespersonChange: Sendable {
  public var name: String?
  public var profile: Profile?
  /// The name of a team, made when it is new.
  public var team: String?
  public var activeFrom: Day?
  public var activeUntil: Day?
  public var trainedFrom: Day?
  public var trainedUntil: Day?

  /// Fields to empty; one that is given is not emptied.
  public var cleared: Set<SalespersonField> = []

  /// Changes nothing until fields are set.
  public init() {}
}
