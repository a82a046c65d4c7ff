import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct SitePresetTests {
  @Test func anExplorationIsReadBelowItsCommentsAndWithoutItsTotal() async throws {
    try await withScope { scope async throws in
      let file = """
        # ----------------------------------------
        # My site, "the shop
        # Free form-Free form 1
        # 20260723-20260922
        # ----------------------------------------

        Date,Sessions,Active users,Engagement rate
        ,30,24,0.36,Grand total
        20260723,10,8,0.36
        20260725,20,16,0.361

        """
      let result = try await importExport(file, .ga4, scope)
      #expect(result.counts == [2, 2, 0, 0], "\(result.reasons)")
      #expect(
        try await scope.measured() == [
          "site_sessions 2026-07-23 10", "site_sessions 2026-07-25 20", "site_visitors 2026-07-23 8", "site_visitors 2026-07-25 16",
        ])
      #expect(try await importExport(file, .ga4, scope).counts == [2, 0, 2, 0])
    }
  }

  @Test func sectionsWithoutDaysArePassedOverAndNamed() async throws {
    try await withScope { scope async throws in
      let file = """
        # Start date: 20260101
        # End date: 20260103

        Nth week,New users
        0000,7
        0001,9

        # Start date: 20260101
        # End date: 20260103
        Date,Sessions
        20260101,3
        20260102,4

        Country,Active users
        France,12

        Date,Total users
        20260101,2
        20260102,x

        """
      let result = try await importExport(file, .ga4, scope)
      #expect(result.counts == [4, 3, 0, 1])
      #expect(result.reasons == ["19 visitors: “x” is not a whole number"])
      #expect(result.skippedTables == [["Nth week", "New users"], ["Country", "Active users"]])
      #expect(try await scope.measured() == ["site_sessions 2026-01-01 3", "site_sessions 2026-01-02 4", "site_visitors 2026-01-01 2"])
    }
  }

  @Test func channelsAddUpAndPagesDoNot() async throws {
    try await withScope { scope async throws in
      let channels = "Date,Session default channel group,Sessions,Active users\n20260101,Direct,3,2\n20260101,Organic Search,5,4\n"
      #expect(try await importExport(channels, .ga4, scope).counts == [2, 2, 0, 0])
      #expect(try await scope.measured() == ["site_sessions 2026-01-01 Direct 3", "site_sessions 2026-01-01 Organic Search 5"])
      // The same day as a whole would count twice.
      let whole = try await importExport("Date,Sessions\n20260101,8\n", .ga4, scope)
      #expect(whole.reasons == ["2 -: would count twice: the series has a total for these days, or parts of this one"])
      let pages = try await importExport("Date,Page path and screen class,Sessions\n20260102,/,3\n20260102,/shop,5\n", .ga4, scope)
      #expect(pages.counts == [2, 0, 0, 2])
      #expect(pages.reasons[0].hasPrefix("2 Page path and screen class: the column “Page path and screen class” splits the days"))
    }
  }

  @Test(arguments: [
    "Session primary channel group (Default Channel Group)",
    "Groupe de canaux principal de la session (Groupe de canaux par d\u{E9}faut)", "Cat\u{E9}gorie d\u{2019}appareil",
  ])
  func whatASessionHasOneOfIsALabel(_ header: String) async throws {
    try await withScope { scope async throws in
      let file = "Date,\(header),Sessions,Active users\n,,8,6,Grand total\n20260101,Direct,3,2\n20260101,Search,5,4\n"
      #expect(try await importExport(file, .ga4, scope).counts == [2, 2, 0, 0])
      #expect(try await scope.measured() == ["site_sessions 2026-01-01 Direct 3", "site_sessions 2026-01-01 Search 5"])
    }
  }

  /// Else the first hour would be taken for the day.
  @Test(arguments: [("Hour", "09"), ("Heure", "9"), ("Age", "25-34"), ("Item ID", "17")])
  func aDaySplitByWhatIsWrittenInDigitsIsRefused(_ header: String, _ cell: String) async throws {
    try await withScope { scope async throws in
      let result = try await importExport("Date,\(header),Sessions\n20260101,\(cell),3\n", .ga4, scope)
      #expect(result.reasons.map { $0.hasPrefix("2 \(header): the column \u{201C}\(header)\u{201D} splits the days") } == [true])
      // A change in per cent is a figure.
      #expect(try await importExport("Date,Sessions,Change\n20260101,3,-12.5%\n", .ga4, scope).recorded == 1)
    }
  }

  @Test func aReportWithoutDaysIsNoneForTheSeries() async throws {
    try await withScope { scope async throws in
      do {
        _ = try await importExport("# Report\n\nCountry,Active users\nFrance,3\n\nCity,Active users\nLyon,2\n", .ga4, scope)
        Issue.record("accepted")
      } catch let error as CRMError {
        #expect(error.message.en == "this file is no export of ga4: it lacks Date")
        #expect(error.remedy?.en == "columns of the file: Country, Active users")
      }
    }
  }

  /// As Matomo writes CSV by default.
  private static func utf16(_ text: String) -> [UInt8] {
    [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  @Test func matomoIsReadInUTF16ByDayOrByLabel() async throws {
    try await withScope { scope async throws in
      let days = Self.utf16("label,nb_uniq_visitors,nb_visits,nb_actions\n2026-01-01,8,10,30\n2026-01-02,0,0,0\n")
      let first = try await importExport(bytes: days, .matomo, scope)
      #expect(first.counts == [2, 2, 0, 0] && first.encoding == "utf-16le", "\(first.reasons)")
      #expect(
        try await scope.measured() == [
          "site_sessions 2026-01-01 10", "site_sessions 2026-01-02 0", "site_visitors 2026-01-01 8", "site_visitors 2026-01-02 0",
        ])

      let labels = Self.utf16("label,nb_uniq_visitors,nb_visits\nMoteurs de recherche,8,10\nEntrées directes,5,6\n")
      let undated = try await importExport(bytes: labels, .matomo, scope)
      #expect(undated.rejected == 2)
      #expect(undated.reasons[0].contains("--set from=2026-01-01"))
      let dated = try await importExport(bytes: labels, .matomo, scope) {
        $0.mapping.constants = ["from": "2026-02-01", "to": "2026-03-01"]
      }
      #expect(dated.counts == [2, 2, 0, 0], "\(dated.reasons)")
      #expect(
        try await scope.measured { $0.from = Day("2026-02-01") } == [
          "site_sessions 2026-02-01..2026-03-01 Entrées directes 6", "site_sessions 2026-02-01..2026-03-01 Moteurs de recherche 10",
        ])
    }
  }

  @Test func matomosPeriodsAreReadAsTheirDaysAndTheirVisitorsAreNot() async throws {
    try await withScope { scope async throws in
      let file =
        "date,nb_visits,nb_uniq_visitors\n2026-01,310,200\n\"2026-02-02,2026-02-08\",70,50\n"
        + "From 2026-02-09 to 2026-02-15,80,60\n2024,3660,1\n2026-13,1,1\n"
      let result = try await importExport(bytes: Self.utf16(file), .matomo, scope)
      #expect(result.counts == [5, 4, 0, 1], "\(result.reasons)")
      #expect(
        try await scope.measured() == [
          "site_sessions 2024-01-01..2025-01-01 3660", "site_sessions 2026-01-01..2026-02-01 310",
          "site_sessions 2026-02-02..2026-02-09 70", "site_sessions 2026-02-09..2026-02-16 80",
        ])
    }
  }

  @Test func labelsInAnotherLanguageAreNotTakenForTheWhole() async throws {
    try await withScope { scope async throws in
      func days(_ request: inout ImportRequest) { request.mapping.constants = ["from": "2026-02-01", "to": "2026-03-01"] }
      let french = "\u{C9}tiquette,Visites\nMoteurs de recherche,8\nEntr\u{E9}es directes,10\n"
      #expect(try await importExport(french, .matomo, scope, days).recorded == 2)
      #expect(try await scope.measured().allSatisfy { $0.hasSuffix("recherche 8") || $0.hasSuffix("directes 10") })
      #expect(try await importExport("label,nb_visits\n2024,3\n", .matomo, scope, days).recorded == 1)
      #expect(try await scope.measured { $0.to = Day("2025-01-01") }.isEmpty)
      let spanish = "Etiqueta,Visits\nBuscadores,8\nDirecto,10\n"
      let refused = try await importExport(spanish, .matomo, scope, days)
      #expect(refused.rejected == 2 && refused.reasons[0].contains("--column 'label=Etiqueta'"), "\(refused.reasons)")
      // A period as a whole has no label.
      let whole = try await importExport("nb_visits,nb_actions\n18,40\n", .matomo, scope) {
        $0.mapping.constants = ["from": "2026-04-01", "to": "2026-05-01"]
      }
      #expect(whole.recorded == 1)
    }
  }

  @Test func aSeparatorLineMayStandFirst() async throws {
    try await withScope { scope async throws in
      let file = Self.utf16("sep=,\ndate,nb_visits\n2026-01-01,10\n")
      #expect(try await importExport(bytes: file, .matomo, scope).counts == [1, 1, 0, 0])
    }
  }
}
