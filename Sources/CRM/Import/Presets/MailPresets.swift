extension ServiceExport {
  /// Mailchimp's aggregate report: a campaign a row, dated by the day it was sent. Rates are left to be computed from the counts.
  static let mailchimp = ServiceExport([
    .required("sent", "Send Date"), .required("delivered", "Successful Deliveries"), .required("clicks", "Unique Clicks"),
    .optional("opens", "Unique Opens"), .optional("label", "Title"), .optional("reference", "Unique Id"),
  ]) { row throws(RowRejection) in
    let days = try row.days("sent", usual: .monthFirst)
    var figures: [MeasurementImport.Figure] = [
      .init(.emailsDelivered, try row.required("delivered", try row.count("delivered"))),
      .init(.emailUniqueClicks, try row.required("clicks", try row.count("clicks"))),
    ]
    if let opens = try row.count("opens") { figures.append(.init(.emailUniqueOpens, opens)) }
    var read = MeasurementImport(days, reference: try row.text("reference", limit: 300), figures)
    try read.take(labelsOf: row)
    return read
  }

  /// LinkedIn's followers of a page: the total of each day, as a stock. Where the file gives the followers won on each day,
  /// `--set total=gained` takes them as such.
  static let linkedin = ServiceExport([
    .required("day", "Date"), .required("followers", "Total followers", "Nombre total d'abonnés"), .optional("total"),
  ]) { row throws(RowRejection) in
    let isGain: Bool
    switch try row.text("total") {
    case nil, "stock": isGain = false
    case "gained": isGain = true
    case let other?: throw row.rejection("total", .notAChoice(other, ["stock", "gained"]))
    }
    let days = try row.days("day", usual: .monthFirst)
    let followers = try row.required("followers", try row.count("followers"))
    var read = MeasurementImport(days, [.init(isGain ? .followersGained : .followers, followers)])
    read.label = "linkedin"
    try read.take(labelsOf: row)
    return read
  }
}
