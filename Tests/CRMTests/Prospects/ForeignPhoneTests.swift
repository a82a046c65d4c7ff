import Testing

@testable import CRM

@Suite struct ForeignPhoneTests {
  /// A fixed and a mobile number of each country, as libphonenumber writes them.
  @Test(arguments: [
    ("BE", "012 34 56 78", "+3212345678"), ("BE", "0450 00 12 34", "+32450001234"), ("CH", "021 234 56 78", "+41212345678"),
    ("CH", "078 123 45 67", "+41781234567"), ("DE", "030 123456", "+4930123456"), ("DE", "01512 3456789", "+4915123456789"),
    ("AT", "01 234567890", "+431234567890"), ("AT", "0664 123456", "+43664123456"), ("NL", "010 123 4567", "+31101234567"),
    ("NL", "06 12345678", "+31612345678"), ("LU", "27 12 34 56", "+35227123456"), ("LU", "628 123 456", "+352628123456"),
    ("GB", "0121 234 5678", "+441212345678"), ("GB", "07400 123456", "+447400123456"), ("IE", "(022) 12345", "+3532212345"),
    ("IE", "085 012 3456", "+353850123456"), ("IT", "02 1234 5678", "+390212345678"), ("IT", "312 345 6789", "+393123456789"),
    ("ES", "810 12 34 56", "+34810123456"), ("ES", "612 34 56 78", "+34612345678"), ("PT", "21 234 5678", "+351212345678"),
    ("PT", "912 345 678", "+351912345678"), ("DK", "32 12 34 56", "+4532123456"), ("DK", "34 41 23 45", "+4534412345"),
    ("SE", "08-12 34 56", "+468123456"), ("SE", "070-123 45 67", "+46701234567"), ("NO", "21 23 45 67", "+4721234567"),
    ("NO", "40 61 23 45", "+4740612345"), ("FI", "013 1234567", "+358131234567"), ("FI", "041 2345678", "+358412345678"),
    ("IS", "410 1234", "+3544101234"), ("IS", "611 1234", "+3546111234"), ("PL", "12 345 67 89", "+48123456789"),
    ("PL", "512 345 678", "+48512345678"), ("CZ", "212 345 678", "+420212345678"), ("CZ", "601 123 456", "+420601123456"),
    ("SK", "02 212 345 67", "+421221234567"), ("SK", "0912 123 456", "+421912123456"), ("HU", "(06 1) 234 5678", "+3612345678"),
    ("HU", "06 20 123 4567", "+36201234567"), ("RO", "021 123 4567", "+40211234567"), ("RO", "0712 034 567", "+40712034567"),
    ("BG", "02 123 456", "+3592123456"), ("BG", "043 012 345", "+35943012345"), ("GR", "21 2345 6789", "+302123456789"),
    ("GR", "691 234 5678", "+306912345678"), ("HR", "01 2345 678", "+38512345678"), ("HR", "092 123 4567", "+385921234567"),
    ("SI", "(01) 234 56 78", "+38612345678"), ("SI", "031 234 567", "+38631234567"), ("LT", "(0-312) 34567", "+37031234567"),
    ("LT", "(0-612) 34567", "+37061234567"), ("LV", "63 123 456", "+37163123456"), ("LV", "21 234 567", "+37121234567"),
    ("EE", "321 2345", "+3723212345"), ("EE", "5123 4567", "+37251234567"), ("CY", "22 345678", "+35722345678"),
    ("CY", "96 123456", "+35796123456"), ("MT", "2100 1234", "+35621001234"), ("MT", "9696 1234", "+35696961234"),
    ("LI", "234 56 78", "+4232345678"), ("LI", "660 234 567", "+423660234567"), ("MC", "99 12 34 56", "+37799123456"),
    ("MC", "06 12 34 56 78", "+377612345678"), ("AD", "712 345", "+376712345"), ("AD", "312 345", "+376312345"),
    ("US", "(201) 555-0123", "+12015550123"), ("US", "1-201-555-0123", "+12015550123"), ("CA", "(506) 234-5678", "+15062345678"),
    ("CA", "1-506-234-5678", "+15062345678"), ("JM", "(876) 523-0123", "+18765230123"), ("JM", "1-876-210-1234", "+18762101234"),
    ("BB", "(246) 412-3456", "+12464123456"), ("BB", "1-246-250-1234", "+12462501234"), ("DO", "(809) 234-5678", "+18092345678"),
    ("DO", "1-809-234-5678", "+18092345678"), ("MA", "05 20 12 34 56", "+212520123456"), ("MA", "06 50 12 34 56", "+212650123456"),
    ("DZ", "012 34 56 78", "+21312345678"), ("DZ", "0551 23 45 67", "+213551234567"), ("TN", "30 010 123", "+21630010123"),
    ("TN", "20 123 456", "+21620123456"), ("SN", "30 101 23 45", "+221301012345"), ("SN", "70 123 45 67", "+221701234567"),
    ("CI", "21 23 4 56789", "+2252123456789"), ("CI", "01 23 45 6789", "+2250123456789"), ("CM", "2 22 12 34 56", "+237222123456"),
    ("CM", "6 71 23 45 67", "+237671234567"), ("MG", "020 21 234 56", "+261202123456"), ("MG", "032 12 345 67", "+261321234567"),
    ("MU", "5448 0123", "+23054480123"), ("MU", "5251 2345", "+23052512345"), ("TR", "(0212) 345 67 89", "+902123456789"),
    ("TR", "0501 234 56 78", "+905012345678"), ("IL", "02-123-4567", "+97221234567"), ("IL", "050-234-5678", "+972502345678"),
    ("AU", "(02) 1234 5678", "+61212345678"), ("AU", "0412 345 678", "+61412345678"), ("NZ", "03 234 5678", "+6432345678"),
    ("NZ", "021 123 4567", "+64211234567"), ("JP", "03-1234-5678", "+81312345678"), ("JP", "090-1234-5678", "+819012345678"),
    ("CN", "010 1234 5678", "+861012345678"), ("CN", "131 2345 6789", "+8613123456789"), ("IN", "074104 10123", "+917410410123"),
    ("IN", "081234 56789", "+918123456789"), ("BR", "(11) 2345-6789", "+551123456789"), ("BR", "(11) 96123-4567", "+5511961234567"),
    ("MX", "200 123 4567", "+522001234567"), ("MX", "222 123 4567", "+522221234567"),
  ])
  func asDialledInTheCountry(country: String, text: String, e164: String) throws {
    #expect(try PhoneNumber(text, country: country).e164 == e164)
    #expect(try PhoneNumber(e164).e164 == e164)
    #expect(try PhoneNumber("00" + e164.dropFirst()).e164 == e164)
  }

