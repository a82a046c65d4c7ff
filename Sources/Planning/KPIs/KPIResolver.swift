import CRM
import Foundation
import Postgres

/// A KPI whose names have been looked up: what it reads, and of whom.
struct ResolvedKPI: Sendable {
  /// The name in the catalogue, or the key in the plan.
  let name: String
  let unit: KPIUnit
  let direction: KPIDirection
  /// Of the catalogue.
  let variant: KPIVariant?
  let recipe: KPIRecipe
  let places: KPIPlaces
  /// Whether they are cents; else they count something.
  let numeratorIsMoney, denominatorIsMoney: Bool

  /// What must be counted for a period.
  func questions(_ period: Period) -> [KPIQuestion] { recipe.readings.compactMap { $0.question(period) } }

  /// The days of the outside series that a period asks for.
  func spans(_ period: Period) -> [(String, Period)] {
    recipe.readings.flatMap { reading -> [(String, Period)] in
      guard let name = reading.series, let days = reading.window.days(of: period) else { return [] }
      switch reading.window {
      case .grown(let since), .base(let since): return ([days] + places.spans(period, since)).map { (name, $0) }
      // Stocks are looked for before.
      default: return [(name, Period(days.from - 400, days.to))]
      }
    }
  }
}

/// Looks up the names in KPIs: variants, salespeople, teams, stages, series.
struct KPIResolver {
  /// The series there are: what they count, and whether they have figures.
  private let series: [String: (unit: SeriesUnit, hasFigures: Bool)]
  private let transaction: Transaction

  init(_ transaction: Transaction) async throws {
    self.transaction = transaction
    let rows = try await transaction.rows(
      """
      select s.name, s.unit, exists (
        select from measurement m where m.organization_id = s.organization_id and m.series_id = s.id and m.voided_at is null) as has_figures
      from series s
      where s.organization_id = \(transaction.organization.id)
      """
    ) {
      try ($0.decode("name", as: String.self), ($0.decode("unit", as: SeriesUnit.self), $0.decode("has_figures", as: Bool.self)))
    }
    series = Dictionary(uniqueKeysWithValues: rows)
  }

  func resolve(_ request: KPIRequest) async throws -> ResolvedKPI {
    var definition: KPIDefinition?
    var variant: KPIVariant?
    if case .catalogue(let name, let variantName) = request.formula {
      let found = try KPICatalogue.named(name)
      (definition, variant) = (found, try chosen(found, variantName))
    }
    guard let recipe = variant?.recipe ?? request.formula.recipe else { throw CRMError(.usage, .noKPI(request.name)) }
    let direction: KPIDirection? = request.higherIsBetter.map { $0 ? .higher : .lower }
    return ResolvedKPI(
      name: request.name, unit: definition?.unit ?? recipe.unit(isMoney), direction: direction ?? definition?.direction ?? .higher,
      variant: variant, recipe: try await recipe.mapReadings { try await resolved($0, of: recipe, request) },
      places: recipe.isByPlace ? places(request) : KPIPlaces(), numeratorIsMoney: isMoney(recipe.numerator[0].reading),
      denominatorIsMoney: recipe.denominator.first.map { isMoney($0.reading) } ?? false)
  }

  /// The variant asked for; without a name the default one, or that of the organization's own rows when the default's series is empty.
  private func chosen(_ definition: KPIDefinition, _ name: String?) throws -> KPIVariant {
    let variant = try definition.variant(name)
    guard name == nil, variant.origin == .series, !variant.recipe.series.contains(where: { series[$0]?.hasFigures == true }) else {
      return variant
    }
    return definition.variants.first { $0.origin == .rows } ?? variant
  }

  private func isMoney(_ reading: KPIReading) -> Bool {
    if let count = reading.count { return count.isMoney }
    return reading.series.flatMap { series[$0]?.unit ?? StandardSeries(rawValue: $0)?.unit }?.isMoney ?? false
  }

  private func places(_ request: KPIRequest) -> KPIPlaces {
    KPIPlaces(
      names: places(request.filter, request.options) ?? [], controls: request.options.controls.map { $0.lowercased() },
      starts: request.options.starts)
  }

  /// Those of the actions, else that of the filter.
  private func places(_ filter: KPIFilter, _ options: KPIOptions) -> [String]? {
    let places = options.places.isEmpty ? [filter.place].compactMap(\.self) : options.places
    return places.isEmpty ? nil : places.map { $0.lowercased() }
  }

  /// A reading with what its filters say.
  ///
  /// - Throws: `.usage` when a filter says something that its facts do not have, `.denied` for somebody else's.
  private func resolved(_ reading: KPIReading, of recipe: KPIRecipe, _ request: KPIRequest) async throws -> KPIReading {
    var filter = reading.filter.merging(request.filter)
    // Which places grow is said by the KPI itself.
    if recipe.isByPlace { filter.place = nil }
    var reading = reading
    switch reading.quantity {
    case .calendarDays, .workingDays: break
    case .series(let name), .stock(let name, _):
      try refuse(filter, except: [.label, .place], StandardSeries(rawValue: name)?.name ?? .verbatim(name))
      reading.selection.label = filter.label?.lowercased()
      reading.selection.places = places(filter, request.options)
    case .count(let count):
      try refuse(filter, except: count.filters, count.name)
      reading.selection = try await selection(count, filter, request.options)
    }
    return reading
  }

  private func refuse(_ filter: KPIFilter, except keys: Set<KPIFilter.Key>, _ name: Message) throws {
    if let key = filter.said.keys.first(where: { !keys.contains($0) }) {
      throw CRMError(.usage, .filterSaysNothing(key, name))
    }
  }

  private func selection(_ count: KPICount, _ filter: KPIFilter, _ options: KPIOptions) async throws -> KPISelection {
    var selection = KPISelection()
    selection.salesperson = try await filter.salesperson.asyncMap { try await transaction.readableSalesperson($0).id } ?? transaction.actor
    selection.team = try await filter.team.asyncMap(teamID)
    selection.channel = filter.channel
    selection.leadSource = filter.source
    selection.outcome = filter.outcome
    selection.category = filter.category
    selection.actions = filter.action.map { options.actionNames[$0.folded] ?? [$0] }
    selection.places = places(filter, options)
    if selection.places != nil, !count.filters.contains(.place) {
      throw CRMError(.usage, .filterSaysNothing(.place, count.name))
    }
    switch count {
    case .prospectsEntered, .prospectsEnteredConverted, .prospectsEnteredImmature: selection.horizonDays = options.horizonDays
    case .stageEntries, .stageEntriesAdvanced:
      guard let stage = filter.stage ?? options.fromStage, count == .stageEntries || options.toStage != nil else {
        throw CRMError(.usage, .stageMissing)
      }
      selection.stage = try await stageID(stage)
      selection.laterStage = try await options.toStage.asyncMap(stageID)
    default: break
    }
    return selection
  }

  private func teamID(_ name: String) async throws -> Team.ID {
    let id = try await transaction.first(
      "select id from team where organization_id = \(transaction.organization.id) and name_key = \(name.folded)",
      { try $0.decode("id", as: Team.ID.self) })
    guard let id else { throw CRMError(.notFound, .noTeam(name)) }
    return id
  }

  /// A retired one too: what entered it has its figures.
  private func stageID(_ name: String) async throws -> Stage.ID { try await transaction.fetch(transaction.stages).find(name).id }
}
