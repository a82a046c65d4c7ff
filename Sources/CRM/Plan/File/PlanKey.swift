/// A key of the plan file: its names, and what belongs under it.
struct PlanKey: Sendable, Hashable {
  let en: String
  let fr: String
  /// What people read in a template.
  let help: Message
  /// Whether it begins a section of the plan.
  let isSection: Bool
  /// All names that are understood, folded.
  private let names: [String]

  init(en: String, fr: String, others: [String] = [], help: Message, isSection: Bool = false) {
    self.en = en
    self.fr = fr
    self.help = help
    self.isSection = isSection
    names = ([en, fr] + others).map(Self.folded)
  }

  func name(in language: Language) -> String { language == .fr ? fr : en }

  /// Whether a person means this key: accents, capitals, hyphens, underscores and apostrophes set aside.
  func isNamed(_ text: String) -> Bool { isNamed(folded: Self.folded(text)) }

  /// The same of a text that is folded already.
  func isNamed(folded: String) -> Bool { names.contains(folded) }

  /// How far the nearest of its names is from a folded text.
  fileprivate func distance(to folded: String) -> Int { names.map { editDistance($0, folded) }.min() ?? .max }

  static func folded(_ text: String) -> String {
    text.folded.split { " -_’'".contains($0) }.joined(separator: " ")
  }
}

extension Sequence<PlanKey> {
  /// The name, as the key writes it in the language that comes closest, of a key that somebody may have meant.
  func nearest(to text: String) -> PlanKey? {
    let text = PlanKey.folded(text)
    let ranked = map { key in (key, key.distance(to: text)) }
    return ranked.min { $0.1 < $1.1 }.flatMap { $0.1 <= Swift.max(1, text.count / 3) ? $0.0 : nil }
  }
}

extension Sequence<String> {
  /// The name that somebody may have meant who wrote another; of very many, the first ones are looked at.
  func nearest(to text: String) -> String? {
    let text = text.folded
    let ranked = prefix(200).map { ($0, editDistance($0.folded, text)) }
    return ranked.min { $0.1 < $1.1 }.flatMap { $0.1 <= Swift.max(1, text.count / 3) ? $0.0 : nil }
  }
}

/// How many letters must be added, removed, exchanged or swapped with their neighbour to make one text of the other
/// (Damerau and Levenshtein, optimal string alignment). Texts beyond 60 letters are far from everything.
func editDistance(_ left: String, _ right: String) -> Int {
  let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
  guard left.count <= 60, right.count <= 60 else { return .max }
  var before: [Int] = []
  var above = Array(0...right.count)
  for (row, letter) in left.enumerated() {
    var line = [row + 1]
    for (column, other) in right.enumerated() {
      var best = min(above[column + 1] + 1, line[column] + 1, above[column] + (letter == other ? 0 : 1))
      if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other { best = min(best, before[column - 1] + 1) }
      line.append(best)
    }
    (before, above) = (above, line)
  }
  return above[right.count]
}
