import Foundation
import Testing

@testable import Spreadsheets

@Suite struct FileKindTests {
  private func kind(_ bytes: [UInt8]) throws -> FileKind {
    let file = try TemporaryFile(bytes)
    let kind = try FileKind.of(path: file.path)
    // What is no workbook is refused with what it is.
    if kind != .workbook, kind != .zip {
      #expect(throws: WorkbookError(.notAWorkbook(kind))) { try WorkbookFile(path: file.path) }
    }
    return kind
  }

  private func zip(_ names: [String], _ contents: [String: String] = [:]) -> [UInt8] {
    ZipBuilder(entries: names.map { .init(name: $0, content: Array((contents[$0] ?? "x").utf8), isDeflated: false) }).bytes
  }

  @Test(arguments: [
    ("", FileKind.empty), ("Nom;Ville\r\nMartin;Lyon", .text), ("\u{FEFF}Nom\tVille", .text), ("%PDF-1.7\n…", .pdf), ("<3;2", .text),
    ("<html><table><tr><td>1", .html), ("\u{FEFF}\r\n <!DOCTYPE HTML>", .html), ("<TABLE border=1>", .html),
    ("<meta charset=utf-8>", .html),
    ("<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>", .html), ("MIME-Version: 1.0\nX-Document-Type: Workbook", .html),
    ("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>", .xml), ("a\u{1}b\u{0}", .unknown), ("PK", .text),
  ])
  func characters(text: String, expected: FileKind) throws { #expect(try kind(Array(text.utf8)) == expected) }

  @Test func bytes() throws {
    #expect(try kind([0x1F, 0x8B, 8, 0]) == .gzip)
    #expect(try kind([0x09, 0x08, 0x10, 0x00, 0x00, 0x06]) == .oldWorkbook)
    #expect(try kind([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D]) == .unknown)
    #expect(try kind([0xFF, 0xFE] + Array("Nom;Ville\r\n".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == .text)
    #expect(try kind(Array("<html>\r\n".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == .html)
    #expect(try kind(Array("Pr\u{E9}nom;Âge".utf16).map { UInt8(truncatingIfNeeded: $0) }) == .text)
  }

  @Test func zips() throws {
    #expect(try kind(TestWorkbook("<row/>").zip.bytes) == .workbook)
    #expect(try kind(zip(["[Content_Types].xml", "xl/workbook.bin", "xl/styles.bin"])) == .binaryWorkbook)
    #expect(try kind(zip(["[Content_Types].xml", "_rels/.rels", "word/document.xml"])) == .otherDocument)
    #expect(try kind(zip(["[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml"])) == .otherDocument)
    let mimetype = ["mimetype": "application/vnd.oasis.opendocument.spreadsheet"]
    #expect(try kind(zip(["mimetype", "content.xml", "META-INF/manifest.xml"], mimetype)) == .openDocument)
    #expect(try kind(zip(["mimetype", "content.xml"], ["mimetype": "application/vnd.oasis.opendocument.text"])) == .otherDocument)
    #expect(try kind(zip(["content.xml", "META-INF/manifest.xml"])) == .openDocument)
    #expect(try kind(zip(["Index/Document.iwa", "Metadata/Properties.plist"])) == .numbers)
    #expect(try kind(zip(["ventes.csv"])) == .zip)
    #expect(try kind(zip([])) == .zip)
    #expect(throws: WorkbookError(.notAWorkbook(.zip))) {
      let file = try TemporaryFile(zip(["ventes.csv"]))
      _ = try WorkbookFile(path: file.path)
    }
  }

  @Test func macrosAndPicturesArePassedOver() throws {
    var workbook = TestWorkbook("<row><c><v>1</v></c></row>")
    workbook.parts["xl/vbaProject.bin"] = "no macro"
    workbook.parts["xl/media/image1.png"] = "no picture"
    // Their sizes are lies, which nobody reads.
    workbook.change = { zip in
      for index in zip.entries.indices where !zip.entries[index].name.hasSuffix("ml") && !zip.entries[index].name.hasSuffix("rels") {
        zip.entries[index].size = 1 << 31
      }
    }
    #expect(try workbook.rows().count == 1)
  }

