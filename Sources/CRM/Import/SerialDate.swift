import Spreadsheets

/// Days as spreadsheets count them, which come out when a date is exported without its format.
enum SerialDate {
  /// The moment of a number such as `45631` or `45631.5` from 1954 to 2119; nil for another text.
  static func moment(_ text: String) -> CivilMoment? {
    guard (5...16).contains(text.utf8.count), text.utf8.prefix(5).allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    guard text.utf8.dropFirst(5).first.map({ $0 == 0x2E || $0 == 0x2C }) ?? true, let number = Double(text.replacing(",", with: ".")),
      let date = WorkbookFile.date(ofSerial: number)
    else { return nil }
    return try? CivilDate.moment(date.plain)
  }
}
