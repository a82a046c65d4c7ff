import CRM
import Foundation
import Postgres

/// How prospects are laid out for people and as csv.
enum ProspectTables {
  /// A prospect, a line a field; people are spared the empty ones.
  static func card(_ prospect: Prospect, _ output: OutputOptions) -> Table {
    let fields: [(column: Column, cell: Cell)] = [
      (Column("name", .fieldName), .text(prospect.name)),
      (Column("lifecycle", .headerLifecycle), .code(prospect.lifecycle.rawValue, prospect.lifecycle.message)),
      (Column("converted_on", .headerConvertedOn), .day(prospect.convertedOn)),
      (Column("opposed_on", .labelOpposition), .day(prospect.opposedOn)),
      (Column("contact_name", .fieldContact), .text(prospect.contactName)), (Column("email", .fieldEmail), .text(prospect.email)),
      (Column("phone", .fieldPhone), .text(prospect.phone)), (Column("siret", .fieldSIRET), .text(prospect.siret)),
      (Column("vat_number", .fieldVAT), .text(prospect.vatNumber)), (Column("naf_code", .fieldNAF), .text(prospect.nafCode)),
      (Column("address", .fieldAddress), .text(prospect.address)), (Column("postal_code", .fieldPostalCode), .text(prospect.postalCode)),
      (Column("city", .fieldCity), .text(prospect.city)), (Column("country", .fieldCountry), .text(prospect.country)),
      (Column("source", .fieldSource), .text(prospect.source)), (Column("owner", .fieldOwner), .text(prospect.owner)),
      (Column("potential", .fieldPotential), .money(prospect.potentialCents)), (Column("next_step", .fieldNext), .text(prospect.nextStep)),
      (Column("next_on", .headerNextOn), .day(prospect.nextOn)), (Column("note", .fieldNote), .text(prospect.note)),
      (Column("id", .headerID), .id(prospect.id)),
    ]
    return Table(of: output.format == .table ? fields.filter { !$0.cell.isMissing } : fields)
  }

  static func list(_ page: ProspectPage) -> Table {
    let columns = [
      Column("name", .fieldName), Column("city", .fieldCity), Column("phone", .fieldPhone), Column("owner", .fieldOwner),
      Column("lifecycle", .headerLifecycle), Column("segment", .headerSegment), Column("stages", .headerStages),
      Column("next_on", .headerNextOn), Column("next_step", .fieldNext), .forPrograms("email", .fieldEmail),
      .forPrograms("postal_code", .fieldPostalCode), .forPrograms("source", .fieldSource), .forPrograms("potential", .fieldPotential),
      .forPrograms("id", .headerID), .forPrograms("opposed_on", .labelOpposition),
    ]
    let rows = page.prospects.map { line -> [Cell] in
      [
        .text(line.name), .text(line.city),
        // Nothing here proposes to call who objected; programs have the number and the day.
        line.opposedOn.map { .code(line.phone ?? "", .opposed($0)) } ?? .text(line.phone), .text(line.owner),
        .code(line.lifecycle.rawValue, line.lifecycle.message),
        .text(line.segment), line.stages.isEmpty ? .missing() : .text(line.stages.joined(separator: ", ")), .day(line.nextOn),
        .text(line.nextStep), .text(line.email), .text(line.postalCode), .text(line.source), .money(line.potentialCents), .id(line.id),
        .day(line.opposedOn),
      ]
    }
    return Table(columns, rows: rows, notes: more(page.next), empty: .noProspectYet)
  }

  static func history(_ file: ProspectFile) -> Table {
    let columns = [
      Column("at", .headerWhen), Column("kind", .headerWhat), Column("salesperson", .headerWho), Column("detail", .headerDetail),
      Column("amount", .headerAmount, .trailing), .forPrograms("merge_id", .headerMerge), .forPrograms("id", .headerID),
    ]
    let rows = file.history.map { event -> [Cell] in
      [
        event.time.map { .instant($0) } ?? .day(event.day), .code(event.kind.rawValue, event.kind.message),
        .text([event.salesperson, event.companion].compactMap(\.self).joined(separator: ", ").nonEmpty), .text(detail(event).nonEmpty),
        .money(event.amountCents), .id(event.mergeID), .id(event.id),
      ]
    }
    return Table(
      columns, rows: rows, title: .historyTitle,
      notes: standingMerges(file).map { .undoMerge($0.uuidString.lowercased()) } + more(file.next))
  }

