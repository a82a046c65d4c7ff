package import CRM
import Postgres

// The names and definitions of KPIs.
extension Message {
  package static func source(_ source: KPIOrigin) -> Message {
    source == .rows ? Message(fr: "faits", en: "rows") : Message(fr: "séries", en: "series")
  }

  package static func unit(_ unit: KPIUnit) -> Message {
    switch unit {
    case .count: Message(fr: "nombre", en: "count")
    case .money: Message(fr: "montant", en: "money")
    case .rate: Message(fr: "taux", en: "rate")
    case .number: Message(fr: "nombre décimal", en: "number")
    }
  }

  package static func direction(_ direction: KPIDirection) -> Message {
    direction == .higher ? Message(fr: "plus haut", en: "higher") : Message(fr: "plus bas", en: "lower")
  }
  package static let periodNotBegun = Message(fr: "la période n'a pas commencé", en: "the period has not begun")
  package static let noMarginStated = Message(fr: "aucune vente n'indique sa marge", en: "no sale states its margin")
  package static let noNewCustomer = Message(fr: "aucun nouveau client", en: "no new customer")
  package static let noCustomers = Message(fr: "aucun client actif", en: "no active customer")
  package static let noBaseCustomers = Message(
    fr: "aucun client actif dans la période de départ", en: "no active customer in the period before")
  package static let noRevenue = Message(fr: "aucun chiffre d'affaires", en: "no revenue")
  package static let baseIsZero = Message(fr: "base nulle", en: "the base is zero")

  package static func seriesEmpty(_ name: String) -> Message {
    Message(fr: "la série \(name) n'a aucun relevé pour ces jours", en: "the series \(name) has no figure for these days")
  }

