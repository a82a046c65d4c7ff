import Foundation
public import Postgres

// What the commands of the day say about themselves, and the headings of their answers.
extension Message {
  public static let helpLog = Message(fr: "Note une conversation et ce qui en est sorti.", en: "Logs a conversation and what came of it.")
  public static let helpLogMore = Message(
    fr: "Une seule commande note la conversation, déplace l'opportunité (--stage) et enregistre la vente (--sold).",
    en: "One command records the conversation, moves the opportunity (--stage) and records the sale (--sold).")
  public static let helpConversations = Message(fr: "Les conversations.", en: "The conversations.")
  public static let helpConversationList = Message(
    fr: "Liste les conversations, de la plus récente à la plus ancienne.", en: "Lists conversations, newest first.")
  public static let helpConversationShow = Message(fr: "Montre une conversation.", en: "Shows a conversation.")
  public static let helpVoid = Message(
    fr: "Annule ce qui était faux ; cela reste au dossier, avec le motif.", en: "Voids what was wrong; it stays on record, with the reason."
  )
  public static let helpKeepNext = Message(
    fr: "Garde la relance en attente, qu'une discussion lève sinon.",
    en: "Keeps the pending follow-up, which a discussion settles otherwise.")
  public static let helpAnother = Message(
    fr: "Note la conversation même si la même vient d'être notée.", en: "Logs the talk although the same was logged just now.")
  public static let helpAgenda = Message(fr: "Les relances en retard et du jour.", en: "The follow-ups overdue and due.")
  public static let helpAgendaMore = Message(
    fr: "Une relance revient au commercial du prospect ; sans lui, à celui qui l'a prévue.",
    en: "A follow-up is the prospect's owner's; without one, that of the salesperson who planned it.")
  public static let helpOpportunities = Message(fr: "Les opportunités.", en: "The opportunities.")
  public static let helpOpportunityAdd = Message(fr: "Ouvre une opportunité.", en: "Opens an opportunity.")
  public static let helpOpportunityMove = Message(
    fr: "Déplace une opportunité ouverte ; une étape gagnée, perdue ou abandonnée la clôt.",
    en: "Moves an open opportunity; a stage that is won, lost or abandoned closes it.")
  public static let helpOpportunityWin = Message(fr: "Gagne une opportunité.", en: "Wins an opportunity.")
  public static let helpOpportunityLose = Message(fr: "Perd une opportunité.", en: "Loses an opportunity.")
  public static let helpOpportunityAbandon = Message(fr: "Abandonne une opportunité.", en: "Gives an opportunity up.")
  public static let helpOpportunityReopen = Message(fr: "Rouvre une opportunité close.", en: "Opens a closed opportunity again.")
  public static let helpOpportunityUpdate = Message(
    fr: "Modifie une opportunité sans la déplacer ; ce qui n'est pas dit reste.",
    en: "Changes an opportunity without moving it; what is not said stays.")
  public static let helpOpportunityUpdateMore = Message(
    fr:
      "Un nouveau commercial l'a à partir de maintenant (--at : d'un autre moment) ; ce qui précède reste à l'ancien. D'une opportunité close, on précise le montant, le motif ou le concurrent.",
    en:
      "A new owner has it from now on (--at: from another moment); what was before stays the former one's. Of a closed one, the amount, the reason and the competitor can be told better."
  )
  public static let helpOpportunityOwner = Message(
    fr: "Le commercial à qui elle revient désormais.", en: "The salesperson whose it is from now on.")
  public static let helpOpportunityAt = Message(
    fr: "Depuis quand, pour --owner et --amount ; sinon maintenant.", en: "Since when, for --owner and --amount; else now.")
  public static let helpWinSold = Message(
    fr: "Enregistre aussi la vente de ce montant.", en: "Records the sale of that amount too.")
  public static let helpOpportunityList = Message(
    fr: "Liste les opportunités, la dernière modifiée d'abord.", en: "Lists opportunities, the last changed first.")
  public static let helpOpportunityShow = Message(
    fr: "Montre une opportunité et le temps passé dans chaque étape.", en: "Shows an opportunity and the time it spent in each stage.")
  public static let helpSalesCommands = Message(fr: "Les ventes.", en: "The sales.")
  public static let helpSaleAdd = Message(fr: "Enregistre une vente.", en: "Records a sale.")
  public static let helpSaleRefund = Message(
    fr: "Rembourse une vente, en tout ou partie, avec sa part de la marge.",
    en: "Refunds a sale, in whole or part, with its share of the margin.")
  public static let helpSaleList = Message(fr: "Liste ventes et remboursements.", en: "Lists sales and refunds.")
  public static let helpExpenses = Message(fr: "Les dépenses commerciales.", en: "What selling costs.")
  public static let helpExpenseAdd = Message(fr: "Enregistre une dépense.", en: "Records an expense.")
  public static let helpExpenseList = Message(fr: "Liste les dépenses.", en: "Lists expenses.")

