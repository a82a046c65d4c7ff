/// A field that a row of a file may fill.
struct ImportField: Sendable {
  /// What a fault in it costs.
  enum Weight: Sendable {
    /// The row: nothing is recorded without it, or with a part of it.
    case row
    /// The field, which is then left empty and told.
    case field
  }

  /// Its name in mappings.
  let name: String
  /// The headings under which it is known, the usual one first. `First name + Last name` are two columns that together give it, `A | B` is
  /// B where A is empty, and what begins with `?` is a guess that is told.
  let headings: [String]
  var isRequired = false
  /// Whether it holds an amount of money.
  var isAmount = false
  var weight = Weight.row
  /// Whether it holds a day or a moment.
  var isDay: Bool { Self.days.contains(name) }
  /// Whether several columns together are its text; of others, the first that is not empty counts.
  var isJoined: Bool { Self.joined.contains(name) }

  private static let days: Set<String> = [
    "next_on", "opened_on", "closed_on", "won_on", "lost_on", "expected_on", "entered_on", "occurred_at", "sold_on", "spent_on", "from",
    "day", "to", "sent",
  ]
  private static let joined: Set<String> = [
    "name", "contact_name", "prospect", "salesperson", "address", "title", "note", "occurred_at", "entered_on",
  ]
}

extension ImportKind {
  /// The fields that its rows may fill, by the names used in headers and mappings.
  package var fields: [String] { importFields.map(\.name) }

  /// The fields with the headings under which they are known in French and in English.
  var importFields: [ImportField] {
    switch self {
    case .prospects: Self.prospectFields
    case .opportunities: Self.opportunityFields
    case .moves: Self.moveFields
    case .conversations: Self.conversationFields
    case .sales: Self.saleFields
    case .expenses: Self.expenseFields
    case .measurements: Self.measurementFields
    }
  }

  /// Choices of fields: of each a file has at least one.
  var needsOneOf: [[String]] {
    switch self {
    case .opportunities: [["stage", "status"]]
    case .moves: [["reference", "title", "filon_id"]]
    default: []
    }
  }

  private static let prospectFields: [ImportField] = [
    .field("reference", customerNumbers),
    .required("name", companies + ["Nom complet", "Full name"] + people + ["Nom", "Last name"]),
    .detail("contact_name", contacts + people + ["Nom complet", "Full name"]),
    .detail("email", emails), .detail("phone", phones), .detail("siret", "SIRET, N° SIRET, Numéro SIRET, SIRET number"),
    .detail(
      "vat_number",
      "N° TVA, N° de TVA, Numéro de TVA, TVA intracommunautaire, N° TVA intracommunautaire, Numéro de TVA intracommunautaire, TVA, VAT, VAT number, VAT ID, Tax ID"
    ),
    .detail("naf_code", "NAF, Code NAF, APE, Code APE, NAF/APE, Code NAF/APE, NAF code"),
    .detail(
      "address",
      "Adresse, Adresse 1 + Adresse 2, Adresse postale, Adresse 1, Rue, Voie, Address, Address 1 + Address 2, Street address, Address line 1, Address 1, Street, Billing address"
    ),
    .detail("postal_code", "Code postal, CP, C.P., Postal code, Postcode, Zip, Zip code, Zip/Postal code"),
    .detail("city", "Ville, Commune, Localité, City, Town"),
    .detail("country", "Code pays, Country code, Pays, Country, Country/Region, Pays/Région"),
    .detail("source", sources), .field("owner", owners + ["Salesperson"]),
    .detail("potential", "Potentiel, Potentiel annuel, CA potentiel, Potential").ofMoney,
    .field("next_step", nextSteps), .field("next_on", nextDays), .field("note", notes + ["Description"]), ownID,
  ]

