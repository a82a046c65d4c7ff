import CRM
import Planning
import Postgres
import TestSupport
import Testing

/// Files that tell the history of opportunities, a stage that one entered a row.
@Suite struct MoveImportTests {
  /// In no order: d1 is won, d2 lost and opened again, d3 open.
  private static let history = """
    reference,title,prospect,salesperson,stage,entered_on,amount,loss_reason
    d1,Site,Zinc,Ana,won,2026-03-20,1200,
    d2,Appli,Fer,Ana,Négociation,2026-03-10T09:00,500,
    d1,Site,Zinc,Ana,Devis remis,2026-03-06,1000,
    d3,Audit,Plomb,Ana,Intéressé,2026-03-05,300,
    d2,Appli,Fer,Ana,Intéressé,2026-03-02T09:00,500,
    d1,Site,Zinc,Ana,Intéressé,2026-03-01,,
    d2,Appli,Fer,Ana,lost,2026-03-15T18:00,500,Trop cher
    d2,Appli,Fer,Ana,Devis remis,2026-04-01T10:00,450,

    """

  /// Every change of every opportunity, in the order of its numbers.
  private func changes(_ scope: Scope) async throws -> [String] {
    try await lines(
      scope,
      """
      select concat_ws(' ', coalesce(o.reference, o.title), x.number, s.name, to_char(x.changed_at at time zone 'Europe/Paris', 'MM-DD HH24:MI'),
        person.name, x.amount_cents, x.loss_reason, case when x.restated then 'restated' end) as line
      from stage_change x
      join opportunity o on o.id = x.opportunity_id and o.voided_at is null
      join stage s on s.id = x.stage_id
      left join salesperson person on person.id = x.salesperson_id
      order by coalesce(o.reference, o.title), x.number
      """)
  }

  /// The open pipeline at the end of the day before one, as stage: how many, their amount and their days in the stage.
  private func pipeline(_ scope: Scope, _ end: String) async throws -> [String] {
    let report = try await Reports(scope).pipeline(from: Day("2026-01-01"), to: Day(end))
    return report.stages.filter { $0.opportunities > 0 }.map {
      "\($0.stage ?? "?") \($0.opportunities) \($0.amountCents) \($0.meanDaysInStage ?? -1)"
    }
  }

