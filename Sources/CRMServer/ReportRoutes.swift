import CRM
import Postgres

/// Figures, and the rows that make them.
enum ReportRoutes {
  static let endpoints: [Endpoint] = [
    .get(
      "/v1/reports/conversion", Message(fr: "Activité et conversion", en: "Activity and conversion"),
      conversionFields, isAudited: false
    ) { call in Answer(try await conversion(call)) },
    .get(
      "/v1/reports/conversion/figures",
      Message(fr: "Activité et conversion, chaque chiffre avec ses preuves", en: "Activity and conversion, each figure with its evidence"),
      conversionFields, isAudited: false
    ) { call in Answer(try await conversion(call).figures) },
    .get(
      "/v1/reports/conversion/rows", Message(fr: "Les lignes qui font un chiffre", en: "The rows that make a figure"),
      [
        Field.figure.declaration.required, Field.by.declaration, Field.of.declaration, Field.nobody.declaration, Field.from.declaration,
        Field.to.declaration, Field.asOf.declaration,
      ]
    ) { call in
      let key: ReportKey = try call.query[.nobody] == true ? .nobody : try call.query[.of].map(ReportKey.named) ?? .all
      return Answer(
        try await Reports(call.scope).rows(
          of: try call.query.required(.figure), by: try call.query[.by] ?? .salesperson, key: key, from: try call.query[.from],
          to: try call.query[.to], asOf: try call.query[.asOf]))
    },
    .get(
      "/v1/reports/pipeline", Message(fr: "Le pipeline par étape", en: "The pipeline by stage"),
      [Field.from.declaration, Field.to.declaration, Field.asOf.declaration], isAudited: false
    ) { call in
      Answer(
        try await Reports(call.scope).pipeline(from: try call.query[.from], to: try call.query[.to], asOf: try call.query[.asOf]))
    },
    .get(
      "/v1/segments/abc", Message(fr: "Les clients A, B et C", en: "Customers A, B and C"),
      [Field.criterion.declaration, Field.rule.declaration, Field.from.declaration, Field.to.declaration, Field.asOf.declaration]
    ) { call in
      var question = Segments.Question()
      question.criterion = try call.query[.criterion] ?? question.criterion
      question.rule = try call.query[.rule] ?? question.rule
      question.from = try call.query[.from]
      question.to = try call.query[.to]
      question.asOf = try call.query[.asOf]
      return Answer(try await Segments(call.scope).abc(question))
    },
  ]

  private static let conversionFields = [Field.by.declaration, Field.from.declaration, Field.to.declaration, Field.asOf.declaration]

  private static func conversion(_ call: Call) async throws -> ConversionReport {
    try await Reports(call.scope).conversion(
      by: try call.query[.by] ?? .salesperson, from: try call.query[.from], to: try call.query[.to], asOf: try call.query[.asOf])
  }
}

extension Field<ReportDimension> {
  fileprivate static let by = code("by", Message(fr: "Selon quoi\u{A0}; sinon par commercial.", en: "By what; else by salesperson."))
}

extension Field<ConversionFigure> {
  fileprivate static let figure = code("figure", Message(fr: "Le chiffre.", en: "The figure."))
}

extension Field<ABCCriterion> {
  fileprivate static let criterion = code(
    "criterion", Message(fr: "Chiffre d’affaires, marge ou commandes.", en: "Revenue, margin or orders."))
}

extension Field<ABCRule> {
  fileprivate static let rule = code("rule", Message(fr: "La règle aux seuils.", en: "The rule at the thresholds."))
}

extension Field<String> {
  fileprivate static let of = text(
    "of", Message(fr: "Le nom de la ligne\u{A0}; sinon le total.", en: "The name of the row; else the total."), atMost: 300)
}

extension Field<Bool> {
  fileprivate static let nobody = flag("nobody", Message(fr: "La ligne de personne.", en: "The row of nobody."))
}

extension Field<AsOf> {
  static let asOf = Field("as_of", .moment, Message(fr: "Tel que connu à cet instant.", en: "As it was known at this instant.")) { value in
    guard case .string(let text) = value, let asOf = AsOf(text) else { throw WrongValue.expected(.aMoment, value) }
    return asOf
  }
}