  @Test(arguments: [
    ("BE", "0033 6 12 34 56 78", "+33612345678"), ("US", "011 33 6 12 34 56 78", "+33612345678"),
    ("US", "+33 6 12 34 56 78", "+33612345678"),
    ("AU", "0011 32 2 555 12 12", "+3225551212"), ("JP", "010 32 2 555 12 12", "+3225551212"), ("US", "001 212 555 1234", "+12125551234"),
    ("DE", "06 12 34 56 78", "+49612345678"), ("MC", "00377 93 15 00 00", "+37793150000"),
  ])
  func abroadIsDialledInItsOwnWay(country: String, text: String, e164: String) throws {
    #expect(try PhoneNumber(text, country: country).e164 == e164)
  }

  @Test(arguments: [
    ("GB", "+44 (0)20 7946 0018", "+442079460018"), ("CH", "+41 (0)44 668 18 00", "+41446681800"),
    ("IT", "+39 (0)6 12345678", "+390612345678"),
    ("ES", "+34 (0)91 123 45 67", "+34911234567"), ("SM", "+82 (0)2 123 4567", "+8221234567"), ("DE", "+49 030 123456", "+4930123456"),
    ("MX", "+52 1 55 1234 5678", "+525512345678"), ("LT", "8 612 34567", "+37061234567"), ("HU", "06 1 234 5678", "+3612345678"),
    ("US", "1-212-555-1234 x12", "+12125551234"),
  ])
  func trunkPrefixesAreDropped(country: String, text: String, e164: String) throws {
    #expect(try PhoneNumber(text, country: country).e164 == e164)
  }

  /// What a spreadsheet makes of +32 and of 04.
  @Test(arguments: [
    ("BE", "470123456", "+32470123456"), ("BE", "3225551212", "+3225551212"), ("DE", "1711234567", "+491711234567"),
    ("CH", "446681800", "+41446681800"),
  ])
  func lostSignsAreGivenBack(country: String, text: String, e164: String) throws {
    #expect(try PhoneNumber(text, country: country).e164 == e164)
  }

