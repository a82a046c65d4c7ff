import Foundation
import Postgres
import TestSupport
import Testing

@testable import CRM

/// The file of an export.
private func exportFile(_ kind: ExportKind, _ scope: Scope, _ change: (inout ExportRequest) -> Void = { _ in }) async throws -> String {
  var request = ExportRequest(kind)
  change(&request)
  var text = ""
  _ = try await Exports(scope).run(request) { text += $0 }
  return text
}

/// Its cells, the header first.
private func exported(
  _ kind: ExportKind, _ scope: Scope, _ change: (inout ExportRequest) -> Void = { _ in }
) async throws -> [[String]] {
  let file = try TemporaryFile(try await exportFile(kind, scope, change))
  defer { withExtendedLifetime(file) {} }
  return try readTable(file.path)
}

extension [[String]] {
  /// The cells of some columns of all rows but the header.
  fileprivate func of(_ columns: String...) throws -> [String] {
    let places = try columns.map { try #require(first?.firstIndex(of: $0), "no column \($0)") }
    return dropFirst().map { row in places.map { row[$0] }.joined(separator: "|") }
  }
}

private let prospects = """
  reference,name,contact_name,email,phone,siret,vat_number,naf_code,address,postal_code,city,country,source,owner,potential,next_step,next_on,note
  p1,Zinc,Lucie Morel,lucie@zinc.fr,01 99 00 00 01,73282932000074,FR44732829320,4711D,"1, rue ""du"" Port",06000,Nice,FR,Salon,Ana,1200.50,Rappeler,2030-01-05,"deux
  lignes"
  ,Étain,,etain@example.fr,,,,,,,,BE,,Bo,,,,
  p3,Plomb,,,,,,,,,,FR,,,,,,

  """
private let opportunities = """
  reference,prospect,salesperson,stage,opened_on,closed_on,amount,title,source,channel,expected_on,loss_reason,competitor,note
  o1,p1,Ana,Gagné,2026-01-05,2026-02-01,1500,Comptoir,Salon,trade_show,2026-03-01,,,oui
  o2,Étain,Bo,Perdu,2026-01-06,2026-02-02,90.05,,,,,Prix,Durand,
  o3,p3,,Devis remis,2026-01-07,,,,,,,,,
  o4,p3,Ana,Perdu,,,10,,,,,,,

  """
private let conversations = """
  reference,prospect,salesperson,second_salesperson,channel,outcome,occurred_at,minutes,next_step,next_on,note
  c1,p1,Ana,Bo,field,interested,2026-01-05T10:00:00.25+01:00,20,Devis,2026-01-09,Aime le bleu
  ,Étain,Bo,,outbound_call,absent,2026-07-02T14:30,,,,
  c3,p3,Ana,,video,refused,2026-10-25T00:30:00Z,65,,,

  """
private let sales = """
  reference,prospect,salesperson,sold_on,amount,margin,channel,refund_of,note
  s1,p1,Ana,2026-02-01,1500,700.10,trade_show,,
  s2,Étain,Bo,2026-02-03,99.99,,,,
  r1,p1,Ana,2026-02-01,-500,,,s1,abîmé
  s3,,Bo,2026-03-01,10,,shop,,

  """
private let expenses = """
  reference,spent_on,amount,category,acquisition,action,salesperson,note
  e1,2026-01-01,120.40,Salon,true,,Ana,stand
  ,2026-01-02,3,,false,,,

  """

private func fill(_ scope: Scope) async throws {
  let files: [(ImportKind, String)] = [
    (.prospects, prospects), (.opportunities, opportunities), (.conversations, conversations), (.sales, sales), (.expenses, expenses),
  ]
  for (kind, text) in files {
    let result = try await importFile(text, kind, scope)
    #expect(result.rejected == 0, "\(kind) \(result.reasons)")
  }
}

/// Another organization of the same database.
private func withSecond(_ scope: Scope, _ body: (Scope) async throws -> Void) async throws {
  let (organization, _) = try await Organizations(scope.pool).create(
    name: "Copie", currency: "EUR", timeZone: "Europe/Paris", language: .fr)
  try await body(Scope(pool: scope.pool, organization: organization, identity: .director(of: organization.id)))
}

/// Everything that files hold of an organization, whatever its ids.
private func content(_ scope: Scope) async throws -> [String] {
  try await lines(
    scope,
    """
    select concat_ws('|', 'p', p.name, p.contact_name, p.email_key, p.phone, p.phone_key, p.siret, p.vat_number, p.naf_code, p.address,
      p.postal_code, p.city, p.country, p.source, owner.name, p.potential_cents, p.next_step, p.next_on, p.note) as line
    from prospect p
    left join salesperson owner on owner.id = p.owner_id
    union all
    select concat_ws('|', 'o', p.name, s.name, g.name, o.opened_at, case when not x.undated then o.closed_at end, o.amount_cents, o.title,
      o.source, o.channel, o.expected_on, x.loss_reason, x.competitor, o.note)
    from opportunity o
    join prospect p on p.id = o.prospect_id
    join stage g on g.id = o.stage_id
    join stage_change x on x.opportunity_id = o.id and x.number = o.changes
    left join salesperson s on s.id = o.salesperson_id
    union all
    select concat_ws('|', 'c', p.name, s.name, w.name, c.channel, c.outcome, c.occurred_at, c.minutes, c.next_step, c.next_on, c.note)
    from conversation c
    join prospect p on p.id = c.prospect_id
    left join salesperson s on s.id = c.salesperson_id
    left join salesperson w on w.id = c.second_salesperson_id
    union all
    select concat_ws('|', 's', p.name, s.name, x.kind, x.sold_on, x.amount_cents, x.margin_cents, x.channel, sold.amount_cents, x.note)
    from sale x
    left join prospect p on p.id = x.prospect_id
    left join sale sold on sold.id = x.refund_of
    left join salesperson s on s.id = x.salesperson_id
    union all
    select concat_ws('|', 'e', e.spent_on, e.amount_cents, e.category, e.acquisition, e.action, s.name, e.note)
    from expense e
    left join salesperson s on s.id = e.salesperson_id
    order by line
    """)
}

private func figures(_ scope: Scope) async throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  let report = try await Reports(scope).conversion(by: .salesperson, from: Day("2026-01-01"), to: Day("2026-12-31"))
  return String(decoding: try encoder.encode(report.total), as: UTF8.self)
}

