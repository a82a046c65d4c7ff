public import Postgres

/// What a day without a figure means.
public enum SeriesKind: String, Sendable, CaseIterable, Codable, PostgresCodable {
  /// Each day has its part, and a day without one is missing, not zero (orders, sessions).
  case flow
  /// It happens when it happens, and a period without any has none (e-mail campaigns).
  case event
  /// The state on a day; the last one known counts (followers).
  case stock
}

/// What the figures of a series count.
public enum SeriesUnit: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case count
  /// Cents excluding VAT.
  case money
  /// Cents including VAT: another measure, never added to `money`.
  case moneyWithTax = "money_with_tax"

  /// Whether figures are cents.
  public var isMoney: Bool { self != .count }
}

/// The series by whose names indicators find their figures; an organization may have others, whose names are its own.
public enum StandardSeries: String, Sendable, CaseIterable {
  /// Valid orders of the site.
  case siteOrders = "site_orders"
  /// Their revenue, excluding VAT.
  case siteRevenue = "site_revenue"
  /// Their revenue where the shop gives it with the VAT only.
  case siteRevenueWithTax = "site_revenue_with_tax"
  /// Orders by who had not ordered before, as the shop says.
  case siteNewCustomers = "site_new_customers"
  /// Orders by who had, as the shop says.
  case siteReturningCustomers = "site_returning_customers"
  case siteSessions = "site_sessions"
  /// Visitors of each day: who comes on two days counts twice.
  case siteVisitors = "site_visitors"
  /// E-mails that arrived, by the day of the campaign; the label is the campaign.
  case emailsDelivered = "emails_delivered"
  /// Recipients who clicked, once each.
  case emailUniqueClicks = "email_unique_clicks"
  /// Recipients who opened, once each.
  case emailUniqueOpens = "email_unique_opens"
  case contactsCaptured = "contacts_captured"
  /// Accounts that follow; the label is the network.
  case followers
  /// Accounts that began to follow on the day, less those that ceased; the label is the network.
  case followersGained = "followers_gained"
  /// What distributors sold; the place is the commune, the label the shop.
  case distributorSales = "distributor_sales"
  /// What was received, as paid: with the VAT in it.
  case payments

  /// What a day without a figure means.
  public var kind: SeriesKind {
    switch self {
    // Networks leave out the days on which nobody began to follow.
    case .emailsDelivered, .emailUniqueClicks, .emailUniqueOpens, .payments, .followersGained: .event
    case .followers: .stock
    case .siteOrders, .siteRevenue, .siteRevenueWithTax, .siteNewCustomers, .siteReturningCustomers, .siteSessions, .siteVisitors,
      .contactsCaptured, .distributorSales:
      .flow
    }
  }

  /// What it counts.
  public var unit: SeriesUnit {
    switch self {
    case .siteRevenue: .money
    case .siteRevenueWithTax, .payments: .moneyWithTax
    default: .count
    }
  }
}

extension StandardSeries: NamedChoice {
  public var name: Message {
    switch self {
    case .siteOrders: Message(fr: "commandes du site", en: "site orders")
    case .siteRevenue: Message(fr: "chiffre d’affaires du site", en: "site revenue")
    case .siteRevenueWithTax: Message(fr: "chiffre d’affaires TTC du site", en: "site revenue with tax")
    case .siteNewCustomers: Message(fr: "nouveaux clients du site", en: "site new customers")
    case .siteReturningCustomers: Message(fr: "clients revenus sur le site", en: "site returning customers")
    case .siteSessions: Message(fr: "visites du site", en: "site sessions")
    case .siteVisitors: Message(fr: "visiteurs du site", en: "site visitors")
    case .emailsDelivered: Message(fr: "e-mails délivrés", en: "e-mails delivered")
    case .emailUniqueClicks: Message(fr: "clics dans les e-mails", en: "e-mail unique clicks")
    case .emailUniqueOpens: Message(fr: "e-mails ouverts", en: "e-mail unique opens")
    case .contactsCaptured: Message(fr: "contacts captés", en: "contacts captured")
    case .followers: Message(fr: "abonnés", en: "followers")
    case .followersGained: Message(fr: "abonnés gagnés", en: "followers gained")
    case .distributorSales: Message(fr: "ventes des distributeurs", en: "distributor sales")
    case .payments: Message(fr: "paiements reçus", en: "payments")
    }
  }

  public var synonyms: [String] {
    switch self {
    case .siteRevenue: ["CA du site"]
    case .siteRevenueWithTax: ["CA TTC du site"]
    case .siteSessions: ["sessions du site", "visites", "sessions"]
    case .siteVisitors: ["visiteurs", "visitors"]
    case .emailsDelivered: ["emails délivrés"]
    case .emailUniqueClicks: ["clics dans les emails"]
    case .emailUniqueOpens: ["emails ouverts"]
    case .payments: ["paiements", "encaissements", "payments received"]
    default: []
    }
  }
}
