package import CRM
package import Postgres

/// A sheet of the workbook of a plan: its first row are the heads.
package struct PlanSheet: Sendable {
  package let name: String
  package let rows: [[PlanCell]]
  /// What a reader must know, beside the heads.
  package var note: String?
}

/// A cell of it. What is no text is one only where it reads as the same text again.
package enum PlanCell: Sendable, Hashable {
  case blank
  case text(String)
  case number(Double, places: Int)
  /// A fraction, shown in per cent.
  case share(Double)
  case day(Day)
}

extension PlanDocument {
  /// The plan as sheets that are read again without difference.
  ///
  /// - Parameter version: The version that it is.
  /// - Returns: Nothing for a plan with a text that no cell has room for.
  package func sheets(in language: Language, currency: String, series: [String: SeriesUnit], version: Int) -> [PlanSheet] {
    let writing = PlanWriting(language: language, currency: Currency(code: currency), series: series)
    guard case .mapping(let entries) = yaml(writing, version: version) else { return [] }
    let layout = PlanLayout()
    let found = { (key: PlanKey, entries: [PlanYAML.Entry]) in entries.first { $0.key == key }?.value }
    let within = { (section: PlanKey?) -> [PlanYAML.Entry] in
      guard let section else { return entries }
      guard case .mapping(let own) = found(section, entries) else { return [] }
      return own
    }
    let text = PlanCellText(language: language)
    let once = layout.lines.map { line in
      [
        line.section.map { .text($0.name(in: language)) } ?? .blank, .text(line.key.name(in: language)),
        text.cell(found(line.key, within(line.section))),
      ]
    }
    let heads = [Message.planSheetSection, .planSheetField, .planSheetValue].map { PlanCell.text($0.text(in: language)) }
    let lists = layout.lists.map { list in
      var parts: [PlanYAML] = []
      if case .list(let items) = found(list.key, within(list.section)) { parts = items }
      let rows = parts.map { part -> [PlanCell] in
        guard case .mapping(let own) = part else { return [] }
        return list.columns.map { text.cell(found($0.key, own)) }
      }
      return PlanSheet(name: list.sheet(in: language), rows: [list.columns.map { .text($0.key.name(in: language)) }] + rows)
    }
    let sheets = [PlanSheet(name: PlanLayout.firstSheet, rows: [heads] + once, note: Message.planSheetNote.text(in: language))] + lists
    return sheets.allSatisfy { $0.rows.joined().allSatisfy(\.hasRoom) } ? sheets : []
  }
}

extension PlanCell {
  /// A cell holds 32,767 units of UTF-16.
  fileprivate var hasRoom: Bool { if case .text(let text) = self { text.utf16.count <= 32_000 } else { true } }
}

/// How what stands under a key is written into a cell, and read from it: a text as it is, a list with an item a line, what has keys of its
/// own in braces as YAML has it.
struct PlanCellText {
  let language: Language

  func cell(_ value: PlanYAML?) -> PlanCell {
    switch value {
    case nil: .blank
    case .scalar(let text): Self.isYAML(text) ? .text(PlanScalar.quoted(text)) : typed(text)
    case .list(let items): .text(items.map(line).joined(separator: "\n"))
    case .mapping(let entries): .text(flow(entries))
    }
  }

  private func line(_ item: PlanYAML) -> String {
    switch item {
    case .scalar(let text): Self.isLine(text) ? text : PlanScalar.quoted(text)
    case .mapping(let entries): flow(entries)
    case .list: ""
    }
  }

  /// Whether a cell, or a line of one, is YAML and no text.
  static func isYAML(_ text: String) -> Bool { text.hasPrefix("{") || text.hasPrefix("\"") }

  private static func isLine(_ text: String) -> Bool {
    !text.isEmpty && !isYAML(text) && text == text.trimmed
      && !text.unicodeScalars.contains { "\n\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0) }
  }

  private func flow(_ entries: [PlanYAML.Entry]) -> String {
    let pairs = entries.compactMap { entry in
      entry.value.map { value -> String in
        let written =
          switch value {
          case .scalar(let text): PlanScalar.writtenInFlow(text)
          case .mapping(let entries): flow(entries)
          case .list(let items):
            "[" + items.map { if case .scalar(let text) = $0 { PlanScalar.writtenInFlow(text) } else { "" } }.joined(separator: ", ") + "]"
          }
        return "\(PlanScalar.writtenInFlow(entry.key.name(in: language))): \(written)"
      }
    }
    return "{" + pairs.joined(separator: ", ") + "}"
  }

  /// A day, number or share where the same text is read from it again.
  private func typed(_ text: String) -> PlanCell {
    if let day = Day(text), day.description == text { return .day(day) }
    if text.hasSuffix("%"), let share = number(text.dropLast().trimmed).map({ ($0 * 100).rounded() / 10_000 }) {
      return self.text(ofShare: share) == text ? .share(share) : .text(text)
    }
    guard let value = number(text[...]), self.text(ofNumber: text.replacing(",", with: ".")) == text else { return .text(text) }
    return .number(value, places: text.contains { ".,".contains($0) } ? 2 : 0)
  }

  /// The number of digits as people write them: without zeros before it, with one decimal mark at most.
  private func number(_ text: Substring) -> Double? {
    let parts = (text.first == "-" ? text.dropFirst() : text).split(omittingEmptySubsequences: false) { ".,".contains($0) }
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      parts[0].count == 1 || parts[0].first != "0", parts[0].count < 13
    else { return nil }
    return Double(text.replacing(",", with: "."))
  }

  /// What a number of a cell is in the file, from its digits with a point: whole, or with two decimals at least.
  func text(ofNumber plain: String) -> String {
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return plain }
    let decimals = parts[1].count == 1 ? parts[1] + "0" : parts[1]
    return parts[0] + (language == .fr ? "," : ".") + decimals
  }

  /// What a share of a cell is in the file.
  func text(ofShare share: Double) -> String {
    let hundredths = (share * 10_000).rounded()
    guard hundredths.magnitude < 1e15 else { return "\(share)" }
    return PlanNumber.written(share: Int(hundredths), language)
  }
}