  @Test func aBinaryWorkbookIsOneByItsRelations() throws {
    var workbook = TestWorkbook("")
    workbook.parts["other/workbook.bin"] = "x"
    workbook.parts["_rels/.rels"] = TestWorkbook.relations([("rId1", "officeDocument", "other/workbook.bin")])
    #expect(throws: WorkbookError(.notAWorkbook(.binaryWorkbook))) { try workbook.rows() }
  }

  @Test func aWorkbookThatIsCutOffIsOne() throws {
    let bytes = TestWorkbook("<row><c><v>1</v></c></row>").zip.bytes
    #expect(try kind(Array(bytes.dropLast(40))) == .workbook)
    #expect(FileKind(head: Array(bytes.prefix(100))) == .workbook)
  }

  @Test func oldAndEncryptedWorkbooks() throws {
    #expect(try kind(compound(["Root Entry", "Workbook", "\u{5}SummaryInformation"])) == .oldWorkbook)
    #expect(try kind(compound(["Root Entry", "BOOK"])) == .oldWorkbook)
    #expect(try kind(compound(["Root Entry", "EncryptionInfo", "EncryptedPackage"])) == .encryptedWorkbook)
    #expect(try kind(compound(["Root Entry", "WordDocument"])) == .compoundFile)
    // The name is in the third sector of the directory.
    #expect(try kind(compound(["Root Entry"] + (0..<8).map { "S\($0)" } + ["EncryptedPackage"])) == .encryptedWorkbook)
    #expect(FileKind(head: compound(["Root Entry", "Workbook"])) == .compoundFile)
  }

  @Test func damagedCompoundFiles() throws {
    // A directory that is a ring, one that leads out of the file, and each length that is too short.
    #expect(try kind(compound(["Root Entry"], next: [1, 1, 1])) == .compoundFile)
    #expect(try kind(compound(["Root Entry"], next: [9_999_999, 1, 1])) == .compoundFile)
    let bytes = compound(["Root Entry", "Workbook"])
    for length in stride(from: 8, to: bytes.count, by: 41) {
      #expect([.compoundFile, .oldWorkbook].contains(try kind(Array(bytes[..<length]))))
    }
  }

  @Test func whatIsNoFile() throws {
    #expect(throws: WorkbookError(.isDirectory)) { try WorkbookFile(path: NSTemporaryDirectory()) }
    #expect(throws: WorkbookError(.unreadable(code: ENOENT))) { try WorkbookFile(path: "/nowhere/x.xlsx") }
    #expect(throws: WorkbookError(.unreadable(code: ENOENT))) { try FileKind.of(path: "/nowhere/x.xlsx") }
    let pipe = Pipe()
    #expect(throws: WorkbookError(.notSeekable)) { try WorkbookFile(descriptor: pipe.fileHandleForReading.fileDescriptor) }
    let fifo = TemporaryFile()
    try #require(mkfifo(fifo.path, 0o600) == 0)
    #expect(throws: WorkbookError(.notSeekable)) { try WorkbookFile(path: fifo.path) }
  }

  /// A compound file: a header, the table of sectors, and three sectors of directory, linked as `next` says.
  private func compound(_ names: [String], next: [Int] = [2, 3, 0xFFFF_FFFE]) -> [UInt8] {
    var header = CompoundFile.signature + [UInt8](repeating: 0, count: 16)
    for value in [0x3E, 3, 0xFFFE, 9, 6] { header.add(value, 2) }
    header += [UInt8](repeating: 0, count: 10)
    for value in [1, 1, 0, 4096, 0xFFFF_FFFE, 0, 0xFFFF_FFFE, 0, 0] { header.add(value, 4) }
    header += [UInt8](repeating: 0xFF, count: 512 - header.count)
    var table: [UInt8] = []
    for value in [0xFFFF_FFFD] + next { table.add(value, 4) }
    table += [UInt8](repeating: 0xFF, count: 512 - table.count)
    var directory: [UInt8] = []
    for name in names {
      var entry: [UInt8] = []
      for unit in name.utf16 { entry.add(Int(unit), 2) }
      entry += [UInt8](repeating: 0, count: 64 - entry.count)
      entry.add(2 * name.utf16.count + 2, 2)
      directory += entry + [UInt8](repeating: 0, count: 128 - entry.count)
    }
    return header + table + directory + [UInt8](repeating: 0, count: 3 * 512 - directory.count)
  }
}
