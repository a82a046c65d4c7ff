import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// Imports a text as a file.
@discardableResult
func importFile(
  _ text: String, _ kind: ImportKind, _ scope: Scope, _ change: (inout ImportRequest) -> Void = { _ in }
) async throws -> ImportResult {
  try await importFile(bytes: Array(text.utf8), kind, scope, change)
}

func importFile(
  bytes: [UInt8], _ kind: ImportKind, _ scope: Scope, _ change: (inout ImportRequest) -> Void = { _ in }
) async throws -> ImportResult {
  let file = try TemporaryFile(bytes)
  var request = ImportRequest(kind, path: file.path)
  // What the file names may be made.
  let header = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self).split { ",;".contains($0) }
  if !Set(["salesperson", "owner"]).isDisjoint(with: header.map(String.init)) { request.mapping.creations.insert(.salespeople) }
  if header.contains("prospect") { request.mapping.creations.insert(.prospects) }
  change(&request)
  let result = try await Imports(scope).run(request)
  withExtendedLifetime(file) {}
  return result
}

/// One line of text for each row of a query.
func lines(_ scope: Scope, _ sql: SQL) async throws -> [String] {
  try await scope.read { try await $0.rows(sql) { try $0.decode("line", as: String.self) } }
}

extension ImportResult {
  /// Read, recorded, repeated, rejected.
  var counts: [Int] { [read, recorded, repeated, rejected] }

  /// The refused rows in English.
  var reasons: [String] { rejections.map { "\($0.line) \($0.field ?? "-"): \($0.reason.en)" } }
}

/// How many rows each table has, those of facts that stand apart.
func tableSizes(_ scope: Scope) async throws -> [String] {
  try await lines(
    scope,
    """
    select concat_ws(' ', 'prospect', count(*), count(voided_at)) as line from prospect
    union all select concat_ws(' ', 'conversation', count(*), count(voided_at)) from conversation
    union all select concat_ws(' ', 'opportunity', count(*), count(voided_at)) from opportunity
    union all select concat_ws(' ', 'stage_change', count(*), count(voided_at)) from stage_change
    union all select concat_ws(' ', 'sale', count(*), count(voided_at)) from sale
    union all select concat_ws(' ', 'expense', count(*), count(voided_at)) from expense
    union all select concat_ws(' ', 'conversion', count(*), count(voided_at)) from conversion
    union all select concat_ws(' ', 'conversion_credit', count(*)) from conversion_credit
    union all select concat_ws(' ', 'salesperson', count(*)) from salesperson
    union all select concat_ws(' ', 'stage', count(*)) from stage
    """)
}

/// What the report of a month says of the whole organization.
private func figures(_ scope: Scope) async throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  let report = try await Reports(scope).conversion(by: .salesperson, from: Day("2026-03-01"), to: Day("2026-03-31"))
  return String(decoding: try encoder.encode(report.total), as: UTF8.self)
}

private let conversations = """
  reference,prospect,salesperson,channel,outcome,occurred_at,minutes,next_step,next_on,note
  c1,Zinc,Ana,field,interested,2026-03-02T10:00,20,Call,2026-03-09,Aime le bleu
  c2,Étain SARL,Bo,appel sortant,absent,02/03/2026 14h30,,,,
  c3,zinc,Ana,field,refused,2026-03-03T09:00:00Z,1h05,,,"two
  lines"

  """

