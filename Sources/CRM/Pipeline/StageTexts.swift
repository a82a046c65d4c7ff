import Postgres

// What is said when a change of the pipeline is refused.
extension Message {
  package static let stageProbability = Message(fr: "Chance (%)", en: "Chance (%)")
  static let onlyDirectorsChangeStages = Message(
    fr: "seul un directeur modifie les étapes du pipeline", en: "only a director changes the stages of the pipeline")
  static let stageListRemedy = Message(fr: "voyez «\u{A0}filon stage list\u{A0}»", en: "see “filon stage list”")

  static func stageThere(_ name: String) -> Message {
    Message(fr: "l’étape \(name.quoted(in: .fr)) existe déjà", en: "the stage \(name.quoted(in: .en)) exists already")
  }

  static func stageThereRetired(_ name: String) -> Message {
    Message(
      fr: "l’étape \(name.quoted(in: .fr)) existe déjà, retirée", en: "the stage \(name.quoted(in: .en)) exists already, retired")
  }

  static func formerStageName(_ name: String, _ renamed: String) -> Message {
    Message(
      fr: "\(name.quoted(in: .fr)) était le nom de \(renamed.quoted(in: .fr)) et la désigne toujours",
      en: "\(name.quoted(in: .en)) was the name of \(renamed.quoted(in: .en)) and still names it")
  }

  static func closingWord(_ name: String, _ kind: StageKind) -> Message {
    Message(
      fr: "\(name.quoted(in: .fr)) désigne toujours l’étape \(kind.message.fr)",
      en: "\(name.quoted(in: .en)) always names the stage that is \(kind.message.en)")
  }

  static let otherStageName = Message(fr: "choisissez un autre nom", en: "choose another name")

  static let chanceMissing = Message(
    fr: "dites la chance de gagner depuis cette étape, en %", en: "say the chance of winning from this stage, in %")
  static let chanceMissingRemedy = Message(fr: "par exemple --chance 40", en: "for example --chance 40")

  static func closingStagesLast(_ stage: Stage) -> Message {
    Message(
      fr: "\(stage.name.quoted(in: .fr)) clôt les opportunités\u{A0}: les étapes ouvertes se rangent entre elles",
      en: "\(stage.name.quoted(in: .en)) closes opportunities: open stages are put in order among themselves")
  }

  static func besideItself(_ name: String) -> Message {
    Message(
      fr: "l’étape \(name.quoted(in: .fr)) ne se place pas à côté d’elle-même",
      en: "the stage \(name.quoted(in: .en)) cannot be placed beside itself")
  }

  static func closingChance(_ stage: Stage) -> Message {
    Message(
      fr: "\(stage.name.quoted(in: .fr)) clôt les opportunités\u{A0}: sa chance reste \(stage.probability) %",
      en: "\(stage.name.quoted(in: .en)) closes opportunities: its chance stays \(stage.probability)%")
  }

  static func closingStageStays(_ stage: Stage) -> Message {
    Message(
      fr: "\(stage.name.quoted(in: .fr)) clôt les opportunités\u{A0}: elle se renomme, mais ne se retire pas",
      en: "\(stage.name.quoted(in: .en)) closes opportunities: it can be renamed, not retired")
  }

  static func lastOpenStage(_ name: String) -> Message {
    Message(
      fr: "\(name.quoted(in: .fr)) est la dernière étape ouverte\u{A0}: sans elle, aucune opportunité ne s’ouvrirait",
      en: "\(name.quoted(in: .en)) is the last open stage: without it no opportunity could be opened")
  }

  static let lastOpenStageRemedy = Message(
    fr: "ajoutez-en d’abord une autre par «\u{A0}filon stage add\u{A0}»", en: "add another first with “filon stage add”")

  static func notInto(_ name: String) -> Message {
    Message(
      fr: "les opportunités ne vont pas dans \(name.quoted(in: .fr))\u{A0}: il faut une autre étape ouverte",
      en: "opportunities cannot go into \(name.quoted(in: .en)): it takes another open stage")
  }

  static func opportunitiesIn(_ name: String, _ count: Int) -> Message {
    let (fr, en) = (Formats(language: .fr).integer(count), Formats(language: .en).integer(count))
    return Message(
      fr:
        "\(fr) \(Language.fr.plural(count, "opportunité est encore ouverte", "opportunités sont encore ouvertes")) dans \(name.quoted(in: .fr))",
      en: "\(en) \(Language.en.plural(count, "opportunity is", "opportunities are")) still open in \(name.quoted(in: .en))")
  }

  static func moveThemInto(_ names: [String]) -> Message {
    Message(
      fr: "déplacez-les par --into ÉTAPE\u{A0}: \(names.joined(separator: ", "))",
      en: "move them with --into STAGE: \(names.joined(separator: ", "))")
  }
}
