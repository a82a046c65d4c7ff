import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// What the database lets the service's role do, whatever the program asks: every table of the catalogue is tried, so that a new one is
/// covered by itself once `Company` has a row in it.
@Suite struct RightsTests {
  // MARK: Without identity

  @Test func withoutIdentityNothingIsReadOrWritten() async throws {
    try await withTwoCompanies { place async throws in
      for table in place.tables {
        #expect(try await place.total(table, as: nil) == 0, "\(table)")
        #expect(try await place.changes(table, as: nil) == 0, "\(table)")
        #expect(try await place.insertion(of: place.a, into: table, as: nil) == "42501", "\(table)")
      }
    }
  }

  @Test func anIdentityEndsWithItsTransaction() async throws {
    try await withTwoCompanies { place async throws in
      var configuration = place.configuration
      configuration.maximumSessions = 1
      try await lending(configuration) { pool in
        let mine = try await pool.transaction([Actor.director(place.a).statement]) { session in
          (try await backend(session), try await count("prospect", session))
        }
        #expect(mine.1 == 4)
        struct Stop: Error {}
        await #expect(throws: Stop.self) { try await pool.transaction([Actor.director(place.a).statement]) { _ in throw Stop() } }
        try await pool.withSession { session in
          #expect(try await backend(session) == mine.0)
          #expect(try await count("prospect", session) == 0)
          // Outside a transaction an identity lasts for its own statement.
          _ = try await session.query(Actor.director(place.a).statement)
          #expect(try await count("prospect", session) == 0)
        }
      }
    }
  }

  @Test func nobodyActsInARoleThatThereIsNot() async throws {
    try await withTwoCompanies { place async throws in
      for words: SQL in ["'owner'", "null", "'salesperson'"] {
        let state = try await place.refusal(of: "select act_as(\(place.a.id), \(words))", as: nil)
        #expect(state == "0P000")
      }
    }
  }

  // MARK: Across organizations

  @Test func nothingOfAnotherOrganizationIsRead() async throws {
    try await withTwoCompanies { place async throws in
      for table in place.tables {
        let (all, own) = try await place.session(as: .director(place.a)) { session in
          (try await count(table, session), try await count(table, session, where: "organization_id = \(place.a.id)"))
        }
        #expect(own > 0, "Company has no row in \(table)")
        #expect(all == own, "\(table)")
      }
    }
  }

  @Test func nothingOfAnotherOrganizationIsWritten() async throws {
    try await withTwoCompanies { place async throws in
      for table in place.tables {
        #expect(try await place.insertion(of: place.b, into: table, as: .director(place.a)) == "42501", "\(table)")
        #expect(try await place.changes(table, as: .director(place.a), where: "organization_id = \(place.b.id)") == 0, "\(table)")
        let given = try await place.refusal(of: "update \(identifier: table) set organization_id = \(place.b.id)", as: .director(place.a))
        #expect(given == "42501", "\(table)")
      }
    }
  }

  @Test func nothingIsDeleted() async throws {
    try await withTwoCompanies { place async throws in
      for table in place.tables {
        for statement: SQL in ["delete from \(identifier: table)", "truncate \(identifier: table) cascade"] {
          #expect(try await place.refusal(of: statement, as: .director(place.a)) == "42501", "\(table)")
        }
      }
    }
  }

