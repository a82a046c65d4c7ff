import Foundation
import Yams

/// How the columns of a file become the fields of Filon.
///
/// As YAML; keys and fields may be French (`colonnes: {nom: Société}`):
/// ```yaml
/// columns: {reference: Deal id, prospect: Company}   # field: header, or several: [First name, Last name]
/// values: {stage: {Closed Won: won}}                 # field: {theirs: ours}
/// set: {channel: field}                              # field: the same for every row
/// default: {outcome: interested}                     # field: for rows where it is empty
/// only: {Type: [Call, Meeting]}                      # field or header: rows with another value are left out
/// create: [salespeople, prospects, stages]           # names not known yet are made
/// sales: won                                         # each opportunity won also records a sale of its amount
/// rates: {USD: 0.92}                                 # what one unit of a currency is in the organization's
/// system: hubspot                                    # references are unique within a system
/// ```
package struct ImportMapping: Sendable, Equatable {
  /// Names that an import may make when it meets them.
  package enum Creation: String, Sendable, CaseIterable, Codable {
    case salespeople, prospects, stages

    /// The fields that name them.
    var fields: [String] {
      switch self {
      case .salespeople: ["salesperson", "second_salesperson", "owner"]
      case .prospects: ["prospect"]
      case .stages: ["stage"]
      }
    }

    /// The word of a mapping, French or English.
    package init?(word: String) {
      switch word.folded {
      case "salespeople", "commerciaux": self = .salespeople
      case "prospects": self = .prospects
      case "stages", "etapes": self = .stages
      default: return nil
      }
    }
  }

  /// Opportunities that record a sale too.
  package enum RecordedSales: String, Sendable, CaseIterable, Codable {
    case won
  }

  package var columns: [String: [String]] = [:]
  package var values: [String: [String: String]] = [:]
  package var constants: [String: String] = [:]
  /// For rows where a field is empty.
  package var defaults: [String: String] = [:]
  /// The values of a field, or of a column, of the rows that are meant.
  package var only: [String: [String]] = [:]
  package var creations: Set<Creation> = []
  package var recordsSalesOfWins = false
  /// What one unit of a currency is in the organization's.
  package var rates: [String: ExchangeRate] = [:]
  /// Whose references these are.
  package var system = Self.defaultSystem

  static let defaultSystem = "import"

  /// Maps each column to the field whose heading it has.
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
    try self.init(text: text, place: path)
  }

  /// Reads the text of a mapping.
  ///
  /// - Parameter path: What the text is called where something is wrong with it.
  /// - Throws: `.invalid` with the line of what is wrong.
  package init(text: String, place path: String) throws {
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
    columns = (document.columns ?? [:]).mapValues(\.texts)
    values = document.values ?? [:]
    constants = document.set ?? [:]
    defaults = document.default ?? [:]
    only = (document.only ?? [:]).mapValues(\.texts)
    creations = Set((document.create ?? []).map(\.creation))
    recordsSalesOfWins = document.sales == .won
    rates = try (document.rates ?? [:]).mapValues { text throws -> ExchangeRate in
      do throws(InvalidValue) { return try ExchangeRate(text) } catch { throw CRMError(error) }
    }
    system = document.system ?? system
  }

  /// One text or a list of them.
  private struct Texts: Decodable {
    let texts: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      texts = if let one = try? container.decode(String.self) { [one] } else { try container.decode([String].self) }
    }
  }

  /// What may be made, in French or English.
  private struct CreationWord: Decodable {
    let creation: Creation

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      let word = try container.decode(String.self)
      guard let creation = Creation(word: word) else { throw DecodingError.dataCorruptedError(in: container, debugDescription: word) }
      self.creation = creation
    }
  }

  /// The mapping file as YAML holds it.
  private struct Document: Decodable {
    var columns: [String: Texts]?
    var values: [String: [String: String]]?
    var set: [String: String]?
    var `default`: [String: String]?
    var only: [String: Texts]?
    var create: [CreationWord]?
    var sales: RecordedSales?
    var rates: [String: String]?
    var system: String?

    private struct AnyKey: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: AnyKey.self)
      for key in container.allKeys {
        switch key.stringValue.folded {
        case "columns", "colonnes": columns = try container.decode([String: Texts].self, forKey: key)
        case "values", "valeurs": values = try container.decode([String: [String: String]].self, forKey: key)
        case "set", "fixe": set = try container.decode([String: String].self, forKey: key)
        case "default", "defaut": `default` = try container.decode([String: String].self, forKey: key)
        case "only", "seulement": only = try container.decode([String: Texts].self, forKey: key)
        case "create", "creer": create = try container.decode([CreationWord].self, forKey: key)
        case "sales", "ventes": sales = try container.decode(RecordedSales.self, forKey: key)
        case "rates", "taux": rates = try container.decode([String: String].self, forKey: key)
        case "system", "systeme": system = try container.decode(String.self, forKey: key)
        default: throw UnknownKey(key: key.stringValue)
        }
      }
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
