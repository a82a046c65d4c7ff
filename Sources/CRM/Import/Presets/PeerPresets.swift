// The programs that teams come from, as they export what they hold.
//
// Nobody notes there what came of a talk as Filon does. A call that was answered or a meeting that took place, and of which nothing else is
// known, becomes a call back: somebody spoke, and nothing is claimed about interest, an appointment or a sale. What was only planned,
// put off or called off is left out, as is what is no talk: tasks, notes, e-mails.
extension ServiceExport {
  /// HubSpot: companies or contacts, deals, and activities (all of them, or the lists of calls or of meetings), in English or French; the
  /// headings of associated records stay English.
  ///
  /// - A contact with a company tells of that company, whose reference is the company's: a second contact of it is refused. One without is
  ///   a prospect of its own.
  /// - The one closing date is the expected day of deals that are open.
  /// - Of several associated records the first counts.
  /// - A call that says nothing else went out. A call or a meeting without outcome is a talk; an answering machine and a wrong number are
  ///   no answer, a message left with somebody else and a no-show are an absence.
  static let hubspot: [ImportKind: ServiceExport] = [
    .prospects: ServiceExport(
      .prospects, signature: ["Record ID | ID de fiche d'informations", "Company name | Nom de l'entreprise"],
      hubspotPlaces.and([
        "reference": ["Record ID", "ID de fiche d'informations"], "name": ["Company name", "Nom de l'entreprise"], "contact_name": [],
        "owner": ["Company owner", "Propriétaire de l'entreprise"], "note": ["Description", "About Us", "À propos de nous"],
      ])
    ).with {
      $0.creations = [.salespeople]
      $0.forms = [hubspotContacts]
    },
    .opportunities: ServiceExport(
      .opportunities,
      signature: ["Record ID | ID de fiche d'informations", "Deal Name | Nom de la transaction", "Deal Stage | Phase de la transaction"],
      [
        "reference": ["Record ID", "ID de fiche d'informations", "Deal ID"],
        "prospect": [
          "Associated Company (Primary) | Associated Company | Entreprise associée | Associated Contact | Contact associé | Company name"
        ],
        "title": ["Deal Name", "Nom de la transaction"], "stage": ["Deal Stage", "Phase de la transaction", "Étape de la transaction"],
        "status": [], "amount": ["Amount", "Montant"], "currency": ["Currency", "Devise"],
        "salesperson": ["Deal owner", "Propriétaire de la transaction"], "opened_on": ["Create Date", "Date de création"],
        "closed_on": ["Close Date", "Date de fermeture"], "expected_on": ["Close Date", "Date de fermeture"],
        "loss_reason": ["Closed Lost Reason", "Raison de la perte", "Motif de la perte"],
        "source": ["Original Traffic Source", "Original Source Type", "Original Source", "Source de trafic d'origine", "Source d'origine"],
        "note": ["Deal Description", "Description de la transaction"],
      ]
    ).with {
      $0.creations = [.salespeople, .prospects, .stages]
      $0.values = ["stage": closings]
      $0.separators = ["prospect": ";"]
    },
    .conversations: hubspotActivities(
      signature: ["Meeting outcome | Résultat de la réunion", "Activity date | Meeting start time | Date de l'activité"]
    ).with {
      $0.forms = [
        hubspotActivities(
          signature: [
            "Record ID | ID de fiche d'informations", "Activity type | Type d'activité", "Activity date | Date de l'activité",
          ]),
        hubspotActivities(signature: ["Call outcome | Résultat de l'appel", "Activity date | Date de l'activité"])
          .with { $0.defaults["channel"] = Channel.outboundCall.rawValue },
      ]
    },
  ]

