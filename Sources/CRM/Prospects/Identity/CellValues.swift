/// The values that people wrote into one cell: « a@x.fr ; b@x.fr », « 01 84 88 00 00 ou 06 12 34 56 78 ».
func cellValues(_ text: String, separatedBy separators: String) -> [String] {
  text.split { separators.contains($0) || $0.isNewline }.flatMap { part in
    part.split(whereSeparator: \.isWhitespace).split { conjunctions.contains($0.lowercased()) }.map { $0.joined(separator: " ") }
  }
}

private let conjunctions: Set<String> = ["et", "and", "ou", "or", "/", "-", "–"]
