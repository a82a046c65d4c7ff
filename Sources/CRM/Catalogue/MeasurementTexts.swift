// What the outside series say, of themselves and when they refuse.
extension Message {
  static let onlyDirectorsMeasure = Message(
    fr: "seul un directeur enregistre ou annule des mesures", en: "only a director records or voids measurements")

  static func notASeriesName(_ name: String) -> Message {
    Message(fr: "\(name.quoted(in: .fr)) n'est pas un nom de série", en: "\(name.quoted(in: .en)) is not the name of a series")
  }

  static let seriesNameRemedy = Message(
    fr: "minuscules sans accent, chiffres et _, une lettre d'abord ; séries connues : \(standardNames)",
    en: "small letters, digits and _, a letter first; known series: \(standardNames)")
  static let newSeriesRemedy = Message(
    fr:
      "dites ce qu'elle est (kind : flow, event ou stock ; unit : count, money ou money_with_tax), ou prenez une série connue : \(standardNames)",
    en: "say what it is (kind: flow, event or stock; unit: count, money or money_with_tax), or take a known series: \(standardNames)")
  static let seriesListRemedy = Message(
    fr: "voyez « filon measurement series » ; séries connues : \(standardNames)",
    en: "see “filon measurement series”; known series: \(standardNames)")
  static let unknownSeries = Message(
    fr: "cette série n'existe pas encore ; --set kind=… et --set unit=… la créeraient",
    en: "there is no such series yet; --set kind=… and --set unit=… would make it")
  private static let standardNames = StandardSeries.allCases.map(\.rawValue).joined(separator: ", ")

  static let otherFigure = Message(
    fr: "la série a déjà une autre valeur pour ces jours", en: "the series has another value for these days already")
  static let otherFigureInSeries = Message(
    fr: "la série a déjà une autre valeur pour ces jours ; si celle-ci est la bonne, annulez d'abord l'autre (filon measurement void)",
    en: "the series has another value for these days already; if this one is right, void the other first (filon measurement void)")
  static let otherFigureRemedy = Message(
    fr: "voyez « filon measurement list » ; annulez d'abord celle qui est fausse par « filon measurement void »",
    en: "see “filon measurement list”; void the one that is wrong first with “filon measurement void”")

  static func rateNotFigure(_ text: String) -> Message {
    Message(
      fr: "\(text.quoted(in: .fr)) est un taux : donnez les nombres dont il vient",
      en: "\(text.quoted(in: .en)) is a rate: give the counts it comes from")
  }

  static let presetOfMeasurements = Message(
    fr: "--preset vaut pour « filon import measurements »", en: "--preset is for “filon import measurements”")

  static func notAnExport(_ preset: ImportPreset, _ columns: [String]) -> Message {
    Message(
      fr: "ce fichier n'est pas un export de \(preset.rawValue) : il lui manque \(columns.joined(separator: ", "))",
      en: "this file is no export of \(preset.rawValue): it lacks \(columns.joined(separator: ", "))")
  }

  static func splitByColumn(_ column: String) -> Message {
    Message(
      fr:
        "la colonne \(column.quoted(in: .fr)) répartit les jours d'une façon qui ne s'additionne pas ; exportez par date seule ou par canal",
      en: "the column \(column.quoted(in: .en)) splits the days in a way that does not add up; export by date alone or by channel")
  }

  static let visitorsDoNotAddUp = Message(
    fr: "les visiteurs de plusieurs lignes ne s'additionnent pas ; exportez-les par date seule",
    en: "visitors of several rows do not add up; export them by date alone")
  static func unreadLabel(_ column: String) -> Message {
    Message(
      fr: "la colonne \(column.quoted(in: .fr)) répartit les visites ; nommez-la : --column 'label=\(column)'",
      en: "the column \(column.quoted(in: .en)) splits the visits; name it: --column 'label=\(column)'")
  }

  static let noDayInReport = Message(
    fr: "la ligne n'a pas de date : dites les jours du rapport par --set from=2026-01-01 --set to=2026-02-01 (exclu)",
    en: "the row has no date: say the report's days with --set from=2026-01-01 --set to=2026-02-01 (excluded)")

  static func unknownStatus(_ status: String) -> Message {
    Message(
      fr: "l'état \(status.quoted(in: .fr)) est inconnu ; s'il est payé : --value 'status.\(status)=paid'",
      en: "the status \(status.quoted(in: .en)) is not known; if it is paid: --value 'status.\(status)=paid'")
  }

