import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct ConversationWriterTests {
  /// Ids of a salesperson and of so many prospects.
  private func cast(_ scope: Scope, prospects: Int) async throws -> (Salesperson, [Prospect.ID]) {
    let ana = try await Team(scope).add("Ana")
    var ids: [Prospect.ID] = []
    for number in 0..<prospects { ids.append(try await DailyLog(scope).record(entry("Prospect \(number)")).prospectID) }
    return (ana, ids)
  }

  @Test func manyWritersRecordEachConversationOnce() async throws {
    try await withScope { scope in
      let (ana, prospects) = try await cast(scope, prospects: 4)
      let writer = ConversationWriter(scope.pool)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<32 {
          group.addTask { () async throws in
            for round in 0..<10 {
              let draft = ConversationDraft(
                prospectID: prospects[(number + round) % 4], salespersonID: ana.id, channel: .field, outcome: .interested, occurredAt: .now)
              #expect(try await writer.record(draft, as: scope.identity) == .recorded)
              if round == 5 { #expect(try await writer.record(draft, as: scope.identity) == .repeated) }
            }
          }
        }
        try await group.waitForAll()
      }
      var filter = ConversationFilter()
      filter.limit = 1000
      #expect(try await Conversations(scope).list(filter).items.count == 4 + 320)
    }
  }

  @Test func aBadRowDoesNotHarmTheOthersOfItsSet() async throws {
    try await withScope { scope in
      let (ana, prospects) = try await cast(scope, prospects: 1)
      let bo = try await Team(scope).add("Bo")
      let writer = ConversationWriter(scope.pool)
      let answers = await withTaskGroup(of: (Int, Result<Recording, any Error>).self) { group in
        for number in 0..<40 {
          group.addTask {
            var draft = ConversationDraft(
              prospectID: prospects[0], salespersonID: ana.id, channel: .field, outcome: .interested, occurredAt: .now)
            var identity = scope.identity
            switch number {
            case 3: draft.prospectID = .v7()
            case 5: draft.secondSalespersonID = .v7()
            case 7: draft.minutes = 100_000
            case 9: draft.secondSalespersonID = ana.id
            case 11: identity = .salesperson(bo.id, of: scope.organization.id)
            case 13: draft.opportunityID = .v7()
            default: break
            }
            do { return (number, .success(try await writer.record(draft, as: identity))) } catch { return (number, .failure(error)) }
          }
        }
        return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
      for (number, answer) in answers {
        switch number {
        case 3: #expect(try answer.get() == .invalid(.prospect))
        case 5:
          let refused = #expect(throws: CRMError.self) { try answer.get() }
          #expect(refused?.kind == .notFound)
          #expect(refused?.message.en == "there is no such salesperson")
        case 7:
          let refused = #expect(throws: CRMError.self) { try answer.get() }
          #expect(refused?.kind == .invalid)
        case 9: #expect(try answer.get() == .invalid(.secondSalesperson))
        case 11: #expect(try answer.get() == .denied)
        case 13: #expect(try answer.get() == .invalid(.opportunity))
        default: #expect(try answer.get() == .recorded)
        }
      }
      #expect(try await Conversations(scope).list().items.count == 1 + 34)
    }
  }

  @Test func setsInOppositeOrderDoNotWaitForEachOtherInACircle() async throws {
    try await withScope { scope in
      let (ana, prospects) = try await cast(scope, prospects: 40)
      // Two writers are two processes: each set changes the follow-up of all prospects, in its own order.
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (writer, order) in [(ConversationWriter(scope.pool), prospects), (ConversationWriter(scope.pool), prospects.reversed())] {
          for _ in 0..<5 {
            for prospect in order {
              group.addTask { () async throws in
                var draft = ConversationDraft(
                  prospectID: prospect, salespersonID: ana.id, channel: .field, outcome: .callBack, occurredAt: .now)
                draft.nextOn = Day("2100-01-01")
                #expect(try await writer.record(draft, as: scope.identity) == .recorded)
              }
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await Conversations(scope).agenda(until: Day("2100-01-01")).followUps.count == 40)
    }
  }
}
