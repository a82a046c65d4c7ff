import Accounts
import CRM
import Hummingbird
import Markup

/// The API for people to read: every address, what it takes and an example, made of the endpoints themselves.
enum APIPage {
  static func response(in language: Language) -> Response {
    let chapters = chapters
    return Page.response(.apiTitle, in: language) { page in
      page.element("p", Message.about.text(in: language))
      page.element("p", Message.apiIntroduction.text(in: language))
      page.element("nav") { nav in
        for (name, _) in chapters { nav.element("a", ["href": "#\(name)"], name) }
        nav.element("a", ["href": "/openapi.json"], "openapi.json")
      }
      for (name, endpoints) in chapters {
        page.element("h2", ["id": name], name)
        for endpoint in endpoints { describe(endpoint, in: language, &page) }
      }
    }
  }

  /// By the first word of the address, in the order in which they are listed.
  private static var chapters: [(name: String, endpoints: [Endpoint])] {
    var chapters: [(name: String, endpoints: [Endpoint])] = []
    for endpoint in API.endpoints {
      let name = String(endpoint.path.split(separator: "/").dropFirst().first ?? "")
      if let index = chapters.firstIndex(where: { $0.name == name }) {
        chapters[index].endpoints.append(endpoint)
      } else {
        chapters.append((name, [endpoint]))
      }
    }
    return chapters
  }

  private static func describe(_ endpoint: Endpoint, in language: Language, _ page: inout Markup) {
    let text = { (message: Message) in message.text(in: language) }
    page.element("h3", endpoint.name)
    var about = text(endpoint.summary)
    if case .signedIn(let access) = endpoint.admission { about += " (\(access.rawValue))" }
    page.element("p", about)
    if case .file = endpoint.content { page.element("p", text(.takesAFile)) }
    // What every GET takes is said once, above.
    let fields = endpoint.query.filter { $0.name != Field.fields.name } + endpoint.content.fields
    if !fields.isEmpty {
      page.element("table") { table in
        for field in fields {
          table.element("tr") { row in
            row.element("td") { $0.element("code", field.name) }
            row.element("td", field.schema.words(in: language) + (field.isRequired ? ", " + text(.isRequired) : ""))
            row.element("td", text(field.about))
          }
        }
      }
    }
    if let example = endpoint.example {
      page.element(
        "pre",
        """
        curl -X \(endpoint.method.rawValue) -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
          -d '\(example)' http://127.0.0.1:8753\(endpoint.path)
        """)
    }
  }
}

extension Schema {
  /// What is taken, in words.
  fileprivate func words(in language: Language) -> String {
    let message: Message =
      switch self {
      case .text: .text
      case .integer: .wholeNumber
      case .boolean: .yesOrNo
      case .day: .aDay
      case .moment: .aMoment
      case .id: .anID
      case .choice(let codes): .verbatim(codes.joined(separator: " | "))
      case .list: .aList
      case .object: .noObject
      }
    return message.text(in: language)
  }
}

extension Message {
  fileprivate static let apiTitle = Message(fr: "L’API de Filon", en: "The API of Filon")
  fileprivate static let apiIntroduction = Message(
    fr: """
      Un jeton va dans l’en-tête Authorization (Bearer)\u{A0}; «\u{A0}filon user token\u{A0}» en fait. Une période ne compte pas son \
      dernier jour. Un GET prend aussi «\u{A0}fields\u{A0}»\u{A0}: les membres voulus, entre virgules. Un POST avec un en-tête Idempotency-Key se \
      renvoie sans rien doubler. Ce qui ne va pas est dit comme l’écrit RFC 9457.
      """,
    en: """
      A token goes into the header Authorization (Bearer); “filon user token” makes one. A period does not count its last day. A \
      GET takes “fields”, too: the members wanted, separated by commas. A POST with a header Idempotency-Key can be sent again and doubles nothing. \
      What is wrong is said as RFC 9457 writes it.
      """)
  fileprivate static let takesAFile = Message(fr: "Le corps est le fichier.", en: "The body is the file.")
  fileprivate static let isRequired = Message(fr: "nécessaire", en: "required")
}
