import Accounts
import CRM
import Foundation
import HTTPTypes
import Postgres

/// The log of conversations.
enum ConversationRoutes {
  static let endpoints: [Endpoint] = [
    .get(
      "/v1/conversations", Message(fr: "Les conversations, les dernières d’abord", en: "Conversations, the newest first"),
      [
        Field.salesperson.declaration, Field.prospect.declaration, Field.channel.declaration, Field.outcome.declaration,
        Field.from.declaration, Field.to.declaration, Field.limit.declaration, Field<Conversation.ID>.next().declaration,
      ]
    ) { call in
      var filter = ConversationFilter()
      filter.salesperson = try call.query[.salesperson]
      filter.prospect = try call.query[.prospect]
      filter.channel = try call.query[.channel]
      filter.outcome = try call.query[.outcome]
      filter.from = try call.query[.from]
      filter.to = try call.query[.to]
      filter.limit = try call.query[.limit] ?? filter.limit
      filter.after = try call.query[.next()]
      return Answer(try await Conversations(call.scope).list(filter))
    },
    .get("/v1/conversations/{id}", Message(fr: "Une conversation", en: "A conversation")) { call in
      Answer(try await Conversations(call.scope).show(call.id()))
    },
    .post("/v1/conversations", Message(fr: "Noter une conversation", en: "Record a conversation"), draftFields) { call in
      try await recorded(try draft(call.body, id: call.entryID.map { ID($0) } ?? .v7(), at: call.instant), call)
    },
    .post(
      "/v1/conversations/{id}",
      Message(
        fr: "Noter une conversation sous un identifiant choisi\u{A0}; la renvoyer ne la double pas",
        en: "Record a conversation under an id of one's own; sending it again doubles nothing"), draftFields, method: .put
    ) { call in
      try await recorded(try draft(call.body, id: call.id(), at: call.instant), call)
    },
    .post(
      "/v1/conversations/batch",
      Message(
        fr: "Noter jusqu’à \(largestBatch) conversations, en JSON ou une par ligne (application/x-ndjson)\u{A0}: une réponse pour chacune",
        en: "Record up to \(largestBatch) conversations, as JSON or a line each (application/x-ndjson): an answer for each"
      ), [Field.batch.declaration.required], largestBody: 4 << 20
    ) { call in
      let batch = try await record(try call.body.required(.batch), call)
      var answer =
        call.areLines
        ? Answer(
          file: try batch.conversations.map { try JSONText.encode($0, in: call.context.language, isPretty: false) }.joined(),
          type: "application/x-ndjson")
        : Answer(batch)
      answer.objectIDs = batch.conversations.filter(\.isRecorded).compactMap(\.id?.uuid)
      return answer
    }
    .takingLines(of: "conversations"),
    .post(
      "/v1/conversations/{id}/void", Message(fr: "Annuler une conversation", en: "Void a conversation"), [Field.reason.declaration.required]
    ) { call in
      Answer(try await Conversations(call.scope).void(call.id(), reason: try call.body.required(.reason)))
    },
    .get(
      "/v1/agenda", Message(fr: "Les relances en retard et du jour", en: "Follow-ups that are overdue or due"),
      [Field.salesperson.declaration, Field.until.declaration]
    ) { call in
      Answer(try await Conversations(call.scope).agenda(by: try call.query[.salesperson], until: try call.query[.until]))
    },
  ]

  static let largestBatch = 1000

  // MARK: A conversation whose people and prospect are named by id

  private static let draftFields = [
    Field.prospectID.declaration.required, Field.salespersonID.declaration, Field.secondSalespersonID.declaration,
    Field.opportunityID.declaration, Field.channel.declaration.required, Field.outcome.declaration.required,
    Field.occurredAt.declaration, Field.minutes.declaration, Field.note.declaration, Field.nextStep.declaration, Field.nextOn.declaration,
    Field.keepsNext.declaration,
  ]

  fileprivate static let rowFields = [Field<Conversation.ID>.own().declaration.required] + draftFields

