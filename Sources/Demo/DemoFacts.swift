import CRM
import Planning
import Foundation
import Postgres

/// Everything that happened in the demo company's year, in the order in which it happened. People and prospects are meant by their place
/// in the lists, times are those of the company's clocks.
struct DemoFacts: Equatable, Sendable {
  struct Person: Equatable, Sendable {
    let id: UUID
    let name: String
    let profile: Profile
    let activeFrom: Day
    let trainedFrom: Day
  }

  struct Prospect: Equatable, Sendable {
    let id: UUID
    let name: String
    let isShop: Bool
    let details: ProspectDetails
    /// Who visited it first.
    var owner: Int?
  }

  struct Opportunity: Equatable, Sendable {
    let id: UUID
    /// Of its first stage change.
    let changeID: UUID
    let prospect: Int
    let person: Int
    let title: String
    let channel: Channel
    let amountCents: Int
    let openedAt: CivilTime
    let stage: DemoStage
    let expectedOn: Day
  }

  struct Move: Equatable, Sendable {
    let id: UUID
    let opportunity: Int
    let stage: DemoStage
    let at: CivilTime
    var amountCents: Int?
    var lossReason: String?
    var competitor: String?
  }

  struct Talk: Equatable, Sendable {
    let id: UUID
    let prospect: Int
    let person: Int
    let companion: Int?
    var opportunity: Int?
    let channel: Channel
    var outcome: Outcome
    let at: CivilTime
    let minutes: Int?
    var nextStep: String?
    var nextOn: Day?
  }

  struct Sale: Equatable, Sendable {
    let id: UUID
    let conversionID: UUID
    let prospect: Int
    let person: Int
    var opportunity: Int?
    var talk: Int?
    /// The sale that this gives back in part or whole.
    var refundOf: Int?
    let day: Day
    /// Negative for a refund.
    let amountCents: Int
    let marginCents: Int
    let channel: Channel
  }

  struct Expense: Equatable, Sendable {
    let id: UUID
    let day: Day
    let amountCents: Int
    let category: String
    let action: String
    let person: Int?
  }

  let teamID: UUID
  var people: [Person] = []
  var prospects: [Prospect] = []
  var opportunities: [Opportunity] = []
  var moves: [Move] = []
  var talks: [Talk] = []
  var sales: [Sale] = []
  var expenses: [Expense] = []

  init(teamID: UUID) {
    self.teamID = teamID
  }
}

/// The stages of the default pipeline that the demo company uses.
enum DemoStage: CaseIterable, Sendable {
  case interested, appointment, quote, negotiation, won, lost, abandoned

  /// Its name in the default pipeline.
  var name: Message {
    switch self {
    case .interested: .stageInterested
    case .appointment: .stageAppointment
    case .quote: .stageQuote
    case .negotiation: .stageNegotiation
    case .won: .stageWon
    case .lost: .stageLost
    case .abandoned: .stageAbandoned
    }
  }
}