  private static let hubspotContacts = ServiceExport(
    .prospects,
    signature: ["Record ID | ID de fiche d'informations", "First Name | Prénom", "Last Name | Nom", "Email"],
    hubspotPlaces.and([
      "reference": [
        "Associated Company IDs (Primary) | Associated Company IDs | Record ID | ID de fiche d'informations"
      ],
      "name": [
        """
        Associated Company (Primary) | Associated Company | Entreprise associée | Company name | Nom de l'entreprise | \
        First Name + Last Name | Prénom + Nom | Email
        """
      ],
      "contact_name": ["First Name + Last Name", "Prénom + Nom"], "owner": ["Contact owner", "Propriétaire du contact"],
      "note": ["Message"],
    ])
  ).with { $0.separators = ["reference": ";", "name": ";"] }

  private static let hubspotPlaces: [String: [String]] = [
    "email": ["Email"],
    "phone": [
      "Phone Number | Mobile Phone Number", "Numéro de téléphone | Numéro de téléphone mobile | Numéro de téléphone portable",
    ],
    "address": ["Street Address + Street Address 2", "Street Address", "Adresse postale + Adresse postale 2", "Adresse postale"],
    "postal_code": ["Postal Code", "Code postal"], "city": ["City", "Ville"],
    "country": ["Country/Region", "Country", "Pays/Région", "Pays"],
    "source": ["Original Traffic Source", "Original Source", "Lead Source", "Source de trafic d'origine", "Source d'origine"],
    "next_step": [], "next_on": ["Next Activity Date", "Date de la prochaine activité"],
  ]

  private static func hubspotActivities(signature: [String]) -> ServiceExport {
    ServiceExport(
      .conversations, signature: signature,
      [
        "reference": ["Record ID", "ID de fiche d'informations"],
        "prospect": [
          "Associated Company (Primary) | Associated Company | Entreprise associée | Associated Contact | Contact associé | Company name"
        ],
        "salesperson": ["Activity assigned to", "Activité attribuée à", "Activité assignée à", "Assigned to", "Owner"],
        "channel": ["Call direction | Sens de l'appel | Direction de l'appel | Activity type | Type d'activité"],
        "outcome": ["Call outcome | Meeting outcome | Résultat de l'appel | Résultat de la réunion"],
        "occurred_at": [
          "Activity date | Meeting start time | Date de l'activité | Heure de début de la réunion | Create date | Date de création"
        ], "next_step": [], "next_on": [],
        "note": [
          """
          Call notes | Meeting description | Internal meeting notes | Note body | Notes | Notes d'appel | Description de la réunion | \
          Call Title | Meeting name
          """
        ],
      ]
    ).with {
      $0.creations = [.salespeople, .prospects]
      $0.values = [
        "channel": .meaning([
          "outbound_call": ["Outbound", "Sortant", "Call", "Appel"], "inbound_call": ["Inbound", "Entrant"],
          "field": ["Meeting", "Réunion", "Rendez-vous"],
        ]),
        "outcome": .meaning([
          talked: ["Connected", "Completed", "Connecté", "Terminé", "Terminée", "Effectué", "Effectuée"],
          "no_answer": [
            "No answer", "Busy", "Left voicemail", "Wrong number", "Pas de réponse", "Aucune réponse", "Occupé", "Message vocal laissé",
            "A laissé un message vocal", "Mauvais numéro", "Numéro erroné",
          ],
          "absent": ["Left live message", "No show", "A laissé un message en direct", "Ne s'est pas présenté", "Non-présentation"],
        ]),
      ]
      $0.defaults = ["outcome": talked]
      $0.except = [
        "channel": ["Email", "E-mail", "Note", "Task", "Tâche", "SMS", "WhatsApp", "LinkedIn message", "Postal mail", "Communication"],
        "outcome": [
          "Scheduled", "Rescheduled", "Canceled", "Cancelled", "Planifié", "Planifiée", "Reprogrammé", "Reprogrammée", "Annulé", "Annulée",
        ],
      ]
      $0.separators = ["prospect": ";"]
    }
  }

