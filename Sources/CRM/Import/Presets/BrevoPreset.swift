extension ServiceExport {
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
}
