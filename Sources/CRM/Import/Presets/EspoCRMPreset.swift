extension ServiceExport {
  /// EspoCRM: accounts, contacts or leads; opportunities; calls or meetings. The CSV has the names of the fields and times of UTC, the
  /// workbook labels, English or French, and the clock of the instance.
  ///
  /// - A contact tells of its account, and a converted lead of the account that it became.
  /// - The one closing date is the expected day of opportunities that are open.
  /// - Calls and meetings that were held are conversations; those planned or not held are left out. A meeting says of no channel.
  static let espocrm: [ImportKind: ServiceExport] = [
    .prospects: ServiceExport(
      .prospects, signature: ["id", "assignedUserName", "emailAddress", "phoneNumber"],
      [
        "reference": ["accountId | createdAccountId | id"], "name": ["accountName | createdAccountName | name | firstName + lastName"],
        "contact_name": ["firstName + lastName"], "email": ["emailAddress"],
        "phone": ["phoneNumber | phoneNumberMobile | phoneNumberOffice"],
        "address": ["billingAddressStreet | addressStreet"], "postal_code": ["billingAddressPostalCode | addressPostalCode"],
        "city": ["billingAddressCity | addressCity"], "country": ["billingAddressCountry | addressCountry"],
        "source": ["source", "leadSource"],
        "owner": ["assignedUserName"], "note": ["description"], "next_step": [], "next_on": [],
      ]
    ).with {
      $0.creations = [.salespeople]
      $0.isUTC = true
      $0.forms = [
        ServiceExport(
          .prospects, signature: ["Name | Nom", "Assigned User | Utilisateur assigné", "Email | Phone | Téléphone"],
          [
            "reference": ["ID"], "name": ["Account | Account Name | Compte | Nom du compte | Name | Nom"],
            "contact_name": ["First Name + Last Name", "Prénom + Nom de famille"], "email": ["Email"],
            "phone": ["Phone", "Téléphone"],
            "address": ["Billing Address", "Address", "Adresse de facturation", "Adresse"],
            "source": ["Source", "Lead Source", "Source du prospect"],
            "owner": ["Assigned User", "Utilisateur assigné"], "note": ["Description"], "next_step": [], "next_on": [],
          ])
      ]
    },
    .opportunities: ServiceExport(
      .opportunities, signature: ["accountName", "stage", "closeDate", "assignedUserName"],
      [
        "reference": ["id"], "prospect": ["accountName | contactName"], "title": ["name"], "stage": ["stage"], "status": [],
        "amount": ["amount"], "currency": ["amountCurrency"], "salesperson": ["assignedUserName"], "opened_on": ["createdAt"],
        "closed_on": ["closeDate"], "expected_on": ["closeDate"], "source": ["leadSource"], "note": ["description"],
      ]
    ).with {
      $0.creations = [.salespeople, .prospects, .stages]
      $0.values = ["stage": closings]
      $0.isUTC = true
      $0.forms = [
        ServiceExport(
          .opportunities, signature: ["Stage | Etape", "Close Date | Date de fermeture", "Assigned User | Utilisateur assigné"],
          [
            "reference": ["ID"], "prospect": ["Account | Contact (Primary)", "Compte | Contact (Parent)"], "title": ["Name", "Nom"],
            "stage": ["Stage", "Etape"], "status": [], "amount": ["Amount", "Montant"], "currency": ["Amount Currency"],
            "salesperson": ["Assigned User", "Utilisateur assigné"], "opened_on": ["Created At", "Date de création"],
            "closed_on": ["Close Date", "Date de fermeture"], "expected_on": ["Close Date", "Date de fermeture"],
            "source": ["Lead Source", "Source du prospect"], "note": ["Description"],
          ]
        ).with { $0.values = ["stage": closings] }
      ]
    },
    .conversations: espocrmActivities(
      signature: ["dateStart", "status", "assignedUserName"],
      [
        "reference": ["id"], "prospect": ["accountName | parentName"], "salesperson": ["assignedUserName"], "channel": ["direction"],
        "outcome": ["status"], "occurred_at": ["dateStart | dateStartDate"], "next_step": [], "next_on": [], "note": ["description | name"],
      ]
    ).with {
      $0.isUTC = true
      $0.forms = [
        espocrmActivities(
          signature: ["Date Start | Date de début", "Status | Statut", "Parent"],
          [
            "reference": ["ID"], "prospect": ["Account | Compte | Parent"],
            "salesperson": ["Assigned User", "Utilisateur assigné", "Assigned Users", "Utilisateurs assignés"], "channel": ["Direction"],
            "outcome": ["Status", "Statut"],
            "occurred_at": [
              "Date Start | Date Start (all day)", "Date de début | Date de début (toute la journée)",
            ], "next_step": [], "next_on": [], "note": ["Description | Name | Nom"],
          ])
      ]
    },
  ]

  private static func espocrmActivities(signature: [String], _ headings: [String: [String]]) -> ServiceExport {
    ServiceExport(.conversations, signature: signature, headings).with {
      $0.creations = [.salespeople, .prospects]
      $0.values = [
        "channel": .meaning(["outbound_call": ["Outbound", "Sortant"], "inbound_call": ["Inbound", "Entrant"]]),
        "outcome": .meaning([talked: ["Held", "Effectué"]]),
      ]
      $0.except = ["outcome": ["Planned", "Not Held", "Prévu", "Non effectué"]]
    }
  }
}
