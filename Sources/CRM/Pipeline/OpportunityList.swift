import Foundation
import Postgres

extension Opportunities {
  /// Opportunities, those that changed last first.
  public func list(_ filter: OpportunityFilter = OpportunityFilter()) async throws -> Page<Opportunity> {
    try requirePageLength(filter.limit)
    return try await scope.read { transaction in
      var conditions: [SQL] = ["o.organization_id = \(scope.organization.id)", "o.voided_at is null"]
      if let kind = filter.kind { conditions.append("o.stage_kind = \(kind.rawValue)") }
      if let isClosed = filter.isClosed { conditions.append("(o.closed_at is not null) = \(isClosed)") }
      if let name = filter.stage {
        let stage = try await transaction.fetch(transaction.stages).find(name)
        conditions.append("o.stage_id = \(stage.id)")
      }
      if let salesperson = try await filter.salesperson.asyncMap({ try await transaction.readableSalesperson($0) }) {
        conditions.append("o.salesperson_id = \(salesperson.id)")
      }
      if let prospect = try await filter.prospect.asyncMap({ try await transaction.prospect($0) }) {
        conditions.append("o.prospect_id = any (\(prospect.members))")
      }
      if let after = filter.after {
        let since = try await transaction.first(
          "select stage_since from opportunity where organization_id = \(scope.organization.id) and id = \(after)",
          { try $0.decode("stage_since", as: Instant.self) })
        guard let since else { throw CRMError(.notFound, .noFact(after.description)) }
        conditions.append("(o.stage_since, o.id) < (\(since), \(after))")
      }
      let rows = try await transaction.rows(
        """
        \(Opportunity.selection(scope.organization))
        where o.organization_id = \(scope.organization.id)
          -- The page first: what else is told of an opportunity is looked up for that alone.
          and o.id = any (array(
            select o.id
            from opportunity o
            where \(conditions.joined(separator: " and "))
            order by o.stage_since desc, o.id desc
            limit \(filter.limit + 1)))
        order by o.stage_since desc, o.id desc
        """, Opportunity.init(row:))
      return Page("opportunities", rows, limit: filter.limit, id: \.id)
    }
  }

  /// One opportunity with the time it spent in each stage.
  ///
  /// - Throws: `.notFound`, also for those of colleagues.
  public func show(_ text: String) async throws -> OpportunityHistory {
    try await scope.read { transaction in
      let id: Opportunity.ID
      if let given = Opportunity.ID(text) {
        id = given
      } else {
        id = try await transaction.opportunity(text, isOpen: nil).id
      }
      let opportunity = try await transaction.first(
        "\(Opportunity.selection(scope.organization)) where o.organization_id = \(scope.organization.id) and o.id = \(id)",
        Opportunity.init(row:))
      guard let opportunity else { throw CRMError(.notFound, .noOpportunity(text, isOpen: nil), remedy: .opportunityListRemedy) }
      return OpportunityHistory(opportunity: opportunity, stages: try await transaction.stays(of: id))
    }
  }
}

extension Optional {
  /// `map` for what has to be looked up.
  package func asyncMap<R>(_ transform: (Wrapped) async throws -> R) async rethrows -> R? {
    if let self { try await transform(self) } else { nil }
  }
}

extension Transaction {
  fileprivate func stays(of id: Opportunity.ID) async throws -> [StageStay] {
    try await rows(
      """
      select s.name as stage, x.kind, x.changed_at as since,
        x.changed_at at time zone \(organization.timeZone) as since_locally,
        case
          when x.undated or x.kind <> 'open' then null
          else extract(epoch from lead(x.changed_at, 1, statement_timestamp()) over (order by x.number) - x.changed_at)::float8 / 86400
        end as days,
        person.name as salesperson, x.amount_cents, x.loss_reason, x.competitor
      from stage_change x
      join opportunity o on o.organization_id = x.organization_id and o.id = x.opportunity_id
      join stage s on s.organization_id = x.organization_id and s.id = x.stage_id
      left join salesperson person on person.organization_id = x.organization_id and person.id = x.salesperson_id
      where x.organization_id = \(organization.id)
        and x.opportunity_id = \(id)
        -- Those of a voided opportunity went with it, and are its way all the same.
        and (x.voided_at is null or o.voided_at is not null)
      order by x.number
      """, StageStay.init(row:))
  }
}
