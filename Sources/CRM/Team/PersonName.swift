package import Postgres

/// How people call somebody: case, accents and the number of spaces set aside.
package struct PersonName: Sendable, Hashable {
  /// Lower-case words in their order, one space between them.
  let key: String

  init(_ name: String) {
    key = name.folded.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// How well a text names somebody; what is greater names better.
  package enum Likeness: Int, Comparable {
    /// Each word of the text begins a word of the name.
    case beginnings
    /// Each word of the text is one of the name, in any order, or its beginning before a point: « Lefèvre H. ».
    case words
    /// All of the name.
    case whole

    package static func < (left: Likeness, right: Likeness) -> Bool { left.rawValue < right.rawValue }
  }

  /// How well it names the bearer of another name; nil when it does not.
  func likeness(to name: PersonName) -> Likeness? {
    if key == name.key { return .whole }
    guard !key.isEmpty else { return nil }
    if finds(name, { $0.hasSuffix(".") ? $1.hasPrefix($0.dropLast()) : $0 == $1 }) { return .words }
    return finds(name, { $1.hasPrefix($0) }) ? .beginnings : nil
  }

  private var words: [Substring] { key.split(separator: " ") }

  /// Whether each word finds one of the other's, no two the same.
  private func finds(_ name: PersonName, _ fits: (_ word: Substring, _ other: Substring) -> Bool) -> Bool {
    var others = name.words
    // The longest first: they leave what fits several to those that fit less.
    return words.sorted { $0.count > $1.count }.allSatisfy { word in
      guard let index = others.firstIndex(where: { fits(word, $0) }) else { return false }
      others.remove(at: index)
      return true
    }
  }
}

extension Sequence {
  /// Those whom a text names best, at least so well.
  package func named(_ text: String, atLeast least: PersonName.Likeness = .beginnings, by name: (Element) -> String) -> [Element] {
    ranked(text, atLeast: least, by: name).best()
  }

  /// How well a text names those whom it names.
  fileprivate func ranked(
    _ text: String, atLeast least: PersonName.Likeness, by name: (Element) -> String
  ) -> [(named: Element, likeness: PersonName.Likeness)] {
    let text = PersonName(text)
    return compactMap { each in text.likeness(to: PersonName(name(each))).map { (named: each, likeness: $0) } }
      .filter { $0.likeness >= least }
  }
}

extension Array {
  fileprivate func best<Named>() -> [Named] where Element == (named: Named, likeness: PersonName.Likeness) {
    let best = map(\.likeness).max()
    return filter { $0.likeness == best }.map(\.named)
  }
}

/// Those whom a text names, whatever the day: to be asked for the day of each row.
struct NamedSalespeople {
  private let ranked: [(named: Salesperson, likeness: PersonName.Likeness)]
  /// The text is all of a name.
  let isWholeName: Bool

  /// - Parameter least: How well the text names them at least.
  init(_ text: String, of people: some Sequence<Salesperson>, atLeast least: PersonName.Likeness) {
    ranked = people.ranked(text, atLeast: least, by: \.name)
    isWholeName = ranked.contains { $0.likeness == .whole }
  }

  /// Those who may be meant on a day: the bearer of the whole name, else those of the team of that day whom the text names best, and only
  /// where there is none those who have left or are not there yet.
  func meant(on day: Day) -> [Salesperson] {
    let present = isWholeName ? [] : ranked.filter { $0.named.isInTeam(on: day) }
    return (present.isEmpty ? ranked : present).best()
  }
}

extension Sequence<Salesperson> {
  /// Those whom a text may mean on a day.
  package func meant(by text: String, on day: Day) -> [Salesperson] {
    NamedSalespeople(text, of: self, atLeast: .beginnings).meant(on: day)
  }
}
