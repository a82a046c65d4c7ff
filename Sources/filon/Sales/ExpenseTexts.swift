import CRM
import Foundation
import Planning
import Postgres

extension Message {
  static let helpExpenses = Message(fr: "Les dépenses commerciales.", en: "What selling costs.")
  static let helpExpenseAdd = Message(fr: "Enregistre une dépense.", en: "Records an expense.")
  static let helpExpenseList = Message(fr: "Liste les dépenses.", en: "Lists expenses.")
  static let helpCategory = Message(fr: "La catégorie.", en: "The category.")
  static let helpAcquisition = Message(fr: "Dépensé pour gagner des clients.", en: "Spent to win customers.")
  static let helpAction = Message(
    fr: "L’action du plan, par son nom ou sa clé\u{A0}; hors d’un plan, ce que vous voulez.",
    en: "The action of the plan, by its name or key; outside a plan, what you like.")

  /// Which actions of plans an expense counts for, or that its action is of none.
  static func expenseCounts(_ expense: Expense) -> Message? {
    guard let text = expense.action else { return nil }
    guard !expense.plannedActions.isEmpty else {
      return Message(
        fr: "\(text.quoted(in: .fr)) n’est d’aucun plan\u{A0}: un texte libre.", en: "\(text.quoted(in: .en)) is of no plan: free text.")
    }
    let (fr, en) = (
      expense.plannedActions.map { "\($0.action.quoted(in: .fr)) du plan \($0.plan.quoted(in: .fr))" },
      expense.plannedActions.map { "\($0.action.quoted(in: .en)) of the plan \($0.plan.quoted(in: .en))" }
    )
    return Message(
      fr: "Compte pour l’action \(fr.joined(separator: " et ")).", en: "Counts for the action \(en.joined(separator: " and ")).")
  }
}
