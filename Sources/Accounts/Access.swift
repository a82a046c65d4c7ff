package import CRM
import Postgres

/// What a session or a token lets do at most; the role of its user may let do less.
package enum Access: String, Sendable, CaseIterable, Codable, PostgresCodable, Comparable {
  /// Reads what its user may read.
  case read
  /// Records, changes and takes back, too.
  case write
  /// Sets up the organization and its users, too.
  case admin

  package static func < (one: Access, other: Access) -> Bool { one.rank < other.rank }

  private var rank: Int {
    switch self {
    case .read: 0
    case .write: 1
    case .admin: 2
    }
  }
}

extension Access: NamedChoice {
  package var name: Message {
    switch self {
    case .read: Message(fr: "lecture", en: "read")
    case .write: Message(fr: "écriture", en: "write")
    case .admin: Message(fr: "administration", en: "admin")
    }
  }
}
