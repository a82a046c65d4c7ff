import Postgres

extension ServiceExport {
  /// WooCommerce's analytics of orders: an order a row, a refund a row of its own with a negative amount on its own day. Net revenue is
  /// without VAT and shipping.
  static let woocommerce = {
    var export = ServiceExport([
      .required("day", "Date"), .required("reference", "Order #", "N° de commande", "Commande n°", "Commande #"),
      .required("revenue", "N. Revenue", "Net Sales", "Revenus nets", "Ventes nettes").ofMoney, .required("status", "Status", "État"),
      .optional("customer_type", "Customer type", "Type de client"),
    ]) { row in
      let (days, number) = (row.dayRange("day"), row.required("reference", row.text("reference", limit: 200)))
      // The shop divides prices that include VAT and keeps all decimals: 8.264462809917.
      let revenue = row.required("revenue", row.cents("revenue", isRounded: true))
      let status = row.text("status")
      guard let days, let number, let revenue else { return nil }
      if revenue < 0 {
        // The shop gives it the number of its order.
        return row.order(days, "\(number) refund \(row.text("day") ?? "")", isValid: false, (.siteRevenue, revenue), isNew: nil)
      }
      let isLost = row.says(status, ["cancel", "annul", "fail", "echou", "trash", "pending", "draft", "brouillon"])
      let isRefunded = row.says(status, ["refund", "rembours"])
      return row.order(
        days, number, isValid: !isLost && !isRefunded, (.siteRevenue, isLost ? 0 : revenue),
        isNew: row.text("customer_type").flatMap { row.isNew($0) })
    }
    export.orderSeries = [.siteOrders, .siteRevenue, .siteNewCustomers, .siteReturningCustomers]
    export.holdsPersonalData = true
    return export
  }()

  /// PrestaShop's orders. Its totals include the VAT and nothing says how much of it, so they are a measure of their own.
  static let prestashop = {
    var export = ServiceExport([
      .required("reference", "Reference", "Référence"), .required("revenue", "Total").ofMoney,
      .required("status", "Status", "État"), .required("day", "Date"), .optional("customer_type", "New client", "Nouveau client"),
    ]) { row in
      let (days, reference) = (row.dayRange("day"), row.required("reference", row.text("reference", limit: 300)))
      let (total, isNew) = (row.required("revenue", row.cents("revenue")), row.boolean("customer_type"))
      let status = row.text("status")
      // The shop's own states that are not `logable`: what awaits its payment has not been sold yet.
      let isPaid = row.says(status, ["paid", "paye"]) && !row.says(status, ["not", "non"])
      let isUnpaid = !isPaid && row.says(status, ["await", "attente", "backorder", "reapprovisionnement"])
      let isLost = row.says(status, ["cancel", "annul", "refund", "rembours", "error", "erreur", "refus"]) && !row.says(status, ["parti"])
      guard let days, let reference, let total else { return nil }
      return row.order(days, reference, isValid: !isLost && !isUnpaid, (.siteRevenueWithTax, isLost || isUnpaid ? 0 : total), isNew: isNew)
    }
    export.orderSeries = [.siteOrders, .siteRevenueWithTax, .siteNewCustomers, .siteReturningCustomers]
    export.holdsPersonalData = true
    return export
  }()

  /// Shopify's orders: the first of an order's rows says what it came to, the others name its other articles. Revenue is the total less
  /// the taxes; what was refunded, whose day the file does not say, is taken off the order with its part of the taxes.
  static let shopify = {
    var export = ServiceExport([
      .required("reference", "Name"), .required("status", "Financial Status"), .required("total", "Total").ofMoney,
      .required("taxes", "Taxes").ofMoney, .required("day", "Created at"), .optional("currency", "Currency"),
      .optional("cancelled", "Cancelled at"), .optional("refunded", "Refunded Amount").ofMoney,
    ]) { row in
      let status = row.text("status")
      if status == nil, row.text("total") == nil, row.text("taxes") == nil { return nil }
      let (days, reference) = (row.dayRange("day"), row.required("reference", row.text("reference", limit: 300)))
      let (total, taxes) = (row.required("total", row.cents("total")), row.required("taxes", row.cents("taxes")))
      let refunded = row.cents("refunded") ?? 0
      let cancelled = row.text("cancelled")
      guard let days, let reference, let total, let taxes else { return nil }
      let isLost = cancelled != nil || ["voided", "refunded", "expired"].contains(status?.lowercased())
      let revenue = total - taxes - row.part(refunded, of: total - taxes, in: total)
      return row.order(days, reference, isValid: !isLost, (.siteRevenue, isLost ? 0 : revenue), isNew: nil)
    }
    export.orderSeries = [.siteOrders, .siteRevenue]
    export.holdsPersonalData = true
    return export
  }()

