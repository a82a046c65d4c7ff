package import Postgres

extension Day {
  /// What is recorded took place on the business day that it is now or before it, whoever records it and how.
  ///
  /// - Throws: `InvalidValue` for a later day, which can only be planned.
  func requireNotAfter(today: Day) throws(InvalidValue) {
    if self > today { throw InvalidValue(.inTheFuture(self, today: today)) }
  }

  /// The same, for the day of what a command records.
  ///
  /// - Parameter plan: What to do with what has not taken place yet.
  /// - Throws: `.invalid` for a day after today.
  func requireTookPlace(today: Day, orPlan plan: Message? = nil) throws {
    do {
      try requireNotAfter(today: today)
    } catch {
      throw CRMError(.invalid, error.message, remedy: plan)
    }
  }
}

extension Scope {
  /// The business day that it is now in the organization's time zone.
  package var today: Day {
    get async throws { try await read { try await $0.fetch($0.today) } }
  }
}

extension Transaction {
  /// The business day that it is now in the organization's time zone.
  package var today: Query<Day> {
    .one("select (statement_timestamp() at time zone \(organization.timeZone))::date as today") { try $0.decode("today") }
  }
}
