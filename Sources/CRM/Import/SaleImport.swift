import Foundation
import Postgres

/// A sale or a refund in a file: a negative amount, or one that names the sale it gives back, is a refund.
struct SaleImport: ImportFact {
  let id: Sale.ID
  var reference: String?
  let prospect: String?
  let salesperson: String?
  let soldOn: Day
  let cents: Int
  let margin: Int?
  let channel: Channel?
  /// The reference of the sale given back.
  let refundOf: String?
  let note: String?

  init?(_ row: ImportRow) {
    id = row.id()
    reference = row.text("reference", limit: 300)
    prospect = row.text("prospect", limit: 200)
    salesperson = row.text("salesperson", limit: 200)
    refundOf = row.text("refund_of", limit: 300)
    channel = row.channel("channel")
    note = row.text("note", limit: 10_000)
    let margin = row.cents("margin")
    let (soldOn, cents) = (row.required("sold_on", row.pastDay("sold_on")), row.required("amount", row.cents("amount")))
    if cents == 0 { row.refuse("amount", refundOf == nil ? .saleOfNothing : .refundOfNothing) }
    guard let soldOn, let cents else { return nil }
    self.soldOn = soldOn
    // Some systems write what was given back as a positive amount beside the sale's number.
    let isMirrored = refundOf != nil && cents > 0
    self.cents = isMirrored ? -cents : cents
    self.margin = margin.map { isMirrored ? -$0 : $0 }
  }

  private func draft(_ prospectID: Prospect.ID?, _ salespersonID: Salesperson.ID?) -> SaleDraft {
    var draft = SaleDraft(id: id, prospectID: prospectID, salespersonID: salespersonID, soldOn: soldOn, amountCents: cents)
    draft.refundOfReference = refundOf
    draft.marginCents = margin
    draft.channel = channel
    draft.note = note
    draft.reference = reference
    return draft
  }

  static let dayFields = ["sold_on"]

  static func record(_ facts: [Self], _ importing: ImportContext) async throws -> PendingAnswers {
    try await importing.names.resolve(salespeople: facts.compactMap(\.salesperson))
    let prospects = try await importing.prospects(of: facts, named: \.prospect)
    let resolved = zip(facts, prospects).map { fact, prospect in
      Result { () throws(RowRejection) in
        let (prospectID, salespersonID) = try allOrFaults(
          prospect, Result { () throws(RowRejection) in try importing.salesperson(fact.salesperson, on: fact.soldOn) })
        return fact.draft(prospectID, salespersonID)
      }
    }
    let pending = try await importing.record(resolved)
    return {
      let answers = try await pending()
      // A refund without a person is credited as its sale.
      let unsaid = zip(resolved, answers).compactMap { resolved, answer -> Sale.ID? in
        guard answer.isRecorded, let sale = try? resolved.get(), sale.salespersonID == nil, sale.amountCents > 0 else { return nil }
        return sale.id
      }
      try await importing.count(ownersAssumedFor: unsaid, in: "sale")
      return answers
    }
  }

  static func complete(_ importing: ImportContext) async throws { try await importing.countOpenOpportunitiesOfSales() }
}
