import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// A conversion as it stands in the database.
private struct Standing: Equatable, CustomStringConvertible {
  var day: Day
  var saleID: Sale.ID?
  var opportunityID: Opportunity.ID?
  /// Ten-thousandths by salesperson.
  var credits: [String: Int]

  var description: String { "\(day) sale \(saleID?.description ?? "–") win \(opportunityID?.description ?? "–") \(credits)" }
}

/// What was recorded so far, by which the conversions can be told without asking the database.
private struct Ledger {
  struct Sold {
    let id: Sale.ID
    let prospect: Int
    let day: Day
    var left: Int
    let people: [String]
    let opportunityID: Opportunity.ID?
    var hasRefund = false
  }
  struct Chance {
    let id: Opportunity.ID
    let prospect: Int
    var day: Day
    var isWon = false
  }

  var sales: [Sold] = []
  var chances: [Chance] = []
  /// Into which prospect each was merged, the newest merge last.
  var merges: [(id: Merge.ID, prospect: Int, kept: Int)] = []

  func kept(_ prospect: Int) -> Int {
    merges.last { $0.prospect == prospect }.map { kept($0.kept) } ?? prospect
  }

  /// The earliest sale or win that stands; a sale before a win of the same day.
  func conversion(of prospect: Int) -> Standing? {
    let sale = sales.filter { kept($0.prospect) == prospect && $0.left > 0 }.min {
      ($0.day, $0.id.description) < ($1.day, $1.id.description)
    }
    let win = chances.filter { kept($0.prospect) == prospect && $0.isWon }.min { ($0.day, $0.id.description) < ($1.day, $1.id.description) }
    if let sale, sale.day <= win?.day ?? sale.day {
      let people = Set(sale.people)
      let credits = Dictionary(uniqueKeysWithValues: people.map { ($0, 10_000 / people.count) })
      return Standing(day: sale.day, saleID: sale.id, opportunityID: sale.opportunityID, credits: credits)
    }
    return win.map { Standing(day: $0.day, saleID: nil, opportunityID: $0.id, credits: ["Ana": 10_000]) }
  }
}

@Suite struct BecomingCustomerTests {
  /// Whatever is sold, refunded, voided, won, reopened, merged and parted, in whatever order: a prospect became a customer on the day
  /// of the earliest sale or win that stands, and the credits of a conversion sum to the whole.
  @Test(arguments: 0..<6) func theConversionIsTheEarliestSaleOrWinThatStands(_ seed: Int) async throws {
    try await withTeam { scope, _, _ in
      var random = SeededGenerator(seed: UInt64(seed))
      var ledger = Ledger()
      var ids: [Prospect.ID] = []
      for number in 0..<3 { ids.append(try await DailyLog(scope).record(entry("Prospect \(number)")).prospectID) }
      for _ in 0..<40 {
        try await step(scope, &ledger, ids, &random)
        let found = try await conversions(scope)
        for prospect in ids.indices {
          let expected = ledger.kept(prospect) == prospect ? ledger.conversion(of: prospect) : nil
          #expect(found[ids[prospect]] == expected, "prospect \(prospect), seed \(seed)")
        }
      }
      let all = try await scope.read { session in
        try await session.rows(
          """
          select coalesce(sum(c.parts), 0) as parts
          from conversion v
          left join conversion_credit c on c.organization_id = v.organization_id and c.conversion_id = v.id
          where v.organization_id = \(scope.organization.id)
          group by v.id
          """, { try $0.decode("parts", as: Int.self) })
      }
      #expect(all.allSatisfy { $0 == 10_000 } && !all.isEmpty)
    }
  }