  /// Pipedrive: organizations or people, deals, and activities, in English or French.
  ///
  /// - A person of an organization tells of that organization, by its id where the file has it, else by its name. People and organizations
  ///   count from 1 each, so that a person's own id is no reference.
  /// - Won and lost are the status, whatever the stage; deleted deals are left out.
  /// - Activities are dated by when they were due, on the account's clock; those not done are left out. A type that the team made up is
  ///   refused until `--value channel.Type=…` says what it is.
  static let pipedrive: [ImportKind: ServiceExport] = [
    .prospects: ServiceExport(
      .prospects, signature: ["Organization - Name | Organisation - Nom | Organisation - Name"],
      pipedrivePlaces.and([
        "reference": [
          "Organization - ID", "Organization - Pipedrive System ID", "Organization - System ID", "Organisation - ID",
          "Organisation - ID système Pipedrive",
        ],
        "name": ["Organization - Name", "Organisation - Nom", "Organisation - Name"], "contact_name": [], "email": [],
        "owner": ["Organization - Owner", "Organisation - Propriétaire", "Organisation - Owner"],
      ])
    ).with {
      $0.creations = [.salespeople]
      $0.forms = [pipedrivePeople]
    },
    .opportunities: ServiceExport(
      .opportunities,
      signature: [
        "Deal - Title | Affaire - Titre", "Deal - Status | Deal - Stage | Deal - Stage (pipeline) | Affaire - Statut | Affaire - Étape",
      ],
      [
        "reference": ["Deal - ID", "Deal - Pipedrive System ID", "Deal - System ID", "Affaire - ID", "Affaire - ID système Pipedrive"],
        "prospect": [
          """
          Deal - Organization | Organization - Name | Organization | Deal - Contact person | Deal - Person | Person - Name | \
          Contact person
          """,
          """
          Affaire - Organisation | Organisation - Nom | Organisation | Affaire - Personne à contacter | Affaire - Personne de contact | \
          Personne - Nom
          """,
        ],
        "title": ["Deal - Title", "Affaire - Titre"], "stage": ["Deal - Stage", "Deal - Stage (pipeline)", "Affaire - Étape"],
        "status": ["Deal - Status", "Affaire - Statut"], "amount": ["Deal - Value", "Affaire - Valeur"],
        "currency": [
          "Deal - Currency of Value", "Deal - Currency", "Affaire - Devise de Valeur", "Affaire - Devise de la valeur", "Affaire - Devise",
        ],
        "salesperson": ["Deal - Owner", "Affaire - Propriétaire"],
        "opened_on": [
          "Deal - Deal created", "Deal - Creation date", "Deal - Created", "Affaire - Affaire créée", "Affaire - Affaire créée le",
          "Affaire - Date de création",
        ],
        "won_on": ["Deal - Won time", "Affaire - Date de gain", "Affaire - Heure du gain"],
        "lost_on": ["Deal - Lost time", "Affaire - Date de perte", "Affaire - Heure de l'échec"],
        "closed_on": [
          "Deal - Deal closed on", "Deal - Closed on", "Affaire - Affaire clôturée le", "Affaire - Affaire conclue le",
          "Affaire - Date de clôture",
        ],
        "expected_on": [
          "Deal - Expected close date", "Affaire - Date de clôture prévue", "Affaire - Date de clôture attendue",
          "Affaire - Date de clôture estimée",
        ],
        "loss_reason": ["Deal - Lost reason", "Affaire - Raison de la perte", "Affaire - Raison de perte", "Affaire - Motif de perte"],
        "source": [
          "Deal - Lead Source | Deal - Source channel", "Affaire - Source du lead", "Affaire - Canal source",
        ],
      ]
    ).with {
      $0.creations = [.salespeople, .prospects, .stages]
      $0.values = ["stage": closings]
      $0.except = ["status": ["Deleted", "Supprimé", "Supprimée"]]
    },
    .conversations: ServiceExport(
      .conversations,
      signature: [
        "Activity - Subject | Activité - Sujet | Activité - Objet", "Activity - Type | Activité - Type",
        "Activity - Due date | Activité - Date d'échéance",
      ],
      [
        "reference": [
          "Activity - ID", "Activity - Pipedrive System ID", "Activity - System ID", "Activité - ID", "Activité - ID système Pipedrive",
        ],
        "prospect": [
          """
          Activity - Organization | Organization - Name | Organization | Activity - Contact person | Activity - Person | Person - Name | \
          Contact person
          """,
          "Activité - Organisation | Organisation - Nom | Organisation | Activité - Personne à contacter | Personne - Nom",
        ],
        "salesperson": [
          "Activity - Assigned to user", "Activity - Assigned to", "Activité - Attribuée à", "Activité - Attribuée à l'utilisateur",
          "Activité - Attribué à l'utilisateur",
        ],
        "channel": ["Activity - Type", "Activité - Type"],
        "outcome": [
          "Activity - Done", "Activity - Status", "Activité - Terminée", "Activité - Terminé", "Activité - Effectuée",
          "Activité - Effectué",
          "Activité - Fait", "Activité - Statut",
        ],
        "occurred_at": [
          "Activity - Due date + Activity - Due time | Activity - Due date | Activity - Marked as done time",
          "Activité - Date d'échéance + Activité - Heure d'échéance | Activité - Date d'échéance",
        ], "next_step": [], "next_on": [],
        "note": ["Activity - Note | Activity - Subject", "Activité - Note | Activité - Remarque | Activité - Sujet | Activité - Objet"],
      ]
    ).with {
      $0.creations = [.salespeople, .prospects]
      $0.values = [
        "channel": .meaning([
          "outbound_call": ["Call", "Appel"],
          "field": ["Meeting", "Réunion", "Rendez-vous", "RDV", "Visit", "Visite", "Lunch", "Déjeuner"],
          "video": ["Video call", "Visio", "Visioconférence"],
        ]),
        "outcome": .meaning([
          talked: ["Done", "Completed", "Fait", "Faite", "Terminé", "Terminée", "Effectué", "Effectuée", "Yes", "Oui", "True", "1"]
        ]),
      ]
      $0.except = [
        "channel": ["Task", "Tâche", "Deadline", "Échéance", "Date limite", "Email", "E-mail"],
        "outcome": [
          "To do", "Undone", "Not done", "À faire", "Non fait", "Non faite", "Non terminé", "Non terminée", "Non effectué", "Non effectuée",
          "No",
          "Non", "False", "0",
        ],
      ]
    },
  ]

