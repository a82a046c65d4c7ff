/// The codes of currencies that files write as signs or words.
enum CurrencyCode {
  /// ISO 4217's code; nil for a text that is not known here.
  static func named(_ text: String) -> String? {
    switch text.folded {
    case "€", "euro", "euros", "eur": "EUR"
    case "$", "us$", "dollar", "dollars", "us dollar", "usd": "USD"
    case "£", "livre", "livres", "pound", "pounds", "gbp": "GBP"
    case "fr.", "sfr", "franc suisse", "francs suisses", "swiss franc", "chf": "CHF"
    default: nil
    }
  }
}