  /// Stripe's payments: what was received, less what was given back, on the day of the payment. Those of its test mode are none. Cards
  /// are neither read nor kept.
  static let stripe = {
    var export = ServiceExport([
      .required("reference", "id"), .required("day", "Created (UTC)", "Created date (UTC)"), .required("amount", "Amount").ofMoney,
      .required("status", "Status"), .required("currency", "Currency"), .optional("refunded", "Amount Refunded").ofMoney,
      .optional("converted", "Converted Amount").ofMoney, .optional("converted_refunded", "Converted Amount Refunded").ofMoney,
      .optional("converted_currency", "Converted Currency"), .optional("captured", "Captured"), .optional("mode", "Mode"),
    ]) { row in
      let status = row.required("status", row.text("status"))
      guard row.boolean("captured") != false, row.text("mode")?.folded != "test",
        !row.says(status, ["fail", "cancel", "pending", "incomplete", "requires", "uncaptured", "blocked"])
      else { return nil }
      if let status, !row.says(status, ["paid", "succeeded", "refunded", "partial", "disputed"]) {
        row.refuse("status", .unknownStatus(status))
      }
      let (days, reference) = (row.dayRange("day"), row.required("reference", row.text("reference", limit: 300)))
      let ours = row.amounts.currency.code
      let (currency, convertedInto) = (row.text("currency")?.uppercased(), row.text("converted_currency")?.uppercased())
      let isConverted = currency != ours && convertedInto == ours
      let received =
        isConverted ? row.required("converted", row.amount("converted")) : row.required("amount", row.cents("amount"))
      let refunded = isConverted ? row.amount("converted_refunded") : row.amount("refunded")
      guard let days, let reference, let received else { return nil }
      var read = MeasurementImport(days, reference: reference, [.init(.payments, received - (refunded ?? 0))])
      read.take(labelsOf: row)
      return read
    }
    export.isUTC = true
    export.holdsPersonalData = true
    return export
  }()
}

extension ImportRow {
  /// An order: one or none, its revenue, and whether its customer is new, where the shop says so. One that is not valid is recorded as
  /// none, so that an order that was recorded before and is cancelled since is seen to differ.
  fileprivate func order(
    _ days: Range<Day>, _ reference: String, isValid: Bool, _ revenue: (series: StandardSeries, cents: Int), isNew: Bool?
  ) -> MeasurementImport {
    var figures: [MeasurementImport.Figure] = [
      .init(.siteOrders, isValid ? 1 : 0), .init(revenue.series, revenue.cents),
    ]
    if let isNew {
      figures.append(.init(.siteNewCustomers, isValid && isNew ? 1 : 0))
      figures.append(.init(.siteReturningCustomers, isValid && !isNew ? 1 : 0))
    }
    var read = MeasurementImport(days, reference: reference, figures)
    read.take(labelsOf: self)
    return read
  }

  /// Whether a type of customer is that of a new one; nil for a word that is not known.
  fileprivate func isNew(_ type: String) -> Bool? {
    if says(type, ["new", "nouv"]) { return true }
    return says(type, ["return", "exist", "retour", "recur", "fidele", "habitu"]) ? false : nil
  }

  /// The part of an amount that falls to `share` in `whole`, rounded half away from zero.
  fileprivate func part(_ amount: Int, of share: Int, in whole: Int) -> Int {
    guard whole != 0, amount.magnitude <= whole.magnitude else { return amount }
    if amount == whole { return share }
    // Amounts have fifteen digits at most: their product has room in the high word.
    let product = amount.magnitude.multipliedFullWidth(by: share.magnitude)
    let (quotient, remainder) = whole.magnitude.dividingFullWidth(product)
    let rounded = Int(quotient) + (remainder >= whole.magnitude - remainder ? 1 : 0)
    let isNegative = [amount, share, whole].count { $0 < 0 } % 2 == 1
    return isNegative ? -rounded : rounded
  }
}
