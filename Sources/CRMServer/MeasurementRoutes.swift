import CRM
import HTTPTypes
import Postgres

/// Figures from outside: sessions of a site, e-mails sent, orders of a shop.
enum MeasurementRoutes {
  static let endpoints: [Endpoint] = [
    .get(
      "/v1/measurements", Message(fr: "Les mesures, les dernières d’abord", en: "Measurements, the newest first"),
      [
        Field.seriesName.declaration, Field.label.declaration, Field.place.declaration, Field.from.declaration, Field.to.declaration,
        Field.limit.declaration, Field<CRM.Measurement.ID>.next().declaration,
      ], isAudited: false
    ) { call in
      var filter = MeasurementFilter()
      filter.series = try call.query[.seriesName]
      filter.label = try call.query[.label]
      filter.place = try call.query[.place]
      filter.from = try call.query[.from]
      filter.to = try call.query[.to]
      filter.limit = try call.query[.limit] ?? filter.limit
      filter.after = try call.query[.next()]
      return Answer(try await Measurements(call.scope).list(filter))
    },
    .post(
      "/v1/measurements", Message(fr: "Enregistrer une mesure", en: "Record a measurement"),
      [
        Field.seriesName.declaration.required, Field.value.declaration.required, Field.from.declaration, Field.to.declaration,
        Field.label.declaration, Field.place.declaration, Field.note.declaration, Field.system.declaration, Field.reference.declaration,
        Field.seriesKind.declaration, Field.seriesUnit.declaration,
      ]
    ) { call in
      var entry = MeasurementEntry(series: try call.body.required(.seriesName), value: try call.body.required(.value))
      entry.from = try call.body[.from]
      entry.to = try call.body[.to]
      entry.label = try call.body[.label]
      entry.place = try call.body[.place]
      entry.note = try call.body[.note]
      entry.system = try call.body[.system]
      entry.reference = try call.body[.reference]
      entry.kind = try call.body[.seriesKind]
      entry.unit = try call.body[.seriesUnit]
      let recorded = try await Measurements(call.scope).record(entry)
      return Answer(recorded, .recorded, of: recorded.id)
    }
    .example(
      #"{"series": "site_sessions", "value": 1240, "from": "2026-11-16", "to": "2026-11-23"}"#),
    .post(
      "/v1/measurements/{id}/void", Message(fr: "Annuler une mesure", en: "Void a measurement"), [Field.reason.declaration.required]
    ) { call in Answer(try await Measurements(call.scope).void(call.id(), reason: try call.body.required(.reason))) },
    .get("/v1/series", Message(fr: "Les séries, et jusqu’où elles vont", en: "The series, and how far they go"), isAudited: false) {
      call in Answer(SeriesList(series: try await Measurements(call.scope).series()))
    },
  ]
}

private struct SeriesList: Encodable, Sendable {
  let series: [SeriesSummary]
}

extension Field<String> {
  static let seriesName = text(
    "series", Message(fr: "Le nom de la série.", en: "The name of the series."), atMost: 63)
  static let label = text(
    "label", Message(fr: "De quoi, dans la série\u{A0}: une campagne, une page.", en: "Of what in the series: a campaign, a page."),
    atMost: 300)
  static let place = text("place", Message(fr: "La commune.", en: "The town."), atMost: 100)
  fileprivate static let system = text(
    "system", Message(fr: "D’où elle vient.", en: "Where it comes from."), atMost: 100)
  fileprivate static let reference = text(
    "reference", Message(fr: "Son identifiant là-bas.", en: "Its id there."), atMost: 300)
}

extension Field<Int> {
  fileprivate static let value = integer(
    "value", Message(fr: "La valeur\u{A0}; en centimes si c’est de l’argent.", en: "The value; in cents where it is money."),
    -9_007_199_254_740_991...9_007_199_254_740_991)
}

extension Field<SeriesKind> {
  fileprivate static let seriesKind = code(
    "kind",
    Message(
      fr: "Ce qu’est une série nouvelle\u{A0}: un flux, des événements, un état.", en: "What a new series is: a flow, events, a level."))
}

extension Field<SeriesUnit> {
  fileprivate static let seriesUnit = code("unit", Message(fr: "L’unité d’une série nouvelle.", en: "The unit of a new series."))
}