  private static let pipedrivePeople = ServiceExport(
    .prospects, signature: ["Person - Name | Personne - Nom"],
    pipedrivePlaces.and([
      "reference": ["Person - Organization ID", "Organization - ID", "Personne - ID d'organisation", "Organisation - ID"],
      "name": [
        "Person - Organization | Organization - Name | Person - Name | Person - First name + Person - Last name",
        "Personne - Organisation | Organisation - Nom | Personne - Nom | Personne - Prénom + Personne - Nom de famille",
      ],
      "contact_name": ["Person - Name", "Personne - Nom"],
      "email": [
        "Person - Email - Work | Person - Email | Person - Email - Home | Person - Email - Other",
        "Personne - E-mail - Travail | Personne - E-mail | Personne - E-mail - Domicile | Personne - E-mail - Autre",
      ],
      "phone": [
        "Person - Phone - Work | Person - Phone | Person - Phone - Mobile | Person - Phone - Home | Person - Phone - Other",
        """
        Personne - Téléphone - Travail | Personne - Téléphone | Personne - Téléphone - Mobile | Personne - Téléphone - Domicile | \
        Personne - Téléphone - Autre
        """,
      ],
      "owner": ["Person - Owner", "Personne - Propriétaire"],
    ])
  )

  private static let pipedrivePlaces: [String: [String]] = [
    "address": [
      """
      Organization - House number of Address + Organization - Street/road name of Address | Organization - Street/road name of Address | \
      Organization - Address | Organization - Full/combined address of Address
      """,
      """
      Organisation - Numéro de maison de Adresse + Organisation - Nom de rue/route de Adresse | \
      Organisation - Numéro de maison + Organisation - Nom de rue/route | Organisation - Adresse
      """,
      "Person - Postal address", "Personne - Adresse postale",
    ],
    "postal_code": [
      "Organization - ZIP/Postal code of Address", "Organisation - Code postal de Adresse", "Organisation - Code postal",
    ],
    "city": [
      "Organization - City/town/village/locality of Address", "Organisation - Ville/agglomération/village/localité de Adresse",
      "Organisation - Ville/agglomération/village/localité",
    ],
    "country": ["Organization - Country of Address", "Organisation - Pays de Adresse", "Organisation - Pays"], "phone": [], "source": [],
    "next_step": [], "next_on": [],
  ]

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

