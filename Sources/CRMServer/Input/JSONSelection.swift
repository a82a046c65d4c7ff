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
    guard let list = members.first(where: { $0.value.isListOfObjects }), case .array(let items) = list.value else {
      return try selected(from: [document])[0]
    }
    let kept = try selected(from: items)
    return .object(members.map { $0.name == list.name ? JSONValue.Member(name: $0.name, value: .array(kept)) : $0 })
  }

  private func selected(from items: [JSONValue]) throws -> [JSONValue] {
    var seen: Set<String> = [], all: [String] = []
    let kept = items.map { item -> JSONValue in
      guard case .object(let members) = item else { return item }
      for member in members where seen.insert(member.name).inserted { all.append(member.name) }
      return .object(members.filter { names.contains($0.name) })
    }
    // Of no items nobody can say what they would have.
    if let unknown = names.first(where: { !seen.contains($0) }), !items.isEmpty {
      throw Problem(.badRequest, "wrong_value", .unknownField(unknown), hint: .fieldsMeant(unknown, all), field: "fields")
    }
    return kept
  }
}

extension JSONValue {
  fileprivate var isListOfObjects: Bool {
    guard case .array(let items) = self else { return false }
    return items.allSatisfy { if case .object = $0 { true } else { false } }
  }
}