  public static let helpProspectText = Message(
    fr: "Le prospect : nom, e-mail, téléphone ou identifiant.", en: "The prospect: name, e-mail, phone or id.")
  public static let helpOpportunityText = Message(
    fr: "L'opportunité : son titre, son prospect ou son identifiant ; une seule doit convenir.",
    en: "The opportunity: its title, its prospect or its id; only one may fit.")
  public static let helpFactID = Message(fr: "L'identifiant.", en: "The id.")
  public static let helpBy = Message(
    fr: "Le commercial ; sinon celui de --as.", en: "The salesperson; else the one of --as.")
  public static let helpWith = Message(fr: "Un second commercial présent.", en: "A second salesperson who was there.")
  public static let helpChannel = Message(
    fr: "Le canal : terrain, boutique, salon, appel sortant, e-mail…", en: "The channel: field, shop, trade_show, outbound_call, email…")
  public static let helpOutcome = Message(
    fr: "Le résultat : absent, refus, à rappeler, intéressé, RDV pris… ; vendu avec --sold.",
    en: "The outcome: absent, refused, call_back, interested, appointment…; sold with --sold.")
  public static let helpAt = Message(
    fr: "Quand, à l'heure de l'organisation : 2026-11-22T14:30 ; sinon maintenant.",
    en: "When, on the organization's clocks: 2026-11-22T14:30; else now.")
  public static let helpMinutes = Message(fr: "La durée : 45 ou 1h30.", en: "How long: 45 or 1h30.")
  public static let helpNote = Message(fr: "Une note.", en: "A note.")
  public static let helpNext = Message(
    fr: "La suite prévue ; sans --next-on, le prochain jour du lundi au vendredi.",
    en: "What comes next; without --next-on, on the next day from Monday to Friday.")
  public static let helpNextOn = Message(fr: "Le jour de la suite.", en: "The day of what comes next.")
  public static let helpLogStage = Message(
    fr: "L'étape où l'opportunité arrive ; ouverte là s'il n'y en a pas.",
    en: "The stage the opportunity moves to; opened there when there is none.")
  public static let helpLogOpportunity = Message(
    fr: "Laquelle, s'il y en a plusieurs : identifiant ou titre.", en: "Which one, where there are several: id or title.")
  public static let helpSold = Message(
    fr: "Le montant vendu, hors taxes : gagne l'opportunité et enregistre la vente.",
    en: "The amount sold, excluding VAT: wins the opportunity and records the sale.")
  public static let helpNew = Message(fr: "Crée le prospect s'il est inconnu.", en: "Makes the prospect when it is unknown.")
  public static let helpLogID = Message(
    fr: "Un UUID : la même commande, relancée, n'enregistre rien deux fois.", en: "A UUID: the same command again records nothing twice.")
  public static let helpProspectFilter = Message(fr: "Seulement ce prospect.", en: "Only this prospect.")
  public static let helpByFilter = Message(fr: "Seulement ce commercial.", en: "Only this salesperson.")
  public static let helpFromDay = Message(fr: "Premier jour.", en: "First day.")
  public static let helpToDay = Message(fr: "Premier jour en dehors.", en: "First day no longer in it.")
  public static let helpLimit = Message(fr: "Lignes par page, 1 à 1000.", en: "Rows a page, 1 to 1000.")
  public static let helpAfter = Message(
    fr: "La suite d'une page : l'identifiant donné sous elle.", en: "The next page: the id given below the one before.")
  public static let helpUntil = Message(fr: "Jusqu'à ce jour compris ; sinon aujourd'hui.", en: "Until that day, included; else today.")
  public static let helpReason = Message(fr: "Le motif.", en: "The reason.")
  public static let helpTitle = Message(fr: "De quoi il s'agit.", en: "What it is about.")
  public static let helpStage = Message(fr: "L'étape.", en: "The stage.")
  public static let helpAmount = Message(fr: "Le montant, hors taxes.", en: "The amount, excluding VAT.")
  public static let helpMargin = Message(fr: "La marge.", en: "The margin.")
  public static let helpOpportunitySource = Message(fr: "D'où elle vient.", en: "Where it comes from.")
  public static let helpExpected = Message(fr: "Le jour où elle devrait se conclure.", en: "The day it should close.")
  public static let helpCompetitor = Message(fr: "Le concurrent qui l'emporte.", en: "The competitor who won.")
  public static let helpOpenOnly = Message(fr: "Seulement les ouvertes.", en: "Only the open ones.")
  public static let helpClosedOnly = Message(fr: "Seulement les closes.", en: "Only the closed ones.")
  public static let helpOnDay = Message(fr: "Le jour ; sinon aujourd'hui.", en: "The day; else today.")
  public static let helpSaleOpportunity = Message(
    fr: "L'opportunité vendue, par son titre ou son identifiant : la vente la gagne.",
    en: "The opportunity that was sold, by title or id: the sale wins it.")
  public static let helpSaleBy = Message(
    fr: "Le commercial ; sinon celui de --as, ou celui du prospect.", en: "The salesperson; else the one of --as, or the prospect's owner.")
  public static let helpCategory = Message(fr: "La catégorie.", en: "The category.")
  public static let helpAcquisition = Message(fr: "Dépensé pour gagner des clients.", en: "Spent to win customers.")
  public static let helpAction = Message(
    fr: "L’action du plan, par son nom ou sa clé ; hors d’un plan, ce que vous voulez.",
    en: "The action of the plan, by its name or key; outside a plan, what you like.")

