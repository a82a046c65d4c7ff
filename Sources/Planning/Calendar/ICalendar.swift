package import CRM

extension PlanCalendar {
  /// The calendar as iCalendar, for calendar programs.
  ///
  /// The same version of a plan gives the same text; a later one gives events of the same UIDs with a greater SEQUENCE, which replace those
  /// imported before.
  ///
  /// - Parameter organization: Its id is the domain of the UIDs.
  package func iCalendar(of organization: Organization, in language: Language) -> String {
    var calendar = ICalendar(name, in: language)
    let formats = Formats(language: language, currency: organization.currency)
    for event in events {
      var written = ICalendar.Event(
        uid: "\(event.uid).\(plan)@\(organization.id)", stamp: appliedAt, from: event.from, to: event.to,
        title: event.title.text(in: language))
      written.sequence = version - 1
      written.categories = ([event.kind.name] + event.channels.map(\.name)).map { $0.text(in: language) }
      written.details = event.details(formats)
      written.location = event.places.isEmpty ? nil : event.places.joined(separator: ", ")
      written.status = event.confirmation
      // An action or a due date keeps nobody from meeting; an absence does.
      written.isBusy = event.kind == .absence
      calendar.add(written)
    }
    return calendar.text
  }
}

extension PlanEvent {
  fileprivate var confirmation: ICalendar.Event.Status {
    switch status {
    case .planned: .tentative
    case .dropped: .cancelled
    case .started, .done, nil: .confirmed
    }
  }

  /// What a reader of the calendar wants to know beside the title.
  fileprivate func details(_ formats: Formats) -> [String] {
    let lines: [(Message, String?)] = [
      (.calendarPerson, person), (.labelWith, others.isEmpty ? nil : others.joined(separator: ", ")),
      (.labelObjective, objective), (.labelAmount, amountCents.map { formats.money(cents: $0) }),
      (.calendarStatus, status?.name.text(in: formats.language)),
    ]
    return lines.compactMap { label, value in value.map { Message.labelled(label, $0).text(in: formats.language) } }
  }
}
