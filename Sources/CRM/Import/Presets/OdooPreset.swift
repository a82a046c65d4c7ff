extension ServiceExport {
  /// Odoo: contacts, or leads as prospects; opportunities; and the activity analysis of the CRM. Labels in English or French, or the
  /// technical names of an export that can be imported again. Its times are of UTC.
  ///
  /// - A lost opportunity is an archived one, in whatever stage it was; a won one stands in the stage that is called won. So lost ones are
  ///   in the file only when archived ones were shown before exporting, and a closing stage of another name needs `--value stage.NAME=won`.
  /// - The company is that of the customer, never the own one that a lead belongs to.
  /// - An activity of the analysis took place; of what came of it Odoo knows nothing. One of an opportunity without customer is with a
  ///   prospect that is called as the opportunity.
  static let odoo: [ImportKind: ServiceExport] = [
    .prospects: ServiceExport(
      .prospects, signature: [],
      odooPlaces.and([
        "reference": ["External ID", "ID externe", "Identifiant externe", "id"],
        "name": ["Name | Nom | Display Name | Nom affiché | Complete Name | Nom complet"],
        "contact_name": [], "note": ["Notes", "Comment", "Remarques"],
        "vat_number": ["Tax ID", "VAT", "N° TVA", "Numéro de TVA", "Numéro d'identification fiscale", "TVA"],
        "siret": ["SIRET", "Company ID", "company_registry"],
      ])
    ).with {
      $0.creations = [.salespeople]
      $0.isUTC = true
      $0.forms = [odooLeads]
    },
    .opportunities: ServiceExport(
      .opportunities,
      signature: [
        "Opportunity | Opportunité | name", "Expected Revenue | Revenu espéré | Revenus espérés | Revenu attendu",
        "Stage | Étape | stage_id | stage_id/name",
      ],
      [
        "reference": ["External ID", "ID externe", "Identifiant externe", "id"],
        "prospect": [
          """
          Company Name | Nom de la société | Nom de l'entreprise | partner_name | Customer | Client | partner_id | partner_id/name | \
          Contact Name | Nom du contact
          """
        ],
        "title": ["Opportunity", "Opportunité", "name"], "stage": ["Stage", "Étape", "stage_id/name", "stage_id"],
        "status": ["won_status | Is Won | Est gagné | Active | Actif"],
        "amount": ["Expected Revenue", "Revenu espéré", "Revenus espérés", "Revenu attendu"],
        "currency": ["Currency", "Devise", "company_currency", "company_currency/name"],
        "salesperson": ["Salesperson", "Vendeur", "user_id/name", "user_id"], "opened_on": ["Created on", "Créé le", "create_date"],
        "closed_on": ["Closed Date", "Date de clôture", "date_closed"], "won_on": [], "lost_on": [],
        "expected_on": [
          "Expected Closing", "Date de fermeture prévue", "Clôture prévue", "Date de clôture prévue", "Clôture attendue", "date_deadline",
        ],
        "loss_reason": [
          "Lost Reason", "Motif de la perte", "Motif de perte", "Raison de la perte", "lost_reason_id/name", "lost_reason_id",
        ],
        "source": ["Source", "source_id/name", "source_id"], "channel": [], "note": ["Notes", "description"],
      ]
    ).with {
      $0.creations = [.salespeople, .prospects, .stages]
      $0.isUTC = true
      $0.values = [
        "stage": closings,
        // Active says only that it is not lost.
        "status": .meaning([
          "won": ["Won", "Gagné"], "lost": ["Lost", "Perdu", "False", "Faux", "0"], "": ["Pending", "En attente", "True", "Vrai", "1"],
        ]),
      ]
      $0.except = ["Type": ["Lead", "Piste"]]
    },
    .conversations: ServiceExport(
      .conversations,
      signature: ["Completion Date | Date d'exécution", "Activity Type | Type d'activité", "Opportunity | Opportunité"],
      [
        "reference": [],
        "prospect": ["Customer | Opportunity", "Client | Opportunité", "partner_id/name | partner_id | lead_id/name | lead_id"],
        "salesperson": [
          "Assigned To | Salesperson", "Assigné à | Vendeur", "author_id/name | author_id | user_id/name | user_id", "Salesperson",
          "Vendeur",
        ],
        "channel": ["Activity Type", "Type d'activité", "mail_activity_type_id/name", "mail_activity_type_id"],
        "occurred_at": ["Completion Date", "Date d'exécution", "date"], "next_step": [], "next_on": [],
        "note": ["Activity Description", "Description de l'activité", "body"],
      ]
    ).with {
      $0.creations = [.salespeople, .prospects]
      $0.isUTC = true
      $0.values = [
        "channel": .meaning([
          "outbound_call": ["Call", "Appel", "Phonecall", "Appel téléphonique"], "field": ["Meeting", "Réunion", "Rendez-vous"],
        ])
      ]
      $0.defaults = ["outcome": talked]
      $0.except = [
        "channel": [
          "Email", "E-mail", "To Do", "To-Do", "À faire", "Upload Document", "Télécharger un document", "Charger un document", "Reminder",
          "Rappel", "Request Signature", "Demande de signature", "Make Quote", "Faire un devis",
        ]
      ]
    },
  ]

  private static let odooLeads = ServiceExport(
    .prospects,
    signature: [
      "Expected Revenue | Revenu espéré | Revenus espérés | Revenu attendu",
      "Contact Name | Nom du contact | Company Name | Nom de la société | partner_name",
    ],
    odooPlaces.and([
      "reference": [],
      "name": [
        """
        Company Name | Nom de la société | Nom de l'entreprise | partner_name | Customer | Client | partner_id | Contact Name | \
        Nom du contact
        """
      ],
      "contact_name": ["Contact Name", "Nom du contact"], "email": ["Email", "email_from"],
      "source": ["Source", "source_id/name", "source_id"], "note": [],
    ])
  ).with { $0.isUTC = true }

  private static let odooPlaces: [String: [String]] = [
    "email": ["Email", "Courriel"], "phone": ["Phone | Téléphone | Mobile | Portable"],
    "address": ["Street + Street2", "Street", "Rue + Rue 2", "Rue"], "postal_code": ["Zip", "Code postal"], "city": ["City", "Ville"],
    "country": ["Country", "Pays", "country_id/name", "country_id"], "owner": ["Salesperson", "Vendeur", "user_id/name", "user_id"],
    "source": [], "next_step": [], "next_on": [],
  ]
}
