import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM

@Suite struct MergeTests {
  @Test func whoIsMergedIsFoundAsTheOneKeptAndComesApartAgain() async throws {
    try await withScope { scope in
      let prospects = Prospects(scope)
      let kept = try await prospects.add(.sample("Dupont SARL", email: "a@dupont.fr")).added()
      let other = try await prospects.add(.sample("Dupond Frères", phone: "0612345678")).added()
      try await scope.sell(to: other, on: "2026-03-01", 10_000)
      try await scope.sell(to: kept, on: "2026-05-01", 5_000)

      let preview = try await prospects.merge("a@dupont.fr", ["dupond"], preview: true)
      #expect(preview.mergeID == nil && preview.kept.revenueCents == 5_000 && preview.merged.map(\.revenueCents) == [10_000])
      #expect(try await prospects.find("dupond").id == other.id)

      let merge = try await prospects.merge("a@dupont.fr", ["dupond"])
      let mergeID = try #require(merge.mergeID)
      #expect(merge.kept.prospect.convertedOn == Day("2026-03-01"), "the earlier sale made the customer")
      for text in ["dupond", "0612345678", other.id.description] { #expect(try await prospects.find(text).id == kept.id, "\(text)") }
      #expect(try await prospects.list().prospects.map(\.id) == [kept.id])
      let history = try await prospects.show("dupont").history
      #expect(history.map(\.at) == history.map(\.at).sorted(by: >))
      #expect(history.map(\.kind.rawValue).sorted() == ["added", "added", "conversion", "merged", "sale", "sale"])
      #expect(history.filter { $0.kind == .sale }.map(\.amountCents) == [5_000, 10_000])
      #expect(history.first { $0.kind == .merged }?.mergeID == mergeID)

      let unmerge = try await prospects.unmerge(mergeID)
      #expect(unmerge.kept.convertedOn == Day("2026-05-01") && unmerge.parted.map(\.convertedOn) == [Day("2026-03-01")])
      #expect(try await prospects.find("dupond").id == other.id)
      let again = await #expect(throws: CRMError.self) { try await prospects.unmerge(mergeID) }
      #expect(again?.kind == .conflict)
    }
  }

  @Test func aChainComesApartFromItsEnd() async throws {
    try await withScope { scope in
      let prospects = Prospects(scope)
      for name in ["Alpha", "Beta", "Gamma"] { _ = try await prospects.add(.sample(name)).added() }
      let first = try #require(try await prospects.merge("beta", ["alpha"]).mergeID)
      let second = try #require(try await prospects.merge("gamma", ["beta"]).mergeID)
      #expect(try await prospects.find("alpha").name == "Gamma")
      let refused = await #expect(throws: CRMError.self) { try await prospects.unmerge(first) }
      #expect(refused?.kind == .conflict && refused?.message.en.contains(second.description) == true)
      let outer = try await prospects.unmerge(second)
      #expect(outer.parted.map(\.name) == ["Beta"])
      #expect(outer.stillMerged.map { [$0.prospect.name, $0.kept.name] } == [["Alpha", "Beta"]])
      #expect(try await prospects.find("alpha").name == "Beta")
      _ = try await prospects.unmerge(first)
      #expect(try await prospects.find("alpha").name == "Alpha")
    }
  }

  @Test func whatCannotBeMergedIsRefused() async throws {
    try await withScope { scope in
      let prospects = Prospects(scope)
      _ = try await prospects.add(.sample("Alpha")).added()
      _ = try await prospects.add(.sample("Beta")).added()
      let ana = try await Team(scope).add("Ana")
      let itself = await #expect(throws: CRMError.self) { try await prospects.merge("alpha", ["ALPHA"]) }
      #expect(itself?.kind == .invalid)
      let none = await #expect(throws: CRMError.self) { try await prospects.merge("alpha", []) }
      #expect(none?.kind == .usage)
      let unknown = await #expect(throws: CRMError.self) { try await prospects.unmerge(Merge.ID.v7()) }
      #expect(unknown?.kind == .notFound)
      let denied = await #expect(throws: CRMError.self) { try await Prospects(scope.acting(as: ana)).merge("alpha", ["beta"]) }
      #expect(denied?.kind == .denied)
      _ = try await prospects.merge("alpha", ["beta"])
      let again = await #expect(throws: CRMError.self) { try await prospects.merge("alpha", ["beta"]) }
      #expect(again?.kind == .invalid, "they are one already")
    }
  }

  /// Whatever is merged in whatever order: undone from the newest to the oldest, each step gives back what was there before it; an older
  /// merge is undone out of turn only where no newer one rests on it, and then too all is as at first in the end.
  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
  func anyOrderOfMergesGivesBackTheOriginalPicture(seed: UInt64) async throws {
    try await withScope { scope in
      var generator = SeededGenerator(seed: seed)
      let prospects = Prospects(scope)
      var ids: [Prospect.ID] = []
      for number in 0..<7 {
        let added = try await prospects.add(.sample("Company \(number)")).added()
        ids.append(added.id)
        if number != 3 {
          try await scope.sell(
            to: added, on: Day("2026-01-01").map { $0 + Int.random(in: 0..<300, using: &generator) }, 1_000 * (number + 1))
        }
      }
      let original = try await scope.picture(ids)
      var pictures: [(merge: Merge.ID, before: [String])] = []
      for _ in 0..<5 {
        let names = ids.shuffled(using: &generator).prefix(Int.random(in: 2...3, using: &generator)).map(\.description)
        let before = try await scope.picture(ids)
        // Two of them may be one already.
        guard let merge = try? await prospects.merge(names[0], Array(names.dropFirst())) else { continue }
        pictures.append((try #require(merge.mergeID), before))
        let conversions = try await scope.conversions()
        #expect(conversions.count == Set(conversions).count, "a prospect becomes a customer once")
      }
      #expect(!pictures.isEmpty)
      if seed.isMultiple(of: 2) {
        for (merge, before) in pictures.reversed() {
          _ = try await prospects.unmerge(merge)
          #expect(try await scope.picture(ids) == before)
        }
      } else {
        var left = Set(pictures.map(\.merge))
        while !left.isEmpty {
          let count = left.count
          for merge in left.sorted(by: { $0.description < $1.description }) where (try? await prospects.unmerge(merge)) != nil {
            left.remove(merge)
          }
          try #require(left.count < count, "one can always be undone")
        }
      }
      #expect(try await scope.picture(ids) == original)
    }
  }
}

extension Scope {
  /// Records a sale as the service does.
  func sell(to prospect: Prospect, on day: Day?, _ cents: Int) async throws {
    _ = try await record { try await $0.record(SaleDraft(prospectID: prospect.id, soldOn: try #require(day), amountCents: cents)) }
  }

  /// The same, on a day as text.
  func sell(to prospect: Prospect, on day: String, _ cents: Int) async throws {
    try await sell(to: prospect, on: Day(day), cents)
  }

  /// Who became a customer when, one text each.
  func conversions() async throws -> [String] {
    try await read { session in
      try await session.rows("select prospect_id::text as id from conversion where voided_at is null") {
        try $0.decode("id", as: String.self)
      }
    }
  }

  /// For whom each prospect stands, and since when it is a customer.
  func picture(_ ids: [Prospect.ID]) async throws -> [String] {
    var lines: [String] = []
    for id in ids {
      let prospect = try await Prospects(self).find(id.description)
      lines.append("\(prospect.name) \(prospect.convertedOn?.description ?? "-")")
    }
    return lines
  }
}
