import CRM
import Foundation
import Postgres

/// Looks up the names in KPIs: variants, salespeople, teams, stages, series.
struct KPICompilation {
  let scope: Scope
  /// The series there are: what they count, and whether they have figures.
  let series: [String: (unit: SeriesUnit, hasFigures: Bool)]
  let session: Session

  init(_ scope: Scope, _ session: Session) async throws {
    self.scope = scope
    self.session = session
    let rows = try await session.rows(
      """
      select s.name, s.unit, exists (
        select from measurement m where m.organization_id = s.organization_id and m.series_id = s.id and m.voided_at is null) as has_figures
      from series s
      where s.organization_id = \(scope.organization.id)
      """
    ) {
      try ($0.decode(0, "name", as: String.self), ($0.decode(1, "unit", as: SeriesUnit.self), $0.decode(2, "has_figures", as: Bool.self)))
    }
    series = Dictionary(uniqueKeysWithValues: rows)
  }

  func compile(_ request: KPIRequest) async throws -> KPICompiled {
    switch request.formula {
    case .catalogue(let name, let variantName):
      let definition = try KPICatalogue.named(name)
      let variant = try chosen(definition, variantName)
      return KPICompiled(
        name: request.name, unit: definition.unit, direction: direction(request) ?? definition.direction, variant: variant,
        recipe: variant.recipe, selections: try await selections(variant.recipe, request), towns: try towns(variant.recipe, request),
        isMoney: isMoney(variant.recipe))
    case .ratio(let numerator, let denominator):
      let recipe: KPIRecipe =
        if let denominator { .ratio(numerator.reading, over: denominator.reading) } else { .plain(numerator.reading) }
      return KPICompiled(
        name: request.name, unit: unit(recipe), direction: direction(request) ?? .higher, variant: nil, recipe: recipe,
        selections: try await selections(recipe, request), towns: KPITowns(), isMoney: isMoney(recipe))
    }
  }

  /// The variant asked for; without a name the default one, or that of the organization's own rows when the default's series is empty.
  private func chosen(_ definition: KPIDefinition, _ name: String?) throws -> KPIVariant {
    let variant = try definition.variant(name)
    guard name == nil, variant.source == .series, !variant.recipe.series.contains(where: { series[$0]?.hasFigures == true }) else {
      return variant
    }
    return definition.variants.first { $0.source == .rows } ?? variant
  }

  private func direction(_ request: KPIRequest) -> KPIDirection? { request.higherIsBetter.map { $0 ? .higher : .lower } }

  /// Whether the numerator and the denominator are cents.
  private func isMoney(_ recipe: KPIRecipe) -> [Bool] {
    func isMoney(_ name: String) -> Bool { (series[name]?.unit ?? StandardSeries(rawValue: name)?.unit)?.isMoney ?? false }
    let readings = recipe.readings.map { $0.count?.isMoney ?? $0.series.map(isMoney) ?? false }
    // Growth divides two sums of one series.
    return switch recipe {
    case .growth(let name, _), .townGrowth(let name, _): [isMoney(name), isMoney(name)]
    default: [readings[0], readings.dropFirst().first ?? false]
    }
  }

  private func unit(_ recipe: KPIRecipe) -> KPIUnit {
    let money = isMoney(recipe)
    return switch (recipe.readings.count, money[0], money[1]) {
    case (1, let money, _): money ? .money : .count
    case (_, true, false): .money
    case (_, false, true): .number
    default: .rate
    }
  }

  private func towns(_ recipe: KPIRecipe, _ request: KPIRequest) throws -> KPITowns {
    guard case .townGrowth = recipe else { return KPITowns() }
    let options = request.options
    let places = options.places.isEmpty ? [request.filter.place].compactMap(\.self) : options.places
    return KPITowns(places: places.map { $0.lowercased() }, controls: options.controls.map { $0.lowercased() }, starts: options.starts)
  }

