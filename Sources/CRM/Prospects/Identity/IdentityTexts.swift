// What normalising the identity of a prospect says.
extension Message {
  static func notAnEmail(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n’est pas une adresse e-mail", en: "\(text.quoted(in: .en)) is not an e-mail address")
  }
  static let writeEmail = Message(fr: "écrire nom@domaine.fr", en: "write name@domain.com")

  static func notAPhone(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n’est pas un numéro de téléphone", en: "\(text.quoted(in: .en)) is not a telephone number")
  }
  static func notAPhone(_ text: String, in country: Message) -> Message {
    Message(
      fr: "\(text.quoted(in: .fr)) n’est pas un numéro de téléphone (\(country.fr))",
      en: "\(text.quoted(in: .en)) is not a telephone number (\(country.en))")
  }
  static func writeCountryCode(_ code: String) -> Message {
    Message(fr: "écrire le numéro avec son indicatif\u{A0}: +\(code) …", en: "write the number with its country code: +\(code) …")
  }
  static func shortPhone(_ text: String) -> Message {
    Message(
      fr: "\(text.quoted(in: .fr)) est un numéro court, qui ne se compose pas de l’étranger",
      en: "\(text.quoted(in: .en)) is a short number, which cannot be dialled from abroad")
  }
  static let writePhone = Message(fr: "écrire 06 12 34 56 78 ou +33 6 12 34 56 78", en: "write 06 12 34 56 78 or +33 6 12 34 56 78")
  static func overseasPhone(_ text: String) -> Message {
    Message(
      fr: "\(text.quoted(in: .fr)) est un numéro d’outre-mer, que seul le code postal ou l’indicatif situe",
      en: "\(text.quoted(in: .en)) is an overseas number, which only the postal code or the country code places")
  }
  static let giveOverseasPostalCode = Message(
    fr: "donner aussi le code postal (971 à 976), ou l’indicatif\u{A0}: +262, +590, +594 ou +596",
    en: "give the postal code too (971 to 976), or the country code: +262, +590, +594 or +596")

  static func wrongForm(_ text: String, fr: String, en: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n’est pas \(fr)", en: "\(text.quoted(in: .en)) is not \(en)")
  }
  static func wrongCheckDigit(_ text: String, _ name: String) -> Message {
    Message(
      fr: "\(text.quoted(in: .fr)) n’est pas un numéro \(name) valable\u{A0}: la clé de contrôle est fausse",
      en: "\(text.quoted(in: .en)) is not a valid \(name == "TVA" ? "VAT number" : name): its check digit is wrong")
  }
  static func sirenForSIRET(_ text: String) -> Message {
    Message(
      fr: "\(text.quoted(in: .fr)) est un SIREN\u{A0}: le SIRET a cinq chiffres de plus",
      en: "\(text.quoted(in: .en)) is a SIREN: the SIRET has five more digits")
  }
  static let addEstablishment = Message(
    fr: "ajouter les cinq chiffres de l’établissement", en: "add the five digits of the establishment")
  static let checkTyping = Message(fr: "vérifier la saisie", en: "check the typing")
  static func lostZero(_ code: String) -> Message {
    Message(
      fr: "s’il a perdu son zéro dans un tableur, écrire \(code)\u{A0}; pour un autre pays, donner aussi --country",
      en: "if it lost its zero in a spreadsheet, write \(code); for another country give --country too")
  }
  static let giveCountry = Message(
    fr: "un code français a cinq chiffres\u{A0}; pour un autre pays, donner aussi --country",
    en: "a French code has five digits; for another country give --country too")
  static let writeNAF = Message(fr: "écrire 62.01Z", en: "write 62.01Z")

  static func notACountry(_ text: String) -> Message {
    Message(
      fr: "\(text.quoted(in: .fr)) n’est pas un pays, ou en désigne plusieurs",
      en: "\(text.quoted(in: .en)) is not a country, or may be several")
  }
  static let countryRemedy = Message(
    fr: "écrire son nom ou ses deux lettres\u{A0}: Belgique, BE…", en: "write its name or its two letters: Belgium, BE…")
}
