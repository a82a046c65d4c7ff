@testable import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// Whatever somebody typed, taking it back leaves every figure of now as it was before, and the figures as known before as they were then.
@Suite struct UndoPropertyTests {
  @Test(arguments: [UInt64(2), 4, 6]) func whatIsTakenBackLeavesNoTrace(_ seed: UInt64) async throws {
    try await withScope(timeZone: RandomCompany.zone(of: seed)) { scope in
      let today = try await scope.read { try await $0.fetch($0.today) }
      let company = RandomCompany.make(seed: seed, today: today, size: 50)
      var recorder = try await CompanyRecorder(company, scope)
      var tried: [RecordedEntry.Part.Kind: Int] = [:]
      for (phase, steps) in company.story.enumerated() {
        for (index, step) in steps.enumerated() {
          if step.isTyped, phase > 0 || index.isMultiple(of: 4) {
            for kind in try await tryAndTakeBack(step, recorder, scope, company.days, "seed \(seed), phase \(phase), \(step)") {
              tried[kind, default: 0] += 1
            }
          }
          try await recorder.take(step)
        }
      }
      print("Company \(seed): \(tried.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", "))")
      #expect(tried.count >= 8, "\(tried)")
    }
  }

  private func tryAndTakeBack(
    _ step: PlainCompany.Step, _ recorder: CompanyRecorder, _ scope: Scope, _ days: Range<Day>, _ what: String
  ) async throws -> Set<RecordedEntry.Part.Kind> {
    let before = try await figures(scope, days)
    var trial = recorder
    try await trial.take(step)
    let between = try await figures(scope, days)
    let known = try await scope.read { try await $0.one("select clock_timestamp() as now", { try $0.decode("now", as: Instant.self) }) }
    let answer = try await Undo(scope).takeBack()
    #expect(try await figures(scope, days) == before, "\(what)")
    #expect(try await reports(scope, days, asOf: .instant(known)) == Array(between.prefix(Self.reportCount)), "as known before: \(what)")
    return Set(answer.entry.facts.map(\.kind))
  }

  private static let reportCount = 4

  /// Reports, agenda and what stands, as JSON.
  private func figures(_ scope: Scope, _ days: Range<Day>) async throws -> [String] {
    var opportunities = OpportunityFilter()
    opportunities.limit = 1000
    return try await reports(scope, days) + [
      json(try await Segments(scope).abc()),
      json(try await Conversations(scope).agenda(until: days.upperBound + 400)),
      json(try await Prospects(scope).list(limit: 1000)),
      json(try await Opportunities(scope).list(opportunities)),
      json(try await Expenses(scope).list()),
    ]
  }

  private func reports(_ scope: Scope, _ days: Range<Day>, asOf: AsOf? = nil) async throws -> [String] {
    let (from, to) = (days.upperBound.adding(months: -6), days.upperBound)
    var reports: [String] = []
    for dimension in [ReportDimension.salesperson, .channel, .month] {
      let report = try await Reports(scope).conversion(by: dimension, from: from, to: to, asOf: asOf)
      reports.append(json(report.rows.map(\.figures)) + json(report.total))
    }
    let pipeline = try await Reports(scope).pipeline(from: from, to: to, asOf: asOf)
    return reports + [json(pipeline.stages) + json(pipeline.total)]
  }

  private func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "?"
  }
}

extension PlainCompany.Step {
  /// Whether somebody types it, so that it can be taken back.
  fileprivate var isTyped: Bool {
    switch self {
    case .meets, .logs, .opens, .moves, .restates, .reopens, .sells, .refunds, .spends, .measures, .merges: true
    case .arrives, .joins, .changes, .unmerges, .handsOver, .imports, .voids: false
    }
  }
}