  private static let opportunityFields: [ImportField] = [
    .field("reference", deals), .field("prospect", whom), .field("salesperson", owners + dealOwners), .field("stage", stages),
    .field("status", "Statut, État, Status, Deal status"),
    .field(
      "opened_on",
      "Ouverte le, Date d'ouverture, Date de création, Créée le, Créé le, Ouverture, Opened, Opened on, Open date, Created, Created on, Create date, Creation date, Created at, Date created, Created date"
    ),
    .field(
      "closed_on",
      "Clôturée le, Date de clôture, Fermée le, Close le, Clôture, Closed, Closed on, Close date, Closing date, Closed at, Date closed"),
    .field("won_on", "Gagnée le, Date de gain, Date de signature, Signée le, Signé le, Won on, Won time, Won date, Won at"),
    .field("lost_on", "Perdue le, Date de perte, Lost on, Lost time, Lost date, Lost at"),
    .field("amount", dealAmounts).ofMoney, .field("currency", currencies), .field("title", dealTitles), .field("source", sources),
    .field("channel", channels), .detail("expected_on", expectedDays), .detail("loss_reason", lossReasons),
    .detail("competitor", competitors), .field("note", notes + ["Description"]), ownID,
  ]

  private static let moveFields: [ImportField] = [
    .field("reference", deals), .field("title", dealTitles), .field("prospect", whom),
    .required(
      "stage", ["Nouvelle étape", "Étape d'arrivée", "Vers l'étape", "New stage", "To stage", "Moved to", "Stage entered"] + stages),
    .required(
      "entered_on",
      [
        "Entrée le", "Entré le", "Date d'entrée", "Date d'entrée dans l'étape", "Date de l'étape", "Changée le", "Changé le",
        "Date de changement", "Date de changement d'étape", "Date du changement", "Entered", "Entered at", "Date entered",
        "Date entered stage", "Stage entered on", "Stage date", "Stage change date", "Moved on", "Moved at", "Changed on", "Changed at",
        "Change date", "Edit date", "Date + Heure", "Date et heure", "Date", "Jour", "Le", "On", "?Last modified", "?Modified time",
        "?Timestamp",
      ]),
    .field("salesperson", owners + dealOwners), .field("amount", dealAmounts).ofMoney, .field("currency", currencies),
    .field("source", sources), .field("channel", channels), .detail("expected_on", expectedDays), .detail("loss_reason", lossReasons),
    .detail("competitor", competitors), ownID,
  ]

  private static let conversationFields: [ImportField] = [
    .field("reference", references), .field("prospect", whom), .field("salesperson", owners + ["Salesperson"]),
    .field("second_salesperson", "Accompagnant, Accompagnée de, Avec, With, Second commercial, Second salesperson, Companion"),
    .field("channel", channels),
    .required("outcome", ["Résultat", "Issue", "Bilan", "Outcome", "Result", "Call outcome", "Meeting outcome"]),
    .required(
      "occurred_at",
      [
        "Date et heure", "Date/heure", "Date + Heure", "Date and time", "Date/time", "Date + Time", "Date de contact", "Date du contact",
        "Contact date",
        "Activity date", "Date", "Jour", "Quand", "When",
      ]),
    .field("minutes", "Durée (min), Durée en minutes, Duration (min), Duration in minutes"), .field("next_step", nextSteps),
    .field("next_on", nextDays), .field("note", notes + ["Compte rendu", "Compte-rendu", "Description"]), ownID,
  ]

  private static let saleFields: [ImportField] = [
    .field(
      "reference",
      [
        "N° facture", "N° de facture", "Numéro de facture", "Facture", "N° commande", "N° de commande", "Numéro de commande",
        "Invoice number",
        "Invoice no", "Invoice", "Order number", "Order no",
      ] + references),
    .field("prospect", whom), .field("salesperson", owners + ["Salesperson"]),
    .required(
      "sold_on",
      [
        "Date de vente", "Date vente", "Vendu le", "Date de facture", "Date facture", "Date de facturation", "Date de commande",
        "Date commande",
        "Sale date", "Invoice date", "Order date", "Date", "Jour", "Le", "On",
      ]),
    .required("amount", amounts + withTax).ofMoney, .field("currency", currencies),
    .field("margin", "Marge, Marge brute, Marge HT, Margin, Gross margin").ofMoney, .field("channel", channels),
    .field("refund_of", "Remboursement de, Rembourse, Avoir sur, Facture d'origine, Refund of, Refunds, Credit of"),
    .field("note", notes + ["Libellé", "Description"]), ownID,
  ]

