// What the commands of action plans say.
extension Message {
  public static let helpPlan = Message(fr: "Le plan d'action commercial.", en: "The sales action plan.")
  public static let helpPlanMore = Message(
    fr: """
      Un plan est un fichier YAML, en français ou en anglais :
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
  public static let helpPlanInit = Message(
    fr: "Écrit un plan commenté, à modifier.", en: "Writes a commented plan to be edited.")
  public static let helpPlanTemplate = Message(
    fr: "Modèle : bob (complet) ou empty (vide).", en: "Template: bob (complete) or empty.")
  public static let helpPlanCheck = Message(
    fr: "Dit tout ce qui ne va pas dans un fichier, ligne par ligne.", en: "Says all that is wrong in a file, line by line.")
  public static let helpPlanCheckMore = Message(
    fr: "Avec une organisation, les noms et les dates de son équipe sont vérifiés aussi. Statut 1 s'il y a des erreurs.",
    en: "With an organization, the names and dates of its team are checked, too. Status 1 when there are errors.")
  public static let helpPlanFile = Message(fr: "Fichier YAML, ou - pour l'entrée standard.", en: "YAML file, or - for standard input.")
  public static let helpPlanApply = Message(
    fr: "Met en vigueur le plan d'un fichier et montre ce qui change.", en: "Puts the plan of a file in force and shows what changes.")
  public static let helpPlanApplyMore = Message(
    fr:
      "Le numéro de version est écrit dans le fichier, qui se modifie et s'applique de nouveau. Ce que d'autres ont changé entre-temps est un conflit, jamais écrasé. Des commentaires changés ne font pas de version.",
    en:
      "The number of the version is written into the file, which can be edited and applied again. What others changed meanwhile is a conflict, never overwritten. Changed comments make no version."
  )
  public static let helpPlanPreview = Message(
    fr: "Montre ce qui changerait, sans rien enregistrer.", en: "Shows what would change, and stores nothing.")
  public static let helpPlanList = Message(fr: "Liste les plans.", en: "Lists the plans.")
  public static let helpPlanHistory = Message(
    fr: "Les versions d'un plan et ce que chacune a changé.", en: "The versions of a plan and what each changed.")
  public static let helpPlanExport = Message(
    fr: "Rend le fichier d'un plan, tel qu'il s'applique sans différence.",
    en: "Gives back the file of a plan, as it applies without difference.")
  public static let helpPlanName = Message(
    fr: "Identifiant ou nom du plan ; sinon le seul, ou celui d'aujourd'hui.",
    en: "Slug or name of the plan; else the only one, or that of today.")
  public static let helpPlanVersion = Message(
    fr: "Numéro de la version ; sinon celle en vigueur.", en: "Number of the version; else that in force.")
  public static let helpPlanFresh = Message(
    fr: "Écrit à neuf, chaque clé expliquée, sans les commentaires du fichier appliqué.",
    en: "Written anew, every key explained, without the comments of the file that was applied.")

  public static let planSlug = Message(fr: "Identifiant", en: "Slug")
  public static let planName = Message(fr: "Nom", en: "Name")
  public static let planParent = Message(fr: "Fait partie de", en: "Part of")
  public static let planVersion = Message(fr: "Version", en: "Version")
  public static let planAdded = Message(fr: "Ajouts", en: "Added")
  public static let planChanged = Message(fr: "Changements", en: "Changed")
  public static let planRemoved = Message(fr: "Retraits", en: "Removed")
  public static let planWhat = Message(fr: "Quoi", en: "What")
  public static let planSeverity = Message(fr: "Gravité", en: "Severity")
  public static let planColumn = Message(fr: "Col.", en: "Col.")
  public static let planProblem = Message(fr: "Problème", en: "Problem")
  public static let planRemedy = Message(fr: "Que faire", en: "What to do")
  public static let planChangeKind = Message(fr: "Changement", en: "Change")
  public static let planPlace = Message(fr: "Où", en: "Where")
  public static let planPath = Message(fr: "Chemin", en: "Path")

  public static let noPlansYet = Message(
    fr: "Aucun plan : filon plan init > plan.yaml en commence un.", en: "No plan: filon plan init > plan.yaml starts one.")
  public static let planNoChange = Message(fr: "Rien ne change.", en: "Nothing changes.")

  public static func planHistoryTitle(_ plan: Plan) -> Message {
    Message(fr: "Versions de \(plan.name) (\(plan.slug))", en: "Versions of \(plan.name) (\(plan.slug))")
  }

  public static func planExportHint(_ plan: Plan) -> Message {
    Message(
      fr: "filon plan export \(plan.slug) --version N rend le fichier d'une version.",
      en: "filon plan export \(plan.slug) --version N gives back the file of a version.")
  }

  public static func planClean(_ slug: String) -> Message {
    Message(fr: "Rien à redire : \(slug) peut être appliqué.", en: "Nothing is wrong: \(slug) can be applied.")
  }

  public static func planProblems(_ errors: Int, _ warnings: Int) -> Message {
    Message(
      fr:
        "\(errors) \(Language.fr.plural(errors, "erreur", "erreurs")), \(warnings) \(Language.fr.plural(warnings, "avertissement", "avertissements"))\(errors > 0 ? " : rien n'est appliqué tant qu'il y a des erreurs" : "").",
      en:
        "\(errors) \(Language.en.plural(errors, "error", "errors")), \(warnings) \(Language.en.plural(warnings, "warning", "warnings"))\(errors > 0 ? ": nothing is applied while there are errors" : "")."
    )
  }

  public static let planCheckedAlone = Message(
    fr: "Vérifié sans organisation : les noms de l'équipe ne l'ont pas été.",
    en: "Checked without an organization: the names of the team were not.")

  public static func planCheckedAlone(because reason: Message) -> Message {
    Message(
      fr: "Vérifié sans organisation (\(reason.fr)) : les noms de l'équipe ne l'ont pas été.",
      en: "Checked without an organization (\(reason.en)): the names of the team were not.")
  }

  public static func planOutcome(
    _ outcome: PlanApplication.Outcome, _ slug: String, version: Int?, isPreview: Bool
  ) -> Message {
    let version = version.map(String.init) ?? "1"
    switch (outcome, isPreview) {
    case (.created, false): return Message(fr: "\(slug) : version \(version), nouveau plan", en: "\(slug): version \(version), a new plan")
    case (.created, true): return Message(fr: "\(slug) serait un nouveau plan", en: "\(slug) would be a new plan")
    case (.changed, false): return Message(fr: "\(slug) : version \(version)", en: "\(slug): version \(version)")
    case (.changed, true):
      return Message(
        fr: "\(slug) : ce qui changerait depuis la version \(version)", en: "\(slug): what would change since version \(version)")
    case (.unchanged, _):
      return Message(fr: "\(slug) : la version \(version) dit déjà cela", en: "\(slug): version \(version) says this already")
    }
  }

  public static let planOnlyWrittenOtherwise = Message(
    fr: """
      Seuls des commentaires ou la mise en forme diffèrent : ils restent dans votre fichier, et ne seront gardés qu'avec la prochaine \
      version du plan.
      """,
    en: "Only comments or layout differ: they stay in your file, and are kept with the next version of the plan only.")

  public static func planVersionWritten(_ version: Int, _ file: String) -> Message {
    Message(fr: "version: \(version) a été écrit dans \(file).", en: "version: \(version) was written into \(file).")
  }

  public static func planWriteVersion(_ version: Int) -> Message {
    Message(
      fr: "Le fichier n'a pas pu être mis à jour : écrivez-y version: \(version) avant de l'appliquer de nouveau.",
      en: "The file could not be updated: write version: \(version) into it before you apply it again.")
  }
}

extension PlanProblem.Severity {
  /// The word for people.
  public var message: Message {
    switch self {
    case .error: Message(fr: "erreur", en: "error")
    case .warning: Message(fr: "à revoir", en: "warning")
    }
  }
}

extension PlanChange.Kind {
  /// The word for people.
  public var message: Message {
    switch self {
    case .added: Message(fr: "ajouté", en: "added")
    case .changed: Message(fr: "changé", en: "changed")
    case .removed: Message(fr: "retiré", en: "removed")
    }
  }
}
