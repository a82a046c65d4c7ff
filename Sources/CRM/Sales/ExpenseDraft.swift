import Foundation
package import Postgres

/// An expense to record.
package struct ExpenseDraft: Sendable, Hashable {
  package var id: Expense.ID
  package var salespersonID: Salesperson.ID?
  package var spentOn: Day
  /// Excluding VAT; negative for what came back.
  package var amountCents: Int
  package var category: String?
  /// Spent to win customers.
  package var acquisition = false
  /// The action of a plan that it was spent on.
  package var action: String?
  package var note: String?
  /// Its id in the system it comes from.
  package var reference: String?

  /// A draft with a new id.
  package init(id: Expense.ID = .v7(), salespersonID: Salesperson.ID?, spentOn: Day, amountCents: Int) {
    self.id = id
    self.salespersonID = salespersonID
    self.spentOn = spentOn
    self.amountCents = amountCents
  }
}

extension ExpenseDraft: FactDraft {
  package static func statement(_ drafts: [ExpenseDraft], _ provenance: Provenance) -> SQL {
    """
    select number, status, reason
    from record_expenses(
      \(provenance.organizationID), \(provenance.actor), \(drafts.map(\.id)), \(drafts.map(\.salespersonID)), \(drafts.map(\.spentOn)),
      \(drafts.map(\.amountCents)), \(drafts.map(\.category)), \(drafts.map(\.acquisition)), \(drafts.map(\.action)),
      \(drafts.map(\.note)), \(provenance.system), \(drafts.map(\.reference)), \(provenance.importID))
    """
  }
}

extension ExpenseDraft: TypedDraft {
  static let table: SQL = "expense"

  var likeness: SQL {
    """
    f.spent_on = \(spentOn)
    and f.amount_cents = \(amountCents)
    and f.salesperson_id is not distinct from \(salespersonID)
    and f.category is not distinct from \(category)
    and f.acquisition = \(acquisition)
    and f.action is not distinct from \(action)
    and f.note is not distinct from \(note)
    """
  }
}
