/// Reads whole numbers and lengths of time.
public enum WholeNumber {
  /// A whole number; its thousands may be set apart by spaces.
  /// - Throws: `InvalidValue` for what is none or is above `Amount.ceiling`.
  public static func integer(_ text: String) throws(InvalidValue) -> Int {
    let trimmed = text.trimmed
    let isSigned = trimmed.first == "-" || trimmed.first == "+" || trimmed.first == "\u{2212}"
    let groups = trimmed.dropFirst(isSigned ? 1 : 0).split(omittingEmptySubsequences: false) { $0.isWhitespace }
    let isGrouped = groups.count == 1 || ((1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 })
    let digits = groups.joined()
    guard isGrouped, !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }) else { throw InvalidValue(.notAnInteger(text)) }
    let isNegative = isSigned && trimmed.first != "+"
    guard let value = Int((isNegative ? "-" : "") + digits), value.magnitude <= UInt(Amount.ceiling) else {
      throw InvalidValue(.integerTooLarge(text), remedy: .integerAtMost(Amount.ceiling))
    }
    return value
  }

  /// A count: a whole number, and no rate.
  /// - Throws: `InvalidValue` for what is none.
  public static func count(_ text: String) throws(InvalidValue) -> Int {
    if text.contains("%") { throw InvalidValue(.rateNotFigure(text)) }
    return try integer(text)
  }

  /// A share in whole per cent: `40`, `40%`, `40 %`.
  /// - Throws: `InvalidValue` for what is none, or is not between 0 and 100.
  public static func percent(_ text: String) throws(InvalidValue) -> Int {
    let trimmed = text.trimmed
    let digits = trimmed.hasSuffix("%") ? trimmed.dropLast().trimmed : trimmed
    guard let value = try? integer(String(digits)), (0...100).contains(value) else {
      throw InvalidValue(.notAPercentage(text), remedy: .writePercentage)
    }
    return value
  }

  /// A length in minutes: `45`, `45 min`, `1h30`, `1 h 30 min`, `1:30`, `2h`; at most a day.
  /// - Throws: `InvalidValue` for what is none, or is longer than a day.
  public static func minutes(_ text: String) throws(InvalidValue) -> Int {
    var rest = text.trimmed.lowercased().filter { !$0.isWhitespace }[...]
    for unit in ["minutes", "minute", "min", "mn", "m"] where rest.hasSuffix(unit) {
      rest = rest.dropLast(unit.count)
      break
    }
    let hasUnit = rest.count < text.trimmed.filter { !$0.isWhitespace }.count
    let pieces = rest.split(omittingEmptySubsequences: false) { $0 == "h" || $0 == ":" }
    let numbers = pieces.map { piece in piece.allSatisfy { ("0"..."9").contains($0) } && piece.count <= 4 ? Int(piece) : nil }
    let minutes: Int? =
      switch (numbers.count, numbers.first ?? nil, numbers.last ?? nil) {
      case (1, let minutes?, _): minutes
      // `1h`, but not `1:`.
      case (2, let hours?, nil) where pieces[1].isEmpty && rest.hasSuffix("h") && !hasUnit: hours * 60
      case (2, let hours?, let minutes?) where minutes < 60 && pieces[1].count <= 2: hours * 60 + minutes
      default: nil
      }
    guard let minutes else { throw InvalidValue(.notMinutes(text), remedy: .writeMinutes) }
    guard minutes <= 24 * 60 else { throw InvalidValue(.longerThanADay(text)) }
    return minutes
  }
}
