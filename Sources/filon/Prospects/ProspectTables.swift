import CRM
import Foundation
import Postgres
import Tables

/// How prospects are laid out for people and as csv.
enum ProspectTables {
  /// A prospect, a line a field; people are spared the empty ones.
  static func card(_ prospect: Prospect, _ output: OutputOptions) -> Table {
    Table(of: prospect) { fields.filter { output.format != .table || !$0.cell(prospect).isMissing } }
  }

  @Columns<Prospect> private static var fields: [Column<Prospect>] {
    Column("name", .fieldName) { .text($0.name) }
    Column("lifecycle", .labelStatus) { .code($0.lifecycle.rawValue, $0.lifecycle.message) }
    Column("converted_on", .headerConvertedOn) { .day($0.convertedOn) }
    Column("opposed_on", .labelOpposition) { .day($0.opposedOn) }
    Column("contact_name", .fieldContact) { .text($0.contactName) }
    Column("email", .fieldEmail) { .text($0.email) }
    Column("phone", .fieldPhone) { .text($0.phone) }
    Column("siret", .fieldSIRET) { .text($0.siret) }
    Column("vat_number", .fieldVAT) { .text($0.vatNumber) }
    Column("naf_code", .fieldNAF) { .text($0.nafCode) }
    Column("address", .fieldAddress) { .text($0.address) }
    Column("postal_code", .fieldPostalCode) { .text($0.postalCode) }
    Column("city", .fieldCity) { .text($0.city) }
    Column("country", .fieldCountry) { .text($0.country) }
    Column("source", .fieldSource) { .text($0.source) }
    Column("owner", .fieldOwner) { .text($0.owner) }
    Column("potential", .labelPotential) { .money($0.potentialCents) }
    Column("next_step", .fieldNext) { .text($0.nextStep) }
    Column("next_on", .labelOn) { .day($0.nextOn) }
    Column("note", .fieldNote) { .text($0.note) }
    Column("id", .labelID) { .id($0.id) }
  }

  static func list(_ page: ProspectPage) -> Table {
    Table(page.prospects, notes: more(page.next), empty: .noProspectYet) {
      Column("name", .fieldName) { .text($0.name) }
      Column("city", .fieldCity) { .text($0.city) }
      // Nothing here proposes to call who objected; programs have the number and the day.
      Column("phone", .fieldPhone) { line in line.opposedOn.map { .code(line.phone ?? "", .opposed($0)) } ?? .text(line.phone) }
      Column("owner", .fieldOwner) { .text($0.owner) }
      Column("lifecycle", .labelStatus) { .code($0.lifecycle.rawValue, $0.lifecycle.message) }
      Column("segment", .labelClass) { .text($0.segment) }
      Column("stages", .headerStages) { $0.stages.isEmpty ? .missing() : .text($0.stages.joined(separator: ", ")) }
      Column("next_on", .labelOn) { .day($0.nextOn) }
      Column("next_step", .fieldNext) { .text($0.nextStep) }
      Column("email", .fieldEmail, in: .sheet) { .text($0.email) }
      Column("postal_code", .fieldPostalCode, in: .sheet) { .text($0.postalCode) }
      Column("source", .fieldSource, in: .sheet) { .text($0.source) }
      Column("potential", .labelPotential, in: .sheet) { .money($0.potentialCents) }
      Column("id", .labelID, in: .sheet) { .id($0.id) }
      Column("opposed_on", .labelOpposition, in: .sheet) { .day($0.opposedOn) }
    }
  }

  static func history(_ file: ProspectFile) -> Table {
    let notes = activeMerges(file).map { Message.undoMerge($0.description) } + more(file.next)
    return Table(file.history, title: .historyTitle, notes: notes) {
      Column("at", .labelWhen) { event in event.time.map { .instant($0) } ?? .day(event.day) }
      Column("kind", .labelWhat) { .code($0.kind.rawValue, $0.kind.message) }
      Column("salesperson", .headerWho) {
        .text([$0.salesperson, $0.secondSalesperson].compactMap(\.self).joined(separator: ", ").nonEmpty)
      }
      Column("detail", .labelDetail) { .text(detail($0).nonEmpty) }
      Column("amount", .labelAmount, .trailing) { .money($0.amountCents) }
      Column("merge_id", .headerMerge, in: .sheet) { .id($0.mergeID) }
      Column("id", .labelID, in: .sheet) { .id($0.id) }
    }
  }

  static func duplicates(_ duplicates: [Duplicate]) -> Table {
    Table(duplicates) { columns { ($0.prospect, $0.reasons) } }
  }

  static func groups(_ groups: [DuplicateGroup]) -> Table {
    let numbered = groups.enumerated().flatMap { number, group in
      group.prospects.map { (number: number + 1, prospect: $0, reasons: group.reasons) }
    }
    let example = groups.first.flatMap { group -> Message? in
      guard group.prospects.count > 1 else { return nil }
      return .mergeDuplicates(group.prospects[0].id.description, group.prospects[1].id.description)
    }
    return Table(numbered, notes: [example].compactMap(\.self), empty: .noDuplicates) {
      Column("group", .headerGroup, .trailing) { .integer($0.number) }
      columns { ($0.prospect, $0.reasons) }
    }
  }

