import Foundation
import Testing

@testable import Spreadsheets

/// Workbooks that are changed at random, in their parts and in their zip: each is read, or refused with a `WorkbookError`, soon and in little
/// memory. `scripts/check-xlsx` reads more of them.
@Suite struct FuzzTests {
  /// How many workbooks the script wants. It runs this test alone, so that time and memory of the process are those of the reader.
  private static let wanted = ProcessInfo.processInfo.environment["FILON_FUZZ_WORKBOOKS"].flatMap(Int.init)

  /// What a change may put in: pieces of the format, and what has broken readers.
  private static let pieces = [
    #"<c r="XFD1048576" t="s"><v>0</v></c>"#, #"<row r="1048576" hidden="1">"#, "</row>", "</c>", "<c/>", #" t="inlineStr""#, #" t="d""#,
    #" s="4294967296""#,
    "<is><r><t>", "</sst>", "</worksheet>", "<sheetData>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "&#0;", "&#xD800;", "&#x10FFFF;", "]]>",
    "<![CDATA[",
    "_xD800_", "_x0000_", "_x005F_", "1E308", "1E-400", "-1", "NaN", "99999999999999999999", "9999-12-31T23:59:59.999", "60",
    "2958465.99999999999", "\u{FFFE}",
    "../../../x", "<?xml version=\"1.1\" encoding=\"UTF-16\"?>", #"<mergeCell ref="A1:XFD1048576"/>"#, String(repeating: "<a>", count: 150),
    String(repeating: "x", count: 5000),
  ].map { Array($0.utf8) }

  private static var workbook: TestWorkbook {
    let row = { (number: Int) in
      #"<row r="\#(number)" spans="1:8"><c r="A\#(number)" t="s"><v>\#(number % 3)</v></c><c r="B\#(number)" s="1"><v>4\#(number).25</v></c>"#
        + #"<c r="C\#(number)" s="2"><v>0.5</v></c><c r="D\#(number)" t="b"><v>1</v></c><c r="E\#(number)" t="e"><v>#REF!</v></c>"#
        + #"<c r="F\#(number)" t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></is></c>"#
        + #"<c r="G\#(number)" t="str"><f>A1</f><v>_x000D_é</v></c><c r="H\#(number)" t="d"><v>2026-11-27T10:00:00</v></c></row>"#
    }
    return TestWorkbook(
      (1...20).map { row($0) }.joined(), after: #"<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>"#,
      strings: ["<t>un</t>", "<r><t>de</t></r><r><t>ux</t></r><rPh><t>x</t></rPh>", "<t> trois </t>"], formats: ["14", "[h]:mm", "0%"])
  }

  @Test func changedWorkbooks() throws {
    let file = TemporaryFile()
    let unchanged = try Self.workbook.rows().count
    #expect(unchanged == 20)
    var outcomes: [String: Int] = [:]
    let memory = Self.peakMemory
    for seed in 0..<(Self.wanted ?? 200) {
      try Data(Self.changed(seed: UInt64(seed))).write(to: URL(filePath: file.path))
      let start = ContinuousClock.now
      do {
        let rows = try TestWorkbook.rows(file.path)
        // All that a caller asks of a value.
        for row in rows { for value in row.values.prefix(100) { _ = (value.plain, value) } }
        outcomes["read", default: 0] += 1
      } catch let error as WorkbookError {
        outcomes[String("\(error.reason)".prefix { $0 != "(" }), default: 0] += 1
      }
      guard Self.wanted != nil else { continue }
      // It takes milliseconds; a busy machine is no failure.
      #expect(ContinuousClock.now - start < .seconds(10), "seed \(seed)")
      #expect(Self.peakMemory - memory < 50 << 20, "seed \(seed)")
    }
    #expect(outcomes.count > 5)
    guard Self.wanted != nil else { return }
    for (outcome, count) in outcomes.sorted(by: { $0.value > $1.value }) { print("\(count)\t\(outcome)") }
  }

  /// The greatest resident size of this process so far, in bytes.
  private static var peakMemory: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }

  private static func changed(seed: UInt64) -> [UInt8] {
    var random = SplitMix(seed: seed)
    var zip = workbook.zip
    let isInZip = Int.random(in: 0..<4, using: &random) == 0
    if !isInZip {
      // Often the sheet, which has most to get wrong.
      let sheet = zip.entries.firstIndex { $0.name.hasSuffix("sheet1.xml") } ?? 0
      let index = Bool.random(using: &random) ? sheet : Int.random(in: zip.entries.indices, using: &random)
      for _ in 0...Int.random(in: 0..<4, using: &random) { change(&zip.entries[index].content, &random) }
      return zip.bytes
    }
    var bytes = zip.bytes
    for _ in 0...Int.random(in: 0..<4, using: &random) { change(&bytes, &random) }
    return bytes
  }

  private static func change(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    guard !bytes.isEmpty else { return }
    let start = Int.random(in: bytes.indices, using: &random)
    let range = start..<min(bytes.count, start + Int.random(in: 1...60, using: &random))
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes[start] = UInt8.random(in: 0...255, using: &random)
    case 2: bytes.removeSubrange(range)
    case 3: bytes.insert(contentsOf: Array(bytes[range]), at: Int.random(in: bytes.indices, using: &random))
    case 4: bytes.removeSubrange(start...)
    default: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: start)
    }
  }
}