  static func duplicates(_ duplicates: [Duplicate]) -> Table {
    let columns = [
      Column("name", .fieldName), Column("city", .fieldCity), Column("email", .fieldEmail), Column("phone", .fieldPhone),
      Column("reasons", .headerReasons), Column("id", .headerID),
    ]
    return Table(columns, rows: duplicates.map { row($0.prospect, $0.reasons) })
  }

  static func groups(_ groups: [DuplicateGroup]) -> Table {
    let columns = [
      Column("group", .headerGroup, .trailing), Column("name", .fieldName), Column("city", .fieldCity), Column("email", .fieldEmail),
      Column("phone", .fieldPhone), Column("reasons", .headerReasons), Column("id", .headerID),
    ]
    let rows = groups.enumerated().flatMap { number, group in
      group.prospects.map { [.integer(number + 1)] + row($0, group.reasons) }
    }
    let example = groups.first.flatMap { group -> Message? in
      guard group.prospects.count > 1 else { return nil }
      return .mergeDuplicates(group.prospects[0].id.uuidString.lowercased(), group.prospects[1].id.uuidString.lowercased())
    }
    return Table(columns, rows: rows, notes: [example].compactMap(\.self), empty: .noDuplicates)
  }

  /// The sides of a merge beside each other, a line each thing that tells them apart.
  static func merge(_ merge: Merge) -> Table {
    let sides = [merge.kept] + merge.merged
    let fields: [(name: Message, cell: (MergeSide) -> Cell)] = [
      (.fieldName, { .text($0.prospect.name) }), (.fieldCity, { .text($0.prospect.city) }), (.fieldPhone, { .text($0.prospect.phone) }),
      (.fieldEmail, { .text($0.prospect.email) }), (.fieldOwner, { .text($0.prospect.owner) }),
      (.headerLifecycle, { .code($0.prospect.lifecycle.rawValue, $0.prospect.lifecycle.message) }),
      (.headerConversations, { .integer($0.conversations) }), (.headerOpportunities, { .integer($0.opportunities) }),
      (.headerSales, { .integer($0.sales) }), (.headerRevenue, { .money($0.revenueCents) }),
    ]
    let columns =
      [Column("field", .headerSide), Column("kept", .sideKept)]
      + merge.merged.indices.map { Column("merged_\($0 + 1)", .sideMerged) }
    let notes: [Message] = merge.mergeID == nil ? [] : [.factsStay, .undoMergeOf(merge.merged[0].prospect.name)]
    return Table(columns, rows: fields.map { field in [.message(field.name)] + sides.map(field.cell) }, notes: notes)
  }

  /// The same for programs, a row a side.
  static func sides(_ merge: Merge) -> Table {
    let columns = [
      Column("side", .headerSide), Column("name", .fieldName), Column("city", .fieldCity), Column("lifecycle", .headerLifecycle),
      Column("email", .fieldEmail), Column("phone", .fieldPhone), Column("owner", .fieldOwner),
      Column("conversations", .headerConversations, .trailing),
      Column("opportunities", .headerOpportunities, .trailing), Column("sales", .headerSales, .trailing),
      Column("revenue", .headerRevenue, .trailing), .forPrograms("id", .headerID), .forPrograms("merge_id", .headerMerge),
    ]
    let sides = [("kept", Message.sideKept, merge.kept)] + merge.merged.map { ("merged", Message.sideMerged, $0) }
    let rows = sides.map { code, word, side -> [Cell] in
      let prospect = side.prospect
      return [
        .code(code, word), .text(prospect.name), .text(prospect.city),
        .code(prospect.lifecycle.rawValue, prospect.lifecycle.message), .text(prospect.email), .text(prospect.phone), .text(prospect.owner),
        .integer(side.conversations), .integer(side.opportunities), .integer(side.sales), .money(side.revenueCents),
        .id(prospect.id), .id(merge.mergeID),
      ]
    }
    return Table(columns, rows: rows)
  }

