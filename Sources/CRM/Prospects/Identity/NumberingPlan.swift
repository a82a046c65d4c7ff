/// How numbers are dialled within a country, and what makes them international.
struct NumberingPlan: Sendable {
  /// What follows `+`.
  let callingCode: String
  /// What may be dialled before a national number within the country, and is dropped after the calling code; empty for nothing.
  private let trunks: [String]
  /// Whether a national number may begin with 0, as those of Italy do.
  private let keepsZero: Bool
  /// How many digits a national number has.
  private let lengths: Set<Int>
  /// What is dialled within the country in place of `+`.
  private let internationalPrefix: String

  /// The plan of a country (ISO 3166 alpha-2); France and its territories have rules of their own.
  static func of(country: String) -> NumberingPlan? { byCountry[country] }

  /// The countries whose plans are known.
  static var countries: some Sequence<String> { byCountry.keys }

  /// The plan whose calling code these digits begin with.
  static func of(international digits: Substring) -> NumberingPlan? {
    (1...3).lazy.compactMap { byCallingCode[String(digits.prefix($0))] }.first
  }

  /// The digits behind `+` or what stands for it; `nil` when it is a national number.
  func international(_ digits: String) -> Substring? {
    if digits.hasPrefix(internationalPrefix) { return digits.dropFirst(internationalPrefix.count) }
    // No national number begins with 00: « 001 212 … » of an American was written in Europe.
    return digits.hasPrefix("00" + callingCode) ? digits.dropFirst(2) : nil
  }

  /// The number of a calling code and what follows it; `nil` when it is none of this plan.
  func number(international digits: Substring) -> String? {
    let rest = digits.dropFirst(callingCode.count)
    return (isNational(rest) ? rest : withoutTrunk(rest)).map { "+\(callingCode)\($0)" }
  }

  /// The number as it is dialled within the country; `nil` when it is none of this plan.
  func reading(national digits: String) -> PhoneReading? {
    if let rest = withoutTrunk(digits[...]) { return .number("+\(callingCode)\(rest)") }
    guard isNational(digits[...]) else {
      // A spreadsheet drops the plus sign.
      return digits.hasPrefix(callingCode) ? number(international: digits[...]).map(PhoneReading.number) : nil
    }
    // A spreadsheet drops the trunk zero, too. Where lengths vary, what is left may as well be a number within a town, or have its calling
    // code before it.
    let isSure = !lengthsVary || digits.count >= 9 && !digits.hasPrefix(callingCode)
    return isSure ? .number("+\(callingCode)\(digits)") : .unknown
  }

  private var lengthsVary: Bool { (lengths.max() ?? 0) - (lengths.min() ?? 0) > 1 }

  private func isNational(_ digits: Substring) -> Bool {
    lengths.contains(digits.count) && (keepsZero || digits.first != "0")
  }

  private func withoutTrunk(_ digits: Substring) -> Substring? {
    trunks.lazy.filter { digits.hasPrefix($0) }.map { digits.dropFirst($0.count) }.first(where: isNational)
  }

  /// The plan in a line of the table.
  private init(_ columns: [Substring]) {
    callingCode = String(columns[1])
    trunks = columns[2].split(separator: "/").map { $0 == "-" || $0 == "=" ? "" : String($0) }
    keepsZero = columns[2] == "="
    lengths = Set(
      columns[3].split(separator: ",").flatMap { range in
        let bounds = range.split(separator: "-").compactMap { Int($0) }
        return (bounds.first ?? 0)...(bounds.last ?? 0)
      })
    internationalPrefix = columns.count > 4 ? String(columns[4]) : "00"
  }

  private static let byCountry: [String: NumberingPlan] = {
    var plans: [String: NumberingPlan] = [:]
    for line in table.split(separator: "\n") {
      let columns = line.split(separator: " ")
      let plan = NumberingPlan(columns)
      for country in columns[0].split(separator: ",") { plans[String(country)] = plan }
    }
    return plans
  }()

  private static let byCallingCode = Dictionary(byCountry.values.map { ($0.callingCode, $0) }, uniquingKeysWith: { plan, _ in plan })

