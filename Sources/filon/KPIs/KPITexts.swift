import CRM
import Planning

extension Message {
  static let helpKPI = Message(fr: "Les indicateurs (KPI), avec ou sans plan.", en: "The KPIs, with or without a plan.")
  static let helpKPIShow = Message(
    fr: "Un indicateur sur une période, ou par trimestre, mois ou semaine.", en: "A KPI over a period, or by quarter, month or week.")
  static let helpKPIRows = Message(fr: "Les lignes derrière un indicateur.", en: "The rows behind a KPI.")
  static let helpKPIList = Message(
    fr: "Le catalogue\u{A0}: définition, unité, sens, variantes, source.",
    en: "The catalogue: definition, unit, direction, variants, source.")
  static let helpKPIName = Message(fr: "Nom de l’indicateur (voir «\u{A0}kpi list\u{A0}»).", en: "Name of the KPI (see “kpi list”).")
  static let helpKPIVariant = Message(
    fr: "Variante du calcul\u{A0}; par défaut, la première du catalogue.",
    en: "Variant of the computation; by default the first of the catalogue.")
  static let helpKPISalesperson = Message(fr: "Ceux d’un commercial seulement.", en: "A salesperson's only.")
  static let helpKPITeam = Message(fr: "Ceux d’une équipe seulement.", en: "A team's only.")
  static let helpKPIChannel = Message(fr: "Faits de ce canal seulement.", en: "Facts of this channel only.")
  static let helpKPISource = Message(fr: "Prospects de cette source seulement.", en: "Prospects of this source only.")
  static let helpKPICategory = Message(fr: "Dépenses de cette catégorie seulement.", en: "Expenses of this category only.")
  static let helpKPIAction = Message(fr: "Dépenses de cette action seulement.", en: "Expenses of this action only.")
  static let helpKPILabel = Message(
    fr: "De la série extérieure, ce libellé seulement (réseau, magasin).", en: "Of the outside series, this label only (network, shop).")
  static let helpKPIPlace = Message(
    fr: "Commune\u{A0}; l’option peut se répéter. Villes de l’action pour distributor_purchases_growth.",
    en: "Commune; may be repeated. Towns of the action for distributor_purchases_growth.")
  static let helpKPIControl = Message(
    fr: "Ville témoin, sans l’action\u{A0}; l’option peut se répéter.", en: "Control town, without the action; may be repeated.")
  static let helpKPIStart = Message(
    fr: "Début de l’action dans une ville\u{A0}: Lyon=2023-03-06\u{A0}; l’option peut se répéter.",
    en: "Start of the action in a town: Lyon=2023-03-06; may be repeated.")
  static let helpKPIHorizon = Message(
    fr: "Jours laissés aux prospects d’une cohorte pour devenir clients.", en: "Days a cohort's prospects have to become customers.")
  static let helpKPIFromStage = Message(fr: "Première étape de la variante stages.", en: "First stage of the variant stages.")
  static let helpKPIToStage = Message(fr: "Seconde étape de la variante stages.", en: "Second stage of the variant stages.")
  static let helpKPIPart = Message(
    fr: "Le nombre d’un rapport\u{A0}: numerator ou denominator.", en: "Which number of a ratio: numerator or denominator.")
  static let helpGrain = Message(fr: "En quelles parties la période est coupée.", en: "Into which parts the period is cut.")

  static let badHorizon = Message(fr: "l’horizon va de 0 à 3650 jours", en: "the horizon is 0 to 3650 days")

  static func badStart(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) ne nomme pas une ville et un jour", en: "\(text.quoted(in: .en)) does not name a town and a day")
  }

  static let startRemedy = Message(fr: "écrivez-le Lyon=2023-03-06", en: "write it Lyon=2023-03-06")
  static let headerDirection = Message(fr: "Mieux si", en: "Better")
  static let headerVariant = Message(fr: "Variante", en: "Variant")
  static let headerDefinition = Message(fr: "Définition", en: "Definition")
  static let headerSource = Message(fr: "Source", en: "Source")
  static let headerReason = Message(fr: "Raison", en: "Reason")

  static func kpiTitle(_ title: Message, _ salesperson: String?) -> Message {
    guard let salesperson else { return title }
    return Message(fr: "\(title.fr), \(salesperson)", en: "\(title.en), \(salesperson)")
  }

  static func titleKPIRows(_ title: Message, _ of: String, _ count: Int, _ period: Period) -> Message {
    Message(
      fr: "\(title.fr) (\(of)) \(days(period).fr)\u{A0}: \(count) \(Language.fr.plural(count, "ligne", "lignes"))",
      en: "\(title.en) (\(of)), \(days(period).en): \(count) \(Language.en.plural(count, "row", "rows"))")
  }

  static let headerTerm = Message(fr: "Terme", en: "Term")

  /// How the terms make the number: `numerator = customers (…): 45 - new_customers (…): 45 = 0`.
  static func kpiTerms(_ part: KPIPart, _ terms: [KPIRows.Term], _ value: Int) -> Message {
    func text(_ language: Language, _ name: Message) -> String {
      let formats = Formats(language: language)
      let sums = terms.enumerated().map { index, term in
        let sign = term.sign < 0 ? " − " : index == 0 ? "" : " + "
        return "\(sign)\(formats.integer(term.value)) (\(term.of), \(days(term.period).text(in: language)))"
      }
      return "\(name.text(in: language)) = \(sums.joined()) = \(formats.integer(value))"
    }
    let name: Message = part == .numerator ? labelNumerator : labelDenominator
    return Message(fr: text(.fr, name), en: text(.en, name))
  }

  static func kpiDefinition(_ variant: String, _ definition: Message) -> Message {
    Message(fr: "Variante \(variant)\u{A0}: \(definition.fr).", en: "Variant \(variant): \(definition.en).")
  }
}
