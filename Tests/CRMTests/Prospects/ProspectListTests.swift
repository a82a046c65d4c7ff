import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM

@Suite struct ProspectListTests {
  @Test func filtersChooseAndGoTogether() async throws {
    try await withScope { scope in
      let prospects = Prospects(scope)
      let ana = try await Team(scope).add("Ana")
      let lyon = try await prospects.add(
        .sample(
          "Atelier Élan", email: "lucie@elan.fr", city: "Lyon", owner: "Ana", source: "Salon", nextStep: "Rappeler",
          nextOn: Day("2026-03-01"))
      ).added()
      var change = ProspectChange()
      change.details.contactName = "Élise Müller-Cœur"
      _ = try await prospects.update(lyon.id, change)
      let paris = try await prospects.add(.sample("Boulangerie Paul", city: "Paris", nextOn: Day("2026-04-01"))).added()
      try await scope.sell(to: paris, on: "2026-02-01", 1000)
      try await scope.open(lyon, stage: "Négociation", by: ana)

      func names(_ set: (inout ProspectFilter) -> Void) async throws -> [String] {
        var filter = ProspectFilter()
        set(&filter)
        return try await prospects.list(filter).prospects.map(\.name)
      }
      #expect(try await names { _ in } == ["Atelier Élan", "Boulangerie Paul"])
      #expect(try await names { $0.owner = "ana" } == ["Atelier Élan"])
      #expect(try await names { $0.source = "salon" } == ["Atelier Élan"])
      #expect(try await names { $0.stage = "negociation" } == ["Atelier Élan"])
      #expect(try await names { $0.stage = "Devis remis" } == [])
      #expect(try await names { $0.lifecycle = .customer } == ["Boulangerie Paul"])
      #expect(try await names { $0.lifecycle = .prospect } == ["Atelier Élan"])
      #expect(try await names { $0.dueBy = Day("2026-03-15") } == ["Atelier Élan"])
      for text in ["elan", "LYON", "lucie@", "élan lyon", "elise", "MÜLLER", "coeur"] {
        #expect(try await names { $0.text = text } == ["Atelier Élan"], "\(text)")
      }
      for text in ["elan paris", "%", "_", "'"] { #expect(try await names { $0.text = text } == [], "\(text)") }
      #expect(
        try await names {
          $0.owner = "ana"; $0.lifecycle = .customer
        } == [])
      #expect(try await names { $0.segment = "A" } == [])
      try await scope.saveClasses([(paris.id, "A"), (lyon.id, "C")])
      #expect(try await names { $0.segment = "a" } == ["Boulangerie Paul"])
      let line = try #require(try await prospects.list().prospects.first)
      #expect(line.stages == ["Négociation"] && line.segment == "C" && line.nextStep == "Rappeler" && line.owner == "Ana")
      for set in [{ $0.stage = "Nulle part" }, { $0.owner = "Personne" }] as [(inout ProspectFilter) -> Void] {
        let refused = await #expect(throws: CRMError.self) { try await names(set) }
        #expect(refused?.kind == .notFound)
      }
    }
  }

  /// The open opportunity of a merged prospect is one of the prospect that was kept.
  @Test func whatWasMergedCountsForTheOneKept() async throws {
    try await withScope { scope in
      let ana = try await Team(scope).add("Ana")
      let prospects = Prospects(scope)
      let kept = try await prospects.add(.sample("Alpha")).added()
      let other = try await prospects.add(.sample("Beta")).added()
      try await scope.open(other, stage: "Négociation", by: ana)
      _ = try await prospects.merge("alpha", ["beta"])
      var filter = ProspectFilter()
      filter.stage = "Négociation"
      let page = try await prospects.list(filter)
      #expect(page.prospects.map(\.id) == [kept.id] && page.prospects.first?.stages == ["Négociation"])
      let stage = try #require(try await prospects.show("beta").history.first { $0.kind == .stage })
      #expect(stage.stage == "Négociation" && stage.prospectID == other.id && stage.salesperson == "Ana")
    }
  }

  /// Whoever was there when the first page was read is seen exactly once, whatever is added between pages.
  @Test func pagesShowEachProspectOnceWhileOthersAreAdded() async throws {
    try await withScope { scope in
      let prospects = Prospects(scope)
      var generator = SeededGenerator(seed: 7)
      var there: Set<Prospect.ID> = []
      for number in 0..<25 {
        // Two of one name: the id decides between them.
        let draft = ProspectEntry.sample("Company \(number / 2)")
        there.insert(try await prospects.add(draft, allowDuplicates: true).added().id)
      }
      var seen: [Prospect.ID] = []
      var cursor: String?
      repeat {
        let page = try await prospects.list(after: cursor, limit: 4)
        #expect(page.prospects.count <= 4)
        seen += page.prospects.map(\.id)
        cursor = page.next
        _ = try await prospects.add(.sample("Company \(Int.random(in: 0..<13, using: &generator))"), allowDuplicates: true)
      } while cursor != nil
      #expect(seen.count == Set(seen).count)
      #expect(there.isSubset(of: seen))
      for wrong in ["x", "", "....", String(repeating: "A", count: 10_000) + "!", "AAAAAAAAAAAAAAAAAAAAAAAA"] {
        let refused = await #expect(throws: CRMError.self) { try await prospects.list(after: wrong) }
        #expect(refused?.kind == .usage, "\(wrong.prefix(20))")
      }
      let refused = await #expect(throws: CRMError.self) { try await prospects.list(limit: 0) }
      #expect(refused?.kind == .usage)
    }
  }

