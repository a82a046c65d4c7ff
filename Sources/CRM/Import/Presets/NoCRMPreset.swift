extension ServiceExport {
  /// noCRM: the leads of its export, as opportunities, or as the prospects that they name.
  ///
  /// - A lead is called after its prospect, unless it is in a client folder.
  /// - Won, lost and cancelled are the status, whatever the step; what is to do or on standby is open.
  /// - Its activities are exported as counts by person alone: they are no conversations that could be imported.
  static let nocrm: [ImportKind: ServiceExport] = [
    .prospects: ServiceExport(
      .prospects, signature: [],
      [
        "reference": [], "name": [nocrmProspect], "owner": ["User", "Utilisateur", "Assigned to", "Attribué à", "Commercial"],
        "next_step": [], "next_on": [], "note": ["Description"],
      ]
    ).with { $0.creations = [.salespeople] },
    .opportunities: ServiceExport(
      .opportunities,
      signature: ["Lead | Title | Titre", "Step | Étape", "Status | Statut", "Estimated_closing_date | Date de closing estimée"],
      [
        "reference": ["ID", "Lead ID"], "prospect": [nocrmProspect], "title": ["Lead", "Title", "Titre"], "stage": ["Step", "Étape"],
        "status": ["Status", "Statut"], "amount": ["Amount", "Montant"], "currency": ["Currency", "Devise"],
        "salesperson": ["User", "Utilisateur", "Assigned to", "Attribué à", "Commercial"],
        "opened_on": ["Created_at", "Creation date", "Créé le", "Date de création"],
        "closed_on": ["Closed_at", "Closing date", "Clos le", "Clôturé le", "Date de clôture"],
        "expected_on": ["Estimated_closing_date", "Date de closing estimée", "Date de clôture estimée", "Date de signature estimée"],
        "note": ["Description"],
      ]
    ).with {
      $0.creations = [.salespeople, .prospects, .stages]
      $0.values = [
        "stage": closings,
        "status": .meaning([
          "open": ["To do", "Doing", "À faire", "Stand-by", "En veille", "En attente"], "abandoned": ["Cancelled", "Annulé"],
        ]),
      ]
    },
  ]

  private static let nocrmProspect =
    "Client folder name | Client folder | Dossier client | Company | Société | Entreprise | Lead | Title | Titre"
}
