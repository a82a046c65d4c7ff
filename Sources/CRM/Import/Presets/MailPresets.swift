extension ServiceExport {
  /// Mailchimp's reports of campaigns, one a row or one alone, dated by the day of sending. Rates are left to be computed from the counts.
  static let mailchimp = ServiceExport([
    .required("sent", "Send Date", "Delivery Date/Time"), .required("delivered", "Successful Deliveries"),
    .required("clicks", "Unique Clicks", "Recipients Who Clicked"), .optional("opens", "Unique Opens", "Recipients Who Opened"),
    .optional("label", "Title"), .optional("reference", "Unique Id"),
  ]) { row in
    row.campaign(usual: .monthFirst)
  }.with { $0.usualDayOrder = .monthFirst }

  /// LinkedIn's followers of a page. The standard file gives those won on each day, which is what its total is where it is the sum of the
  /// columns beside it; a file with the total alone gives a stock, unless `--set total=gained` says otherwise.
  static let linkedin = ServiceExport([
    .required("day", "Date"), .required("followers", "Total followers", "Nombre total d'abonnés"),
    .optional("organic", "Organic followers", "Abonnés organiques"), .optional("sponsored", "Sponsored followers", "Abonnés sponsorisés"),
    .optional("invited", "Auto-invited followers", "Abonnés invités automatiquement"), .optional("total"),
  ]) { row in
    let (days, followers) = (row.dayRange("day", usual: .monthFirst), row.required("followers", row.count("followers")))
    let parts = ["organic", "sponsored", "invited"].compactMap(row.count)
    let isGain: Bool
    switch row.text("total") {
    case nil: isGain = row.bindings.origins["organic"] != nil
    case "stock": isGain = false
    case "gained": isGain = true
    case let other?:
      row.refuse("total", .notAChoice(other, ["stock", "gained"]))
      return nil
    }
    guard let days, let followers else { return nil }
    if isGain, row.text("total") == nil, !parts.isEmpty, parts.reduce(0, +) != followers {
      row.refuse("followers", .totalOfNoParts(followers, parts.reduce(0, +)))
      return nil
    }
    var read = MeasurementImport(days, [.init(isGain ? .followersGained : .followers, followers)])
    read.label = "linkedin"
    read.take(labelsOf: row)
    return read
  }.with { $0.usualDayOrder = .monthFirst }
}

extension ImportRow {
  /// The figures of an e-mail campaign: `sent`, `delivered`, `clicks` and, where they are there, `opens`.
  func campaign(usual: DayOrder) -> MeasurementImport? {
    let (days, delivered, clicks) = (
      dayRange("sent", usual: usual), required("delivered", count("delivered")), required("clicks", count("clicks"))
    )
    let opens = count("opens")
    guard let days, let delivered, let clicks else { return nil }
    var figures: [MeasurementImport.Figure] = [.init(.emailsDelivered, delivered), .init(.emailUniqueClicks, clicks)]
    if let opens { figures.append(.init(.emailUniqueOpens, opens)) }
    var read = MeasurementImport(days, reference: text("reference", limit: 300), figures)
    read.take(labelsOf: self)
    return read
  }
}
