import Accounts
import CRM
import Foundation
import HTTPTypes
import Planning
import Postgres

/// KPIs and sales action plans.
enum PlanRoutes {
  static let endpoints: [Endpoint] = kpis + plans

  private static let kpis: [Endpoint] = [
    .get("/v1/kpis", Message(fr: "Les indicateurs et leurs définitions", en: "The KPIs and their definitions"), isAudited: false) { _ in
      Answer(KPIList(kpis: KPICatalogue.all))
    },
    .get(
      "/v1/kpis/{name}", Message(fr: "Un indicateur sur une période", en: "A KPI over a period"),
      kpiFields + [Field.grain.declaration], isAudited: false
    ) { call in Answer(try await report(on: try kpi(call), call)) },
    .get(
      "/v1/kpis/{name}/figures",
      Message(fr: "Un indicateur, chaque valeur avec ses preuves", en: "A KPI, each value with its evidence"),
      kpiFields + [Field.grain.declaration], isAudited: false
    ) { call in
      let request = try kpi(call)
      return Answer(try await report(on: request, call).figures(of: request))
    },
    .get(
      "/v1/kpis/{name}/rows", Message(fr: "Les lignes d’un indicateur", en: "The rows of a KPI"), kpiFields + [Field.part.declaration]
    ) { call in
      Answer(
        try await KPIs(call.scope).rows(
          try kpi(call), try call.query[.part] ?? .numerator, from: try call.query[.from], to: try call.query[.to],
          asOf: try call.query[.asOf]))
    },
  ]

  private static let plans: [Endpoint] = [
    .get("/v1/plans", Message(fr: "Les plans d’action", en: "The action plans"), isAudited: false) { call in
      Answer(PlanList(plans: try await Plans(call.scope).list()))
    },
    .file(
      "/v1/plans",
      Message(
        fr: "Vérifier le fichier d’un plan (YAML ou classeur) et, sans erreur, l’appliquer",
        en: "Check the file of a plan (YAML or workbook) and, without errors, apply it"),
      [Field.preview.declaration], atMost: 32 << 20
    ) { call in
      let bytes = try call.file.map { try PlanFile.bytes(of: $0.path) } ?? []
      return Answer(
        try await Plans(call.scope).submit(
          bytes, named: "plan", preview: try call.query[.preview] ?? false, in: call.context.language
        ).answer)
    },
    .get(
      "/v1/plans/{plan}", Message(fr: "Où en est un plan", en: "How a plan stands"),
      [Field.grain.declaration, Field.owner.declaration, Field.version.declaration, Field.atEndOf.declaration], isAudited: false
    ) { call in
      Answer(
        try await Plans(call.scope).status(
          call.text("plan"), by: try call.query[.grain] ?? .quarter, owner: try call.query[.owner], version: try call.query[.version],
          at: try call.query[.atEndOf]))
    },
    .get(
      "/v1/plans/{plan}/alerts", Message(fr: "Ce qui ne va pas ensemble", en: "What does not fit"),
      [Field.version.declaration, Field.atEndOf.declaration, Field.alertRows.declaration]
    ) { call in
      Answer(
        try await Plans(call.scope).alerts(
          call.text("plan"), version: try call.query[.version], at: try call.query[.atEndOf],
          rows: try call.query[.alertRows] ?? Plans.fewRows))
    },
    .get(
      "/v1/plans/{plan}/calendar", Message(fr: "Le calendrier d’un plan", en: "The calendar of a plan"),
      [Field.grain.declaration, Field.owner.declaration, Field.from.declaration, Field.to.declaration], isAudited: false
    ) { call in
      Answer(
        try await Plans(call.scope).calendar(
          call.text("plan"), by: try call.query[.grain] ?? .month, owner: try call.query[.owner], from: try call.query[.from],
          to: try call.query[.to]))
    },
    .get(
      "/v1/plans/{plan}/history",
      Message(fr: "Les versions d’un plan et leurs différences", en: "The versions of a plan and what they changed"),
      isAudited: false
    ) { call in Answer(try await Plans(call.scope).history(call.text("plan"), in: call.context.language)) },
    .get(
      "/v1/plans/{plan}/file", Message(fr: "Le fichier d’un plan (YAML)", en: "The file of a plan (YAML)"),
      [Field.version.declaration, Field.isFresh.declaration], isAudited: false
    ) { call in
      Answer(
        file: try await Plans(call.scope).export(
          call.text("plan"), version: try call.query[.version], isFresh: try call.query[.isFresh] ?? false, in: call.context.language),
        type: "application/yaml")
    }
    .answering("application/yaml"),
    .get(
      "/v1/plans/{plan}/values", Message(fr: "Les valeurs gardées de ses indicateurs", en: "The values kept of its KPIs"),
      [Field.storedGrain.declaration, Field.kpiName.declaration], isAudited: false
    ) { call in
      Answer(
        StoredValues(
          values: try await KPIFeeds(call.scope).values(
            of: call.text("plan"), grain: try call.query[.storedGrain], kpi: try call.query[.kpiName])))
    },
    .get(
      "/v1/plans/{plan}/drift",
      Message(fr: "Ce qui a changé depuis la clôture", en: "What changed since it was closed"), isAudited: false
    ) { call in Answer(try await KPIFeeds(call.scope).drift(of: call.text("plan"))) },
    .post(
      "/v1/plans/{plan}/feed", Message(fr: "Calculer et garder ses indicateurs", en: "Compute and keep its KPIs"),
      [Field.through.declaration], .admin
    ) { call in Answer(try await KPIFeeds(call.scope).feed(call.text("plan"), through: try call.body[.through])) },
    .post(
      "/v1/plans/{plan}/close", Message(fr: "Clôturer une période", en: "Close a period"), [Field.period.declaration.required], .admin
    ) { call in Answer(try await KPIFeeds(call.scope).close(try call.body.required(.period), of: call.text("plan"))) },
  ]