  private static func draft(_ input: Input, id: Conversation.ID, at instant: Instant) throws -> ConversationDraft {
    var draft = ConversationDraft(
      id: id, prospectID: try input.required(.prospectID), salespersonID: try input[.salespersonID], channel: try input.required(.channel),
      outcome: try input.required(.outcome), occurredAt: try input[.occurredAt] ?? instant)
    draft.secondSalespersonID = try input[.secondSalespersonID]
    draft.opportunityID = try input[.opportunityID]
    draft.minutes = try input[.minutes]
    draft.note = try input[.note]
    draft.nextStep = try input[.nextStep]
    draft.nextOn = try input[.nextOn]
    if draft.nextStep != nil, draft.nextOn == nil {
      throw Problem(.badRequest, "missing_field", .missingField("next_on"), field: "next_on")
    }
    draft.keepsNext = try input[.keepsNext] ?? false
    return draft
  }

  private static func recorded(_ draft: ConversationDraft, _ call: Call) async throws -> Answer {
    let signedIn = try call.signedIn
    let draft = draft.saidBy(signedIn.identity)
    let recording = try await call.server.conversations.record(draft, as: signedIn.identity)
    return Answer(RecordedRow(id: draft.id, recording), try recording.outcome(), of: draft.id)
  }

  private static func record(_ rows: [JSONValue], _ call: Call) async throws -> RecordedBatch {
    let signedIn = try call.signedIn
    // One for all: the same row twice is the same.
    let instant = call.instant
    var answers: [RecordedRow?] = []
    var drafts: [(place: Int, draft: ConversationDraft)] = []
    for (place, row) in rows.enumerated() {
      do {
        guard case .object(let members) = row else { throw Problem(.badRequest, "malformed_json", .noObject) }
        let input = try Input(members, rowFields)
        drafts.append((place, try draft(input, id: try input.required(.own()), at: instant).saidBy(signedIn.identity)))
        answers.append(nil)
      } catch let problem as Problem {
        answers.append(RecordedRow(problem))
      }
    }
    let recordings = try await call.server.conversations.record(all: drafts.map(\.draft), as: signedIn.identity)
    for ((place, draft), recording) in zip(drafts, recordings) { answers[place] = RecordedRow(id: draft.id, recording) }
    return RecordedBatch(conversations: answers.compactMap(\.self))
  }
}

extension ConversationDraft {
  /// A salesperson who names nobody means themselves.
  fileprivate func saidBy(_ identity: Identity) -> ConversationDraft {
    guard salespersonID == nil, secondSalespersonID == nil else { return self }
    var draft = self
    draft.salespersonID = identity.salespersonID
    return draft
  }
}

/// What became of a row: as many answers as rows, in their order.
struct RecordedBatch: Encodable, Sendable {
  let conversations: [RecordedRow]
}

/// `recorded`, `repeated`, `conflict`, `denied` or `invalid`, and why.
struct RecordedRow: Encodable, Sendable {
  @Nullable private(set) var id: Conversation.ID?
  let status: String
  @Nullable private(set) var code: String?
  @Nullable private(set) var reason: Message?
  @Nullable private(set) var field: String?

  /// Whether it is there, from now on or from before.
  var isRecorded: Bool { status == "recorded" || status == "repeated" }

  init(id: Conversation.ID, _ recording: Recording) {
    self.id = id
    switch recording {
    case .recorded: status = "recorded"
    case .repeated: status = "repeated"
    case .conflict: (status, code) = ("conflict", "conflict")
    case .denied: (status, code) = ("denied", "denied")
    case .invalid(let why): (status, code, reason) = ("invalid", why.rawValue, .refusal(why))
    }
  }

  init(id: Conversation.ID, _ result: Result<Recording, CRMError>) {
    switch result {
    case .success(let recording): self.init(id: id, recording)
    case .failure(let error):
      self.init(Problem(error))
      self.id = id
    }
  }

  init(_ problem: Problem) {
    (status, code, reason, field) = ("invalid", problem.code, problem.message, problem.field)
  }
}

extension Field<Channel> {
  static let channel = choice("channel", Message(fr: "Par quel canal.", en: "Through which channel."))
}