  @Test func theHistoryComesInPages() async throws {
    try await withScope { scope in
      let prospect = try await Prospects(scope).add(.sample("Dupont")).added()
      for day in 1...9 { try await scope.sell(to: prospect, on: "2026-03-0\(day)", 100 * day) }
      var events: [HistoryEvent] = []
      var cursor: String?
      repeat {
        let page = try await Prospects(scope).show("dupont", after: cursor, limit: 3)
        events += page.history
        cursor = page.next
      } while cursor != nil
      let whole = try await Prospects(scope).show("dupont", limit: 1000)
      #expect(whole.next == nil && events == whole.history && events.count == 11)
      #expect(events.filter { $0.kind == .sale }.map(\.day) == (1...9).reversed().compactMap { Day("2026-03-0\($0)") })
    }
  }

  /// Look-ups stay on their index under row-level security, and a page reads no more than itself, on 100,000 prospects.
  @Test func lookUpsUseTheirIndex() async throws {
    try await withSchema { connection in
      let owner = Pool(Configuration(connection))
      var configuration = Configuration(connection)
      configuration.role = "filon_service"
      let service = Pool(configuration)
      let (organization, _) = try await Organizations(service).create(name: "Large")
      try await owner.withSession { session in
        _ = try await session.execute(
          """
          insert into prospect (organization_id, id, name, name_key, email, email_key, phone, phone_key, siret, postal_code)
          select \(organization.id), gen_random_uuid(), 'Company ' || n, 'company ' || n, 'a@' || n || '.fr', 'a@' || n || '.fr',
            '+33' || 600000000 + n, '+33' || 600000000 + n, lpad(n::text, 14, '0'), lpad((n % 90000 + 1000)::text, 5, '0')
          from generate_series(1, 100000) as n
          """)
        _ = try await session.execute("analyze prospect")
      }
      let scope = Scope(pool: service, organization: organization, identity: .director(of: organization.id))
      let keys = Duplicate.Keys(name: "company 77", email: "a@77.fr", phone: "+33600000077", siret: "00000000000077", postalCode: "01077")
      let exact = ["a@77.fr", "06 00 00 00 77", "company 77"]
      var statements = exact.map { Lookup.statement($0, exactly: true, organization) }
      statements.append(Lookup.near("company 777", organization))
      statements.append(Duplicate.statement(keys, organization))
      statements.append(ProspectList.statement([], after: ProspectCursor(nameKey: "company 5", id: .v7()), limit: 50, organization))
      for statement in statements {
        let plan = try await scope.read { session in
          try await session.rows("explain \(statement)") { try $0.decode("QUERY PLAN", as: String.self) }
        }
        .joined(separator: "\n")
        #expect(!plan.contains("Seq Scan on prospect"), "\(plan)")
      }
      // Words in the middle of names are looked for only where nobody is called so, nor begins so.
      for text in exact + ["company 7777"] {
        let plan = try await scope.read { session in
          try await session.rows("explain (analyze, timing off) \(Lookup.statement(text, organization))") {
            try $0.decode("QUERY PLAN", as: String.self)
          }
        }
        let words = try #require(plan.firstIndex { $0.contains("POSITION") })
        let scan = try #require(plan[..<words].last { $0.contains(" on prospect p") })
        #expect(scan.contains("never executed"), "\(plan.joined(separator: "\n"))")
      }
      let found = try await Prospects(scope).find("company 77777")
      #expect(found.email == "a@77777.fr")
      let duplicates = try await scope.read { try await $0.fetch($0.duplicates(of: keys)) }
      #expect(duplicates.map(\.prospect.name) == ["Company 77"])
      await owner.close()
      await service.close()
    }
  }
}

extension Scope {
  /// Opens an opportunity as the service does.
  func open(_ prospect: Prospect, stage name: String, by salesperson: Salesperson) async throws {
    try await record { transaction in
      let stage = try await transaction.fetch(transaction.stages).named(name)
      var draft = OpportunityDraft(prospectID: prospect.id, salespersonID: salesperson.id, stageID: stage.id, openedAt: .now)
      draft.amountCents = 1000
      try await transaction.record(draft)
    }
  }

  /// Saves a segmentation.
  func saveClasses(_ classes: [(id: Prospect.ID, name: String)]) async throws {
    try await write { session in
      let run = UUID.v7()
      _ = try await session.execute(
        """
        insert into abc_run (organization_id, id, criterion, from_day, to_day, threshold_a, threshold_b, rule)
        values (\(organization.id), \(run), 'revenue', '2026-01-01', '2027-01-01', 8000, 9500, 'strict')
        """)
      _ = try await session.execute(
        """
        insert into abc_assignment (organization_id, run_id, prospect_id, class)
        select \(organization.id), \(run), r.id, r.class
        from unnest(\(classes.map(\.id)), \(classes.map(\.name))) as r (id, class)
        """)
    }
  }
}
