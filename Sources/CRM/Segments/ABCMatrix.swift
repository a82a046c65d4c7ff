import Foundation
import Postgres

/// Where a cell of the matrix leads: what to do with its customers.
public struct ABCZones: Sendable, Hashable {
  /// The cells of each zone, in the order in which zones are shown; a cell may be in several.
  public private(set) var zones: [(name: String, cells: [String])] = [
    ("core", ["A1", "A2", "A3"]), ("growth", ["A1", "B1", "C1", "F1", "P1"]), ("economy", ["B3", "C3", "F3"]),
  ]

  /// The zones of sales literature: core accounts, growth potential, low touch.
  public init() {}

  /// Sets a zone from `core=A1,A2,A3`; a new name makes a new zone.
  ///
  /// - Parameter bands: How many bands of potential there are.
  /// - Throws: `.usage` when a cell does not exist.
  public mutating func set(_ text: String, bands: Int) throws {
    let parts = text.split(separator: "=", maxSplits: 1)
    let cells = parts.count == 2 ? parts[1].split(separator: ",").map { $0.filter { $0 != " " }.uppercased() } : []
    let known = Set("ABCFP".flatMap { letter in (1...bands).map { "\(letter)\($0)" } })
    guard parts.count == 2, cells.allSatisfy(known.contains) else { throw CRMError(.usage, .badZone(text), remedy: .zoneRemedy) }
    let name = parts[0].filter { $0 != " " }.lowercased()
    zones.removeAll { $0.name == name }
    zones.append((name, cells))
  }

  func names(of cell: String) -> [String] { zones.filter { $0.cells.contains(cell) }.map(\.name) }

  /// Equal when their zones are, in the same order.
  public static func == (one: ABCZones, other: ABCZones) -> Bool {
    one.zones.elementsEqual(other.zones) { $0 == $1 }
  }

  /// Hashes the names.
  public func hash(into hasher: inout Hasher) { hasher.combine(zones.map(\.name)) }
}

/// Classes crossed with potential: what customers bring and what they could.
public struct ABCMatrix: Sendable, Encodable {
  /// A range of potential a year: from its bound up to that of the band before it.
  public struct Band: Sendable, Hashable, Encodable {
    /// 1 is the greatest.
    public let band: Int
    public let fromCents: Int
    @Nullable public private(set) var toCents: Int?
  }

  /// Customers (or, on line P, prospects) of a class and a band.
  public struct Cell: Sendable, Hashable, Encodable {
    /// `A1`…, `P3`; `A?` where the potential is unknown.
    public let cell: String
    public let zones: [String]
    public internal(set) var customers = 0
    public internal(set) var revenueCents = 0
    public internal(set) var potentialCents = 0
    /// « Reste à gagner »: potential less revenue; 0 where the potential is unknown.
    public internal(set) var gapCents = 0
  }

  /// A zone over its cells.
  public struct Zone: Sendable, Hashable, Encodable {
    public let zone: String
    public let label: Message
    public let cells: [String]
    public let customers: Int
    public let revenueCents: Int
    public let gapCents: Int
  }

  /// A customer in its cell.
  public struct Customer: Sendable, Hashable, Encodable {
    public let prospectID: Prospect.ID
    public let prospect: String
    public let cell: String
    public let zones: [String]
    public let revenueCents: Int
    @Nullable public private(set) var potentialCents: Int?
    /// Negative for a customer who buys more than was thought possible.
    @Nullable public private(set) var gapCents: Int?
  }

  public let criterion: ABCCriterion
  public let rule: ABCRule
  public let thresholds: ABCThresholds
  public let window: Period
  public let bands: [Band]
  /// Line by line: A, B, C, F, P, each from the greatest potential to the unknown.
  public let cells: [Cell]
  public let zones: [Zone]
  /// The greatest gap first.
  public let customers: [Customer]
  public let notes: [Message]
}

extension Segments {
  /// 50 000 and 10 000 of the currency, the bands of the literature, « à adapter ».
  public static let standardBands = [5_000_000, 1_000_000]