  /// EspoCRM: accounts, contacts or leads; opportunities; calls or meetings. The CSV has the names of the fields and times of UTC, the
  /// workbook labels, English or French, and the clock of the instance.
  ///
  /// - A contact tells of its account, and a converted lead of the account that it became.
  /// - The one closing date is the expected day of opportunities that are open.
  /// - Calls and meetings that were held are talks; those planned or not held are left out. A meeting says of no channel.
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

  /// noCRM: the leads of its export, as opportunities, or as the prospects that they name.
  ///
  /// - A lead is called after its prospect, unless it is in a client folder.
  /// - Won, lost and cancelled are the status, whatever the step; what is to do or on standby is open.
  /// - Its activities are exported as counts by person alone: they are no talks that could be imported.
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

  /// Brevo: contacts or companies; deals; and the figures of e-mail campaigns, one a row, dated by the day of sending.
  ///
  /// - The attributes of contacts are called as in the account: FIRSTNAME and LASTNAME, or PRENOM and NOM. Without a company's name, which
  ///   is no attribute of every account, a contact is called after the person.
  /// - The one closing date is the expected day of deals that are open.
  /// - Clicks are the recipients who clicked, never all clicks; the report by recipient holds no counts and is not read.
  static let brevo: [ImportKind: ServiceExport] = [
    .prospects: ServiceExport(
      .prospects, signature: ["EMAIL", "ADDED_TIME", "MODIFIED_TIME"],
      [
        "reference": ["CONTACT ID", "Company ID", "EXT_ID"],
        "name": [
          """
          COMPANY | Company name | SOCIETE | NOM_SOCIETE | ENTREPRISE | NOM_ENTREPRISE | Nom de l'entreprise | \
          FIRSTNAME + LASTNAME | PRENOM + NOM | LASTNAME | NOM | EMAIL
          """
        ],
        "contact_name": ["FIRSTNAME + LASTNAME", "PRENOM + NOM", "LASTNAME", "NOM"], "email": ["EMAIL"],
        "phone": ["LANDLINE_NUMBER | SMS | WHATSAPP | Phone number | Numéro de téléphone"],
        "owner": ["Company owner", "Owner", "CONTACT_OWNER", "Propriétaire"], "next_step": [], "next_on": [],
      ]
    ).with { $0.creations = [.salespeople] },
    .opportunities: ServiceExport(
      .opportunities, signature: [],
      [
        "reference": ["Deal ID", "ID de l'affaire", "ID"],
        "prospect": [
          """
          Associated company | Associated companies | Company | Entreprise associée | Entreprises associées | Associated contact | \
          Associated contacts | Contact associé | Contacts associés
          """
        ],
        "title": ["Deal name", "Nom de l'affaire", "Nom de l'opportunité", "Name", "Nom"],
        "stage": ["Deal stage", "Étape de l'affaire", "Étape de l'opportunité", "Stage", "Étape"], "status": [],
        "amount": ["Amount", "Deal amount", "Montant"], "currency": ["Currency", "Devise"],
        "salesperson": ["Deal owner", "Propriétaire de l'affaire", "Propriétaire de l'opportunité", "Owner", "Propriétaire"],
        "opened_on": ["Created at", "Created on", "Creation date", "Créée le", "Créé le", "Date de création"],
        "closed_on": ["Close date", "Date de clôture", "Date de fermeture"],
        "expected_on": ["Close date", "Date de clôture", "Date de fermeture"],
        "loss_reason": ["Lost reason", "Closed lost reason", "Raison de la perte", "Motif de perte"],
      ]
    ).with {
      $0.creations = [.salespeople, .prospects, .stages]
      $0.values = ["stage": closings]
    },
    .measurements: ServiceExport([
      .required("sent", "Sent date", "Send date", "Sent on", "Date d'envoi", "Envoyée le"),
      .required("delivered", "Delivered", "Delivered emails", "Délivrés", "Emails délivrés", "Livrés"),
      .required("clicks", "Unique clicks", "Unique clickers", "Clics uniques", "Cliqueurs uniques", "Cliqueurs"),
      .optional("opens", "Unique opens", "Unique openers", "Unique views", "Ouvertures uniques", "Ouvreurs uniques", "Vues uniques"),
      .optional("label", "Campaign name", "Nom de la campagne", "Name", "Nom"),
      .optional("reference", "Campaign ID", "ID de la campagne", "ID"),
    ]) { $0.campaign(usual: .dayFirst) }
    .with {
      $0.signature = [
        "Campaign name | Nom de la campagne | name", "Sent date | Date d'envoi", "Delivered | Délivrés", "Unique clicks | Clics uniques",
      ]
    },
  ]

