import Accounts
import CRM
import Foundation
import HTTPTypes
import Postgres

/// Files that come in, and taking back.
enum ImportRoutes {
  static let endpoints: [Endpoint] = [
    .get("/v1/imports", Message(fr: "Les imports, les derniers d’abord", en: "Imports, the newest first"), isAudited: false) { call in
      Answer(ImportList(imports: try await Imports(call.scope).list()))
    },
    .get("/v1/imports/{id}", Message(fr: "Un import et ses lignes refusées", en: "An import and its refused rows")) { call in
      Answer(try await Imports(call.scope).show(call.id()))
    },
    .file(
      "/v1/imports",
      Message(
        fr: "Importer un fichier (CSV ou classeur), entier\u{A0}; le même deux fois n’ajoute rien",
        en: "Import a file (CSV or workbook), whole; the same one twice adds nothing"),
      [
        Field.kind.declaration.required, Field.fileName.declaration, Field.preview.declaration, Field.strict.declaration,
        Field.preset.declaration, Field.mapping.declaration, Field.existing.declaration, Field.sheet.declaration,
        Field.encoding.declaration, Field.decimal.declaration, Field.dayOrder.declaration, Field.timesInUTC.declaration,
      ]
    ) { call in
      let result = try await Imports(call.scope).run(try request(call))
      var answer = Answer(result, status: result.importId == nil ? .ok : .created)
      answer.objectIDs = [result.importId?.uuid].compactMap(\.self)
      return answer
    },
    .post("/v1/imports/{id}/undo", Message(fr: "Défaire un import", en: "Undo an import"), [], .admin) { call in
      Answer(try await Imports(call.scope).undo(call.id()))
    },
    .get(
      "/v1/undo",
      Message(fr: "Ce qui serait repris\u{A0}: ce qui a été noté en dernier", en: "What would be taken back: what was recorded last")
    ) { call in Answer(try await Undo(call.scope).preview()) },
    .post(
      "/v1/undo", Message(fr: "Reprendre ce qui a été noté en dernier", en: "Take back what was recorded last"),
      [Field.expected.declaration]
    ) { call in
      let answer = try await Undo(call.scope).takeBack(try call.body[.expected])
      return Answer(answer, .repeated, of: answer.entry.id)
    },
  ]

  private static func request(_ call: Call) throws -> ImportRequest {
    let kind = try call.query.required(.kind)
    var request = ImportRequest(kind, path: try call.query[.fileName] ?? kind.rawValue)
    request.content = call.file?.path
    request.isPreview = try call.query[.preview] ?? false
    request.isStrict = try call.query[.strict] ?? false
    request.preset = try call.query[.preset]
    if let text = try call.query[.mapping] { request.mapping = try ImportMapping(text: text, place: "mapping") }
    request.existing = try call.query[.existing] ?? request.existing
    request.sheet = try call.query[.sheet]
    request.reading.encoding = try call.query[.encoding] ?? request.reading.encoding
    request.amounts = try call.query[.decimal] ?? request.amounts
    request.dayOrder = try call.query[.dayOrder]
    request.timesInUTC = try call.query[.timesInUTC] ?? false
    return request
  }
}

private struct ImportList: Encodable, Sendable {
  let imports: [ImportRun]
}

extension Field<ImportKind> {
  fileprivate static let kind = code("kind", Message(fr: "Ce que sont les lignes.", en: "What the rows are."))
}

extension Field<ImportPreset> {
  fileprivate static let preset = code(
    "preset", Message(fr: "Le service dont c’est l’export.", en: "The service whose export it is."))
}

extension Field<ExistingRows> {
  fileprivate static let existing = code(
    "existing",
    Message(
      fr: "Ce qu’il advient de ce qui est déjà là autrement.", en: "What becomes of what is there and differs."))
}

extension Field<TextEncoding> {
  fileprivate static let encoding = code(
    "encoding", Message(fr: "L’encodage\u{A0}; sinon celui qui se reconnaît.", en: "The encoding; else that which is recognized."))
}

extension Field<DecimalStyle> {
  fileprivate static let decimal = code(
    "decimal", Message(fr: "Comment s’écrivent les décimales.", en: "How decimals are written."))
}

extension Field<DayOrder> {
  fileprivate static let dayOrder = code(
    "day_order",
    Message(fr: "Jour ou mois d’abord\u{A0}; sinon ce que le fichier montre.", en: "Day or month first; else what the file shows."))
}

extension Field<Bool> {
  fileprivate static let strict = flag("strict", Message(fr: "Toutes les lignes, ou aucune.", en: "All rows, or none."))
  fileprivate static let timesInUTC = flag(
    "times_in_utc", Message(fr: "Les heures du fichier sont UTC.", en: "The times of the file are UTC."))
}

extension Field<String> {
  fileprivate static let fileName = text("file_name", Message(fr: "Le nom du fichier.", en: "The name of the file."), atMost: 255)
  fileprivate static let mapping = text(
    "mapping",
    Message(
      fr: "Comment les colonnes deviennent des champs\u{A0}: le texte d’un fichier de correspondance (YAML ou JSON).",
      en: "How columns become fields: the text of a mapping file (YAML or JSON)."), atMost: 8000)
  fileprivate static let sheet = text("sheet", Message(fr: "La feuille du classeur.", en: "The sheet of the workbook."), atMost: 100)
}

extension Field<Fact.ID> {
  fileprivate static let expected = id(
    "id", Message(fr: "Ce qui a été montré\u{A0}: rien d’autre n’est repris.", en: "What was shown: nothing else is taken back."))
}
