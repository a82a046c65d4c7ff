import CRM
import Foundation
import Planning
import Postgres

extension Message {
  /// A refund names its sale, not the prospect.
  static func whichSaleIsRefunded(_ prospect: String, _ sales: [Sale], currency: String) -> Message {
    func lines(_ language: Language) -> String {
      let formats = Formats(language: language, currency: currency)
      return sales.map { "\n  \($0.id)  \(formats.day($0.soldOn))  \(formats.money(cents: $0.amountCents))" }.joined()
    }
    let (fr, en) = (prospect.quoted(in: .fr), prospect.quoted(in: .en))
    return sales.isEmpty
      ? Message(fr: "\(fr) n’a aucune vente à rembourser", en: "\(en) has no sale to refund")
      : Message(fr: "laquelle des ventes de \(fr)\u{A0}?\(lines(.fr))", en: "which of the sales of \(en)?\(lines(.en))")
  }

  static let refundByID = Message(
    fr: "donnez l’identifiant de la vente, ou le début", en: "give the id of the sale, or the beginning of it")

  static let helpSalesCommands = Message(fr: "Les ventes.", en: "The sales.")
  static let helpSaleAdd = Message(fr: "Enregistre une vente.", en: "Records a sale.")
  static let helpSaleRefund = Message(
    fr: "Rembourse une vente, en tout ou partie, avec sa part de la marge.",
    en: "Refunds a sale, in whole or part, with its share of the margin.")
  static let helpSaleList = Message(fr: "Liste ventes et remboursements.", en: "Lists sales and refunds.")
  static let helpMargin = Message(fr: "La marge.", en: "The margin.")
  static let helpSaleOpportunity = Message(
    fr: "L’opportunité vendue, par son titre ou son identifiant\u{A0}: la vente la gagne.",
    en: "The opportunity that was sold, by title or id: the sale wins it.")

  /// The opportunity that a sale won.
  static func saleWon(_ opportunity: OpenOpportunity) -> Message {
    Message(
      fr: "L’opportunité \((opportunity.title ?? opportunity.stage).quoted(in: .fr)) est gagnée.",
      en: "The opportunity \((opportunity.title ?? opportunity.stage).quoted(in: .en)) is won.")
  }

  /// An opportunity of the prospect that a sale leaves open.
  static func staysOpen(_ opportunity: OpenOpportunity) -> Message {
    let id = opportunity.id
    return Message(
      fr:
        "L’opportunité \((opportunity.title ?? opportunity.stage).quoted(in: .fr)) reste ouverte\u{A0}; si elle est vendue\u{A0}: filon opportunity win \(id)",
      en:
        "The opportunity \((opportunity.title ?? opportunity.stage).quoted(in: .en)) stays open; if it was sold: filon opportunity win \(id)"
    )
  }

  /// Asked before a sale is recorded for a prospect with an open opportunity.
  static func whichOpportunityIsSold(_ opportunities: [Opportunity], currency: String) -> Message {
    func list(_ language: Language) -> String {
      let formats = Formats(language: language, currency: currency)
      return opportunities.enumerated().map { number, each in
        let words = [each.title, each.stage, each.amountCents.map { formats.money(cents: $0) }].compactMap(\.self).joined(separator: ", ")
        return "\n  \(number + 1)  \(words)"
      }.joined()
    }
    let last = opportunities.count == 1 ? "1" : "1-\(opportunities.count)"
    return Message(
      fr:
        "Opportunités ouvertes de ce prospect\u{A0}:\(list(.fr))\nLaquelle cette vente gagne-t-elle (\(last), Entrée\u{A0}: aucune)\u{A0}? ",
      en: "Open opportunities of this prospect:\(list(.en))\nWhich one does this sale win (\(last), Enter: none)? ")
  }

}
