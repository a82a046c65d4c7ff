import Testing

@testable import Spreadsheets

@Suite struct CellTests {
  private func values(_ cells: String, strings: [String] = [], formats: [String] = []) throws -> [CellValue] {
    try TestWorkbook(#"<row r="1">\#(cells)</row>"#, strings: strings, formats: formats).firstRow()
  }

  @Test func eachTypeOfCell() throws {
    let cells = """
      <c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>en ligne</t></is></c><c r="C1" t="str"><f>A1&amp;"x"</f><v>formule</v></c>
      <c r="D1"><v>42</v></c><c r="E1" t="n"><v>1.5</v></c><c r="F1" t="b"><v>1</v></c><c r="G1" t="b"><v>0</v></c>
      <c r="H1" t="e"><v>#N/A</v></c><c r="I1" t="d"><v>2026-11-27</v></c><c r="J1" t="d"><v>2026-11-27T14:05:09.25</v></c>
      <c r="K1"><f>SUM(D1:E1)</f><v>43.5</v></c><c r="L1"><f>SUM(D1:E1)</f></c>
      """
    let expected: [CellValue] = [
      .text("deux"), .text("en ligne"), .text("formule"), .number("42"), .number("1.5"), .boolean(true), .boolean(false), .error("#N/A"),
      .written("2026-11-27"), .written("2026-11-27T14:05:09.250"), .number("43.5"), .uncalculated,
    ]
    #expect(try values(cells, strings: ["<t>un</t>", "<t>deux</t>"]) == expected)
  }

  @Test func aFormatThatIsNotDefinedMattersOnlyToNumbers() throws {
    #expect(try values(#"<c s="99" t="str"><v>a</v></c><c s="99"/><c t="b" s="x"><v>1</v></c>"#) == [.text("a"), .empty, .boolean(true)])
  }

  @Test func aFormulaIsSaidToBeOne() throws {
    let rows = try TestWorkbook(#"<row><c><v>1</v></c><c><f>A1</f><v>1</v></c></row>"#).rows()
    #expect(rows[0].cells.map(\.isFormula) == [false, true])
  }

  @Test(arguments: [
    (#"<c><f>1+1</f></c>"#, CellValue.uncalculated), (#"<c><f>1+1</f><v/></c>"#, .uncalculated),
    (#"<c><f>1+1</f><v></v></c>"#, .uncalculated),
    (#"<c t="str"><f>T(1)</f></c>"#, .uncalculated), (#"<c t="str"><f>T(1)</f><v></v></c>"#, .empty), (#"<c s="0"/>"#, .empty),
    (#"<c><v></v></c>"#, .empty), (#"<c t="s"/>"#, .empty), (#"<c t="inlineStr"><is><t></t></is></c>"#, .empty),
    (#"<c t="s"><v>0</v></c>"#, .empty), (#"<c t="b"><f>TRUE()</f></c>"#, .uncalculated), (#"<c t="e"><f>NA()</f></c>"#, .uncalculated),
    (#"<c t="shared"/>"#, .error("")),
  ])
  func whatIsNotThere(cell: String, expected: CellValue) throws {
    // A cell behind it, so that the row is there.
    guard expected != .error("") else {
      #expect(throws: WorkbookError.self) { try values(cell) }
      return
    }
    #expect(try values(cell + "<c><v>7</v></c>", strings: ["<t></t>"]) == [expected, .number("7")])
  }

  @Test func runsAreJoinedAndPronunciationIsLeftOut() throws {
    let rich = #"<r><rPr><b/></rPr><t>Mar</t></r><r><t xml:space="preserve">tin </t></r><r><t>SA</t></r>"#
    let phonetic = #"<t>課長</t><rPh sb="0" eb="2"><t>カチョウ</t></rPh><phoneticPr fontId="1"/>"#
    #expect(try values(#"<c t="s"><v>0</v></c><c t="s"><v>1</v></c>"#, strings: [rich, phonetic]) == [.text("Martin SA"), .text("課長")])
    #expect(try values(#"<c t="inlineStr"><is>\#(rich)</is></c>"#) == [.text("Martin SA")])
    // The layout of the file is no text.
    #expect(try values("<c t=\"s\"><v>0</v></c>", strings: ["\n  <r>\n    <t>a</t>\n  </r>\n"]) == [.text("a")])
  }

  @Test func aNumberBesideATextIsNotMeant() throws {
    let cells = ["<v>1.0</v><is><t>1.</t></is>", "<is><t>1.</t></is><v>1.0</v>", "<v>a</v>"].map { #"<c t="inlineStr">\#($0)</c>"# }
    #expect(try values(cells.joined()) == [.text("1."), .text("1."), .text("a")])
  }

  @Test func spaceAroundATextIsKeptWhenTheFileSaysSo() throws {
    let strings = [#"<t xml:space="preserve">  a b  </t>"#, "<t>  a b \n</t>", #"<t xml:space="default"> a</t>"#, "<t>   </t>"]
    let cells = strings.indices.map { #"<c t="s"><v>\#($0)</v></c>"# }.joined() + "<c><v>1</v></c>"
    #expect(try values(cells, strings: strings) == [.text("  a b  "), .text("a b"), .text("a"), .empty, .number("1")])
  }

  @Test(arguments: [
    ("a_x000D_\nb", "a\r\nb"), ("_x005F_x000D_", "_x000D_"), ("_xD83D__xDE00_", "😀"), ("_xd83d__xde00_", "😀"), ("_x0041_", "A"),
    ("_x0000_", "_x0000_"), ("_xD83D_", "_xD83D_"), ("_xDE00_x", "_xDE00_x"), ("_x00", "_x00"), ("_x00G0_", "_x00G0_"),
    ("_x000D", "_x000D"),
    ("a_b_c", "a_b_c"), ("_x20AC__x20AC_", "€€"), ("__x0041__", "_A_"), ("_X0041_", "_X0041_"),
  ])
  func escapes(written: String, read: String) throws {
    let cells = #"<c t="s"><v>0</v></c><c t="str"><v>\#(written)</v></c><c t="inlineStr"><is><t>\#(written)</t></is></c>"#
    #expect(try values(cells, strings: ["<t>\(written)</t>"]) == [CellValue](repeating: .text(read), count: 3))
  }

  @Test func characterReferencesAndSections() throws {
    #expect(
      try values("<c t=\"s\"><v>0</v></c>", strings: ["<t>&lt;A&#38;B&gt; &quot;é&#xE9;&apos; <![CDATA[<c>&amp;]]></t>"]) == [
        .text("<A&B> \"éé' <c>&amp;")
      ])
  }

  @Test func aPercentageIsANumberThatSaysSo() throws {
    let values = try values(#"<c s="1"><v>0.125</v></c><c s="2"><v>0.5</v></c><c><v>0.5</v></c>"#, formats: ["10", "0.0\\ %"])
    #expect(values.map(\.plain) == ["0.125", "0.5", "0.5"])
    let shown = values.map { if case .number(let number) = $0 { number.isPercentage } else { false } }
    #expect(shown == [true, true, false])
  }

  @Test func unreadableValuesAreRefusedWithTheirCell() {
    let cells: [(String, WorkbookError.Reason)] = [
      (#"<c r="C2"><v>abc</v></c>"#, .unreadableValue("abc")), (#"<c r="C2"><v>1,5</v></c>"#, .unreadableValue("1,5")),
      (#"<c r="C2"><v>INF</v></c>"#, .unreadableValue("INF")), (#"<c r="C2"><v>1E999</v></c>"#, .unreadableValue("1E999")),
      (#"<c r="C2" t="b"><v>2</v></c>"#, .unreadableValue("2")),
      (#"<c r="C2" t="d"><v>2026-02-30</v></c>"#, .unreadableValue("2026-02-30")),
      (#"<c r="C2" t="d"><v>2026-02-03T10:00:00+02:00</v></c>"#, .unreadableValue("2026-02-03T10:00:00+02:00")),
      (#"<c r="C2" t="s"><v>1</v></c>"#, .noSuchString("1")), (#"<c r="C2" t="s"><v>-1</v></c>"#, .noSuchString("-1")),
      (#"<c r="C2" t="s"><v>99999999999999999999</v></c>"#, .noSuchString("99999999999999999999")),
      (#"<c r="C2" s="7"><v>1</v></c>"#, .noSuchFormat(7)), (#"<c r="C2" s="-1"><v>1</v></c>"#, .noSuchFormat(-1)),
      (#"<c r="C2"><v>1</v><v>2</v></c>"#, .unreadableValue("1")),
      (#"<c r="C2" t="inlineStr"><is><t>a</t></is><is><t>b</t></is></c>"#, .unreadableValue("a")),
      (#"<c r="C2" t="zz"><v>1</v></c>"#, .unknownCellType("zz")),
    ]
    for (cell, reason) in cells {
      let error = #expect(throws: WorkbookError.self, "\(cell)") {
        try TestWorkbook("<row r=\"2\">\(cell)</row>", strings: ["<t>a</t>"]).rows()
      }
      #expect(error == WorkbookError(reason, part: "xl/worksheets/sheet1.xml", sheet: "Feuil1", row: 2, column: 2), "\(cell)")
      #expect(error?.cell == "C2")
    }
  }
}
