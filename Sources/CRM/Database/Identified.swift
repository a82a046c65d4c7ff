import Foundation
package import Postgres

/// A kind of thing that people name by its id, or by the beginning of it.
package protocol Identified {
  /// A select of `organization_id`, `id`, and the `day` and `name` by which a person tells one from another.
  static func named(_ organization: Organization) -> SQL
}

extension Identified {
  /// The name of the prospect that a fact `f` is of.
  static var prospectName: SQL {
    "(select p.name from prospect p where p.organization_id = f.organization_id and p.id = f.prospect_id)"
  }
}

extension Scope {
  /// The id that a text is, or else the only one that begins so among those that the actor sees; nil for a text that is neither.
  ///
  /// - Throws: `.notFound`; `.ambiguous` with those that begin so.
  package func identify<Kind: Identified>(_ text: String) async throws -> ID<Kind>? {
    if let id = ID<Kind>(text) { return id }
    guard let beginning = IDBeginning(text) else { return nil }
    let found = try await read { transaction in
      try await transaction.rows(
        """
        select f.id, f.day, f.name
        from (\(Kind.named(organization))) f
        where f.organization_id = \(organization.id)
          and \(beginning.begins("f.id"))
        order by f.id
        limit 6
        """
      ) {
        (
          id: try $0.decode("id", as: ID<Kind>.self), day: try $0.decode("day", as: Day.self), name: try $0.decode("name", as: String?.self)
        )
      }
    }
    guard let only = found.first else { throw CRMError(.notFound, .noIDBegins(text)) }
    if found.count > 1 {
      throw CRMError(.ambiguous, .severalIDsBegin(text, found.map { ($0.id.description, $0.day, $0.name) }), remedy: .moreOfTheID)
    }
    return only.id
  }
}

extension Message {
  fileprivate static func noIDBegins(_ text: String) -> Message {
    Message(fr: "aucun identifiant ne commence par \(text.quoted(in: .fr))", en: "no id begins with \(text.quoted(in: .en))")
  }

  fileprivate static func severalIDsBegin(_ text: String, _ found: [(id: String, day: Day, name: String?)]) -> Message {
    func lines(_ language: Language) -> String {
      found.map { each in
        "\n  " + [each.id, Formats(language: language).day(each.day), each.name].compactMap(\.self).joined(separator: ", ")
      }
      .joined()
    }
    return Message(
      fr: "plusieurs identifiants commencent par \(text.quoted(in: .fr))\u{A0}:\(lines(.fr))",
      en: "several ids begin with \(text.quoted(in: .en)):\(lines(.en))")
  }

  fileprivate static let moreOfTheID = Message(fr: "donnez-en davantage", en: "give more of it")
}
