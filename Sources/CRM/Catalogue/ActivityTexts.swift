import Foundation
import Postgres

// What the daily facts say when they are refused.
extension Message {
  static func noActionOfPlan(_ text: String, _ plans: [String]) -> Message {
    Message(
      fr: "aucune action \(text.quoted(in: .fr)) dans \(plans.map { "le plan \($0.quoted(in: .fr))" }.joined(separator: " ni "))",
      en: "no action \(text.quoted(in: .en)) in \(plans.map { "the plan \($0.quoted(in: .en))" }.joined(separator: " or "))")
  }

  static func actionRemedy(near: String?, _ actions: [String]) -> Message {
    if let near { return didYouMean(near) }
    let without = Message(fr: "sans action, la dépense compte hors actions", en: "without an action it counts outside actions")
    guard !actions.isEmpty else { return without }
    let list = planPartRemedy("", actions)
    return Message(fr: "\(list.fr) ; \(without.fr)", en: "\(list.en); \(without.en)")
  }

  /// Which actions of plans an expense counts for, or that its action is of none.
  public static func expenseCounts(_ expense: Expense) -> Message? {
    guard let text = expense.action else { return nil }
    guard !expense.plannedActions.isEmpty else {
      return Message(
        fr: "\(text.quoted(in: .fr)) n’est d’aucun plan : un texte libre.", en: "\(text.quoted(in: .en)) is of no plan: free text.")
    }
    let (fr, en) = (
      expense.plannedActions.map { "\($0.action.quoted(in: .fr)) du plan \($0.plan.quoted(in: .fr))" },
      expense.plannedActions.map { "\($0.action.quoted(in: .en)) of the plan \($0.plan.quoted(in: .en))" }
    )
    return Message(
      fr: "Compte pour l’action \(fr.joined(separator: " et ")).", en: "Counts for the action \(en.joined(separator: " and ")).")
  }

  static func skippedTime(_ moment: Moment, _ zone: String) -> Message {
    let time = { (language: Language) in
      let formats = Formats(language: language)
      return switch moment {
      case .local(let time): formats.dateTime(time)
      case .day(let day): formats.day(day)
      case .instant(let instant): instant.description
      case .now: ""
      }
    }
    return Message(
      fr: "le \(time(.fr)) n'existe pas à l'heure de \(zone) : les pendules l'ont sauté",
      en: "\(time(.en)) does not exist in \(zone): the clocks went forward over it")
  }

  static func inTheFuture(_ day: Day, today: Day) -> Message {
    let (fr, en) = (Formats(language: .fr).day, Formats(language: .en).day)
    return Message(
      fr: "le \(fr(day)) est dans le futur : le dernier jour accepté est le \(fr(today))",
      en: "\(en(day)) is in the future: the last day accepted is \(en(today))")
  }

  static let futureRemedy = Message(
    fr: "notez ce qui a eu lieu ; ce qui est prévu se note par --next et --next-on de « filon log »",
    en: "record what took place; what is planned goes into --next and --next-on of “filon log”")

  static let sameIDOtherContent = Message(
    fr: "cet identifiant est déjà pris par un fait au contenu différent", en: "this id is there already, with another content")
  static let sameIDRemedy = Message(
    fr: "un autre fait prend un autre identifiant ; une erreur s'annule, puis se note à nouveau",
    en: "another fact takes another id; a mistake is voided and recorded anew")
  static func sameTalkOtherContent(_ prospect: String, _ at: CivilTime) -> Message {
    Message(
      fr:
        "la même conversation avec \(prospect.quoted(in: .fr)) est déjà notée le \(Formats(language: .fr).dateTime(at)), avec un autre contenu",
      en: "the same talk with \(prospect.quoted(in: .en)) is logged already on \(Formats(language: .en).dateTime(at)), with another content"
    )
  }
  static func sameTalkRemedy(_ id: UUID) -> Message {
    let id = id.uuidString.lowercased()
    return Message(
      fr:
        "s'il y en a eu deux, ajoutez --another ; pour corriger la première : filon conversation void \(id) --reason …, puis notez-la à nouveau",
      en: "if there were two, add --another; to correct the first: filon conversation void \(id) --reason …, then log it anew")
  }
  static let keptAndReplaced = Message(
    fr: "on garde la relance en attente ou on en note une autre, pas les deux",
    en: "the pending follow-up is kept, or another one is planned: not both")
  static let saleWithoutAmount = Message(
    fr: "l'opportunité n'a pas de montant à enregistrer comme vente", en: "the opportunity has no amount to record as a sale")
  static let saleAmountRemedy = Message(fr: "dites-le par --amount", en: "say it with --amount")

  static func soldBeforeStage(_ sold: Day, _ stage: String, _ changed: Day) -> Message {
    let (fr, en) = (Formats(language: .fr).day, Formats(language: .en).day)
    return Message(
      fr: "vendue le \(fr(sold)), l'opportunité n'a pas pu entrer dans \(stage.quoted(in: .fr)) le \(fr(changed))",
      en: "sold on \(en(sold)), the opportunity cannot have entered \(stage.quoted(in: .en)) on \(en(changed))")
  }
  static let soldBeforeStageRemedy = Message(
    fr: "enregistrez la vente sans --opportunity, et gagnez l'opportunité par « filon opportunity win »",
    en: "record the sale without --opportunity, and win the opportunity with “filon opportunity win”")