  // Countries, calling code, trunk prefixes (- for none, = for none and numbers that keep their zero), lengths of the national number, and
  // the international prefix where it is not 00: as in libphonenumber 9.0.43, with those lengths alone that telephones have. Countries
  // whose numbers need more rules are left out.
  private static let table = """
    AD 376 - 6,8-9
    AE 971 0 5-12
    AF 93 0 9
    AG,AI,AS,BB,BM,BS,CA,DM,DO,GD,GU,JM,KN,KY,LC,MP,MS,PR,SX,TC,TT,US,VC,VG,VI 1 1 10 011
    AL 355 0 6-9
    AM 374 0 8
    AO 244 - 9
    AT 43 0 4-13
    AU 61 0 6,9-10 0011
    AW 297 - 7
    AX,FI 358 0 5-12
    AZ 994 0 9
    BA 387 0 8-9
    BE 32 0 8-9
    BF 226 = 8
    BG 359 0 6-9,12
    BH 973 - 8
    BI 257 - 8
    BJ 229 = 10
    BN 673 - 7
    BQ,CW 599 - 7-8
    BR 55 0 8-11
    BT 975 - 7-8
    BW 267 = 7-8,10
    CD 243 0 7-10
    CF 236 - 8
    CG 242 = 9
    CH 41 0 9
    CI 225 = 10
    CK 682 - 5
    CL 56 - 9-11
    CM 237 - 8-9
    CN 86 0 8,10-11
    CO 57 0 10-11
    CR 506 - 8,10
    CU 53 0 6-8,10 119
    CV 238 - 7
    CY 357 - 8
    CZ 420 - 9
    DE 49 0 5-15
    DJ 253 - 8
    DK 45 - 8
    DZ 213 0 8-9
    EC 593 0 8-11
    EE 372 - 7-8,10
    EG 20 0 8-10
    EH,MA 212 0 9
    ER 291 0 7
    ES 34 - 9
    ET 251 0 9
    FM 691 - 7
    GB,GG,IM,JE 44 0 7,9-10
    GE 995 0 9
    GH 233 0 8-9
    GI 350 - 8
    GL 299 - 6
    GM 220 - 7,9
    GN 224 - 8-9
    GQ 240 - 9
    GR 30 - 10
    GW 245 - 7,9
    GY 592 - 7 001
    HK 852 - 5-9,11 001
    HR 385 0 7-9
    HT 509 - 8
    HU 36 06/6 8-9
    ID 62 0 8-12 001
    IE 353 0 7-10
    IL 972 0 8-10
    IN 91 0 10-11
    IQ 964 0 8-10
    IR 98 0 4-7,10
    IS 354 - 7,9
    IT,VA 39 = 6-11
    JO 962 0 8-9
    JP 81 0 9-10 010
    KE 254 0 7-10 000
    KG 996 0 9-10
    KH 855 0 8-10 001
    KM 269 - 7
    KR 82 0 8-10 001
    KW 965 - 7-8
    KZ,RU 7 8 10 810
    LA 856 0 8-10
    LB 961 0 7-8
    LI 423 -/0 7,9
    LK 94 0 9
    LR 231 0 7-9
    LS 266 - 8
    LT 370 0/8 8
    LU 352 - 4-11
    LV 371 - 8
    LY 218 0 9
    MC 377 0 8-9
    MD 373 0 8
    ME 382 0 8-9
    MG 261 0 9
    MK 389 0 8
    ML 223 - 8
    MM 95 0 6-10
    MN 976 -/0 8-10 001
    MO 853 = 7-8
    MR 222 - 8
    MT 356 - 8
    MU 230 - 7-8,10
    MV 960 - 7,10
    MW 265 0 7,9
    MX 52 01/044/045/1 10
    MY 60 0 8-10
    MZ 258 - 8-9
    NA 264 0 8-9
    NE 227 = 8
    NG 234 0 8,10-11 009
    NI 505 - 8
    NL 31 0 5-11
    NO,SJ 47 = 5,8
    NP 977 0 8,10-11
    NZ 64 0 5-10
    OM 968 - 7-9
    PE 51 0 8-9
    PG 675 - 7-8
    PH 63 0 8-12
    PK 92 0 8-12
    PL 48 - 7,9-10
    PS 970 0 8-10
    PT 351 - 9
    QA 974 = 7-9,11
    RO 40 0 6,9
    RS 381 0 6-12
    RW 250 0 8-9
    SA 966 0 9-10
    SC 248 - 7
    SD 249 0 9
    SE 46 0 6-10
    SG 65 - 8,10-11 001
    SI 386 0 5-8
    SK 421 0 6-7,9
    SL 232 0 8
    SN 221 - 9
    SO 252 -/0 6-9
    SR 597 - 6-7
    SS 211 0 9
    ST 239 - 7
    SY 963 0 8-9
    SZ 268 = 8-9
    TD 235 - 8
    TG 228 - 8
    TH 66 0 8-10 001
    TJ 992 = 9 810
    TL 670 - 7-8
    TN 216 - 8
    TR 90 0 7,10
    TW 886 0 7-11 002
    TZ 255 0 9 000
    UA 380 0 9-10
    UG 256 0 9 000
    UZ 998 - 9
    VE 58 0 10
    VN 84 0 7-10
    XK 383 0 8-12
    YE 967 0 7-9
    ZA 27 0 5-10
    ZM 260 0 9
    ZW 263 0 7,9-10
    """
}
