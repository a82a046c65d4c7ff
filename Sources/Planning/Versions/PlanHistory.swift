package import CRM
package import Postgres

/// The versions of a plan with what each changed, newest first.
package struct PlanHistory: Sendable, Encodable {
  /// A version and what it said otherwise than the one before it.
  package struct Version: Sendable, Encodable {
    package let number: Int
    package let appliedAt: Instant
    /// `appliedAt` on the organization's clocks.
    package let appliedLocally: CivilTime
    /// The version that the file was made from; nil for the first.
    @Nullable package private(set) var base: Int?
    /// Everything, for the first version.
    package let changes: [PlanChange]

    /// How many places were added, changed or removed.
    package func count(of kind: PlanChange.Kind) -> Int { changes.count { $0.kind == kind } }

    /// The first places that changed, in words.
    package var summary: String {
      let places = changes.prefix(3).map(\.place).joined(separator: " · ")
      return changes.count > 3 ? places + " …" : places
    }
  }

  package let plan: Plan
  package let versions: [Version]
}

extension Plans {
  /// All versions of a plan, newest first, each with what it changed.
  package func history(_ plan: String? = nil, in language: Language) async throws -> PlanHistory {
    let (found, all, times, money) = try await scope.read { transaction in
      let plan = try await transaction.plan(named: plan)
      let all = try await transaction.versions(of: plan)
      let times = try await transaction.rows(
        """
        select v.number, v.applied_at at time zone \(scope.organization.timeZone) as applied_locally
        from plan_version v
        where v.organization_id = \(scope.organization.id)
          and v.plan_id = \(plan.id)
        """, { (try $0.decode("number", as: Int.self), try $0.decode("applied_locally", as: CivilTime.self)) })
      return (plan, all, Dictionary(uniqueKeysWithValues: times), try await transaction.seriesUnits())
    }
    let versions = zip(all, all.dropFirst().map(\.document) + [nil]).map { version, before in
      PlanHistory.Version(
        number: version.number, appliedAt: version.appliedAt,
        appliedLocally: times[version.number] ?? CivilTime(microsecondsSince2000: 0), base: version.base,
        changes: version.document.changes(
          since: before, in: language, currency: scope.organization.currency, series: money))
    }
    return PlanHistory(plan: found, versions: versions)
  }
}