  package static func daysMissing(_ count: Int, _ name: String) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "jour manque", "jours manquent")) dans la série \(name)",
      en: "\(count) \(Language.en.plural(count, "day is", "days are")) missing in the series \(name)")
  }

  package static func baseDaysMissing(_ count: Int, _ name: String) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "jour manque", "jours manquent")) dans la période de base de la série \(name)",
      en: "\(count) \(Language.en.plural(count, "day is", "days are")) missing in the base period of the series \(name)")
  }

  package static func staleStock(_ labels: [String], _ days: Int) -> Message {
    Message(
      fr: "dernier relevé de plus de \(days) jours : \(labels.joined(separator: ", "))",
      en: "last figure more than \(days) days old: \(labels.joined(separator: ", "))")
  }

  static let noTowns = Message(fr: "aucune ville d'action n'est indiquée", en: "no town of the action is named")

  package static func townsWithoutBase(_ towns: [String]) -> Message {
    Message(
      fr: "aucune ville n'a tous ses jours avant et pendant : \(towns.joined(separator: ", "))",
      en: "no town has all its days before and during: \(towns.joined(separator: ", "))")
  }

  package static func controlsWithoutBase(_ towns: [String]) -> Message {
    Message(
      fr: "aucune ville témoin n'a tous ses jours avant et pendant : \(towns.joined(separator: ", "))",
      en: "no control town has all its days before and during: \(towns.joined(separator: ", "))")
  }

  static func townsDropped(_ towns: [String]) -> Message {
    Message(
      fr: "Villes écartées, faute de base ou de jours : \(towns.joined(separator: ", ")).",
      en: "Towns left out for want of a base or of days: \(towns.joined(separator: ", ")).")
  }

  static let numeratorExceeds = Message(
    fr: "Le numérateur dépasse le dénominateur : ce sont les événements d'une période, pas une même population.",
    en: "The numerator exceeds the denominator: they are events of one period, not one population.")

  static func immatureCohort(_ count: Int, _ days: Int) -> Message {
    Message(
      fr:
        "\(count) \(Language.fr.plural(count, "prospect n'a", "prospects n'ont")) pas encore eu \(days) jours : le taux peut encore monter.",
      en: "\(count) \(Language.en.plural(count, "prospect has", "prospects have")) not had \(days) days yet: the rate may still rise.")
  }

  static func filterSaysNothing(_ key: String, _ name: String) -> Message {
    Message(fr: "le filtre \(key) ne dit rien de \(name)", en: "the filter \(key) says nothing of \(name)")
  }

  static let stageMissing = Message(
    fr: "il faut nommer les étapes : --from-stage et --to-stage", en: "stages must be named: --from-stage and --to-stage")

  static func noKPI(_ name: String) -> Message {
    Message(fr: "aucun indicateur \(name.quoted(in: .fr))", en: "no KPI \(name.quoted(in: .en))")
  }

  static func kpiNames(_ names: [String]) -> Message {
    Message(fr: "choisissez parmi : \(names.joined(separator: ", "))", en: "choose one of: \(names.joined(separator: ", "))")
  }

  static func noKPIVariant(_ kpi: String, _ name: String) -> Message {
    Message(fr: "\(kpi) n'a pas de variante \(name.quoted(in: .fr))", en: "\(kpi) has no variant \(name.quoted(in: .en))")
  }

  static func noKPIRows(_ name: String) -> Message {
    Message(fr: "\(name) est un nombre de jours : il n'a pas de lignes", en: "\(name) is a number of days: it has no rows")
  }
  static let kpiRevenue = Message(fr: "Chiffre d'affaires", en: "Revenue")
  static let kpiRevenueIs = Message(
    fr: "ventes hors taxes moins remboursements, chacun à son jour", en: "sales excluding VAT less refunds, each on its day")
  static let kpiSalesCount = Message(fr: "Nombre de ventes", en: "Number of sales")
  static let kpiSalesCountIs = Message(
    fr: "ventes de la période qui n'ont pas été remboursées en entier", en: "sales of the period that were not given back in full")
  static let kpiSalesPerDay = Message(fr: "Ventes par jour", en: "Sales a day")
  static let kpiSalesPerDayIs = Message(
    fr: "ventes valides / jours de calendrier écoulés de la période", en: "valid sales / calendar days of the period that have passed")
  static let kpiSalesPerWorkingDayIs = Message(
    fr: "ventes valides / jours ouvrés écoulés de la période (du lundi au vendredi, sans jours fériés)",
    en: "valid sales / working days of the period that have passed (Monday to Friday, without public holidays)")
  static let kpiAverageBasket = Message(fr: "Panier moyen", en: "Average basket")
  static let kpiAverageBasketIs = Message(
    fr: "montant des ventes valides / leur nombre", en: "amount of the valid sales / their number")
  static let kpiRevenuePerCustomer = Message(fr: "CA moyen par client", en: "Revenue per customer")
  static let kpiRevenuePerCustomerIs = Message(
    fr: "chiffre d'affaires / clients distincts ayant une vente valide dans la période",
    en: "revenue / distinct customers with a valid sale in the period")
  static let kpiMargin = Message(fr: "Marge", en: "Margin")
  static let kpiMarginIs = Message(
    fr: "somme des marges des ventes qui l'indiquent, moins celles des remboursements",
    en: "margins of the sales that state theirs, less those of refunds")
  static let kpiMarginRate = Message(fr: "Taux de marque", en: "Margin rate")
  static let kpiMarginRateIs = Message(
    fr: "marge / chiffre d'affaires, sur les ventes qui indiquent leur marge",
    en: "margin / revenue, over the sales that state their margin")
  static let kpiAmountReceived = Message(fr: "Montant perçu", en: "Amount received")
  static let kpiAmountReceivedIs = Message(
    fr: "somme de la série extérieure payments, TTC, au jour de l'encaissement",
    en: "sum of the outside series payments, VAT included, on the day of payment")
  static let kpiSpend = Message(fr: "Dépenses", en: "Spend")
  static let kpiSpendIs = Message(fr: "somme des dépenses de la période", en: "expenses of the period")
  static let kpiAcquisitionSpendIs = Message(
    fr: "somme des dépenses d'acquisition de la période", en: "expenses of the period tagged as acquisition")
  static let kpiSpendToSales = Message(fr: "Dépenses / ventes", en: "Spend to sales")
  static let kpiSpendToSalesIs = Message(fr: "dépenses / chiffre d'affaires de la période", en: "expenses / revenue of the period")
  static let kpiAcquisitionToSalesIs = Message(
    fr: "dépenses d'acquisition / chiffre d'affaires de la période", en: "acquisition expenses / revenue of the period")
  static let kpiAcquisitionCost = Message(fr: "Coût d'acquisition client", en: "Customer acquisition cost")
  static let kpiCostAcquisition = Message(
    fr: "dépenses d'acquisition de la période / nouveaux clients de la période",
    en: "acquisition expenses of the period / new customers of the period")
  static let kpiCostAll = Message(
    fr: "toutes les dépenses de la période / nouveaux clients de la période", en: "all expenses of the period / new customers of the period"
  )
  static let kpiCostLagged = Message(
    fr: "dépenses d'acquisition de la période précédente / nouveaux clients de la période",
    en: "acquisition expenses of the period before / new customers of the period")
  static let kpiCostLaggedAll = Message(
    fr: "toutes les dépenses de la période précédente / nouveaux clients de la période",
    en: "all expenses of the period before / new customers of the period")

  static let kpiNewCustomers = Message(fr: "Nouveaux clients", en: "New customers")
  static let kpiNewCustomersIs = Message(
    fr: "clients dont la première vente valide tombe dans la période", en: "customers whose first valid sale falls in the period")
  static let kpiCustomers = Message(fr: "Clients actifs", en: "Active customers")
  static let kpiCustomersIs = Message(
    fr: "clients distincts ayant une vente valide dans la période", en: "distinct customers with a valid sale in the period")
  static let kpiRepeatCustomers = Message(fr: "Clients fidélisés", en: "Repeat customers")
  static let kpiRepeatPeriod = Message(
    fr: "clients distincts dont une deuxième vente valide ou plus tombe dans la période",
    en: "distinct customers with a second or later valid sale in the period")
  static let kpiRepeatStock = Message(
    fr: "clients ayant au moins deux ventes valides à la fin de la période",
    en: "customers with two valid sales or more at the end of the period")
  static let kpiRepeatFlow = Message(
    fr: "clients dont la deuxième vente valide tombe dans la période", en: "customers whose second valid sale falls in the period")
  static let kpiRepeatDays = Message(
    fr: "clients distincts ayant dans la période une vente valide d'un jour postérieur à la première",
    en: "distinct customers with a valid sale in the period on a later day than their first")
  static let kpiRepeatStockDays = Message(
    fr: "clients ayant à la fin de la période des ventes valides de deux jours différents ou plus",
    en: "customers with valid sales on two days or more at the end of the period")
  static let kpiRepeatFlowDays = Message(
    fr: "clients dont la première vente valide d'un deuxième jour tombe dans la période",
    en: "customers whose first valid sale on a second day falls in the period")
  static let kpiRetention = Message(fr: "Taux de rétention client", en: "Customer retention rate")
  static let kpiRetentionWindows = Message(
    fr: "clients actifs dans la période et dans la période précédente de même longueur / clients actifs dans celle-ci",
    en: "customers active in the period and in the equally long one before / customers active in the one before")
  static let kpiRetentionYear = Message(
    fr: "clients actifs dans les 12 mois finissant avec la période et dans les 12 mois d'avant / clients actifs dans ces derniers",
    en: "customers active in the 12 months that end with the period and in the 12 months before / customers active in those before")
  static let kpiRetentionSubscription = Message(
    fr: "(E − N) / S : clients de la période, moins les nouveaux, / clients de la période précédente",
    en: "(E − N) / S: customers of the period, less the new ones, / customers of the period before")

  static let kpiAttempts = Message(fr: "Tentatives", en: "Attempts")
  static let kpiAttemptsIs = Message(
    fr: "conversations de la période, que quelqu'un ait répondu ou non", en: "conversations of the period, whether or not somebody spoke")
  static let kpiDiscussions = Message(fr: "Discussions avec des prospects", en: "Discussions with prospects")
  static let kpiDiscussionsIs = Message(
    fr:
      "conversations où quelqu'un a parlé, hors clients acquis avant ce jour ; une discussion à deux compte pour chacun et une fois au total",
    en: "conversations in which somebody spoke, without customers won before that day; a talk held by two counts for each and once in total"
  )
  static let kpiReached = Message(fr: "Prospects rencontrés", en: "Prospects reached")
  static let kpiReachedIs = Message(
    fr: "prospects distincts avec qui une discussion a eu lieu dans la période",
    en: "distinct prospects with whom a discussion was held in the period")
  static let kpiAppointments = Message(fr: "Rendez-vous pris", en: "Appointments made")
  static let kpiAppointmentsIs = Message(
    fr: "conversations de la période conclues par un rendez-vous", en: "conversations of the period that ended with an appointment")
  static let kpiOpened = Message(fr: "Opportunités ouvertes", en: "Opportunities opened")
  static let kpiOpenedIs = Message(
    fr: "opportunités dont l'ouverture tombe dans la période", en: "opportunities opened in the period")
  static let kpiWon = Message(fr: "Opportunités gagnées", en: "Opportunities won")
  static let kpiWonIs = Message(
    fr: "opportunités gagnées dans la période et pas rouvertes depuis", en: "opportunities won in the period and not reopened since")
  static let kpiLost = Message(fr: "Opportunités perdues", en: "Lost opportunities")
  static let kpiLostIs = Message(
    fr: "opportunités perdues dans la période et pas rouvertes depuis", en: "opportunities lost in the period and not reopened since")
  static let kpiLostAmount = Message(fr: "Montant perdu", en: "Lost amount")
  static let kpiLostAmountIs = Message(
    fr: "montant des opportunités perdues dans la période", en: "amount of the opportunities lost in the period")
  static let kpiWinRate = Message(fr: "Taux de gain", en: "Win rate")
  static let kpiWinRateIs = Message(
    fr: "opportunités gagnées / opportunités gagnées ou perdues dans la période",
    en: "opportunities won / opportunities won or lost in the period")
  static let kpiConversionRate = Message(fr: "Taux de conversion", en: "Conversion rate")
  static let kpiConversionPeriod = Message(
    fr: "prospects devenus clients dans la période / prospects distincts avec qui une discussion a eu lieu dans la période",
    en: "prospects who became customers in the period / distinct prospects with whom a discussion was held in the period")
  static let kpiConversionCohort = Message(
    fr: "prospects devenus clients dans l'horizon / prospects dont la première discussion tombe dans la période",
    en: "prospects who became customers within the horizon / prospects whose first discussion falls in the period")
  static let kpiConversionStages = Message(
    fr: "opportunités entrées ensuite dans la seconde étape / opportunités entrées dans la première étape dans la période",
    en: "opportunities that entered the second stage afterwards / opportunities that entered the first stage in the period")
  static let kpiConversionVisitors = Message(
    fr: "commandes du site / visiteurs de chaque jour (séries site_orders et site_visitors)",
    en: "site orders / visitors of each day (series site_orders and site_visitors)")

  static let kpiContacts = Message(fr: "Contacts captés sur le site", en: "Contacts captured on the site")
  static let kpiContactsSeries = Message(fr: "somme de la série contacts_captured", en: "sum of the series contacts_captured")
  static let kpiContactsRows = Message(
    fr: "prospects de source « site » enregistrés dans la période, sans doublons fusionnés",
    en: "prospects whose source is the website recorded in the period, without merged duplicates")
  static let kpiSiteGrowth = Message(fr: "Hausse des achats sur le site", en: "Growth of purchases on the site")
  static let kpiGrowthOrders = Message(
    fr: "(V1 − V0) / V0 de la série site_orders, V0 un an plus tôt", en: "(V1 − V0) / V0 of the series site_orders, V0 a year earlier")
  static let kpiGrowthRevenue = Message(
    fr: "(V1 − V0) / V0 de la série site_revenue, V0 un an plus tôt", en: "(V1 − V0) / V0 of the series site_revenue, V0 a year earlier")
  static let kpiGrowthOrdersPeriod = Message(
    fr: "(V1 − V0) / V0 de la série site_orders, V0 la période précédente de même longueur",
    en: "(V1 − V0) / V0 of the series site_orders, V0 the equally long period before")
  static let kpiGrowthRevenuePeriod = Message(
    fr: "(V1 − V0) / V0 de la série site_revenue, V0 la période précédente de même longueur",
    en: "(V1 − V0) / V0 of the series site_revenue, V0 the equally long period before")
  static let kpiDistributorGrowth = Message(
    fr: "Hausse des achats chez les distributeurs des villes de l'action",
    en: "Growth of purchases at distributors in the towns of the action")
  static let kpiDistributorYear = Message(
    fr: "(V1 − V0) / V0 des ventes des distributeurs des villes de l'action, V0 un an plus tôt, moins celle des villes témoins",
    en: "(V1 − V0) / V0 of distributor sales in the towns of the action, V0 a year earlier, less that of the control towns")
  static let kpiDistributorPeriod = Message(
    fr:
      "(V1 − V0) / V0 des ventes des distributeurs des villes de l'action, V0 autant de jours avant l'action, moins celle des villes témoins",
    en: "(V1 − V0) / V0 of distributor sales in the towns of the action, V0 as many days before the action, less that of the control towns")
  static let kpiSiteConversion = Message(fr: "Taux de conversion du site", en: "Conversion rate of the site")
  static let kpiSiteConversionSessions = Message(
    fr: "commandes du site / sessions, des mêmes jours", en: "site orders / sessions, of the same days")
  static let kpiClicks = Message(fr: "Taux de clics des e-mails", en: "E-mail click rate")
  static let kpiClicksIs = Message(
    fr: "somme des destinataires ayant cliqué / somme des e-mails délivrés, au jour de l'envoi",
    en: "sum of recipients who clicked / sum of e-mails delivered, on the day they were sent")
  static let kpiFollowers = Message(fr: "Abonnés sur les réseaux sociaux", en: "Followers on social networks")
  static let kpiFollowersStock = Message(
    fr: "dernier relevé de chaque réseau à la fin de la période, sommé (des comptes, pas des personnes)",
    en: "last figure of each network at the end of the period, summed (accounts, not people)")
  static let kpiFollowersFlow = Message(
    fr: "relevés à la fin de la période moins ceux de son début", en: "figures at the end of the period less those at its beginning")

  /// `Taux de gain = …`: what a rate divides.
  package static func definition(_ name: Message, _ rate: ConversionDefinitions.Of) -> Message {
    Message(
      fr: "\(name.fr) : \(rate.numerator.fr) / \(rate.denominator.fr).", en: "\(name.en): \(rate.numerator.en) / \(rate.denominator.en).")
  }

  package static func definition(_ name: Message, _ definition: Message) -> Message {
    Message(fr: "\(name.fr) : \(definition.fr).", en: "\(name.en): \(definition.en).")
  }
}
