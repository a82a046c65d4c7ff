public import Postgres

// The commands of reports and segments: their help, and the headers of their tables.
extension Message {
  public static let helpReport = Message(
    fr: "Lire les chiffres, et les lignes qui les font.", en: "Read the figures, and the rows they are made of.")
  public static let helpReportConversion = Message(
    fr: "Conversion par commercial, équipe, canal, origine, profil, mois ou trimestre.",
    en: "Conversion by salesperson, team, channel, source, profile, month or quarter.")
  public static let helpReportPipeline = Message(
    fr: "Opportunités ouvertes par étape ; gagnées et perdues dans la période.",
    en: "Open opportunities by stage; won and lost in the period.")
  public static let helpDimension = Message(
    fr: "Une ligne par : salesperson, team, channel, source, profile, month ou quarter.",
    en: "A row for each: salesperson, team, channel, source, profile, month or quarter.")
  public static let helpFrom = Message(fr: "Premier jour.", en: "First day.")
  public static let helpTo = Message(fr: "Premier jour qui n'est plus compté.", en: "First day that no longer counts.")
  public static let helpKnownAt = Message(
    fr: "Tel que connu à cet instant (2026-11-22T14:30, ou un jour : à sa fin).",
    en: "As known at that time (2026-11-22T14:30, or a day: at its end).")
  public static let helpRows = Message(
    fr: "Montrer les lignes d'un chiffre : opportunities_won, win_rate, revenue…",
    en: "Show the rows behind a figure: opportunities_won, win_rate, revenue…")
  public static let helpOf = Message(
    fr: "Avec --rows : une seule ligne du rapport, par son nom ; « - » pour personne.",
    en: "With --rows: one row of the report by its name; “-” for nobody.")
  public static let helpSegment = Message(fr: "Classer les clients ABC.", en: "Segment customers ABC.")
  public static let helpSegmentABC = Message(
    fr: "Classes ABC selon les achats (12 derniers mois par défaut).", en: "ABC classes by purchases (last 12 months by default).")
  public static let helpSegmentHistory = Message(
    fr: "Classements enregistrés et mouvements entre deux d'entre eux.", en: "Saved segmentations and the movements between two of them.")
  public static let helpSegmentMatrix = Message(
    fr: "Classes croisées avec le potentiel : zones et reste à gagner.",
    en: "Classes crossed with potential: zones and what is left to win.")
  public static let helpCriterion = Message(fr: "revenue, margin ou orders.", en: "revenue, margin or orders.")
  public static let helpThresholds = Message(fr: "Fin des classes A et B, en pour cent.", en: "Where classes A and B end, in per cent.")
  public static let helpRule = Message(
    fr: "strict : qui franchit un seuil reste au-dessus ; cumulative : il passe dessous.",
    en: "strict: who crosses a threshold stays above; cumulative: goes below.")
  public static let helpSave = Message(fr: "Enregistrer ce classement daté.", en: "Save this dated segmentation.")
  public static let helpEarlier = Message(fr: "Le classement de départ.", en: "The segmentation to start from.")
  public static let helpLater = Message(fr: "Le classement d'arrivée.", en: "The segmentation to arrive at.")
  public static let helpPotential = Message(
    fr: "Bornes des tranches de potentiel annuel, dans la devise.", en: "Bounds of the bands of yearly potential, in the currency.")
  public static let helpZone = Message(
    fr: "Cases d'une zone : core=A1,A2,A3, growth=…, economy=… ou un nom à vous.",
    en: "Cells of a zone: core=A1,A2,A3, growth=…, economy=… or your own name.")

  public static func unreadableKnownAt(_ text: String) -> Message {
    Message(fr: "instant illisible : \(text.quoted(in: .fr))", en: "unreadable time: \(text.quoted(in: .en))")
  }

  public static let knownAtRemedy = Message(
    fr: "écrivez 2026-11-22T14:30, 2026-11-22T14:30Z ou 2026-11-22", en: "write 2026-11-22T14:30, 2026-11-22T14:30Z or 2026-11-22")

  public static func noFigure(_ text: String) -> Message {
    Message(fr: "aucun chiffre \(text.quoted(in: .fr))", en: "no figure \(text.quoted(in: .en))")
  }

  public static let conversionRateRows = Message(
    fr: "le taux de conversion divise deux ensembles de lignes", en: "the conversion rate divides two sets of rows")
  public static let conversionRateRowsRemedy = Message(
    fr: "demandez --rows prospects_converted ou --rows prospects_reached",
    en: "ask for --rows prospects_converted or --rows prospects_reached")
  public static let ofWithoutRows = Message(fr: "--of ne va qu'avec --rows", en: "--of goes with --rows only")

