import CRM
import HTTPTypes
import Postgres

/// Prospects and customers.
enum ProspectRoutes {
  static let endpoints: [Endpoint] = [
    .get(
      "/v1/prospects", Message(fr: "Les prospects, dans l’ordre des noms", en: "Prospects, in the order of their names"),
      [
        Field.text.declaration, Field.stage.declaration, Field.owner.declaration, Field.segment.declaration, Field.source.declaration,
        Field.dueBy.declaration, Field.lifecycle.declaration, Field.limit.declaration, Field.after.declaration,
      ]
    ) { call in
      var filter = ProspectFilter()
      filter.text = try call.query[.text]
      filter.stage = try call.query[.stage]
      filter.owner = try call.query[.owner]
      filter.segment = try call.query[.segment]
      filter.source = try call.query[.source]
      filter.dueBy = try call.query[.dueBy]
      filter.lifecycle = try call.query[.lifecycle]
      return Answer(
        try await Prospects(call.scope).list(filter, after: try call.query[.after], limit: try call.query[.limit] ?? 50))
    },
    .get(
      "/v1/prospects/suggestions",
      Message(
        fr: "Ceux que l’on pourrait vouloir dire, les siens d’abord", en: "Those who may be meant, one's own first"),
      [Field.text.declaration.required, Field.suggestions.declaration]
    ) { call in
      Answer(
        Suggestions(
          prospects: try await Prospects(call.scope).suggestions(
            for: try call.query.required(.text), limit: try call.query[.suggestions] ?? 8)))
    },
    .get(
      "/v1/prospects/duplicates", Message(fr: "Les doublons probables", en: "Likely duplicates"), []
    ) { call in Answer(DuplicateList(groups: try await Prospects(call.scope).duplicates())) },
    .get(
      "/v1/prospects/{id}", Message(fr: "Un prospect et son historique", en: "A prospect and what happened"),
      [Field.limit.declaration, Field.after.declaration]
    ) { call in
      Answer(
        try await Prospects(call.scope).show(
          call.prospect.description, after: try call.query[.after], limit: try call.query[.limit] ?? 50))
    },
    .post(
      "/v1/prospects", Message(fr: "Ajouter un prospect", en: "Add a prospect"),
      [Field.name.declaration.required, Field<Prospect.ID>.own().declaration, Field.allowsDuplicates.declaration] + detailFields
    ) { call in
      var entry = ProspectEntry(name: try call.body.required(.name), details: try details(call.body))
      entry.id = try call.ownID() ?? entry.id
      let addition = try await Prospects(call.scope).add(entry, allowDuplicates: try call.body[.allowsDuplicates] ?? false)
      let prospect = try addition.added()
      return Answer(prospect, .recorded, of: prospect.id)
    }
    .example(
      #"{"name": "Garage Petit", "contact_name": "Paul Petit", "email": "paul@garage-petit.example", "city": "Lyon", "next_step": "Rappeler", "next_on": "2026-12-02"}"#
    ),
    .post(
      "/v1/prospects/{id}",
      Message(
        fr: "Changer une fiche\u{A0}: ce qui est donné remplace, null vide", en: "Change a prospect: what is given replaces, null empties"),
      [Field.name.declaration] + detailFields, method: .patch
    ) { call in
      var change = ProspectChange()
      change.name = try call.body[.name]
      change.details = try details(call.body)
      change.cleared = cleared(call.body)
      return Answer(try await Prospects(call.scope).update(call.prospect, change))
    },
    .post(
      "/v1/prospects/{id}/merge", Message(fr: "Fusionner d’autres prospects dans celui-ci", en: "Merge other prospects into this one"),
      [Field.other.declaration.required, Field.preview.declaration]
    ) { call in
      Answer(
        try await Prospects(call.scope).merge(
          call.prospect.description, [try call.body.required(.other).description], preview: try call.body[.preview] ?? false))
    },
    .post(
      "/v1/merges/{id}/undo", Message(fr: "Défaire une fusion", en: "Undo a merge")
    ) { call in Answer(try await Prospects(call.scope).unmerge(call.id() as Merge.ID)) },
  ]

  private static let detailFields = [
    Field.contactName.declaration, Field.emailAddress.declaration, Field.phone.declaration, Field.siret.declaration,
    Field.vatNumber.declaration, Field.nafCode.declaration, Field.address.declaration, Field.postalCode.declaration,
    Field.city.declaration, Field.country.declaration, Field.source.declaration, Field.owner.declaration, Field.potentialCents.declaration,
    Field.note.declaration, Field.nextStep.declaration, Field.nextOn.declaration,
  ]

