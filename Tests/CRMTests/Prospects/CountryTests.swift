import Testing

@testable import CRM

@Suite struct CountryTests {
  @Test(arguments: [
    ("fr", "FR"), ("FR", "FR"), ("BEL", "BE"), ("France", "FR"), ("FRANCE", "FR"), ("France métropolitaine", "FR"), ("Belgique", "BE"),
    ("États-Unis", "US"), ("Etats Unis", "US"), ("les états-unis", "US"), ("United States", "US"), ("United States of America", "US"),
    ("the USA", "US"), ("U.S.A.", "US"), ("UK", "GB"), ("Royaume-Uni", "GB"), ("Great Britain", "GB"), ("Angleterre", "GB"),
    ("England", "GB"),
    ("Hollande", "NL"), ("Holland", "NL"), ("Pays Bas", "NL"), ("The Netherlands", "NL"), ("République tchèque", "CZ"),
    ("Czech Republic", "CZ"), ("Corée du Sud", "KR"), ("Korea, Republic of", "KR"), ("Deutschland", "DE"), ("Schweiz", "CH"),
    ("Suisse", "CH"), ("Svizzera", "CH"), ("España", "ES"), ("Espana", "ES"), ("Italia", "IT"), ("Österreich", "AT"), ("België", "BE"),
    ("Nederland", "NL"), ("Portugal", "PT"), ("Polska", "PL"), ("Sverige", "SE"), ("Ελλάδα", "GR"), ("日本", "JP"), ("EL", "GR"),
    ("Côte d'Ivoire", "CI"), ("COTE D’IVOIRE", "CI"), ("Trinidad and Tobago", "TT"), ("Sainte Lucie", "LC"), ("St. Lucia", "LC"),
    ("La Réunion", "RE"), ("re\u{301}union", "RE"), ("Guadeloupe (FR)", "GP"), ("France (FR)", "FR"), ("FR - France", "FR"),
    ("Belgique / België", "BE"), ("LA", "LA"), ("Laos", "LA"), ("Congo (Kinshasa)", "CD"), ("Kosovo", "XK"), (" Suisse ", "CH"),
  ])
  func read(text: String, code: String) throws { #expect(try Country(text).code == code) }

  @Test(arguments: [
    "", "-", "Narnia", "XX", "FRX", "Congo", "Corée", "France - Belgique", "75001", "Paris",
    String(repeating: "France", count: 10_000),
  ])
  func refused(text: String) {
    #expect(throws: InvalidValue(.notACountry(text), remedy: .countryRemedy)) { try Country(text) }
  }

  @Test func names() throws {
    #expect(try Country("DE").name == Message(fr: "Allemagne", en: "Germany"))
    #expect(try Country("CI").name == Message(fr: "Côte d’Ivoire", en: "Côte d’Ivoire"))
  }

  /// Whatever stands in the table is found under its own country: no name is that of two.
  @Test func everyNameIsReadAsItsCountry() throws {
    let lines = Country.table.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 2).map(String.init) }
    #expect(lines.count == 250)
    for line in lines {
      for text in [line[0], line[1]] + line[2].split(separator: "|").map(String.init) {
        #expect(try Country(text).code == line[0], "\(text)")
      }
    }
  }
}
