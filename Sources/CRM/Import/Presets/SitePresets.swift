import Postgres

extension ServiceExport {
  /// A report or an exploration of Google Analytics 4 by day, as a whole or by what a session has one of (channel, source, device…).
  ///
  /// Sessions split by pages would count a session on every page, and visitors never add up over the rows of a day: neither is taken.
  static let ga4 = {
    var export = ServiceExport([
      .required("day", "Date"), .optional("sessions", "Sessions"),
      .optional("visitors", "Active users", "Total users", "Users", "Utilisateurs actifs", "Nombre total d'utilisateurs", "Utilisateurs"),
      .optional(
        "label", "Session default channel group", "Session primary channel group", "Session source / medium", "Session source",
        "Session medium", "Session campaign", "Device category", "Country", "Landing page",
        "Groupe de canaux par défaut pour la session", "Groupe de canaux principal pour la session",
        "Source/Support de la session", "Catégorie d'appareil", "Pays"),
    ]) { row throws(RowRejection) in
      if let column = row.unreadText { throw row.rejection(column, .splitByColumn(column)) }
      let label = try row.text("label")
      var figures: [MeasurementImport.Figure] = []
      if let sessions = try row.count("sessions") { figures.append(.init(.siteSessions, sessions)) }
      if !row.isSplit, let visitors = try row.count("visitors") { figures.append(.init(.siteVisitors, visitors)) }
      guard !figures.isEmpty else {
        throw row.rejection("sessions", row.isSplit && label != nil ? .visitorsDoNotAddUp : .fieldEmpty("sessions"))
      }
      let day = try row.required("day", try row.pastDay("day"))
      var read = MeasurementImport(.half(from: day, to: day + 1), figures)
      try read.take(labelsOf: row)
      return read
    }
    export.needsOneOf = ["sessions", "visitors"]
    export.layout = .report
    export.isTotal = { row in
      row.cells.contains { ["grand total", "total general", "totals", "totaux"].contains($0.folded) }
    }
    return export
  }()

  /// A report of Matomo: a day a row, or a label a row of the days that `--set from=` and `--set to=` name.
  ///
  /// Visitors never add up over labels: only visits are taken by label.
  static let matomo = {
    var export = ServiceExport([
      .optional("day", "date"), .optional("label", "label"), .required("visits", "nb_visits", "Visits", "Visites"),
      .optional("visitors", "nb_uniq_visitors", "Unique visitors", "Visiteurs uniques"),
    ]) { row throws(RowRejection) in
      let label = try row.text("label")
      let labelDay = label.flatMap { try? CivilDate.day($0) }
      let days: MeasurementImport.Days
      if let labelDay {
        try labelDay.requireNotAfter(today: row.today, field: "label")
        days = .half(from: labelDay, to: labelDay + 1)
      } else if let given = try MeasurementImport.days(row) {
        days = given
      } else {
        throw row.rejection("label", .noDayInReport)
      }
      let isSplit = label != nil && labelDay == nil
      var figures: [MeasurementImport.Figure] = [.init(.siteSessions, try row.required("visits", try row.count("visits")))]
      if !isSplit, let visitors = try row.count("visitors") { figures.append(.init(.siteVisitors, visitors)) }
      var read = MeasurementImport(days, figures)
      try read.take(labelsOf: row)
      if !isSplit { read.label = nil }
      return read
    }
    return export
  }()
}

extension ImportRow {
  /// All cells as they are in the file.
  var cells: [String] { records.strings(of: record) }

  /// Whether the file gives a column for the label, by which a day is split over rows.
  fileprivate var isSplit: Bool {
    if case .column = bindings.origins["label"] { true } else { false }
  }

  /// The header of the first column that is not read and holds no number: the day is split by it.
  fileprivate var unreadText: String? {
    for (index, cell) in cells.enumerated() where !bindings.columns.contains(index) && index < bindings.header.count {
      let isNumber = cell.trimmed.allSatisfy { $0.isNumber || " .,:-%€$£\u{A0}\u{202F}".contains($0) }
      if !isNumber { return bindings.header[index] }
    }
    return nil
  }
}
