/// An e-mail address in the form in which two spellings of it are equal.
///
/// Dots and `+tags` stay: whether they matter is for the host to know.
public struct EmailAddress: Sendable, Hashable {
  /// The address: composed, in lower case, its domain in ASCII (Punycode).
  public let canonical: String
  /// Whether other addresses stand behind this one in the text.
  public let isFirstOfSeveral: Bool
  /// Whether the address is that of a function (`contact@`, `info@`) and so not personal data by itself.
  public var isRole: Bool { Self.roles.contains(String(canonical.prefix { $0 != "@" && $0 != "+" })) }

  /// The address in a text, the first of several; « Lucie Martin <lucie@martin.fr> » and `mailto:` are read too.
  /// - Throws: `InvalidValue` for what no mail can be sent to. Accepted are the addresses without quotes, comments or IP addresses.
  public init(_ text: String) throws(InvalidValue) {
    let addresses = text.utf8.contains(UInt8(ascii: "@")) ? Self.addresses(in: text) : []
    guard let first = addresses.first else { throw InvalidValue(.notAnEmail(text), remedy: .writeEmail) }
    let address = composed(String(first.trimmed)).lowercased()
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, Self.isLocalPart(parts[0]), let domain = Self.domain(parts[1]), parts[0].utf8.count <= 64 else {
      throw InvalidValue(.notAnEmail(text), remedy: .writeEmail)
    }
    canonical = "\(parts[0])@\(domain)"
    guard canonical.utf8.count <= 254 else { throw InvalidValue(.notAnEmail(text), remedy: .writeEmail) }
    isFirstOfSeveral = addresses.count > 1
  }

  /// What stands in the text as addresses; a name before one is in front of its `<`, whatever it is made of.
  private static func addresses(in text: String) -> [Substring] {
    guard text.utf8.contains(where: { "; ,|<:\n".utf8.contains($0) }) else { return [text[...]] }
    let values = cellValues(text, separatedBy: ";,|")
    guard values.first?.contains("@") == true || text.contains("<") else { return [] }
    return values.filter { $0.contains("@") }.map { value in
      let address = value.split(separator: "<").last.map { $0.prefix { $0 != ">" } } ?? value[...]
      return address.lowercased().hasPrefix("mailto:") ? address.dropFirst("mailto:".count).prefix { $0 != "?" } : address
    }
  }

  private static func isLocalPart(_ text: Substring) -> Bool {
    let atoms = text.split(separator: ".", omittingEmptySubsequences: false)
    return atoms.allSatisfy { atom in
      !atom.isEmpty
        && atom.unicodeScalars.allSatisfy { scalar in
          scalar.isASCII
            ? ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || "!#$%&'*+/=?^_`{|}~-".unicodeScalars.contains(scalar)
            : scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.properties.generalCategory == .nonspacingMark
        }
    }
  }

  private static func domain(_ text: Substring) -> String? {
    var labels: [String] = []
    for label in text.split(separator: ".", omittingEmptySubsequences: false) {
      let isLetters = label.unicodeScalars.allSatisfy { scalar in
        scalar == "-" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || scalar.properties.generalCategory == .nonspacingMark
      }
      guard isLetters, !label.isEmpty, label.first != "-", label.last != "-", let ascii = Punycode.label(label), ascii.utf8.count <= 63
      else { return nil }
      labels.append(ascii)
    }
    guard labels.count >= 2, let top = labels.last, top.count >= 2, top.contains(where: \.isLetter) else { return nil }
    return labels.joined(separator: ".")
  }

  private static let roles: Set<String> = [
    "accueil", "achats", "admin", "administration", "agence", "billing", "boutique", "bureau", "commande", "commandes", "commercial",
    "compta",
    "comptabilite", "contact", "direction", "dpo", "facturation", "facture", "factures", "hello", "help", "info", "infos", "informations",
    "jobs", "magasin", "mail", "mairie", "marketing",
    "no-reply", "noreply", "office", "postmaster", "presse", "privacy", "rgpd", "rh", "recrutement", "reservation", "reservations", "sales",
    "sav", "secretariat", "service-client", "serviceclient",
    "service", "services", "standard", "support", "team", "vente", "ventes", "webmaster", "welcome", "bonjour", "abuse", "hostmaster",
  ]
}
