import Foundation
import Testing

@testable import Spreadsheets

/// Zips that are wrong, by accident or on purpose.
@Suite struct HostileArchiveTests {
  private let good = TestWorkbook((1...200).map { #"<row r="\#($0)"><c r="A\#($0)"><v>\#($0)</v></c></row>"# }.joined())

  private func expect(
    _ reason: WorkbookError.Reason, limits: WorkbookLimits = WorkbookLimits(), location: SourceLocation = #_sourceLocation,
    _ change: @escaping (inout ZipBuilder) -> Void
  ) {
    var workbook = good
    workbook.change = change
    let error = #expect(throws: WorkbookError.self, sourceLocation: location) { try workbook.rows(limits: limits) }
    #expect(error?.reason == reason, sourceLocation: location)
  }

  /// Changes the entry of the sheet.
  private func onSheet(_ change: @escaping (inout ZipBuilder.Entry) -> Void) -> (inout ZipBuilder) -> Void {
    { zip in
      for index in zip.entries.indices where zip.entries[index].name == "xl/worksheets/sheet1.xml" { change(&zip.entries[index]) }
    }
  }

  @Test(arguments: 0..<5) func whatIsUnusualAndRight(sort: Int) throws {
    var workbook = good
    workbook.change = { zip in
      for index in zip.entries.indices {
        switch sort {
        case 0: zip.entries[index].isDeflated = false
        case 1: zip.entries[index].hasDescriptor = true
        case 2: (zip.entries[index].isZip64, zip.isZip64) = (true, true)
        case 3: (zip.entries[index].name, zip.entries[index].isZip64) = (zip.entries[index].name.uppercased(), true)
        default: zip.entries[index].name = zip.entries[index].name.replacing("/", with: "\\")
        }
      }
      zip.comment = Array("PK\u{5} a comment".utf8)
      zip.entries.append(.init(name: "xl/", content: [], isDeflated: false))
    }
    #expect(try workbook.rows().count == 200)
  }

  @Test func sizesAndChecksums() {
    expect(.damaged(.checksum), onSheet { $0.checksum = 7 })
    expect(.damaged(.size), onSheet { $0.size = $0.content.count - 1 })
    expect(.damaged(.size), onSheet { $0.size = $0.content.count + 1 })
    expect(.damaged(.size), onSheet { $0.size = 0 })
    expect(.damaged(.size), onSheet { ($0.isDeflated, $0.size) = (false, $0.content.count - 1) })
    expect(.damaged(.size), onSheet { $0.compressedSize = 20 })
    expect(.damaged(.size), onSheet { $0.compressed = ZipBuilder.deflated($0.content) + [0] })
    expect(.damaged(.size), onSheet { $0.compressedSize = 1 << 30 })
    expect(.damaged(.compression), onSheet { $0.compressed = [0xFF, 0xFF, 0xFF] })
  }

  @Test func headers() {
    expect(.damaged(.header), onSheet { $0.localName = "xl/worksheets/sheet2.xml" })
    expect(.damaged(.header), onSheet { $0.localName = "x" })
    expect(.encryptedEntry, onSheet { $0.flags = 1 })
    expect(.unknownCompression(12), onSheet { $0.method = 12 })
    expect(.damaged(.directory)) { $0.countError = 1 }
    expect(.damaged(.directory)) { $0.countError = -1 }
    expect(.damaged(.directory)) { $0.offsetError = 1 << 30 }
    expect(.damaged(.directory)) { $0.offsetError = -1 }
    expect(.damaged(.directory)) { ($0.isZip64, $0.offsetError) = (true, 1 << 60) }
  }

  @Test func names() {
    expect(.duplicateEntry("xl/worksheets/sheet1.xml")) { $0.entries.append(.init(name: "xl/worksheets/sheet1.xml", content: [1])) }
    expect(.duplicateEntry("xl/worksheets/sheet1.xml")) { $0.entries.append(.init(name: "xl\\Worksheets\\SHEET1.xml", content: [1])) }
    for name in ["../../etc/passwd", "/etc/passwd", "xl/../../x", "..\\x", "C:\\x", "c:/x", "a\0b", ""] {
      expect(.misleadingName(name)) { $0.entries.append(.init(name: name, content: [1])) }
    }
  }

  @Test func bombs() {
    let zeros = [UInt8](repeating: 0x20, count: 20 << 20)
    // What is inflated, not what is claimed, would be a thousand times the file.
    expect(.tooLarge(.inflation), onSheet { $0.content = zeros })
    // A claim that is too small is watched.
    expect(.damaged(.size), onSheet { ($0.content, $0.size) = (zeros, 1000) })
    expect(.tooLarge(.part), onSheet { $0.size = 3 << 30 })
    expect(.tooLarge(.part)) { zip in
      for index in zip.entries.indices where zip.entries[index].name == "xl/workbook.xml" { zip.entries[index].size = 65 << 20 }
    }
    var limits = WorkbookLimits()
    limits.totalBytes = 4000
    expect(.tooLarge(.total), limits: limits) { _ in }
    limits = WorkbookLimits()
    limits.sheetBytes = 4000
    expect(.tooLarge(.part), limits: limits) { _ in }
    limits = WorkbookLimits()
    limits.entries = 100
    expect(.tooLarge(.entries), limits: limits) { zip in zip.entries += (1...100).map { .init(name: "\($0)", content: []) } }
    limits = WorkbookLimits()
    limits.directoryBytes = 1000
    expect(.tooLarge(.directory), limits: limits) { zip in zip.entries += (1...100).map { .init(name: "\($0)", content: []) } }
  }

  @Test func partsThatAreMissing() {
    for part in [
      "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
    ] {
      var workbook = good
      workbook.parts[part] = nil
      let error = #expect(throws: WorkbookError.self) { try workbook.rows() }
      #expect(error?.reason == .missingPart && error?.part == part, "\(part)")
    }
  }

  @Test func truncations() throws {
    let bytes = TestWorkbook(#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#, strings: ["<t>a</t>"]).zip.bytes
    for length in stride(from: 0, to: bytes.count, by: 3) {
      let file = try TemporaryFile(Array(bytes[..<length]))
      let error = #expect(throws: WorkbookError.self) { try TestWorkbook.rows(file.path) }
      let expected: [WorkbookError.Reason] =
        length < 30 ? [.truncated, .notAWorkbook(.empty), .notAWorkbook(.text), .notAWorkbook(.unknown)] : [.truncated]
      #expect(expected.contains { $0 == error?.reason }, "\(length): \(String(describing: error))")
    }
  }

  @Test func wrongBytes() throws {
    let bytes = TestWorkbook(#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#, strings: ["<t>a</t>"]).zip.bytes
    var random = SplitMix(seed: 11)
    for place in stride(from: 0, to: bytes.count, by: 3) {
      var changed = bytes
      changed[place] ^= UInt8.random(in: 1...255, using: &random)
      let file = try TemporaryFile(changed)
      // It reads or says why not; other errors and crashes fail the test.
      do { _ = try TestWorkbook.rows(file.path) } catch is WorkbookError {}
    }
  }
}
