import CRM
import Planning
import Foundation
import Postgres

/// Everything that happened to the demo company, in the order in which it happened.
struct DemoFacts: Equatable, Sendable {
  struct Person: Equatable, Sendable {
    let id: Salesperson.ID
    let name: String
    let profile: Profile
    let activeFrom: Day
    let trainedFrom: Day
  }

  let teamID: Team.ID
  var people: [Person] = []
  var prospects: [DemoProspect] = []
  var opportunities: [OpportunityDraft] = []
  var moves: [StageMove] = []
  var conversations: [ConversationDraft] = []
  var sales: [SaleDraft] = []
  var expenses: [ExpenseDraft] = []
}

/// What of the company the database decides: the ids of its stages, and how far its clocks are ahead of UTC.
struct DemoPlace: Sendable {
  /// In the order of `DemoStage`.
  let stages: [Stage.ID]
  /// In seconds, in the hours of work of a day.
  let offsets: [Day: Int64]

  func stage(_ stage: DemoStage) -> Stage.ID { stages[stage.rawValue] }
  func instant(_ local: CivilTime) -> Instant { Instant(utc: local) - .seconds(offsets[local.day] ?? 0) }
}

/// The stages of the default pipeline that the demo company uses.
enum DemoStage: Int, CaseIterable, Sendable {
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
