import Postgres

// What is said of whether an objective can be reached.
extension Message {
  static let nothingObserved = Message(
    fr: "aucune discussion n'est enregistrée : il n'y a pas de taux de conversion observé",
    en: "no discussion is recorded: there is no observed conversion rate")

  static func noConversionObserved(_ rate: Rate) -> Message {
    rate.numerator > rate.denominator
      ? Message(
        fr: "plus de clients que de prospects rencontrés : le taux de conversion observé n'en est pas un",
        en: "more customers than prospects met: the observed conversion rate is none")
      : Message(
        fr: "aucun des \(rate.denominator) prospects rencontrés n'est devenu client : le taux observé est nul",
        en: "none of the \(rate.denominator) prospects met became a customer: the observed rate is zero")
  }

  static let noBasketObserved = Message(
    fr: "aucune vente n'est enregistrée : il n'y a pas de panier moyen", en: "no sale is recorded: there is no average basket")
  static let noTeamInPlan = Message(fr: "le plan n'a pas d'équipe", en: "the plan has no team")

  static func noPace(of names: [String]) -> Message {
    let names = names.joined(separator: ", ")
    return Message(
      fr: "ni rythme observé ni « discussions par jour » pour \(names)",
      en: "neither an observed pace nor “discussions per day” for \(names)")
  }

  public static let achievabilityTitle = Message(
    fr: "Atteignable ? Discussions qu'il faut, d'après les taux observés", en: "Achievable? Discussions needed, by the observed rates")
  public static let achievabilityObjective = Message(fr: "Objectif", en: "Objective")
  public static let achievabilityCustomers = Message(fr: "Clients", en: "Customers")
  public static let achievabilityLow = Message(fr: "Au moins", en: "At least")
  public static let achievabilityExpected = Message(fr: "Attendu", en: "Expected")
  public static let achievabilityHigh = Message(fr: "Au plus", en: "At most")
  public static let achievabilityCapacity = Message(fr: "Capacité", en: "Capacity")
  public static let achievabilityVerdict = Message(fr: "Verdict", en: "Verdict")

  public static func cannotBeComputed(_ missing: [Message]) -> Message {
    Message(
      fr: "non calculable : " + missing.map(\.fr).joined(separator: " ; "),
      en: "cannot be computed: " + missing.map(\.en).joined(separator: "; "))
  }

  /// How one objective was worked back, for those who want to check it.
  public static func achievabilityBasis(_ each: Achievability) -> Message? {
    guard let observed = each.observed, let rate = each.conversion else { return nil }
    func text(_ language: Language) -> (rate: String, low: String, high: String, from: String, to: String) {
      let formats = Formats(language: language)
      return (
        formats.percent(rate.numerator, of: rate.denominator), rate.low.map(formats.percent) ?? Formats.missing,
        rate.high.map(formats.percent) ?? Formats.missing, formats.day(observed.from), formats.day(observed.to - 1)
      )
    }
    let (fr, en) = (text(.fr), text(.en))
    return Message(
      fr:
        "Conversion observée du \(fr.from) au \(fr.to) : \(fr.rate) (clients sur prospects rencontrés : \(rate.numerator)/\(rate.denominator) ; intervalle à 95 % : \(fr.low) – \(fr.high)).",
      en:
        "Conversion observed from \(en.from) to \(en.to): \(en.rate) (customers over prospects met: \(rate.numerator)/\(rate.denominator); 95% interval: \(en.low) – \(en.high))."
    )
  }

  /// The team's days and paces.
  public static func achievabilityTeam(_ each: Achievability) -> Message {
    func list(_ language: Language) -> String {
      let formats = Formats(language: language)
      return each.team.map { member in
        let pace = member.paceHundredths.map { formats.decimal(Double($0) / 100) } ?? Formats.missing
        let origin = (member.isStated ? Message(fr: "du plan", en: "of the plan") : Message(fr: "observées", en: "observed")).text(
          in: language)
        let days = Message(fr: "j", en: "d").text(in: language)
        return "\(member.name) \(formats.integer(member.workingDays))\u{A0}\(days) × \(pace) (\(origin))"
      }.joined(separator: ", ")
    }
    return Message(
      fr: "Capacité : jours ouvrés jusqu'à l'échéance × discussions par jour ouvré : \(list(.fr)).",
      en: "Capacity: working days to the due date × discussions in a working day: \(list(.en)).")
  }
}

extension Achievability.Verdict {
  /// The word for people.
  public var message: Message {
    switch self {
    case .reachable: Message(fr: "atteignable", en: "within reach")
    case .tight: Message(fr: "atteignable, sans marge", en: "within reach, without margin")
    case .doubtful: Message(fr: "peu probable", en: "unlikely")
    case .outOfReach: Message(fr: "hors d'atteinte", en: "out of reach")
    }
  }
}