  private func step(_ scope: Scope, _ ledger: inout Ledger, _ ids: [Prospect.ID], _ random: inout SeededGenerator) async throws {
    let prospect = ledger.kept(Int.random(in: ids.indices, using: &random))
    let day = try #require(Day("2026-01-01")) + Int.random(in: 0..<30, using: &random)
    switch Int.random(in: 0..<9, using: &random) {
    case 0, 1:
      var sale = SaleEntry(amountCents: Int.random(in: 1...500, using: &random))
      sale.isAnother = true
      sale.prospect = ids[prospect].description
      sale.salesperson = "Bo"
      sale.soldOn = day
      let sold = try await Sales(scope).add(sale)
      ledger.sales.append(.init(id: sold.id, prospect: prospect, day: day, left: sold.amountCents, people: ["Bo"], opportunityID: nil))
    case 2:
      // The conversation that sold: both share.
      guard !ledger.chances.contains(where: { ledger.kept($0.prospect) == prospect && !$0.isWon }) else { return }
      var said = entry(ids[prospect].description, by: "Ana", .sold)
      said.secondSalesperson = "Bo"
      said.isAnother = true
      said.at = .day(day)
      said.soldCents = Int.random(in: 1...500, using: &random)
      let answer = try await DailyLog(scope).record(said)
      ledger.sales.append(
        .init(
          id: try #require(answer.saleID), prospect: prospect, day: day, left: try #require(said.soldCents), people: ["Ana", "Bo"],
          opportunityID: nil))
    case 3:
      guard let index = ledger.sales.indices.filter({ ledger.sales[$0].left > 0 }).randomElement(using: &random) else { return }
      let amount = Int.random(in: 1...ledger.sales[index].left, using: &random)
      let whole = Bool.random(using: &random)
      _ = try await Sales(scope).refund(
        ledger.sales[index].id, amountCents: whole ? nil : amount, on: ledger.sales[index].day + 3, isAnother: true)
      ledger.sales[index].left -= whole ? ledger.sales[index].left : amount
      ledger.sales[index].hasRefund = true
    case 4:
      guard let index = ledger.sales.indices.randomElement(using: &random) else { return }
      if ledger.sales[index].hasRefund {
        let id = ledger.sales[index].id
        let refused = await #expect(throws: CRMError.self) { try await Sales(scope).void(id, reason: "wrong") }
        #expect(refused?.kind == .invalid)
      } else {
        try await Sales(scope).void(ledger.sales[index].id, reason: "wrong")
        ledger.sales.remove(at: index)
      }
    case 5:
      var opportunity = OpportunityEntry(prospect: ids[prospect].description)
      opportunity.salesperson = "Ana"
      opportunity.openedAt = .day(day)
      opportunity.isAnother = true
      let opened = try await Opportunities(scope).add(opportunity)
      ledger.chances.append(.init(id: opened.id, prospect: prospect, day: day))
    case 6:
      guard let index = ledger.chances.indices.randomElement(using: &random) else { return }
      let id = ledger.chances[index].id
      ledger.chances[index].day = ledger.chances[index].day + Int.random(in: 0..<4, using: &random)
      let at = Moment.day(ledger.chances[index].day)
      if ledger.chances[index].isWon {
        _ = try await Opportunities(scope).reopen(id.description, at: at)
      } else {
        _ = try await Opportunities(scope).win(id.description, at: at)
      }
      ledger.chances[index].isWon.toggle()
    case 7:
      let other = ledger.kept(Int.random(in: ids.indices, using: &random))
      guard other != prospect else { return }
      let members = ids.indices.filter { ledger.kept($0) == other }
      let merge = try #require(try await Prospects(scope).merge(ids[prospect].description, [ids[other].description]).mergeID)
      for member in members { ledger.merges.append((merge, member, prospect)) }
    default:
      guard let merge = ledger.merges.last?.id else { return }
      _ = try await Prospects(scope).unmerge(merge)
      ledger.merges.removeAll { $0.id == merge }
    }
  }

  private func conversions(_ scope: Scope) async throws -> [Prospect.ID: Standing] {
    try await scope.read { session in
      let rows = try await session.rows(
        """
        select v.prospect_id, v.converted_on, v.sale_id, v.opportunity_id, s.name, c.parts
        from conversion v
        join conversion_credit c on c.organization_id = v.organization_id and c.conversion_id = v.id
        join salesperson s on s.organization_id = c.organization_id and s.id = c.salesperson_id
        where v.organization_id = \(scope.organization.id)
          and v.voided_at is null
        """
      ) { row in
        (
          try row.decode("prospect_id", as: Prospect.ID.self),
          Standing(
            day: try row.decode("converted_on"), saleID: try row.decode("sale_id"),
            opportunityID: try row.decode("opportunity_id"),
            credits: [try row.decode("name"): try row.decode("parts")])
        )
      }
      return rows.reduce(into: [:]) { found, row in
        var standing = row.1
        standing.credits.merge(found[row.0]?.credits ?? [:]) { $1 }
        found[row.0] = standing
      }
    }
  }
}