  private static let expenseFields: [ImportField] = [
    .field("reference", references),
    .required(
      "spent_on",
      [
        "Dépensé le", "Date de dépense", "Date opération", "Date d'opération", "Date de l'opération", "Expense date", "Transaction date",
        "Date", "Jour", "Le", "On",
      ]),
    .required("amount", amounts + ["Coût", "Cost", "Débit", "Debit"] + withTax).ofMoney, .field("currency", currencies),
    .field("category", "Catégorie, Poste, Rubrique, Category"), .field("acquisition", ""),
    .field("action", "Action du plan, Campagne, Campaign"), .field("salesperson", owners),
    .field("note", notes + ["Libellé", "Description"]), ownID,
  ]

  private static let measurementFields: [ImportField] = [
    .field("reference", references), .required("series", ["Série", "Indicateur", "Metric"]), .field("from", "Du"),
    .field("day", "Jour, Date"),
    .field("to", ""), .required("value", ["Valeur"]).ofMoney, .field("label", "Étiquette, Libellé"), .field("place", "Lieu, Ville"),
    .field("kind", ""), .field("unit", "Unité"), .field("note", notes),
  ]

  // What several kinds of file have.
  /// What Filon exported knows itself again.
  private static let ownID = ImportField.field("filon_id", ["Identifiant Filon"])
  private static let deals = ["N° affaire", "N° opportunité", "N° devis", "Deal ID", "Opportunity ID"] + references
  private static let dealOwners = ["Salesperson", "Deal owner", "Opportunity owner"]
  private static let dealTitles = [
    "Titre", "Intitulé", "Affaire", "Nom de l'affaire", "Opportunité", "Nom de l'opportunité", "Objet", "Title", "Deal", "Deal name",
    "Deal title", "Opportunity", "Opportunity name", "Subject",
  ]
  private static let dealAmounts = amounts + ["Deal value", "Deal amount", "?Expected revenue", "?Revenu espéré"] + withTax
  private static let stages = [
    "Étape", "Étape du pipeline", "Étape de vente", "Phase", "Avancement", "Stage", "Deal stage", "Pipeline stage", "Sales stage",
  ]
  private static let expectedDays = [
    "Clôture prévue", "Date de clôture prévue", "Prévue le", "Expected on", "Échéance", "Signature prévue", "Date prévisionnelle",
    "Expected close date", "Expected close", "Expected closing", "Expected closing date", "Estimated closing date", "Forecast close date",
  ]
  private static let lossReasons = [
    "Motif de perte", "Raison de perte", "Raison de la perte", "Motif", "Loss reason", "Lost reason", "Closed lost reason",
  ]
  private static let competitors = ["Concurrent", "Competitor"]
  private static let references = ["Référence", "Réf", "Ref", "Identifiant", "External ID", "ID", "Record ID"]
  private static let customerNumbers =
    [
      "Code client", "N° client", "Numéro client", "Numéro de client", "ID client", "Customer ID", "Client ID", "Customer number",
      "Account ID",
    ]
    + references
  private static let companies = [
    "Raison sociale", "Société", "Nom de la société", "Nom société", "Entreprise", "Nom de l'entreprise", "Nom entreprise", "Établissement",
    "Enseigne", "Nom commercial", "Dénomination", "Organisation", "Nom de l'organisation", "Compte", "Nom du compte", "Client",
    "Nom du client",
    "Nom client", "Prospect", "Nom du prospect", "Company", "Company name", "Organization", "Organization name", "Account", "Account name",
    "Customer", "Customer name", "Business name",
  ]
  private static let people = ["Prénom + Nom", "Prénom + Nom de famille", "First name + Last name"]
  private static let whom = ["Référence du prospect", "Prospect reference", "Prospect name"] + companies + contacts
  private static let contacts = [
    "Contact", "Nom du contact", "Interlocuteur", "Personne de contact", "Dirigeant", "Gérant", "Contact name", "Contact person",
    "Primary contact",
  ]
  private static let emails = [
    "E-mail", "Mail", "Courriel", "Adresse e-mail", "Adresse mail", "Adresse de courriel", "Adresse électronique", "E-mail professionnel",
    "E-mail address", "Email address", "Work email",
  ]
  private static let phones = [
    "Téléphone", "Tél", "N° de téléphone", "N° téléphone", "Numéro de téléphone", "Téléphone fixe", "Tél fixe", "Fixe", "Phone number",
    "Telephone",
    "Telephone number", "Mobile", "Portable", "Téléphone portable", "Téléphone mobile", "Tél portable", "N° de portable", "GSM",
    "Mobile phone",
    "Mobile phone number", "Cell phone",
  ]
  private static let owners = [
    "Commercial", "Commerciale", "Nom du commercial", "Propriétaire", "Responsable commercial", "Suivi par", "Attribué à", "Vendeur",
    "Owner",
    "Sales rep", "Sales representative", "Sales owner", "Account owner", "Assigned to", "Assigned user",
  ]
  private static let sources = ["Origine", "Source", "Provenance", "Origine du contact", "Source du lead", "Lead source", "Origin"]
  private static let channels = ["Canal", "Canal de vente", "Sales channel"]
  private static let nextSteps = ["Prochaine étape", "Prochaine action", "Suite", "À faire", "Next", "Next action", "Next activity"]
  private static let nextDays = [
    "Date de relance", "Relance le", "À relancer le", "Relance", "Prochaine relance", "Date de la prochaine action", "Prochain contact",
    "Next step date", "Next action date", "Next activity date", "Follow-up date", "Follow-up", "Le", "On",
  ]
  private static let notes = ["Notes", "Commentaire", "Commentaires", "Remarque", "Remarques", "Observations", "Comment", "Comments"]
  private static let amounts = [
    "Montant HT", "Total HT", "CA HT", "Prix HT", "Montant net HT", "Montant net", "Montant", "Valeur", "Total", "CA", "Chiffre d'affaires",
    "Net amount", "Value", "Revenue", "Total amount",
  ]
  /// Figures are without VAT: one with it is better than none, and said.
  private static let withTax = ["?Montant TTC", "?Total TTC", "?Prix TTC", "?Gross amount", "?Amount incl. VAT"]
  private static let currencies = ["Devise", "Monnaie", "Currency code"]
}

extension ImportField {
  /// A field that a file may lack.
  fileprivate static func field(_ name: String, _ headings: [String]) -> ImportField {
    ImportField(name: name, headings: [name] + headings)
  }

  fileprivate static func field(_ name: String, _ headings: String) -> ImportField { field(name, list(headings)) }

  /// One without which no row means anything.
  fileprivate static func required(_ name: String, _ headings: [String]) -> ImportField {
    ImportField(name: name, headings: [name] + headings, isRequired: true)
  }

  /// One whose faults cost the field alone.
  fileprivate static func detail(_ name: String, _ headings: [String]) -> ImportField {
    ImportField(name: name, headings: [name] + headings, weight: .field)
  }

  fileprivate static func detail(_ name: String, _ headings: String) -> ImportField { detail(name, list(headings)) }

  private static func list(_ text: String) -> [String] { text.split(separator: ", ").map(String.init) }

  /// The same, of amounts of money.
  var ofMoney: ImportField {
    var field = self
    field.isAmount = true
    return field
  }
}
