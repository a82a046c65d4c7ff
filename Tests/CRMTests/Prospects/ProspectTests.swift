@testable import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct ProspectTests {
  @Test func aProspectIsAddedWithWhatIsKnownOfIt() async throws {
    try await withScope { scope in
      _ = try await Team(scope).add("Hélène Brun")
      var details = ProspectDetails()
      details.contactName = "Lucie Martin"
      details.email = " Contact@Atelier-Martin.fr "
      details.phone = "0692 12 34 56"
      details.siret = "732 829 320 00074"
      details.vatNumber = "44732829320"
      details.nafCode = "6201z"
      details.postalCode = "97400"
      details.city = "Saint-Denis"
      details.source = "Salon"
      details.owner = "hél"
      details.potentialCents = 1_200_000
      details.nextStep = "Envoyer le devis"
      details.nextOn = Day("2026-12-01")
      let added = try await Prospects(scope).add(ProspectEntry(name: " Atelier Martin SARL ", details: details)).added()
      #expect(added.name == "Atelier Martin SARL" && added.lifecycle == .prospect && added.owner == "Hélène Brun")
      #expect(added.email == "Contact@Atelier-Martin.fr" && added.emailIsRole == true)
      #expect(added.phone == "0692 12 34 56" && added.phoneE164 == "+262692123456")
      #expect(added.siret == "73282932000074" && added.vatNumber == "FR44732829320" && added.nafCode == "62.01Z")
      #expect(added.postalCode == "97400" && added.country == "FR" && added.potentialCents == 1_200_000)
      #expect(added.nextStep == "Envoyer le devis" && added.nextOn == Day("2026-12-01"))
    }
  }

  @Test func aNumberIsReadAsItIsDialledInTheCountry() async throws {
    try await withScope { scope in
      let prospects = Prospects(scope)
      let berger = try await prospects.add(.sample("Berger", phone: "030 123456", country: "Deutschland")).added()
      #expect(berger.country == "DE" && berger.phone == "030 123456" && berger.phoneE164 == "+4930123456")
      #expect(try await prospects.find("030 123456").id == berger.id)
      #expect(try await prospects.find("+49 30 123456").id == berger.id)
      let gomez = try await prospects.add(.sample("Gómez", phone: "06 12 34 56 78", country: "Argentine")).added()
      #expect(gomez.phone == "06 12 34 56 78" && gomez.phoneE164 == nil)
      // A number that nothing identifies is nobody's twin.
      let dupont = try await prospects.add(.sample("Dupont", phone: "06 12 34 56 78")).added()
      #expect(dupont.phoneE164 == "+33612345678")

      var abroad = ProspectChange()
      abroad.details.country = "Italie"
      #expect(try await prospects.update(dupont.id, abroad).phoneE164 == "+390612345678")
      abroad.details.country = "Portugal"
      let refused = await #expect(throws: CRMError.self) { try await prospects.update(dupont.id, abroad) }
      #expect(refused?.message == .notAPhone("06 12 34 56 78", in: Message(fr: "Portugal", en: "Portugal")))
      abroad.details.country = "AR"
      #expect(try await prospects.update(dupont.id, abroad).phoneE164 == nil)
      var number = ProspectChange()
      number.details.phone = "+351 912 345 678"
      #expect(try await prospects.update(dupont.id, number).phoneE164 == "+351912345678")
      number.details.phone = "06 12 34 56 78"
      #expect(try await prospects.update(dupont.id, number).phoneE164 == nil, "the key goes with its number")
    }
  }

  @Test func whatSaysThatThereIsNoneIsNone() async throws {
    try await withScope { scope in
      let prospects = Prospects(scope)
      let bare = try await prospects.add(.sample("Dupont", email: "n/a", phone: "néant")).added()
      #expect(bare.email == nil && bare.phone == nil)
      let known = try await prospects.add(.sample("Martin", email: "Martin <a@martin.fr>", phone: "06 12 34 56 78 / 01 84 88 00 00"))
        .added()
      #expect(known.phone == "06 12 34 56 78 / 01 84 88 00 00" && known.phoneE164 == "+33612345678")
      #expect(try await prospects.find("A@martin.fr").id == known.id)
      var change = ProspectChange()
      change.details.email = "-"
      change.details.phone = "aucun"
      let emptied = try await prospects.update(known.id, change)
      #expect(emptied.email == nil && emptied.phone == nil && emptied.phoneE164 == nil)
    }
  }

  @Test func itIsFoundByWhateverAPersonWrites() async throws {
    try await withScope { scope in
      let prospects = Prospects(scope)
      let martin = try await prospects.add(
        .sample("Atelier Martin SARL", email: "lucie@martin.fr", phone: "0692 12 34 56", postalCode: "97400", siret: "73282932000074")
      ).added()
      _ = try await prospects.add(.sample("Martinet & Fils")).added()
      for text in [
        martin.id.description, martin.id.description, "LUCIE@martin.FR", "0692123456", "+262 692 12 34 56", "732 829 320 00074",
        "atelier martin", "S.A.R.L. ATELIER MARTIN", "atel", "martin atelier",
      ] {
        #expect(try await prospects.find(text).id == martin.id, "\(text)")
      }
      #expect(try await prospects.find("mart").name == "Martinet & Fils", "a beginning goes before a word within")
      let none = await #expect(throws: CRMError.self) { try await prospects.find("Atelux") }
      #expect(none?.kind == .notFound && none?.remedy?.en.contains("Atelier Martin SARL") == true)
      for hostile in ["", " ", "\0", "🙂", "a\0b", String(repeating: "x", count: 100_000), "%", "'; drop table prospect; --", "\u{10FFFF}"] {
        let refused = await #expect(throws: CRMError.self) { try await prospects.find(hostile) }
        #expect(refused?.kind == .notFound, "\(hostile.prefix(20))")
      }
    }
  }

  /// After an apostrophe too, whichever is typed, and wherever prospects are found by name.
  @Test func aNameIsFoundByTheBeginningOfAnyOfItsWords() async throws {
    try await withScope { scope in
      let prospects = Prospects(scope)
      for name in ["Garage de l’Étoile", "Hôtel d'Anjou", "Jeanne Toile"] { _ = try await prospects.add(.sample(name)).added() }
      for (text, name) in [
        ("étoile", "Garage de l’Étoile"), ("l'étoile", "Garage de l’Étoile"), ("l’etoi", "Garage de l’Étoile"), ("anjou", "Hôtel d'Anjou"),
        ("d’anjou", "Hôtel d'Anjou"), ("toile", "Jeanne Toile"), ("anj hôt", "Hôtel d'Anjou"),
      ] {
        #expect(try await prospects.find(text).name == name, "\(text)")
        #expect(try await prospects.suggestions(for: text).first?.name == name, "\(text)")
        var filter = ProspectFilter()
        filter.text = text
        #expect(try await prospects.list(filter).prospects.map(\.name).contains(name), "\(text)")
      }
      // A word within a word is found where no word begins so.
      #expect(try await prospects.find("arage").name == "Garage de l’Étoile")
    }
  }

  @Test func severalThatFitAreNamedWithWhatTellsThemApart() async throws {
    try await withScope { scope in
      let prospects = Prospects(scope)
      let lyon = try await prospects.add(.sample("Dupont", email: "a@dupont.fr", postalCode: "69001", city: "Lyon")).added()
      _ = try await prospects.add(.sample("Dupont SAS", postalCode: "75001", city: "Paris")).added()
      let several = await #expect(throws: CRMError.self) { try await prospects.find("Düpont") }
      #expect(several?.kind == .ambiguous)
      #expect(several?.message.en.contains("Dupont, 69001 Lyon, a@dupont.fr, \(lyon.id.description)") == true)
    }
  }

  @Test func theNameWrittenJustSoWinsOverThoseThatAreAlike() async throws {
    try await withScope { scope in
      let prospects = Prospects(scope)
      let names = ["Boulangerie Durand SARL", "Boulangerie Dürand", "BOULANGERIE DURAND", "Boulangerie Durand et fils"]
      for name in names { _ = try await prospects.add(.sample(name), allowDuplicates: true).added() }
      for name in names { #expect(try await prospects.find("  \(name) ").name == name) }
      #expect(try await prospects.find("boulangerie dürand").name == "Boulangerie Dürand")
      let alike = await #expect(throws: CRMError.self) { try await prospects.find("boulangérie durand") }
      #expect(alike?.kind == .ambiguous && alike?.message.en.contains("et fils") == false)
      #expect(alike?.remedy?.en.contains("whole name") == true)
    }
  }

  @Test func ofTheSameNameTheRemedyIsWhatTellsThemApartAndMoreThanTenAreHinted() async throws {
    try await withScope { scope in
      let prospects = Prospects(scope)
      for number in 10...21 {
        let draft = ProspectEntry.sample("Martin", phone: "06 12 34 56 \(number)", postalCode: "690\(number)")
        _ = try await prospects.add(draft, allowDuplicates: true).added()
      }
      let several = await #expect(throws: CRMError.self) { try await prospects.find("Martin") }
      #expect(several?.remedy?.en == "their names are the same: give the id, e-mail or phone")
      let lines = several?.message.en.split(separator: "\n") ?? []
      #expect(lines.count == 12 && lines.last == "  …" && lines[1].contains(", 06 12 34 56 1"), "\(lines)")
      #expect(try await prospects.find("06 12 34 56 15").postalCode == "69015")
    }
  }

  @Test func aChangeReplacesEmptiesOrLeaves() async throws {
    try await withScope { scope in
      let prospects = Prospects(scope)
      let before = try await prospects.add(.sample("Dupont", email: "a@dupont.fr", phone: "06 12 34 56 78", postalCode: "69001")).added()
      var change = ProspectChange()
      change.name = "Dupont Frères"
      change.details.email = "b@dupont.fr"
      change.cleared = [.phone]
      change.details.postalCode = ""
      change.details.nextOn = Day("2026-12-01")
      let after = try await prospects.update(before.id, change)
      #expect(after.name == "Dupont Frères" && after.email == "b@dupont.fr" && after.phone == nil && after.phoneE164 == nil)
      #expect(after.postalCode == nil && after.nextOn == Day("2026-12-01") && after.country == "FR")
      #expect(try await prospects.find("dupont freres").id == before.id)
      await #expect(throws: CRMError.self) { try await prospects.find("a@dupont.fr") }

      var empty = ProspectChange()
      empty.cleared = Set(ProspectField.allCases)
      let bare = try await prospects.update(before.id, empty)
      #expect(bare.email == nil && bare.nextOn == nil && bare.name == "Dupont Frères")
      let unknown = await #expect(throws: CRMError.self) { try await prospects.update(.v7(), empty) }
      #expect(unknown?.kind == .notFound)
    }
  }

  @Test func aSalespersonChangesTheirOwnAndThoseOfNobody() async throws {
    try await withScope { scope in
      let ana = try await Team(scope).add("Ana")
      _ = try await Team(scope).add("Bo")
      let own = Prospects(scope.acting(as: ana))
      let hers = try await own.add(.sample("Dupont")).added()
      #expect(hers.owner == "Ana")
      let nobodys = try await Prospects(scope).add(.sample("Martin")).added()
      let bos = try await Prospects(scope).add(.sample("Petit", owner: "Bo")).added()
      var change = ProspectChange()
      change.details.city = "Lyon"
      #expect(try await own.update(hers.id, change).city == "Lyon")
      #expect(try await own.update(nobodys.id, change).city == "Lyon")
      #expect(try await own.find("petit").owner == "Bo")
      let refused = await #expect(throws: CRMError.self) { try await own.update(bos.id, change) }
      #expect(refused?.kind == .denied)
      #expect(try await Prospects(scope).find("petit").city == nil)
      let given = await #expect(throws: CRMError.self) { try await own.add(.sample("Roy", owner: "Bo")) }
      #expect(given?.kind == .denied)
      var away = ProspectChange()
      away.details.owner = "Bo"
      let givenAway = await #expect(throws: CRMError.self) { try await own.update(hers.id, away) }
      #expect(givenAway?.kind == .denied)
    }
  }

  /// In one organization, for none of them leaves anything behind.
  @Test func whatIsWrongIsRefusedAndNothingAdded() async throws {
    let drafts: [ProspectEntry] = [
      .sample(""), .sample("  \u{200B}"), .sample("Du\0pont"), .sample("Du\u{1B}[31mpont"),
      .sample(String(repeating: "x", count: 300)), .sample("Dupont", email: "dupont"), .sample("Dupont", phone: "3631"),
      .sample("Dupont", phone: "0692 12 34 56"), .sample("Dupont", postalCode: "1000"), .sample("Dupont", siret: "73282932000079"),
      .sample("Dupont", siret: "00000000000000"), .sample("Dupont", owner: "Nobody"), .sample("Dupont", country: "Narnia"),
      .sample("Dupont", potential: -1), .sample("Dupont", nextStep: "Call"),
    ]
    try await withScope { scope in
      for draft in drafts {
        let refused = await #expect(throws: CRMError.self) { try await Prospects(scope).add(draft) }
        #expect(refused?.kind == .invalid || refused?.kind == .notFound && draft.details.owner != nil, "\(draft.name.prefix(20))")
      }
      let there = try await Prospects(scope).list().prospects
      #expect(there.isEmpty)
    }
  }
}

extension ProspectEntry {
  /// A draft with the fields a test needs.
  static func sample(
    _ name: String, email: String? = nil, phone: String? = nil, postalCode: String? = nil, city: String? = nil, siret: String? = nil,
    owner: String? = nil, country: String? = nil, source: String? = nil, potential: Int? = nil, nextStep: String? = nil, nextOn: Day? = nil
  ) -> ProspectEntry {
    var details = ProspectDetails()
    details.email = email
    details.phone = phone
    details.postalCode = postalCode
    details.city = city
    details.siret = siret
    details.owner = owner
    details.country = country
    details.source = source
    details.potentialCents = potential
    details.nextStep = nextStep
    details.nextOn = nextOn
    return ProspectEntry(name: name, details: details)
  }
}
