import Foundation
import Testing

@testable import CRM

@Suite struct CSVReaderTests {
  @Test func readsRowsWithTheirLines() throws {
    let file = try TemporaryFile("nom,note\r\n\"Dupont, \"\"Jo\"\"\",\"deux\nlignes\"\n\nLucie,\rBob,x")
    let reader = try CSVReader(path: file.path)
    #expect(reader.header == ["nom", "note"])
    #expect(try reader.next())
    #expect(reader.strings == ["Dupont, \"Jo\"", "deux\nlignes"])
    #expect(reader.line == 2)
    #expect(try reader.next())
    #expect(reader.strings == ["Lucie", ""])
    #expect(reader.line == 5)
    #expect(try reader.next())
    #expect(reader.strings == ["Bob", "x"])
    #expect(reader.line == 6)
    #expect(try reader.next() == false)
    #expect(try reader.next() == false)
  }

  @Test(arguments: [
    ("a;b\n1,5;2,5\n", Delimiter.semicolon), ("a\tb\n1,5\t2\n", .tab), ("a,b\n1,2\n", .comma), ("seule\n1\n", .comma),
    ("\"a;b;c\",d\n1,2\n", .comma), ("Montant, HT;Date;Client\n1,5;x;y\n2,5;x;y\n", .semicolon), ("sep=;\r\na;b,c,d\r\n", .semicolon),
  ])
  func findsTheDelimiter(text: String, delimiter: Delimiter) throws {
    #expect(try reader(of: text).delimiter == delimiter)
  }

  @Test func aDeclaredDelimiterIsNotTheHeader() throws {
    let reader = try reader(of: "sep=;\r\na,1;b\r\nx;y\r\n")
    #expect(reader.header == ["a,1", "b"])
    #expect(try reader.next())
    #expect(reader.line == 3)
  }

  @Test func findsTheEncoding() throws {
    let text = "prénom;coût\r\nÉlodie;12 €\r\n"
    let expected = [["prénom", "coût"], ["Élodie", "12 €"]]
    for (encoding, bytes) in encoded(text) {
      let file = try TemporaryFile(bytes)
      #expect(try CSVReader(path: file.path).encoding == encoding)
      #expect(try readTable(file.path) == expected)
    }
  }

  @Test func ofAMixtureTheGreaterPartCounts() throws {
    let (utf8, latin): ([UInt8], [UInt8]) = ([0xC3, 0xA9, 0x61], [0xE9, 0x61])
    for (bytes, encoding) in [
      (latin, TextEncoding.windows1252), (utf8, .utf8), (utf8 + latin + utf8, .utf8), (utf8 + latin, .windows1252),
      (utf8 + latin + latin, .windows1252), (utf8 + latin + utf8 + [0xC3], .windows1252),
    ] {
      let file = try TemporaryFile(Array("a\n".utf8) + bytes)
      #expect(try CSVReader(path: file.path).encoding == encoding, "\(bytes)")
    }
  }

  @Test func anEncodingMayBeGiven() throws {
    let file = try TemporaryFile([0xC3, 0xA9, 0x0A])
    #expect(try CSVReader(path: file.path).header == ["é"])
    #expect(try CSVReader(path: file.path, options: .init(encoding: .windows1252)).header == ["Ã©"])
  }

