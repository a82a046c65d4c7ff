import CRM
import Foundation
import Postgres
import TestSupport
import Testing

/// Imports the export of a service.
func importExport(
  _ text: String, _ preset: ImportPreset, _ scope: Scope, _ change: (inout ImportRequest) -> Void = { _ in }
) async throws -> ImportResult {
  try await importExport(bytes: Array(text.utf8), preset, scope, change)
}

func importExport(
  bytes: [UInt8], _ preset: ImportPreset, _ scope: Scope, _ change: (inout ImportRequest) -> Void = { _ in }
) async throws -> ImportResult {
  try await importFile(bytes: bytes, .measurements, scope) { request in
    request.preset = preset
    change(&request)
  }
}

@Suite struct MailPresetTests {
  private static let header =
    "Title,Subject,List,\"Send Date\",\"Send Weekday\",\"Total Recipients\",\"Successful Deliveries\",\"Soft Bounces\",\"Hard Bounces\","
    + "\"Total Bounces\",\"Times Forwarded\",\"Forwarded Opens\",\"Unique Opens\",\"Open Rate\",\"Total Opens\",\"Unique Clicks\","
    + "\"Click Rate\",\"Total Clicks\",Unsubscribes,\"Abuse Complaints\",\"Times Liked on Facebook\",\"Folder Id\",\"Unique Id\","
    + "\"Total Orders\",\"Total Gross Sales\",\"Total Revenue\"\n"

  private static func campaign(_ title: String, _ date: String, _ delivered: String, _ clicks: String, id: String) -> String {
    "\"\(title)\",Hello,Customers,\"\(date)\",Saturday,110,\(delivered),1,1,2,0,0,30,27.78%,57,\(clicks),6.48%,7,0,0,0,,\(id),0,0,0\n"
  }

  @Test func aCampaignGivesItsCountsOnTheDayItWasSent() async throws {
    try await withScope { scope async throws in
      let file = Self.header + Self.campaign("Campaign A", "Jun 09, 2018 09:30 pm", "108", "7", id: "a1")
      let result = try await importExport(file, .mailchimp, scope)
      #expect(result.counts == [1, 1, 0, 0], "\(result.reasons)")
      #expect(
        try await scope.measured() == [
          "email_unique_clicks 2018-06-09 Campaign A 7", "email_unique_opens 2018-06-09 Campaign A 30",
          "emails_delivered 2018-06-09 Campaign A 108",
        ])
      #expect(try await importExport(file, .mailchimp, scope).counts == [1, 0, 1, 0])
      #expect(try await Measurements(scope).series().map(\.sources) == [["mailchimp"], ["mailchimp"], ["mailchimp"]])
    }
  }

  @Test func twoCampaignsOfOneNameAndDayStandTogetherAndALaterCountIsSeenToDiffer() async throws {
    try await withScope { scope async throws in
      let file =
        Self.header + Self.campaign("News", "Jun 09, 2018 08:00 am", "\"1,108\"", "7", id: "a1")
        + Self.campaign("News", "06/09/2018 09:00 PM", "50", "2", id: "a2")
      #expect(try await importExport(file, .mailchimp, scope).counts == [2, 2, 0, 0])
      #expect(
        try await scope.measured { $0.series = "emails_delivered" } == [
          "emails_delivered 2018-06-09 News 1108", "emails_delivered 2018-06-09 News 50",
        ])
      let later = try await importExport(
        Self.header + Self.campaign("News", "Jun 09, 2018 08:00 am", "\"1,108\"", "9", id: "a1"), .mailchimp, scope)
      #expect(later.reasons.count == 1 && later.reasons[0].hasPrefix("2 -: the series has another value for these days already; "))
      #expect(try await scope.measured().count == 6)
    }
  }

  @Test func whatIsNoCountOrDateIsRefused() async throws {
    try await withScope { scope async throws in
      let result = try await importExport(
        Self.header + Self.campaign("A", "Jun 31, 2018 09:30 pm", "108", "7", id: "a1")
          + Self.campaign("B", "Jun 09, 2018 19:30 pm", "108", "7", id: "a2")
          + Self.campaign("C", "Jun 09, 2018 09:30 pm", "98.18%", "7", id: "a3")
          + Self.campaign("D", "Jun 09, 2018 09:30 pm", "", "7", id: "a4")
          + Self.campaign("E", "", "108", "7", id: "a5"), .mailchimp, scope)
      #expect(result.recorded == 0)
      #expect(
        result.reasons.map { $0.prefix(24) }
          == [
            "2 sent: “Jun 31, 2018 09", "3 sent: “Jun 09, 2018 19", "4 delivered: “98.18%” is", "5 delivered: delivered i",
            "6 sent: sent is empty",
          ].map { $0.prefix(24) }, "\(result.reasons)")
      #expect(try await scope.measured().isEmpty)
    }
  }

  /// The standard file gives what was won on each day, as its columns show.
  @Test func aTotalThatIsTheSumOfItsRowIsWhatWasWonThatDay() async throws {
    try await withScope { scope async throws in
      let file =
        "Date,Sponsored followers,Organic followers,Auto-invited followers,Total followers\n"
        + "01/31/2026,0,1200,10,1210\n02/02/2026,0,1195,10,1205\n"
      #expect(try await importExport(file, .linkedin, scope).counts == [2, 2, 0, 0])
      #expect(
        try await scope.measured { $0.series = "followers_gained" } == [
          "followers_gained 2026-01-31 linkedin 1210", "followers_gained 2026-02-02 linkedin 1205",
        ])
      #expect(try await importExport(file, .linkedin, scope) { $0.mapping.constants["total"] = "stock" }.recorded == 2)
      #expect(
        try await scope.measured { $0.series = "followers" } == [
          "followers 2026-01-31 linkedin 1210", "followers 2026-02-02 linkedin 1205",
        ])
      let odd = try await importExport(file.replacing("1210\n", with: "9\n"), .linkedin, scope) { $0.mapping.system = "other" }
      #expect(
        odd.reasons == [
          "2 followers: the total (9) is not the sum of the columns beside it (1210): say what it is, --set total=stock or --set total=gained"
        ], "\(odd.reasons)")
    }
  }

  /// LinkedIn writes the month first; an export that shows the day first is not misread where the day could be a month.
  @Test func theDaysOfAFileShowTheOrderTogether() async throws {
    try await withScope { scope async throws in
      let file = "Date;Nombre total d\u{2019}abonn\u{E9}s\n31/03/2026;3\n01/04/2026;5\n"
      let result = try await importExport(file, .linkedin, scope)
      #expect(result.counts == [2, 2, 0, 0] && result.dayOrder == .dayFirst, "\(result.reasons)")
      #expect(try await scope.measured() == ["followers 2026-03-31 linkedin 3", "followers 2026-04-01 linkedin 5"])
    }
  }

  @Test func aFileOfAnotherServiceIsToldByItsColumns() async throws {
    try await withScope { scope async throws in
      do {
        _ = try await importExport("Date,Total followers\n2026-01-01,3\n", .mailchimp, scope)
        Issue.record("accepted")
      } catch let error as CRMError {
        #expect(error.kind == .usage)
        #expect(
          error.message.en
            == "this file is no export of mailchimp: it lacks Send Date, Successful Deliveries, Unique Clicks; it looks like an export of linkedin: filon import measurements --preset linkedin"
        )
        #expect(error.remedy?.en == "columns of the file: Date, Total followers")
      }
    }
  }
}