  static func merges(_ merges: [RecordedMerge], includingUndone all: Bool) -> Table {
    let names = { (prospects: [RecordedMerge.Side]) in prospects.map { [$0.name, $0.city].compactMap(\.self).joined(separator: ", ") } }
    return Table(
      [Column("merged_at", .headerWhen), Column("kept", .sideKept), Column("merged", .sideMerged)]
        + (all ? [Column("undone_at", .columnUndoneAt)] : []) + [.forPrograms("merge_id", .headerMerge)],
      rows: merges.map { merge in
        [.instant(merge.mergedAt), .text(names([merge.kept])[0]), .text(names(merge.merged).joined(separator: " ; "))]
          + (all ? [.instant(merge.undoneAt)] : []) + [.id(merge.mergeID)]
      }, notes: merges.first { $0.undoneAt == nil }.map { [.undoMergeOf($0.merged[0].name)] } ?? [], empty: .noMerges)
  }

  static func unmerge(_ undone: Unmerge) -> Table {
    let sides =
      [("kept", Message.sideKept, undone.kept)] + undone.parted.map { ("parted", Message.sideParted, $0) }
      + undone.stillMerged.map { ("still_merged", Message.sideStillMerged(in: $0.kept.name), $0.prospect) }
    return Table(
      [
        Column("side", .headerSide), Column("name", .fieldName), Column("lifecycle", .headerLifecycle), Column("email", .fieldEmail),
        Column("phone", .fieldPhone), .forPrograms("id", .headerID),
      ],
      rows: sides.map { code, word, prospect in
        [
          .code(code, word), .text(prospect.name), .code(prospect.lifecycle.rawValue, prospect.lifecycle.message), .text(prospect.email),
          .text(prospect.phone), .id(prospect.id),
        ]
      })
  }

  private static func row(_ prospect: Prospect, _ reasons: [DuplicateReason]) -> [Cell] {
    let why = Message(
      fr: reasons.map(\.message.fr).joined(separator: ", "), en: reasons.map(\.message.en).joined(separator: ", "))
    return [
      .text(prospect.name), .text(prospect.city), .text(prospect.email), .text(prospect.phone),
      .code(reasons.map(\.rawValue).joined(separator: ","), why), .id(prospect.id),
    ]
  }

  /// What a line of history says beside when, what and who.
  private static func detail(_ event: HistoryEvent) -> String {
    let next = event.nextOn.map { day in Message.historyNext(event.nextStep, Formats(language: .current).day(day)) }
    let words = [
      event.stage, event.channel.map { say($0.name) }, event.outcome.map { say($0.name) }, event.minutes.map { say(.historyMinutes($0)) },
      event.text, next.map(say), event.settledFollowUp.map { say(.historySettled($0)) },
    ]
    return words.compactMap(\.self).joined(separator: ", ")
  }

  /// The merges of a history that were not undone since, newest first.
  private static func standingMerges(_ file: ProspectFile) -> [UUID] {
    let undone = Set(file.history.filter { $0.kind == .unmerged }.map(\.mergeID))
    var standing: [UUID] = []
    for case let event in file.history where event.kind == .merged && !undone.contains(event.mergeID) {
      if let id = event.mergeID, !standing.contains(id) { standing.append(id) }
    }
    return standing
  }

  private static func more(_ cursor: String?) -> [Message] { cursor.map { [.nextPage($0)] } ?? [] }
}

extension String {
  /// Nil when there is nothing in it.
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}

extension Cell {
  fileprivate var isMissing: Bool {
    if case .missing = self { true } else { false }
  }
}
