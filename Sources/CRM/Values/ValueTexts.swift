import Foundation
import Postgres

// What reading a value says.
extension Message {
  static let longerThanADay = Message(fr: "plus d’un jour", en: "more than a day")

  static func rateNotFigure(_ text: String) -> Message {
    Message(
      fr: "\(text.quoted(in: .fr)) est un taux\u{A0}: donnez les nombres dont il vient",
      en: "\(text.quoted(in: .en)) is a rate: give the counts it comes from")
  }

  static func noChannel(_ name: String) -> Message {
    Message(fr: "aucun canal \(name.quoted(in: .fr))", en: "no channel \(name.quoted(in: .en))")
  }

  static func noProfile(_ name: String) -> Message {
    Message(fr: "aucun profil \(name.quoted(in: .fr))", en: "no profile \(name.quoted(in: .en))")
  }
  /// A text in quotes and what is said of it.
  private static func said(of text: String, fr: String, en: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) \(fr)", en: "\(text.quoted(in: .en)) \(en)")
  }

  static func notAnAmount(_ text: String) -> Message { said(of: text, fr: "n’est pas un montant", en: "is not an amount") }

  static func ambiguousAmount(_ text: String) -> Message {
    said(of: text, fr: "peut se lire de deux façons\u{A0}: milliers ou décimales", en: "can be read in two ways: thousands or decimals")
  }

  package static func tooManyDecimals(_ text: String, _ exponent: Int) -> Message {
    said(
      of: text, fr: "a plus de \(exponent) \(Language.fr.plural(exponent, "décimale", "décimales"))",
      en: "has more than \(exponent) \(Language.en.plural(exponent, "decimal", "decimals"))")
  }

  static func amountTooLarge(_ text: String) -> Message { said(of: text, fr: "est un montant trop grand", en: "is too large an amount") }

  /// The largest amount, in minor units of the currency.
  static func amountAtMost(_ ceiling: Int, _ currency: Currency) -> Message {
    let (fr, en) = (Formats(language: .fr, currency: currency.code), Formats(language: .en, currency: currency.code))
    return Message(fr: "un montant est d’au plus \(fr.money(cents: ceiling))", en: "an amount is at most \(en.money(cents: ceiling))")
  }

  static func otherCurrency(_ text: String, _ code: String) -> Message {
    said(of: text, fr: "n’est pas en \(code)", en: "is not in \(code)")
  }

  static let writeAmount = Message(fr: "écrire par exemple 1234,50 ou 1234.50", en: "write for instance 1234.50 or 1234,50")

  static func convertAmount(_ code: String) -> Message {
    Message(fr: "convertir le montant en \(code)", en: "convert the amount to \(code)")
  }

  static func notAnInteger(_ text: String) -> Message { said(of: text, fr: "n’est pas un nombre entier", en: "is not a whole number") }
  static func integerTooLarge(_ text: String) -> Message { said(of: text, fr: "est trop grand", en: "is too large") }

  static func notAPercentage(_ text: String) -> Message {
    said(of: text, fr: "n’est pas un pourcentage entier de 0 à 100", en: "is not a whole percentage from 0 to 100")
  }
  static let writePercentage = Message(fr: "écrire 40, ou 40 %", en: "write 40, or 40%")

  static func integerAtMost(_ ceiling: Int) -> Message {
    let (fr, en) = (Formats(language: .fr), Formats(language: .en))
    return Message(fr: "un nombre est d’au plus \(fr.integer(ceiling))", en: "a number is at most \(en.integer(ceiling))")
  }

  static func notMinutes(_ text: String) -> Message { said(of: text, fr: "n’est pas une durée", en: "is not a length of time") }
  static let writeMinutes = Message(fr: "écrire 45, 1h30 ou 1:30", en: "write 45, 1h30 or 1:30")
  static func longerThanADay(_ text: String) -> Message { said(of: text, fr: "dépasse une journée", en: "is longer than a day") }

  static func notADay(_ text: String) -> Message { said(of: text, fr: "n’est pas une date", en: "is not a date") }

  static func yearOfTwoDigits(_ text: String) -> Message {
    said(of: text, fr: "a une année à deux chiffres", en: "has a year of two digits")
  }

  static func noSuchMonth(_ text: String, _ month: Int) -> Message {
    said(of: text, fr: "n’est pas une date\u{A0}: il n’y a pas de mois \(month)", en: "is not a date: there is no month \(month)")
  }

  static func noSuchDay(_ text: String, year: Int, month: Int, day: Int) -> Message {
    let length = Day.daysIn(month: month, of: year)
    let french = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
    let english = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
    return said(
      of: text, fr: "n’est pas une date\u{A0}: \(french[month - 1]) \(year) compte \(length) jours",
      en: "is not a date: \(english[month - 1]) \(year) has \(length) days")
  }

  static func unlikelyYear(_ text: String, _ year: Int) -> Message {
    said(of: text, fr: "a une année invraisemblable, \(year)", en: "has an unlikely year, \(year)")
  }

  static func dayInATimeZone(_ text: String) -> Message {
    said(of: text, fr: "est un instant\u{A0}: son jour dépend du fuseau horaire", en: "is an instant: its day depends on the time zone")
  }

  static let writeDay = Message(
    fr: "écrire 31/12/2026 (jour/mois/année) ou 2026-12-31", en: "write 2026-12-31, or 31/12/2026 with the day first")
  static func notATime(_ text: String) -> Message {
    said(of: text, fr: "ne porte pas une heure lisible", en: "does not hold a readable time")
  }
  static let writeTime = Message(
    fr: "écrire 31/12/2026 14:05, 2026-12-31T14:05 ou 2026-12-31T14:05+01:00",
    en: "write 2026-12-31T14:05, 2026-12-31T14:05+01:00 or 31/12/2026 14:05")
}
