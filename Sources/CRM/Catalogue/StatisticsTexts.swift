// What figures say of themselves.
extension Message {
  /// Why a rate over zero has no value.
  public static let zeroDenominator = Message(fr: "non calculable (dénominateur nul)", en: "not computable (zero denominator)")

  /// Why a rate has no interval.
  public static let numeratorExceedsDenominator = Message(
    fr: "le numérateur dépasse le dénominateur : ils comptent des populations différentes",
    en: "the numerator exceeds the denominator: they count different populations")

  /// Why there is no test of homogeneity.
  public static let tooFewToCompare = Message(
    fr: "trop peu de cas pour comparer les taux", en: "too few cases to compare the rates")

  /// The test finds no difference.
  public static let differencesCouldBeChance = Message(
    fr: "les différences peuvent être dues au hasard : elles ne permettent pas de classer",
    en: "the differences could be chance: they do not allow a ranking")

  /// The test finds a difference.
  public static let differencesAreReal = Message(
    fr: "les différences dépassent ce que le hasard explique (au seuil de 5 %)",
    en: "the differences are larger than chance explains (at the 5% level)")
}
