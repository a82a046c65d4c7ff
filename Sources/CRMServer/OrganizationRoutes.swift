import Accounts
import CRM
import HTTPTypes
import Postgres

/// The organization and its people.
enum OrganizationRoutes {
  static let endpoints: [Endpoint] = [
    .get("/v1/organization", Message(fr: "L’organisation", en: "The organization"), isAudited: false) { call in
      Answer(try call.scope.organization)
    },
    .get(
      "/v1/people", Message(fr: "Les commerciaux", en: "The salespeople"), [Field.team.declaration], isAudited: false
    ) { call in Answer(People(people: try await Team(call.scope).list(team: try call.query[.team]))) },
    .post(
      "/v1/people", Message(fr: "Ajouter un commercial", en: "Add a salesperson"), [Field.name.declaration.required] + fields, .admin
    ) { call in
      Answer(try await Team(call.scope).add(try call.body.required(.name), try change(call.body)), status: .created)
    }
    .example(
      #"{"name": "Hélène Roux", "profile": "hunter", "active_from": "2026-09-01"}"#),
    .post(
      "/v1/people/{id}", Message(fr: "Changer un commercial\u{A0}: null vide", en: "Change a salesperson: null empties"),
      [Field.name.declaration] + fields, method: .patch, .admin
    ) { call in
      var change = try change(call.body)
      change.name = try call.body[.name]
      return Answer(try await Team(call.scope).update((try call.id() as Salesperson.ID).description, change))
    },
    .get(
      "/v1/audit-events",
      Message(fr: "Qui a vu ou changé quoi, les derniers d’abord", en: "Who saw or changed what, the newest first"),
      [
        Field.user.declaration, Field.objectID.declaration, Field.from.declaration, Field.to.declaration, Field.limit.declaration,
        Field<RecordedAuditEvent.ID>.next().declaration,
      ], .admin
    ) { call in
      var filter = AuditFilter()
      filter.user = try call.query[.user]
      filter.objectID = try call.query[.objectID]
      filter.from = try call.query[.from]
      filter.to = try call.query[.to]
      filter.limit = try call.query[.limit] ?? filter.limit
      filter.after = try call.query[.next()]
      return Answer(try await AuditTrail(call.scope).events(filter))
    },
  ]

  private static let fields = [
    Field.profile.declaration, Field.team.declaration, Field.activeFrom.declaration, Field.activeUntil.declaration,
    Field.trainedFrom.declaration, Field.trainedUntil.declaration,
  ]

  private static func change(_ input: Input) throws -> SalespersonChange {
    var change = SalespersonChange()
    change.profile = try input[.profile]
    change.team = try input[.team]
    change.activeFrom = try input[.activeFrom]
    change.activeUntil = try input[.activeUntil]
    change.trainedFrom = try input[.trainedFrom]
    change.trainedUntil = try input[.trainedUntil]
    let days: [(Field<Day>, SalespersonField)] = [
      (.activeFrom, .activeFrom), (.activeUntil, .activeUntil), (.trainedFrom, .trainedFrom), (.trainedUntil, .trainedUntil),
    ]
    change.cleared = Set(days.filter { input.isCleared($0.0) }.map(\.1))
    if input.isCleared(Field.profile) { change.cleared.insert(.profile) }
    if input.isCleared(Field.team) { change.cleared.insert(.team) }
    return change
  }
}

private struct People: Encodable, Sendable {
  let people: [Salesperson]
}

extension Field<String> {
  fileprivate static let name = text("name", Message(fr: "Nom.", en: "Name."), atMost: 200)
  static let team = text("team", Message(fr: "Équipe.", en: "Team."), atMost: 200)
}

extension Field<Profile> {
  fileprivate static let profile = choice("profile", Message(fr: "Ouvreur, chasseur ou éleveur.", en: "Opener, hunter or farmer."))
}

extension Field<Day> {
  fileprivate static let activeFrom = day("active_from", Message(fr: "Premier jour dans l’équipe.", en: "First day in the team."))
  fileprivate static let activeUntil = day(
    "active_until", Message(fr: "Premier jour où il n’y est plus.", en: "First day no longer in it."))
  fileprivate static let trainedFrom = day("trained_from", Message(fr: "Premier jour formé.", en: "First day as trained."))
  fileprivate static let trainedUntil = day(
    "trained_until", Message(fr: "Jour où la formation expire.", en: "Day on which the training lapses."))
}

extension Field<String> {
  fileprivate static let user = text(
    "user", Message(fr: "Le compte\u{A0}: adresse, nom ou identifiant.", en: "The account: address, name or id."), atMost: 254)
}

extension Field<Fact.ID> {
  fileprivate static let objectID = id("object_id", Message(fr: "Ce qui a été vu ou changé.", en: "What was seen or changed."))
}
