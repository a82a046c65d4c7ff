import Postgres

extension Export {
  static func conversations(_ organization: Organization) -> Export {
    Export(
      columns: [
        .text("reference", .labelReference), .text("prospect", .labelProspectReference), .text("salesperson", .labelSalesperson),
        .text("second_salesperson", .labelWith), .choice("channel", .labelChannel, Channel.self),
        .choice("outcome", .labelOutcome, Outcome.self), .moment("occurred_at", .labelWhen), .count("minutes", .labelMinutes),
        .text("next_step", .labelNext), .day("next_on", .labelOn), .text("note", .fieldNote), .text("prospect_name", .labelProspectName),
        .text("filon_id", .labelFilonID),
      ],
      selection: """
        with \(shared("conversation", organization)),
        \(shared("prospect", organization))
        select \(reference(of: "c", in: "conversation")) as reference, \(reference(of: "p", in: "prospect")) as prospect,
          person.name as salesperson, second.name as second_salesperson, c.channel, c.outcome, c.occurred_at,
          c.occurred_at at time zone \(organization.timeZone) as local_time, c.minutes, c.next_step, c.next_on, c.note,
          p.name as prospect_name, c.id::text as filon_id
        from conversation c
        \(keptProspect(of: "c", organization))
        \(person("person", "c.salesperson_id", organization))
        \(person("second", "c.second_salesperson_id", organization))
        """,
      conditions: ["c.organization_id = \(organization.id)", "c.voided_at is null"],
      day: "c.occurred_at", bound: startOfDay(organization), order: "c.occurred_at, c.id")
  }
}
