extension ServiceExport {
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
}