  private static func details(_ input: Input) throws -> ProspectDetails {
    var details = ProspectDetails()
    details.contactName = try input[.contactName]
    details.email = try input[.emailAddress]
    details.phone = try input[.phone]
    details.siret = try input[.siret]
    details.vatNumber = try input[.vatNumber]
    details.nafCode = try input[.nafCode]
    details.address = try input[.address]
    details.postalCode = try input[.postalCode]
    details.city = try input[.city]
    details.country = try input[.country]
    details.source = try input[.source]
    details.owner = try input[.owner]
    details.potentialCents = try input[.potentialCents]
    details.note = try input[.note]
    details.nextStep = try input[.nextStep]
    details.nextOn = try input[.nextOn]
    return details
  }

  private static func cleared(_ input: Input) -> Set<ProspectField> {
    let texts: [(Field<String>, ProspectField)] = [
      (.contactName, .contact), (.emailAddress, .email), (.phone, .phone), (.siret, .siret), (.vatNumber, .vat), (.nafCode, .naf),
      (.address, .address), (.postalCode, .postalCode), (.city, .city), (.source, .source), (.owner, .owner), (.note, .note),
      (.nextStep, .next),
    ]
    var cleared = Set(texts.filter { input.isCleared($0.0) }.map(\.1))
    if input.isCleared(Field.potentialCents) { cleared.insert(.potential) }
    if input.isCleared(Field.nextOn) { cleared.insert(.next) }
    return cleared
  }
}

private struct Suggestions: Encodable, Sendable {
  let prospects: [ProspectSuggestion]
}

private struct DuplicateList: Encodable, Sendable {
  let groups: [DuplicateGroup]
}

extension Call {
  /// The prospect of the address, by id alone: a name would say who exists.
  fileprivate var prospect: Prospect.ID {
    get throws { try id() }
  }
}

extension Field<String> {
  fileprivate static let name = text("name", Message(fr: "Nom.", en: "Name."), atMost: 200)
  fileprivate static let contactName = text(
    "contact_name", Message(fr: "La personne à qui parler.", en: "The person to talk to."), atMost: 200)
  fileprivate static let emailAddress = text("email", Message(fr: "E-mail.", en: "E-mail."), atMost: 254)
  fileprivate static let phone = text("phone", Message(fr: "Téléphone.", en: "Phone."), atMost: 60)
  fileprivate static let siret = text("siret", Message(fr: "SIRET, quatorze chiffres.", en: "SIRET, fourteen digits."), atMost: 30)
  fileprivate static let vatNumber = text("vat_number", Message(fr: "Numéro de TVA.", en: "VAT number."), atMost: 30)
  fileprivate static let nafCode = text("naf_code", Message(fr: "Code NAF.", en: "NAF code."), atMost: 20)
  fileprivate static let address = text("address", Message(fr: "Rue et numéro.", en: "Street and number."), atMost: 500)
  fileprivate static let postalCode = text("postal_code", Message(fr: "Code postal.", en: "Postal code."), atMost: 20)
  fileprivate static let city = text("city", Message(fr: "Ville.", en: "Town."), atMost: 100)
  fileprivate static let country = text("country", Message(fr: "Pays.", en: "Country."), atMost: 100)
  static let source = text("source", Message(fr: "D’où il vient.", en: "Where it came from."), atMost: 100)
  static let owner = text("owner", Message(fr: "Le responsable.", en: "The salesperson in charge."), atMost: 300)
  fileprivate static let text = text(
    "text", Message(fr: "Mots du nom, du contact, de la ville, de l’e-mail.", en: "Words of name, contact, town, e-mail."), atMost: 300)
  fileprivate static let segment = text("segment", Message(fr: "Classe A, B ou C.", en: "Class A, B or C."), atMost: 1)
  static let after = text("after", .nextPage, atMost: 1000)
}

extension Field<Prospect.ID> {
  fileprivate static let other = id("other", Message(fr: "Celui qui disparaît dans l’autre.", en: "The one that goes into the other."))
}

extension Field<Int> {
  fileprivate static let potentialCents = cents(
    "potential_cents", Message(fr: "Ce qu’il pourrait acheter par an, en centimes.", en: "What it could buy in a year, in cents."))
  fileprivate static let suggestions = integer("limit", Message(fr: "Combien au plus.", en: "How many at most."), 1...50)
}

extension Field<Bool> {
  fileprivate static let allowsDuplicates = flag(
    "allows_duplicates", Message(fr: "L’ajouter même s’il semble y être.", en: "Add it although it seems to be there."))
  static let preview = flag("preview", Message(fr: "Montrer sans rien changer.", en: "Show, change nothing."))
}

extension Field<Day> {
  fileprivate static let dueBy = day(
    "due_by", Message(fr: "Dont la relance est due ce jour ou avant.", en: "Whose follow-up is due on this day or before."))
}

extension Field<Lifecycle> {
  fileprivate static let lifecycle = code("lifecycle", Message(fr: "A acheté, ou pas encore.", en: "Has bought, or not yet."))
}