  private func selections(_ recipe: KPIRecipe, _ request: KPIRequest) async throws -> [KPISelection] {
    switch recipe {
    case .growth, .townGrowth:
      var filter = request.filter
      if case .townGrowth = recipe { filter.place = nil }
      return [try await selection(KPIReading(.series(recipe.series[0])), filter, request.options)]
    default:
      var selections: [KPISelection] = []
      for reading in recipe.readings {
        selections.append(try await selection(reading, reading.filter.merging(request.filter), request.options))
      }
      return selections
    }
  }

  /// The facts of a reading.
  ///
  /// - Throws: `.usage` when the filter says something that they do not have, `.denied` for somebody else's.
  private func selection(_ reading: KPIReading, _ filter: KPIFilter, _ options: KPIOptions) async throws -> KPISelection {
    var selection = KPISelection()
    let said = filter.said
    switch reading.source {
    case .calendarDays, .workingDays: return selection
    case .series(let name), .gain(let name):
      if let key = said.keys.first(where: { $0 != .label && $0 != .place }) {
        throw CRMError(.usage, .filterSaysNothing(key.rawValue, name))
      }
      selection.label = filter.label?.lowercased()
      selection.places = (options.places.isEmpty ? [filter.place].compactMap(\.self) : options.places).map { $0.lowercased() }
      return selection
    case .count(let count):
      if let key = said.keys.first(where: { !count.filters.contains($0) }) {
        throw CRMError(.usage, .filterSaysNothing(key.rawValue, count.rawValue))
      }
      selection.salesperson = try await filter.salesperson.asyncMap { try await scope.readable($0, session).id } ?? scope.actor
      selection.json = try await json(count, filter, options)
      return selection
    }
  }

  private func json(_ count: KPICount, _ filter: KPIFilter, _ options: KPIOptions) async throws -> String {
    var texts: [String: String] = [:]
    var lists: [String: [String]] = [:]
    texts["channel"] = filter.channel?.rawValue
    texts["source"] = filter.source
    texts["outcome"] = filter.outcome?.rawValue
    texts["category"] = filter.category
    if let team = filter.team { texts["team"] = try await teamID(team) }
    if let action = filter.action { lists["action"] = options.actionNames[action.folded] ?? [action] }
    let places = options.places.isEmpty ? [filter.place].compactMap(\.self) : options.places
    if !places.isEmpty {
      guard count.filters.contains(.place) else { throw CRMError(.usage, .filterSaysNothing("place", count.rawValue)) }
      lists["place"] = places
    }
    switch count {
    case .prospectsEntered, .prospectsEnteredConverted, .prospectsEnteredImmature: texts["horizon"] = String(options.horizonDays)
    case .stageEntries, .stageEntriesAdvanced:
      guard let stage = filter.stage ?? options.fromStage else { throw CRMError(.usage, .stageMissing) }
      texts["stage"] = try await stageID(stage)
      if let then = options.toStage { texts["then"] = try await stageID(then) }
      if count == .stageEntriesAdvanced, options.toStage == nil { throw CRMError(.usage, .stageMissing) }
    default: break
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let values = texts.mapValues(FilterValue.text).merging(lists.mapValues(FilterValue.list)) { $1 }
    return String(decoding: try encoder.encode(values), as: UTF8.self)
  }

  private enum FilterValue: Encodable {
    case text(String)
    case list([String])

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .list(let texts): try container.encode(texts)
      }
    }
  }

  private func teamID(_ name: String) async throws -> String {
    let id = try await session.first(
      "select id::text as id from team where organization_id = \(scope.organization.id) and name_key = \(name.folded)",
      { try $0.decode(0, "id", as: String.self) })
    guard let id else { throw CRMError(.notFound, .noTeam(name)) }
    return id
  }

  private func stageID(_ name: String) async throws -> String {
    let id = try await session.first(
      "select id::text as id from stage where organization_id = \(scope.organization.id) and name_key = \(name.folded)",
      { try $0.decode(0, "id", as: String.self) })
    guard let id else { throw CRMError(.notFound, .noStage(name)) }
    return id
  }
}