@Suite struct ExportTests {
  @Test func everythingIsThereAgainInAnotherOrganization() async throws {
    try await withScope { scope in
      try await fill(scope)
      try await withSecond(scope) { copy in
        for kind in ExportKind.allCases {
          let target = try #require(ImportKind(rawValue: kind.rawValue))
          let text = try await exportFile(kind, scope)
          let result = try await importFile(text, target, copy) { $0.mapping.creations.remove(.prospects) }
          #expect(result.rejected == 0 && result.recorded > 0 && result.likelyDuplicates == 0, "\(kind) \(result.reasons)")
          let again = try await importFile(text, target, copy) { $0.mapping.creations.remove(.prospects) }
          #expect(again.recorded == 0 && again.repeated == result.recorded, "\(kind) \(again.reasons)")
        }
        #expect(try await content(copy) == content(scope))
        #expect(try await content(copy).count == 16)
        #expect(try await figures(copy) == figures(scope))
      }
    }
  }

  /// What a spreadsheet shows is read again too.
  @Test func whatExcelShowsIsReadAgain() async throws {
    try await withScope { scope in
      try await fill(scope)
      let text = try await exportFile(.sales, scope) { $0.style = .excel(.fr) }
      let rows = text.components(separatedBy: "\r\n")
      #expect(
        rows[0]
          == "\u{FEFF}Référence;Référence du prospect;Commercial;Le;Montant;Marge;Canal;Rembourse;Note;Nom du prospect;Identifiant Filon")
      #expect(rows[1].hasPrefix("s1;p1;Ana;01/02/2026;1500,00;700,10;salon;;;Zinc;"))
      #expect(rows[2].hasPrefix("r1;p1;Ana;01/02/2026;-500,00;-233,37;salon;s1;abîmé;Zinc;"), "\(rows[2])")
      let conversations = try await exportFile(.conversations, scope) { $0.style = .excel(.fr) }
      #expect(conversations.contains(";terrain;intéressé;05/01/2026 10:00:00;20;Devis;09/01/2026;"), "\(conversations)")
      #expect(conversations.contains(";25/10/2026 02:30:00;65;"))
      #expect(try await exportFile(.expenses, scope) { $0.style = .excel(.en) }.contains("e1;2026-01-01;120,40;Salon;yes;"))
      try await withSecond(scope) { copy in
        try await importFile(try await exportFile(.prospects, scope), .prospects, copy)
        let result = try await importFile(text, .sales, copy)
        #expect(result.recorded == 4, "\(result.reasons)")
        #expect(try await content(copy).filter { $0.hasPrefix("s|") } == content(scope).filter { $0.hasPrefix("s|") })
      }
    }
  }

  @Test(arguments: ExportKind.allCases) func itsColumnsAreTheFieldsOfAnImport(kind: ExportKind) async throws {
    try await withScope { scope in
      let fields = try #require(ImportKind(rawValue: kind.rawValue)).fields
      let header = try #require(try await exported(kind, scope).first)
      // What other programs write in two columns or in another currency.
      #expect(Set(fields).subtracting(header).isSubset(of: ["status", "won_on", "lost_on", "currency"]))
      #expect(Set(header).subtracting(fields).isSubset(of: ["prospect_name"]))
      let headings = try #require(try await exported(kind, scope) { $0.style = .excel(.fr) }.first)
      #expect(Set(headings).count == header.count, "\(headings)")
      for language in [Language.fr, .en] {
        let headings = try #require(try await exported(kind, scope) { $0.style = .excel(language) }.first)
        let bindings = try ImportBindings(
          try #require(ImportKind(rawValue: kind.rawValue)), nil, ImportMapping(), header: headings, place: "")
        let read = zip(headings, header).filter { pair in bindings.reading.read.contains { $0.column == pair.0 && $0.field == pair.1 } }
        #expect(read.count >= header.count { $0 != "prospect_name" }, "\(bindings.reading)")
      }
    }
  }

  @Test func whatWasVoidedOrMergedIsNotThere() async throws {
    try await withScope { scope in
      try await fill(scope)
      let merged = try await Prospects(scope).merge("Zinc", ["Plomb"])
      #expect(try await exported(.prospects, scope).of("name") == ["Étain", "Zinc"])
      #expect(try await exported(.conversations, scope).of("prospect", "prospect_name").filter { $0 == "p1|Zinc" }.count == 2)
      #expect(try await exported(.opportunities, scope).of("prospect").filter { $0 == "p1" }.count == 3)
      _ = try await Prospects(scope).unmerge(try #require(merged.mergeID))
      #expect(try await exported(.prospects, scope).of("name") == ["Étain", "Plomb", "Zinc"])

      let conversation = try #require(try await Conversations(scope).list().items.last)
      try await Conversations(scope).void(conversation.id, reason: "x")
      #expect(try await exported(.conversations, scope).of("reference").count == 2)
      let refund = try #require(try await Sales(scope).list().items.first { $0.kind == .refund })
      try await Sales(scope).void(refund.id, reason: "x")
      #expect(try await exported(.sales, scope).of("amount", "refund_of") == ["1500.00|", "99.99|", "10.00|"])
    }
  }

  /// An import reads the references of one system: two of the same name would be one.
  @Test func aReferenceThatTwoSystemsHaveIsNone() async throws {
    try await withScope { scope in
      try await fill(scope)
      try await importFile("reference,spent_on,amount\ne1,2026-05-01,7\n", .expenses, scope) { $0.mapping.system = "other" }
      let rows = try await exported(.expenses, scope).of("amount", "reference", "filon_id")
      #expect(rows.count == 3 && Set(rows).count == 3)
      for row in rows where row.hasPrefix("120.40") || row.hasPrefix("7.00") {
        let cells = row.split(separator: "|")
        #expect(cells[1] == cells[2], "\(row)")
      }
    }
  }

  @Test func aPeriodHasItsFirstDayAndNotItsLast() async throws {
    try await withScope { scope in
      try await fill(scope)
      func days(_ kind: ExportKind, _ column: String, _ from: String?, _ until: String?) async throws -> [String] {
        try await exported(kind, scope) {
          $0.from = from.flatMap(Day.init)
          $0.until = until.flatMap(Day.init)
        }.of(column)
      }
      #expect(try await days(.sales, "sold_on", "2026-02-01", "2026-02-03") == ["2026-02-01", "2026-02-01"])
      #expect(try await days(.expenses, "spent_on", "2026-01-02", nil) == ["2026-01-02"])
      #expect(try await days(.opportunities, "opened_on", nil, "2026-01-07") == ["2026-01-05", "2026-01-06"])
      // 00:30 UTC is 02:30 of that day in Paris.
      #expect(try await days(.conversations, "occurred_at", "2026-10-25", "2026-10-26") == ["2026-10-25T02:30:00+02:00"])
      #expect(try await days(.conversations, "occurred_at", nil, "2026-02-01") == ["2026-01-05T10:00:00.25+01:00"])
      #expect(try await days(.prospects, "name", nil, "2026-01-01") == [])
    }
  }

  @Test func everybodyTakesWhatTheyMayRead() async throws {
    try await withScope { scope in
      try await fill(scope)
      let ana = try await Team(scope).find("Ana")
      let her = scope.acting(as: ana)
      #expect(try await exported(.prospects, her).of("name") == ["Zinc"])
      #expect(try await exported(.conversations, her).of("reference") == ["c1", "c3"])
      #expect(try await exported(.sales, her).of("reference", "refund_of") == ["s1|", "r1|s1"])
      #expect(try await exported(.expenses, her).of("reference") == ["e1"])
      #expect(try await exported(.opportunities, her).of("reference").sorted() == ["o1", "o3", "o4"])
      let viewer = Scope(pool: scope.pool, organization: scope.organization, identity: .viewer(of: scope.organization.id))
      for kind in ExportKind.allCases { #expect(try await exportFile(kind, viewer) == exportFile(kind, scope)) }
    }
  }

  @Test func cellsThatASpreadsheetWouldComputeAreDisarmed() async throws {
    try await withScope { scope in
      try await importFile("name,phone,note\n=1+1,+33 6 12 34 56 78,- rappeler\n'=2,,\n", .prospects, scope)
      #expect(
        try await exported(.prospects, scope).of("name", "phone", "note").sorted() == ["'=1+1|+33 6 12 34 56 78|'- rappeler", "'=2||"])
    }
  }

  /// In a process of its own: other tests would be measured too.
  @Test func memoryDoesNotGrowWithTheRows() async throws {
    try await withSchema { connection in
      _ = await #expect(processExitsWith: .success) { [connection = connection as String] in
        let pool = Pool(Configuration(connection))
        let (organization, _) = try await Organizations(pool).create(
          name: "Bob", currency: "EUR", timeZone: "Europe/Paris", language: .fr)
        try await pool.transaction { session in
          try await session.execute(
            """
            insert into prospect (organization_id, id, name, name_key)
            select \(organization.id), md5('p' || n)::uuid, 'P' || n, 'p' || n from generate_series(0, 999) as n
            """)
          try await session.execute(
            """
            insert into conversation (organization_id, id, prospect_id, channel, outcome, occurred_at, note)
            select \(organization.id), md5('c' || n)::uuid, md5('p' || n % 1000)::uuid, 'field', 'interested',
              '2025-01-01 12:00Z'::timestamptz + n * interval '1 minute', repeat('x', 2000)
            from generate_series(1, 50000) as n
            """)
        }
        let before = residentMegabytes()
        var (writes, bytes, peak) = (0, 0, before)
        let scope = Scope(pool: pool, organization: organization, identity: .director(of: organization.id))
        let rows = try await Exports(scope).run(ExportRequest(.conversations)) { text in
          writes += 1
          bytes += text.utf8.count
          if writes.isMultiple(of: 1000) { peak = max(peak, residentMegabytes()) }
        }
        #expect(rows == 50_000 && bytes > 100_000_000)
        #expect(peak - before < 30, "grew from \(before) to \(peak) MB")
        await pool.close()
      }
    }
  }
}
