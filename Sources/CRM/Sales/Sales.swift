import Foundation
public import Postgres

/// The sales and refunds of an organization. Salespeople see and record their own.
public struct Sales: Sendable {
  let scope: Scope

  /// The sales of the scope's organization.
  public init(_ scope: Scope) {
    self.scope = scope
  }

  /// Records a sale; its prospect becomes a customer that day, unless it was one before. It wins the open opportunity that it names.
  ///
  /// One without an id that says the same as one of the last minute is that one, and answers `repeated`.
  /// - Throws: `.notFound` for an unknown prospect, salesperson or opportunity, `.conflict` for an id that is taken, `.invalid` without an
  ///   amount, or for a day before the last change of the opportunity.
  public func add(_ entry: SaleEntry) async throws -> SaleAnswer {
    if entry.amountCents < 0 { throw CRMError(.invalid, .negativeAmount, remedy: .refundRemedy) }
    if entry.amountCents == 0 { throw CRMError(.invalid, .saleOfNothing, remedy: .saleOfNothingRemedy) }
    let id = entry.id ?? .v7()
    return try await scope.record(inDoubt: .lookForID(id, "filon sale list")) { transaction in
      let salesperson = try await transaction.salespersonOrActor(entry.salesperson, on: entry.soldOn)
      let prospect = try await entry.prospect.asyncMap { try await transaction.prospect($0) }
      let when = try await transaction.locate(entry.soldOn.map(Moment.day) ?? .now)
      var opportunities: [OpportunitySummary] = []
      if let prospect {
        (_, opportunities) = try await transaction.fetch(transaction.lock(prospect), transaction.opportunities(of: prospect))
      }
      let sold = try await entry.opportunity.asyncMap { text in
        if prospect == nil {
          try await transaction.opportunity(text, isOpen: nil)
        } else {
          try await transaction.only(text, of: opportunities)
        }
      }
      var draft = SaleDraft(
        id: id, prospectID: prospect?.id, salespersonID: salesperson?.id, soldOn: when.local.day, amountCents: entry.amountCents)
      draft.opportunityID = sold?.id
      draft.marginCents = entry.marginCents
      draft.channel = entry.channel
      draft.note = entry.note
      let (recordedID, outcome) = try await transaction.record(typed: draft, isAnother: entry.isAnother || entry.id != nil)
      if let sold, sold.kind == .open, outcome == .recorded { try await transaction.win(sold, by: draft, at: when) }
      let recorded = try await transaction.sale(id: recordedID)
      return SaleAnswer(
        status: outcome, sale: recorded, isCreditedToProspectsOwner: salesperson == nil && recorded.salesperson != nil,
        wonOpportunity: sold.flatMap { $0.kind == .open ? OpenOpportunity($0) : nil },
        openOpportunities: sold == nil ? opportunities.filter { $0.kind == .open }.map(OpenOpportunity.init) : [])
    }
  }

  /// Gives a sale back, in whole (what is left of it) or in part; a sale given back in full made nobody a customer.
  ///
  /// - Parameters:
  ///   - amountCents: What is given back, above zero; all that is left when nil.
  ///   - on: The day of the refund; today when nil.
  ///   - id: Made by the writer, so that a request sent twice records one; without it, the same refund within the minute is one.
  ///   - isAnother: Records it although the same refund was recorded within the minute.
  /// - Throws: `.invalid` for a refund, more than is left or a day before the sale, `.notFound` for a sale that is unknown or was voided.
  public func refund(
    _ saleID: Sale.ID, amountCents: Int? = nil, on day: Day? = nil, note: String? = nil, id asked: Sale.ID? = nil, isAnother: Bool = false
  ) async throws -> SaleAnswer {
    if let amountCents, amountCents <= 0 { throw CRMError(.invalid, .amountNotPositive) }
    let id = asked ?? .v7()
    return try await scope.record(inDoubt: .lookForID(id, "filon sale list")) { transaction in
      try await transaction.refuseVoided(saleID, in: "sale")
      // Two refunds of one sale take turns.
      try await transaction.fetch(
        Query.run("select from sale where organization_id = \(scope.organization.id) and id = \(saleID) for no key update"))
      let left = try await transaction.first(
        """
        select s.kind, s.amount_cents + coalesce(sum(back.amount_cents), 0)::bigint as left_cents
        from sale s
        left join sale back
          on back.organization_id = s.organization_id
          and back.refund_of = s.id
          and back.voided_at is null
          and back.id <> \(id)
        where s.organization_id = \(scope.organization.id)
          and s.id = \(saleID)
        group by s.kind, s.amount_cents
        """, { try (kind: $0.decode("kind", as: String.self), cents: $0.decode("left_cents", as: Int.self)) })
      guard let left else { throw CRMError(.notFound, .refusal(.sale)) }
      if left.kind != "sale" { throw CRMError(.invalid, .refundOfRefund, remedy: .refundOfRefundRemedy) }
      let amount = amountCents ?? left.cents
      if amount == 0 { throw CRMError(.invalid, .refusal(.moreThanSold)) }
      let on = try await transaction.locate(day.map(Moment.day) ?? .now).local.day
      var draft = SaleDraft(id: id, soldOn: on, amountCents: -amount)
      draft.refundOf = saleID
      draft.note = note
      let (recordedID, outcome) = try await transaction.record(typed: draft, isAnother: isAnother || asked != nil)
      return SaleAnswer(
        status: outcome, sale: try await transaction.sale(id: recordedID), isCreditedToProspectsOwner: false, openOpportunities: [])
    }
  }