@Suite struct ImportTests {
  @Test func conversationsAreRecordedAsTheFileSays() async throws {
    try await withScope { scope in
      let result = try await importFile(conversations, .conversations, scope)
      #expect(result.counts == [3, 3, 0, 0], "\(result.reasons)")
      #expect(result.created == ["salespeople": 2, "prospects": 2] && result.assumed.isEmpty)
      #expect(result.encoding == "utf-8" && result.delimiter == "comma")
      let recorded = try await lines(
        scope,
        """
        select concat_ws('|', c.reference, p.name, s.name, c.channel, c.outcome, c.occurred_at at time zone 'UTC', c.minutes, c.next_step,
          c.next_on, c.note) as line
        from conversation c
        join prospect p on p.id = c.prospect_id
        join salesperson s on s.id = c.salesperson_id
        order by c.reference
        """)
      #expect(
        recorded == [
          "c1|Zinc|Ana|field|interested|2026-03-02 09:00:00|20|Call|2026-03-09|Aime le bleu",
          "c2|Étain SARL|Bo|outbound_call|absent|2026-03-02 13:30:00",
          "c3|Zinc|Ana|field|refused|2026-03-03 09:00:00|65|two\nlines",
        ])
    }
  }

  @Test func theSameFileAgainChangesNothingAndAGrownOneAddsItsNewRows() async throws {
    try await withScope { scope in
      try await importFile(conversations, .conversations, scope)
      let before = try await tableSizes(scope)
      #expect(try await importFile(conversations, .conversations, scope).counts == [3, 0, 3, 0])
      #expect(try await tableSizes(scope) == before)
      let grown = conversations + "c4,Zinc,Ana,field,sold,2026-03-04,,,,\n"
      #expect(try await importFile(grown, .conversations, scope).counts == [4, 1, 3, 0])
      let changed = grown.replacing("Ana,field,sold", with: "Bo,field,sold") + "c5,Zinc,Ana,field,sold,2026-03-05,,,,\n"
      let result = try await importFile(changed, .conversations, scope)
      #expect(result.counts == [5, 1, 3, 1])
      #expect(result.reasons == ["6 reference: this reference is recorded already with another content"])
    }
  }

  @Test func theSameFileTwiceAtOnceIsRecordedOnce() async throws {
    try await withScope { scope in
      let rows = (1...1500).map { "r\($0),Prospect \($0),2026-03-02,10\n" }.joined()
      async let one = importFile("reference,prospect,sold_on,amount\n" + rows, .sales, scope)
      async let other = importFile("reference,prospect,sold_on,amount\n" + rows, .sales, scope)
      let counts = try await [one.counts, other.counts].sorted { $0[1] > $1[1] }
      #expect(counts == [[1500, 1500, 0, 0], [1500, 0, 1500, 0]])
      let prospects = try await lines(scope, "select count(*)::text as line from prospect where voided_at is null")
      #expect(prospects == ["1500"])
    }
  }

  @Test func daysThatShowTheMonthFirstDecideForTheOthersOfTheFile() async throws {
    try await withScope { scope in
      let file = "spent_on,amount\n03/02/2026,10\n03/31/2026,20\n"
      let result = try await importFile(file, .expenses, scope)
      #expect(result.counts == [2, 2, 0, 0] && result.dayOrder == .monthFirst, "\(result.reasons)")
      let days = try await lines(scope, "select spent_on::text as line from expense order by spent_on")
      #expect(days == ["2026-03-02", "2026-03-31"])
      let contradiction = "spent_on,amount\n03/02/2026,1\n31/03/2026,2\n03/31/2026,3\n"
      let error = await #expect(throws: CRMError.self) { try await importFile(contradiction, .expenses, scope) }
      #expect(
        error?.message.en
          == "the dates contradict each other: “31/03/2026” (line 3) has the day first, “03/31/2026” (line 4) the month first; nothing was recorded"
      )
      let stated = try await importFile(contradiction, .expenses, scope) { $0.dayOrder = .dayFirst }
      #expect(stated.counts == [3, 2, 0, 1] && stated.dayOrder == .dayFirst && stated.dayOrderFrom == .given)
      let open = try await importFile("spent_on,amount\n03-02-2026,7\n", .expenses, scope)
      #expect(open.counts == [1, 1, 0, 0] && open.dayOrder == .dayFirst && open.dayOrderFrom == .assumed)
      let constant = try await importFile("next_on,name\n03/31/2026,A\n", .prospects, scope) { $0.mapping.constants["next_step"] = "x" }
      #expect(constant.counts == [1, 1, 0, 0], "\(constant.reasons)")
    }
  }

  @Test func rowsWithoutReferenceAreKnownByTheirContent() async throws {
    try await withScope { scope in
      let header = "reference,prospect,outcome,occurred_at,ours\n"
      let row = ",Zinc,interested,2026-03-02T10:00,a\n"
      // Two equal rows are two facts; a column that no field reads does not tell rows apart.
      let twice = header + row + row.replacing(",a", with: ",b")
      let first = try await importFile(twice, .conversations, scope)
      #expect(first.counts == [2, 2, 0, 0])
      #expect(try await importFile(twice, .conversations, scope).counts == [2, 0, 2, 0])
      #expect(try await importFile(twice + row, .conversations, scope).counts == [3, 1, 2, 0])
      let bare = (twice + row).replacing("reference,", with: "").replacing("\n,", with: "\n")
      #expect(try await importFile(bare + "Zinc,refused,2026-03-02T10:00,c\n", .conversations, scope).counts == [4, 4, 0, 0])
    }
  }

  @Test func unnamedProspectsAreMadeUpOneForEachRowAndFoundAgain() async throws {
    try await withScope { scope in
      let file = "reference,prospect,stage,amount\no1,,Gagnée,100\no2,,Gagnée,200\n,,Gagnée,300\n,,Gagnée,400\n"
        .replacing("Gagnée", with: "won")
      let result = try await importFile(file, .opportunities, scope)
      #expect(result.counts == [4, 4, 0, 0], "\(result.reasons)")
      #expect(result.assumed == ["prospect": 4, "closed_on": 4] && result.created == ["unnamed_prospects": 4])
      let before = try await tableSizes(scope)
      let again = try await importFile(file, .opportunities, scope)
      #expect(again.counts == [4, 0, 4, 0] && again.created.isEmpty && again.assumed.isEmpty)
      #expect(try await tableSizes(scope) == before)
      // The id of every version: one that was imported last year is found again.
      let ids = try await lines(scope, "select o.prospect_id::text as line from opportunity o where o.reference = 'o1'")
      #expect(ids == ["d5e471cd-48ff-6911-267c-117907dac3e6"])
    }
  }

  @Test func unknownNamesAreRefusedUnlessTheyMayBeMade() async throws {
    try await withScope { scope in
      let result = try await importFile(conversations, .conversations, scope) { $0.mapping.creations = [] }
      #expect(result.counts == [3, 0, 0, 3])
      #expect(result.rejections.map(\.line) == [2, 3, 4] && result.rejections.allSatisfy { $0.field == "salesperson" })
      let half = try await importFile(conversations, .conversations, scope) { $0.mapping.creations = [.salespeople] }
      #expect(half.rejections.first?.reason.en == "no prospect “Zinc” (--create prospects would make it)", "\(half.reasons)")
      let stages = "reference,prospect,stage,amount\no1,Zinc,Devis envoyé,100\n"
      #expect(try await importFile(stages, .opportunities, scope).reasons.first?.hasPrefix("2 stage: no stage") == true)
      let made = try await importFile(stages, .opportunities, scope) { $0.mapping.creations.insert(.stages) }
      #expect(made.created == ["stages": 1, "prospects": 1] && made.recorded == 1)
    }
  }

  @Test func aPreviewAndAStrictImportWithARefusedRowRecordNothing() async throws {
    try await withScope { scope in
      let before = try await tableSizes(scope)
      let preview = try await importFile(conversations, .conversations, scope) { $0.isPreview = true }
      #expect(preview.counts == [3, 3, 0, 0] && preview.importId == nil && preview.isPreview)
      #expect(try await tableSizes(scope) == before)
      let bad = conversations + "c4,Zinc,Ana,field,no such outcome,2026-03-04,,,,\n"
      let error = await #expect(throws: CRMError.self) {
        try await importFile(bad, .conversations, scope) { $0.isStrict = true }
      }
      #expect(error?.kind == .invalid && error?.place?.hasSuffix(":6") == true)
      #expect(try await tableSizes(scope) == before)
      #expect(try await Imports(scope).list().isEmpty)
      #expect(try await importFile(bad, .conversations, scope).recorded == 3)
    }
  }

  @Test func opportunitiesWithTheirSalesMakeConversions() async throws {
    try await withScope { scope in
      let before = try await figures(scope)
      let file = """
        Deal;Company;Agent;Status;Opened;Closed;Value;Why
        d1;Zinc;Ana;Won;01/03/2026;15/03/2026;1 234,50;
        d2;Étain;Bo;Lost;01/03/2026;16/03/2026;;Prix
        d3;Zinc;Ana;Engaging;02/03/2026;;99,90;
        d4;Fer;Bo;Won;02/03/2026;20/03/2026;;
        d5;Fer;Bo;Won;02/03/2026;01/03/2026;1;
        d6;Fer;Bo;Engaging;02/03/2026;03/03/2026;1;
        d7;Fer;Bo;Won;02/03/2026;03/03/2026;-1;

        """
      let result = try await importFile(file, .opportunities, scope) {
        $0.mapping.columns = [
          "reference": ["Deal"], "prospect": ["Company"], "salesperson": ["Agent"], "stage": ["Status"], "opened_on": ["Opened"],
          "closed_on": ["Closed"], "amount": ["Value"], "loss_reason": ["Why"],
        ]
        $0.mapping.values = ["stage": ["Won": "won", "Lost": "lost", "Engaging": "Intéressé"]]
        $0.mapping.recordsSalesOfWins = true
        $0.mapping.creations = [.salespeople, .prospects]
      }
      // The closing day of what is open is the expected one.
      #expect(result.counts == [7, 5, 0, 2])
      #expect(result.rejections.map(\.line) == [6, 8], "\(result.reasons)")
      #expect(try await lines(scope, "select expected_on::text as line from opportunity where reference = 'd6'") == ["2026-03-03"])
      #expect(Set(result.rejections.map(\.field)) == ["closed_on", "amount"])
      #expect(result.created == ["salespeople": 2, "prospects": 3, "sales": 2] && result.assumed == ["amount": 1])
      #expect(
        try await lines(scope, "select concat_ws('|', sold_on, amount_cents) as line from sale order by sold_on")
          == ["2026-03-15|123450", "2026-03-20|0"])
      let converted = try await lines(
        scope,
        """
        select concat_ws('|', p.name, v.converted_on) as line from conversion v join prospect p on p.id = v.prospect_id
        where v.voided_at is null order by p.name
        """)
      #expect(converted == ["Fer|2026-03-20", "Zinc|2026-03-15"])
      #expect(try await figures(scope) != before)
      let undone = try await Imports(scope).undo(try #require(result.importId))
      #expect(undone.opportunities == 5 && undone.sales == 2 && undone.prospects == 3 && undone.kept.prospects.count == 0)
      #expect(try await lines(scope, "select 'x' as line from conversion where voided_at is null").isEmpty)
      #expect(try await figures(scope) == before)
    }
  }

  /// A file of a newer export gives opportunities to others: its undoing gives them back, as far as nobody decided otherwise since.
  @Test func undoingAHandOverGivesBack() async throws {
    try await withScope { scope in
      let header = "reference,prospect,salesperson,stage,opened_on,amount\n"
      func rows(_ owner: String) -> String {
        (1...4).map { "o\($0),Zinc \($0),\(owner),À visiter,2026-03-0\($0),100\n" }.joined()
      }
      for name in ["Ana", "Bo", "Cy"] { _ = try await Team(scope).add(name) }
      _ = try await importFile(header + rows("Ana") + "o5,Zinc 5,,À visiter,2026-03-05,100\n", .opportunities, scope)
      let handedOver = try await importFile(header + rows("Bo") + "o5,Zinc 5,Bo,À visiter,2026-03-05,100\n", .opportunities, scope)
      #expect(handedOver.created == ["owners": 5], "\(handedOver.created) \(handedOver.reasons)")
      func owners() async throws -> [String] {
        try await lines(
          scope,
          """
          select concat_ws('|', o.reference, s.name) as line from opportunity o left join salesperson s on s.id = o.salesperson_id order by 1
          """)
      }
      #expect(try await owners() == ["o1|Bo", "o2|Bo", "o3|Bo", "o4|Bo", "o5|Bo"])
      let opportunities = Opportunities(scope)
      _ = try await opportunities.move("Zinc 2", to: "Devis remis")
      _ = try await opportunities.win("Zinc 3")
      var change = OpportunityChange()
      change.owner = "Cy"
      _ = try await opportunities.update("Zinc 4", change)

      let undone = try await Imports(scope).undo(try #require(handedOver.importId))
      #expect(undone.owners == 2 && undone.opportunities == 0 && undone.kept.owners.names == ["Zinc 3", "Zinc 4", "Zinc 5"])
      #expect(try await owners() == ["o1|Ana", "o2|Ana", "o3|Bo", "o4|Cy", "o5|Bo"])
      let history = try await opportunities.show("Zinc 1").stages
      #expect(history.count == 3, "what was is on record: \(history)")
      // The same file hands over again what is another's.
      #expect(try await importFile(header + rows("Bo"), .opportunities, scope).created == ["owners": 3])
    }
  }

  /// A row that is refused changes nothing, also where its owner could be changed and its stage could not.
  @Test func anUpdateIsTakenWholeOrNotAtAll() async throws {
    try await withScope { scope in
      for name in ["Ana", "Bo"] { _ = try await Team(scope).add(name) }
      func file(_ owner: String, _ stage: String, _ closed: String) -> String {
        "reference,prospect,salesperson,stage,opened_on,closed_on,amount\no1,Zinc,\(owner),\(stage),2026-03-10,\(closed),100\n"
      }
      _ = try await importFile(file("Ana", "À visiter", ""), .opportunities, scope)
      func standing() async throws -> [String] {
        try await lines(
          scope,
          """
          select concat_ws('|', s.name, o.stage_kind, (o.closed_at at time zone 'Europe/Paris')::date) as line
          from opportunity o join salesperson s on s.organization_id = o.organization_id and s.id = o.salesperson_id
          """)
      }
      let early = try await importFile(file("Bo", "won", "2026-03-09").replacing("2026-03-10", with: ""), .opportunities, scope) {
        $0.existing = .update
      }
      #expect(early.rejected == 1 && early.updated == 0 && early.changed == 0, "\(early.reasons)")
      #expect(try await standing() == ["Ana|open"])
      let won = try await importFile(file("Bo", "won", "2026-03-20"), .opportunities, scope) { $0.existing = .update }
      #expect(won.updated == 1 && won.rejected == 0, "\(won.reasons)")
      #expect(try await standing() == ["Bo|won|2026-03-20"])
    }
  }

  @Test func salesAndRefunds() async throws {
    try await withScope { scope in
      let file = """
        reference,prospect,salesperson,sold_on,amount,margin,channel,refund_of
        s1,Zinc,Ana,2026-03-02,100.00,40.00,shop,
        s2,Zinc,Ana,2026-03-03,30.00,,,s1
        s3,Zinc,Ana,2026-03-04,-20.00,,,s1
        s4,,,2026-03-05,-5.00,,,
        s5,Zinc,Ana,2026-03-05,60.00,,,s1
        s6,Zinc,Ana,2026-03-01,1.00,,,s1
        s7,Zinc,Ana,2026-03-05,1.00,,,nothing
        s8,Zinc,Ana,2026-03-05,-92233720368547758.08,,,s1
        s9,Zinc,Ana,2026-03-05,0,,,s1
        s10,Zinc,Ana,2026-03-05,0,,,

        """
      let result = try await importFile(file, .sales, scope)
      #expect(result.counts == [10, 4, 0, 6])
      #expect(
        Dictionary(uniqueKeysWithValues: result.rejections.map { ($0.line, $0.field) })
          == [6: "amount", 7: "sold_on", 8: "refund_of", 9: "amount", 10: "amount", 11: "amount"], "\(result.reasons)")
      #expect(
        try await lines(scope, "select concat_ws('|', reference, kind, amount_cents, margin_cents) as line from sale order by reference")
          == ["s1|sale|10000|4000", "s2|refund|-3000|-1200", "s3|refund|-2000|-800", "s4|refund|-500"])
      #expect(try await importFile(file, .sales, scope).counts == [10, 0, 4, 6])
      // What was given back must not outlive what was sold.
      let later = try await importFile("reference,sold_on,amount,refund_of\nr1,2026-04-01,10,s1\n", .sales, scope)
      #expect(later.recorded == 1)
      let refused = await #expect(throws: CRMError.self) { try await Imports(scope).undo(try #require(result.importId)) }
      #expect(
        refused?.kind == .conflict && refused?.message.en == "1 sale of this import was refunded since: void those refunds first"
          && refused?.message.fr.hasPrefix("1 vente de cet import a été remboursée depuis") == true)
      _ = try await Imports(scope).undo(try #require(later.importId))
      #expect(try await Imports(scope).undo(try #require(result.importId)).sales == 4)
    }
  }

  /// In one file (`together`) as in one file for each refund.
  @Test(arguments: [true, false]) func aRefusedRefundDoesNotCountAgainstTheNext(together: Bool) async throws {
    try await withScope { scope in
      let header = "reference,sold_on,amount,margin,refund_of\n"
      let refunds = [
        "r1,2026-03-03,-150,,G1", "r2,2026-03-04,-40,,G1", "r3,2026-03-05,-70,,G1", "r4,2026-03-06,50,10,G1", "r5,2026-03-07,-10,,G1",
      ]
      let sale = "G1,2026-03-02,100,30,\n"
      var refused: [String?] = []
      if together {
        refused = try await importFile(header + sale + refunds.joined(separator: "\n") + "\n", .sales, scope).rejections.map(\.field)
      } else {
        _ = try await importFile(header + sale, .sales, scope)
        for refund in refunds {
          refused += try await importFile(header + refund + "\n", .sales, scope).rejections.map(\.field)
        }
      }
      #expect(refused == ["amount", "amount"])
      // r2 takes 40 of 100 and so 12 of the margin of 30, r4 what it states, and r5 all that is left.
      #expect(
        try await lines(scope, "select concat_ws('|', reference, amount_cents, margin_cents) as line from sale order by reference")
          == ["G1|10000|3000", "r2|-4000|-1200", "r4|-5000|-1000", "r5|-1000|-800"])
    }
  }

  @Test func expenses() async throws {
    try await withScope { scope in
      let file = """
        reference;spent_on;amount;category;acquisition;action;salesperson;note
        e1;31/03/2026;1.234,56;Salon;oui;Lyon;Ana;
        e2;2026-03-30;12;;;;;
        e3;31/02/2026;12;;;;;
        e4;2026-03-30;12;;perhaps;;;
        e5;2026-03-30;;;;;;
        e6;2026-03-30;1e400;;;;;

        """
      let result = try await importFile(file, .expenses, scope)
      #expect(result.counts == [6, 2, 0, 4] && result.assumed == ["acquisition": 1])
      #expect(result.rejections.map(\.field) == ["spent_on", "acquisition", "amount", "amount"])
      #expect(
        try await lines(
          scope,
          "select concat_ws('|', spent_on, amount_cents, category, acquisition, action) as line from expense order by reference"
        ) == ["2026-03-31|123456|Salon|t|Lyon", "2026-03-30|1200|f"])
      #expect(try await importFile(file, .expenses, scope).counts == [6, 0, 2, 4])
    }
  }

  @Test func prospects() async throws {
    try await withScope { scope in
      let file = """
        reference,name,email,phone,siret,postal_code,city,potential,owner,next_step,next_on
        p1,Atelier Martin,a@martin.fr,06 12 34 56 78,732 829 320 00074,69001,Lyon,"12 500,50",Ana,Rappeler,01/12/2026
        p2,Zinc,z@zinc.fr,,,,,,,,
        p3,Zinc bis,Z@ZINC.fr,,,,,,,,
        p4,,,,,,,,,,
        p5,Fer,not an address,,,,,,,,
        p6,Cuivre,,,123,,,,,,

        """
      let result = try await importFile(file, .prospects, scope)
      #expect(result.counts == [6, 5, 0, 1] && result.reasons == ["5 name: name is empty"], "\(result.reasons)")
      // What cannot be read costs its field, and a shared address makes no two companies one.
      #expect(result.losses.map { "\($0.line) \($0.field ?? "")" } == ["6 email", "7 siret"] && result.likelyDuplicates == 2)
      #expect(
        try await lines(
          scope,
          """
          select concat_ws('|', p.name, email_key, phone_key, siret, postal_code, potential_cents, s.name, next_step, next_on) as line
          from prospect p left join salesperson s on s.id = p.owner_id order by reference
          """)
          == [
            "Atelier Martin|a@martin.fr|+33612345678|73282932000074|69001|1250050|Ana|Rappeler|2026-12-01", "Zinc|z@zinc.fr",
            "Zinc bis|z@zinc.fr", "Fer", "Cuivre",
          ])
      let before = try await tableSizes(scope)
      #expect(try await importFile(file, .prospects, scope).counts == [6, 0, 5, 1])
      #expect(try await tableSizes(scope) == before)
      let moved = try await importFile(file.replacing("Lyon", with: "Nice"), .prospects, scope)
      #expect(moved.counts == [6, 0, 4, 2])
      #expect(
        moved.reasons.first
          == "2 reference: there already under this reference, with another content: city Lyon → Nice (--existing update would take it over)"
      )
    }
  }

  @Test func aProspectsDetailsAreReadAsTheCommandReadsThem() async throws {
    try await withScope { scope in
      let file = """
        reference,name,email,phone,siret,vat_number,naf_code,postal_code,country
        p1,Zinc,,,,fr 44 732 829 320,6201z,F-75011,
        p2,Fer,,abc,,,,,
        p3,Cuivre,,3631,,,,,
        p4,Étain,,,,FR00732829320,,,
        p5,Plomb,,,,,62,,
        p6,Nickel,,,,,,1000,
        p7,Laiton,,+32 2 511 22 33,,BE0428759497,,1000,BE
        p8,Argent,,,,,,,Belgique
        p9,Or,x@,,,,,,
        p10,Bronze,,,12,,,,

        """
      let result = try await importFile(file, .prospects, scope)
      #expect(result.counts == [10, 10, 0, 0], "\(result.reasons)")
      let fields = ["phone", "phone", "vat_number", "naf_code", "postal_code", "email", "siret"]
      #expect(result.losses.map(\.field) == fields && result.lost == 7, "\(result.losses)")
      #expect(result.losses.first?.reason.en == "“abc” is not a telephone number", "\(result.losses)")
      #expect(
        try await lines(
          scope,
          "select concat_ws('|', name, phone_key, vat_number, naf_code, postal_code, country) as line from prospect order by reference")
          == [
            "Zinc|FR44732829320|62.01Z|75011|FR", "Bronze|FR", "Fer|FR", "Cuivre|FR", "Étain|FR", "Plomb|FR", "Nickel|FR",
            "Laiton|+3225112233|BE0428759497|1000|BE", "Argent|BE", "Or|FR",
          ])
    }
  }

  @Test func anUndoneImportLeavesTheFiguresOfBeforeAndCanComeAgain() async throws {
    try await withTeam { scope, _, _ in
      _ = try await DailyLog(scope).record(entry("Zinc"))
      let first = try await importFile(
        "reference,prospect,salesperson,outcome,occurred_at,next_step,next_on\nc1,Fer,Ana,interested,2026-03-02,Call,2026-03-09\n",
        .conversations, scope)
      _ = try await importFile("reference,prospect,sold_on,amount\ns1,Fer,2026-03-03,10\n", .sales, scope)
      let before = try await tableSizes(scope)
      let undone = try await Imports(scope).undo(try #require(first.importId))
      #expect(undone.conversations == 1 && undone.prospects == 0 && undone.kept.prospects.names == ["Fer"])
      #expect(try await lines(scope, "select 'x' as line from prospect where next_on is not null").isEmpty)
      let twice = await #expect(throws: CRMError.self) { try await Imports(scope).undo(try #require(first.importId)) }
      #expect(twice?.kind == .conflict)
      let again = try await importFile(
        "reference,prospect,salesperson,outcome,occurred_at\nc1,Fer,Ana,refused,2026-03-02\n", .conversations, scope)
      #expect(again.counts == [1, 1, 0, 0] && again.created.isEmpty)
      #expect(try await tableSizes(scope).first == before.first)
      let runs = try await Imports(scope).list()
      #expect(runs.count == 3 && runs.count { $0.undoneAt != nil } == 1)
    }
  }

  @Test func whatAnImportMadeAndItsUndoingLeavesIsNamed() async throws {
    try await withScope { scope in
      let rows = (0..<30).map { "o\($0),Zinc,Ana \($0 % 25 + 10),Stage \($0 % 2),1\n" }.joined()
      let made = try await importFile("reference,prospect,salesperson,stage,amount\n" + rows, .opportunities, scope) {
        $0.mapping.creations = [.salespeople, .prospects, .stages]
      }
      #expect(made.created == ["salespeople": 25, "prospects": 1, "stages": 2], "\(made.reasons)")
      let kept = try await Imports(scope).undo(try #require(made.importId)).kept
      #expect(kept.prospects.count == 0 && kept.prospects.names.isEmpty)
      #expect(kept.salespeople.count == 25 && kept.salespeople.names == (10..<30).map { "Ana \($0)" })
      #expect(kept.stages.count == 2 && kept.stages.names == ["Stage 0", "Stage 1"])
      #expect(try await Team(scope).list().count == 25)
    }
  }

  @Test func timesThatTheClockSkipsOrThatAreToComeAreRefused() async throws {
    try await withScope { scope in
      let file = """
        prospect,outcome,occurred_at
        Zinc,absent,2026-03-29T02:30
        Zinc,absent,2026-10-25T02:30
        Zinc,absent,2100-01-01
        Zinc,absent,2026-03-29T03:00
        Zinc,absent,2026-03-29T02:30+01:00

        """
      let result = try await importFile(file, .conversations, scope)
      #expect(result.counts == [5, 3, 0, 2] && result.rejections.map(\.line) == [2, 4], "\(result.reasons)")
      // The first of the two times that the clocks show.
      #expect(
        try await lines(scope, "select (occurred_at at time zone 'UTC')::text as line from conversation order by occurred_at")
          == ["2026-03-29 01:00:00", "2026-03-29 01:30:00", "2026-10-25 00:30:00"])
    }
  }

  @Test func anAmountThatLeavesItOpenIsReadAsItsColumn() async throws {
    try await withScope { scope in
      func cents(_ amounts: [String]) async throws -> [String] {
        let file = "reference;spent_on;amount\n" + amounts.map { "\(UUID().uuidString);2026-03-01;\($0)\n" }.joined()
        let result = try await importFile(file, .expenses, scope)
        let sums = try await lines(
          scope,
          "select amount_cents::text as line from expense where import_id = \(result.importId) order by amount_cents")
        return sums + result.reasons
      }
      #expect(try await cents(["1.234", "12,50"]) == ["1250", "123400"])
      #expect(try await cents(["1,234", "12.50"]) == ["1250", "123400"])
      #expect(try await cents(["1 234,56 €", "-0"]) == ["0", "123456"])
      let open = try await cents(["1.234"])
      #expect(open.count == 1 && open[0].hasPrefix("2 amount:"), "\(open)")
      // One file in two styles shows none.
      #expect(try await cents(["1.234", "12,50", "12.50"]).count == 3)
    }
  }

  @Test(arguments: ["utf-8", "utf-16le", "utf-16be", "windows-1252"])
  func encodingsAndDelimiters(_ name: String) async throws {
    try await withScope { scope in
      let text = "prospect\toutcome\toccurred_at\nÉtain à l'œuvre\tintéressé\t02/03/2026 à 14h30\n"
      let bytes: [UInt8] =
        switch name {
        case "utf-8": [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        case "utf-16le": [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case "utf-16be": [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        default: text.unicodeScalars.map { $0 == "œ" ? 0x9C : UInt8($0.value) }
        }
      let result = try await importFile(bytes: bytes, .conversations, scope) { $0.mapping.creations = [.prospects] }
      #expect(result.encoding == name && result.delimiter == "tab" && result.recorded == 1, "\(result.reasons)")
      #expect(try await lines(scope, "select name as line from prospect") == ["Étain à l'œuvre"])
    }
  }

  /// Twenty rows imported and fifteen reported, or an empty e-mail that takes the one above: seen elsewhere.
  @Test func asManyAreReportedAsTheFileHas() async throws {
    try await withScope { scope in
      let conversations =
        "prospect,salesperson,outcome,occurred_at\n"
        + (0..<20).map { "Prospect \($0 % 3),\(["Ana", "Bo"][$0 % 2]),interested,2025-03-0\(1 + $0 % 5)\n" }.joined()
      // Some rows are alike to the letter: they are as many conversations.
      #expect(try await importFile(conversations, .conversations, scope).counts == [20, 20, 0, 0])
      let report = try await Reports(scope).conversion(by: .salesperson, from: Day("2025-01-01"), to: Day("2026-01-01"))
      #expect(report.total.attempts == 20 && report.rows.map(\.figures.attempts) == [10, 10])
      let prospects = "reference,name,email\np1,Étain,e@etain.fr\np2,Zinc,\np3,Fer\u{A0}blanc,f@fer.fr\n"
      #expect(try await importFile(prospects, .prospects, scope).counts == [3, 3, 0, 0])
      #expect(
        try await lines(
          scope, "select concat_ws('|', name, coalesce(email, '-')) as line from prospect where reference is not null order by reference"
        )
        .filter { $0.contains("|") && !$0.hasPrefix("Prospect") }.prefix(2) == ["Étain|e@etain.fr", "Zinc|-"])
    }
  }

  @Test func rowsWithoutTextArePassedOver() async throws {
    try await withScope { scope in
      let file = "prospect;outcome;occurred_at\nZinc;absent;2026-03-02\n;;\n  \n"
      let result = try await importFile(file, .conversations, scope)
      #expect(result.counts == [1, 1, 0, 0])
    }
  }

  @Test func onlyDirectorsImport() async throws {
    try await withTeam { director, ana, _ in
      let refused = await #expect(throws: CRMError.self) { try await importFile(conversations, .conversations, ana) }
      #expect(refused?.kind == .denied)
      // A text that the database counts longer than Swift does (letters of two code points) is refused, not a failure of all.
      let long = String(repeating: "e\u{301}", count: 150)
      let result = try await importFile("prospect,outcome,occurred_at\n\(long),absent,2026-03-02\n", .conversations, director)
      #expect(result.rejections.map(\.field) == ["prospect"])
    }
  }
}