  public static func badPotential(_ text: String) -> Message {
    Message(fr: "bornes illisibles : \(text.quoted(in: .fr))", en: "unreadable bounds: \(text.quoted(in: .en))")
  }

  public static let potentialRemedy = Message(fr: "écrivez 10000,50000", en: "write 10000,50000")

  public static let seeHistory = runsRemedy

  // Headers.
  public static func header(_ dimension: ReportDimension) -> Message {
    switch dimension {
    case .salesperson: Message(fr: "Commercial", en: "Salesperson")
    case .team: Message(fr: "Équipe", en: "Team")
    case .channel: Message(fr: "Canal", en: "Channel")
    case .source: Message(fr: "Origine", en: "Source")
    case .profile: Message(fr: "Profil", en: "Profile")
    case .month: Message(fr: "Mois", en: "Month")
    case .quarter: Message(fr: "Trimestre", en: "Quarter")
    }
  }

  public static let headerNone = Message(fr: "(sans)", en: "(none)")
  public static let headerTotal = Message(fr: "Total", en: "Total")
  public static let headerAttempts = Message(fr: "Tentatives", en: "Attempts")
  public static let headerDiscussions = Message(fr: "Discussions", en: "Discussions")
  public static let headerReached = Message(fr: "Rencontrés", en: "Reached")
  public static let headerConverted = Message(fr: "Convertis", en: "Converted")
  public static let headerConversionRate = Message(fr: "Taux de conversion", en: "Conversion rate")
  public static let headerRevenue = Message(fr: "CA HT", en: "Revenue")
  public static let headerOrders = Message(fr: "Commandes", en: "Orders")
  public static let headerBasket = Message(fr: "Panier moyen", en: "Basket")
  public static let headerOpened = Message(fr: "Ouvertes", en: "Opened")
  public static let headerWon = Message(fr: "Gagnées", en: "Won")
  public static let headerLost = Message(fr: "Perdues", en: "Lost")
  public static let headerAbandoned = Message(fr: "Aband.", en: "Aband.")
  public static let headerOpen = Message(fr: "En cours", en: "Open")
  public static let headerWinRate = Message(fr: "Taux de gain", en: "Win rate")
  public static let headerInterval = Message(fr: "IC 95 %", en: "95% interval")
  public static let headerMeanDays = Message(fr: "Jours moy.", en: "Mean days")
  public static let headerMedianDays = Message(fr: "Jours méd.", en: "Median days")
  public static let headerStage = Message(fr: "Étape", en: "Stage")
  public static let unknownStage = Message(fr: "(étape inconnue)", en: "(stage unknown)")
  public static let headerUndated = Message(fr: "Sans jour", en: "Undated")
  public static let headerCount = Message(fr: "Nombre", en: "Count")
  public static let headerAmount = Message(fr: "Montant", en: "Amount")
  public static let headerProbability = Message(fr: "Chance %", en: "Chance %")
  public static let headerWeighted = Message(fr: "Pondéré", en: "Weighted")
  public static let headerDaysInStage = Message(fr: "Jours dans l'étape", en: "Days in stage")
  public static let headerDaysOpen = Message(fr: "Jours ouverte", en: "Days open")
  public static let headerOldest = Message(fr: "La plus ancienne", en: "Oldest")
  public static let headerEnd = Message(fr: "Issue", en: "Ended")
  public static let headerLossReason = Message(fr: "Motif", en: "Reason")
  public static let headerCompetitor = Message(fr: "Concurrent", en: "Competitor")
  public static let headerWhen = Message(fr: "Quand", en: "When")
  public static let headerProspect = Message(fr: "Prospect", en: "Prospect")
  public static let headerWhat = Message(fr: "Quoi", en: "What")
  public static let headerDetail = Message(fr: "Détail", en: "Detail")
  public static let headerDays = Message(fr: "Jours", en: "Days")
  public static let headerID = Message(fr: "Identifiant", en: "Id")
  public static let headerClass = Message(fr: "Classe", en: "Class")
  public static let headerCustomers = Message(fr: "Clients", en: "Customers")
  public static let headerCustomersShare = Message(fr: "% clients", en: "% customers")
  public static let headerValue = Message(fr: "Valeur", en: "Value")
  public static let headerShare = Message(fr: "Part", en: "Share")
  public static let headerCumulated = Message(fr: "Part cumulée", en: "Cumulated")
  public static let headerMargin = Message(fr: "Marge", en: "Margin")
  public static let headerWindow = Message(fr: "Fenêtre", en: "Window")
  public static let headerFrom = Message(fr: "Du", en: "From")
  public static let headerTo = Message(fr: "Au (exclu)", en: "To (not included)")
  public static let headerRule = Message(fr: "Règle", en: "Rule")
  public static let headerCriterion = Message(fr: "Critère", en: "Criterion")
  public static let headerBefore = Message(fr: "Avant", en: "Before")
  public static let headerAfter = Message(fr: "Après", en: "After")
  public static let headerValueBefore = Message(fr: "Valeur avant", en: "Value before")
  public static let headerValueAfter = Message(fr: "Valeur après", en: "Value after")
  public static let headerZone = Message(fr: "Zone", en: "Zone")
  public static let headerCells = Message(fr: "Cases", en: "Cells")
  public static let headerPotential = Message(fr: "Potentiel", en: "Potential")
  public static let headerGap = Message(fr: "Reste à gagner", en: "Left to win")
  public static let headerCell = Message(fr: "Case", en: "Cell")
  public static func titleActivity(_ period: Period) -> Message {
    Message(fr: "Activité et conversion \(days(period).fr)", en: "Activity and conversion, \(days(period).en)")
  }

