// The programs that teams come from, as they export what they hold.
extension ServiceExport {
  /// HubSpot: companies and contacts, deals, and activities.
  static let hubspot: [ImportKind: ServiceExport] = [
    .prospects: ServiceExport(
      .prospects, signature: ["Record ID"],
      [
        "reference": ["Record ID"], "name": ["Company name | Associated Company | First Name + Last Name | Email"],
        "contact_name": ["First Name + Last Name"], "email": ["Email"], "phone": ["Phone Number", "Mobile Phone Number"],
        "owner": ["Company owner", "Contact owner"], "city": ["City"], "postal_code": ["Postal Code"],
        "country": ["Country/Region", "Country"],
        "address": ["Street Address"], "source": ["Original Source", "Lead Source"], "note": ["Description", "About Us"],
      ]
    ).with { $0.creations = [.salespeople] },
    .opportunities: ServiceExport(
      .opportunities, signature: ["Record ID", "Deal Name", "Deal Stage"],
      [
        "reference": ["Record ID"], "prospect": ["Associated Company | Associated Contact | Deal Name"], "title": ["Deal Name"],
        "stage": ["Deal Stage"], "amount": ["Amount"], "currency": ["Currency"], "salesperson": ["Deal owner"],
        "opened_on": ["Create Date"],
        "closed_on": ["Close Date"], "expected_on": ["Close Date"], "loss_reason": ["Closed Lost Reason"],
        "source": ["Original Source Type", "Original Traffic Source"],
        "note": ["Deal Description"],
      ]
    ).with { $0.creations = [.salespeople, .prospects, .stages] },
    .conversations: ServiceExport(
      .conversations, signature: ["Activity type", "Activity date"],
      [
        "reference": ["Record ID"], "prospect": ["Associated Company | Associated Contact | Company name"],
        "salesperson": ["Activity assigned to", "Assigned to", "Owner"], "channel": ["Activity type", "Type"],
        "outcome": ["Call outcome | Meeting outcome | Outcome"], "occurred_at": ["Activity date", "Date"],
        "note": ["Call notes | Meeting notes | Note body | Body | Notes"],
      ]
    ).with {
      $0.creations = [.salespeople, .prospects]
      $0.values = ["channel": ["Call": "outbound_call", "Meeting": "field", "Email": "email"]]
    },
  ]

  static let pipedrive: [ImportKind: ServiceExport] = [:]
  static let odoo: [ImportKind: ServiceExport] = [:]
  static let espocrm: [ImportKind: ServiceExport] = [:]
  static let nocrm: [ImportKind: ServiceExport] = [:]
  static let brevo: [ImportKind: ServiceExport] = [:]
}
