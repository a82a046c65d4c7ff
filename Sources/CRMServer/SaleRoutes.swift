import CRM
import Postgres

/// Sales, refunds and expenses.
enum SaleRoutes {
  static let endpoints: [Endpoint] = [
    .get(
      "/v1/sales", Message(fr: "Les ventes et remboursements, les derniers d’abord", en: "Sales and refunds, the newest first"),
      [
        Field.salesperson.declaration, Field.prospect.declaration, Field.from.declaration, Field.to.declaration, Field.limit.declaration,
        Field<Sale.ID>.next().declaration,
      ]
    ) { call in
      var filter = SaleFilter()
      filter.salesperson = try call.query[.salesperson]
      filter.prospect = try call.query[.prospect]
      filter.from = try call.query[.from]
      filter.to = try call.query[.to]
      filter.limit = try call.query[.limit] ?? filter.limit
      filter.after = try call.query[.next()]
      return Answer(try await Sales(call.scope).list(filter))
    },
    .post(
      "/v1/sales", Message(fr: "Enregistrer une vente", en: "Record a sale"),
      [
        Field.sold.declaration.required, Field<Sale.ID>.own().declaration, Field.prospect.declaration, Field.salesperson.declaration,
        Field.marginCents.declaration, Field.soldOn.declaration, Field.channel.declaration, Field.opportunity.declaration,
        Field.note.declaration, Field.isAnother.declaration,
      ]
    ) { call in
      var entry = SaleEntry(amountCents: try call.body.required(.sold))
      entry.id = try call.ownID()
      entry.prospect = try call.body[.prospect]
      entry.salesperson = try call.body[.salesperson]
      entry.marginCents = try call.body[.marginCents]
      entry.soldOn = try call.body[.soldOn]
      entry.channel = try call.body[.channel]
      entry.opportunity = try call.body[.opportunity]
      entry.note = try call.body[.note]
      entry.isAnother = try call.body[.isAnother] ?? false
      let answer = try await Sales(call.scope).add(entry)
      return Answer(answer, answer.status, of: answer.sale.id)
    }
    .example(
      #"{"prospect": "Boulangerie Martin", "amount_cents": 48000, "sold_on": "2026-11-27"}"#),
    .post(
      "/v1/sales/{id}/refund", Message(fr: "Rembourser, en tout ou en partie", en: "Refund, in whole or in part"),
      [
        Field.sold.declaration, Field<Sale.ID>.own().declaration, Field.refundedOn.declaration, Field.note.declaration,
        Field.isAnother.declaration,
      ]
    ) { call in
      let answer = try await Sales(call.scope).refund(
        call.id(), amountCents: try call.body[.sold], on: try call.body[.refundedOn], note: try call.body[.note],
        id: try call.ownID(), isAnother: try call.body[.isAnother] ?? false)
      return Answer(answer, answer.status, of: answer.sale.id)
    },
    .post(
      "/v1/sales/{id}/void", Message(fr: "Annuler une vente ou un remboursement", en: "Void a sale or refund"),
      [Field.reason.declaration.required]
    ) { call in Answer(try await Sales(call.scope).void(call.id(), reason: try call.body.required(.reason))) },

    .get(
      "/v1/expenses", Message(fr: "Les dépenses, les dernières d’abord", en: "Expenses, the newest first"),
      [
        Field.category.declaration, Field.acquisition.declaration, Field.from.declaration, Field.to.declaration, Field.limit.declaration,
        Field<Expense.ID>.next().declaration,
      ]
    ) { call in
      var filter = ExpenseFilter()
      filter.category = try call.query[.category]
      filter.acquisition = try call.query[.acquisition]
      filter.from = try call.query[.from]
      filter.to = try call.query[.to]
      filter.limit = try call.query[.limit] ?? filter.limit
      filter.after = try call.query[.next()]
      return Answer(try await Expenses(call.scope).list(filter))
    },
    .post(
      "/v1/expenses", Message(fr: "Enregistrer une dépense", en: "Record an expense"),
      [
        Field.spent.declaration.required, Field<Expense.ID>.own().declaration, Field.spentOn.declaration, Field.category.declaration,
        Field.acquisition.declaration, Field.action.declaration, Field.salesperson.declaration, Field.note.declaration,
        Field.isAnother.declaration,
      ]
    ) { call in
      var entry = ExpenseEntry(amountCents: try call.body.required(.spent))
      entry.id = try call.ownID()
      entry.spentOn = try call.body[.spentOn]
      entry.category = try call.body[.category]
      entry.acquisition = try call.body[.acquisition] ?? false
      entry.action = try call.body[.action]
      entry.salesperson = try call.body[.salesperson]
      entry.note = try call.body[.note]
      entry.isAnother = try call.body[.isAnother] ?? false
      let answer = try await Expenses(call.scope).add(entry)
      return Answer(answer, answer.status, of: answer.expense.id)
    }
    .example(
      #"{"amount_cents": 12900, "spent_on": "2026-11-20", "category": "Salon", "acquisition": true}"#),
    .post(
      "/v1/expenses/{id}/void", Message(fr: "Annuler une dépense", en: "Void an expense"), [Field.reason.declaration.required]
    ) { call in Answer(try await Expenses(call.scope).void(call.id(), reason: try call.body.required(.reason))) },
  ]
}

extension Field<Int> {
  fileprivate static let sold = cents("amount_cents", amountCents.declaration.about, from: 1)
  fileprivate static let spent = cents(
    "amount_cents",
    Message(
      fr: "Montant en centimes HT\u{A0}; négatif pour ce qui revient.", en: "Amount in cents excluding VAT; negative for what comes back."),
    from: -9_007_199_254_740_991)
  fileprivate static let marginCents = cents(
    "margin_cents", Message(fr: "Marge en centimes.", en: "Margin in cents."), from: -9_007_199_254_740_991)
}

extension Field<Day> {
  fileprivate static let soldOn = day(
    "sold_on", Message(fr: "Jour de la vente\u{A0}; sinon aujourd’hui.", en: "Day of the sale; else today."))
  fileprivate static let refundedOn = day(
    "on", Message(fr: "Jour du remboursement\u{A0}; sinon aujourd’hui.", en: "Day of the refund; else today."))
  fileprivate static let spentOn = day(
    "spent_on", Message(fr: "Jour de la dépense\u{A0}; sinon aujourd’hui.", en: "Day of the expense; else today."))
}

extension Field<Bool> {
  fileprivate static let acquisition = flag("acquisition", Message(fr: "Dépensé pour gagner des clients.", en: "Spent to win customers."))
}

extension Field<String> {
  fileprivate static let opportunity = text(
    "opportunity", Message(fr: "L’opportunité gagnée.", en: "The opportunity that was won."), atMost: 300)
  static let category = text("category", Message(fr: "Catégorie.", en: "Category."), atMost: 100)
  static let action = text("action", Message(fr: "Action du plan.", en: "Action of the plan."), atMost: 200)
}