  @Test func aTableWithoutRowsIsEmptyAndNotWrong() throws {
    for text in ["a,b", "a,b\n", "a,b\r\n\r\n"] { #expect(try rows(of: text) == [["a", "b"]]) }
  }

  @Test func raggedRowsAreSaidAndPassedOver() throws {
    let reader = try reader(of: "a,b\n1\n1,2,3\n\"x\"y,2\n1,2\n")
    var problems: [String?] = []
    var columns: [Int?] = []
    while try reader.next() {
      problems.append(reader.problem?.en)
      columns.append(reader.problemColumn)
    }
    #expect(problems == ["expected 2 columns, got 1", "expected 2 columns, got 3", "there is text after the closing quote", nil])
    #expect(columns == [2, 3, 1, nil])
  }

  @Test func whatCannotBeReadIsPlaced() throws {
    try expectError("a,b\n1,2\nx,\"open\nmore\n", .unclosedQuote, line: 3, column: 2)
    try expectError("a,b\n\"1\n2\",\"open", .unclosedQuote, line: 3, column: 2)
    try expectError("a,b\n1,2\u{0}\n", .nulByte, line: 2, column: 2)
    try expectError("a,b\n1,\"\n\u{0}\"\n", .nulByte, line: 3, column: 2)
    try expectError("", .emptyFile)
    try expectError("\r\n\n", .emptyFile)
    try expectError("\u{FEFF}", .emptyFile)
  }

  @Test func bytesThatAreNotTextArePlaced() throws {
    let good = Array("nom;ville\nÉlodie;Évry\n".utf8)
    for (bad, column) in [([0xFF], 1), (Array("ok;".utf8) + [0xC3], 2), (Array("ok;".utf8) + [0xED, 0xA0, 0x80], 2)] as [([UInt8], Int)] {
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      let file = try TemporaryFile(mark + good + bad + [0x0A])
      let error = #expect(throws: CRMError.self) { try readTable(file.path) }
      #expect(error?.message == .malformed(.utf8))
      #expect(error?.place == "\(file.path):3:\(column)")
      #expect(error?.remedy?.en.contains("give --encoding windows-1252") == true)
    }
  }

  @Test func theRowsBeforeTheBadByteAreRead() throws {
    var bytes = Array("a\n".utf8)
    for row in 0..<200_000 { bytes += Array("é\(row)\n".utf8) }
    bytes += [0xE9, 0x0A]
    let file = try TemporaryFile(bytes)
    let reader = try CSVReader(path: file.path)
    var rows = 0
    let error = #expect(throws: CRMError.self) { while try reader.next() { rows += 1 } }
    #expect(rows == 200_000)
    #expect(error?.place == "\(file.path):200002:1")
  }

  @Test func limitsStopAFileWithoutEnds() throws {
    var options = CSVReader.Options()
    options.cellLimit = 1000
    options.rowLimit = 3000
    try expectError("a,b\n1,\(String(repeating: "x", count: 1001))\n", .cellTooLong(limit: 1000), line: 2, column: 2, options: options)
    try expectError("a,b\n1,\"\(String(repeating: "x\n", count: 100_000))", .cellTooLong(limit: 1000), line: 2, column: 2, options: options)
    try expectError("a\n\(String(repeating: "x,", count: 1600))\n", .rowTooLong(limit: 3000), line: 2, options: options)
  }

  @Test func aHugeLineIsRefusedWithoutBeingHeld() throws {
    let file = try TemporaryFile("a\n")
    let handle = try #require(FileHandle(forWritingAtPath: file.path))
    try handle.seekToEnd()
    let megabyte = Data(repeating: 0x78, count: 1 << 20)
    for _ in 0..<100 { try handle.write(contentsOf: megabyte) }
    try handle.close()
    let before = residentKilobytes()
    let reader = try CSVReader(path: file.path)
    let error = #expect(throws: CRMError.self) { try reader.next() }
    #expect(error?.message == .cellTooLong(limit: 1 << 20))
    #expect(residentKilobytes() - before < 50_000)
  }

  @Test func filesThatAreNone() throws {
    #expect(throws: CRMError(.notFound, .noSuchFile("/nowhere/x.csv"), place: "/nowhere/x.csv", remedy: .checkPath)) {
      try CSVReader(path: "/nowhere/x.csv")
    }
    let directory = FileManager.default.temporaryDirectory.path
    #expect(throws: CRMError(.usage, .isDirectory(directory), place: directory, remedy: .giveTableFile)) {
      try CSVReader(path: directory)
    }
  }

  /// What is written is read again, whatever the cells, the delimiter, the encoding and the size of the chunks.
  @Test func writingAndReadingAgree() throws {
    var generator = SeededGenerator(seed: 1)
    let pieces = ["", "a", "é", "€", "œ", "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", " ", "2026", "Lucie", "x,y", "ÿ"]
    let wide = ["日本", "😀", "e\u{301}"]
    for round in 0..<300 {
      let delimiter = Delimiter.allCases[round % 3]
      let encoding = TextEncoding.allCases[round % 4]
      let alphabet = encoding == .windows1252 ? pieces : pieces + wide
      let width = Int.random(in: 1...5, using: &generator)
      var rows = [(0..<width).map { "colonne \($0)" }]
      for _ in 0..<Int.random(in: 0...12, using: &generator) {
        rows.append(
          (0..<width).map { _ in
            (0..<Int.random(in: 0...6, using: &generator)).map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined()
          })
      }
      let writer = CSVWriter(delimiter: delimiter, disarmsFormulas: false)
      let bytes = encode(rows.map(writer.row).joined(), as: encoding, marked: Bool.random(using: &generator))
      let file = try TemporaryFile(bytes)
      var options = CSVReader.Options(encoding: encoding, delimiter: delimiter)
      options.chunkSize = Int.random(in: 8...40, using: &generator)
      options.aheadLimit = Int.random(in: 3...60, using: &generator)
      let read = try readTable(file.path, options)
      #expect(read.map { $0.map { Array($0.unicodeScalars) } } == rows.map { $0.map { Array($0.unicodeScalars) } }, "round \(round)")
    }
  }

  /// Whatever the bytes, the answer is rows or an error with a place, and does not depend on how the bytes came.
  @Test func chunksDoNotMatter() throws {
    var generator = SeededGenerator(seed: 4)
    let alphabet: [UInt8] = [0x22, 0x22, 0x2C, 0x0A, 0x0D, 0x61, 0x62, 0x3B, 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0x20, 0x00]
    var refused = 0
    for round in 0..<600 {
      let count = Int.random(in: 0...60, using: &generator)
      let letters = round.isMultiple(of: 3) ? alphabet : Array(alphabet.prefix(8))
      let file = try TemporaryFile(Array("a,b\n".utf8) + (0..<count).map { _ in letters.randomElement(using: &generator) ?? 0 })
      let outcomes = [8, 9, 13, 1 << 16].map { chunkSize in
        var options = CSVReader.Options(encoding: TextEncoding.allCases[round % 4], delimiter: .comma)
        options.chunkSize = chunkSize
        return Result { () throws(CRMError) in
          let reader = try CSVReader(path: file.path, options: options)
          var rows = [reader.header]
          while try reader.next() { rows.append(reader.strings + ["\(reader.line):\(reader.problemColumn ?? 0)"]) }
          return rows
        }
      }
      if case .failure(let error) = outcomes[0] {
        refused += 1
        #expect(error.place?.hasPrefix(file.path) == true)
      }
      #expect(outcomes.dropFirst().allSatisfy { $0 == outcomes[0] }, "round \(round)")
    }
    #expect((100..<580).contains(refused))
  }

  private func reader(of text: String) throws -> CSVReader {
    let file = try TemporaryFile(text)
    return try withExtendedLifetime(file) { try CSVReader(path: file.path) }
  }

  private func rows(of text: String) throws -> [[String]] {
    let file = try TemporaryFile(text)
    return try withExtendedLifetime(file) { try readTable(file.path) }
  }

  private func expectError(
    _ text: String, _ message: Message, line: Int? = nil, column: Int? = nil, options: CSVReader.Options = .init(),
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let file = try TemporaryFile(text)
    for chunkSize in [8, 1 << 16] {
      var options = options
      options.chunkSize = chunkSize
      let error = #expect(throws: CRMError.self, sourceLocation: location) { try readTable(file.path, options) }
      #expect(error?.message == message, sourceLocation: location)
      let place = [line, column].compactMap(\.self).reduce(file.path) { "\($0):\($1)" }
      #expect(error?.place == place, sourceLocation: location)
    }
  }
}

/// A text in every encoding, with and without a mark.
private func encoded(_ text: String) -> [(TextEncoding, [UInt8])] {
  TextEncoding.allCases.flatMap { encoding in [false, true].map { (encoding, encode(text, as: encoding, marked: $0)) } }
}

private func encode(_ text: String, as encoding: TextEncoding, marked: Bool) -> [UInt8] {
  switch encoding {
  case .utf8: (marked ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
  case .utf16LittleEndian: ((marked ? [0xFEFF] : []) + Array(text.utf16)).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  case .utf16BigEndian: ((marked ? [0xFEFF] : []) + Array(text.utf16)).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  case .windows1252: Array(text.data(using: .windowsCP1252) ?? Data())
  }
}

/// The memory this process holds now; 0 where the system does not say.
private func residentKilobytes() -> Int {
  let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ").dropFirst().first.flatMap {
    Int($0)
  }
  return (pages ?? 0) * 4
}