  static let coverageOfOneEnd = Message(
    fr: "les jours que couvre l'export ont un début et une fin : --set from=… --set to=…",
    en: "the days that the export covers have a first and an end: --set from=… --set to=…")
  static let coverageOfNoDays = Message(
    fr: "les jours que couvre l'export : from avant to, dix ans au plus",
    en: "the days that the export covers: from before to, ten years at most")

  public static func skippedTables(_ headers: [[String]]) -> Message {
    let names = headers.map { $0.prefix(3).joined(separator: ", ") }.joined(separator: " ; ")
    return Message(fr: "tableaux non lus : \(names)", en: "tables not read: \(names)")
  }

  public static let helpMeasurements = Message(
    fr: "Les chiffres du dehors : site, e-mails, réseaux, distributeurs.", en: "Figures from outside: site, e-mail, networks, distributors."
  )
  public static let helpMeasurementRecord = Message(fr: "Enregistre un chiffre.", en: "Records a figure.")
  public static let helpMeasurementList = Message(
    fr: "Liste les chiffres, des derniers jours d'abord.", en: "Lists figures, the latest days first.")
  public static let helpMeasurementSeries = Message(
    fr: "Les séries, les jours qu'elles couvrent et d'où elles viennent.", en: "The series, the days they cover and where they come from.")
  public static let helpSeries = Message(
    fr: "La série : site_orders, followers… ou un nom à vous.", en: "The series: site_orders, followers… or a name of your own.")
  public static let helpFigure = Message(
    fr: "Le nombre, ou le montant si la série en compte.", en: "The count, or the amount where the series is of money.")
  public static let helpLabel = Message(
    fr: "De quoi dans la série : un réseau, une campagne, un magasin.", en: "What within the series: a network, a campaign, a shop.")
  public static let helpPlace = Message(fr: "La commune.", en: "The commune.")
  public static let helpFigureFrom = Message(
    fr: "Le premier jour d'un chiffre de plusieurs.", en: "The first day of a figure of several.")
  public static let helpSeriesKind = Message(
    fr: "Pour une nouvelle série : flow (un jour sans chiffre manque), event (il n'y a rien eu) ou stock (le dernier connu vaut).",
    en: "For a new series: flow (a day without figure is missing), event (nothing took place) or stock (the last known counts).")
  public static let helpSeriesUnit = Message(
    fr: "Pour une nouvelle série : count, money (hors taxes) ou money_with_tax (TTC).",
    en: "For a new series: count, money (excluding VAT) or money_with_tax (including it).")
  public static let helpReference = Message(
    fr: "Son identifiant là d'où il vient (--system).", en: "Its id where it comes from (--system).")
  public static let helpPreset = Message(
    fr: "Le fichier est l'export de ce service ; chaque chiffre va dans sa série.",
    en: "The file is this service's export; each figure goes into its series.")

  public static let onOrFrom = Message(fr: "--on ou --from, pas les deux", en: "--on or --from, not both")
  public static let toWithoutFrom = Message(fr: "--to veut --from", en: "--to takes --from")

  public static let labelSeries = Message(fr: "Série", en: "Series")
  public static let labelValue = Message(fr: "Valeur", en: "Value")
  public static let labelFrom = Message(fr: "Du", en: "From")
  public static let labelUntil = Message(fr: "Au (exclu)", en: "To (excluded)")
  public static let labelLabel = Message(fr: "Libellé", en: "Label")
  public static let labelPlace = Message(fr: "Lieu", en: "Place")
  public static let labelReference = Message(fr: "Référence", en: "Reference")
  public static let labelUnit = Message(fr: "Unité", en: "Unit")
  public static let labelFirstDay = Message(fr: "Premier jour", en: "First day")
  public static let labelLastDay = Message(fr: "Dernier jour", en: "Last day")
  public static let labelCount = Message(fr: "Chiffres", en: "Figures")
  public static let labelSources = Message(fr: "Origines", en: "Sources")
  public static let columnMeasurements = Message(fr: "Mesures", en: "Measurements")
}

extension SeriesKind {
  /// What people call it.
  public var message: Message {
    switch self {
    case .flow: Message(fr: "flux", en: "flow")
    case .event: Message(fr: "événements", en: "events")
    case .stock: Message(fr: "stock", en: "stock")
    }
  }
}

extension SeriesUnit {
  /// What people call it.
  public var message: Message {
    switch self {
    case .count: Message(fr: "nombre", en: "count")
    case .money: Message(fr: "montant HT", en: "amount excl. VAT")
    case .moneyWithTax: Message(fr: "montant TTC", en: "amount incl. VAT")
    }
  }
}
