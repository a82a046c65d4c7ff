/// Where a cell stands: `B12`.
package struct CellAddress: Sendable, Hashable, CustomStringConvertible {
  /// The row, from 1, as the person sees it.
  package let row: Int
  /// The column, from 0.
  package let column: Int

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads `B12`; nil for what is none. The numbers may be too large for a sheet.
  init?(_ text: XMLText) {
    var (column, row) = (0, 0)
    var letters = 0
    while letters < text.count, letters <= 4, let letter = Self.letter(text[letters]) {
      column = column * 26 + letter
      letters += 1
    }
    let digits = text.count - letters
    guard (1...4).contains(letters), (1...9).contains(digits), text[letters] != UInt8(ascii: "0") else { return nil }
    for index in letters..<text.count {
      guard let digit = text[index].digit else { return nil }
      row = row * 10 + digit
    }
    self.init(row: row, column: column - 1)
  }

  package var description: String { Self.name(ofColumn: column) + String(row) }

  /// The letters above a column counted from 0: `A`, `Z`, `AA`, `XFD`.
  package static func name(ofColumn column: Int) -> String {
    var name: [UInt8] = []
    var rest = column + 1
    while rest > 0 {
      name.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: name.reversed(), as: UTF8.self)
  }

  private static func letter(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A")) + 1
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte - UInt8(ascii: "a")) + 1
    default: nil
    }
  }
}

extension UInt8 {
  /// The value of a decimal digit in ASCII.
  var digit: Int? { self >= 0x30 && self <= 0x39 ? Int(self - 0x30) : nil }
}
