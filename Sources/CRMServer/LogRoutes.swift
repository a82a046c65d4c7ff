import CRM
import HTTPTypes
import Postgres

/// The daily log: a conversation with what came of it, by the names that people use.
enum LogRoutes {
  static let endpoints: [Endpoint] = [
    .post(
      "/v1/log",
      Message(
        fr: "Noter une conversation et ce qui en est sorti, les noms comme on les dit",
        en: "Record a conversation and what came of it, by the names that people use"), entryFields
    ) { call in
      let answer = try await DailyLog(call.scope).record(try entry(call))
      return Answer(answer, answer.status, of: answer.conversationID)
    }
    .example(
      #"{"prospect": "Boulangerie Martin", "creates_prospect": true, "salesperson": "Hélène Roux", "channel": "field", "outcome": "interested", "at": "2026-11-27T14:30:00+01:00", "next_step": "Envoyer le devis", "next_on": "2026-12-01"}"#
    )
  ]

  private static let entryFields = [
    Field.prospect.declaration.required, Field.createsProspect.declaration, Field.salesperson.declaration,
    Field.secondSalesperson.declaration, Field.channel.declaration.required, Field.outcome.declaration.required, Field.at.declaration,
    Field.minutes.declaration, Field.note.declaration, Field.nextStep.declaration, Field.nextOn.declaration, Field.keepsNext.declaration,
    Field.isAnother.declaration, Field.stage.declaration, Field.opportunity.declaration, Field.soldCents.declaration,
    Field<Conversation.ID>.own().declaration,
  ]

  private static func entry(_ call: Call) throws -> LogEntry {
    let input = call.body
    var entry = LogEntry(
      prospect: try input.required(.prospect), channel: try input.required(.channel), outcome: try input.required(.outcome))
    entry.id = try call.ownID()
    entry.createsProspect = try input[.createsProspect] ?? false
    entry.salesperson = try input[.salesperson]
    entry.secondSalesperson = try input[.secondSalesperson]
    entry.at = try input[.at]
    entry.minutes = try input[.minutes]
    entry.note = try input[.note]
    entry.nextStep = try input[.nextStep]
    entry.nextOn = try input[.nextOn]
    entry.keepsNext = try input[.keepsNext] ?? false
    entry.isAnother = try input[.isAnother] ?? false
    entry.stage = try input[.stage]
    entry.opportunity = try input[.opportunity]
    entry.soldCents = try input[.soldCents]
    return entry
  }
}

extension Field<Int> {
  fileprivate static let soldCents = cents(
    "sold_cents", Message(fr: "Ce qui a été vendu, en centimes HT.", en: "What was sold, in cents excluding VAT."), from: 1)
}

extension Field<Bool> {
  fileprivate static let createsProspect = flag(
    "creates_prospect", Message(fr: "Crée le prospect s’il n’y est pas.", en: "Makes the prospect when it is not there."))
}

extension Field<String> {
  fileprivate static let secondSalesperson = text(
    "second_salesperson", Message(fr: "Un second commercial.", en: "A second salesperson."), atMost: 300)
  fileprivate static let opportunity = text(
    "opportunity", Message(fr: "L’opportunité\u{A0}: titre ou identifiant.", en: "The opportunity: title or id."), atMost: 300)
}
