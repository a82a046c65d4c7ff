// What the calendar of a plan says.
extension Message {
  static func absenceOf(_ name: String) -> Message { Message(fr: "Absence : \(name)", en: "Away: \(name)") }
  static func trainedFrom(_ name: String) -> Message { Message(fr: "Formé(e) : \(name)", en: "Trained: \(name)") }
  static func commitmentOf(_ action: String) -> Message { Message(fr: "Engagement : \(action)", en: "Commitment: \(action)") }
  static func dueOf(_ objective: String) -> Message { Message(fr: "Échéance : \(objective)", en: "Due: \(objective)") }

  static func labelled(_ label: Message, _ value: String) -> Message {
    Message(fr: "\(label.fr) : \(value)", en: "\(label.en): \(value)")
  }

  public static let calendarPeriod = Message(fr: "Période", en: "Period")
  public static let calendarFrom = Message(fr: "Du", en: "From")
  public static let calendarLast = Message(fr: "Au", en: "To")
  public static let calendarKind = Message(fr: "Quoi", en: "What")
  public static let calendarTitle = Message(fr: "Intitulé", en: "Title")
  public static let calendarPerson = Message(fr: "Responsable", en: "Owner")
  public static let calendarOthers = Message(fr: "Avec", en: "With")
  public static let calendarPlaces = Message(fr: "Lieu", en: "Place")
  public static let calendarObjective = Message(fr: "Objectif", en: "Objective")
  public static let calendarAmount = Message(fr: "Montant", en: "Amount")
  public static let calendarStatus = Message(fr: "Avancement", en: "Status")
  public static let calendarUID = Message(fr: "Identifiant", en: "Id")
  public static let calendarEmpty = Message(fr: "Rien dans ces jours.", en: "Nothing in these days.")
  public static let phasedValue = Message(fr: "Valeur", en: "Value")
  public static let phasedCumulative = Message(fr: "Cumul", en: "Cumulative")
  public static let phasedEmpty = Message(fr: "Ni cible ni budget.", en: "Neither target nor budget.")

  public static func calendarOf(_ plan: String) -> Message { Message(fr: "Calendrier de \(plan)", en: "Calendar of \(plan)") }
  public static func phasedOf(_ plan: String) -> Message {
    Message(fr: "Cibles et budget de \(plan), répartis", en: "Targets and budget of \(plan), phased")
  }
  public static let phasedNote = Message(
    fr:
      "Parts entières par jours ouvrés ou par poids, dont la somme est exactement le tout ; une semaine à cheval sur deux mois est coupée au jour.",
    en: "Whole parts by working days or weights that sum exactly to the whole; a week across two months is cut by day.")

  static func nobodyInPlan(_ text: String, _ plan: String) -> Message {
    Message(
      fr: "personne de ce nom dans le plan \(plan) : \(text.quoted(in: .fr))",
      en: "nobody of that name in the plan \(plan): \(text.quoted(in: .en))")
  }

  static func peopleOfPlan(_ names: [String]) -> Message {
    let list = names.prefix(20).joined(separator: ", ")
    return names.isEmpty
      ? Message(fr: "le plan ne nomme encore personne", en: "the plan names nobody yet")
      : Message(fr: "le plan nomme : \(list)", en: "the plan names: \(list)")
  }
}

// Of the commands.
extension Message {
  public static let helpPlanCalendar = Message(
    fr: "Calendrier du plan : actions, échéances, engagements, formations, absences, jours fériés",
    en: "Calendar of the plan: actions, due dates, commitments, trainings, absences, holidays")
  public static let helpPlanArgument = Message(
    fr: "Le plan, par son nom ou son identifiant ; sans lui, celui d'aujourd'hui.",
    en: "The plan, by name or slug; the one of today without it.")
  public static let helpPlanBy = Message(
    fr: "Découpage : quarter, month ou week (année : year).", en: "Cut by quarter, month or week (or year).")
  public static let helpPlanOwner = Message(fr: "D'une personne seulement.", en: "Of one person only.")
  public static let helpCalendarFormat = Message(
    fr: "table, json, csv, ou ics pour un agenda.", en: "table, json, csv, or ics for a calendar program.")
  public static let helpCalendarFrom = Message(fr: "Premier jour montré.", en: "First day shown.")
  public static let helpCalendarTo = Message(fr: "Premier jour qui n'est plus montré.", en: "First day no longer shown.")
  public static let helpCalendarFigures = Message(
    fr: "Les cibles et le budget de chaque période, au lieu des événements.",
    en: "The targets and budget of each period, instead of the events.")
}

extension PlanEvent.Kind {
  public var name: Message {
    switch self {
    case .action: Message(fr: "action", en: "action")
    case .due: Message(fr: "échéance", en: "due date")
    case .commitment: Message(fr: "engagement", en: "commitment")
    case .training: Message(fr: "formation", en: "training")
    case .absence: Message(fr: "absence", en: "absence")
    case .holiday: Message(fr: "jour férié", en: "holiday")
    }
  }
}

extension PhasedLine.Kind {
  public var name: Message {
    switch self {
    case .objective: Message(fr: "objectif", en: "objective")
    case .kpi: Message(fr: "indicateur", en: "KPI")
    case .budget: Message(fr: "budget", en: "budget")
    }
  }
}

extension PublicHoliday {
  public var name: Message {
    switch self {
    case .newYear: Message(fr: "Jour de l'an", en: "New Year's Day")
    case .easterMonday: Message(fr: "Lundi de Pâques", en: "Easter Monday")
    case .labourDay: Message(fr: "Fête du Travail", en: "Labour Day")
    case .victoryDay: Message(fr: "Victoire 1945", en: "Victory Day")
    case .ascension: Message(fr: "Ascension", en: "Ascension Day")
    case .whitMonday: Message(fr: "Lundi de Pentecôte", en: "Whit Monday")
    case .bastilleDay: Message(fr: "Fête nationale", en: "Bastille Day")
    case .assumption: Message(fr: "Assomption", en: "Assumption")
    case .allSaints: Message(fr: "Toussaint", en: "All Saints' Day")
    case .armistice: Message(fr: "Armistice 1918", en: "Armistice Day")
    case .christmas: Message(fr: "Noël", en: "Christmas Day")
    }
  }
}
