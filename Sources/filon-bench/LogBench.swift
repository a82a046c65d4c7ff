import CRM
import Foundation
import Postgres

extension Bench {
  /// Conversations recorded through the service module, rights checked and facts idempotent, beside pgbench doing one plain prepared
  /// insert into the same table; both with 1, 8 and 32 writers, in turn.
  func log(rounds: Int, seconds duration: Int) async throws {
    try await withDatabase("filon_bench_log", salespeople: 200, prospects: 100_000) { owner, scope, connection in
      let files = BenchFiles()
      defer { files.remove() }
      let script = try files.write(insertion(in: scope.organization), "insert.sql")
      // The load's own work is kept as small as pgbench's: ids are at hand.
      let (prospects, salespeople) = try await owner.withSession { session in
        (
          try await session.rows("select id from prospect") { try $0.decode("id", as: Prospect.ID.self) },
          try await session.rows("select id from salesperson") { try $0.decode("id", as: Salesperson.ID.self) }
        )
      }
      print("conversations recorded a second; filon through the service module, pgbench -M prepared one plain insert")
      print("writers   filon  pgbench   ratio (median of \(rounds))")
      var ratios: [(String, Double)] = []
      for writers in [1, 8, 32] {
        var pairs: [(ours: Double, theirs: Double)] = []
        for _ in 0..<rounds {
          let ours = try await logRate(scope, prospects, salespeople, writers: writers, seconds: duration)
          let theirs = try await pgbench(script, connection, clients: writers, seconds: duration)
          pairs.append((ours, theirs))
        }
        let ratio = median(pairs.map { $0.ours / $0.theirs })
        ratios.append(("\(writers)", ratio))
        print(
          "\(String(format: "%7d", writers)) \(median(pairs.map(\.ours)).shown(0)) \(median(pairs.map(\.theirs)).shown(0)) \(ratio.shown())"
        )
      }
      printRatios("log", ratios)
    }
  }

  private func logRate(
    _ scope: Scope, _ prospects: [Prospect.ID], _ salespeople: [Salesperson.ID], writers: Int, seconds duration: Int
  ) async throws -> Double {
    let writer = ConversationWriter(scope.pool)
    let end = ContinuousClock.now + .seconds(duration)
    let identity = scope.identity
    var count = 0
    let elapsed = try await seconds {
      count = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<writers {
          group.addTask {
            var recorded = 0
            // As cheap as pgbench's: the system's generator is a call of the kernel for each number.
            var random = SeededGenerator(seed: .random(in: .min ... .max))
            while ContinuousClock.now < end {
              guard let prospect = prospects.randomElement(using: &random), let salesperson = salespeople.randomElement(using: &random)
              else { break }
              let draft = ConversationDraft(
                prospectID: prospect, salespersonID: salesperson, channel: .field, outcome: .interested, occurredAt: .now)
              let recording = try await writer.record(draft, as: identity)
              guard recording == .recorded else { throw BenchError("not recorded: \(recording)") }
              recorded += 1
            }
            return recorded
          }
        }
        return try await group.reduce(0, +)
      }
    }
    return Double(count) / elapsed
  }
}
