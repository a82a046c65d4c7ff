import CRM
import Planning
import Postgres

extension Message {
  static let achievabilityTitle = Message(
    fr: "Atteignable\u{A0}? Discussions qu’il faut, d’après les taux observés", en: "Achievable? Discussions needed, by the observed rates")
  static let achievabilityLow = Message(fr: "Au moins", en: "At least")
  static let achievabilityExpected = Message(fr: "Attendu", en: "Expected")
  static let achievabilityHigh = Message(fr: "Au plus", en: "At most")
  static let achievabilityCapacity = Message(fr: "Capacité", en: "Capacity")
  static let achievabilityVerdict = Message(fr: "Verdict", en: "Verdict")

  static func cannotBeComputed(_ missing: [Message]) -> Message {
    Message(
      fr: "non calculable\u{A0}: " + missing.map(\.fr).joined(separator: " ; "),
      en: "cannot be computed: " + missing.map(\.en).joined(separator: "; "))
  }

  /// How one objective was worked back, for those who want to check it.
  static func achievabilityBasis(_ each: Achievability) -> Message? {
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
        "Conversion observée du \(fr.from) au \(fr.to)\u{A0}: \(fr.rate) (clients sur prospects rencontrés\u{A0}: \(rate.numerator)/\(rate.denominator)\u{A0}; intervalle à 95 %\u{A0}: \(fr.low) – \(fr.high)).",
      en:
        "Conversion observed from \(en.from) to \(en.to): \(en.rate) (customers over prospects met: \(rate.numerator)/\(rate.denominator); 95% interval: \(en.low) – \(en.high))."
    )
  }

  /// The team's days and paces.
  static func achievabilityTeam(_ each: Achievability) -> Message {
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
      fr: "Capacité\u{A0}: jours ouvrés jusqu’à l’échéance × discussions par jour ouvré\u{A0}: \(list(.fr)).",
      en: "Capacity: working days to the due date × discussions in a working day: \(list(.en)).")
  }
  static let helpPlanCheck = Message(
    fr: "Dit tout ce qui ne va pas dans un fichier, ligne par ligne.", en: "Says all that is wrong in a file, line by line.")
  static let helpPlanCheckMore = Message(
    fr: "Avec une organisation, les noms et les dates de son équipe sont vérifiés aussi. Statut 1 s’il y a des erreurs.",
    en: "With an organization, the names and dates of its team are checked, too. Status 1 when there are errors.")
  static let helpPlanFile = Message(
    fr: "Fichier YAML, classeur du plan (.xlsx), ou - pour l’entrée standard.",
    en: "YAML file, workbook of the plan (.xlsx), or - for standard input.")
  static let helpPlanApply = Message(
    fr: "Met en vigueur le plan d’un fichier et montre ce qui change.", en: "Puts the plan of a file in force and shows what changes.")
  static let helpPlanApplyMore = Message(
    fr:
      "Le numéro de version est écrit dans le fichier, qui se modifie et s’applique de nouveau. Ce que d’autres ont changé entre-temps est un conflit, jamais écrasé. Des commentaires changés ne font pas de version.",
    en:
      "The number of the version is written into the file, which can be edited and applied again. What others changed meanwhile is a conflict, never overwritten. Changed comments make no version."
  )
  static let helpPlanPreview = Message(
    fr: "Montre ce qui changerait, sans rien enregistrer.", en: "Shows what would change, and stores nothing.")
  static let planCell = Message(fr: "Cellule", en: "Cell")
  static let planColumn = Message(fr: "Col.", en: "Col.")
  static let planProblem = Message(fr: "Problème", en: "Problem")
  static let planRemedy = Message(fr: "Que faire", en: "What to do")
  static let planChangeKind = Message(fr: "Changement", en: "Change")
  static let planPlace = Message(fr: "Où", en: "Where")
  static let planPath = Message(fr: "Chemin", en: "Path")
  static let planNoChange = Message(fr: "Rien ne change.", en: "Nothing changes.")

  static func planClean(_ slug: String) -> Message {
    Message(fr: "Rien à redire\u{A0}: \(slug) peut être appliqué.", en: "Nothing is wrong: \(slug) can be applied.")
  }

  static func planProblems(_ errors: Int, _ warnings: Int) -> Message {
    Message(
      fr:
        "\(errors) \(Language.fr.plural(errors, "erreur", "erreurs")), \(warnings) \(Language.fr.plural(warnings, "avertissement", "avertissements"))\(errors > 0 ? "\u{A0}: rien n’est appliqué tant qu’il y a des erreurs" : "").",
      en:
        "\(errors) \(Language.en.plural(errors, "error", "errors")), \(warnings) \(Language.en.plural(warnings, "warning", "warnings"))\(errors > 0 ? ": nothing is applied while there are errors" : "")."
    )
  }

  static let planCheckedAlone = Message(
    fr: "Vérifié sans organisation\u{A0}: les noms de l’équipe ne l’ont pas été.",
    en: "Checked without an organization: the names of the team were not.")

  static func planCheckedAlone(because reason: Message) -> Message {
    Message(
      fr: "Vérifié sans organisation (\(reason.fr))\u{A0}: les noms de l’équipe ne l’ont pas été.",
      en: "Checked without an organization (\(reason.en)): the names of the team were not.")
  }

  static func planOutcome(
    _ outcome: PlanApplication.Outcome, _ slug: String, version: Int?, isPreview: Bool
  ) -> Message {
    let version = version.map(String.init) ?? "1"
    switch (outcome, isPreview) {
    case (.created, false):
      return Message(fr: "\(slug)\u{A0}: version \(version), nouveau plan", en: "\(slug): version \(version), a new plan")
    case (.created, true): return Message(fr: "\(slug) serait un nouveau plan", en: "\(slug) would be a new plan")
    case (.changed, false): return Message(fr: "\(slug)\u{A0}: version \(version)", en: "\(slug): version \(version)")
    case (.changed, true):
      return Message(
        fr: "\(slug)\u{A0}: ce qui changerait depuis la version \(version)", en: "\(slug): what would change since version \(version)")
    case (.unchanged, _):
      return Message(fr: "\(slug)\u{A0}: la version \(version) dit déjà cela", en: "\(slug): version \(version) says this already")
    }
  }

  static let planOnlyWrittenOtherwise = Message(
    fr: """
      Seuls des commentaires ou la mise en forme diffèrent\u{A0}: ils restent dans votre fichier, et ne seront gardés qu’avec la prochaine \
      version du plan.
      """,
    en: "Only comments or layout differ: they stay in your file, and are kept with the next version of the plan only.")

  static func planVersionWritten(_ version: Int, _ file: String) -> Message {
    Message(fr: "version: \(version) a été écrit dans \(file).", en: "version: \(version) was written into \(file).")
  }

  static func planWriteVersion(_ version: Int) -> Message {
    Message(
      fr: "Le fichier n’a pas pu être mis à jour\u{A0}: écrivez-y version: \(version) avant de l’appliquer de nouveau.",
      en: "The file could not be updated: write version: \(version) into it before you apply it again.")
  }
}
