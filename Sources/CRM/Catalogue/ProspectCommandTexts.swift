// What the commands about prospects say of themselves and in their tables.
extension Message {
  public static let helpProspects = Message(fr: "Les prospects et clients.", en: "The prospects and customers.")
  public static let helpProspectAdd = Message(
    fr: "Ajoute un prospect, sauf s'il semble déjà là.", en: "Adds a prospect, unless it seems to be there already.")
  public static let helpProspectList = Message(fr: "Liste les prospects par nom.", en: "Lists the prospects by name.")
  public static let helpProspectShow = Message(
    fr: "Montre un prospect et toute son histoire.", en: "Shows a prospect and its whole history.")
  public static let helpProspectUpdate = Message(
    fr: "Modifie un prospect ; ce qui n'est pas dit reste.", en: "Changes a prospect; what is not said stays.")
  public static let helpProspectMerge = Message(
    fr: "Fait d'un prospect le représentant d'autres : rien n'est perdu, « unmerge » le défait.",
    en: "Lets a prospect stand for others: nothing is lost, “unmerge” undoes it.")
  public static let helpProspectUnmerge = Message(fr: "Défait une fusion.", en: "Undoes a merge.")
  public static let helpProspectDuplicates = Message(
    fr: "Liste les prospects qui semblent n'en faire qu'un.", en: "Lists the prospects that seem to be one.")

  public static let helpNewProspectName = Message(fr: "Nom de la personne ou de l'entreprise.", en: "Name of the person or company.")
  public static let helpProspect = Message(
    fr: "Nom ou son début, e-mail, téléphone, SIRET ou identifiant.", en: "Name or its beginning, e-mail, phone, SIRET or id.")
  public static let helpProspectKept = Message(fr: "Le prospect qui reste.", en: "The prospect that stays.")
  public static let helpProspectsMerged = Message(fr: "Ceux qu'il représente désormais.", en: "Those it stands for from now on.")
  public static let helpProspectMerges = Message(fr: "Liste les fusions, la plus récente d’abord.", en: "Lists the merges, newest first.")
  public static let helpUndoneMerges = Message(fr: "Aussi celles qui ont été défaites.", en: "Those that were undone too.")
  public static let helpUnmerged = Message(
    fr: "Un prospect de la fusion (l’un ou l’autre côté), ou l’identifiant de la fusion.",
    en: "A prospect of the merge (either side), or the id of the merge.")
  public static let helpYes = Message(
    fr: "Fusionne sans demander ; il le faut dans un script.", en: "Merges without asking; scripts need it.")
  public static let helpPreviewMerge = Message(fr: "Montre les deux côtés et ne change rien.", en: "Shows both sides and changes nothing.")
  public static let helpAllowDuplicate = Message(
    fr: "Ajoute même s'il semble déjà là.", en: "Adds it even if it seems to be there already.")
  public static let helpContact = Message(fr: "Personne à qui parler.", en: "Person to talk to.")
  public static let helpEmail = Message(fr: "Adresse e-mail.", en: "E-mail address.")
  public static let helpPhone = Message(
    fr: "Téléphone, comme on le compose en France ou avec +NN.", en: "Phone, as dialled in France or with +NN.")
  public static let helpSIRET = Message(fr: "SIRET, 14 chiffres.", en: "SIRET, 14 digits.")
  public static let helpVAT = Message(fr: "Numéro de TVA.", en: "VAT number.")
  public static let helpNAF = Message(fr: "Code NAF, 62.01Z.", en: "NAF code, 62.01Z.")
  public static let helpAddress = Message(fr: "Rue et numéro.", en: "Street and number.")
  public static let helpPostalCode = Message(fr: "Code postal.", en: "Postal code.")
  public static let helpCity = Message(fr: "Ville.", en: "City.")
  public static let helpCountry = Message(fr: "Pays en deux lettres ; sinon FR.", en: "Country in two letters; else FR.")
  public static let helpSource = Message(fr: "D'où il vient : salon, recommandation…", en: "Where it comes from: trade show, referral…")
  public static let helpOwner = Message(fr: "Commercial en charge.", en: "Salesperson in charge.")
  public static let helpProspectPotential = Message(
    fr: "Ce qu'il pourrait acheter par an, HT.", en: "What it could buy in a year, excluding VAT.")
  public static let helpProspectNext = Message(fr: "Relance : quoi faire.", en: "Next step: what to do.")
  public static let helpClear = Message(
    fr: "Vide ce champ (plusieurs fois possible) ; next vide la relance et son jour.",
    en: "Empties this field (may be given several times); next empties the next step and its day.")
  public static let helpStageFilter = Message(
    fr: "Avec une opportunité ouverte à cette étape.", en: "With an open opportunity in this stage.")
  public static let helpOwnerFilter = Message(fr: "De ce commercial.", en: "Of this salesperson.")
  public static let helpSegmentFilter = Message(
    fr: "Classe A, B, C ou F (anciens clients) de la dernière segmentation enregistrée.",
    en: "Class A, B, C or F (former customers) of the latest saved segmentation.")
  public static let helpSourceFilter = Message(fr: "De cette origine.", en: "From this source.")
  public static let helpTextFilter = Message(
    fr: "Mots du nom, du contact, de la ville ou de l'e-mail.", en: "Words of the name, contact, city or e-mail.")
  public static let helpDueFilter = Message(fr: "À relancer ce jour-là ou avant.", en: "With a next step due on this day or before.")
  public static let helpOnlyCustomers = Message(fr: "Seulement les clients.", en: "Only customers.")
  public static let helpOnlyProspects = Message(
    fr: "Seulement ceux qui n'ont pas encore acheté.", en: "Only those who have not bought yet.")
  public static let helpCursor = Message(
    fr: "Page suivante : le curseur rendu par la précédente.", en: "Next page: the cursor that the one before gave.")

