import CRM
import Planning
import Postgres

extension Message {
  static let helpPlanArgument = Message(
    fr: "Le plan, par son nom ou son identifiant\u{A0}; sans lui, celui d’aujourd’hui.",
    en: "The plan, by name or slug; the one of today without it.")
  static let helpPlanBy = Message(
    fr: "Le découpage.", en: "How it is cut.")
  static let helpPlanOwner = Message(fr: "D’une personne seulement.", en: "Of one person only.")
  static let helpPlan = Message(fr: "Le plan d’action commercial.", en: "The sales action plan.")
  static let helpPlanMore = Message(
    fr: """
      Un plan est un fichier YAML, en français ou en anglais\u{A0}:
        filon plan init > plan.yaml
        filon plan check plan.yaml
        filon plan apply plan.yaml --preview
        filon plan apply plan.yaml
      """,
    en: """
      A plan is a YAML file, in English or French:
        filon plan init > plan.yaml
        filon plan check plan.yaml
        filon plan apply plan.yaml --preview
        filon plan apply plan.yaml
      """)
  static let helpPlanInit = Message(
    fr: "Écrit un plan commenté, à modifier.", en: "Writes a commented plan to be edited.")
  static let helpPlanTemplate = Message(
    fr: "Un modèle au lieu de votre équipe et de cette année\u{A0}: bob est complet, l’autre sans contenu.",
    en: "A template instead of your team and this year: bob is complete, the other without content.")
  static let helpPlanYear = Message(fr: "L’année du plan\u{A0}; sinon celle-ci.", en: "The year of the plan; else this one.")
  static let helpPlanList = Message(fr: "Liste les plans.", en: "Lists the plans.")
  static let helpPlanHistory = Message(
    fr: "Les versions d’un plan et ce que chacune a changé.", en: "The versions of a plan and what each changed.")
  static let helpPlanExport = Message(
    fr: "Rend le fichier d’un plan, tel qu’il s’applique sans différence.",
    en: "Gives back the file of a plan, as it applies without difference.")
  static let helpPlanName = Message(
    fr: "Identifiant ou nom du plan\u{A0}; sinon le seul, ou celui d’aujourd’hui.",
    en: "Slug or name of the plan; else the only one, or that of today.")
  static let helpPlanVersion = Message(
    fr: "Numéro de la version\u{A0}; sinon celle en vigueur.", en: "Number of the version; else that in force.")
  static let helpPlanFresh = Message(
    fr: "Écrit à neuf, chaque clé expliquée, sans les commentaires du fichier appliqué.",
    en: "Written anew, every key explained, without the comments of the file that was applied.")

  static let planSlug = Message(fr: "Identifiant", en: "Slug")
  static let planParent = Message(fr: "Fait partie de", en: "Part of")
  static let planVersion = Message(fr: "Version", en: "Version")
  static let planAdded = Message(fr: "Ajouts", en: "Added")
  static let planChanged = Message(fr: "Changements", en: "Changed")
  static let planRemoved = Message(fr: "Retraits", en: "Removed")

  static let noPlansYet = Message(
    fr: "Aucun plan\u{A0}: filon plan init > plan.yaml en commence un.", en: "No plan: filon plan init > plan.yaml starts one.")

  static func planHistoryTitle(_ plan: Plan) -> Message {
    Message(fr: "Versions de \(plan.name) (\(plan.slug))", en: "Versions of \(plan.name) (\(plan.slug))")
  }

  static func planExportHint(_ plan: Plan) -> Message {
    Message(
      fr: "filon plan export \(plan.slug) --version N rend le fichier d’une version.",
      en: "filon plan export \(plan.slug) --version N gives back the file of a version.")
  }
  static let helpPlanAt = Message(
    fr: "À la fin de ce jour\u{A0}; sinon aujourd’hui, ou le dernier jour du plan.",
    en: "At the end of this day; else today, or the plan's last day.")
}
