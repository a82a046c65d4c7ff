import Foundation
import TestSupport
import Testing

@Suite struct MeasurementCommandTests {
  private func withOrganization(_ body: (_ connection: String) async throws -> Void) async throws {
    try await withSchema { connection async throws in
      #expect(try await filon("init", "Bob", on: connection).status == 0)
      try await body(connection)
    }
  }

  private static let mailchimp = """
    Title,"Send Date","Successful Deliveries","Unique Opens","Open Rate","Unique Clicks","Click Rate","Unique Id"
    "Campaign A","Jun 09, 2018 09:30 pm",108,30,27.78%,7,6.48%,a1

    """

  @Test func aFigureIsRecordedListedAndVoided() async throws {
    try await withOrganization { connection async throws in
      let recorded = try await filon(
        "measurement", "record", "site_revenue", "1 234,50", "--on", "2026-11-01", "--label", "Boutique", "--format", "json", on: connection
      )
      #expect(recorded.status == 0, "\(recorded.error)")
      struct Figure: Decodable {
        let id: String
        let series: String
        let kind: String
        let unit: String
        let from: String
        let to: String
        let label: String?
        let value: Int
        let import_id: String?
      }
      let figure = try JSONDecoder().decode(Figure.self, from: Data(recorded.output.utf8))
      #expect((figure.series, figure.kind, figure.unit, figure.value) == ("site_revenue", "flow", "money", 123450))
      #expect((figure.from, figure.to, figure.label) == ("2026-11-01", "2026-11-02", "Boutique"))
      #expect(recorded.output.contains("\"import_id\" : null"))

      let list = try await filon("measurement", "list", "--series", "site_revenue", "--lang", "fr", on: connection)
      #expect(list.output.contains("1 234,50\u{A0}€") || list.output.contains("1\u{202F}234,50\u{A0}€"), "\(list.output)")
      #expect(list.output.contains("Série") && list.output.contains("montant HT"))
      let csv = try await filon("measurement", "list", "--from", "2026-11-01", "--to", "2026-11-02", "--format", "csv", on: connection)
      #expect(csv.output.hasPrefix("series,from,to,label,place,value,unit,source,reference,note,id"), "\(csv.output)")
      #expect(csv.output.contains("site_revenue,2026-11-01,2026-11-02,Boutique,,1234.50,money,"), "\(csv.output)")

      let other = try await filon("measurement", "record", "site_revenue", "1", "--on", "2026-11-01", "--label", "Boutique", on: connection)
      #expect(other.status == 1)
      #expect(other.error.contains("the series has another value for these days already"))
      #expect(other.error.contains("filon measurement void"))
      #expect(try await filon("measurement", "void", figure.id, "--reason", "misread", on: connection).status == 0)
      #expect(try await filon("measurement", "list", "--format", "json", on: connection).output.contains("\"measurements\" : [\n\n  ]"))
    }
  }

  @Test func wrongWordsAreWrongUsage() async throws {
    try await withOrganization { connection async throws in
      for (words, said) in [
        (["my_calls", "3"], "there is no such series yet"), (["My Calls", "3"], "is not the name of a series"),
        (["site_orders", "three"], "is not a whole number"), (["site_orders", "3", "--to", "2026-01-02"], "--to takes --from"),
        (["site_orders", "3", "--on", "2026-01-01", "--from", "2026-01-01"], "--on or --from, not both"),
        (["site_orders", "3", "--on", "01/02/26"], "--on"), (["site_orders", "3", "--unit", "euros"], "count, money, money_with_tax"),
        (["site_orders", "3", "--unit", "money"], "another kind or unit"), (["site_orders", "27%"], "is a rate"),
      ] {
        let run = try await filon(["measurement", "record"] + words, on: connection)
        #expect(run.status != 0 && run.error.contains(said), "\(words): \(run.status) \(run.error)")
      }
      let french = try await filon("measurement", "record", "my_calls", "3", "--lang", "fr", on: connection)
      #expect(french.error.contains("cette série n'existe pas encore"))
    }
  }

  @Test func aSeriesThatIsNotThereIsNoEmptyList() async throws {
    try await withOrganization { connection async throws in
      let unknown = try await filon("measurement", "list", "--series", "nope", on: connection)
      #expect(unknown.status == 1 && unknown.output == "" && unknown.error.contains("there is no series nope yet"), "\(unknown.error)")
      #expect(unknown.error.contains("filon measurement series") && unknown.error.contains("site_orders"))
      // A standard one without figures is known, and one's own once it has any.
      #expect(try await filon("measurement", "list", "--series", "site_orders", on: connection).status == 0)
      let words = ["measurement", "record", "nope", "3", "--kind", "flow", "--unit", "count"]
      #expect(try await filon(words, on: connection).status == 0)
      #expect(try await filon("measurement", "list", "--series", "nope", on: connection).output.contains("nope"))
    }
  }

  @Test func anExportIsImportedPreviewedAndUndone() async throws {
    try await withOrganization { connection async throws in
      let words = ["import", "measurements", "-", "--preset", "mailchimp"]
      let input = Array(Self.mailchimp.utf8)
      let preview = try await filon(words + ["--preview"], on: connection, input: input)
      #expect(preview.status == 0 && preview.output.contains("Preview: nothing is recorded"), "\(preview.error)")
      let done = try await filon(words, on: connection, input: input)
      #expect(done.status == 0, "\(done.error)")
      let series = try await filon("measurement", "series", "--format", "csv", on: connection)
      #expect(
        series.output.replacing("\r\n", with: "\n") == """
          name,kind,unit,first_day,last_day,count,sources
          email_unique_clicks,event,count,2018-06-09,2018-06-09,1,mailchimp
          email_unique_opens,event,count,2018-06-09,2018-06-09,1,mailchimp
          emails_delivered,event,count,2018-06-09,2018-06-09,1,mailchimp

          """)
      let imports = try await filon("import", "list", "--format", "csv", on: connection)
      let id = try #require(imports.output.split(separator: "\r\n").dropFirst().first?.split(separator: ",").first)
      #expect(imports.output.contains(",measurements,'-,1,1,0,0,"))
      let undone = try await filon("import", "undo", String(id), "--format", "json", on: connection)
      #expect(undone.output.contains("\"measurements\" : 3"), "\(undone.output)")
    }
  }

  @Test func theWrongPresetNamesTheColumns() async throws {
    try await withOrganization { connection async throws in
      let run = try await filon("import", "measurements", "-", "--preset", "shopify", on: connection, input: Array(Self.mailchimp.utf8))
      #expect(run.status == 2)
      #expect(run.error.contains("this file is no export of shopify: it lacks Name, Financial Status, Total, Taxes, Created at"))
      #expect(run.error.contains("columns of the file: Title, Send Date"))
      let unknown = try await filon("import", "measurements", "-", "--preset", "brevo", on: connection)
      #expect(unknown.status == 2 && unknown.error.contains("mailchimp, ga4, matomo"))
      let sales = try await filon("import", "sales", "-", "--preset", "shopify", on: connection)
      #expect(sales.status != 0)
    }
  }

  @Test func helpIsInBothLanguages() async throws {
    try await withSchema { connection async throws in
      let french = try await filon("measurement", "--help", "--lang", "fr", on: connection, environment: ["FILON_LANG": "fr"])
      #expect(french.output.contains("Les chiffres du dehors"))
      let english = try await filon("measurement", "record", "--help", on: connection)
      #expect(english.output.contains("Records a figure.") && english.output.contains("--label"))
      #expect(try await filon("import", "measurements", "--help", on: connection).output.contains("mailchimp|ga4|matomo"))
    }
  }
}
