import CRM
import Planning
import Foundation
import Postgres

extension DemoHistory {
  /// Notes a conversation, with the follow-up that was agreed on.
  mutating func log(_ meeting: Meeting, _ outcome: Outcome, next: String? = nil, in days: Int? = nil) {
    let nextOn = days.map { days in
      let day = meeting.day + days
      return day.weekday > 5 ? day + 2 : day
    }
    var draft = ConversationDraft(
      id: ids.id(), prospectID: id(of: meeting), salespersonID: seller(meeting), channel: meeting.channel, outcome: outcome,
      occurredAt: meeting.at)
    draft.secondSalespersonID = meeting.secondSalesperson.map { facts.people[$0].id }
    draft.opportunityID = cases[meeting.prospect].opportunity.map { facts.opportunities[$0].id }
    draft.minutes = outcome.isDiscussion ? random.number(4...40) : nil
    (draft.nextStep, draft.nextOn) = (next, nextOn)
    facts.conversations.append(draft)
    cases[meeting.prospect].nextOn = nextOn
    // An attempt in vain leaves a follow-up where it was.
    if nextOn != nil || outcome.isDiscussion { cases[meeting.prospect].isAwaited = nextOn != nil }
  }

  private func id(of meeting: Meeting) -> Prospect.ID { facts.prospects[meeting.prospect].entry.id }
  private func seller(_ meeting: Meeting) -> Salesperson.ID { facts.people[meeting.person].id }

  /// What a prospect orders at once, in cents: a part of what it could buy in a year.
  mutating func orderAmount(_ prospect: Int) -> Int {
    let potential = facts.prospects[prospect].entry.details.potentialCents ?? 0
    return potential / 100 * random.number(6...18) / 500 * 500
  }

  /// Opens an opportunity out of a conversation.
  mutating func open(_ meeting: Meeting, _ outcome: Outcome, in stage: DemoStage, next: String) {
    let isShop = facts.prospects[meeting.prospect].isShop
    var draft = OpportunityDraft(
      id: ids.id(), prospectID: id(of: meeting), salespersonID: seller(meeting), stageID: place.stage(stage), openedAt: meeting.at)
    draft.title = random.pick(isShop ? DemoWords.shopTitles : DemoWords.householdTitles)
    draft.source = facts.prospects[meeting.prospect].entry.details.source
    draft.channel = meeting.channel
    draft.amountCents = max(5_000, orderAmount(meeting.prospect))
    draft.expectedOn = meeting.day + random.number(25...60)
    facts.opportunities.append(draft)
    cases[meeting.prospect].opportunity = facts.opportunities.count - 1
    cases[meeting.prospect].stage = stage
    cases[meeting.prospect].misses = 0
    log(meeting, outcome, next: next, in: random.number(3...12))
  }

  /// Moves an opportunity to its next stage.
  mutating func advance(_ meeting: Meeting, _ opportunity: Int, to stage: DemoStage, _ outcome: Outcome, next: String) {
    log(meeting, outcome, next: next, in: random.number(4...16))
    facts.moves.append(move(opportunity, to: stage, meeting))
    cases[meeting.prospect].stage = stage
  }

  /// Wins an opportunity with a first order.
  mutating func win(_ meeting: Meeting, _ opportunity: Int) {
    let amount = (facts.opportunities[opportunity].amountCents ?? 0) / 1_000 * random.number(85...112) * 10
    log(meeting, .sold, next: "Proposer un réassort", in: random.number(25...60))
    sell(meeting, amount, opportunity: opportunity)
    close(meeting, opportunity, .won, amount: amount)
  }

  /// Loses an opportunity; what is only put off is asked after again.
  mutating func lose(_ meeting: Meeting, _ opportunity: Int) {
    let reason = random.pick(weighted: [
      "Prix trop élevé": 36, "Déjà un fournisseur": 22, "Pas de besoin": 20, "Projet reporté": 16, "Qualité à prouver": 6,
    ])
    let isPutOff = reason == "Projet reporté"
    let competitor = reason == "Déjà un fournisseur" || reason == "Prix trop élevé" && random.happens(55)
    log(meeting, .refused, next: isPutOff ? "Reprendre contact" : nil, in: isPutOff ? random.number(60...110) : nil)
    close(meeting, opportunity, .lost, lossReason: reason, competitor: competitor ? random.pick(DemoWords.competitors) : nil)
  }

  /// Ends an opportunity.
  mutating func close(
    _ meeting: Meeting, _ opportunity: Int, _ stage: DemoStage, amount: Int? = nil, lossReason: String? = nil, competitor: String? = nil
  ) {
    var end = move(opportunity, to: stage, meeting)
    (end.amountCents, end.lossReason, end.competitor) = (amount, lossReason, competitor)
    facts.moves.append(end)
    cases[meeting.prospect].opportunity = nil
    cases[meeting.prospect].misses = 0
  }

  private mutating func move(_ opportunity: Int, to stage: DemoStage, _ meeting: Meeting) -> StageMove {
    StageMove(
      id: ids.id(), opportunityID: facts.opportunities[opportunity].id, stageID: place.stage(stage), at: meeting.at)
  }

  /// Notes a sale of the conversation just noted.
  mutating func sell(_ meeting: Meeting, _ amount: Int, opportunity: Int?) {
    var draft = SaleDraft(
      id: ids.id(), prospectID: id(of: meeting), salespersonID: seller(meeting), soldOn: meeting.day, amountCents: amount)
    draft.opportunityID = opportunity.map { facts.opportunities[$0].id }
    draft.conversationID = facts.conversations.last?.id
    draft.marginCents = amount * random.number(36...54) / 100
    draft.channel = meeting.channel
    facts.sales.append(draft)
    cases[meeting.prospect].lastSale = facts.sales.count - 1
  }

  /// Gives back a part of the last order, seldom all of it; nothing twice.
  mutating func refund(_ meeting: Meeting) {
    guard let sale = cases[meeting.prospect].lastSale.map({ facts.sales[$0] }), !facts.sales.contains(where: { $0.refundOf == sale.id })
    else { return }
    let percent = random.pick(weighted: [20: 40, 50: 40, 100: 20])
    var draft = SaleDraft(
      id: ids.id(), prospectID: sale.prospectID, salespersonID: sale.salespersonID, soldOn: meeting.day,
      amountCents: -sale.amountCents * percent / 100)
    draft.refundOf = sale.id
    draft.marginCents = sale.marginCents.map { -$0 * percent / 100 }
    draft.channel = sale.channel
    facts.sales.append(draft)
  }
}