extension Field<Outcome> {
  static let outcome = choice("outcome", Message(fr: "Ce qui en est sorti.", en: "What came of it."))
}

extension Field {
  /// The id of what is recorded.
  static func own<Kind>() -> Field where Value == ID<Kind> {
    id("id", Message(fr: "Choisi par qui écrit\u{A0}: renvoyer ne double rien.", en: "Made by the writer: sending again doubles nothing."))
  }

  /// Where the next page of a list begins.
  static func next<Kind>() -> Field where Value == ID<Kind> { id("after", .nextPage) }
}

extension Field<Prospect.ID> {
  static let prospectID = id("prospect_id", Message(fr: "Le prospect.", en: "The prospect."))
}

extension Field<Salesperson.ID> {
  static let salespersonID = id(
    "salesperson_id",
    Message(
      fr: "Qui a parlé\u{A0}; sinon qui est connecté, ou le responsable du prospect.",
      en: "Who talked; else who is signed in, or the prospect's owner."))
  fileprivate static let secondSalespersonID = id(
    "second_salesperson_id", Message(fr: "Un second commercial.", en: "A second salesperson."))
}

extension Field<Opportunity.ID> {
  fileprivate static let opportunityID = id(
    "opportunity_id", Message(fr: "L’opportunité dont il s’agit.", en: "The opportunity it is about."))
}

extension Field<Instant> {
  fileprivate static let occurredAt = instant("occurred_at", Message(fr: "Quand\u{A0}; sinon maintenant.", en: "When; else now."))
}

extension Field<Moment> {
  static let at = moment("at", Message(fr: "Quand\u{A0}; sinon maintenant.", en: "When; else now."))
}

extension Field<Int> {
  static let minutes = integer("minutes", Message(fr: "Durée en minutes.", en: "How long, in minutes."), 0...1440)
}

extension Field<Bool> {
  static let keepsNext = flag(
    "keeps_next", Message(fr: "La relance prévue reste en attente.", en: "The follow-up that was planned stays."))
  static let isAnother = flag(
    "is_another", Message(fr: "C’en est une autre que celle de la même minute.", en: "It is another one than that of the same minute."))
}

extension Field<String> {
  static let prospect = text(
    "prospect",
    Message(fr: "Le prospect\u{A0}: nom, e-mail, téléphone, SIRET ou identifiant.", en: "The prospect: name, e-mail, phone, SIRET or id."),
    atMost: 300)
  static let salesperson = text(
    "salesperson", Message(fr: "Le commercial\u{A0}: nom ou identifiant.", en: "The salesperson: name or id."), atMost: 300)
  static let note = text("note", Message(fr: "Note.", en: "Note."))
  static let nextStep = text("next_step", Message(fr: "La suite.", en: "What is next."), atMost: 500)
  static let stage = text("stage", Message(fr: "L’étape du pipeline.", en: "The stage of the pipeline."), atMost: 100)
  static let reason = text("reason", Message(fr: "Le motif.", en: "The reason."), atMost: 500)
}

extension Field<Day> {
  static let nextOn = day("next_on", Message(fr: "Le jour de la suite.", en: "The day of what is next."))
  static let from = day("from", Message(fr: "Premier jour.", en: "First day."))
  static let to = day("to", Message(fr: "Premier jour qui n’en est plus.", en: "First day no longer in it."))
  fileprivate static let until = day("until", Message(fr: "Jusqu’à ce jour\u{A0}; sinon aujourd’hui.", en: "Until this day; else today."))
}

extension Field<Int> {
  static let limit = integer("limit", Message(fr: "Lignes d’une page.", en: "Rows of a page."), 1...1000)
}

extension Field<[JSONValue]> {
  fileprivate static let batch = list(
    "conversations", Message(fr: "Les conversations, chacune avec son identifiant.", en: "The conversations, each with its id."),
    of: ConversationRoutes.rowFields, atMost: ConversationRoutes.largestBatch)
}

extension Message {
  static let nextPage = Message(fr: "Le «\u{A0}next\u{A0}» de la page d’avant.", en: "The “next” of the page before.")
}
