import CRM
import Planning

extension Message {
  static let helpProspectMerge = Message(
    fr: "Fait d’un prospect le représentant d’autres\u{A0}: rien n’est perdu, «\u{A0}unmerge\u{A0}» le défait.",
    en: "Lets a prospect stand for others: nothing is lost, “unmerge” undoes it.")
  static let helpProspectUnmerge = Message(fr: "Défait une fusion.", en: "Undoes a merge.")
  static let helpProspectDuplicates = Message(
    fr: "Liste les prospects qui semblent n’en faire qu’un.", en: "Lists the prospects that seem to be one.")
  static let helpProspectKept = Message(fr: "Le prospect qui reste.", en: "The prospect that stays.")
  static let helpProspectsMerged = Message(fr: "Ceux qu’il représente désormais.", en: "Those it stands for from now on.")
  static let helpProspectMerges = Message(fr: "Liste les fusions, la plus récente d’abord.", en: "Lists the merges, newest first.")
  static let helpUndoneMerges = Message(fr: "Aussi celles qui ont été défaites.", en: "Those that were undone too.")
  static let helpUnmerged = Message(
    fr: "Un prospect de la fusion (l’un ou l’autre côté), ou l’identifiant de la fusion.",
    en: "A prospect of the merge (either side), or the id of the merge.")
  static let helpYes = Message(
    fr: "Fusionne sans demander\u{A0}; il le faut dans un script.", en: "Merges without asking; scripts need it.")
  static let helpPreviewMerge = Message(fr: "Montre les deux côtés et ne change rien.", en: "Shows both sides and changes nothing.")
  static let mergePreviewed = Message(fr: "Aperçu\u{A0}: rien n’a changé.", en: "Preview: nothing was changed.")
  static let mergeIsAsked = Message(
    fr: "fusionner demande une confirmation, et personne n’est là pour répondre",
    en: "merging asks for a confirmation, and nobody is there to answer")
  static let mergeIsAskedRemedy = Message(
    fr: "regardez les deux côtés avec --preview, puis fusionnez avec --yes", en: "look at both sides with --preview, then merge with --yes")
  static let mergeDeclined = Message(fr: "Rien n’a changé.", en: "Nothing was changed.")

  static func mergeQuestion(_ merge: Merge) -> Message {
    let names = { (language: Language) in merge.merged.map { $0.prospect.name.quoted(in: language) }.joined(separator: ", ") }
    let kept = merge.kept.prospect.name
    return Message(
      fr: "Fusionner \(names(.fr)) dans \(kept.quoted(in: .fr))\u{A0}?", en: "Merge \(names(.en)) into \(kept.quoted(in: .en))?")
  }
}
