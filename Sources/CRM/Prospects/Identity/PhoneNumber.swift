/// A telephone number, in the international form in which two spellings of it are equal (E.164).
public struct PhoneNumber: Sendable, Hashable {
  /// `+`, the country code and the number: `+33612345678`.
  ///
  /// `nil` when the text is a number and it is not known which: how its country dials is not known here, or it may be one within a town.
  public let e164: String?
  /// The extension that was written after the number, such as « poste 12 ».
  public let `extension`: String?
  /// Whether other numbers stand behind this one in the text.
  public let isFirstOfSeveral: Bool

  /// The number in a text, the first of several, read as it is dialled in its country.
  /// - Parameters:
  ///   - postalCode: Where the number is: the overseas numbers have a country code of their own, so that `0692…` is a number of
  ///     La Réunion for `974…` and none elsewhere.
  ///   - country: ISO 3166 alpha-2; France when it is not said.
  /// - Throws: `InvalidValue` for what is no number, or a short one (`3631`), which has no international form.
  public init(_ text: String, postalCode: PostalCode? = nil, country: String? = nil) throws(InvalidValue) {
    let numbers = PhoneText.numbers(in: text)
    let dialling = Dialling(postalCode: postalCode, country: country)
    guard let written = PhoneText(numbers[0]) else { throw dialling.refusal(of: text, digits: nil) }
    guard let reading = dialling.reading(written) else { throw dialling.refusal(of: text, digits: written.digits) }
    e164 = reading.e164
    `extension` = written.extension
    isFirstOfSeveral = numbers.count > 1
  }

  /// The number that a person looks for; an overseas prefix alone says where it is, so that no postal code is needed.
  static func searched(_ text: String) -> PhoneNumber? {
    if let number = try? PhoneNumber(text) { return number }
    return try? PhoneNumber(text, postalCode: PostalCode("97100"))
  }

  /// The numbers that a text is as they are dialled in each country but France: who looks for one rarely says where it is.
  static func abroad(_ text: String) -> [String] {
    guard let written = PhoneText(text), !written.digits.hasPrefix("+"), (6...15).contains(written.digits.count) else { return [] }
    return Set(NumberingPlan.countries.compactMap { (try? PhoneNumber(text, country: $0))?.e164 }).sorted()
  }
}

/// What the digits of a number mean.
enum PhoneReading {
  /// The number as E.164.
  case number(String)
  /// A number, and it is not known which.
  case unknown

  /// The number, when it is known.
  var e164: String? { if case .number(let e164) = self { e164 } else { nil } }
}

/// How the people of a place dial.
private enum Dialling {
  case french(FrenchPlan)
  case plan(NumberingPlan, country: String)
  case unknown

  init(postalCode: PostalCode?, country: String?) {
    if let country, !Country.french.contains(country) {
      self = NumberingPlan.of(country: country).map { .plan($0, country: country) } ?? .unknown
    } else {
      self = .french(FrenchPlan(postalCode: postalCode, country: country))
    }
  }

  /// What was written; `nil` when it is no number.
  func reading(_ written: PhoneText) -> PhoneReading? {
    guard let bare = written.digitsWithoutZero else { return reading(written.digits) }
    // « +39 (0)6 » keeps its zero; of the countries whose plans are not known, few do.
    let isKnown = NumberingPlan.of(international: written.digits.dropFirst()) != nil
    return isKnown ? reading(written.digits) ?? reading(bare) : reading(bare) ?? reading(written.digits)
  }

  private func reading(_ digits: String) -> PhoneReading? {
    if let international = international(digits) { return number(international).map(PhoneReading.number) }
    return switch self {
    case .french(let plan): plan.number(national: digits).map(PhoneReading.number)
    case .plan(let plan, _): plan.reading(national: digits)
    case .unknown: (4...15).contains(digits.count) ? .unknown : nil
    }
  }

  /// The digits behind `+`, or behind what is dialled for it; `nil` for a national number.
  private func international(_ digits: String) -> Substring? {
    if digits.hasPrefix("+") { return digits.dropFirst() }
    return switch self {
    case .french: digits.hasPrefix("00") ? digits.dropFirst(2) : nil
    case .plan(let plan, _): plan.international(digits)
    case .unknown: nil
    }
  }

  /// The number of a country code and what follows it.
  private func number(_ international: Substring) -> String? {
    if international.hasPrefix("33") {
      let plan = if case .french(let plan) = self { plan } else { FrenchPlan() }
      return plan.number(international.dropFirst(2))
    }
    if let plan = NumberingPlan.of(international: international) { return plan.number(international: international) }
    return FrenchPlan.foreign(international)
  }

  /// Why a text is no number here, and what to write.
  func refusal(of text: String, digits: String?) -> InvalidValue {
    if let digits, isOverseas(digits) { return InvalidValue(.overseasPhone(text), remedy: .giveOverseasPostalCode) }
    let isShort = digits.map { $0.count <= 4 } ?? false
    return switch self {
    case .french: InvalidValue(isShort ? .shortPhone(text) : .notAPhone(text), remedy: .writePhone)
    case .plan(let plan, let country):
      InvalidValue(
        isShort ? .shortPhone(text) : .notAPhone(text, in: Country.name(of: country)), remedy: .writeCountryCode(plan.callingCode))
    case .unknown: InvalidValue(isShort ? .shortPhone(text) : .notAPhone(text), remedy: .writeCountryCode("NN"))
    }
  }

  /// Whether a number is a French one overseas, which its place alone tells.
  private func isOverseas(_ digits: String) -> Bool {
    if let international = international(digits) {
      return international.hasPrefix("33") && FrenchPlan.isOverseas(international.dropFirst(2))
    }
    return if case .french = self { FrenchPlan.isOverseas(digits[...]) } else { false }
  }
}