  /// A talk of whose result nothing is known.
  private static let talked = Outcome.callBack.rawValue

  /// The stages in which these programs close a deal, as they are called before a team changes them.
  private static let closings: [String: String] = .meaning([
    "won": [
      "Closed Won", "closedwon", "Closed won (Sales Pipeline)", "Won", "Fermé gagné", "Fermée gagnée", "Fermé et gagné", "Conclu gagné",
      "Conclue gagnée", "Conclu et gagné", "Conclusion gagnante", "Clôturé gagné", "Clôturée gagnée", "Gagné", "Gagnée", "Gagnés", "Signé",
      "Signée", "Abgeschlossen und gewonnen", "Abgeschlossen gewonnen", "Gewonnen", "Cierre ganado", "Cerrado ganado", "Ganado", "Ganada",
      "Chiuso vinto", "Chiusa vinta", "Vinto", "Vinta", "Fechado ganho", "Negócio fechado", "Ganho", "Gesloten en gewonnen",
      "Gesloten gewonnen",
    ],
    "lost": [
      "Closed Lost", "closedlost", "Closed lost (Sales Pipeline)", "Lost", "Fermé perdu", "Fermée perdue", "Fermé et perdu", "Conclu perdu",
      "Conclue perdue", "Conclu et perdu", "Conclusion perdante", "Clôturé perdu", "Clôturée perdue", "Perdu", "Perdue", "Perdus",
      "Abgeschlossen und verloren", "Abgeschlossen verloren", "Verloren", "Cierre perdido", "Cerrado perdido", "Perdido", "Perdida",
      "Chiuso perso", "Chiusa persa", "Perso", "Persa", "Fechado perdido", "Negócio perdido", "Gesloten en verloren", "Gesloten verloren",
    ],
  ])
}

extension [String: [String]] {
  /// The same headings, and those of one file before them.
  fileprivate func and(_ own: Self) -> Self { merging(own) { _, own in own } }
}

extension [String: String] {
  /// What words of a service become, by what they become.
  fileprivate static func meaning(_ words: [String: [String]]) -> [String: String] {
    Dictionary(words.flatMap { ours, theirs in theirs.map { ($0, ours) } }, uniquingKeysWith: { first, _ in first })
  }
}
