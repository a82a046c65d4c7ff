package import CRM

/// What differs between two versions of a plan, at one place.
package struct PlanChange: Sendable, Hashable, Encodable {
  package enum Kind: String, Sendable, Encodable, CaseIterable {
    case added, changed, removed
  }

  package let kind: Kind
  /// The place for programs: the keys of the file in English, and the keys of parts: `objectives.40-new-customers.due`.
  package let path: String
  /// The place in words.
  package let place: String
  /// As the file writes it; nil for what was not there.
  @Nullable package private(set) var before: String?
  /// As the file writes it; nil for what is there no longer.
  @Nullable package private(set) var after: String?
}

extension PlanDocument {
  /// What this version says otherwise than another, in the order of the file; everything, when there was none.
  ///
  /// Parts of lists are followed by their keys or names, wherever they moved.
  ///
  /// - Parameter series: The outside series of the organization, by name.
  package func changes(
    since old: PlanDocument?, in language: Language, currency: String = "EUR", series: [String: SeriesUnit] = [:]
  ) -> [PlanChange] {
    func tree(_ document: PlanDocument) -> PlanYAML {
      document.yaml(PlanWriting(language: language, currency: Currency(code: currency), series: series))
    }
    var difference = PlanDifference(language: language)
    difference.compare(old.map(tree) ?? .mapping([]), tree(self), Place())
    return difference.changes
  }

  /// Where the comparison is.
  fileprivate struct Place {
    var path: [String] = []
    var words: [String] = []

    func under(_ step: String, _ word: String) -> Place { Place(path: path + [step], words: words + [word]) }
  }
}

private struct PlanDifference {
  typealias Place = PlanDocument.Place

  let language: Language
  var changes: [PlanChange] = []

  mutating func compare(_ old: PlanYAML?, _ new: PlanYAML?, _ place: Place) {
    if old == new { return }
    switch (old, new) {
    case (.mapping(let old)?, .mapping(let new)?): compare(old, new, place)
    case (nil, .mapping(let new)?): compare([], new, place)
    case (.mapping(let old)?, nil): compare(old, [], place)
    case (.list(let old)?, .list(let new)?): compare(old, new, place)
    case (nil, .list(let new)?): compare([], new, place)
    case (.list(let old)?, nil): compare(old, [], place)
    case (nil, .some(let new)): add(.added, place, nil, summary(new))
    case (.some(let old), nil): add(.removed, place, summary(old), nil)
    case (.some(let old), .some(let new)): add(.changed, place, summary(old), summary(new))
    case (nil, nil): break
    }
  }

  private mutating func compare(_ old: [PlanYAML.Entry], _ new: [PlanYAML.Entry], _ place: Place) {
    let before = Dictionary(old.map { ($0.key.en, $0.value) }, uniquingKeysWith: { first, _ in first })
    for entry in new {
      compare(before[entry.key.en] ?? nil, entry.value, place.under(entry.key.en, entry.key.name(in: language)))
    }
    let names = Set(new.map(\.key.en))
    for entry in old where !names.contains(entry.key.en) {
      compare(entry.value, nil, place.under(entry.key.en, entry.key.name(in: language)))
    }
  }

  private mutating func compare(_ old: [PlanYAML], _ new: [PlanYAML], _ place: Place) {
    let (old, new) = (identified(old), identified(new))
    let before = Dictionary(uniqueKeysWithValues: old)
    let after = Dictionary(uniqueKeysWithValues: new)
    for (identity, item) in new {
      let there = place.under(identity, summary(item))
      switch (before[identity], item) {
      case (let other?, .mapping): compare(other, item, there)
      case (.some, _): break
      case (nil, .mapping): add(.added, there, nil, summary(item))
      case (nil, _): add(.added, place, nil, summary(item))
      }
    }
    for (identity, item) in old where after[identity] == nil {
      if case .mapping = item {
        add(.removed, place.under(identity, summary(item)), summary(item), nil)
      } else {
        add(.removed, place, summary(item), nil)
      }
    }
    let order = (old.map(\.0).filter { after[$0] != nil }, new.map(\.0).filter { before[$0] != nil })
    if order.0 != order.1 { add(.changed, place, order.0.joined(separator: ", "), order.1.joined(separator: ", ")) }
  }

  /// The items of a list by what they are called; twins are numbered.
  private func identified(_ items: [PlanYAML]) -> [(String, PlanYAML)] {
    var seen: [String: Int] = [:]
    return items.map { item in
      let identity = identity(item)
      let count = seen[identity, default: 0] + 1
      seen[identity] = count
      return (count == 1 ? identity : "\(identity) (\(count))", item)
    }
  }

  private func identity(_ item: PlanYAML) -> String {
    guard case .mapping(let entries) = item else { return summary(item) }
    return entries.first { $0.key.isKey }.map { summary($0.value) } ?? summary(item)
  }

  /// A part in a few words: its name, or what stands first in it.
  private func summary(_ item: PlanYAML?) -> String {
    switch item {
    case .scalar(let text): text
    case .list(let items): items.map(summary).joined(separator: ", ")
    case .mapping(let entries): summary((entries.first { $0.key.isName } ?? entries.first)?.value)
    case nil: ""
    }
  }

  private mutating func add(_ kind: PlanChange.Kind, _ place: Place, _ before: String?, _ after: String?) {
    changes.append(
      PlanChange(
        kind: kind, path: place.path.joined(separator: "."), place: place.words.joined(separator: " › "), before: before, after: after))
  }
}
