import Foundation
package import Postgres

// What the daily facts say when they are refused.
extension Message {
  static func skippedTime(_ moment: Moment, _ zone: String) -> Message {
    let time = { (language: Language) in
      let formats = Formats(language: language)
      return switch moment {
      case .local(let time): formats.dateTime(time)
      case .day(let day): formats.day(day)
      case .instant(let instant): instant.description
      case .now: ""
      }
    }
    return Message(
      fr: "le \(time(.fr)) n’existe pas à l’heure de \(zone)\u{A0}: les pendules l’ont sauté",
      en: "\(time(.en)) does not exist in \(zone): the clocks went forward over it")
  }

  static func inTheFuture(_ day: Day, today: Day) -> Message {
    let (fr, en) = (Formats(language: .fr).day, Formats(language: .en).day)
    return Message(
      fr: "le \(fr(day)) est dans le futur\u{A0}: le dernier jour accepté est le \(fr(today))",
      en: "\(en(day)) is in the future: the last day accepted is \(en(today))")
  }

  /// The days of a period, both ends included, as people say them.
  package static func days(_ period: Period) -> Message {
    Message(
      fr: "du \(Formats(language: .fr).day(period.from)) au \(Formats(language: .fr).day(period.to - 1))",
      en: "\(Formats(language: .en).day(period.from)) to \(Formats(language: .en).day(period.to - 1))")
  }

  /// `2023-Q1` and `2023-W05` as people write them: `2023-T1` and `2023-S05` in French.
  package static func period(_ name: String) -> Message {
    Message(fr: name.replacing("-Q", with: "-T").replacing("-W", with: "-S"), en: name)
  }

  static func notAPeriod(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n’est pas une période", en: "\(text.quoted(in: .en)) is not a period")
  }

  static let writePeriod = Message(
    fr: "écrire 2026, 2026-T4, 2026-11, 2026-S05, ce-mois, trimestre-dernier ou un jour",
    en: "write 2026, 2026-Q4, 2026-11, 2026-W05, this-month, last-quarter or a day")

  package static func emptyPeriod(_ from: Day, _ to: Day) -> Message {
    let (fr, en) = (Formats(language: .fr), Formats(language: .en))
    return Message(
      fr: "la période du \(fr.day(from)) au \(fr.day(to)) (exclu) ne compte aucun jour",
      en: "the period from \(en.day(from)) to \(en.day(to)) (not included) has no day")
  }

  package static let periodRemedy = Message(
    fr: "le premier trimestre est --period 2026-T1, ou --from 01/01/2026 --until 31/03/2026 (--to 01/04/2026)",
    en: "the first quarter is --period 2026-Q1, or --from 2026-01-01 --until 2026-03-31 (--to 2026-04-01)")

  static func skippedTime(_ time: String, _ zone: String) -> Message {
    Message(
      fr: "l’heure \(time) n’a pas existé (changement d’heure, \(zone))", en: "the time \(time) did not exist (clock change, \(zone))")
  }
}

extension PublicHoliday {
  package var name: Message {
    switch self {
    case .newYear: Message(fr: "Jour de l’an", en: "New Year's Day")
    case .easterMonday: Message(fr: "Lundi de Pâques", en: "Easter Monday")
    case .labourDay: Message(fr: "Fête du Travail", en: "Labour Day")
    case .victoryDay: Message(fr: "Victoire 1945", en: "Victory Day")
    case .ascension: Message(fr: "Ascension", en: "Ascension Day")
    case .whitMonday: Message(fr: "Lundi de Pentecôte", en: "Whit Monday")
    case .bastilleDay: Message(fr: "Fête nationale", en: "Bastille Day")
    case .assumption: Message(fr: "Assomption", en: "Assumption")
    case .allSaints: Message(fr: "Toussaint", en: "All Saints' Day")
    case .armistice: Message(fr: "Armistice 1918", en: "Armistice Day")
    case .christmas: Message(fr: "Noël", en: "Christmas Day")
    }
  }
}
