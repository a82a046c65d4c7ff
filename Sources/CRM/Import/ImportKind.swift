import Postgres

/// What a file holds, a fact a row.
package enum ImportKind: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case prospects, opportunities, conversations, sales, expenses, measurements

  /// The fields that its rows may fill, by the names used in headers and mappings.
  package var fields: [String] {
    switch self {
    case .prospects:
      [
        "reference", "name", "contact_name", "email", "phone", "siret", "vat_number", "naf_code", "address", "postal_code", "city",
        "country", "source", "owner", "potential", "next_step", "next_on", "note",
      ]
    case .opportunities:
      [
        "reference", "prospect", "salesperson", "stage", "opened_on", "closed_on", "amount", "title", "source", "channel",
        "expected_on", "loss_reason", "competitor", "note",
      ]
    case .conversations:
      [
        "reference", "prospect", "salesperson", "companion", "channel", "outcome", "occurred_at", "minutes", "next_step", "next_on",
        "note",
      ]
    case .sales:
      ["reference", "prospect", "salesperson", "sold_on", "amount", "margin", "channel", "refund_of", "note"]
    case .expenses:
      ["reference", "spent_on", "amount", "category", "acquisition", "action", "salesperson", "note"]
    case .measurements:
      ["reference", "series", "from", "day", "to", "value", "label", "place", "kind", "unit", "note"]
    }
  }

  /// The fields without which no row means anything.
  var required: [String] {
    switch self {
    case .prospects: ["name"]
    case .opportunities: ["stage"]
    case .conversations: ["outcome", "occurred_at"]
    case .sales: ["sold_on", "amount"]
    case .expenses: ["spent_on", "amount"]
    case .measurements: ["series", "value"]
    }
  }

  /// The fields, each known by the header of its name.
  var importFields: [ImportField] {
    fields.map { name in
      ImportField(
        name: name, headers: [name], isRequired: required.contains(name),
        isAmount: ["amount", "margin", "potential", "value"].contains(name))
    }
  }
}
