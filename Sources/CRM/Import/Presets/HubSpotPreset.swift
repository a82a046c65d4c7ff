extension ServiceExport {
  /// HubSpot: companies or contacts, deals, and activities (all of them, or the lists of calls or of meetings), in English or French; the
  /// headings of associated records stay English.
  ///
  /// - A contact with a company tells of that company, whose reference is the company's: a second contact of it is refused. One without is
  ///   a prospect of its own.
  /// - The one closing date is the expected day of deals that are open.
  /// - Of several associated records the first counts.
  /// - A call that says nothing else went out. A call or a meeting without outcome is a conversation; an answering machine and a wrong number are
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
}
