import Foundation
package import Postgres

/// An import that was recorded.
public struct ImportRun: Sendable, Encodable {
  public typealias ID = CRM.ID<ImportRun>

  package let id: ImportRun.ID
  package let kind: ImportKind
  package let system: String
  package let file: String
  package let read: Int
  package let recorded: Int
  package let repeated: Int
  package let updated: Int
  package let skipped: Int
  package let rejected: Int
  /// In the organization's time zone.
  package let recordedAt: CivilTime
  @Nullable package private(set) var undoneAt: CivilTime?

  init(row: Row) throws {
    id = try row.decode("id")
    kind = try row.decode("kind")
    system = try row.decode("system")
    file = try row.decode("file_name")
    read = try row.decode("read")
    recorded = try row.decode("recorded")
    repeated = try row.decode("repeated")
    updated = try row.decode("updated")
    skipped = try row.decode("skipped")
    rejected = try row.decode("rejected")
    recordedAt = try row.decode("recorded_at")
    undoneAt = try row.decode("voided_at")
  }
}

/// What an import did, or with a preview would do.
package struct ImportResult: Sendable, Encodable {
  /// Nil for a preview and for a strict import that was refused.
  @Nullable package internal(set) var importId: ImportRun.ID?
  package internal(set) var isPreview: Bool
  package internal(set) var read = 0
  package internal(set) var recorded = 0
  /// Rows that were there already with the same content.
  package internal(set) var repeated = 0
  /// Rows that describe what was there, which is now as they say.
  package internal(set) var updated = 0
  /// Rows that describe what was there otherwise, which stays as it was.
  package internal(set) var skipped = 0
  package internal(set) var rejected = 0
  /// Rows that the mapping leaves out.
  package internal(set) var leftOut = 0
  /// The columns that were read, and the fields they give.
  package internal(set) var columns: [HeaderReading.Column] = []
  package internal(set) var columnsNotRead: [String] = []
  /// Lines before the header.
  package internal(set) var leadingLines = 0
  /// Rows that say the header again.
  package internal(set) var repeatedHeaders = 0
  /// Values of the mapping that no row has, as `field.value`.
  package internal(set) var unusedValues: [String] = []
  /// What was filled in where the file said nothing, by field.
  package internal(set) var assumed: [String: Int] = [:]
  /// What the mapping's defaults gave, by field.
  package internal(set) var defaulted: [String: Int] = [:]
  /// What was left out of recorded rows because it cannot be so, by field.
  package internal(set) var ignored: [String: Int] = [:]
  /// What belongs to the recorded facts and is not there, by sort: `sales_of_wins`, `sales_of_conversations`, `wins_of_sales`.
  package internal(set) var missing: [String: Int] = [:]
  /// What was made because rows named it.
  package internal(set) var created: [String: Int] = [:]
  /// The salespeople among them.
  package internal(set) var newSalespeople: [NewPerson] = []
  /// The stages among them, with the chance that they were given.
  package internal(set) var newStages: [NewStage] = []
  /// Words of the file for closing stages, with the stage meant.
  package internal(set) var closingWords: [String: String] = [:]
  /// Recorded rows whose amounts were converted, by currency.
  package internal(set) var converted: [String: Int] = [:]
  /// Recorded expenses that are negative.
  package internal(set) var negativeExpenses = NegativeAmounts()
  /// What was changed of what was there: how many values, and the first.
  package internal(set) var changed = 0
  package internal(set) var changes: [ValueChange] = []
  /// Fields that could not be read in rows that were recorded all the same: how many, and the first.
  package internal(set) var lost = 0
  package internal(set) var losses: [ImportRejection] = []
  /// Salespeople whom rows call otherwise than they are called.
  package internal(set) var namesTaken: [NameTaken] = []
  /// Prospects recorded that share an e-mail, a telephone, or the name and postal code with another.
  package internal(set) var likelyDuplicates = 0
  /// Of a text; nil of a workbook.
  @Nullable package internal(set) var encoding: String?
  @Nullable package internal(set) var delimiter: String?
  /// The sheet that was read; nil of a text.
  @Nullable package internal(set) var sheet: String?
  /// The other sheets of the workbook.
  package internal(set) var otherSheets: [String] = []
  /// Rows that were read although the sheet hides them.
  package internal(set) var hiddenRows = 0
  /// Ranges of cells of the sheet that are shown as one: only their first cell holds the value.
  package internal(set) var mergedRanges = 0
  /// Nil when no day of the file needs it.
  @Nullable package internal(set) var dayOrder: DayOrder?
  /// How the order is known.
  @Nullable package internal(set) var dayOrderFrom: FileSurvey.OrderBasis?
  /// The headers of tables in the file that hold no facts.
  package internal(set) var skippedTables: [[String]] = []
  /// The file that holds the refused rows.
  @Nullable package internal(set) var rejectedFile: String?
  /// The first refused rows.
  package internal(set) var rejections: [ImportRejection] = []

  init(isPreview: Bool) {
    _importId = Nullable(wrappedValue: nil)
    _rejectedFile = Nullable(wrappedValue: nil)
    (_dayOrder, _dayOrderFrom) = (Nullable(wrappedValue: nil), Nullable(wrappedValue: nil))
    (_encoding, _delimiter, _sheet) = (Nullable(wrappedValue: nil), Nullable(wrappedValue: nil), Nullable(wrappedValue: nil))
    self.isPreview = isPreview
  }

  /// Refused rows told in the answer; all are in the file and in the database.
  private static let toldRejections = 20

  /// Takes what the file as a whole shows.
  mutating func take(_ survey: FileSurvey) {
    (encoding, delimiter) = (survey.source.encoding?.rawValue, survey.source.delimiter?.label)
    (sheet, otherSheets) = (survey.source.sheet, survey.source.otherSheets)
    (columns, columnsNotRead) = (survey.bindings.reading.read, survey.bindings.reading.unread)
    (leadingLines, unusedValues) = (survey.leadingLines, survey.unusedValues)
    (dayOrder, dayOrderFrom) = (survey.dayOrder, survey.orderBasis)
  }

  /// Counts a set with the answers of the facts in it; those of its rows that were refused.
  mutating func take<Fact>(_ rows: ImportSource<Fact>.Rows, _ answers: [ImportAnswer], _ source: ImportSource<Fact>) -> [RefusedRow] {
    var answers = answers[...]
    var refused: [RefusedRow] = []
    for row in rows.rows {
      read += 1
      let answer: ImportAnswer =
        switch row.fact {
        case .success: answers.removeFirst()
        case .failure(let rejection): .rejected(rejection)
        }
      switch answer {
      case .recorded, .updated:
        if answer.isRecorded { recorded += 1 } else { updated += 1 }
        if let currency = row.converted { converted[currency, default: 0] += 1 }
        for field in row.defaulted { defaulted[field, default: 0] += 1 }
        lost += row.losses.count
        losses += row.losses.prefix(max(0, Self.toldRejections - losses.count)).map {
          ImportRejection(line: row.record.line, field: $0.field, reason: $0.reason)
        }
      case .repeated: repeated += 1
      case .skipped: skipped += 1
      case .rejected(let rejection):
        refused.append(RefusedRow(line: row.record.line, rejection: rejection, cells: source.keptCells(of: row.record, rows.records)))
      }
    }
    rejected += refused.count
    rejections += refused.prefix(max(0, Self.toldRejections - rejections.count)).map {
      ImportRejection(line: $0.line, field: $0.rejection.field, reason: $0.rejection.reason)
    }
    return refused
  }
}

