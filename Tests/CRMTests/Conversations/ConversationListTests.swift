import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct ConversationListTests {
  @Test func pagesFollowEachOtherWithoutGapOrOverlap() async throws {
    try await withTeam { director, _, _ in
      for day in 1...7 {
        var said = entry("Zinc")
        said.isAnother = true
        // Two at a time, so that the id decides between equals.
        said.at = try Moment("2026-03-0\((day + 1) / 2)T10:00")
        _ = try await DailyLog(director).record(said)
      }
      var filter = ConversationFilter()
      let whole = try await Conversations(director).list(filter)
      #expect(whole.items.count == 7 && whole.next == nil)
      filter.limit = 3
      var seen: [Conversation.ID] = []
      repeat {
        let page = try await Conversations(director).list(filter)
        seen += page.items.map(\.id)
        filter.after = page.next
      } while filter.after != nil
      #expect(seen == whole.items.map(\.id))
    }
  }

  @Test func filtersNarrow() async throws {
    try await withTeam { director, _, _ in
      _ = try await DailyLog(director).record(entry("Zinc", by: "Ana"))
      var call = LogEntry(prospect: "Zinc", channel: .outboundCall, outcome: .noAnswer)
      call.salesperson = "Bo"
      let attempt = try await DailyLog(director).record(call)
      for change: (inout ConversationFilter) -> Void in [
        { $0.salesperson = "Bo" }, { $0.channel = .outboundCall }, { $0.outcome = .noAnswer },
        {
          $0.prospect = "zinc"; $0.salesperson = "bo"
        },
      ] {
        var filter = ConversationFilter()
        change(&filter)
        #expect(try await Conversations(director).list(filter).items.map(\.id) == [attempt.conversationID])
      }
      #expect(try await Conversations(director).show(attempt.conversationID).discussion == false)
    }
  }

  @Test(arguments: [
    ("field", Channel.field), ("terrain", .field), ("Porte à porte", .field), ("téléphone sortant", .outboundCall),
    ("outbound-call", .outboundCall), ("reseaux sociaux", .social),
  ])
  func channelsAreNamedInEitherLanguage(_ text: String, _ channel: Channel) throws {
    #expect(try Channel.named(text) == channel)
  }

  @Test(arguments: [
    ("interested", Outcome.interested), ("interesse", .interested), ("RDV pris", .appointment), ("A RAPPELER", .callBack),
    ("ne répond pas", .noAnswer), ("deja client", .alreadyCustomer),
  ])
  func outcomesAreNamedInEitherLanguage(_ text: String, _ outcome: Outcome) throws {
    #expect(try Outcome.named(text) == outcome)
  }

  @Test func everyNameMeansOneThing() throws {
    for channel in Channel.allCases {
      for word in [channel.rawValue, channel.name.fr, channel.name.en] + channel.synonyms { #expect(try Channel.named(word) == channel) }
    }
    for outcome in Outcome.allCases {
      for word in [outcome.rawValue, outcome.name.fr, outcome.name.en] + outcome.synonyms { #expect(try Outcome.named(word) == outcome) }
    }
    let refused = #expect(throws: CRMError.self) { try Channel.named("pigeon") }
    #expect(refused?.remedy?.fr.contains("terrain") == true)
  }
}