  public static let labelProspect = Message(fr: "Prospect", en: "Prospect")
  public static let labelSalesperson = Message(fr: "Commercial", en: "Salesperson")
  public static let labelCompanion = Message(fr: "Avec", en: "With")
  public static let labelChannel = Message(fr: "Canal", en: "Channel")
  public static let labelOutcome = Message(fr: "Résultat", en: "Outcome")
  public static let labelWhen = Message(fr: "Quand", en: "When")
  public static let labelMinutes = Message(fr: "Minutes", en: "Minutes")
  public static let labelNote = Message(fr: "Note", en: "Note")
  public static let labelNext = Message(fr: "Suite", en: "Next")
  public static let labelNextOn = Message(fr: "Le", en: "On")
  public static let labelRemaining = Message(fr: "Demeure", en: "Stands")
  public static let labelVoided = Message(fr: "Annulé", en: "Voided")
  public static let labelID = Message(fr: "Identifiant", en: "Id")
  public static let labelOpportunity = Message(fr: "Opportunité", en: "Opportunity")
  public static let labelTitle = Message(fr: "Titre", en: "Title")
  public static let labelStage = Message(fr: "Étape", en: "Stage")
  public static let labelSince = Message(fr: "Depuis", en: "Since")
  public static let labelDays = Message(fr: "Jours", en: "Days")
  public static let labelAmount = Message(fr: "Montant", en: "Amount")
  public static let labelMargin = Message(fr: "Marge", en: "Margin")
  public static let labelSource = Message(fr: "Origine", en: "Source")
  public static let labelOpenedOn = Message(fr: "Ouverte le", en: "Opened on")
  public static let labelClosedOn = Message(fr: "Close le", en: "Closed on")
  public static let labelExpectedOn = Message(fr: "Prévue le", en: "Expected on")
  public static let labelLossReason = Message(fr: "Motif de perte", en: "Loss reason")
  public static let labelCompetitor = Message(fr: "Concurrent", en: "Competitor")
  public static let labelSoldOn = Message(fr: "Le", en: "On")
  public static let labelKind = Message(fr: "Nature", en: "Kind")
  public static let labelRefundOf = Message(fr: "Rembourse", en: "Refunds")
  public static let labelCategory = Message(fr: "Catégorie", en: "Category")
  public static let labelAcquisition = Message(fr: "Acquisition", en: "Acquisition")
  public static let labelAction = Message(fr: "Action", en: "Action")
  public static let labelDue = Message(fr: "Échéance", en: "Due")
  public static let labelOpposition = Message(fr: "Opposition", en: "Objected")
  public static let labelPhone = Message(fr: "Téléphone", en: "Phone")
  public static let labelCity = Message(fr: "Ville", en: "City")
  public static let labelYes = Message(fr: "oui", en: "yes")
  public static let labelNo = Message(fr: "non", en: "no")
  public static let labelSale = Message(fr: "vente", en: "sale")
  public static let labelRefund = Message(fr: "avoir", en: "refund")
  public static let saleRecorded = Message(fr: "Vente enregistrée", en: "Sale recorded")
  public static let stagesTitle = Message(fr: "Parcours", en: "Way through the pipeline")
  public static let noFollowUp = Message(fr: "Aucune relance en attente.", en: "No follow-up is pending.")
  public static let noFollowUpDue = Message(fr: "Rien à relancer d'ici là. Les prochaines :", en: "Nothing is due by then. The next ones:")
  public static let dueToday = Message(fr: "aujourd'hui", en: "today")
  public static func overdue(_ days: Int) -> Message {
    Message(
      fr: "en retard de \(days) \(Language.fr.plural(days, "jour", "jours"))", en: "\(days) \(Language.en.plural(days, "day", "days")) late"
    )
  }
  public static func dueIn(_ days: Int) -> Message {
    Message(fr: "dans \(days) \(Language.fr.plural(days, "jour", "jours"))", en: "in \(days) \(Language.en.plural(days, "day", "days"))")
  }
  /// In place of the phone number of somebody who objected.
  public static func opposed(_ day: Day) -> Message {
    Message(fr: "opposition le \(Formats(language: .fr).day(day))", en: "objected on \(Formats(language: .en).day(day))")
  }

