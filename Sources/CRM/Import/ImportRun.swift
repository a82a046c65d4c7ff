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
  package internal(set) var rejected = 0
  /// What was made up where the file said nothing, by field.
  package internal(set) var madeUp: [String: Int] = [:]
  /// What belongs to the recorded facts and is not there, by sort: `sales_of_wins`, `sales_of_talks`, `wins_of_sales`.
  package internal(set) var missing: [String: Int] = [:]
  /// What was made because rows named it.
  package internal(set) var created: [String: Int] = [:]
  /// The salespeople among them.
  package internal(set) var newSalespeople: [NewPerson] = []
  /// Salespeople whom rows call otherwise than they are called.
  package internal(set) var namesTaken: [NameTaken] = []
  /// Prospects recorded with the name and postal code of another.
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
  /// Nil when the file's days leave it open: read day first then, unless its service writes the month first.
  @Nullable package internal(set) var dayOrder: DayOrder?
  /// The headers of tables in the file that hold no facts.
  package internal(set) var skippedTables: [[String]] = []
  /// The file that holds the refused rows.
  @Nullable package internal(set) var rejectedFile: String?
  /// The first refused rows.
  package internal(set) var rejections: [ImportRejection] = []

  init(isPreview: Bool) {
    _importId = Nullable(wrappedValue: nil)
    _rejectedFile = Nullable(wrappedValue: nil)
    _dayOrder = Nullable(wrappedValue: nil)
    (_encoding, _delimiter, _sheet) = (Nullable(wrappedValue: nil), Nullable(wrappedValue: nil), Nullable(wrappedValue: nil))
    self.isPreview = isPreview
  }

  /// Refused rows told in the answer; all are in the file and in the database.
  private static let toldRejections = 20

  /// Counts a set with the answers of the facts in it; those of its rows that were refused.
  mutating func take<Fact>(_ rows: ImportSource<Fact>.Rows, _ answers: [ImportAnswer], _ source: ImportSource<Fact>) -> [RefusedRow] {
    var answers = answers[...]
    var refused: [RefusedRow] = []
    for (record, fact) in zip(rows.records.records, rows.facts) {
      read += 1
      let answer: ImportAnswer =
        switch fact {
        case .success: answers.removeFirst()
        case .failure(let rejection): .rejected(rejection)
        }
      switch answer {
      case .recorded: recorded += 1
      case .repeated: repeated += 1
      case .rejected(let rejection):
        refused.append(RefusedRow(line: record.line, rejection: rejection, cells: source.keptCells(of: record, rows.records)))
      }
    }
    rejected += refused.count
    rejections += refused.prefix(max(0, Self.toldRejections - rejections.count)).map {
      ImportRejection(line: $0.line, field: $0.rejection.field, reason: $0.rejection.reason)
    }
    return refused
  }
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
  /// A path, or `-` for standard input.
  package var path: String
  package var mapping = ImportMapping()
  package var reading = CSVReader.Options()
  package var amounts: DecimalStyle = .automatic
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

  /// A request with the defaults.
  package init(_ kind: ImportKind, path: String) {
    self.kind = kind
    self.path = path
  }
}
