extension Sequence<String> {
  /// The name that somebody may have meant who wrote another; of very many, the first ones are looked at.
  package func nearest(to text: String) -> String? {
    let text = text.folded
    let ranked = prefix(200).map { ($0, editDistance($0.folded, text)) }
    return ranked.min { $0.1 < $1.1 }.flatMap { $0.1 <= Swift.max(1, text.count / 3) ? $0.0 : nil }
  }
}

/// How many letters must be added, removed, exchanged or swapped with their neighbour to make one text of the other
/// (Damerau and Levenshtein, optimal string alignment). Texts beyond 60 letters are far from everything.
package func editDistance(_ left: String, _ right: String) -> Int {
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