  public static let headerLifecycle = Message(fr: "Statut", en: "Status")
  public static let headerSegment = Message(fr: "Classe", en: "Class")
  public static let headerStages = Message(fr: "Étapes", en: "Stages")
  public static let headerNextOn = Message(fr: "Le", en: "On")
  public static let headerConvertedOn = Message(fr: "Client depuis", en: "Customer since")
  public static let headerWho = Message(fr: "Qui", en: "Who")
  public static let headerReasons = Message(fr: "Pourquoi", en: "Why")
  public static let headerGroup = Message(fr: "Groupe", en: "Group")
  public static let headerSide = Message(fr: "Côté", en: "Side")
  public static let headerConversations = Message(fr: "Conversations", en: "Conversations")
  public static let headerOpportunities = Message(fr: "Opportunités", en: "Opportunities")
  public static let headerSales = Message(fr: "Ventes", en: "Sales")
  public static let headerMerge = Message(fr: "Fusion", en: "Merge")

  public static let historyTitle = Message(fr: "Histoire", en: "History")
  public static let sideKept = Message(fr: "reste", en: "kept")
  public static let sideMerged = Message(fr: "fusionné", en: "merged")
  public static let sideParted = Message(fr: "séparé", en: "parted")
  public static func sideStillMerged(in kept: String) -> Message {
    Message(fr: "reste fusionné dans \(kept)", en: "still merged into \(kept)")
  }
  public static let noProspectYet = Message(fr: "Aucun prospect.", en: "No prospect.")
  public static let noDuplicates = Message(fr: "Aucun doublon probable.", en: "No likely duplicate.")
  public static let mergePreviewed = Message(fr: "Aperçu : rien n'a changé.", en: "Preview: nothing was changed.")
  public static let factsStay = Message(
    fr: "Chaque fait reste avec son prospect et se lit sous celui qui reste ; aucun champ n'est recopié.",
    en: "Each fact stays with its prospect and is read under the one kept; no field is copied.")

  /// - Parameter name: Of a prospect that was merged.
  public static func undoMergeOf(_ name: String) -> Message {
    let word = "'\(name.replacing("'", with: "'\\''"))'"
    return Message(fr: "Pour défaire : filon prospect unmerge \(word)", en: "To undo: filon prospect unmerge \(word)")
  }

  public static let noMerges = Message(fr: "Aucune fusion.", en: "No merge.")
  public static let mergeIsAsked = Message(
    fr: "fusionner demande une confirmation, et personne n’est là pour répondre",
    en: "merging asks for a confirmation, and nobody is there to answer")
  public static let mergeIsAskedRemedy = Message(
    fr: "regardez les deux côtés avec --preview, puis fusionnez avec --yes", en: "look at both sides with --preview, then merge with --yes")
  public static let mergeDeclined = Message(fr: "Rien n’a changé.", en: "Nothing was changed.")

  public static func mergeQuestion(_ merge: Merge) -> Message {
    let names = { (language: Language) in merge.merged.map { $0.prospect.name.quoted(in: language) }.joined(separator: ", ") }
    let kept = merge.kept.prospect.name
    return Message(
      fr: "Fusionner \(names(.fr)) dans \(kept.quoted(in: .fr)) ?", en: "Merge \(names(.en)) into \(kept.quoted(in: .en))?")
  }

  public static func undoMerge(_ id: String) -> Message {
    Message(fr: "Pour défaire : filon prospect unmerge \(id)", en: "To undo: filon prospect unmerge \(id)")
  }

  public static func mergeDuplicates(_ kept: String, _ other: String) -> Message {
    Message(
      fr: "Fusionner, par exemple : filon prospect merge \(kept) \(other)",
      en: "To merge, for instance: filon prospect merge \(kept) \(other)")
  }

  public static func historyMinutes(_ minutes: Int) -> Message { Message(fr: "\(minutes) min", en: "\(minutes) min") }

  public static func historySettled(_ step: PlannedStep) -> Message {
    func line(_ word: String, _ language: Language) -> String {
      word + (step.nextStep.map { " \($0.quoted(in: language))" } ?? "") + " (\(Formats(language: language).day(step.nextOn)))"
    }
    return Message(fr: line("lève la relance", .fr), en: line("settles the follow-up", .en))
  }

  public static func historyNext(_ step: String?, _ day: String) -> Message {
    Message(fr: "relance le \(day)\(step.map { " : " + $0 } ?? "")", en: "next on \(day)\(step.map { ": " + $0 } ?? "")")
  }
}

extension Lifecycle {
  /// The word for people.
  public var message: Message {
    switch self {
    case .prospect: Message(fr: "prospect", en: "prospect")
    case .customer: Message(fr: "client", en: "customer")
    }
  }
}

extension HistoryKind {
  /// The word for people.
  public var message: Message {
    switch self {
    case .added: Message(fr: "ajouté", en: "added")
    case .imported: Message(fr: "importé", en: "imported")
    case .merged: Message(fr: "fusion", en: "merge")
    case .unmerged: Message(fr: "fusion défaite", en: "merge undone")
    case .conversation: Message(fr: "conversation", en: "conversation")
    case .stage: Message(fr: "étape", en: "stage")
    case .sale: Message(fr: "vente", en: "sale")
    case .refund: Message(fr: "avoir", en: "refund")
    case .conversion: Message(fr: "devient client", en: "becomes a customer")
    case .followUp: Message(fr: "relance prévue", en: "follow-up planned")
    }
  }
}
