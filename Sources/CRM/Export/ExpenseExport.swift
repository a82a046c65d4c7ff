import Postgres

extension Export {
  static func expenses(_ organization: Organization) -> Export {
    Export(
      columns: [
        .text("reference", .labelReference), .day("spent_on", .labelOn), .amount("amount", .labelAmount),
        .text("category", .labelCategory), .flag("acquisition", .labelAcquisition), .text("action", .labelAction),
        .text("salesperson", .labelSalesperson), .text("note", .fieldNote), .text("filon_id", .labelFilonID),
      ],
      selection: """
        with \(shared("expense", organization))
        select \(reference(of: "e", in: "expense")) as reference, e.spent_on, e.amount_cents as amount, e.category, e.acquisition,
          e.action, person.name as salesperson, e.note, e.id::text as filon_id
        from expense e
        \(person("person", "e.salesperson_id", organization))
        """,
      conditions: ["e.organization_id = \(organization.id)", "e.voided_at is null"],
      day: "e.spent_on", bound: { "\($0)" }, order: "e.spent_on, e.id")
  }
}
