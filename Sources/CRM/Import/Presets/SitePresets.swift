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
        "label", "Session default channel group", "Session primary channel group (Default Channel Group)",
        "Session primary channel group", "Session source / medium", "Session source", "Session medium", "Session campaign",
        "Device category", "Country", "Landing page", "Groupe de canaux par défaut pour la session",
        "Groupe de canaux par défaut de la session", "Groupe de canaux principal pour la session (Groupe de canaux par défaut)",
        "Groupe de canaux principal de la session (Groupe de canaux par défaut)", "Groupe de canaux principal pour la session",
        "Groupe de canaux principal de la session", "Source/Support de la session", "Source / Support de la session",
        "Source de la session", "Support de la session", "Campagne de la session", "Catégorie d'appareil", "Pays",
        "Page de destination"),
    ]) { row throws(RowRejection) in
      if let column = row.unreadDimension { throw row.rejection(column, .splitByColumn(column)) }
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

  /// A report of Matomo: a day, week, month or year a row, or a label a row of the days that `--set from=` and `--set to=` name.
  ///
  /// Visitors add up neither over labels nor over days: only visits are taken by label or of a longer period.
  static let matomo = {
    var export = ServiceExport([
      .optional("day", "date"), .optional("label", "label", "Étiquette", "Libellé"),
      .required("visits", "nb_visits", "Visits", "Visites"),
      .optional("visitors", "nb_uniq_visitors", "Unique visitors", "Visiteurs uniques"),
    ]) { row throws(RowRejection) in
      if let column = row.unreadLabel { throw row.rejection(column, .unreadLabel(column)) }
      let label = try row.text("label")
      // A campaign may be called 2026.
      let labelled = label.flatMap { $0.count > 4 ? row.period($0) : nil }
      let named = try row.text("day").flatMap { row.period($0) }
      let given = if labelled == nil, named == nil { try row.givenDays() } else { nil as (from: Day, to: Day)? }
      guard let period = labelled ?? named ?? given else { throw row.rejection("label", .noDayInReport) }
      try (period.to - 1).requireNotAfter(today: row.today, field: labelled == nil ? "day" : "label")
      let isSplit = label != nil && labelled == nil
      var figures: [MeasurementImport.Figure] = [.init(.siteSessions, try row.required("visits", try row.count("visits")))]
      if !isSplit, period.to == period.from + 1, let visitors = try row.count("visitors") { figures.append(.init(.siteVisitors, visitors)) }
      var read = MeasurementImport(.half(from: period.from, to: period.to), figures)
      try read.take(labelsOf: row)
      if !isSplit { read.label = nil }
      return read
    }
    return export
  }()
}

extension ImportRow {
  /// The days of a period as Matomo names it: `2026-01-31`, `2026-01`, `2026`, or the first and the last day of a week or range in
  /// the words of some language. Nil for another text.
  fileprivate func period(_ text: String) -> (from: Day, to: Day)? {
    if let day = try? CivilDate.day(text) { return (day, day + 1) }
    let numbers = text.split(separator: "-", omittingEmptySubsequences: false)
    if numbers.count <= 2, numbers[0].count == 4, let year = Int(numbers[0]), let first = Day(year: year, month: 1, day: 1) {
      guard let second = numbers.dropFirst().first else { return (first, first.adding(months: 12)) }
      guard second.count == 2, let month = Int(second), let from = Day(year: year, month: month, day: 1) else { return nil }
      return (from, from.adding(months: 1))
    }
    let days = text.split { !$0.isNumber && $0 != "-" }.compactMap { try? CivilDate.day(String($0)) }
    guard days.count == 2, days[0] <= days[1] else { return nil }
    return (days[0], days[1] + 1)
  }

  /// The days that the fields for them give.
  fileprivate func givenDays() throws(RowRejection) -> (from: Day, to: Day)? {
    guard case .half(let from, let to)? = try MeasurementImport.days(self) else { return nil }
    return (from, to)
  }

  /// The header of the first column where it is the label in a language that is not known here: Matomo's labels come first, and
  /// without theirs each row would be taken for the whole.
  fileprivate var unreadLabel: String? {
    guard bindings.origins["label"] == nil, !bindings.columns.contains(0), let header = bindings.header.first, let cell = cells.first,
      cell.contains(where: \.isLetter)
    else { return nil }
    return header
  }

  /// All cells as they are in the file.
  var cells: [String] { records.strings(of: record) }

  /// Whether the file gives a column for the label, by which a day is split over rows.
  fileprivate var isSplit: Bool {
    if case .column = bindings.origins["label"] { true } else { false }
  }

  /// The header of the first column that is not read and is no figure: the day is split by it.
  fileprivate var unreadDimension: String? {
    for (index, cell) in cells.enumerated() where !bindings.columns.contains(index) && index < bindings.header.count {
      let header = bindings.header[index]
      if Self.dimensionsOfDigits.contains(header.folded) || !Self.isNumber(cell) { return header }
    }
    return nil
  }

  /// `18-24` is an age, not a figure.
  private static func isNumber(_ cell: String) -> Bool {
    let text = cell.trimmed
    return text.dropFirst(text.first == "-" ? 1 : 0).allSatisfy { $0.isNumber || " .,:%€$£\u{A0}\u{202F}".contains($0) }
  }

  /// What splits the days though it is written as a number.
  private static let dimensionsOfDigits: Set<String> = [
    "hour", "heure", "minute", "nth hour", "nth minute", "day of week", "jour de la semaine", "age", "transaction id", "item id",
  ]
}
