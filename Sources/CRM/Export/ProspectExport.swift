import Postgres

extension Export {
  /// Those that stand for themselves; those merged into them go by their name.
  static func prospects(_ transaction: Transaction) -> Export {
    let organization = transaction.organization
    var conditions: [SQL] = [
      "p.organization_id = \(organization.id)", "p.voided_at is null",
      """
      not exists (
        select from prospect_merge m
        where m.organization_id = \(organization.id) and m.prospect_id = p.id and m.voided_at is null)
      """,
    ]
    // The team reads all of them, one by one; who takes addresses along takes their own.
    if let actor = transaction.actor { conditions.append("p.owner_id = \(actor)") }
    return Export(
      columns: [
        .text("reference", .labelReference), .text("name", .fieldName), .text("contact_name", .fieldContact), .text("email", .fieldEmail),
        .text("phone", .fieldPhone), .text("siret", .fieldSIRET), .text("vat_number", .fieldVAT), .text("naf_code", .fieldNAF),
        .text("address", .fieldAddress), .text("postal_code", .fieldPostalCode), .text("city", .fieldCity),
        .text("country", .fieldCountry), .text("source", .fieldSource), .text("owner", .fieldOwner), .amount("potential", .labelPotential),
        .text("next_step", .labelNext), .day("next_on", .labelOn), .text("note", .fieldNote), .text("filon_id", .labelFilonID),
      ],
      selection: """
        with \(shared("prospect", organization))
        select \(reference(of: "p", in: "prospect")) as reference, p.name, p.contact_name, p.email, p.phone, p.siret, p.vat_number,
          p.naf_code, p.address, p.postal_code, p.city, p.country, p.source, owner.name as owner, p.potential_cents as potential,
          p.next_step, p.next_on, p.note, p.id::text as filon_id
        from prospect p
        \(person("owner", "p.owner_id", organization))
        """,
      conditions: conditions, day: "p.recorded_at", bound: startOfDay(organization), order: "p.name_key, p.id")
  }
}
