import Postgres

extension Export {
  /// Sales and refunds, each sale before what gives it back: an import finds it then.
  static func sales(_ organization: Organization) -> Export {
    Export(
      columns: [
        .text("reference", .labelReference), .text("prospect", .labelProspectReference), .text("salesperson", .labelSalesperson),
        .day("sold_on", .labelOn), .amount("amount", .labelAmount), .amount("margin", .labelMargin),
        .choice("channel", .labelChannel, Channel.self), .text("refund_of", .labelRefundOf), .text("note", .fieldNote),
        .text("prospect_name", .labelProspectName), .text("filon_id", .labelFilonID),
      ],
      selection: """
        with \(shared("sale", organization)),
        \(shared("prospect", organization))
        select \(reference(of: "s", in: "sale")) as reference, \(reference(of: "p", in: "prospect")) as prospect,
          person.name as salesperson, s.sold_on, s.amount_cents as amount, s.margin_cents as margin, s.channel,
          \(reference(of: "sold", in: "sale")) as refund_of, s.note, p.name as prospect_name, s.id::text as filon_id
        from sale s
        left join sale sold on sold.organization_id = \(organization.id) and sold.id = s.refund_of
        \(keptProspect(of: "s", organization))
        \(person("person", "s.salesperson_id", organization))
        """,
      conditions: ["s.organization_id = \(organization.id)", "s.voided_at is null"],
      day: "s.sold_on", bound: { "\($0)" }, order: "s.sold_on, s.kind desc, s.id")
  }
}
