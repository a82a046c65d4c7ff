import Accounts
import CRM
import HTTPTypes
import Postgres

/// The pipeline: opportunities and its stages.
enum OpportunityRoutes {
  static let endpoints: [Endpoint] = [
    .get(
      "/v1/opportunities", Message(fr: "Les opportunités, les dernières d’abord", en: "Opportunities, the newest first"),
      [
        Field.prospect.declaration, Field.salesperson.declaration, Field.stage.declaration, Field.isClosed.declaration,
        Field.limit.declaration, Field<Opportunity.ID>.next().declaration,
      ]
    ) { call in
      var filter = OpportunityFilter()
      filter.prospect = try call.query[.prospect]
      filter.salesperson = try call.query[.salesperson]
      filter.stage = try call.query[.stage]
      filter.isClosed = try call.query[.isClosed]
      filter.limit = try call.query[.limit] ?? filter.limit
      filter.after = try call.query[.next()]
      return Answer(try await Opportunities(call.scope).list(filter))
    },
    .get("/v1/opportunities/{id}", Message(fr: "Une opportunité et ses étapes", en: "An opportunity and its stages")) { call in
      Answer(try await Opportunities(call.scope).show(call.opportunity))
    },
    .post(
      "/v1/opportunities", Message(fr: "Ouvrir une opportunité", en: "Open an opportunity"),
      [
        Field.prospect.declaration.required, Field<Opportunity.ID>.own().declaration, Field.salesperson.declaration,
        Field.title.declaration,
        Field.stage.declaration, Field.amountCents.declaration, Field.source.declaration, Field.channel.declaration,
        Field.openedAt.declaration, Field.expectedOn.declaration, Field.note.declaration, Field.isAnother.declaration,
      ]
    ) { call in
      var entry = OpportunityEntry(prospect: try call.body.required(.prospect))
      entry.id = try call.ownID()
      entry.salesperson = try call.body[.salesperson]
      entry.title = try call.body[.title]
      entry.stage = try call.body[.stage]
      entry.amountCents = try call.body[.amountCents]
      entry.source = try call.body[.source]
      entry.channel = try call.body[.channel]
      entry.openedAt = try call.body[.openedAt] ?? .instant(call.instant)
      entry.expectedOn = try call.body[.expectedOn]
      entry.note = try call.body[.note]
      entry.isAnother = try call.body[.isAnother] ?? false
      let answer = try await Opportunities(call.scope).add(entry)
      return Answer(answer, answer.status, of: answer.opportunity.id)
    }
    .example(
      #"{"prospect": "Boulangerie Martin", "title": "Four à pain", "amount_cents": 1250000, "expected_on": "2027-01-31"}"#),
    .post(
      "/v1/opportunities/{id}",
      Message(
        fr: "Changer une opportunité là où elle est\u{A0}: un texte vide vide",
        en: "Change an opportunity where it stands: an empty text empties"),
      [
        Field.salesperson.declaration, Field.amountCents.declaration, Field.lossReason.declaration, Field.competitor.declaration,
        Field.title.declaration, Field.source.declaration, Field.channel.declaration, Field.expectedOn.declaration, Field.note.declaration,
        Field.at.declaration,
      ], method: .patch
    ) { call in
      var change = OpportunityChange()
      change.owner = try call.body[.salesperson]
      change.amountCents = try call.body[.amountCents]
      change.lossReason = try call.body[.lossReason]
      change.competitor = try call.body[.competitor]
      change.title = try call.body[.title]
      change.source = try call.body[.source]
      change.channel = try call.body[.channel]
      change.expectedOn = try call.body[.expectedOn]
      change.note = try call.body[.note]
      change.at = try call.body[.at] ?? .now
      return Answer(try await Opportunities(call.scope).update(call.opportunity, change))
    },
    .post(
      "/v1/opportunities/{id}/move", Message(fr: "Passer à une autre étape", en: "Move to another stage"),
      [Field.stage.declaration.required, Field.amountCents.declaration, Field.at.declaration]
    ) { call in
      Answer(
        try await Opportunities(call.scope).move(
          call.opportunity, to: try call.body.required(.stage), amountCents: try call.body[.amountCents], at: try call.body[.at] ?? .now))
    },
    .post(
      "/v1/opportunities/{id}/win", Message(fr: "Gagner, et enregistrer la vente", en: "Win, and record the sale"),
      [Field.amountCents.declaration, Field.recordsSale.declaration, Field.at.declaration]
    ) { call in
      Answer(
        try await Opportunities(call.scope).win(
          call.opportunity, amountCents: try call.body[.amountCents], recordsSale: try call.body[.recordsSale] ?? false,
          at: try call.body[.at] ?? .now))
    },
    .post(
      "/v1/opportunities/{id}/lose", Message(fr: "Perdre", en: "Lose"),
      [Field.lossReason.declaration, Field.competitor.declaration, Field.at.declaration]
    ) { call in
      Answer(
        try await Opportunities(call.scope).lose(
          call.opportunity, reason: try call.body[.lossReason], competitor: try call.body[.competitor], at: try call.body[.at] ?? .now))
    },
    .post(
      "/v1/opportunities/{id}/abandon", Message(fr: "Abandonner", en: "Abandon"), [Field.lossReason.declaration, Field.at.declaration]
    ) { call in
      Answer(
        try await Opportunities(call.scope).abandon(call.opportunity, reason: try call.body[.lossReason], at: try call.body[.at] ?? .now))
    },
    .post(
      "/v1/opportunities/{id}/reopen", Message(fr: "Rouvrir", en: "Reopen"), [Field.stage.declaration, Field.at.declaration]
    ) { call in
      Answer(
        try await Opportunities(call.scope).reopen(call.opportunity, stage: try call.body[.stage], at: try call.body[.at] ?? .now))
    },
    .post(
      "/v1/opportunities/{id}/void", Message(fr: "Annuler une opportunité", en: "Void an opportunity"), [Field.reason.declaration.required]
    ) { call in Answer(try await Opportunities(call.scope).void(call.id(), reason: try call.body.required(.reason))) },

    .get("/v1/stages", Message(fr: "Les étapes du pipeline", en: "The stages of the pipeline"), isAudited: false) { call in
      Answer(StageList(stages: try await Stages(call.scope).list()))
    },
    .post(
      "/v1/stages", Message(fr: "Ajouter une étape", en: "Add a stage"),
      [Field.stageName.declaration.required, Field.probability.declaration], .admin
    ) { call in
      Answer(
        try await Stages(call.scope).add(try call.body.required(.stageName), probability: try call.body[.probability]), status: .created)
    }
    .example(
      #"{"name": "Devis envoyé", "probability": 40}"#),
    .post(
      "/v1/stages/{name}", Message(fr: "Renommer une étape ou changer sa chance", en: "Rename a stage or change its chance"),
      [Field.stageName.declaration, Field.probability.declaration], method: .patch, .admin
    ) { call in
      let stages = Stages(try call.scope)
      var name = try call.text("name")
      var answer: StageAnswer?
      if let probability = try call.body[.probability] { answer = try await stages.weigh(name, probability: probability) }
      if let new = try call.body[.stageName] {
        answer = try await stages.rename(name, to: new)
        name = new
      }
      guard let answer else { throw Problem(.badRequest, "missing_field", .missingField("name"), field: "name") }
      return Answer(answer)
    },
    .post(
      "/v1/stages/{name}/close",
      Message(
        fr: "Retirer une étape\u{A0}; ce qui y est passe dans une autre", en: "Retire a stage; what is there moves into another"),
      [Field.into.declaration], .admin
    ) { call in Answer(try await Stages(call.scope).close(call.text("name"), into: try call.body[.into])) },
  ]
}

private struct StageList: Encodable, Sendable {
  let stages: [StageSummary]
}

extension Call {
  /// The opportunity of the address, by id alone.
  fileprivate var opportunity: String {
    get throws { (try id() as Opportunity.ID).description }
  }
}

extension Field<String> {
  fileprivate static let title = text("title", Message(fr: "Titre.", en: "Title."), atMost: 200)
  fileprivate static let lossReason = text("loss_reason", Message(fr: "Pourquoi.", en: "Why."), atMost: 200)
  fileprivate static let competitor = text("competitor", Message(fr: "Au profit de qui.", en: "To whom it went."), atMost: 200)
  fileprivate static let stageName = text("name", Message(fr: "Nom de l’étape.", en: "Name of the stage."), atMost: 100)
  fileprivate static let into = text(
    "into", Message(fr: "L’étape où va ce qui y est.", en: "The stage that takes what is there."), atMost: 100)
}

extension Field<Int> {
  static let amountCents = cents("amount_cents", Message(fr: "Montant en centimes HT.", en: "Amount in cents excluding VAT."))
  fileprivate static let probability = integer("probability", Message(fr: "Chance en pour cent.", en: "Chance in per cent."), 0...100)
}

extension Field<Moment> {
  fileprivate static let openedAt = moment("opened_at", Message(fr: "Ouverte quand\u{A0}; sinon maintenant.", en: "Opened when; else now."))
}

extension Field<Day> {
  fileprivate static let expectedOn = day("expected_on", Message(fr: "Quand elle devrait se conclure.", en: "When it should close."))
}

extension Field<Bool> {
  fileprivate static let isClosed = flag("closed", Message(fr: "Les closes, ou les ouvertes.", en: "Closed ones, or open ones."))
  fileprivate static let recordsSale = flag("records_sale", Message(fr: "Enregistrer aussi la vente.", en: "Record the sale, too."))
}
