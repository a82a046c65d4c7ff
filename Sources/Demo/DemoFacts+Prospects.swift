import CRM
import Planning
import Foundation

/// A household or a small shop.
struct DemoProspect: Equatable, Sendable {
  let isShop: Bool
  let entry: ProspectEntry
  /// Who visited it first.
  var ownerID: Salesperson.ID?

  /// So many more households and small shops around Lyon, no two of one name.
  static func more(
    _ count: Int, besides others: [DemoProspect], _ random: inout SeededGenerator, ids: inout SeededGenerator
  ) -> [DemoProspect] {
    var taken = Set(others.map(\.entry.name))
    return (others.count..<others.count + count).map { number in
      let isShop = random.happens(40)
      let contact = "\(random.pick(DemoWords.firstNames)) \(random.pick(DemoWords.lastNames))"
      var name = isShop ? "\(random.pick(DemoWords.shopKinds)) \(random.pick(DemoWords.shopNames))" : contact
      while !taken.insert(name).inserted {
        name =
          isShop
          ? "\(random.pick(DemoWords.shopKinds)) \(random.pick(DemoWords.lastNames))"
          : "\(random.pick(DemoWords.firstNames)) \(random.pick(DemoWords.lastNames))"
      }
      let details = details(of: name, isShop ? contact : nil, number: number, &random)
      return DemoProspect(isShop: isShop, entry: ProspectEntry(id: ids.id(), name: name, details: details))
    }
  }

  /// - Parameter contact: The person to talk to in a shop; nil in a household.
  private static func details(
    of name: String, _ contact: String?, number: Int, _ random: inout SeededGenerator
  ) -> ProspectDetails {
    let isShop = contact != nil
    let town = random.pick(DemoWords.towns)
    var details = ProspectDetails()
    details.contactName = contact
    details.address = "\(random.number(1...120)) \(random.pick(DemoWords.streets))"
    details.postalCode = town.postalCode
    details.city = town.name
    details.source = random.pick(weighted: [
      "Prospection terrain": 62, "Recommandation": 14, "E-mailing": 10, "Site": 9, "Réseaux sociaux": 5,
    ])
    if isShop || random.happens(85) {
      let word = name.folded.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "." }
      details.email = "\(String(word).split(separator: ".").joined(separator: "."))@example.fr"
    }
    if isShop || random.happens(90) {
      let digits = String(10_000 + number).dropFirst()
      details.phone = "01 99 00 \(digits.prefix(2)) \(digits.suffix(2))"
    }
    details.potentialCents = (isShop ? random.number(20...260) * 200 : random.number(6...50) * 50) * 100
    return details
  }
}
