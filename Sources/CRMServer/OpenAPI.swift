import Accounts
import CRM
import HTTPTypes

/// The description of the API (OpenAPI 3.1), made of the endpoints themselves.
enum OpenAPI {
  /// A document of JSON whose keys are told at run time.
  indirect enum Node: Encodable, Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([Node])
    case object([(String, Node)])

    /// What an example says, in whole numbers.
    init(_ value: JSONValue) {
      switch value {
      case .null: self = .text("")
      case .bool(let flag): self = .flag(flag)
      case .number(let digits): self = .number(Int(digits) ?? 0)
      case .string(let text): self = .text(text)
      case .array(let items): self = .list(items.map(Node.init))
      case .object(let members): self = .object(members.map { ($0.name, Node($0.value)) })
      }
    }

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .text(let text): try text.encode(to: encoder)
      case .number(let number): try number.encode(to: encoder)
      case .flag(let flag): try flag.encode(to: encoder)
      case .list(let nodes): try nodes.encode(to: encoder)
      case .object(let members):
        // As a dictionary: the names of properties stand as they are, where the encoder writes those of Swift in snake_case.
        var container = encoder.singleValueContainer()
        try container.encode(Dictionary(uniqueKeysWithValues: members))
      }
    }
  }

  /// The whole document, its sentences in a language.
  static func document(in language: Language, version: String) -> Node {
    let paths = Dictionary(grouping: API.endpoints, by: \.path).sorted { $0.key < $1.key }
    return .object([
      ("openapi", .text("3.1.0")),
      (
        "info", .object([("title", .text("Filon")), ("version", .text(version)), ("description", .text(Message.about.text(in: language)))])
      ),
      ("paths", .object(paths.map { path, endpoints in (path, item(endpoints, in: language)) })),
      (
        "components",
        .object([
          (
            "securitySchemes",
            .object([
              ("token", .object([("type", .text("http")), ("scheme", .text("bearer"))])),
              ("session", .object([("type", .text("apiKey")), ("in", .text("cookie")), ("name", .text(SessionRoutes.cookie))])),
            ])
          ),
          ("schemas", .object([("Problem", problem)])),
        ])
      ),
    ])
  }

  private static func item(_ endpoints: [Endpoint], in language: Language) -> Node {
    .object(endpoints.map { ($0.method.rawValue.lowercased(), operation($0, in: language)) })
  }

  private static func operation(_ endpoint: Endpoint, in language: Language) -> Node {
    var members: [(String, Node)] = [("summary", .text(endpoint.summary.text(in: language)))]
    let inPath = endpoint.path.matches(of: /\{([a-z_]+)\}/).map { match in
      Node.object([
        ("name", .text(String(match.1))), ("in", .text("path")), ("required", .flag(true)),
        ("schema", .object([("type", .text("string"))])),
      ])
    }
    let inQuery = endpoint.query.map { field in
      Node.object([
        ("name", .text(field.name)), ("in", .text("query")), ("required", .flag(field.isRequired)),
        ("description", .text(field.about.text(in: language))), ("schema", schema(field.schema, in: language)),
      ])
    }
    if !(inPath + inQuery).isEmpty { members.append(("parameters", .list(inPath + inQuery))) }
    switch endpoint.content {
    case .nothing: break
    case .json(let fields, _):
      if !fields.isEmpty {
        let example = endpoint.example.flatMap(JSONValue.init).map { [("example", Node($0))] } ?? []
        let json = Node.object([("application/json", .object([("schema", object(fields, in: language))] + example))])
        members.append(("requestBody", .object([("required", .flag(fields.contains(where: \.isRequired))), ("content", json)])))
      }
    case .file:
      let anything = Node.object([("application/octet-stream", .object([]))])
      members.append(("requestBody", .object([("required", .flag(true)), ("content", anything)])))
    }
    let type = endpoint.answerType == "application/json" ? "object" : "string"
    let document = Node.object([(endpoint.answerType, .object([("schema", .object([("type", .text(type))]))]))])
    let problem = Node.object([
      ("application/problem+json", .object([("schema", .object([("$ref", .text("#/components/schemas/Problem"))]))]))
    ])
    members.append(
      (
        "responses",
        .object([
          ("2XX", .object([("description", .text("OK")), ("content", document)])),
          ("default", .object([("description", .text(Message.refused.text(in: language))), ("content", problem)])),
        ])
      ))
    switch endpoint.admission {
    case .everybody: members.append(("security", .list([])))
    case .signedIn(let access):
      members.append(("security", .list([.object([("token", .list([]))]), .object([("session", .list([]))])])))
      members.append(("x-access", .text(access.rawValue)))
    }
    return .object(members)
  }

  private static func object(_ fields: [FieldDeclaration], in language: Language) -> Node {
    var members: [(String, Node)] = [("type", .text("object")), ("additionalProperties", .flag(false))]
    let properties = fields.map { field in
      var property = schema(field.schema, in: language)
      // What is absent may also be said to be null.
      if !field.isRequired { property = .object([("anyOf", .list([property, .object([("type", .text("null"))])]))]) }
      if case .object(let members) = property {
        property = .object([("description", .text(field.about.text(in: language)))] + members)
      }
      return (field.name, property)
    }
    members.append(("properties", .object(properties)))
    let required = fields.filter(\.isRequired).map { Node.text($0.name) }
    if !required.isEmpty { members.append(("required", .list(required))) }
    return .object(members)
  }

  private static func schema(_ schema: Schema, in language: Language) -> Node {
    switch schema {
    case .text(let most): .object([("type", .text("string")), ("maxLength", .number(most))])
    case .integer(let bounds):
      .object([("type", .text("integer")), ("minimum", .number(bounds.lowerBound)), ("maximum", .number(bounds.upperBound))])
    case .boolean: .object([("type", .text("boolean"))])
    case .day: .object([("type", .text("string")), ("format", .text("date"))])
    case .moment: .object([("type", .text("string")), ("format", .text("date-time"))])
    case .id: .object([("type", .text("string")), ("format", .text("uuid"))])
    case .choice(let codes): .object([("type", .text("string")), ("enum", .list(codes.map(Node.text)))])
    case .list(let item, let most):
      .object([
        ("type", .text("array")), ("minItems", .number(1)), ("maxItems", .number(most)), ("items", self.schema(item, in: language)),
      ])
    case .object(let fields): object(fields, in: language)
    }
  }

  private static let problem = Node.object([
    ("type", .text("object")),
    ("required", .list(["type", "title", "status", "code", "detail"].map(Node.text))),
    (
      "properties",
      .object(
        ["type", "title", "code", "detail", "request_id"].map { ($0, Node.object([("type", .text("string"))])) }
          + ["field", "hint"].map { ($0, Node.object([("type", .list([.text("string"), .text("null")]))])) }
          + [("status", .object([("type", .text("integer"))]))])
    ),
  ])
}

extension Message {
  static let about = Message(
    fr: "Conversations, pipeline, ventes et chiffres d’une petite équipe commerciale. Montants en centimes, moments selon RFC 3339.",
    en: "Conversations, pipeline, sales and figures of a small sales team. Amounts are cents, moments follow RFC 3339.")
  fileprivate static let refused = Message(fr: "Un refus (RFC 9457).", en: "A refusal (RFC 9457).")
}
