import CRM
import Planning
import Foundation
import Postgres

extension DemoYear {
  /// Notes a conversation, with the follow-up that was agreed on.
  mutating func talk(_ meeting: Meeting, _ outcome: Outcome, next: String? = nil, in days: Int? = nil) {
    let nextOn = days.map { days in
      let day = meeting.day + days
      return day.weekday > 5 ? day + 2 : day
    }
    facts.talks.append(
      DemoFacts.Talk(
        id: ids.id(), prospect: meeting.prospect, person: meeting.person, companion: meeting.companion,
        opportunity: cases[meeting.prospect].opportunity, channel: meeting.channel, outcome: outcome, at: meeting.at,
        minutes: outcome.isDiscussion ? random.number(4...40) : nil, nextStep: next, nextOn: nextOn))
    cases[meeting.prospect].nextOn = nextOn
  }

  /// What a prospect orders at once, in cents: a part of what it could buy in a year.
  mutating func orderAmount(_ prospect: Int) -> Int {
    let potential = facts.prospects[prospect].details.potentialCents ?? 0
    return potential / 100 * random.number(6...18) / 500 * 500
  }

  /// Opens an opportunity out of a conversation.
  mutating func open(_ meeting: Meeting, _ outcome: Outcome, in stage: DemoStage, next: String) {
    let isShop = facts.prospects[meeting.prospect].isShop
    facts.opportunities.append(
      DemoFacts.Opportunity(
        id: ids.id(), changeID: ids.id(), prospect: meeting.prospect, person: meeting.person,
        title: random.pick(isShop ? DemoWords.shopTitles : DemoWords.householdTitles), channel: meeting.channel,
        amountCents: max(5_000, orderAmount(meeting.prospect)), openedAt: meeting.at, stage: stage,
        expectedOn: meeting.day + random.number(25...60)))
    cases[meeting.prospect].opportunity = facts.opportunities.count - 1
    cases[meeting.prospect].stage = stage
    cases[meeting.prospect].misses = 0
    talk(meeting, outcome, next: next, in: random.number(3...12))
  }

  /// Moves an opportunity to its next stage.
  mutating func advance(_ meeting: Meeting, _ opportunity: Int, to stage: DemoStage, _ outcome: Outcome, next: String) {
    talk(meeting, outcome, next: next, in: random.number(4...16))
    facts.moves.append(DemoFacts.Move(id: ids.id(), opportunity: opportunity, stage: stage, at: meeting.at))
    cases[meeting.prospect].stage = stage
  }

  /// Wins an opportunity with a first order.
  mutating func win(_ meeting: Meeting, _ opportunity: Int) {
    let amount = facts.opportunities[opportunity].amountCents / 1_000 * random.number(85...112) * 10
    talk(meeting, .sold, next: "Proposer un réassort", in: random.number(25...60))
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
    talk(meeting, .refused, next: isPutOff ? "Reprendre contact" : nil, in: isPutOff ? random.number(60...110) : nil)
    close(meeting, opportunity, .lost, lossReason: reason, competitor: competitor ? random.pick(DemoWords.competitors) : nil)
  }

  /// Ends an opportunity.
  mutating func close(
    _ meeting: Meeting, _ opportunity: Int, _ stage: DemoStage, amount: Int? = nil, lossReason: String? = nil, competitor: String? = nil
  ) {
    facts.moves.append(
      DemoFacts.Move(
        id: ids.id(), opportunity: opportunity, stage: stage, at: meeting.at, amountCents: amount, lossReason: lossReason,
        competitor: competitor))
    cases[meeting.prospect].opportunity = nil
    cases[meeting.prospect].misses = 0
  }

  /// Notes a sale of the conversation just noted.
  mutating func sell(_ meeting: Meeting, _ amount: Int, opportunity: Int?) {
    facts.sales.append(
      DemoFacts.Sale(
        id: ids.id(), conversionID: ids.id(), prospect: meeting.prospect, person: meeting.person, opportunity: opportunity,
        talk: facts.talks.count - 1, day: meeting.day, amountCents: amount, marginCents: amount * random.number(36...54) / 100,
        channel: meeting.channel))
    cases[meeting.prospect].lastSale = facts.sales.count - 1
  }

  /// Gives back a part of the last order, seldom all of it; nothing twice.
  mutating func refund(_ meeting: Meeting) {
    guard let sale = cases[meeting.prospect].lastSale, !facts.sales.contains(where: { $0.refundOf == sale }) else { return }
    let percent = random.pick(weighted: [20: 40, 50: 40, 100: 20])
    facts.sales.append(
      DemoFacts.Sale(
        id: ids.id(), conversionID: ids.id(), prospect: meeting.prospect, person: facts.sales[sale].person, refundOf: sale,
        day: meeting.day, amountCents: -facts.sales[sale].amountCents * percent / 100,
        marginCents: -facts.sales[sale].marginCents * percent / 100, channel: facts.sales[sale].channel))
  }
}
