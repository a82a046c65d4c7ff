import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// A log over a slow line costs what it names, its prospect, its facts and the commit.
@Suite struct LogRoundTripTests {
  @Test func aLogCostsFourRoundTrips() async throws {
    try await withSchema { connection in
      let relay = try Relay(to: try Relay.folder(of: connection))
      defer { relay.close() }
      var configuration = Configuration(connection + " host=\(relay.folder)")
      configuration.role = "filon_service"
      configuration.maximumSessions = 1
      let pool = Pool(configuration)
      let (organization, _) = try await Organizations(pool).create(name: "Bob")
      let director = Scope(pool: pool, organization: organization, identity: .director(of: organization.id))
      let ana = try await Team(director).add("Ana")
      _ = try await Team(director).add("Bo")

      func expect(_ scope: Scope, _ what: String, _ change: (inout LogEntry) throws -> Void) async throws -> LogAnswer {
        var said = entry("Zinc")
        try change(&said)
        _ = relay.takeTurns()
        let answer = try await DailyLog(scope).record(said)
        let turns = relay.takeTurns()
        #expect(turns == 4, "\(what): \(turns)")
        return answer
      }
      let id = Conversation.ID.v7()
      for scope in [director, director.acting(as: ana)] {
        for prospect in scope.actor == nil ? ["Zinc", "Rade"] : ["Quai", "Port"] {
          let made = try await expect(scope, "a new prospect, opportunity and second salesperson") {
            ($0.prospect, $0.stage, $0.secondSalesperson) = (prospect, "Discussion", "Bo")
          }
          #expect(made.prospectCreated && made.opportunityOpened && made.secondSalesperson == "Bo")
          _ = try await expect(scope, "a beginning of the name") {
            ($0.prospect, $0.createsProspect, $0.outcome) = (String(prospect.prefix(3)), false, .absent)
          }
          let repeated = try await expect(scope, "the same conversation again") {
            ($0.prospect, $0.stage, $0.secondSalesperson) = (prospect, "Discussion", "Bo")
          }
          #expect(repeated.status == .repeated)
          let win = try await expect(scope, "a win without a sale") {
            ($0.prospect, $0.outcome, $0.stage) = (prospect, .sold, "Gagné")
          }
          #expect(win.customerSince != nil && win.missingSale != nil)
        }
        let sold = try await expect(scope, "a sale that moves an opportunity") {
          ($0.prospect, $0.stage) = (scope.actor == nil ? "Bar" : "Café", "Discussion")
        }
        let won = try await expect(scope, "a sale that moves an opportunity") {
          ($0.prospect, $0.outcome, $0.soldCents, $0.nextStep) = (sold.prospect, .sold, 5_000, "Deliver")
          $0.id = scope.actor == nil ? id : nil
        }
        #expect(won.saleID != nil && won.toStage == "Gagné" && won.missingSale == nil)
      }
      let again = try await expect(director, "the same id again") {
        ($0.id, $0.prospect, $0.outcome, $0.soldCents, $0.nextStep) = (id, "Bar", .sold, 5_000, "Deliver")
      }
      #expect(again.status == .repeated)
      await pool.close()
    }
  }
}
