import Postgres

extension Recording {
  /// Whether the fact was there already.
  ///
  /// - Throws: What refused it, for the person who asked.
  func isRepeated() throws -> Bool {
    switch self {
    case .recorded: false
    case .repeated: true
    case .conflict: throw CRMError(.conflict, .sameIDOtherContent, remedy: .sameIDRemedy)
    case .denied: throw CRMError(.denied, .factOfAColleague)
    case .invalid(let reason): throw CRMError(.invalid, .refusal(reason))
    }
  }
}

extension Session {
  /// Runs a statement that calls a `record_…` or `void_…` function for one fact.
  func record(_ statement: SQL) async throws -> Recording {
    try [Recording](count: 1, exceptions: try await query(statement))[0]
  }
}
