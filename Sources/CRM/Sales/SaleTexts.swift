import Foundation
import Postgres

// What the daily facts say when they are refused.
extension Message {
  static func noActionOfPlan(_ text: String, _ plans: [String]) -> Message {
    Message(
      fr: "aucune action \(text.quoted(in: .fr)) dans \(plans.map { "le plan \($0.quoted(in: .fr))" }.joined(separator: " ni "))",
      en: "no action \(text.quoted(in: .en)) in \(plans.map { "the plan \($0.quoted(in: .en))" }.joined(separator: " or "))")
  }

  static func actionRemedy(near: String?, _ actions: [String]) -> Message {
    if let near { return didYouMean(near) }
    let without = Message(fr: "sans action, la dépense compte hors actions", en: "without an action it counts outside actions")
    guard !actions.isEmpty else { return without }
    let list = namesThere("", actions)
    return Message(fr: "\(list.fr)\u{A0}; \(without.fr)", en: "\(list.en); \(without.en)")
  }
  static let saleWithoutAmount = Message(
    fr: "l’opportunité n’a pas de montant à enregistrer comme vente", en: "the opportunity has no amount to record as a sale")
  static let saleAmountRemedy = Message(fr: "dites-le par --amount", en: "say it with --amount")

  static func soldBeforeStage(_ sold: Day, _ stage: String, _ changed: Day) -> Message {
    let (fr, en) = (Formats(language: .fr).day, Formats(language: .en).day)
    return Message(
      fr: "vendue le \(fr(sold)), l’opportunité n’a pas pu entrer dans \(stage.quoted(in: .fr)) le \(fr(changed))",
      en: "sold on \(en(sold)), the opportunity cannot have entered \(stage.quoted(in: .en)) on \(en(changed))")
  }
  static let soldBeforeStageRemedy = Message(
    fr: "enregistrez la vente sans --opportunity, et gagnez l’opportunité par «\u{A0}filon opportunity win\u{A0}»",
    en: "record the sale without --opportunity, and win the opportunity with “filon opportunity win”")

  static let refundOfRefund = Message(fr: "c’est un remboursement, pas une vente", en: "this is a refund, not a sale")
  static let refundOfRefundRemedy = Message(
    fr: "donnez l’identifiant de la vente, ou annulez le remboursement par «\u{A0}filon sale void\u{A0}»",
    en: "give the id of the sale, or void the refund with “filon sale void”")
  static let amountNotPositive = Message(fr: "le montant doit être positif", en: "the amount must be positive")
  static let saleOfNothing = Message(fr: "une vente de zéro n’en est pas une", en: "a sale of nothing is none")
  static let saleOfNothingRemedy = Message(
    fr: "ce qui est offert se note par «\u{A0}filon log … --outcome essai\u{A0}»",
    en: "record what was given with “filon log … --outcome trial”")
  static let refundRemedy = Message(
    fr: "un remboursement se note par «\u{A0}filon sale refund\u{A0}»", en: "record a refund with “filon sale refund”")

  /// A fact whose command takes no id, and the list it would stand in.
  static func lookForID<Kind>(_ id: ID<Kind>, _ list: String) -> Message {
    Message(
      fr: "cherchez \(id) dans «\u{A0}\(list)\u{A0}»\u{A0}: s’il n’y est pas, relancez la commande",
      en: "look for \(id) in “\(list)”: if it is not there, run the command again")
  }
}
