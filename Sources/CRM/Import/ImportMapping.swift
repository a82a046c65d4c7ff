import Foundation
import Yams

/// How the columns of a file become the fields of Filon.
///
/// As YAML:
/// ```yaml
/// columns: {reference: Deal id, prospect: Company}   # field: header
/// values: {stage: {Closed Won: won}}                 # field: {theirs: ours}
/// set: {channel: field}                              # field: the same for every row
/// create: [salespeople, prospects, stages]           # names not known yet are made
/// sales: won                                         # each opportunity won also records a sale of its amount
/// system: hubspot                                    # references are unique within a system
/// ```
package struct ImportMapping: Sendable, Equatable {
  /// Names that an import may make when it meets them.
  package enum Creation: String, Sendable, CaseIterable, Codable {
    case salespeople, prospects, stages

    /// The fields that name them.
    var fields: [String] {
      switch self {
      case .salespeople: ["salesperson", "companion", "owner"]
      case .prospects: ["prospect"]
      case .stages: ["stage"]
      }
    }
  }

  /// Opportunities that record a sale too.
  package enum RecordedSales: String, Sendable, CaseIterable, Codable {
    case won
  }

  package var columns: [String: String] = [:]
  package var values: [String: [String: String]] = [:]
  package var constants: [String: String] = [:]
  package var creations: Set<Creation> = []
  package var recordsSalesOfWins = false
  /// Whose references these are.
  package var system = "import"

  /// Maps each column to the field of its name.
  package init() {}
}

extension ImportMapping {
  /// Reads a mapping file.
  ///
  /// - Throws: `.notFound` or `.invalid` with the line of what is wrong.
  package init(path: String) throws {
    let bytes = try InputFile(path: path).lookAhead(limit: Self.limit + 1).head
    guard bytes.count <= Self.limit else { throw CRMError(.invalid, .mappingTooLarge(Self.limit >> 10), place: path, remedy: .checkPath) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CRMError(.invalid, .mappingUnreadable, place: path, remedy: .saveAsUTF8)
    }
    do {
      try self.init(try YAMLDecoder().decode(Document.self, from: text))
    } catch let error as DecodingError {
      if let unknown = error.cause as? UnknownKey {
        throw CRMError(.invalid, .mappingKeyUnknown(unknown.key), place: path, remedy: .mappingRemedy)
      }
      if let (mark, problem) = (error.cause as? YamlError)?.markedProblem {
        throw CRMError(.invalid, .mappingInvalid(problem), place: "\(path):\(mark.line):\(mark.column)", remedy: .mappingRemedy)
      }
      let what: Message =
        if let cause = error.cause { .mappingInvalid("\(cause)") } else if error.key.isEmpty { .notAMapping } else {
          .mappingShape(error.key)
        }
      throw CRMError(.invalid, what, place: path, remedy: .mappingRemedy)
    }
  }

  /// In bytes; a mapping takes some hundreds, and a parser many times what it reads.
  private static let limit = 1 << 20

  private struct UnknownKey: Error {
    let key: String
  }

  private init(_ document: Document) throws {
    columns = document.columns ?? [:]
    values = document.values ?? [:]
    constants = document.set ?? [:]
    creations = Set(document.create ?? [])
    recordsSalesOfWins = document.sales == .won
    system = document.system ?? system
  }

  /// The mapping file as YAML holds it.
  private struct Document: Decodable {
    let columns: [String: String]?
    let values: [String: [String: String]]?
    let set: [String: String]?
    let create: [Creation]?
    let sales: RecordedSales?
    let system: String?

    private enum Key: String, CodingKey, CaseIterable { case columns, values, set, create, sales, system }

    private struct AnyKey: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      for key in try decoder.container(keyedBy: AnyKey.self).allKeys where Key(rawValue: key.stringValue) == nil {
        throw UnknownKey(key: key.stringValue)
      }
      let container = try decoder.container(keyedBy: Key.self)
      columns = try container.decodeIfPresent([String: String].self, forKey: .columns)
      values = try container.decodeIfPresent([String: [String: String]].self, forKey: .values)
      set = try container.decodeIfPresent([String: String].self, forKey: .set)
      create = try container.decodeIfPresent([Creation].self, forKey: .create)
      sales = try container.decodeIfPresent(RecordedSales.self, forKey: .sales)
      system = try container.decodeIfPresent(String.self, forKey: .system)
    }
  }
}

extension YamlError {
  /// What is wrong and where, without the text around it, which may be long.
  fileprivate var markedProblem: (Mark, String)? {
    switch self {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      (mark, problem)
    default: nil
    }
  }
}

extension DecodingError {
  /// Under which keys something else stands than what belongs there; empty when the file itself does not hold keys.
  fileprivate var key: String {
    (context?.codingPath ?? []).filter { $0.intValue == nil }.map(\.stringValue).joined(separator: ".")
  }

  /// The error of the YAML parser, or of whoever decoded, that this one wraps.
  fileprivate var cause: (any Error)? { context?.underlyingError }

  private var context: Context? {
    switch self {
    case .typeMismatch(_, let found), .valueNotFound(_, let found), .keyNotFound(_, let found), .dataCorrupted(let found): found
    @unknown default: nil
    }
  }
}