  /// Crosses the classes with bands of potential.
  ///
  /// - Parameters:
  ///   - bounds: The lower bounds of all bands but the last, in cents.
  ///   - zones: What the cells mean.
  /// - Throws: `.invalid` when nobody could be classified.
  public func matrix(
    _ question: Question = Question(), bounds: [Int] = standardBands, zones: ABCZones = ABCZones()
  ) async throws -> ABCMatrix {
    let bounds = Set(bounds).sorted(by: >)
    guard bounds.allSatisfy({ $0 > 0 }) else { throw CRMError(.usage, .badBands) }
    return try await scope.report { transaction in
      let report = try await transaction.classify(question)
      guard report.reason == nil else { throw CRMError(.invalid, .nothingToClassify) }
      let context = try await transaction.reportContext(question.asOf)
      let prospects = try await transaction.prospectsByBand(bounds, report.window, context)
      return ABCMatrix(report, bounds, zones, prospects)
    }
  }
}

extension ABCMatrix {
  init(_ report: ABCReport, _ bounds: [Int], _ zones: ABCZones, _ prospects: [(band: Int?, prospects: Int, potentialCents: Int)]) {
    func band(_ potential: Int?) -> Int? { potential.map { potential in 1 + bounds.count { potential < $0 } } }
    func name(_ letter: String, _ band: Int?) -> String { letter + (band.map(String.init) ?? "?") }

    var cells: [String: Cell] = [:]
    let columns: [Int?] = (1...bounds.count + 1).map { $0 } + [nil]
    let order = ["A", "B", "C", "F", "P"].flatMap { letter in columns.map { name(letter, $0) } }
    for cell in order { cells[cell] = Cell(cell: cell, zones: zones.names(of: cell)) }
    customers = report.customers.map { each in
      let cell = name(each.class?.rawValue ?? "?", band(each.potentialCents))
      return Customer(
        prospectID: each.prospectID, prospect: each.prospect, cell: cell, zones: zones.names(of: cell), revenueCents: each.revenueCents,
        potentialCents: each.potentialCents, gapCents: each.potentialCents.map { $0 - each.revenueCents })
    }.sorted { ($1.gapCents ?? .min, $0.prospect) < ($0.gapCents ?? .min, $1.prospect) }
    for each in customers {
      cells[each.cell]?.customers += 1
      cells[each.cell]?.revenueCents += each.revenueCents
      cells[each.cell]?.potentialCents += each.potentialCents ?? 0
      cells[each.cell]?.gapCents += each.gapCents ?? 0
    }
    for each in prospects {
      cells[name("P", each.band)]?.customers = each.prospects
      cells[name("P", each.band)]?.potentialCents = each.potentialCents
      cells[name("P", each.band)]?.gapCents = each.potentialCents
    }
    let filled = order.compactMap { cells[$0] }
    criterion = report.criterion
    rule = report.rule
    thresholds = report.thresholds
    window = report.window
    bands = (bounds + [0]).enumerated().map { index, bound in
      Band(band: index + 1, fromCents: bound, toCents: index > 0 ? bounds[index - 1] : nil)
    }
    self.cells = filled
    self.zones = zones.zones.map { name, members in
      let inside = filled.filter { members.contains($0.cell) }
      return Zone(
        zone: name, label: .zoneLabel(name), cells: members, customers: inside.reduce(0) { $0 + $1.customers },
        revenueCents: inside.reduce(0) { $0 + $1.revenueCents }, gapCents: inside.reduce(0) { $0 + $1.gapCents })
    }
    let unknown = filled.filter { $0.cell.hasSuffix("?") }.reduce(0) { $0 + $1.customers }
    let beyond = customers.count { ($0.gapCents ?? 0) < 0 }
    notes =
      report.notes + (unknown > 0 ? [.unknownPotentials(unknown)] : []) + (beyond > 0 ? [.beyondPotential(beyond)] : [])
      + (report.window.from.adding(months: 12) == report.window.to ? [] : [.potentialIsAYear])
  }
}
