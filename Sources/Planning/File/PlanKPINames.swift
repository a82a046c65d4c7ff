import CRM

/// How a plan file calls what KPIs count.
enum PlanKPINames {
  /// The KPIs of the catalogue as people call them.
  static func titles(in language: Language) -> String {
    KPICatalogue.all.map { $0.title.text(in: language) }.joined(separator: ", ")
  }

  /// The KPI of the catalogue that a person means: by its name, or by its title in either language.
  static func kpi(named text: String) throws(InvalidValue) -> String {
    if let found = KPICatalogue.meant(by: text) { return found.name }
    let nearest = KPICatalogue.all.flatMap { [$0.title.fr, $0.title.en, $0.name] }.nearest(to: text)
    throw InvalidValue(
      .unknownKPI(text), remedy: nearest.map(Message.didYouMean) ?? .chooseKPI(titles(in: .fr), titles(in: .en)))
  }

  /// What a term counts: by its code, by the name of the organization's own series, else by the words for a count or a standard series
  /// in either language. What is none of them stays as it is written.
  static func count(named text: String, _ series: [String: SeriesUnit]) -> String {
    if series[text] != nil || KPICount(rawValue: text) != nil { return text }
    return KPICount.inPlans.first { $0 == KPICount.meant(by: text) }?.rawValue ?? StandardSeries.meant(by: text)?.rawValue ?? text
  }

  /// How a count or series is called; by its code where the organization has given the word to a series of its own.
  static func name(ofCount code: String, _ series: [String: SeriesUnit], in language: Language) -> String {
    let name = (KPICount(rawValue: code)?.name ?? StandardSeries(rawValue: code)?.name)?.text(in: language) ?? code
    return count(named: name, series) == code ? name : code
  }

  /// All that a term may name, those of the organization last.
  static func counts(_ series: [String: SeriesUnit]) -> [Message] {
    KPICount.inPlans.map(\.name) + StandardSeries.allCases.map(\.name)
      + series.keys.filter { StandardSeries(rawValue: $0) == nil }.sorted().map(Message.verbatim)
  }

  static func definition(of name: String) -> KPIDefinition? { KPICatalogue.all.first { $0.name == name } }
}

extension PlanKPI {
  /// In what its values are; nil for one that is not known.
  ///
  /// - Parameter series: The outside series of the organization, by name.
  func unit(_ series: [String: SeriesUnit]) -> KPIUnit? {
    switch formula {
    case .catalogue(let name, _): PlanKPINames.definition(of: name)?.unit
    case .ratio:
      formula.recipe?.unit { reading in
        reading.count?.isMoney
          ?? reading.series.flatMap { series[$0] ?? StandardSeries(rawValue: $0)?.unit }?.isMoney ?? false
      }
    }
  }
}