  private static let kpiFields = [
    Field.variant.declaration, Field.salesperson.declaration, Field.team.declaration, Field.channel.declaration,
    Field.leadSource.declaration, Field.category.declaration, Field.action.declaration, Field.label.declaration, Field.places.declaration,
    Field.controls.declaration, Field.horizonDays.declaration, Field.fromStage.declaration, Field.toStage.declaration,
    Field.from.declaration, Field.to.declaration, Field.asOf.declaration,
  ]

  private static func report(on request: KPIRequest, _ call: Call) async throws -> KPIReport {
    try await KPIs(call.scope).show(
      request, from: try call.query[.from], to: try call.query[.to], by: try call.query[.grain], asOf: try call.query[.asOf])
  }

  private static func kpi(_ call: Call) throws -> KPIRequest {
    var filter = KPIFilter()
    filter.salesperson = try call.query[.salesperson]
    filter.team = try call.query[.team]
    filter.channel = try call.query[.channel]
    filter.source = try call.query[.leadSource]
    filter.category = try call.query[.category]
    filter.action = try call.query[.action]
    filter.label = try call.query[.label]
    var options = KPIOptions()
    options.places = try call.query[.places] ?? []
    options.controls = try call.query[.controls] ?? []
    options.horizonDays = try call.query[.horizonDays] ?? options.horizonDays
    options.fromStage = try call.query[.fromStage]
    options.toStage = try call.query[.toStage]
    let name: String
    do { name = try KPICatalogue.typed(try call.text("name")).name } catch let error as CRMError {
      throw Problem(.notFound, "not_found", error.message, hint: error.remedy)
    }
    return KPIRequest(name, .catalogue(name, variant: try call.query[.variant]), filter: filter, options: options)
  }
}

private struct KPIList: Encodable, Sendable {
  let kpis: [KPIDefinition]
}

private struct PlanList: Encodable, Sendable {
  let plans: [Plan]
}

private struct StoredValues: Encodable, Sendable {
  let values: [StoredKPIValue]
}

extension Field<Grain> {
  fileprivate static let grain = code("by", .partsOfLength)
}

extension Field<KPIGrain> {
  fileprivate static let storedGrain = code("by", .partsOfLength)
}

extension Field<KPIPart> {
  fileprivate static let part = code(
    "part", Message(fr: "Quel nombre d’un rapport.", en: "Which number of a ratio."))
}

extension Field<Int> {
  fileprivate static let version = integer(
    "version", Message(fr: "Une version\u{A0}; sinon celle en vigueur.", en: "A version; else the one in force."), 1...1_000_000)
  fileprivate static let alertRows = integer("rows", Message(fr: "Lignes de chaque alerte.", en: "Rows of each alert."), 0...1000)
  fileprivate static let horizonDays = integer(
    "horizon_days", Message(fr: "Jours qu’a une cohorte.", en: "Days that a cohort has."), 0...3650)
}

extension Field<Bool> {
  fileprivate static let isFresh = flag(
    "fresh", Message(fr: "Écrit à neuf, chaque clé expliquée.", en: "Written anew, each key explained."))
}

extension Field<Day> {
  fileprivate static let atEndOf = day("at", Message(fr: "À la fin de ce jour.", en: "At the end of this day."))
  fileprivate static let through = day("through", Message(fr: "Jusqu’à ce jour inclus.", en: "Through this day."))
}

extension Field<[String]> {
  fileprivate static let places = words(
    "places", Message(fr: "Les communes avec l’action, entre virgules.", en: "The towns with the action, separated by commas."))
  fileprivate static let controls = words(
    "controls", Message(fr: "Les communes témoins, entre virgules.", en: "The towns to compare with, separated by commas."))
}

extension Field<String> {
  fileprivate static let variant = text("variant", Message(fr: "La variante.", en: "The variant."), atMost: 100)
  fileprivate static let leadSource = text(
    "source", Message(fr: "La source des prospects.", en: "Where the prospects come from."), atMost: 100)
  fileprivate static let fromStage = text("from_stage", Message(fr: "L’étape de départ.", en: "The stage it begins at."), atMost: 100)
  fileprivate static let toStage = text("to_stage", Message(fr: "L’étape d’arrivée.", en: "The stage it ends at."), atMost: 100)
  fileprivate static let kpiName = text("kpi", Message(fr: "Un indicateur du plan.", en: "A KPI of the plan."), atMost: 200)
  fileprivate static let period = text(
    "period", Message(fr: "La période\u{A0}: 2026-T4, 2026-11, 2026-S05.", en: "The period: 2026-Q4, 2026-11, 2026-W05."), atMost: 40)
}

extension Message {
  fileprivate static let partsOfLength = Message(fr: "En parties de cette longueur.", en: "In parts of this length.")
}
