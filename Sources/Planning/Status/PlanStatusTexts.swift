package import CRM
import Postgres

// What the status of a plan says.
extension Message {
  static func notBegunYet(_ day: Day) -> Message {
    Message(fr: "commence le \(Formats(language: .fr).day(day))", en: "begins on \(Formats(language: .en).day(day))")
  }

  static let sectionEmpty = Message(fr: "rien n’y est écrit", en: "nothing is written")

  static func sectionLacks(_ gaps: [Message]) -> Message {
    let list = { (language: Language) in
      gaps.prefix(4).map { $0.text(in: language) }.joined(separator: ", ") + (gaps.count > 4 ? ", …" : "")
    }
    return Message(fr: "à compléter\u{A0}: \(list(.fr))", en: "to complete: \(list(.en))")
  }

  static func dayToCome(_ day: Day) -> Message {
    Message(
      fr: "le \(Formats(language: .fr).day(day)) n’est pas passé\u{A0}: on ne sait pas encore ce qui s’y fait",
      en: "\(Formats(language: .en).day(day)) is still to come: what happens then is not known")
  }

  static let figureOfAll = Message(
    fr: "de toute l’équipe", en: "of the whole team")

  package static let ownFiguresOfPlan = Message(
    fr:
      "Cibles, échéances et allocations sont celles du plan\u{A0}; ce qui s’est passé (réalisé, dépensé, vendu, conversations)\u{A0}: vos propres chiffres seulement.",
    en: "Targets, due dates and allocations are the plan’s; of what happened (actual, spent, sold, conversations) your own figures only.")

  static let intervalsNote = Message(
    fr:
      "80\u{202F}% et 95\u{202F}%\u{A0}: entre quelles valeurs le résultat tombera à l’échéance, avec cette probabilité, au rythme et avec la pente que montrent les semaines\u{A0}; une activité qui change d’allure en cours d’année sort plus souvent de ces bornes.",
    en:
      "80% and 95%: between which values it will end, with that probability, at the pace and with the slope that the weeks show; what changes its pace within the year leaves them more often."
  )

  static let sumOfPeopleNote = Message(
    fr:
      "Prévision de l’équipe\u{A0}: la somme de celles des personnes, chacune selon ses jours (formation, absences, départ)\u{A0}; ce qui est fait à deux n’y compte qu’une fois.",
    en:
      "Forecast of the team: the sum of the people’s, each by their own days (training, absences, departure); what two do together counts once in it."
  )

  static let lightsNote = Message(
    fr:
      "Feux\u{A0}: vert à partir de la cible due à ce jour (par jours ouvrés), orange à partir de 80\u{202F}% de celle-ci, sauf seuils du plan\u{A0}; rouge en dessous.",
    en: "Lights: green from the target due by now (by working days), amber from 80% of it, unless the plan has other thresholds; red below."
  )
}

extension TrafficLight {
  package var name: Message {
    switch self {
    case .green: Message(fr: "bien", en: "good")
    case .amber: Message(fr: "à surveiller", en: "to watch")
    case .red: Message(fr: "problème", en: "problem")
    case .none: Message(fr: "–", en: "–")
    }
  }
}

extension Forecast.Method {
  /// How the forecast comes about, in words.
  var explanation: Message {
    switch self {
    case .count:
      Message(
        fr:
          "Prévision d’un compte\u{A0}: le rythme par jour ouvré (ou par poids du plan) continue, avec la pente que montrent les semaines, qui varient comme jusqu’ici\u{A0}; loi binomiale négative.",
        en:
          "Forecast of a count: the pace per working day (or per weight of the plan) goes on, with the slope that the weeks show, and they differ as they did; negative binomial."
      )
    case .money:
      Message(
        fr:
          "Prévision d’un montant\u{A0}: tant de ventes encore (ou aucune), comme pour un compte, et des montants qui varient comme jusqu’ici\u{A0}; loi Gamma.",
        en: "Forecast of an amount: so many more sales (or none), as for a count, and amounts that differ as they did; Gamma.")
    case .stock:
      Message(
        fr: "Prévision d’un stock\u{A0}: même progression, avec la variance observée entre les semaines\u{A0}; loi de Student.",
        en: "Forecast of a stock: the same progress, with the variance observed between weeks; Student’s distribution.")
    case .rate:
      Message(
        fr: "Prévision d’un taux\u{A0}: l’acquis est certain, le reste de la période suit le taux d’aujourd’hui\u{A0}; loi bêta-binomiale.",
        en: "Forecast of a rate: what is over is certain, what is left of the period follows today’s rate; beta-binomial.")
    case .observed:
      Message(
        fr: "Sans prévision possible ou à terme échu, le prévu est le réalisé.",
        en: "Where nothing can be forecast, or all is over, the forecast is the actual value.")
    }
  }
}