  @Columns<Row> private static func columns<Row>(
    _ duplicate: @escaping (Row) -> (prospect: Prospect, reasons: [DuplicateReason])
  ) -> [Column<Row>] {
    Column("name", .fieldName) { .text(duplicate($0).prospect.name) }
    Column("city", .fieldCity) { .text(duplicate($0).prospect.city) }
    Column("email", .fieldEmail) { .text(duplicate($0).prospect.email) }
    Column("phone", .fieldPhone) { .text(duplicate($0).prospect.phone) }
    Column("reasons", .labelWhy) { .code(duplicate($0).reasons.map(\.rawValue).joined(separator: ","), text(duplicate($0).reasons)) }
    Column("id", .labelID) { .id(duplicate($0).prospect.id) }
  }

  private static func text(_ reasons: [DuplicateReason]) -> Message {
    Message(fr: reasons.map(\.message.fr).joined(separator: ", "), en: reasons.map(\.message.en).joined(separator: ", "))
  }

  /// The sides of a merge beside each other, a line each thing that tells them apart.
  static func merge(_ merge: Merge) -> Table {
    let notes: [Message] = merge.mergeID == nil ? [] : [.factsStay, .undoMergeOf(merge.merged[0].prospect.name)]
    return Table(sideColumns, notes: notes) {
      Column("field", .headerSide) { .message($0.heading.header) }
      Column("kept", .sideKept) { $0.cell(merge.kept) }
      for (index, side) in merge.merged.enumerated() {
        Column("merged_\(index + 1)", .sideMerged) { $0.cell(side) }
      }
    }
  }

  /// The same for programs, a row a side.
  static func sides(_ merge: Merge) -> Table {
    let kept = (code: "kept", word: Message.sideKept, side: merge.kept)
    return Table([kept] + merge.merged.map { (code: "merged", word: .sideMerged, side: $0) }) {
      Column("side", .headerSide) { .code($0.code, $0.word) }
      sideColumns.map { column in column.of { $0.side } }
      Column("id", .labelID) { .id($0.side.prospect.id) }
      Column("merge_id", .headerMerge) { _ in .id(merge.mergeID) }
    }
  }

  @Columns<MergeSide> private static var sideColumns: [Column<MergeSide>] {
    Column("name", .fieldName) { .text($0.prospect.name) }
    Column("city", .fieldCity) { .text($0.prospect.city) }
    Column("lifecycle", .labelStatus) { .code($0.prospect.lifecycle.rawValue, $0.prospect.lifecycle.message) }
    Column("email", .fieldEmail) { .text($0.prospect.email) }
    Column("phone", .fieldPhone) { .text($0.prospect.phone) }
    Column("owner", .fieldOwner) { .text($0.prospect.owner) }
    Column("conversations", .labelConversations) { .integer($0.conversations) }
    Column("opportunities", .labelOpportunities) { .integer($0.opportunities) }
    Column("sales", .labelSales) { .integer($0.sales) }
    Column("revenue", .headerRevenue) { .money($0.revenueCents) }
  }

  static func merges(_ merges: [RecordedMerge], includingUndone all: Bool) -> Table {
    let name = { (side: RecordedMerge.Side) in [side.name, side.city].compactMap(\.self).joined(separator: ", ") }
    let notes = merges.first { $0.undoneAt == nil }.map { [Message.undoMergeOf($0.merged[0].name)] } ?? []
    return Table(merges, notes: notes, empty: .noMerges) {
      Column("merged_at", .labelWhen) { .instant($0.mergedAt) }
      Column("kept", .sideKept) { .text(name($0.kept)) }
      Column("merged", .sideMerged) { .text($0.merged.map(name).joined(separator: " ; ")) }
      if all { Column("undone_at", .columnUndoneAt) { .instant($0.undoneAt) } }
      Column("merge_id", .headerMerge, in: .sheet) { .id($0.mergeID) }
    }
  }

  static func unmerge(_ undone: Unmerge) -> Table {
    let sides =
      [(code: "kept", word: Message.sideKept, prospect: undone.kept)]
      + undone.parted.map { (code: "parted", word: .sideParted, prospect: $0) }
      + undone.stillMerged.map { (code: "still_merged", word: .sideStillMerged(in: $0.kept.name), prospect: $0.prospect) }
    return Table(sides) {
      Column("side", .headerSide) { .code($0.code, $0.word) }
      Column("name", .fieldName) { .text($0.prospect.name) }
      Column("lifecycle", .labelStatus) { .code($0.prospect.lifecycle.rawValue, $0.prospect.lifecycle.message) }
      Column("email", .fieldEmail) { .text($0.prospect.email) }
      Column("phone", .fieldPhone) { .text($0.prospect.phone) }
      Column("id", .labelID, in: .sheet) { .id($0.prospect.id) }
    }
  }

  /// What a line of history says beside when, what and who.
  private static func detail(_ event: HistoryEvent) -> String {
    let next = event.nextOn.map { day in Message.historyNext(event.nextStep, Formats(language: .current).day(day)) }
    let words = [
      event.stage, event.channel.map { say($0.name) }, event.outcome.map { say($0.name) }, event.minutes.map { say(.historyMinutes($0)) },
      event.text, next.map(say), event.endedFollowUp.map { say(.historyEnded($0)) },
    ]
    return words.compactMap(\.self).joined(separator: ", ")
  }

  /// The merges of a history that were not undone since, newest first.
  private static func activeMerges(_ file: ProspectFile) -> [Merge.ID] {
    let undone = Set(file.history.filter { $0.kind == .unmerged }.map(\.mergeID))
    var active: [Merge.ID] = []
    for case let event in file.history where event.kind == .merged && !undone.contains(event.mergeID) {
      if let id = event.mergeID, !active.contains(id) { active.append(id) }
    }
    return active
  }

  private static func more(_ cursor: String?) -> [Message] { cursor.map { [.nextPage($0)] } ?? [] }
}

extension String {
  /// Nil when there is nothing in it.
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
