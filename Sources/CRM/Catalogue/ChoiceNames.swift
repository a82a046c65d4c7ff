/// One of a fixed list of things that people name in their own words: a channel, an outcome, a profile.
public protocol NamedChoice: CaseIterable, RawRepresentable, Sendable where RawValue == String {
  /// What people call it.
  var name: Message { get }
  /// Other words for it, in any language.
  var synonyms: [String] { get }
  /// What to say of a word that names none.
  static func unknown(_ text: String) -> Message
}

extension NamedChoice {
  /// The choice that a person means: by its code, by its name in either language or by a synonym, whatever the accents, capitals,
  /// hyphens and spaces.
  ///
  /// - Throws: `.invalid` with the list of names.
  public static func named(_ text: String) throws -> Self {
    let key = Self.key(text)
    if let choice = allCases.first(where: { choice in
      ([choice.rawValue, choice.name.fr, choice.name.en] + choice.synonyms).contains { Self.key($0) == key }
    }) {
      return choice
    }
    throw CRMError(
      .invalid, unknown(text),
      remedy: Message(
        fr: "choisissez parmi : " + allCases.map(\.name.fr).joined(separator: ", "),
        en: "choose one of: " + allCases.map(\.rawValue).joined(separator: ", ")))
  }

  private static func key(_ text: String) -> String {
    text.folded.split { " -_’'".contains($0) }.joined(separator: " ")
  }
}

extension Channel: NamedChoice {
  public var name: Message {
    switch self {
    case .field: Message(fr: "terrain", en: "field")
    case .shop: Message(fr: "boutique", en: "shop")
    case .tradeShow: Message(fr: "salon", en: "trade show")
    case .outboundCall: Message(fr: "appel sortant", en: "outbound call")
    case .inboundCall: Message(fr: "appel entrant", en: "inbound call")
    case .email: Message(fr: "e-mail", en: "e-mail")
    case .sms: Message(fr: "SMS", en: "SMS")
    case .website: Message(fr: "site", en: "website")
    case .social: Message(fr: "réseaux sociaux", en: "social networks")
    case .referral: Message(fr: "recommandation", en: "referral")
    case .distributor: Message(fr: "distributeur", en: "distributor")
    case .video: Message(fr: "visioconférence", en: "video call")
    }
  }

  public var synonyms: [String] {
    switch self {
    case .field: ["porte-à-porte", "door to door"]
    case .shop: ["stand", "magasin"]
    case .outboundCall: ["téléphone sortant", "téléphone", "phone", "call"]
    case .inboundCall: ["téléphone entrant"]
    case .email: ["email", "courriel", "mail"]
    case .sms: ["texto"]
    case .website: ["site internet", "formulaire", "chat"]
    case .social: ["réseaux"]
    case .video: ["visio"]
    case .tradeShow, .referral, .distributor: []
    }
  }

  public static func unknown(_ text: String) -> Message { .noChannel(text) }
}

extension Outcome: NamedChoice {
  public var name: Message {
    switch self {
    case .absent: Message(fr: "absent", en: "absent")
    case .noAnswer: Message(fr: "ne répond pas", en: "no answer")
    case .refused: Message(fr: "refus", en: "refused")
    case .opposed: Message(fr: "opposition", en: "opposed")
    case .callBack: Message(fr: "à rappeler", en: "call back")
    case .wrongContact: Message(fr: "mauvais interlocuteur", en: "wrong contact")
    case .outOfTarget: Message(fr: "hors cible", en: "out of target")
    case .interested: Message(fr: "intéressé", en: "interested")
    case .documentationLeft: Message(fr: "documentation remise", en: "documentation left")
    case .appointment: Message(fr: "RDV pris", en: "appointment")
    case .quoteRequested: Message(fr: "devis demandé", en: "quote requested")
    case .trial: Message(fr: "essai", en: "trial")
    case .sold: Message(fr: "vendu", en: "sold")
    case .alreadyCustomer: Message(fr: "déjà client", en: "already customer")
    case .complaint: Message(fr: "réclamation", en: "complaint")
    }
  }

  public var synonyms: [String] {
    switch self {
    case .noAnswer: ["sans réponse"]
    case .refused: ["pas intéressé", "not interested"]
    case .opposed: ["refus définitif"]
    case .callBack: ["rappeler"]
    case .interested: ["intéressée"]
    case .documentationLeft: ["documentation"]
    case .appointment: ["rendez-vous pris", "rendez-vous", "RDV"]
    case .quoteRequested: ["devis"]
    case .trial: ["échantillon", "sample"]
    case .sold: ["vente"]
    case .absent, .wrongContact, .outOfTarget, .alreadyCustomer, .complaint: []
    }
  }

  public static func unknown(_ text: String) -> Message {
    Message(fr: "aucun résultat \(text.quoted(in: .fr))", en: "no outcome \(text.quoted(in: .en))")
  }
}

extension Profile: NamedChoice {
  public var name: Message {
    switch self {
    case .opener: Message(fr: "ouvreur", en: "opener")
    case .hunter: Message(fr: "chasseur", en: "hunter")
    case .farmer: Message(fr: "éleveur", en: "farmer")
    }
  }

  public var synonyms: [String] {
    switch self {
    case .opener: ["ouvreuse"]
    case .hunter: ["chasseuse"]
    case .farmer: ["éleveuse"]
    }
  }

  public static func unknown(_ text: String) -> Message { .noProfile(text) }
}
