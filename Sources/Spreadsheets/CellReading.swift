/// What turns the characters of a cell into its value: the lists of the workbook that they refer to.
struct CellReading {
  let strings: SharedStrings
  let formats: CellFormats
  let dateSystem: DateSystem

  /// The type of a cell, which says what its characters are.
  enum CellType {
    case number, shared, text, inline, boolean, error, date

    /// The type by its name in the file.
    init?(_ name: XMLText) {
      switch name {
      case "n": self = .number
      case "s": self = .shared
      case "str": self = .text
      case "inlineStr": self = .inline
      case "b": self = .boolean
      case "e": self = .error
      case "d": self = .date
      default: return nil
      }
    }
  }

  /// How a place of the list of formats shows numbers; nil when there is no such place.
  func format(at index: Int) -> NumberFormat? {
    guard let formats = formats.formats else { return .number }
    return formats.indices.contains(index) ? formats[index] : nil
  }

  /// The number at a place of the shared strings; nil when there is no such place.
  func stringIndex(_ bytes: some Collection<UInt8>) -> Int? {
    guard (1...9).contains(bytes.count) else { return nil }
    var index = 0
    for byte in bytes {
      guard let digit = byte.digit else { return nil }
      index = index * 10 + digit
    }
    return index < strings.count ? index : nil
  }

  /// A number, or the date that its format makes it; nil for what is no number.
  func number(_ bytes: some Collection<UInt8>, _ format: NumberFormat) -> CellValue? {
    let (text, isPercentage) = (String(decoding: bytes, as: UTF8.self), format == .percentage)
    let number = isUsual(bytes) ? CellNumber(checked: text, isPercentage: isPercentage) : CellNumber(text, isPercentage: isPercentage)
    guard let number else { return nil }
    switch format {
    case .number, .percentage: return .number(number)
    case .date, .time, .dateTime, .duration:
      // What is no day stays the number that it is: the caller says that it is none.
      return dateSystem.value(number.double, format) ?? .number(number)
    }
  }

  /// Whether these are digits, perhaps with a point among them: what nearly all numbers are, and needs no closer look.
  private func isUsual(_ bytes: some Collection<UInt8>) -> Bool {
    guard bytes.count <= 20, bytes.first?.digit != nil else { return false }
    var hasPoint = false
    for byte in bytes where byte.digit == nil {
      guard byte == UInt8(ascii: "."), !hasPoint else { return false }
      hasPoint = true
    }
    return true
  }
}