  static let opportunityUnchanged = Message(fr: "rien à modifier n'a été donné", en: "nothing to change was given")
  static let opportunityChangeRemedy = Message(
    fr: "par exemple --owner, --amount, --expected ou --title", en: "for example --owner, --amount, --expected or --title")
  static let giveOpportunityToOthers = Message(
    fr: "seul un directeur confie une opportunité à un autre", en: "only a director gives an opportunity to somebody else")

  static let factOfAColleague = Message(
    fr: "un commercial n'enregistre et n'annule que ce qui est à lui", en: "a salesperson records and voids only what is theirs")

  static let refundOfRefund = Message(fr: "c'est un remboursement, pas une vente", en: "this is a refund, not a sale")
  static let refundOfRefundRemedy = Message(
    fr: "donnez l'identifiant de la vente, ou annulez le remboursement par « filon sale void »",
    en: "give the id of the sale, or void the refund with “filon sale void”")

  /// What a `record_…` or `void_…` function means by the word it gives as its reason.
  static func refusal(_ reason: String) -> Message {
    switch reason {
    case "prospect": Message(fr: "ce prospect n'existe pas", en: "there is no such prospect")
    case "salesperson": Message(fr: "ce commercial n'existe pas", en: "there is no such salesperson")
    case "companion": Message(fr: "le second commercial est le premier", en: "the second salesperson is the first")
    case "opportunity": Message(fr: "ce prospect n'a pas cette opportunité", en: "this prospect has no such opportunity")
    case "unknown_opportunity": Message(fr: "il n'y a pas de telle opportunité", en: "there is no such opportunity")
    case "conversation": Message(fr: "il n'y a pas de telle conversation", en: "there is no such conversation")
    case "expense": Message(fr: "il n'y a pas de telle dépense", en: "there is no such expense")
    case "sale": Message(fr: "il n'y a pas de telle vente", en: "there is no such sale")
    case "standing_sale": Message(fr: "cette vente n'existe pas, ou a été annulée", en: "there is no such sale, or it was voided")
    case "more_than_sold":
      Message(fr: "on ne rembourse pas plus que ce qui reste de la vente", en: "no more can be refunded than is left of the sale")
    case "refunded":
      Message(fr: "un remboursement de cette vente subsiste : annulez-le d'abord", en: "a refund of this sale stands: void it first")
    case "stage": Message(fr: "cette étape n'existe pas", en: "there is no such stage")
    case "owner_of_closed":
      Message(
        fr: "l'opportunité est close : elle reste créditée à qui l'avait ce jour-là ; rouvrez-la pour la confier à un autre",
        en: "the opportunity is closed: it stays credited to its owner of that day; reopen it to give it to somebody else")
    case "closed": Message(fr: "l'opportunité est close : rouvrez-la d'abord", en: "the opportunity is closed: reopen it first")
    case "open":
      Message(
        fr: "on ne rouvre qu'une opportunité close, dans une étape ouverte", en: "only a closed opportunity is reopened, into an open stage"
      )
    case "same_stage": Message(fr: "l'opportunité est déjà à cette étape", en: "the opportunity is at that stage already")
    case "earlier":
      Message(fr: "la date précède ce qui est déjà enregistré", en: "the date is before what is recorded already")
    case "closed_before_opened": Message(fr: "close avant d'être ouverte", en: "closed before it was opened")
    case "not_lost":
      Message(
        fr: "seule une opportunité perdue a un motif de perte ou un concurrent",
        en: "only a lost opportunity has a loss reason or competitor")
    case "measurement": Message(fr: "il n'y a pas de telle mesure", en: "there is no such measurement")
    case "series": Message(fr: "cette série n'existe pas encore", en: "there is no such series yet")
    case "series_kind":
      Message(fr: "la série est d'une autre nature ou d'une autre unité", en: "the series is of another kind or unit")
    case "days":
      Message(
        fr: "le dernier jour précède le premier, ou plus d'un an les sépare", en: "the days end before they begin, or last over a year")
    case "negative": Message(fr: "un nombre négatif", en: "a count below zero")
    case "overlap":
      Message(
        fr: "compterait deux fois : la série a pour ces jours un total, ou des parties de celui-ci",
        en: "would count twice: the series has a total for these days, or parts of this one")
    default: .verbatim(reason)
    }
  }

  static let whoLogs = Message(fr: "qui a parlé au prospect ?", en: "who talked with the prospect?")
  static let whoLogsRemedy = Message(fr: "dites-le par --by, ou agissez par --as", en: "say it with --by, or act with --as")
  static let voidReasonMissing = Message(fr: "une annulation a un motif", en: "voiding takes a reason")

  static func minutesOutOfRange(_ minutes: Int) -> Message {
    Message(fr: "\(minutes) minutes : une durée va de 0 à 1440", en: "\(minutes) minutes: a duration is 0 to 1440")
  }

