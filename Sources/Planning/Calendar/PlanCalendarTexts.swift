package import CRM

// What the calendar of a plan says.
extension Message {
  static func absenceOf(_ name: String) -> Message { Message(fr: "Absence\u{A0}: \(name)", en: "Away: \(name)") }
  static func commitmentOf(_ action: String) -> Message { Message(fr: "Engagement\u{A0}: \(action)", en: "Commitment: \(action)") }
  static func dueOf(_ objective: String) -> Message { Message(fr: "Échéance\u{A0}: \(objective)", en: "Due: \(objective)") }

  package static let calendarPerson = Message(fr: "Responsable", en: "Owner")
  package static let calendarLast = Message(fr: "Au", en: "To")
  package static let calendarStatus = Message(fr: "Avancement", en: "Status")

  static func nobodyInPlan(_ text: String, _ plan: String) -> Message {
    Message(
      fr: "personne de ce nom dans le plan \(plan)\u{A0}: \(text.quoted(in: .fr))",
      en: "nobody of that name in the plan \(plan): \(text.quoted(in: .en))")
  }

  static func peopleOfPlan(_ names: [String]) -> Message {
    let list = names.prefix(20).joined(separator: ", ")
    return names.isEmpty
      ? Message(fr: "le plan ne nomme encore personne", en: "the plan names nobody yet")
      : Message(fr: "le plan nomme\u{A0}: \(list)", en: "the plan names: \(list)")
  }
}

extension PlanEvent.Kind {
  package var name: Message {
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
  package var name: Message {
    switch self {
    case .objective: Message(fr: "objectif", en: "objective")
    case .kpi: Message(fr: "indicateur", en: "KPI")
    case .budget: Message(fr: "budget", en: "budget")
    }
  }
}
