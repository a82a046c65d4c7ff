import Postgres

extension Export {
  /// Each as it stands now; days that nobody knows are empty.
  static func opportunities(_ organization: Organization) -> Export {
    Export(
      columns: [
        .text("reference", .labelReference), .text("prospect", .labelProspectReference), .text("salesperson", .labelSalesperson),
        .text("stage", .labelStage), .day("opened_on", .labelOpenedOn), .day("closed_on", .labelClosedOn),
        .amount("amount", .labelAmount), .text("title", .labelTitle), .text("source", .fieldSource),
        .choice("channel", .labelChannel, Channel.self), .day("expected_on", .labelExpectedOn),
        .text("loss_reason", .labelLossReason), .text("competitor", .labelCompetitor), .text("note", .fieldNote),
        .text("prospect_name", .labelProspectName), .text("filon_id", .labelFilonID),
      ],
      selection: """
        with \(shared("opportunity", organization)),
        \(shared("prospect", organization))
        select \(reference(of: "o", in: "opportunity")) as reference, \(reference(of: "p", in: "prospect")) as prospect,
          person.name as salesperson, stage.name as stage, (o.opened_at at time zone \(organization.timeZone))::date as opened_on,
          case when last.undated is not true then (o.closed_at at time zone \(organization.timeZone))::date end as closed_on,
          o.amount_cents as amount, o.title, o.source, o.channel, o.expected_on, last.loss_reason, last.competitor, o.note,
          p.name as prospect_name, o.id::text as filon_id
        from opportunity o
        join stage on stage.organization_id = \(organization.id) and stage.id = o.stage_id
        left join stage_change last
          on last.organization_id = \(organization.id)
          and last.opportunity_id = o.id
          and last.number = o.changes
        \(keptProspect(of: "o", organization))
        \(person("person", "o.salesperson_id", organization))
        """,
      conditions: ["o.organization_id = \(organization.id)", "o.voided_at is null"],
      day: "coalesce(o.opened_at, o.recorded_at)", bound: startOfDay(organization), order: "coalesce(o.opened_at, o.recorded_at), o.id")
  }
}