  public static let ownerOfProspect = Message(
    fr: "Le commercial est celui du prospect : aucun autre n'a été dit (--by).",
    en: "The salesperson is the prospect's owner: no other was said (--by).")

  /// The opportunity that a sale won.
  public static func saleWon(_ opportunity: OpenOpportunity) -> Message {
    Message(
      fr: "L'opportunité \((opportunity.title ?? opportunity.stage).quoted(in: .fr)) est gagnée.",
      en: "The opportunity \((opportunity.title ?? opportunity.stage).quoted(in: .en)) is won.")
  }

  /// An opportunity of the prospect that a sale leaves open.
  public static func staysOpen(_ opportunity: OpenOpportunity) -> Message {
    let id = opportunity.id.uuidString.lowercased()
    return Message(
      fr:
        "L'opportunité \((opportunity.title ?? opportunity.stage).quoted(in: .fr)) reste ouverte ; si elle est vendue : filon opportunity win \(id)",
      en:
        "The opportunity \((opportunity.title ?? opportunity.stage).quoted(in: .en)) stays open; if it was sold: filon opportunity win \(id)"
    )
  }

  /// Asked before a sale is recorded for a prospect with an open opportunity.
  public static func whichOpportunityIsSold(_ opportunities: [Opportunity], currency: String) -> Message {
    func list(_ language: Language) -> String {
      let formats = Formats(language: language, currency: currency)
      return opportunities.enumerated().map { number, each in
        let words = [each.title, each.stage, each.amountCents.map { formats.money(cents: $0) }].compactMap(\.self).joined(separator: ", ")
        return "\n  \(number + 1)  \(words)"
      }.joined()
    }
    let last = opportunities.count == 1 ? "1" : "1-\(opportunities.count)"
    return Message(
      fr: "Opportunités ouvertes de ce prospect :\(list(.fr))\nLaquelle cette vente gagne-t-elle (\(last), Entrée : aucune) ? ",
      en: "Open opportunities of this prospect:\(list(.en))\nWhich one does this sale win (\(last), Enter: none)? ")
  }

  /// Where the next page of a list begins.
  public static func nextPage(_ id: String) -> Message {
    Message(fr: "La suite : --after \(id)", en: "More: --after \(id)")
  }

  /// A fact was voided, or had been before, and what of it stands all the same.
  public static func voided(_ voiding: Voiding) -> Message {
    let lines = [outcome(of: voiding)] + voiding.remaining.map(stands)
    return Message(fr: lines.map(\.fr).joined(separator: "\n"), en: lines.map(\.en).joined(separator: "\n"))
  }

  private static func stands(_ remaining: Voiding.Remaining) -> Message {
    let id = remaining.id.uuidString.lowercased()
    return switch remaining.kind {
    case .sale:
      Message(
        fr: "La vente demeure ; pour l'annuler aussi : filon sale void \(id) --reason …",
        en: "The sale stands; to void it too: filon sale void \(id) --reason …")
    case .opportunity:
      Message(
        fr: "L'opportunité ouverte alors demeure ; pour l'annuler aussi : filon opportunity void \(id) --reason …",
        en: "The opportunity opened then stands; to void it too: filon opportunity void \(id) --reason …")
    case .closing:
      Message(
        fr: "L'opportunité reste close ; pour la rouvrir : filon opportunity reopen \(id)",
        en: "The opportunity stays closed; to open it again: filon opportunity reopen \(id)")
    }
  }

  private static func outcome(of voiding: Voiding) -> Message {
    let id = voiding.voided.uuidString.lowercased()
    guard voiding.status == .repeated else { return Message(fr: "Annulé : \(id)", en: "Voided: \(id)") }
    let (fr, en) = (Formats(language: .fr), Formats(language: .en))
    return Message(
      fr: "Déjà annulé le \(fr.dateTime(voiding.voidedAt)), motif : \(voiding.reason.quoted(in: .fr)). Rien n'a changé : \(id)",
      en: "Already voided on \(en.dateTime(voiding.voidedAt)), reason: \(voiding.reason.quoted(in: .en)). Nothing changed: \(id)")
  }
}