  /// Voids a sale or refund that was wrong, and recomputes who is a customer.
  ///
  /// - Throws: `.invalid` for a sale with a refund that stands.
  @discardableResult
  public func void(_ id: Sale.ID, reason: String) async throws -> Voiding {
    try await scope.void(
      id, in: "sale", by: "void_sales(\(scope.organization.id), \(scope.actor), \([id]), \([UUID.v7()]), \(reason))",
      reason: reason)
  }

  /// Sales and refunds that stand, newest first.
  public func list(_ filter: SaleFilter = SaleFilter()) async throws -> Page<Sale> {
    try requirePageLength(filter.limit)
    return try await scope.read { transaction in
      let organization = scope.organization
      var conditions: [SQL] = ["s.organization_id = \(organization.id)", "s.voided_at is null"]
      if let salesperson = try await filter.salesperson.asyncMap({ try await transaction.readableSalesperson($0) }) {
        conditions.append("s.salesperson_id = \(salesperson.id)")
      }
      if let prospect = try await filter.prospect.asyncMap({ try await transaction.prospect($0) }) {
        conditions.append("s.prospect_id = any (\(prospect.members))")
      }
      if let from = filter.from { conditions.append("s.sold_on >= \(from)") }
      if let to = filter.to { conditions.append("s.sold_on < \(to)") }
      if let after = filter.after {
        let day = try await transaction.first(
          "select sold_on from sale where organization_id = \(organization.id) and id = \(after)",
          { try $0.decode("sold_on", as: Day.self) })
        guard let day else { throw CRMError(.notFound, .noFact(after.description)) }
        conditions.append("(s.sold_on, s.id) < (\(day), \(after))")
      }
      let rows = try await transaction.rows(
        """
        \(Sale.selection)
        where \(conditions.joined(separator: " and "))
        order by s.sold_on desc, s.id desc
        limit \(filter.limit + 1)
        """, Sale.init(row:))
      return Page("sales", rows, limit: filter.limit, id: \.id)
    }
  }
}

extension Transaction {
  /// The sale of an id that is there.
  func sale(id: Sale.ID) async throws -> Sale {
    try await one("\(Sale.selection) where s.organization_id = \(organization.id) and s.id = \(id)", Sale.init(row:))
  }

  /// The opportunity that a sale names, of those of its prospect; a closed one may have been won before its sale is known.
  fileprivate func only(_ text: String, of opportunities: [OpportunitySummary]) async throws -> OpportunitySummary {
    let fitting = opportunities.fitting(text)
    guard let only = fitting.first else {
      if let id = Opportunity.ID(text) { try await refuseVoided(id, in: "opportunity") }
      throw CRMError(.notFound, .refusal(.opportunity), place: "--opportunity", remedy: .opportunityListRemedy)
    }
    if fitting.count > 1 {
      throw CRMError(
        .ambiguous, .severalOpportunities(text, fitting, organization.currency), place: "--opportunity",
        remedy: .nameTheOpportunity(text))
    }
    return only
  }

  /// On the day of the sale, after whatever else happened to the opportunity on it.
  fileprivate func win(_ opportunity: OpportunitySummary, by sale: SaleDraft, at when: LocatedInstant) async throws {
    if when.local.day < opportunity.changedOn {
      throw CRMError(
        .invalid, .soldBeforeStage(when.local.day, opportunity.stage, opportunity.changedOn), place: "--on", remedy: .soldBeforeStageRemedy)
    }
    let won = try (await fetch(stages)).closing(.won)
    var move = StageMove(
      id: StageMove.ID(sale.id), opportunityID: opportunity.id, stageID: won.id, at: max(when.instant, opportunity.changedAt))
    move.amountCents = sale.amountCents
    try await record(move)
  }
}