  /// Asked for another organization, a report answers as for one that does not exist.
  @Test func noReportTellsOfAnotherOrganization() async throws {
    try await withTwoCompanies { place async throws in
      #expect(place.reports.count >= 7)
      for (name, arguments) in place.reports {
        func answer(about organization: Organization.ID, as actor: Actor) async throws -> String {
          // The last two have defaults.
          let named = arguments.filter { !["as_known_at", "salesperson_id"].contains($0) }
          let call = try named.map { try #require(argument(named: $0), "\(name) has a new argument: \($0)") }
          return try await place.session(as: actor) { session in
            try await session.one(
              "select coalesce(jsonb_agg(to_jsonb(r)), '[]')::text as answer from \(unsafeRaw: name)(\((["\(organization)"] + call).joined())) as r",
              { try $0.decode("answer", as: String.self) })
          }
        }
        let nothing = try await answer(about: .v7(), as: .director(place.a))
        #expect(try await answer(about: place.b.id, as: .director(place.b)) != nothing, "\(name) tells nothing that could leak")
        #expect(try await answer(about: place.b.id, as: .director(place.a)) == nothing, "\(name)")
        #expect(try await answer(about: place.b.id, as: .ana(place.a)) == nothing, "\(name)")
      }
    }
  }

  private func argument(named name: String) -> SQL? {
    switch name {
    case "from_day": "from_day => date '2026-01-01'"
    case "to_day": "to_day => date '2026-02-01'"
    case "day", "until": "\(unsafeRaw: name) => date '2026-02-01'"
    case "channels": "channels => array['field']"
    case "consent_since": "consent_since => date '2026-01-01'"
    case "criterion": "criterion => 'revenue'"
    case "rule": "rule => 'strict'"
    case "threshold_a": "threshold_a => 8000"
    case "threshold_b": "threshold_b => 9500"
    case "bands": "bands => array[50]::bigint[]"
    case "dimension": "dimension => 'salesperson'"
    case "figure": "figure => 'attempts'"
    case "key": "key => null"
    case "every_key": "every_key => true"
    case "count": "count => 'attempts'"
    case "counts": "counts => array['attempts']"
    case "from_days": "from_days => array[date '2026-01-01']"
    case "to_days": "to_days => array[date '2026-02-01']"
    case "base_from", "in_base", "own": "\(unsafeRaw: name) => null"
    case "people": "people => array[true]"
    case "filter": "filter => '{}'"
    default: nil
    }
  }

  /// A row that names what belongs to another organization is answered as one that names what does not exist.
  @Test func nothingIsRecordedAboutAnotherOrganization() async throws {
    try await withTwoCompanies { place async throws in
      let (a, b) = (place.a, place.b)
      for (prospect, salesperson, opportunity, reason) in [
        (b.anas, a.ana, nil, "prospect"), (a.anas, a.ana, b.anasOpportunity, "opportunity"),
      ] as [(Prospect.ID, Salesperson.ID, Opportunity.ID?, String)] {
        #expect(
          try await place.answers(conversation(in: a.id, prospect, salesperson, opportunity), as: .director(a)) == ["invalid \(reason)"])
      }
      // The salespeople of a conversation are left to their foreign keys.
      for salesperson in [b.ana, .v7()] {
        let refused = await #expect(throws: PostgresError.self) {
          try await place.answers(conversation(in: a.id, a.anas, salesperson, nil), as: .director(a))
        }
        #expect(refused?.constraint == "conversation_salesperson_fk")
      }
      // Said to be of the other organization, whose rows are not seen.
      #expect(try await place.answers(conversation(in: b.id, b.anas, b.ana, nil), as: .director(a)) == ["invalid prospect"])

      for (prospect, salesperson, stage, reason) in [
        (b.anas, a.ana, a.stage, "prospect"), (a.anas, b.ana, a.stage, "salesperson"), (a.anas, a.ana, b.stage, "stage"),
      ] {
        #expect(try await place.answers(opportunity(in: a.id, prospect, salesperson, stage), as: .director(a)) == ["invalid \(reason)"])
      }
      let move = StageMove(opportunityID: b.anasOpportunity, stageID: a.stage, at: .now)
      let moving = StageMove.statement([move], Provenance(organizationID: a.id))
      #expect(try await place.answers(moving, as: .director(a)) == ["invalid opportunity"])

      for (prospect, salesperson, refunded) in [(b.anas, a.ana, nil), (a.anas, b.ana, nil), (a.anas, a.ana, b.anasSale)]
        as [(Prospect.ID, Salesperson.ID, Sale.ID?)]
      {
        let answers = try await place.answers(sale(in: a.id, prospect, salesperson, refunding: refunded), as: .director(a))
        #expect(answers.count == 1 && answers.allSatisfy { $0.hasPrefix("invalid") }, "\(answers)")
      }
      #expect(try await place.answers(expense(in: a.id, b.ana), as: .director(a)) == ["invalid salesperson"])

      for call: SQL in [
        "void_conversations(\(a.id), null, \([b.anasConversation]), 'x')", "void_expenses(\(a.id), null, \([b.anasExpense]), 'x')",
        "void_sales(\(a.id), null, \([b.anasSale]), \([UUID.v7()]), 'x')",
        "void_opportunities(\(a.id), null, \([b.anasOpportunity]), \([UUID.v7()]), 'x')",
        "void_conversations(\(b.id), null, \([b.anasConversation]), 'x')", "void_measurements(\(a.id), \([b.figure]), 'x')",
      ] {
        let answers = try await place.answers("select * from \(call)", as: .director(a))
        #expect(answers.count == 1 && answers.allSatisfy { $0.hasPrefix("invalid") }, "\(answers)")
      }
      try await place.session(as: .director(a)) { session in
        _ = try await session.query("select recompute_conversions(\(b.id), \([b.free]), \([UUID.v7()]))")
      }
      let facts = try await place.session(as: .director(b)) { session in
        var facts: [Int] = []
        for table in ["conversation", "opportunity", "sale", "conversion", "expense", "measurement"] {
          facts.append(try await count(table, session, where: "voided_at is null"))
        }
        return facts
      }
      #expect(facts == [3, 2, 2, 2, 2, 1])
    }
  }

  // MARK: Roles

  @Test func viewersReadEverythingAndWriteNothing() async throws {
    try await withTwoCompanies { place async throws in
      for table in place.tables {
        let seen = try await place.total(table, as: .viewer(place.a))
        let all = try await place.total(table, as: .director(place.a))
        #expect(seen == (Self.ofSigningIn.contains(table) ? 0 : all), "\(table)")
        #expect(try await place.insertion(of: place.a, into: table, as: .viewer(place.a)) == "42501", "\(table)")
        #expect(try await place.changes(table, as: .viewer(place.a)) == 0, "\(table)")
      }
    }
  }

  @Test func salespeopleReadTheirOwnFactsAndTheTeamsProspects() async throws {
    try await withTwoCompanies { place async throws in
      let a = place.a
      func seen<Kind>(_ table: String, _ column: String) async throws -> Set<ID<Kind>> {
        try await place.session(as: .ana(a)) { session in
          Set(
            try await session.rows(
              "select \(identifier: column) as id from \(identifier: table)", { try $0.decode("id") }))
        }
      }
      #expect(try await seen("prospect", "id") == [a.anas, a.bos, a.free, a.merged])
      #expect(try await seen("conversation", "id") == [a.anasConversation, a.sharedConversation])
      #expect(try await seen("opportunity", "id") == [a.anasOpportunity])
      #expect(try await seen("stage_change", "opportunity_id") == [a.anasOpportunity])
      #expect(try await seen("sale", "id") == [a.anasSale])
      #expect(try await seen("conversion_credit", "salesperson_id") == [a.ana])
      #expect(try await seen("expense", "id") == [a.anasExpense])
    }
  }

  /// Every table is one of these: whoever adds one says here whose it is to read.
  @Test func salespeopleReadNothingElseOfTheOrganization() async throws {
    let team: Set = [
      "abc_assignment", "abc_run", "app_user", "conversion", "follow_up", "kpi_feed", "measurement", "membership", "organization",
      "plan", "plan_closing", "plan_version", "prospect", "prospect_merge", "salesperson", "series", "stage", "team",
    ]
    let own: Set = ["conversation", "conversion_credit", "edit", "expense", "kpi_value", "opportunity", "sale", "stage_change"]
    let overseers = Self.ofSigningIn.union(["abc_value", "import_change", "import_rejection", "import_run"])
    try await withTwoCompanies { place async throws in
      #expect(team.union(own).union(overseers) == Set(place.tables))
      for table in place.tables {
        let all = try await place.total(table, as: .director(place.a))
        let seen = try await place.total(table, as: .ana(place.a))
        #expect(team.contains(table) ? seen == all : own.contains(table) ? 0 < seen && seen < all : seen == 0, "\(table)")
      }
    }
  }

  /// act_as() lets no other role through; the setting alone can be made by hand.
  @Test func aRoleThatThereIsNotReadsAndWritesNothing() async throws {
    try await withTwoCompanies { place async throws in
      for table in place.tables {
        try await place.session { session in
          try await session.script(
            "set local filon.organization_id = '\(place.a.id.description)'; set local filon.role = 'banana'")
          #expect(try await count(table, session) == 0, "\(table)")
        }
      }
    }
  }

  @Test func salespeopleChangeTheirOwnAndNobodysAlone() async throws {
    try await withTwoCompanies { place async throws in
      let a = place.a
      func changed<Kind>(_ table: String, _ id: ID<Kind>, _ change: SQL) async throws -> Int {
        try await place.session(as: .ana(a)) { session in
          try await session.execute("update \(identifier: table) set \(change) where organization_id = \(a.id) and id = \(id)")
        }
      }
      #expect(try await changed("prospect", a.anas, "city = 'Lyon'") == 1)
      #expect(try await changed("prospect", a.free, "city = 'Lyon'") == 1)
      #expect(try await changed("prospect", a.bos, "city = 'Lyon'") == 0)
      // What is theirs cannot be made a colleague's, nor a colleague's theirs.
      let handed = try await place.refusal(of: "update prospect set owner_id = \(a.bo) where id = \(a.anas)", as: .ana(a))
      #expect(handed == "42501")
      #expect(try await changed("prospect", a.bos, "owner_id = \(a.ana)") == 0)

      for (table, own, colleagues) in [
        ("conversation", Fact.ID(a.anasConversation), Fact.ID(a.bosConversation)),
        ("opportunity", Fact.ID(a.anasOpportunity), Fact.ID(a.bosOpportunity)),
        ("sale", Fact.ID(a.anasSale), Fact.ID(a.bosSale)), ("expense", Fact.ID(a.anasExpense), Fact.ID(a.bosExpense)),
      ] {
        #expect(try await changed(table, colleagues, "voided_at = now(), void_reason = 'x'") == 0, "\(table)")
        #expect(try await changed(table, own, "voided_at = now(), void_reason = 'x'") == 1, "\(table)")
      }
    }
  }

  @Test func salespeopleRecordNothingInAColleaguesName() async throws {
    try await withTwoCompanies { place async throws in
      let a = place.a
      for (table, condition) in [
        ("conversation", "id = \(a.bosConversation)"), ("opportunity", "id = \(a.bosOpportunity)"), ("sale", "id = \(a.bosSale)"),
        ("expense", "id = \(a.bosExpense)"), ("prospect", "id = \(a.bos)"), ("stage_change", "salesperson_id = \(a.bo)"),
      ] as [(String, SQL)] {
        #expect(try await place.insertion(of: a, into: table, where: condition, as: .ana(a)) == "42501", "\(table)")
      }
      // The functions decide row by row: `actor` is who asks.
      #expect(try await place.answers(conversation(in: a.id, a.anas, a.bo, nil, actor: a.ana), as: .director(a)) == ["denied"])
      #expect(try await place.answers(sale(in: a.id, a.anas, a.bo, actor: a.ana), as: .director(a)).first?.hasPrefix("denied") == true)
      #expect(try await place.answers(expense(in: a.id, a.bo, actor: a.ana), as: .director(a)).first?.hasPrefix("denied") == true)
      let voided = try await place.answers(
        "select * from void_sales(\(a.id), \(a.ana), \([a.bosSale]), \([UUID.v7()]), 'x')", as: .director(a))
      #expect(voided.first?.hasPrefix("denied") == true)
    }
  }

  @Test func onlyDirectorsSetUp() async throws {
    try await withTwoCompanies { place async throws in
      for table in [
        "organization", "app_user", "membership", "credential", "idempotent_request", "audit_event", "team", "salesperson", "stage",
        "import_run", "import_rejection",
        "import_change", "prospect_merge",
        "abc_run", "abc_assignment", "abc_value", "conversion", "conversion_credit",
      ] {
        #expect(try await place.insertion(of: place.a, into: table, as: .ana(place.a)) == "42501", "\(table)")
        #expect(try await place.changes(table, as: .ana(place.a)) == 0, "\(table)")
      }
    }
  }

  // MARK: Reports

  /// Reports read as a role that sees all of the organization that a director or a viewer acts for.
  @Test func theRoleOfReportsShowsAnOrganizationToWhoeverOverseesIt() async throws {
    try await withTwoCompanies { place async throws in
      for table in place.tables where !Self.ofSigningIn.contains(table) {
        func seen(as actor: Actor?) async throws -> Int {
          try await place.session(as: actor) { session in
            try await session.execute("set local role to filon_reports")
            return try await count(table, session)
          }
        }
        let own = try await place.owner.withSession { try await count(table, $0, where: "organization_id = \(place.a.id)") }
        #expect(try await seen(as: .director(place.a)) == own, "\(table)")
        #expect(try await seen(as: .viewer(place.a)) == own, "\(table)")
        #expect(try await seen(as: .ana(place.a)) == 0, "\(table)")
        #expect(try await seen(as: nil) == 0, "\(table)")
      }
    }
  }

  /// What proves who somebody is, and what they asked for.
  private static let ofSigningIn: Set = ["credential", "idempotent_request", "audit_event"]

  /// No report reads it, nor anybody but a director, as whom the program looks.
  @Test(arguments: ofSigningIn) func whatSigningInNeedsIsForDirectorsAlone(_ table: String) async throws {
    try await withTwoCompanies { place async throws in
      #expect(try await place.total(table, as: .director(place.a)) == 1)
      #expect(try await place.total(table, as: .director(place.b)) == 1)
      await #expect(throws: PostgresError.self) {
        try await place.session(as: .director(place.a)) { session in
          try await session.execute("set local role to filon_reports")
          try await session.execute("select from \(identifier: table)")
        }
      }
    }
  }

  /// Nobody who serves deletes; what is old goes by the owner's function, of the acting organization, and nothing else does.
  @Test func onlyOldRequestsAreForgotten() async throws {
    try await withTwoCompanies { place async throws in
      func kept(_ organization: Company) async throws -> [Int] {
        try await place.owner.withSession { session in
          var counts: [Int] = []
          for table in ["idempotent_request", "audit_event"] {
            counts.append(try await count(table, session, where: "organization_id = \(organization.id)"))
          }
          return counts
        }
      }
      func forget() async throws {
        try await place.session(as: .ana(place.a)) {
          try await $0.script("select forget_requests('\(place.a.id)'); select forget_requests('\(place.b.id)')")
        }
      }
      try await forget()
      #expect(try await kept(place.a) == [1, 1])
      try await place.owner.withSession { session in
        try await session.script(
          """
          update idempotent_request set created_at = now() - interval '7 days 1 second';
          update audit_event set asked_at = now() - interval '1 year 1 second';
          """)
      }
      try await forget()
      #expect(try await kept(place.a) == [0, 0])
      #expect(try await kept(place.b) == [1, 1])
    }
  }

  // MARK: The login

  /// A service that logs in as itself (a role that is a member of filon_service) has nothing to go back to. On the private server the
  /// owner logs in and `set role` follows: there, whoever could run statements of their own could also `reset role`, as could the owner.
  @Test func aLoginOfTheServiceCannotBecomeMore() async throws {
    try await withTwoCompanies { place async throws in
      let login = "login_\(String(UInt64.random(in: .min ... .max), radix: 36))"
      try await place.owner.withSession { try await $0.execute("create role \(identifier: login) login in role filon_service") }
      do {
        try await lending(Configuration(place.configuration.connection + " user=\(login)")) { pool in
          for statement: SQL in [
            "set role postgres", "set session authorization postgres", "alter table prospect disable row level security",
            "alter role \(identifier: login) bypassrls", "create table public.mine ()", "create policy p on prospect using (true)",
            "select * from filon.migration",
          ] {
            let refused = await #expect(throws: PostgresError.self) { try await pool.withSession { try await $0.execute(statement) } }
            #expect(refused?.sqlState == "42501", "\(statement)")
          }
          try await pool.withSession { session in
            try await session.execute("reset role")
            #expect(try await count("prospect", session) == 0)
            try await session.execute("set role filon_reports")
            #expect(try await count("prospect", session) == 0)
          }
          // It does not hide rows any more: it refuses.
          let refused = await #expect(throws: PostgresError.self) {
            try await pool.transaction(["set local row_security to off"]) { try await count("prospect", $0) }
          }
          #expect(refused?.sqlState == "42501")
        }
      } catch {
        try await place.owner.withSession { try await $0.execute("drop role \(identifier: login)") }
        throw error
      }
      try await place.owner.withSession { try await $0.execute("drop role \(identifier: login)") }
    }
  }

  /// `security definer` runs as the owner: a caller's own pg_class must not be what it reads.
  @Test func theOwnersFunctionReadsNothingOfItsCaller() async throws {
    try await withTwoCompanies { place async throws in
      let who = try await place.session { session in
        try await session.script(
          """
          create temp table seen (who text);
          grant insert on seen to public;
          create function pg_temp.note() returns oid language plpgsql as
            $$ begin insert into pg_temp.seen values (current_user); return 'prospect'::regclass::oid; end $$;
          create temp view pg_class as
            select pg_temp.note() as oid, 'public'::regnamespace::oid as relnamespace, 'r'::"char" as relkind, true as relrowsecurity,
              0 as relpages, 0 as reltuples;
          grant select on pg_temp.pg_class to public;
          """)
        _ = try await session.query("select refresh_statistics()")
        return try await session.rows("select who from seen", { try $0.decode("who", as: String.self) })
      }
      #expect(who == [])
    }
  }

  // MARK: Facts

  private func conversation(
    in organization: Organization.ID, _ prospect: Prospect.ID, _ salesperson: Salesperson.ID, _ opportunity: Opportunity.ID?,
    actor: Salesperson.ID? = nil
  ) -> SQL {
    var draft = ConversationDraft(
      prospectID: prospect, salespersonID: salesperson, channel: .field, outcome: .refused, occurredAt: Self.noon)
    draft.opportunityID = opportunity
    return ConversationDraft.statement([draft], Provenance(organizationID: organization, actor: actor))
  }

  private func opportunity(
    in organization: Organization.ID, _ prospect: Prospect.ID, _ salesperson: Salesperson.ID, _ stage: Stage.ID
  ) -> SQL {
    OpportunityDraft.statement(
      [OpportunityDraft(prospectID: prospect, salespersonID: salesperson, stageID: stage, openedAt: Self.noon)],
      Provenance(organizationID: organization))
  }

  private func sale(
    in organization: Organization.ID, _ prospect: Prospect.ID, _ salesperson: Salesperson.ID, refunding sale: Sale.ID? = nil,
    actor: Salesperson.ID? = nil
  ) -> SQL {
    var draft = SaleDraft(
      prospectID: prospect, salespersonID: salesperson, soldOn: Self.noon.utc.day, amountCents: sale == nil ? 100 : -100)
    draft.refundOf = sale
    return SaleDraft.statement([draft], Provenance(organizationID: organization, actor: actor))
  }

  private func expense(in organization: Organization.ID, _ salesperson: Salesperson.ID, actor: Salesperson.ID? = nil) -> SQL {
    ExpenseDraft.statement(
      [ExpenseDraft(salespersonID: salesperson, spentOn: Self.noon.utc.day, amountCents: 100)],
      Provenance(organizationID: organization, actor: actor))
  }

  private static let noon = Instant(unixSeconds: 1_767_787_200)
}

private func backend(_ session: Session) async throws -> Int {
  try await session.one("select pg_backend_pid()") { try $0.decode("pg_backend_pid", as: Int.self) }
}