  @Test func rowsInAnyOrderAreTheHistoryInTheOrderOfTime() async throws {
    try await withScope { scope in
      let result = try await importFile(Self.history, .moves, scope)
      #expect(result.counts == [8, 8, 0, 0], "\(result.reasons)")
      #expect(result.created == ["opportunities": 3, "prospects": 3, "salespeople": 1])
      #expect(
        try await changes(scope) == [
          "d1 1 Intéressé 03-01 00:00 Ana", "d1 2 Devis remis 03-06 00:00 Ana 100000", "d1 3 Gagné 03-20 00:00 Ana 120000",
          "d2 1 Intéressé 03-02 09:00 Ana 50000", "d2 2 Négociation 03-10 09:00 Ana 50000", "d2 3 Perdu 03-15 18:00 Ana 50000 Trop cher",
          "d2 4 Devis remis 04-01 10:00 Ana 45000", "d3 1 Intéressé 03-05 00:00 Ana 30000",
        ])
      // The figures of past days are those of the history.
      #expect(try await pipeline(scope, "2026-03-04") == ["Intéressé 2 50000 1.5"])
      #expect(try await pipeline(scope, "2026-03-08") == ["Intéressé 2 80000 3.5", "Devis remis 1 100000 1.0"])
      #expect(
        try await pipeline(scope, "2026-03-13") == ["Intéressé 1 30000 7.0", "Devis remis 1 100000 6.0", "Négociation 1 50000 2.0"])
      #expect(try await pipeline(scope, "2026-03-21") == ["Intéressé 1 30000 15.0"])
      #expect(try await pipeline(scope, "2026-04-03") == ["Intéressé 1 30000 28.0", "Devis remis 1 45000 1.0"])
      let march = try await Reports(scope).conversion(by: .salesperson, from: Day("2026-03-01"), to: Day("2026-04-01")).total
      #expect(
        march.opportunitiesOpened == 3 && march.opportunitiesWon == 1 && march.opportunitiesLost == 0 && march.prospectsConverted == 1)
      var options = KPIOptions()
      (options.fromStage, options.toStage) = ("Intéressé", "Devis remis")
      let request = KPIRequest("conversion_rate", .catalogue("conversion_rate", variant: "stages"), options: options)
      let rate = try #require(try await KPIs(scope).show(request, from: Day("2026-03-01"), to: Day("2026-04-01")).periods.first)
      #expect(rate.numerator == 2 && rate.denominator == 3, "\(rate)")
    }
  }

  @Test func theSameFileAgainRecordsNothingAndALongerOneWhatIsNew() async throws {
    try await withScope { scope in
      _ = try await importFile(Self.history, .moves, scope)
      let before = try await changes(scope)
      let again = try await importFile(Self.history, .moves, scope)
      #expect(again.counts == [8, 0, 8, 0] && again.created.isEmpty, "\(again.reasons)")
      #expect(try await changes(scope) == before)
      let longer =
        Self.history + "d3,Audit,Plomb,Bo,Devis remis,2026-03-12,,\nd3,,,,lost,2026-03-12,,\nd4,Pont,Fer,Ana,Intéressé,2026-04-02,,\n"
      let preview = try await importFile(longer, .moves, scope) { $0.isPreview = true }
      #expect(preview.counts == [11, 3, 8, 0] && preview.changes.map(\.field) == ["stage", "salesperson"], "\(preview.reasons)")
      #expect(try await changes(scope) == before)
      let added = try await importFile(longer, .moves, scope)
      #expect(added.counts == [11, 3, 8, 0] && added.created["opportunities"] == 1 && added.created["owners"] == 1, "\(added.reasons)")
      let new = try await changes(scope).filter { !before.contains($0) }
      #expect(
        new == [
          "d3 2 Intéressé 03-12 00:00 Bo 30000 restated", "d3 3 Devis remis 03-12 00:00 Bo 30000", "d3 4 Perdu 03-12 00:00 Bo 30000",
          "d4 1 Intéressé 04-02 00:00 Ana",
        ], "\(new)")
    }
  }

  /// A row, and why it is refused; the other new rows of its opportunity are refused with it.
  @Test(arguments: [
    ("d1,Site,Zinc,,Négociation,2026-03-25,,", "8 stage", "closed", 0),
    ("d1,Site,Zinc,,Intéressé,2026-03-06,,", "8 entered_on", "at the same moment as “Devis remis”", 0),
    ("d1,Site,Fer,,Négociation,2026-03-08,,", "8 prospect", "another prospect", 0),
    ("d1,Site,Zinc,Zed Nobody,Négociation,2026-03-08,,", "8 salesperson", "no salesperson", 0),
    ("d1,Site,Zinc,,Négociation,2026-02-30,x,", "8 amount", "entered_on", 0),
    (",Site,,,Négociation,2026-03-08,,", "8 reference", "neither a reference", 1),
    ("d9,,Zinc,,Négociation,2026-03-08,,", "8 title", "not known", 1),
  ]) func whatContradictsIsRefusedAndNothingIsHalfChanged(_ row: String, _ place: String, _ reason: String, _ standing: Int) async throws {
    try await withScope { scope in
      _ = try await Team(scope).add("Ana")
      let file = """
        reference,title,prospect,salesperson,stage,entered_on,amount,loss_reason
        d1,Site,Zinc,Ana,Intéressé,2026-03-01,,
        d1,Site,Zinc,Ana,Devis remis,2026-03-06,1000,
        d1,Site,Zinc,Ana,won,2026-03-20,1200,
        d2,Appli,Fer,Ana,Intéressé,2026-03-02,500,
        d2,Appli,Fer,Ana,lost,2026-03-03,500,
        d2,Appli,Fer,Ana,Devis remis,2026-03-04,500,

        """
      let end = row.hasPrefix("d1,Site,Zinc,,Négociation,2026-03-25") ? row.replacing("Négociation", with: "lost") : row
      let result = try await importFile(file + end + "\n", .moves, scope) { $0.mapping.creations = [.prospects] }
      #expect(result.rejected == (standing == 1 ? 1 : 4), "\(result.reasons)")
      let refused = try #require(result.reasons.first { $0.hasPrefix("8 ") })
      #expect(refused.hasPrefix(place) && refused.contains(reason), "\(refused)")
      let beside = result.rejections.filter { $0.line < 8 }
      #expect(beside.allSatisfy { $0.reason.en.hasPrefix("line 8, of the same opportunity, is refused") })
      #expect(try await changes(scope).count == (standing == 1 ? 6 : 3))
      // Mended, all of it is taken.
      let mended = try await importFile(file, .moves, scope)
      #expect(mended.rejected == 0 && mended.recorded == (standing == 1 ? 0 : 3), "\(mended.reasons)")
    }
  }

  @Test func aKnownOpportunityIsMovedAndGivenBack() async throws {
    try await withScope { scope in
      let standing = "reference,prospect,salesperson,stage,opened_on,amount,title\nd1,Zinc,Ana,Intéressé,2026-03-01,100,Site\n"
      _ = try await importFile(standing, .opportunities, scope)
      // Without a reference: the one of its prospect with that title.
      let file =
        "title,prospect,stage,entered_on\nSite,Zinc,Intéressé,2026-03-01\nSite,Zinc,won,2026-03-09\nsite,Zinc,Devis remis,2026-03-05\n"
      let result = try await importFile(file, .moves, scope)
      #expect(result.counts == [3, 2, 1, 0] && result.created.isEmpty, "\(result.reasons)")
      #expect(result.changes.map { "\($0.name) \($0.field) \($0.old ?? "") \($0.new ?? "")" } == ["Site stage Intéressé Gagné"])
      #expect(
        try await changes(scope) == [
          "d1 1 Intéressé 03-01 00:00 Ana 10000", "d1 2 Devis remis 03-05 00:00 Ana 10000", "d1 3 Gagné 03-09 00:00 Ana 10000",
        ])
      let early = try await importFile("reference,stage,entered_on\nd1,Négociation,2026-03-04\n", .moves, scope) {
        $0.mapping.creations = []
      }
      #expect(early.rejections.first?.reason.en.hasPrefix("before the last change known (“Gagné”, on ") == true, "\(early.reasons)")
      let undone = try await Imports(scope).undo(try #require(result.importId))
      #expect(undone.opportunities == 0 && undone.restored == 1)
      #expect(try await Opportunities(scope).list(.init()).items.map(\.stage) == ["Intéressé"])
      // What was given back is not taken for known: it comes too late now, and that is said.
      #expect(try await importFile(file, .moves, scope).counts == [3, 0, 1, 2])
    }
  }

  @Test func whatAnImportOpenedGoesWithIt() async throws {
    try await withScope { scope in
      let result = try await importFile(Self.history, .moves, scope)
      let undone = try await Imports(scope).undo(try #require(result.importId))
      #expect(undone.opportunities == 3 && undone.prospects == 3)
      #expect(try await changes(scope).isEmpty)
      #expect(try await importFile(Self.history, .moves, scope).recorded == 8)
    }
  }

  /// More rows than are read at once, the latest first.
  @Test func anOpportunityMayStandAnywhereInTheFile() async throws {
    try await withScope { scope in
      let stages = ["won,2026-03-20", "Négociation,2026-03-12", "Devis remis,2026-03-06", "Intéressé,2026-03-01"]
      let rows = stages.flatMap { stage in (0..<700).map { "d\($0),T\($0),P\($0 % 50),\(stage)\n" } }
      let file = "reference,title,prospect,stage,entered_on\n" + rows.joined()
      let result = try await importFile(file, .moves, scope)
      #expect(result.counts == [2800, 2800, 0, 0] && result.created["opportunities"] == 700, "\(result.reasons)")
      let wrong = try await lines(
        scope,
        """
        select x.opportunity_id::text as line
        from stage_change x
        join stage_change y on y.opportunity_id = x.opportunity_id and y.number = x.number + 1
        where y.changed_at <= x.changed_at
        """)
      #expect(wrong.isEmpty)
      #expect(
        try await Reports(scope).conversion(by: .salesperson, from: Day("2026-03-01"), to: Day("2026-04-01")).total.opportunitiesWon == 700)
    }
  }
}
