public import Postgres

extension CRMError {
  /// What a server error means to the person who asked; named constraints are the business rules.
  public init(_ error: PostgresError) {
    switch error.sqlState {
    case "42501": self.init(.denied, .rightsRefused)
    case "23514", "22001":
      self.init(.invalid, .ruleBroken(error.constraint ?? "?"))
    case "23505": self.init(.conflict, .alreadyThere(error.constraint ?? "?"))
    case "23503": self.init(.notFound, .missingReference(error.constraint ?? "?"))
    case "22003": self.init(.invalid, .numberTooLarge)
    case "55P03": self.init(.unavailable, .heldBySomebody, remedy: .tryAgain)
    case "53100": self.init(.unavailable, .diskFull, remedy: .freeDiskSpace)
    case "57014": self.init(.unavailable, .statementTimeout)
    // An operator's shutdown, another process's crash, a server that starts.
    case "57P01", "57P02", "57P03": self.init(.unavailable, .connectionLost, remedy: .askAgainAfterLoss)
    case nil where error.isInDoubt: self.init(.inDoubt, .commitInDoubt, remedy: .lookBeforeAskingAgain)
    case nil where error.isLost: self.init(.unavailable, .connectionLost, remedy: .askAgainAfterLoss)
    case nil: self.init(.unavailable, .databaseUnreachable(error.description), remedy: .checkDatabase)
    default: self.init(.failed, .databaseFailed(error.description))
    }
  }
}

extension PostgresError {
  fileprivate var isInDoubt: Bool { if case .inDoubt = self { true } else { false } }
  fileprivate var isLost: Bool { if case .lost = self { true } else { false } }
}
