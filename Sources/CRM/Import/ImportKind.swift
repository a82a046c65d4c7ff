import Postgres

/// What a file holds, a fact a row.
package enum ImportKind: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case prospects, opportunities, moves, conversations, sales, expenses, measurements
}
