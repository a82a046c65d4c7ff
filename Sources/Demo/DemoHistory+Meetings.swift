import CRM
import Planning
import Foundation
import Postgres

extension DemoHistory {
  /// Conversations to a prospect with whom nothing is under way.
  mutating func approach(_ meeting: Meeting) {
    let isAtDoor = meeting.channel == .field || meeting.channel == .referral
    let outcome: Outcome = random.pick(weighted: [
      isAtDoor ? .absent : .noAnswer: meeting.channel == .tradeShow ? 0 : 33, .refused: 15, .opposed: 1, .outOfTarget: 5,
      .wrongContact: 4, .documentationLeft: 15, .callBack: 8, .interested: 12, .appointment: 5, .quoteRequested: 2,
    ])
    switch outcome {
    case .absent, .noAnswer:
      cases[meeting.prospect].misses += 1
      // After three times in vain it rests until another season.
      let wait = cases[meeting.prospect].misses % 3 == 0 ? random.number(70...110) : random.number(3...12)
      if cases[meeting.prospect].misses < 6 {
        log(meeting, outcome, next: isAtDoor ? "Repasser" : "Rappeler", in: wait)
      } else {
        log(meeting, gaveUp ?? outcome)
      }
    case .documentationLeft: log(meeting, outcome, next: "Rappeler après lecture du catalogue", in: random.number(5...14))
    case .callBack, .wrongContact: log(meeting, outcome, next: "Rappeler", in: random.number(3...14))
    case .interested: open(meeting, outcome, in: .interested, next: "Proposer un rendez-vous")
    case .appointment: open(meeting, outcome, in: .appointment, next: "Rendez-vous")
    case .quoteRequested: open(meeting, outcome, in: .quote, next: "Relancer le devis")
    default: log(meeting, outcome)
    }
  }

  /// Brings an open opportunity on, loses it, or finds nobody.
  mutating func pursue(_ meeting: Meeting) {
    guard let opportunity = cases[meeting.prospect].opportunity else { return }
    if random.happens(30) {
      cases[meeting.prospect].misses += 1
      if cases[meeting.prospect].misses < 3 {
        log(meeting, .noAnswer, next: "Rappeler", in: random.number(2...9))
      } else {
        log(meeting, gaveUp ?? .noAnswer)
        close(meeting, opportunity, .abandoned, lossReason: "Pas de réponse")
      }
      return
    }
    cases[meeting.prospect].misses = 0
    if random.happens(14) {
      log(meeting, .callBack, next: "Rappeler", in: random.number(5...20))
      return
    }
    switch cases[meeting.prospect].stage {
    case .interested where !random.happens(24):
      advance(meeting, opportunity, to: .appointment, .appointment, next: "Rendez-vous")
    case .appointment where !random.happens(20): advance(meeting, opportunity, to: .quote, .quoteRequested, next: "Relancer le devis")
    case .quote where random.happens(40): advance(meeting, opportunity, to: .negotiation, .trial, next: "Conclure")
    case .quote, .negotiation:
      if random.happens(team[meeting.person].wins) { win(meeting, opportunity) } else { lose(meeting, opportunity) }
    default: lose(meeting, opportunity)
    }
  }

  /// Ends what is under way, and agrees on nothing more.
  mutating func conclude(_ meeting: Meeting) {
    let isCustomer = cases[meeting.prospect].lastSale != nil
    log(meeting, isCustomer ? .alreadyCustomer : .refused)
    if let opportunity = cases[meeting.prospect].opportunity { close(meeting, opportunity, .lost, lossReason: "Projet reporté") }
  }

  /// Visits a customer: a new order, a complaint, or a look in.
  mutating func visitCustomer(_ meeting: Meeting) {
    let isShop = facts.prospects[meeting.prospect].isShop
    let outcome: Outcome = random.pick(weighted: [
      .noAnswer: 15, .sold: isShop ? 46 : 26, .alreadyCustomer: isShop ? 28 : 46, .complaint: 4, .interested: 7,
    ])
    switch outcome {
    case .sold:
      let amount = orderAmount(meeting.prospect) * random.number(60...110) / 100
      log(meeting, .sold, next: "Proposer un réassort", in: random.number(25...60))
      sell(meeting, amount, opportunity: nil)
    case .interested: open(meeting, .interested, in: .interested, next: "Présenter la nouvelle gamme")
    case .complaint:
      log(meeting, .complaint, next: "S'assurer que tout va bien", in: random.number(7...15))
      refund(meeting)
    case .noAnswer: log(meeting, .noAnswer, next: "Rappeler", in: random.number(7...15))
    // Some buy no more.
    default:
      isShop || random.happens(60)
        ? log(meeting, outcome, next: "Prendre des nouvelles", in: random.number(30...70)) : log(meeting, outcome)
    }
  }
}
