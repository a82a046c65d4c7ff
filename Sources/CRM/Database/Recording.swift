import Postgres

/// What became of one fact of a set.
public enum Recording: Sendable, Equatable {
  case recorded
  /// It was there already, with the same content.
  case repeated
  /// Its id or reference is there with another content; of an open opportunity it may be nothing but the owner that differs.
  case conflict(Difference = .content)
  /// The one who asked has not the right.
  case denied
  /// What it names does not exist, or a rule forbids it; `reason` is the word of the function that recorded.
  case invalid(reason: String)

  /// In what a fact differs from the one that has its id or reference.
  public enum Difference: Sendable {
    case content, owner
  }

  package init(status: String, reason: String?) {
    self =
      switch status {
      case "recorded": .recorded
      case "repeated": .repeated
      case "conflict": .conflict(reason == "owner" ? .owner : .content)
      case "denied": .denied
      default: .invalid(reason: reason ?? status)
      }
  }
}

extension [Recording] {
  /// The answers of a `record_…` function for a set of `count` facts: it names only those that were not recorded.
  init(count: Int, exceptions: QueryResult) throws {
    self.init(repeating: .recorded, count: count)
    for row in exceptions.rows {
      let number: Int = try row.decode(0, "number")
      self[number - 1] = Recording(status: try row.decode(1, "status"), reason: try row.decode(2, "reason"))
    }
  }
}

extension Recording {
  /// Whether the fact was there already.
  ///
  /// - Throws: What refused it, for the person who asked.
  package func isRepeated() throws -> Bool {
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