/// A stage that an import made, open as all such are.
package struct NewStage: Sendable, Hashable, Encodable {
  package let name: String
  /// The chance of winning from there, in per cent.
  package let probability: Int
}

/// A salesperson that an import made.
package struct NewPerson: Sendable, Hashable, Encodable {
  package let name: String
  /// Those who are called by some of its words: perhaps the same person.
  package let beside: [String]
}

/// A name in a file that was taken for a salesperson who is called otherwise, such as a first name.
package struct NameTaken: Sendable, Hashable, Encodable {
  package let name: String
  package let salesperson: String
  /// How often it stands in the file.
  package let rows: Int

  struct Reading: Hashable {
    let name: String
    let salesperson: String
  }
}

/// A row that was refused.
package struct ImportRejection: Sendable, Hashable, Encodable {
  /// Where the row starts in the file, from 1.
  package let line: Int
  @Nullable package private(set) var field: String?
  package let reason: Message
}

/// An import with the rows that were refused.
package struct ImportDetail: Sendable, Encodable {
  /// A refused row as it was kept, its reason in the organization's language.
  package struct Rejection: Sendable, Encodable {
    package let line: Int
    @Nullable package private(set) var field: String?
    package let reason: String
    /// The row as CSV.
    package let record: String

    init(row: Row) throws {
      line = try row.decode("line")
      field = try row.decode("field")
      reason = try row.decode("reason")
      record = try row.decode("record")
    }
  }

  package let run: ImportRun
  package let rejections: [Rejection]
}

/// What to import and how.
package struct ImportRequest: Sendable {
  package var kind: ImportKind
  /// A path, or `-` for standard input; what the file is called, where its content is elsewhere.
  package var path: String
  /// Where the content is, when that is not what the path names or the path cannot be read twice.
  package var content: String?
  package var mapping = ImportMapping()
  package var reading = CSVReader.Options()
  package var amounts: DecimalStyle = .automatic
  /// The order of day and month; that which the file shows when nil.
  package var dayOrder: DayOrder?
  /// Times that do not say how far they are from UTC are of UTC.
  package var timesInUTC = false
  /// What becomes of rows that describe what is there otherwise.
  package var existing = ExistingRows.refuse
  /// The sheet of a workbook; its first visible one that holds something when nil.
  package var sheet: String?
  /// The service whose export the file is.
  package var preset: ImportPreset?
  /// Says what would happen and records nothing.
  package var isPreview = false
  /// Records all rows or none.
  package var isStrict = false
  /// Where refused rows go; nil keeps no file.
  package var rejectedFile: String?
  /// For whom that file is written; for whoever wrote the file that is read when nil.
  package var rejectedStyle: CSVStyle?

  /// A request with the defaults.
  package init(_ kind: ImportKind, path: String) {
    self.kind = kind
    self.path = path
  }
}

extension ImportRun: Identified {
  package static func named(_ organization: Organization) -> SQL {
    """
    select f.organization_id, f.id, (f.recorded_at at time zone \(organization.timeZone))::date as day, f.file_name as name
    from import_run f
    """
  }
}
