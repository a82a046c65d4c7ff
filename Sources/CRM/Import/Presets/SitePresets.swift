import Postgres

extension ServiceExport {
  /// A report or an exploration of Google Analytics 4 by day, as a whole or by what a session has one of (channel, source, device…). A
  /// report numbers its days from the start date in the comments above its table.
  ///
  /// Sessions split by pages would count a session on every page, and visitors never add up over the rows of a day: neither is taken.
  static let ga4 = {
    var export = ServiceExport([
      .optional("day", "Date"), .optional("nth_day", "Nth day", "Nième jour", "N-ième jour", "Énième jour", "Jour n"),
      .optional("sessions", "Sessions"),
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
    ]) { row in
      if let column = row.unreadDimension { row.refuse(column, .splitByColumn(column)) }
      let (label, sessions, visitors) = (row.text("label"), row.count("sessions"), row.isSplit ? nil : row.count("visitors"))
      var figures: [MeasurementImport.Figure] = []
      if let sessions { figures.append(.init(.siteSessions, sessions)) }
      if let visitors { figures.append(.init(.siteVisitors, visitors)) }
      if figures.isEmpty, row.faults.isEmpty {
        _ = row.required("sessions", sessions, orSay: row.isSplit && label != nil ? .visitorsDoNotAddUp : nil)
      }
      guard let day = row.required("day", row.text("nth_day") == nil ? row.pastDay("day") : row.nthDay) else { return nil }
      var read = MeasurementImport(day..<(day + 1), figures)
      read.take(labelsOf: row)
      return read
    }
    export.needsOneOf = [["day", "nth_day"], ["sessions", "visitors"]]
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
    ]) { row in
      if let column = row.unreadLabel { row.refuse(column, .unreadLabel(column)) }
      let label = row.text("label")
      // A campaign may be called 2026.
      let labelled = label.flatMap { $0.count > 4 ? row.period($0) : nil }
      let named = row.text("day").flatMap { row.period($0) }
      let given = labelled == nil && named == nil ? MeasurementImport.days(row) : nil
      let (period, visits) = (labelled ?? named ?? given, row.required("visits", row.count("visits")))
      guard let period else {
        row.refuse("label", .noDayInReport)
        return nil
      }
      let isPast = row.isPast(period.upperBound - 1, labelled == nil ? "day" : "label")
      guard isPast, let visits else { return nil }
      let isSplit = label != nil && labelled == nil
      var figures: [MeasurementImport.Figure] = [.init(.siteSessions, visits)]
      if !isSplit, period.upperBound == period.lowerBound + 1, let visitors = row.count("visitors") {
        figures.append(.init(.siteVisitors, visitors))
      }
      var read = MeasurementImport(period, figures)
      read.take(labelsOf: row)
      if !isSplit { read.label = nil }
      return read
    }
    return export
  }()
}

extension ImportRow {
  /// The days of a period as Matomo names it: `2026-01-31`, `2026-01`, `2026`, or the first and the last day of a week or range in
  /// the words of some language. Nil for another text.
  fileprivate func period(_ text: String) -> Range<Day>? {
    if let day = try? CivilDate.day(text) { return day..<(day + 1) }
    let numbers = text.split(separator: "-", omittingEmptySubsequences: false)
    if numbers.count <= 2, numbers[0].count == 4, let year = Int(numbers[0]), let first = Day(year: year, month: 1, day: 1) {
      guard let second = numbers.dropFirst().first else { return first..<first.adding(months: 12) }
      guard second.count == 2, let month = Int(second), let from = Day(year: year, month: month, day: 1) else { return nil }
      return from..<from.adding(months: 1)
    }
    let days = text.split { !$0.isNumber && $0 != "-" }.compactMap { try? CivilDate.day(String($0)) }
    guard days.count == 2, days[0] <= days[1] else { return nil }
    return days[0]..<(days[1] + 1)
  }

  /// The day that a report numbers from its start date.
  fileprivate var nthDay: Day? {
    guard let number = count("nth_day") else { return nil }
    guard let start = bindings.comments.lazy.compactMap(Self.startDate).last else {
      refuse("nth_day", .noStartDate)
      return nil
    }
    let day = start + number
    return isPast(day, "nth_day") ? day : nil
  }

  /// The day of `# Start date: 20260101`.
  private static func startDate(_ comment: String) -> Day? {
    let parts = comment.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, ["startdate", "datededebut", "datedudebut"].contains(headingKey(String(parts[0]))) else { return nil }
    return try? CivilDate.day(String(parts[1]))
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
    !bindings.origins["label"].columns.isEmpty
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
