/// In what a KPI is measured, and how the file calls those of the catalogue.
enum PlanUnit: Sendable {
  case count, money, rate

  /// The KPIs that a plan may follow by name.
  private static let catalogue: [(name: String, title: Message, unit: PlanUnit)] = [
    ("revenue", Message(fr: "chiffre d'affaires", en: "revenue"), .money),
    ("conversion_rate", Message(fr: "taux de conversion", en: "conversion rate"), .rate),
    ("average_basket", Message(fr: "panier moyen", en: "average basket"), .money),
    ("customer_acquisition_cost", Message(fr: "coût d'acquisition client", en: "customer acquisition cost"), .money),
    ("retention_rate", Message(fr: "taux de rétention", en: "retention rate"), .rate),
    ("discussions", Message(fr: "discussions", en: "discussions"), .count),
    ("site_purchases_growth", Message(fr: "hausse des achats sur le site", en: "site purchases growth"), .rate),
    ("distributor_purchases_growth", Message(fr: "hausse des achats chez les distributeurs", en: "distributor purchases growth"), .rate),
    ("site_conversion_rate", Message(fr: "taux de conversion du site", en: "site conversion rate"), .rate),
    ("email_click_rate", Message(fr: "taux de clics dans les e-mails", en: "e-mail click rate"), .rate),
    ("contacts_captured", Message(fr: "contacts captés sur le site", en: "contacts captured"), .count),
    ("new_customers", Message(fr: "nouveaux clients", en: "new customers"), .count),
    ("followers", Message(fr: "abonnés", en: "followers"), .count),
    ("sales_count", Message(fr: "ventes", en: "sales"), .count),
    ("repeat_customers", Message(fr: "clients fidélisés", en: "repeat customers"), .count),
  ]

  static func names(in language: Language) -> String {
    catalogue.map { $0.title.text(in: language) }.joined(separator: ", ")
  }

  static func title(of name: String) -> Message? { catalogue.first { $0.name == name }?.title }

  static func of(_ name: String) -> PlanUnit? { catalogue.first { $0.name == name }?.unit }

  static func kpi(named text: String) throws(InvalidValue) -> String {
    let key = PlanKey.folded(text)
    let found = catalogue.first { each in [each.name, each.title.fr, each.title.en].contains { PlanKey.folded($0) == key } }
    if let found { return found.name }
    let nearest = catalogue.flatMap { [$0.title.fr, $0.title.en, $0.name] }.nearest(to: text)
    throw InvalidValue(.unknownKPI(text), remedy: nearest.map(Message.didYouMean) ?? .chooseKPI(names(in: .fr), names(in: .en)))
  }
}

extension PlanKPI {
  /// In what its values are; nil for one that is not known.
  var unit: PlanUnit? {
    switch formula {
    case .catalogue(let name, _): PlanUnit.of(name)
    case .ratio(_, over: .some): .rate
    case .ratio: .count
    }
  }
}