  public static func titleOpportunities(_ period: Period) -> Message {
    Message(fr: "Opportunités \(days(period).fr)", en: "Opportunities, \(days(period).en)")
  }

  public static func titleClosed(_ period: Period) -> Message {
    Message(fr: "Opportunités closes \(days(period).fr)", en: "Opportunities closed, \(days(period).en)")
  }

  public static func titleOpen(_ day: Day) -> Message {
    Message(
      fr: "Opportunités ouvertes au soir du \(Formats(language: .fr).day(day))",
      en: "Opportunities open at the end of \(Formats(language: .en).day(day))")
  }

  /// The rows of a figure, counted.
  public static func titleRows(_ figure: Message, _ row: Message?, _ count: Int, _ period: Period) -> Message {
    Message(
      fr:
        "\(figure.fr)\(row.map { ", \($0.fr)," } ?? "") \(days(period).fr) : \(count) \(Language.fr.plural(count, "ligne", "lignes"))",
      en: "\(figure.en)\(row.map { ", \($0.en)" } ?? ""), \(days(period).en): \(count) \(Language.en.plural(count, "row", "rows"))")
  }

  public static func titleClasses(_ window: Period) -> Message {
    Message(fr: "Classes ABC \(days(window).fr)", en: "ABC classes, \(days(window).en)")
  }

  public static func titleMatrix(_ window: Period) -> Message {
    Message(fr: "Classes × potentiel \(days(window).fr)", en: "Classes × potential, \(days(window).en)")
  }

  public static let titleMovements = Message(fr: "Mouvements", en: "Movements")
  public static let wonKind = Message(fr: "gagnées", en: "won")
  public static let lostKind = Message(fr: "perdues", en: "lost")
  public static let abandonedKind = Message(fr: "abandonnées", en: "abandoned")
  public static let unknownColumn = Message(fr: "? inconnu", en: "? unknown")

  /// The days of a period, both ends included, as people say them.
  public static func days(_ period: Period) -> Message {
    Message(
      fr: "du \(Formats(language: .fr).day(period.from)) au \(Formats(language: .fr).day(period.to - 1))",
      en: "\(Formats(language: .en).day(period.from)) to \(Formats(language: .en).day(period.to - 1))")
  }

  /// `Taux de gain = …`: what a rate divides.
  public static func definition(_ name: Message, _ rate: ConversionDefinitions.Of) -> Message {
    Message(
      fr: "\(name.fr) : \(rate.numerator.fr) / \(rate.denominator.fr).", en: "\(name.en): \(rate.numerator.en) / \(rate.denominator.en).")
  }

  public static func definition(_ name: Message, _ definition: Message) -> Message {
    Message(fr: "\(name.fr) : \(definition.fr).", en: "\(name.en): \(definition.en).")
  }

  /// How many customers a table leaves out.
  public static func moreCustomers(_ count: Int) -> Message {
    Message(
      fr: "… et \(count) \(Language.fr.plural(count, "autre", "autres")) (--format csv ou json pour tous).",
      en: "… and \(count) more (--format csv or json for all).")
  }

  public static func runSaved(_ id: String) -> Message {
    Message(fr: "Classement enregistré : \(id).", en: "Segmentation saved: \(id).")
  }

  public static func unchangedCustomers(_ count: Int) -> Message {
    Message(
      fr: "\(count) \(Language.fr.plural(count, "client garde sa", "clients gardent leur")) classe.",
      en: "\(count) \(Language.en.plural(count, "customer keeps", "customers keep")) their class.")
  }
}
