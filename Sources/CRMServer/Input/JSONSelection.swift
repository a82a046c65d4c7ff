import CRM
import HTTPTypes

/// Which members of a document a program wants (`?fields=id,name`): those of the items of a list, or of a document that has no list its own.
struct JSONSelection {
  let names: [String]

  /// The document with these members alone.
  ///
  /// - Throws: `Problem` for a name that no item has.
  func of(_ document: JSONValue) throws -> JSONValue {
    guard case .object(let members) = document else { return document }
    let lists = members.filter(\.value.isListOfObjects)
    guard !lists.isEmpty else {
      try requireKnown(in: [document])
      return selected(document)
    }
    try requireKnown(in: lists.flatMap(\.value.items))
    return .object(
      members.map { member in
        guard member.value.isListOfObjects else { return member }
        return JSONValue.Member(name: member.name, value: .array(member.value.items.map(selected)))
      })
  }

  private func selected(_ item: JSONValue) -> JSONValue {
    guard case .object(let members) = item else { return item }
    return .object(members.filter { names.contains($0.name) })
  }

  /// Of no items nobody can say what they would have.
  private func requireKnown(in items: [JSONValue]) throws {
    var known: [String] = []
    for case .object(let members) in items {
      for member in members where !known.contains(member.name) { known.append(member.name) }
    }
    guard !items.isEmpty, let unknown = names.first(where: { !known.contains($0) }) else { return }
    throw Problem(.badRequest, "wrong_value", .unknownField(unknown), hint: .fieldsMeant(unknown, known), field: "fields")
  }
}

extension JSONValue {
  /// Of a list; none of anything else.
  fileprivate var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }

  fileprivate var isListOfObjects: Bool {
    guard case .array(let items) = self else { return false }
    return items.allSatisfy { if case .object = $0 { true } else { false } }
  }
}
