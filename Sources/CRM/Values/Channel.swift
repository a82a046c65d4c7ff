public import Postgres

/// Where a conversation, a sale or an opportunity came about.
public enum Channel: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case field, shop
  case tradeShow = "trade_show"
  case outboundCall = "outbound_call"
  case inboundCall = "inbound_call"
  case email, sms, website, social, referral, distributor, video

  /// It is we who go to the prospect: what somebody who objected no longer wants.
  public var isOutbound: Bool { [.field, .outboundCall, .email, .sms].contains(self) }
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
    case .outboundCall: ["téléphone sortant", "téléphone", "tél", "phone", "call"]
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
