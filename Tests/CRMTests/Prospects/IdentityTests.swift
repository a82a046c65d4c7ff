import Testing

@testable import CRM

@Suite struct NameKeyTests {
  @Test(arguments: [
    ("Société Générale SA", "société generale"), ("DUPONT S.A.R.L.", "Dupont"), ("SARL Dupont", "dupont sarl"),
    ("L’Atelier d’Élise", "l'atelier d elise"),
    ("Boulangerie  Œuvre & Fils", "boulangerie oeuvre et fils"), ("Crème-Brûlée (SAS)", "creme brulee"), ("e\u{301}lan", "ÉLAN"),
    ("Łódź GmbH", "lodz"),
    ("Straße", "strasse"), ("ΑΘΗΝΑ", "αθηνα"), ("3M France", "3m FRANCE, Inc."), ("Îlot‑Vert", "ilot vert"),
    ("Ets. Martin", "MARTIN SARL"), ("Établissements Martin & Fils", "martin et fils"),
  ])
  func equal(one: String, other: String) {
    #expect(NameKey(one) != nil)
    #expect(NameKey(one) == NameKey(other))
  }

  @Test(arguments: [
    ("Martin Dupont", "Dupont Martin"), ("Garage SA Martin", "Garage Martin"), ("Société Dupont", "Dupont"), ("AB", "A B"),
    ("Spa des Lilas", "Des Lilas"),
  ])
  func different(one: String, other: String) { #expect(NameKey(one) != NameKey(other)) }

  @Test func aNameThatIsALegalFormKeepsIt() { #expect(NameKey("S.A.S.")?.text == "sas") }
  @Test func anAmpersandIsAWord() { #expect(NameKey(" .-& ")?.text == "et") }
  @Test(arguments: ["", "  ", "---", "…"]) func nothingHasNoKey(name: String) { #expect(NameKey(name) == nil) }
}

@Suite struct EmailAddressTests {
  @Test(arguments: [
    (" Lucie.Martin@Exemple.FR ", "lucie.martin@exemple.fr"), ("a+tag@b.co", "a+tag@b.co"), ("x@BÜCHER.example", "x@xn--bcher-kva.example"),
    ("x@bu\u{308}cher.example", "x@xn--bcher-kva.example"), ("x@münchen.de", "x@xn--mnchen-3ya.de"),
    ("e\u{301}lise@exemple.fr", "\u{E9}lise@exemple.fr"),
    ("x@中国.cn", "x@xn--fiqs8s.cn"), ("\u{200B}a@b.fr", "a@b.fr"), ("o'neil@b.ie", "o'neil@b.ie"),
  ])
  func canonical(text: String, canonical: String) throws {
    #expect(Array(try EmailAddress(text).canonical.unicodeScalars) == Array(canonical.unicodeScalars))
  }

  @Test(arguments: [
    "", "a", "a@", "@b.fr", "a@b", "a@@b.fr", "a b@c.fr", "a@b..fr", ".a@b.fr", "a.@b.fr", "a@-b.fr", "a@b-.fr", "a@b.f", "a@1.2.3.4",
    "a@b_c.fr", "a@" + String(repeating: "x", count: 64) + ".fr", String(repeating: "a", count: 65) + "@b.fr",
    "a@" + String(repeating: "xx.", count: 90) + "fr", "a;b@c.fr", "Lucie a@b.fr", "Lucie <a@b>", "mailto:",
  ])
  func refused(text: String) { #expect(throws: InvalidValue(.notAnEmail(text), remedy: .writeEmail)) { try EmailAddress(text) } }

  @Test(arguments: [
    ("Lucie Martin <Lucie@Martin.fr>", "lucie@martin.fr", false), ("\"Martin, Lucie\" <lucie@martin.fr>", "lucie@martin.fr", false),
    ("<a@b.fr>", "a@b.fr", false), ("mailto:a@b.fr?subject=Devis", "a@b.fr", false), ("a@b.fr;", "a@b.fr", false),
    ("a@b.fr; c@d.fr", "a@b.fr", true), ("a@b.fr, c@d.fr", "a@b.fr", true), ("a@b.fr ou c@d.fr", "a@b.fr", true),
    ("a@b.fr / c@d.fr", "a@b.fr", true), ("a@b.fr\nc@d.fr", "a@b.fr", true), ("Lucie et Paul <a@b.fr>; Bo <c@d.fr>", "a@b.fr", true),
    ("a/b@c.fr", "a/b@c.fr", false),
  ])
  func theFirstOfACell(text: String, canonical: String, isFirstOfSeveral: Bool) throws {
    let address = try EmailAddress(text)
    #expect(address.canonical == canonical && address.isFirstOfSeveral == isFirstOfSeveral)
  }

  @Test func roles() throws {
    #expect(try EmailAddress("Contact@exemple.fr").isRole)
    #expect(try EmailAddress("info+web@exemple.fr").isRole)
    #expect(try !EmailAddress("lucie@exemple.fr").isRole)
  }
}

@Suite struct CompanyNumberTests {
  @Test(arguments: ["552 008 443", "404833048", "732829320", "356000000", "552.008.443"])
  func sirens(text: String) throws { #expect(try SIREN(text).digits == text.filter(\.isNumber)) }

  @Test(arguments: ["404833047", "000000000", "12345678", "1234567890", "55200844A", "FR552008443", "", "５５２００８４４３"])
  func wrongSirens(text: String) { #expect(throws: InvalidValue.self) { try SIREN(text) } }

  @Test(arguments: ["732 829 320 00074", "35600000000048", "35600000049837", "356000000 00001", "732\u{A0}829\u{A0}320\u{A0}00074"])
  func sirets(text: String) throws {
    let digits = text.filter(\.isNumber)
    #expect(try SIRET(text).digits == digits)
    #expect(try SIRET(text).siren.digits == String(digits.prefix(9)))
  }

  @Test(arguments: [
    "73282932000079", "35600000000049", "35600000000055", "0000000000000", "00000000000000", "7328293200007", "40483304700000",
  ])
  func wrongSirets(text: String) { #expect(throws: InvalidValue.self) { try SIRET(text) } }

  @Test(arguments: [
    ("FR 40 303 265 045", "FR40303265045"), ("40303265045", "FR40303265045"), ("FR23334175221", "FR23334175221"),
    ("K7399859412", "FRK7399859412"),
    ("4Z123456782", "FR4Z123456782"), ("fr44732829320", "FR44732829320"), ("FR83 404 833 048", "FR83404833048"),
  ])
  func vatNumbers(text: String, number: String) throws { #expect(try FrenchVATNumber(text).number == number) }

  @Test(arguments: ["84 323 140 391", "IO334175221", "FR43732829320", "FR", "FR4473282932", "DE123456789", "FR44732829321"])
  func wrongVATNumbers(text: String) { #expect(throws: InvalidValue.self) { try FrenchVATNumber(text) } }

  @Test(arguments: [("303265045", "40"), ("732829320", "44"), ("404833048", "83"), ("552008443", "19"), ("334175221", "23")])
  func theKeyFollowsFromTheSiren(siren: String, key: String) throws {
    let number = try FrenchVATNumber("FR\(key)\(siren)")
    #expect(try number.number == "FR\(key)\(siren)" && number.siren == SIREN(siren))
    for other in 0...99 where other != Int(key) {
      #expect(throws: InvalidValue.self) { try FrenchVATNumber("FR\(other < 10 ? "0" : "")\(other)\(siren)") }
    }
  }

  @Test func aSirenIsNoSiret() {
    for text in ["732829320", "732 829 320"] {
      #expect(throws: InvalidValue(.sirenForSIRET(text), remedy: .addEstablishment)) { try SIRET(text) }
    }
    #expect(
      throws: InvalidValue(.wrongForm("732829321", fr: "un numéro SIRET\u{A0}: 14 chiffres attendus", en: "a SIRET: 14 digits expected"))
    ) {
      try SIRET("732829321")
    }
  }

  /// A wrong digit anywhere is always found: that is what the Luhn check is for.
  @Test func oneWrongDigitIsFound() throws {
    for (position, digit) in "73282932000074".enumerated() {
      for other in "0123456789" where other != digit {
        var characters = Array("73282932000074")
        characters[position] = other
        #expect(throws: InvalidValue.self) { try SIRET(String(characters)) }
      }
    }
  }
}

@Suite struct PhoneNumberTests {
  @Test(arguments: [
    ("04 50 11 22 33", "+33450112233"), ("06.12.34.56.78", "+33612345678"), ("+33 6 12 34 56 78", "+33612345678"),
    ("0033612345678", "+33612345678"),
    ("+33 (0)6 12 34 56 78", "+33612345678"), ("06-12-34-56-78", "+33612345678"), ("612345678", "+33612345678"),
    ("0 800 123 456", "+33800123456"),
    ("09 70 12 34 56", "+33970123456"), ("0899 70 12 34", "+33899701234"), ("01 99 00 12 34", "+33199001234"),
    ("07 56 78 90 12", "+33756789012"),
    ("08 36 65 65 65", "+33836656565"), ("+32 2 555 12 12", "+3225551212"), ("\u{202A}+33 6 12 34 56 78\u{202C}", "+33612345678"),
    ("０６１２３４５６７８", "+33612345678"),
    ("06\u{A0}12\u{A0}34\u{A0}56\u{A0}78", "+33612345678"), ("33612345678", "+33612345678"), ("+377 99 99 99 99", "+37799999999"),
    ("+262 (0)692 12 34 56", "+262692123456"),
    ("0044 20 7946 0018", "+442079460018"), ("(06) 12/34/56/78", "+33612345678"),
  ])
  func mainland(text: String, e164: String) throws {
    #expect(try PhoneNumber(text).e164 == e164)
    #expect(try PhoneNumber(text, postalCode: PostalCode("75001")).e164 == e164)
  }

  @Test(arguments: [
    ("0692 12 34 56", "97400", "+262692123456"), ("0590 12 34 56", "97110", "+590590123456"), ("0590 12 34 56", "97150", "+590590123456"),
    ("0696 12 34 56", "97200", "+596696123456"),
    ("0594 12 34 56", "97300", "+594594123456"), ("0262 12 34 56", "97415", "+262262123456"), ("0639 12 34 56", "97600", "+262639123456"),
    ("+33 692 12 34 56", "97400", "+262692123456"),
    ("06 12 34 56 78", "97400", "+33612345678"), ("41 12 34", "97500", "+508411234"), ("0508 41 12 34", "97500", "+508411234"),
    ("26 12 34", "98800", "+687261234"),
    ("87 12 34 56", "98714", "+68987123456"), ("06 12 34 56 78", "98800", "+33612345678"),
  ])
  func overseas(text: String, postalCode: String, e164: String) throws {
    #expect(try PhoneNumber(text, postalCode: PostalCode(postalCode)).e164 == e164)
  }

  @Test(arguments: ["0692 12 34 56", "0590 12 34 56", "0262 12 34 56", "+33 692 12 34 56"])
  func overseasNumbersNeedTheirPostalCode(text: String) throws {
    #expect(throws: InvalidValue(.overseasPhone(text), remedy: .giveOverseasPostalCode)) { try PhoneNumber(text) }
    #expect(throws: InvalidValue.self) { try PhoneNumber(text, postalCode: PostalCode("75001")) }
  }

  @Test func extensionsAreSetApart() throws {
    for text in ["06 12 34 56 78 poste 12", "06 12 34 56 78 x12", "0612345678 ext. 12", "06 12 34 56 78 #12", "0612345678 Poste : 12"] {
      let number = try PhoneNumber(text)
      #expect(number.e164 == "+33612345678")
      #expect(number.extension == "12")
    }
  }

  @Test(arguments: ["3631", "15", "112"])
  func shortNumbers(text: String) { #expect(throws: InvalidValue(.shortPhone(text), remedy: .writePhone)) { try PhoneNumber(text) } }

  @Test(arguments: [
    "06 12 34 56", "06 12 34 56 78 9", "abc", "", "+33 377 99 99 99 99", "+", "00",
    "0612345678 appeler", "+0 12 34 56 78", "++33612345678",
    "00 12 34 56 78", "+1234567890123456", "poste 12", "٠٦١٢٣٤٥٦٧٨",
  ])
  func refused(text: String) { #expect(throws: InvalidValue.self) { try PhoneNumber(text) } }
}

@Suite struct PostalCodeTests {
  @Test(arguments: [
    ("75001", "75001"), (" 75 001 ", "75001"), ("F-75001", "75001"), ("75001 CEDEX 08", "75001"), ("97415", "97415"), ("1000", "1000"),
    ("sw1a 1aa", "SW1A 1AA"), ("01000", "01000"),
  ])
  func read(text: String, code: String) throws { #expect(try PostalCode(text).text == code) }

  @Test(arguments: ["", "Paris", "7", "75001!", "123456789012"])
  func refused(text: String) { #expect(throws: InvalidValue.self) { try PostalCode(text) } }

  @Test func french() throws {
    #expect(try PostalCode("97415").isFrench)
    #expect(try !PostalCode("99100").isFrench)
    #expect(try !PostalCode("1000").isFrench)
  }
}

@Suite struct OtherNumbersTests {
  @Test(arguments: [
    ("FR 40 303 265 045", "FR40303265045"), ("BE 0403.170.701", "BE0403170701"), ("DE123456789", "DE123456789"),
    ("ESA28015865", "ESA28015865"),
  ])
  func vatNumbersOfAnyCountry(text: String, number: String) throws { #expect(try VATNumber(text).number == number) }

  @Test(arguments: ["", "BE", "IO334175221", "84 323 140 391", "DEABCDEFGHI", "BE0403170701" + String(repeating: "0", count: 50), "🙂"])
  func wrongVATNumbers(text: String) { #expect(throws: InvalidValue.self) { try VATNumber(text) } }

  @Test(arguments: [("62.01Z", "62.01Z"), ("6201z", "62.01Z"), (" 47 11 F ", "47.11F")])
  func nafCodes(text: String, code: String) throws { #expect(try NAFCode(text).text == code) }

  @Test(arguments: ["", "62.01", "62.01ZZ", "62.01É", "\0"])
  func wrongNAFCodes(text: String) { #expect(throws: InvalidValue.self) { try NAFCode(text) } }

  @Test func aFrenchPostalCodeHasFiveDigits() throws {
    #expect(try PostalCode("01000", country: "FR").text == "01000")
    #expect(try PostalCode("1000", country: "BE").text == "1000")
    #expect(throws: InvalidValue(.wrongForm("1000", fr: "un code postal français", en: "a French postal code"), remedy: .lostZero("01000")))
    {
      try PostalCode("1000", country: "FR")
    }
    #expect(throws: InvalidValue.self) { try PostalCode("SW1A 1AA", country: "FR") }
  }

  @Test func aNumberThatIsSearchedNeedsNoPostalCode() {
    #expect(PhoneNumber.searched("0692 12 34 56")?.e164 == "+262692123456")
    #expect(PhoneNumber.searched("06 12 34 56 78")?.e164 == "+33612345678")
    #expect(PhoneNumber.searched("3631") == nil)
  }

  /// Whatever is thrown at them, the readers answer or refuse.
  @Test(arguments: [
    "", "\0", "🙂🙂", String(repeating: "9", count: 100_000), String(repeating: "a@", count: 50_000), "\u{202E}06é", "+", "٣",
  ])
  func hostileTextsAreRefused(text: String) {
    #expect(throws: InvalidValue.self) { try EmailAddress(text) }
    #expect(throws: InvalidValue.self) { try PhoneNumber(text) }
    #expect(throws: InvalidValue.self) { try SIRET(text) }
    #expect(throws: InvalidValue.self) { try SIREN(text) }
    #expect(throws: InvalidValue.self) { try VATNumber(text) }
    #expect(throws: InvalidValue.self) { try PostalCode(text) }
    #expect(throws: InvalidValue.self) { try NAFCode(text) }
    _ = NameKey(text)
  }
}
