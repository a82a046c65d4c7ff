import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM

@Suite struct IdentifiedTests {
  @Test(arguments: ["01a2", "01A21FEA", "01a21fea-7b28", "01a21fea7b28", " 01a21fea-7b28-7a25-b778-399f2ada22ce\n"])
  func aBeginningIsReadWithOrWithoutDashes(text: String) throws {
    let id = try #require(Fact.ID("01a21fea-7b28-7a25-b778-399f2ada22ce"))
    let beginning = try #require(IDBeginning(text))
    #expect(beginning.begins(id))
  }

  @Test(arguments: ["", "01a", "Zinc", "-01a2", "01a2 1fea", "01a21fea-7b28-7a25-b778-399f2ada22ce0", "0x1234"])
  func anythingElseIsNone(text: String) { #expect(IDBeginning(text) == nil) }

  @Test func oneIsFoundAmongThoseThatTheActorSees() async throws {
    try await withTeam { director, ana, bo in
      let ids: [Conversation.ID] = try (1...2).map { try #require(Conversation.ID("0198c0de-000\($0)-7000-8000-000000000001")) }
      var first = entry("Zinc")
      first.id = ids[0]
      _ = try await DailyLog(ana).record(first)
      var second = entry("Zinc", by: "Bo")
      second.id = ids[1]
      _ = try await DailyLog(bo).record(second)
      #expect(try await director.identify("0198c0de-0002") == ids[1])
      #expect(try await ana.identify("0198") == ids[0])
      #expect(try await director.identify("Zinc") as Conversation.ID? == nil)
      let several = await #expect(throws: CRMError.self) { try await director.identify("0198") as Conversation.ID? }
      #expect(several?.kind == .ambiguous && ids.allSatisfy { several?.message.fr.contains("\($0)") == true })
      let none = await #expect(throws: CRMError.self) { try await ana.identify("0198c0de-0002") as Conversation.ID? }
      #expect(none?.kind == .notFound)
      // Of another kind it is none.
      await #expect(throws: CRMError.self) { try await director.identify("0198c0de-0002") as Sale.ID? }
    }
  }
}
