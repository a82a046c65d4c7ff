import CRM

extension Message {
  /// Why there is nothing to divide by, in the words of what is missing.
  static func none(of quantity: KPIReading.Quantity) -> Message {
    switch quantity {
    case .count(let count): none(of: count)
    case .series(let name), .stock(let name, _): StandardSeries(rawValue: name).map(none) ?? .seriesIsZero(name)
    case .calendarDays, .workingDays: .noWorkingDay
    }
  }

  static let noWorkingDay = Message(fr: "aucun jour ouvré", en: "no working day")
  static let noStageEntered = Message(fr: "aucune entrée dans l’étape", en: "no opportunity entered the stage")
  static let noEmailDelivered = Message(fr: "aucun e-mail délivré", en: "no e-mail delivered")
  static let noSiteSession = Message(fr: "aucune visite du site", en: "no visit of the site")
  static let noSiteVisitor = Message(fr: "aucun visiteur du site", en: "no visitor of the site")

  static func seriesIsZero(_ name: String) -> Message {
    Message(fr: "la série \(name.quoted(in: .fr)) est à zéro", en: "the series \(name.quoted(in: .en)) is zero")
  }

  private static func none(of series: StandardSeries) -> Message {
    switch series {
    case .siteOrders: Message(fr: "aucune commande sur le site", en: "no order on the site")
    case .siteRevenue, .siteRevenueWithTax: Message(fr: "aucun chiffre d’affaires sur le site", en: "no revenue on the site")
    case .siteNewCustomers: Message(fr: "aucun nouveau client sur le site", en: "no new customer on the site")
    case .siteReturningCustomers: Message(fr: "aucun client revenu sur le site", en: "no customer came back to the site")
    case .siteSessions: .noSiteSession
    case .siteVisitors: .noSiteVisitor
    case .emailsDelivered: .noEmailDelivered
    case .emailUniqueClicks: Message(fr: "aucun clic dans les e-mails", en: "no click in the e-mails")
    case .emailUniqueOpens: Message(fr: "aucun e-mail ouvert", en: "no e-mail opened")
    case .contactsCaptured: Message(fr: "aucun contact capté", en: "no contact captured")
    case .followers: Message(fr: "aucun abonné", en: "no follower")
    case .followersGained: Message(fr: "aucun abonné gagné", en: "no follower gained")
    case .distributorSales: Message(fr: "aucune vente des distributeurs", en: "no sale of distributors")
    case .payments: Message(fr: "aucun paiement reçu", en: "no payment received")
    }
  }

  private static func none(of count: KPICount) -> Message {
    switch count {
    case .attempts: Message(fr: "aucune tentative", en: "no attempt")
    case .discussions: Message(fr: "aucune discussion", en: "no discussion")
    case .appointments: Message(fr: "aucun rendez-vous", en: "no appointment")
    case .prospectsReached, .prospectsEntered, .prospectsEnteredImmature: .nobodyReached
    case .opportunitiesOpened: Message(fr: "aucune opportunité ouverte", en: "no opportunity opened")
    case .opportunitiesWon: Message(fr: "aucune opportunité gagnée", en: "no opportunity won")
    case .opportunitiesLost: Message(fr: "aucune opportunité perdue", en: "no opportunity lost")
    case .opportunitiesAbandoned: Message(fr: "aucune opportunité abandonnée", en: "no opportunity abandoned")
    case .opportunitiesClosed: .nothingClosed
    case .amountWon: Message(fr: "aucun montant gagné", en: "no amount won")
    case .amountLost: Message(fr: "aucun montant perdu", en: "no amount lost")
    case .stageEntries, .stageEntriesAdvanced: .noStageEntered
    case .prospectsConverted, .prospectsEnteredConverted: Message(fr: "aucun prospect converti", en: "no prospect converted")
    case .revenue: .noRevenue
    case .orders, .orderAmount: .noOrders
    case .margin: Message(fr: "aucune marge", en: "no margin")
    case .marginRevenue: .noMarginStated
    case .customers: .noCustomers
    case .newCustomers: .noNewCustomer
    case .repeatCustomers, .repeatCustomersDistinctDays: Message(fr: "aucun client fidélisé", en: "no repeat customer")
    case .spend, .acquisitionSpend: Message(fr: "aucune dépense", en: "no expense")
    case .contacts: Message(fr: "aucun nouveau contact", en: "no new contact")
    }
  }
}
