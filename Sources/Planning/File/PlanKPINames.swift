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

  static func definition(of name: String) -> KPIDefinition? { KPICatalogue.all.first { $0.name == name } }
}

extension PlanKPI {
  /// In what its values are; nil for one that is not known.
  ///
  /// - Parameter moneySeries: The outside series of the organization that are sums of money.
  func unit(_ moneySeries: Set<String>) -> KPIUnit? {
    switch formula {
    case .catalogue(let name, _): PlanKPINames.definition(of: name)?.unit
    case .ratio:
      formula.recipe?.unit { reading in
        reading.count?.isMoney
          ?? reading.series.map { moneySeries.contains($0) || StandardSeries(rawValue: $0)?.unit.isMoney == true } ?? false
      }
    }
  }
}
