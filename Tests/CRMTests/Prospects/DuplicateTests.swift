import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM

@Suite struct DuplicateTests {
  /// Of two who are the same under another spelling, the second is not added unless somebody says so.
  @Test(arguments: [
    (
      ProspectEntry.sample("Dupont", email: "Lucie@Dupont.fr"), ProspectEntry.sample("D. & Cie", email: " lucie@DUPONT.fr"),
      DuplicateReason.email
    ),
    (.sample("Dupont", phone: "06 12 34 56 78"), .sample("Martin", phone: "+33 (0)6.12.34.56.78 poste 3"), .phone),
    (.sample("Dupont", phone: "0692 12 34 56", postalCode: "97400"), .sample("Martin", phone: "+262692123456"), .phone),
    (.sample("Dupont", siret: "73282932000074"), .sample("Martin", siret: "732 829 320 00074"), .siret),
    (.sample("Élan SARL", postalCode: "75001"), .sample("S.A.S. ELAN", postalCode: "75 001"), .nameAndPostalCode),
    (.sample("Élan SARL", postalCode: "75001"), .sample("elan"), .name),
    (.sample("Élan"), .sample("elan", postalCode: "75001"), .name),
  ])
  func theSameUnderAnotherSpellingIsSeen(one: ProspectEntry, other: ProspectEntry, reason: DuplicateReason) async throws {
    try await withScope { scope in
      let prospects = Prospects(scope)
      let first = try await prospects.add(one).added()
      guard case .duplicates(let duplicates) = try await prospects.add(other) else {
        Issue.record("it was added")
        return
      }
      #expect(duplicates.map(\.prospect.id) == [first.id] && duplicates.map(\.reasons) == [[reason]])
      #expect(duplicates[0].isLikely == (reason != .name))
      let count = try await prospects.list().prospects.count
      #expect(count == 1)
      #expect(try await prospects.add(other, allowDuplicates: true).added().id == other.id)
      let groups = try await prospects.duplicates()
      #expect(groups.map { $0.prospects.map(\.id) } == [[first.id, other.id]] && groups[0].reasons == [reason])
    }
  }

  @Test(arguments: [
    (ProspectEntry.sample("Dupont", postalCode: "75001"), ProspectEntry.sample("Dupont", postalCode: "69001")),
    (.sample("Dupont", email: "a@b.fr"), .sample("Martin", email: "a@c.fr")), (.sample("Dupont"), .sample("Dupond")),
  ])
  func whoIsAnotherIsAdded(one: ProspectEntry, other: ProspectEntry) async throws {
    try await withScope { scope in
      _ = try await Prospects(scope).add(one).added()
      _ = try await Prospects(scope).add(other).added()
      #expect(try await Prospects(scope).duplicates().isEmpty)
    }
  }

  @Test func theErrorNamesThemAndSaysWhatToDo() async throws {
    try await withScope { scope in
      _ = try await Prospects(scope).add(.sample("Dupont", email: "a@b.fr")).added()
      let again = try await Prospects(scope).add(.sample("Dupont", email: "a@b.fr"))
      let error = #expect(throws: CRMError.self) { try again.added() }
      #expect(error?.kind == .conflict && error?.message.en.contains("Dupont, a@b.fr") == true)
      #expect(error?.message.en.contains("same e-mail, same name (possible)") == true)
      #expect(error?.remedy?.en.contains("--allow-duplicate") == true)
    }
  }

  @Test func theSameIdAddsNothing() async throws {
    try await withScope { scope in
      let draft = ProspectEntry.sample("Dupont", email: "a@b.fr")
      let first = try await Prospects(scope).add(draft).added()
      #expect(try await Prospects(scope).add(draft).added() == first)
      let count = try await Prospects(scope).list().prospects.count
      #expect(count == 1)
    }
  }

  @Test func ofManyWhoAddTheSameAtOnceOneDoes() async throws {
    try await withScope { scope in
      let added = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<8 {
          group.addTask {
            let draft = ProspectEntry.sample("Dupont \(number)", email: "a@b.fr", phone: "06 12 34 56 78")
            if case .added = try await Prospects(scope).add(draft) { return true } else { return false }
          }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(added == 1)
    }
  }

  /// Who shares a key with one of a group belongs to it: a with b by e-mail, b with c by phone.
  @Test func groupsGrowAlongSharedKeys() async throws {
    try await withScope { scope in
      let prospects = Prospects(scope)
      let a = try await prospects.add(.sample("A", email: "x@y.fr")).added()
      let b = try await prospects.add(.sample("B", email: "x@y.fr", phone: "0612345678"), allowDuplicates: true).added()
      let c = try await prospects.add(.sample("C", phone: "0612345678"), allowDuplicates: true).added()
      _ = try await prospects.add(.sample("D")).added()
      let groups = try await prospects.duplicates()
      #expect(groups.map { $0.prospects.map(\.id) } == [[a.id, b.id, c.id]] && groups[0].reasons == [.email, .phone])
      _ = try await prospects.merge(a.id.description, [b.id.description, c.id.description])
      #expect(try await prospects.duplicates().isEmpty, "those merged are one")
      guard case .duplicates(let duplicates) = try await prospects.add(.sample("E", phone: "0612345678")) else {
        Issue.record("it was added")
        return
      }
      #expect(duplicates.map(\.prospect.id) == [a.id], "a merged one answers for the one that was kept")
    }
  }
}