  static let followUpBeforeTalk = Message(
    fr: "la suite est prévue avant la conversation", en: "the follow-up is before the conversation")
  static let soldToNobody = Message(
    fr: "une vente ne se fait pas sans avoir parlé à quelqu'un", en: "nothing is sold without talking to somebody")
  static func soldDespite(_ outcome: Outcome) -> Message {
    Message(
      fr: "une vente et \(outcome.name.fr.quoted(in: .fr)) se contredisent", en: "a sale contradicts \(outcome.name.en.quoted(in: .en))")
  }
  static let soldDespiteRemedy = Message(fr: "donnez --outcome vendu, ou rien", en: "give --outcome sold, or none")
  static let soldElsewhere = Message(
    fr: "une vente gagne l'opportunité : --stage ne peut pas dire autre chose",
    en: "a sale wins the opportunity: --stage cannot say otherwise")
  static let amountNotPositive = Message(fr: "le montant doit être positif", en: "the amount must be positive")

  /// The first of the opportunities that somebody may have meant, with what tells them apart.
  static func severalOpportunities(_ text: String, _ found: [StandingOpportunity], _ currency: String) -> Message {
    func list(_ language: Language) -> String {
      let formats = Formats(language: language, currency: currency)
      let lines = found.prefix(Lookup.shown).map { each in
        [
          each.prospect, each.title, each.stage, each.amountCents.map { formats.money(cents: $0) }, each.openedOn.map { formats.day($0) },
          each.salesperson, each.id.uuidString.lowercased(),
        ].compactMap(\.self).joined(separator: ", ")
      }
      return (lines + (found.count > Lookup.shown ? ["…"] : [])).map { "\n  " + $0 }.joined()
    }
    return Message(
      fr: "plusieurs opportunités répondent à \(text.quoted(in: .fr)) :\(list(.fr))",
      en: "several opportunities fit \(text.quoted(in: .en)):\(list(.en))")
  }

  static func nameTheOpportunity(_ text: String) -> Message {
    Message(
      fr: "tapez l'identifiant qui finit la ligne au lieu de \(text.quoted(in: .fr))",
      en: "type the id that ends the line instead of \(text.quoted(in: .en))")
  }

  /// Nothing is called so, among the open, the closed or all of them.
  static func noOpportunity(_ text: String, isOpen: Bool?) -> Message {
    let kind = opportunityKind(isOpen)
    return Message(
      fr: "aucune opportunité\(kind.fr) ne répond à \(text.quoted(in: .fr))",
      en: "no\(kind.en) opportunity fits \(text.quoted(in: .en))")
  }

  static func noOpportunity(of prospect: String, isOpen: Bool?) -> Message {
    let kind = opportunityKind(isOpen)
    return Message(
      fr: "\(prospect.quoted(in: .fr)) n'a aucune opportunité\(kind.fr)", en: "\(prospect.quoted(in: .en)) has no\(kind.en) opportunity")
  }

  private static func opportunityKind(_ isOpen: Bool?) -> Message {
    switch isOpen {
    case nil: Message(fr: "", en: "")
    case true?: Message(fr: " ouverte", en: " open")
    case false?: Message(fr: " close", en: " closed")
    }
  }

  static let opportunityListRemedy = Message(
    fr: "donnez son titre, son prospect ou son identifiant : « filon opportunity list » les montre",
    en: "give its title, its prospect or its id: “filon opportunity list” shows them")

  /// What somebody means was voided.
  static func voidedBefore(_ at: CivilTime, reason: String) -> Message {
    Message(
      fr: "a été annulée le \(Formats(language: .fr).dateTime(at)), motif : \(reason.quoted(in: .fr))",
      en: "was voided on \(Formats(language: .en).dateTime(at)), reason: \(reason.quoted(in: .en))")
  }

  static func noFact(_ id: String) -> Message {
    Message(fr: "rien ne porte l'identifiant \(id)", en: "nothing has the id \(id)")
  }

  static func noStageOf(_ kind: StageKind) -> Message {
    Message(fr: "le pipeline n'a pas d'étape \(kind.message.fr)", en: "the pipeline has no stage that is \(kind.message.en)")
  }
}

extension Message {
  static let newProspectRemedy = Message(
    fr: "créez-le en ajoutant --new", en: "make it by adding --new")
}

extension Message {
  static let chooseOpportunity = Message(fr: "choisissez par --opportunity", en: "choose with --opportunity")
  static let saleOfNothing = Message(fr: "une vente de zéro n'en est pas une", en: "a sale of nothing is none")
  static let saleOfNothingRemedy = Message(
    fr: "ce qui est offert se note par « filon log … --outcome essai »", en: "record what was given with “filon log … --outcome trial”")
  static let refundRemedy = Message(
    fr: "un remboursement se note par « filon sale refund »", en: "record a refund with “filon sale refund”")
}

extension Message {
  public static let outcomeMissing = Message(fr: "qu'en est-il sorti ?", en: "what came of it?")
}