  /// A number is kept as it is written where nothing says which one it is: never is it taken for a French one.
  @Test(arguments: [
    ("AR", "011 1234 5678"), ("AR", "06 12 34 56 78"), ("AR", "0033 6 12 34 56 78"), ("XX", "0470 12 34 56"), ("DE", "123456"),
    ("DE", "4930123456"),
  ])
  func whatIsNotKnownHasNoKey(country: String, text: String) throws { #expect(try PhoneNumber(text, country: country).e164 == nil) }

  @Test(arguments: [
    ("BE", "02 555 12", "BE"), ("US", "555-1234", "US"), ("ES", "91 123 45", "ES"), ("PT", "06 12 34 56 78", "PT"),
    ("PT", "012 345 678", "PT"), ("BE", "Martin", "BE"),
    ("GB", "+44 20 7946", "GB"),
  ])
  func wrongLengthsAreRefused(country: String, text: String, name: String) throws {
    let refusal = #expect(throws: InvalidValue.self) { try PhoneNumber(text, country: country) }
    #expect(refusal?.message == .notAPhone(text, in: Country.name(of: name)))
  }

  @Test func shortNumbersAreRefused() {
    #expect(throws: InvalidValue(.shortPhone("1207"), remedy: .writeCountryCode("32"))) { try PhoneNumber("1207", country: "BE") }
    #expect(throws: InvalidValue(.shortPhone("12"), remedy: .writeCountryCode("NN"))) { try PhoneNumber("12", country: "AR") }
  }

  @Test(arguments: ["FR", "RE", "NC"]) func theTerritoriesDialAsFranceDoes(country: String) throws {
    #expect(try PhoneNumber("06 12 34 56 78", country: country).e164 == "+33612345678")
    #expect(try PhoneNumber("0692 12 34 56", postalCode: PostalCode("97400"), country: country).e164 == "+262692123456")
  }

  @Test func aTerritoryIsKnownByItsCountryCodeToo() throws {
    #expect(try PhoneNumber("0692 12 34 56", country: "RE").e164 == "+262692123456")
    #expect(try PhoneNumber("26 12 34", country: "NC").e164 == "+687261234")
    #expect(throws: InvalidValue(.overseasPhone("0692 12 34 56"), remedy: .giveOverseasPostalCode)) {
      try PhoneNumber("0692 12 34 56", country: "FR")
    }
    // 97421 is a place in Germany, too.
    #expect(try PhoneNumber("0692 12 34 56", postalCode: PostalCode("97421"), country: "DE").e164 == "+49692123456")
  }

  @Test func aNumberIsSoughtAsEachCountryDialsIt() {
    #expect(PhoneNumber.abroad("030 123456").contains("+4930123456"))
    #expect(PhoneNumber.abroad("+49 30 123456").isEmpty)
    #expect(PhoneNumber.abroad("Martin").isEmpty)
  }
}

@Suite struct PhoneCellTests {
  @Test(arguments: [
    "06 12 34 56 78 / 01 84 88 00 00", "06 12 34 56 78/01 84 88 00 00", "06 12 34 56 78 ou 01 84 88 00 00", "0612345678;0184880000",
    "06 12 34 56 78, 01 84 88 00 00", "06 12 34 56 78 - 01 84 88 00 00", "06 12 34 56 78\n01 84 88 00 00",
    "Tél : 06 12 34 56 78 / fixe : 01 84 88 00 00",
  ])
  func theFirstOfSeveralIsTaken(text: String) throws {
    let number = try PhoneNumber(text)
    #expect(number.e164 == "+33612345678" && number.isFirstOfSeveral)
  }

  @Test(arguments: [
    "tel:+33612345678", "Tél. 06 12 34 56 78", "Mobile : 06 12 34 56 78", "06 12 34 56 78 (bureau)", "06 12 34 56 78 (ligne 2)",
    "06/12/34/56/78", "06 - 12 - 34 - 56 - 78", "06 12 34 56 78;", "+33 (0)6 12 34 56 78",
  ])
  func oneAmongWords(text: String) throws {
    let number = try PhoneNumber(text)
    #expect(number.e164 == "+33612345678" && !number.isFirstOfSeveral && number.extension == nil)
  }

  @Test(arguments: ["tel:+33612345678;ext=12", "06 12 34 56 78 (poste 12)", "06 12 34 56 78 poste 12 / 01 84 88 00 00"])
  func anExtensionStaysWithItsNumber(text: String) throws {
    let number = try PhoneNumber(text)
    #expect(number.e164 == "+33612345678" && number.extension == "12")
  }

  @Test func aNumberWithStrokesIsOne() throws {
    #expect(try PhoneNumber("033203/123456", country: "DE").e164 == "+4933203123456")
    #expect(try PhoneNumber("0664/1234567", country: "AT").e164 == "+436641234567")
  }

  @Test(arguments: ["Paris 06 12 34 56 78", "06 12 34 56 78 ou par mail", "01 84 88 00 00/01", "tel:", "(bureau)", "()", ")06("])
  func otherWordsAreRefused(text: String) { #expect(throws: InvalidValue.self) { try PhoneNumber(text) } }

  @Test(arguments: [
    "", " ", "-", "--", "—", "n/a", "N/A", "N.C.", "nc", "néant", "NÉANT", "aucun", "Aucune", "none", "null", "non renseigné", "?", "…",
    "0",
    "00 00 00 00 00",
  ])
  func nobodysNumber(text: String) { #expect(text.isPlaceholder) }

  @Test(arguments: ["06", "a@b.fr", "Nadia", "Martin", "+33", "x1", "🙂", "3631"])
  func somethingIsSaid(text: String) { #expect(!text.isPlaceholder) }
}
