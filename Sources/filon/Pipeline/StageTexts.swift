import CRM
import Planning

extension Message {
  static let helpStages = Message(fr: "Les étapes du pipeline.", en: "The stages of the pipeline.")
  static let helpStageList = Message(
    fr: "Liste les étapes, et les opportunités ouvertes dans chacune.", en: "Lists the stages, and the opportunities open in each.")
  static let helpStageAdd = Message(fr: "Ajoute une étape ouverte.", en: "Adds an open stage.")
  static let helpStageAddMore = Message(
    fr: "Sans --after ni --before, après la dernière étape ouverte. Une étape retirée de ce nom reprend, avec sa chance et à sa place.",
    en:
      "Without --after and --before, after the last open stage. A retired stage of that name is taken up again, with its chance and place.")
  static let helpStageRename = Message(
    fr: "Renomme une étape\u{A0}; une étape qui clôt garde son sens.", en: "Renames a stage; a closing one keeps its meaning.")
  static let helpStageRenameMore = Message(
    fr: "L’ancien nom continue de la désigner, dans les plans et les imports aussi.",
    en: "The old name goes on naming it, in plans and imports too.")
  static let helpStageMove = Message(
    fr: "Déplace une étape ouverte parmi les ouvertes.", en: "Moves an open stage among the open ones.")
  static let helpStageChance = Message(
    fr: "Dit la chance de gagner depuis une étape ouverte.", en: "Says the chance of winning from an open stage.")
  static let helpStageClose = Message(
    fr: "Retire une étape ouverte\u{A0}: elle ne prend plus d’opportunités.", en: "Retires an open stage: it takes no more opportunities.")
  static let helpStageCloseMore = Message(
    fr: "L’historique, les rapports et les indicateurs la montrent toujours\u{A0}; «\u{A0}stage add\u{A0}» la reprend.",
    en: "History, reports and KPIs still show it; “stage add” takes it up again.")
  static let helpNewStageName = Message(fr: "Nom de l’étape.", en: "Name of the stage.")
  static let helpChance = Message(fr: "La chance de gagner, de 0 à 100 %.", en: "The chance of winning, 0 to 100%.")
  static let helpAfterStage = Message(fr: "L’étape ouverte après laquelle elle vient.", en: "The open stage it comes after.")
  static let helpBeforeStage = Message(fr: "L’étape ouverte avant laquelle elle vient.", en: "The open stage it comes before.")
  static let helpStageInto = Message(
    fr: "L’étape où vont, dès maintenant, les opportunités encore ouvertes.",
    en: "The stage to which the opportunities still open move now.")

  static let stagePlaceMissing = Message(fr: "où la placer n’a pas été dit", en: "where to place it was not said")
  static let stagePlaceTwice = Message(
    fr: "--after et --before ne vont pas ensemble", en: "--after and --before do not go together")
  static let stagePlaceRemedy = Message(
    fr: "donnez --after ÉTAPE ou --before ÉTAPE", en: "give --after STAGE or --before STAGE")

  static let stagePosition = Message(fr: "Rang", en: "No.")
  static let stageKind = Message(fr: "Sens", en: "Kind")
  static let stageRetired = Message(fr: "retirée", en: "retired")
  static let headerWithoutAmount = Message(fr: "Sans montant", en: "Without amount")
  static let headerRetiredOn = Message(fr: "Retirée le", en: "Retired on")

  /// What was done.
  static func stageChanged(_ answer: StageAnswer) -> Message {
    let (fr, en) = (answer.stage.name.quoted(in: .fr), answer.stage.name.quoted(in: .en))
    let chance = answer.stage.probability
    switch answer.status {
    case .added: return Message(fr: "Étape ajoutée\u{A0}: \(fr), \(chance) %", en: "Stage added: \(en), \(chance)%")
    case .resumed:
      return Message(fr: "Étape retirée, reprise\u{A0}: \(fr), \(chance) %", en: "Retired stage, taken up again: \(en), \(chance)%")
    case .renamed:
      let former = answer.formerName ?? answer.stage.name
      return Message(
        fr: "Étape renommée\u{A0}: \(former.quoted(in: .fr)) → \(fr)", en: "Stage renamed: \(former.quoted(in: .en)) → \(en)")
    case .moved:
      return Message(
        fr: "Étape déplacée\u{A0}: \(fr), rang \(answer.stage.position)", en: "Stage moved: \(en), no. \(answer.stage.position)")
    case .weighted: return Message(fr: "Chance de gagner\u{A0}: \(fr), \(chance) %", en: "Chance of winning: \(en), \(chance)%")
    case .retired: return Message(fr: "Étape retirée\u{A0}: \(fr)", en: "Stage retired: \(en)")
    case .unchanged: return Message(fr: "Rien n’a changé\u{A0}: \(fr) est déjà ainsi", en: "Nothing changed: \(en) is so already")
    }
  }

  /// What follows from it.
  static func stageNote(_ answer: StageAnswer) -> Message? {
    switch answer.status {
    case .renamed:
      return Message(
        fr: "L’ancien nom continue de la désigner (plans, imports, --stage).",
        en: "The old name goes on naming it (plans, imports, --stage).")
    case .weighted:
      return Message(
        fr: "Le pipeline pondéré des jours passés est donné avec cette chance lui aussi.",
        en: "The weighted pipeline of past days is told with this chance too.")
    case .retired:
      guard let into = answer.into else { return nil }
      let count = answer.movedOpportunities
      let (fr, en) = (Formats(language: .fr).integer(count), Formats(language: .en).integer(count))
      return Message(
        fr: "\(fr) \(Language.fr.plural(count, "opportunité déplacée", "opportunités déplacées")) vers \(into.quoted(in: .fr)).",
        en: "\(en) \(Language.en.plural(count, "opportunity", "opportunities")) moved to \(into.quoted(in: .en)).")
    default: return nil
    }
  }
}
