import Foundation
public import Postgres

/// What somebody may do in an organization.
public enum Role: String, Sendable, CaseIterable, Codable, PostgresCodable {
  /// Everything.
  case director
  /// Reads the team's prospects and their own facts; writes their own.
  case salesperson
  /// Reads everything, writes nothing.
  case viewer
}

extension Role: NamedChoice {
  public var name: Message {
    switch self {
    case .director: Message(fr: "directeur", en: "director")
    case .salesperson: Message(fr: "commercial", en: "salesperson")
    case .viewer: Message(fr: "lecteur", en: "viewer")
    }
  }

  public var synonyms: [String] {
    switch self {
    case .director: ["directrice"]
    case .salesperson: ["commerciale"]
    case .viewer: ["lectrice"]
    }
  }
}

/// Who acts: the database decides by it what may be read and written.
public struct Identity: Sendable, Hashable {
  public let organizationID: Organization.ID
  public let role: Role
  /// The salesperson who acts; nil for directors and viewers.
  public let salespersonID: Salesperson.ID?

  /// A director of an organization.
  public static func director(of organizationID: Organization.ID) -> Identity {
    Identity(organizationID: organizationID, role: .director, salespersonID: nil)
  }

  /// Somebody who reads everything and writes nothing.
  public static func viewer(of organizationID: Organization.ID) -> Identity {
    Identity(organizationID: organizationID, role: .viewer, salespersonID: nil)
  }

  /// A salesperson of an organization.
  public static func salesperson(_ salespersonID: Salesperson.ID, of organizationID: Organization.ID) -> Identity {
    Identity(organizationID: organizationID, role: .salesperson, salespersonID: salespersonID)
  }

  /// The statement that says so to the database, for one transaction.
  package var statement: SQL { "select act_as(\(organizationID), \(role.rawValue), \(salespersonID))" }

  /// Who the `record_…` functions act as: they check each row's rights themselves, since one call serves many people.
  package var recorder: Identity { .director(of: organizationID) }
}
