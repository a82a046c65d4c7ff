import Foundation
import Postgres

// What reports say about themselves: definitions, notes, reasons.
extension Message {
  /// A rate out of nothing.
  public static let nothingToDivideBy = Message(fr: "dénominateur nul", en: "zero denominator")

  // Statistics.
  static func differencesCouldBeChance(_ p: Double) -> Message {
    Message(
      fr: "Les écarts entre taux de gain peuvent venir du hasard (p \(probability(p, .fr)))\u{A0}: ne classez personne sur cette base.",
      en: "The differences between win rates could be chance (p \(probability(p, .en))): rank nobody by them.")
  }

  static func differencesUnlikelyChance(_ p: Double) -> Message {
    Message(
      fr: "Les écarts entre taux de gain viennent difficilement du hasard (p \(probability(p, .fr)))\u{A0}; ils n’en disent pas la cause.",
      en: "The differences between win rates are unlikely to be chance (p \(probability(p, .en))); they do not say why.")
  }

  static let homogeneityOfOne = Message(
    fr: "Moins de deux lignes ont des opportunités closes\u{A0}: il n’y a pas de taux de gain à comparer.",
    en: "Fewer than two rows have closed opportunities: there are no win rates to compare.")
  /// Which test it was.
  static func homogeneityTest(_ test: Homogeneity.Test, groups: Int, draws: Int?, seed: UInt64?) -> Message {
    switch test {
    case .chiSquared:
      return Message(
        fr: "Test\u{A0}: χ² de Pearson, \(groups) lignes (chacune a au moins 5 gains et 5 pertes attendus).",
        en: "Test: Pearson’s χ², \(groups) rows (each has at least 5 wins and 5 losses expected).")
    case .exact:
      return Message(
        fr: "Test\u{A0}: exact de Fisher-Freeman-Halton, \(groups) lignes (certaines ont moins de 5 gains ou 5 pertes attendus).",
        en: "Test: Fisher–Freeman–Halton, exact, \(groups) rows (some have fewer than 5 wins or 5 losses expected).")
    case .simulated:
      let (draws, seed) = (draws ?? 0, seed ?? 0)
      return Message(
        fr:
          "Test\u{A0}: Fisher-Freeman-Halton simulé, \(Formats(language: .fr).integer(draws)) tirages (graine \(seed)), \(groups) lignes (certaines ont moins de 5 gains ou 5 pertes attendus).",
        en:
          "Test: Fisher–Freeman–Halton, simulated, \(Formats(language: .en).integer(draws)) draws (seed \(seed)), \(groups) rows (some have fewer than 5 wins or 5 losses expected)."
      )
    }
  }

  private static func probability(_ p: Double, _ language: Language) -> String {
    let formats = Formats(language: language)
    return p < 0.001 ? "< \(formats.decimal(0.001, places: 3))" : "= \(formats.decimal(p, places: 3))"
  }
}
