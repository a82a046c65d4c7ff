import CRM

/// The KPIs that Filon knows: the fifteen of a sales action plan, and those that go with them.
package enum KPICatalogue {
  /// All of them, in the order in which people read them.
  package static let all: [KPIDefinition] = money + customers + activity + outside

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The KPI that a person means: by its name, its title in either language, or the usual letters for it.
  package static func meant(by text: String) -> KPIDefinition? {
    let words = text.plainWords
    return all.first { $0.words.contains(words) }
  }

  /// The same for whoever types: the beginning of the words for one KPI alone is enough.
  ///
  /// - Throws: `.usage` with the name that comes near, or all there are.
  package static func typed(_ text: String) throws -> KPIDefinition {
    if let meant = meant(by: text) { return meant }
    let words = text.plainWords
    let begun = words.isEmpty ? [] : all.filter { $0.words.contains { $0.hasPrefix(words) } }
    if begun.count == 1 { return begun[0] }
    let near =
      begun.isEmpty ? all.flatMap { [$0.name, $0.title.fr, $0.title.en] }.nearest(to: text).flatMap(meant(by:)).map { [$0] } : begun
    throw CRMError(.usage, .noKPI(text), place: text, remedy: .kpiTitles(near ?? all))
  }

  /// A KPI by its name.
  ///
  /// - Throws: `.notFound` with the names there are.
  package static func named(_ name: String) throws -> KPIDefinition {
    guard let found = byName[name] else {
      throw CRMError(.usage, .noKPI(name), place: name, remedy: .kpiTitles(all))
    }
    return found
  }

  private static let money: [KPIDefinition] = [
    .init(
      "revenue", fr: "Chiffre d’affaires", en: "Revenue", .money, .higher,
      .plain(
        "invoiced", .init(.revenue),
        fr: "ventes hors taxes moins remboursements, chacun à son jour", en: "sales excluding VAT less refunds, each on its day")),
    .init(
      "sales_count", fr: "Nombre de ventes", en: "Number of sales", .count, .higher,
      .plain(
        "orders", .init(.orders),
        fr: "ventes de la période qui n’ont pas été remboursées en entier", en: "sales of the period that were not given back in full")),
    .init(
      "sales_per_day", fr: "Ventes par jour", en: "Sales per day", .number, .higher,
      .ratio(
        "calendar_days", .init(.orders), .init(.calendarDays),
        fr: "ventes valides / jours de calendrier écoulés de la période", en: "valid sales / calendar days of the period that have passed"),
      .ratio(
        "working_days", .init(.orders), .init(.workingDays),
        fr: "ventes valides / jours ouvrés écoulés de la période (du lundi au vendredi, sans jours fériés)",
        en: "valid sales / working days of the period that have passed (Monday to Friday, without public holidays)")),
    .init(
      "average_basket", fr: "Panier moyen", en: "Average order", .money, .higher,
      .ratio(
        "orders", .init(.orderAmount), .init(.orders),
        fr: "montant des ventes valides / leur nombre", en: "amount of the valid sales / their number")),
    .init(
      "revenue_per_customer", fr: "CA moyen par client", en: "Revenue per customer", .money, .higher,
      .ratio(
        "customers", .init(.revenue), .init(.customers),
        fr: "chiffre d’affaires / clients distincts ayant une vente valide dans la période",
        en: "revenue / distinct customers with a valid sale in the period")),
    .init(
      "margin", fr: "Marge", en: "Margin", .money, .higher,
      .plain(
        "stated", .init(.margin),
        fr: "somme des marges des ventes qui l’indiquent, moins celles des remboursements",
        en: "margins of the sales that state theirs, less those of refunds")),
    .init(
      "margin_rate", fr: "Taux de marque", en: "Margin rate", .rate, .higher,
      .ratio(
        "stated", .init(.margin), .init(.marginRevenue),
        fr: "marge / chiffre d’affaires, sur les ventes qui indiquent leur marge",
        en: "margin / revenue, over the sales that state their margin")),
    .init(
      "amount_received", fr: "Montant perçu", en: "Amount received", .money, .higher,
      .plain(
        "payments", .init(.series("payments")),
        fr: "somme de la série extérieure payments, TTC, au jour de l’encaissement",
        en: "sum of the outside series payments, VAT included, on the day of payment")),
    .init(
      "spend", fr: "Dépenses", en: "Spend", .money, .lower,
      .plain("all", .init(.spend), fr: "somme des dépenses de la période", en: "expenses of the period"),
      .plain(
        "acquisition", .init(.acquisitionSpend),
        fr: "somme des dépenses d’acquisition de la période", en: "expenses of the period tagged as acquisition")),
    .init(
      "spend_to_sales", fr: "Dépenses / ventes", en: "Spend to sales", .rate, .lower,
      .ratio(
        "all", .init(.spend), .init(.revenue),
        fr: "dépenses / chiffre d’affaires de la période", en: "expenses / revenue of the period"),
      .ratio(
        "acquisition", .init(.acquisitionSpend), .init(.revenue),
        fr: "dépenses d’acquisition / chiffre d’affaires de la période", en: "acquisition expenses / revenue of the period")),
    .init(
      "customer_acquisition_cost", fr: "Coût d’acquisition client", en: "Customer acquisition cost", .money, .lower,
      .ratio(
        "acquisition", .init(.acquisitionSpend), .init(.newCustomers),
        fr: "dépenses d’acquisition de la période / nouveaux clients de la période",
        en: "acquisition expenses of the period / new customers of the period"),
      .ratio(
        "all", .init(.spend), .init(.newCustomers),
        fr: "toutes les dépenses de la période / nouveaux clients de la période",
        en: "all expenses of the period / new customers of the period"),
      .ratio(
        "lagged", .init(.acquisitionSpend, .before), .init(.newCustomers),
        fr: "dépenses d’acquisition de la période précédente / nouveaux clients de la période",
        en: "acquisition expenses of the period before / new customers of the period"),
      .ratio(
        "lagged_all", .init(.spend, .before), .init(.newCustomers),
        fr: "toutes les dépenses de la période précédente / nouveaux clients de la période",
        en: "all expenses of the period before / new customers of the period")),
  ]

  private static let customers: [KPIDefinition] = [
    .init(
      "new_customers", fr: "Nouveaux clients", en: "New customers", .count, .higher,
      .plain(
        "first_order", .init(.newCustomers),
        fr: "clients dont la première vente valide tombe dans la période", en: "customers whose first valid sale falls in the period")),
    .init(
      "customers", fr: "Clients actifs", en: "Active customers", .count, .higher,
      .plain(
        "active", .init(.customers),
        fr: "clients distincts ayant une vente valide dans la période", en: "distinct customers with a valid sale in the period")),
    .init(
      "repeat_customers", fr: "Clients fidélisés", en: "Repeat customers", .count, .higher,
      .plain(
        "period", .init(.repeatCustomers),
        fr: "clients distincts dont une deuxième vente valide ou plus tombe dans la période",
        en: "distinct customers with a second or later valid sale in the period"),
      .plain(
        "stock", .init(.repeatCustomers, .untilEnd),
        fr: "clients ayant au moins deux ventes valides à la fin de la période",
        en: "customers with two valid sales or more at the end of the period"),
      .plain(
        "flow", .init(.repeatCustomers, .period, .notInBase(.untilBeginning)),
        fr: "clients dont la deuxième vente valide tombe dans la période", en: "customers whose second valid sale falls in the period"),
      .plain(
        "distinct_days", .init(.repeatCustomersDistinctDays),
        fr: "clients distincts ayant dans la période une vente valide d’un jour postérieur à la première",
        en: "distinct customers with a valid sale in the period on a later day than their first"),
      .plain(
        "stock_distinct_days", .init(.repeatCustomersDistinctDays, .untilEnd),
        fr: "clients ayant à la fin de la période des ventes valides de deux jours différents ou plus",
        en: "customers with valid sales on two days or more at the end of the period"),
      .plain(
        "flow_distinct_days", .init(.repeatCustomersDistinctDays, .period, .notInBase(.untilBeginning)),
        fr: "clients dont la première vente valide d’un deuxième jour tombe dans la période",
        en: "customers whose first valid sale on a second day falls in the period")),
    .init(
      "retention_rate", fr: "Taux de rétention client", en: "Customer retention rate", .rate, .higher,
      .ratio(
        "windows", .init(.customers, .period, .inBase(.before)), .init(.customers, .before),
        fr: "clients actifs dans la période et dans la période précédente de même longueur / clients actifs dans celle-ci",
        en: "customers active in the period and in the equally long one before / customers active in the one before"),
      .ratio(
        "year", .init(.customers, .months(12), .inBase(.monthsBefore(12))), .init(.customers, .monthsBefore(12)),
        fr: "clients actifs dans les 12 mois finissant avec la période et dans les 12 mois d’avant / clients actifs dans ces derniers",
        en: "customers active in the 12 months that end with the period and in the 12 months before / customers active in those before"
      ),
      .init(
        "subscription", .subscription(end: .init(.customers), new: .init(.newCustomers), start: .init(.customers, .before)),
        fr: "(E − N) / S\u{A0}: clients de la période, moins les nouveaux, / clients de la période précédente",
        en: "(E − N) / S: customers of the period, less the new ones, / customers of the period before")),
  ]

  private static let activity: [KPIDefinition] = [
    .init(
      "attempts", fr: "Tentatives", en: "Attempts", .count, .higher,
      .plain(
        "all", .init(.attempts),
        fr: "conversations de la période, que quelqu’un ait répondu ou non",
        en: "conversations of the period, whether or not somebody spoke")),
    .init(
      "discussions", fr: "Discussions avec des prospects", en: "Discussions with prospects", .count, .higher,
      .plain(
        "held", .init(.discussions),
        fr:
          "conversations où quelqu’un a parlé, hors clients acquis avant ce jour\u{A0}; une discussion à deux compte pour chacun et une fois au total",
        en:
          "conversations in which somebody spoke, without customers won before that day; a conversation held by two counts for each and once in total"
      )),
    .init(
      "prospects_reached", fr: "Prospects rencontrés", en: "Prospects reached", .count, .higher,
      .plain(
        "distinct", .init(.prospectsReached),
        fr: "prospects distincts avec qui une discussion a eu lieu dans la période",
        en: "distinct prospects with whom a discussion was held in the period")),
    .init(
      "appointments", fr: "Rendez-vous pris", en: "Appointments made", .count, .higher,
      .plain(
        "made", .init(.appointments),
        fr: "conversations de la période conclues par un rendez-vous", en: "conversations of the period that ended with an appointment"
      )),
    .init(
      "opportunities_opened", fr: "Opportunités ouvertes", en: "Opportunities opened", .count, .higher,
      .plain(
        "opened", .init(.opportunitiesOpened),
        fr: "opportunités dont l’ouverture tombe dans la période", en: "opportunities opened in the period")),
    .init(
      "opportunities_won", fr: "Opportunités gagnées", en: "Opportunities won", .count, .higher,
      .plain(
        "won", .init(.opportunitiesWon),
        fr: "opportunités gagnées dans la période et pas rouvertes depuis", en: "opportunities won in the period and not reopened since")),
    .init(
      "lost_opportunities", fr: "Opportunités perdues", en: "Lost opportunities", .count, .lower,
      .plain(
        "count", .init(.opportunitiesLost),
        fr: "opportunités perdues dans la période et pas rouvertes depuis", en: "opportunities lost in the period and not reopened since")),
    .init(
      "lost_amount", fr: "Montant perdu", en: "Lost amount", .money, .lower,
      .plain(
        "amount", .init(.amountLost),
        fr: "montant des opportunités perdues dans la période", en: "amount of the opportunities lost in the period")),
    .init(
      "win_rate", fr: "Taux de gain", en: "Win rate", .rate, .higher,
      .ratio(
        "closed", .init(.opportunitiesWon), .init(.opportunitiesClosed),
        fr: "opportunités gagnées / opportunités gagnées ou perdues dans la période",
        en: "opportunities won / opportunities won or lost in the period")),
    .init(
      "conversion_rate", fr: "Taux de conversion", en: "Conversion rate", .rate, .higher,
      .ratio(
        "period", .init(.prospectsConverted), .init(.prospectsReached),
        fr: "prospects devenus clients dans la période / prospects distincts avec qui une discussion a eu lieu dans la période",
        en: "prospects who became customers in the period / distinct prospects with whom a discussion was held in the period"),
      .init(
        "cohort",
        .cohort(
          converted: .init(.prospectsEnteredConverted), entered: .init(.prospectsEntered), immature: .init(.prospectsEnteredImmature)),
        fr: "prospects devenus clients dans l’horizon / prospects dont la première discussion tombe dans la période",
        en: "prospects who became customers within the horizon / prospects whose first discussion falls in the period"),
      .ratio(
        "stages", .init(.stageEntriesAdvanced), .init(.stageEntries),
        fr: "opportunités entrées ensuite dans la seconde étape / opportunités entrées dans la première étape dans la période",
        en: "opportunities that entered the second stage afterwards / opportunities that entered the first stage in the period"),
      visitors),
  ]

  private static let visitors = KPIVariant.ratio(
    "visitors", .init(.series("site_orders")), .init(.series("site_visitors")),
    fr: "commandes du site / visiteurs de chaque jour (séries site_orders et site_visitors)",
    en: "site orders / visitors of each day (series site_orders and site_visitors)")

  private static let outside: [KPIDefinition] = [
    .init(
      "contacts_captured", fr: "Contacts captés sur le site", en: "Contacts captured on the site", .count, .higher,
      .plain(
        "series", .init(.series("contacts_captured")),
        fr: "somme de la série contacts_captured", en: "sum of the series contacts_captured"),
      .plain(
        "crm", .init(.contacts),
        fr: "prospects de source «\u{A0}site\u{A0}» enregistrés dans la période, sans doublons fusionnés",
        en: "prospects whose source is the website recorded in the period, without merged duplicates")),
    .init(
      "site_purchases_growth", fr: "Hausse des achats sur le site", en: "Growth of purchases on the site", .rate, .higher,
      .init(
        "orders", .growth("site_orders", since: .yearBefore),
        fr: "(V1 − V0) / V0 de la série site_orders, V0 un an plus tôt", en: "(V1 − V0) / V0 of the series site_orders, V0 a year earlier"),
      .init(
        "revenue", .growth("site_revenue", since: .yearBefore),
        fr: "(V1 − V0) / V0 de la série site_revenue, V0 un an plus tôt", en: "(V1 − V0) / V0 of the series site_revenue, V0 a year earlier"
      ),
      .init(
        "orders_previous_period", .growth("site_orders", since: .before),
        fr: "(V1 − V0) / V0 de la série site_orders, V0 la période précédente de même longueur",
        en: "(V1 − V0) / V0 of the series site_orders, V0 the equally long period before"),
      .init(
        "revenue_previous_period", .growth("site_revenue", since: .before),
        fr: "(V1 − V0) / V0 de la série site_revenue, V0 la période précédente de même longueur",
        en: "(V1 − V0) / V0 of the series site_revenue, V0 the equally long period before")),
    .init(
      "distributor_purchases_growth",
      fr: "Hausse des achats chez les distributeurs des villes de l’action",
      en: "Growth of purchases at distributors in the towns of the action", .rate, .higher,
      .init(
        "previous_year", .growth("distributor_sales", since: .yearBefore, isByPlace: true),
        fr: "(V1 − V0) / V0 des ventes des distributeurs des villes de l’action, V0 un an plus tôt, moins celle des villes témoins",
        en: "(V1 − V0) / V0 of distributor sales in the towns of the action, V0 a year earlier, less that of the control towns"),
      .init(
        "previous_period", .growth("distributor_sales", since: .daysBefore, isByPlace: true),
        fr:
          "(V1 − V0) / V0 des ventes des distributeurs des villes de l’action, V0 autant de jours avant l’action, moins celle des villes témoins",
        en:
          "(V1 − V0) / V0 of distributor sales in the towns of the action, V0 as many days before the action, less that of the control towns"
      )),
    .init(
      "site_conversion_rate", fr: "Taux de conversion du site", en: "Conversion rate of the site", .rate, .higher,
      .ratio(
        "sessions", .init(.series("site_orders")), .init(.series("site_sessions")),
        fr: "commandes du site / sessions, des mêmes jours", en: "site orders / sessions, of the same days"),
      visitors),
    .init(
      "email_click_rate", fr: "Taux de clics des e-mails", en: "E-mail click rate", .rate, .higher,
      .ratio(
        "delivered", .init(.series("email_unique_clicks")), .init(.series("emails_delivered")),
        fr: "somme des destinataires ayant cliqué / somme des e-mails délivrés, au jour de l’envoi",
        en: "sum of recipients who clicked / sum of e-mails delivered, on the day they were sent")),
    .init(
      "followers", fr: "Abonnés sur les réseaux sociaux", en: "Followers on social networks", .count, .higher,
      .plain(
        "stock", .init(.series("followers")),
        fr: "dernier relevé de chaque réseau à la fin de la période, sommé (des comptes, pas des personnes)",
        en: "last figure of each network at the end of the period, summed (accounts, not people)"),
      .init(
        "flow", .gain("followers", orWon: "followers_gained"),
        fr: "relevés à la fin de la période moins ceux de son début, plus les abonnés gagnés jour par jour",
        en: "figures at the end of the period less those at its beginning, and the followers won day by day")),
  ]
}
