import Postgres

extension Day {
  /// What is recorded took place on the business day that it is now or before it, whoever records it and how.
  ///
  /// - Throws: `InvalidValue` for a later day, which can only be planned.
  func requireNotAfter(today: Day) throws(InvalidValue) {
    if self > today { throw InvalidValue(.inTheFuture(self, today: today)) }
  }
}

extension Session {
  /// The business day that it is now in an organization's time zone.
  func today(in organization: Organization) async throws -> Day {
    try await one("select (statement_timestamp() at time zone \(organization.timeZone))::date as today") { try $0.decode(0, "today") }
  }

  /// Checks the day of what a command records.
  ///
  /// - Parameter plan: What to do with what has not taken place yet.
  /// - Throws: `.invalid` for a day after today.
  func requireTookPlace(on day: Day, in organization: Organization, orPlan plan: Message? = nil) async throws {
    do {
      try day.requireNotAfter(today: try await today(in: organization))
    } catch let refusal as InvalidValue {
      throw CRMError(.invalid, refusal.message, remedy: plan)
    }
  }
}
