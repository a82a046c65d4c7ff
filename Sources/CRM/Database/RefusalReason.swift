public import Postgres

/// Why a `record_…` or `void_…` function refused a fact, by its word.
public enum RefusalReason: String, Sendable, CaseIterable, PostgresCodable {
  case prospect, salesperson, opportunity, conversation, expense, sale, stage, measurement, series
  case stageRetired = "stage_retired"
  case unknownOpportunity = "unknown_opportunity"
  case secondSalesperson = "second_salesperson"
  case unknownSale = "unknown_sale"
  case moreThanSold = "more_than_sold"
  case refunded
  case ownerOfClosed = "owner_of_closed"
  case closed, open
  case sameStage = "same_stage"
  case earlier
  case closedBeforeOpened = "closed_before_opened"
  case opening
  case changedSince = "changed_since"
  case spokenOf = "spoken_of"
  case notLost = "not_lost"
  case seriesKind = "series_kind"
  case days, negative, overlap
}

extension Message {
  /// A reason for people.
  package static func refusal(_ reason: RefusalReason) -> Message {
    switch reason {
    case .prospect: Message(fr: "ce prospect n’existe pas", en: "there is no such prospect")
    case .salesperson: Message(fr: "ce commercial n’existe pas", en: "there is no such salesperson")
    case .secondSalesperson: Message(fr: "le second commercial est le premier", en: "the second salesperson is the first")
    case .opportunity: Message(fr: "ce prospect n’a pas cette opportunité", en: "this prospect has no such opportunity")
    case .unknownOpportunity: Message(fr: "il n’y a pas de telle opportunité", en: "there is no such opportunity")
    case .conversation: Message(fr: "il n’y a pas de telle conversation", en: "there is no such conversation")
    case .expense: Message(fr: "il n’y a pas de telle dépense", en: "there is no such expense")
    case .sale: Message(fr: "il n’y a pas de telle vente", en: "there is no such sale")
    case .stage: Message(fr: "cette étape n’existe pas", en: "there is no such stage")
    case .stageRetired:
      Message(
        fr: "cette étape est retirée\u{A0}: elle ne prend plus d’opportunités", en: "this stage is retired: it takes no more opportunities")
    case .measurement: Message(fr: "il n’y a pas de telle mesure", en: "there is no such measurement")
    case .series: Message(fr: "cette série n’existe pas encore", en: "there is no such series yet")
    case .unknownSale: Message(fr: "cette vente n’existe pas, ou a été annulée", en: "there is no such sale, or it was voided")
    case .moreThanSold:
      Message(fr: "on ne rembourse pas plus que ce qui reste de la vente", en: "no more can be refunded than is left of the sale")
    case .refunded:
      Message(fr: "un remboursement de cette vente subsiste\u{A0}: annulez-le d’abord", en: "a refund of this sale stands: void it first")
    case .ownerOfClosed:
      Message(
        fr: "l’opportunité est close\u{A0}: elle reste créditée à qui l’avait ce jour-là\u{A0}; rouvrez-la pour la confier à un autre",
        en: "the opportunity is closed: it stays credited to its owner of that day; reopen it to give it to somebody else")
    case .closed: Message(fr: "l’opportunité est close\u{A0}: rouvrez-la d’abord", en: "the opportunity is closed: reopen it first")
    case .open:
      Message(
        fr: "on ne rouvre qu’une opportunité close, dans une étape ouverte", en: "only a closed opportunity is reopened, into an open stage"
      )
    case .sameStage: Message(fr: "l’opportunité est déjà à cette étape", en: "the opportunity is at that stage already")
    case .earlier: Message(fr: "la date précède ce qui est déjà enregistré", en: "the date is before what is recorded already")
    case .closedBeforeOpened: Message(fr: "close avant d’être ouverte", en: "closed before it was opened")
    case .opening:
      Message(
        fr: "c’est l’ouverture de l’opportunité\u{A0}: elle s’annule avec elle",
        en: "it is the opening of the opportunity: it is voided with it"
      )
    case .changedSince: Message(fr: "l’opportunité a changé depuis", en: "the opportunity has changed since")
    case .spokenOf: Message(fr: "d’autres faits parlent de ce prospect", en: "other facts speak of this prospect")
    case .notLost:
      Message(
        fr: "seule une opportunité perdue a un motif de perte ou un concurrent",
        en: "only a lost opportunity has a loss reason or competitor")
    case .seriesKind: Message(fr: "la série est d’une autre nature ou d’une autre unité", en: "the series is of another kind or unit")
    case .days:
      Message(
        fr: "le dernier jour précède le premier, ou plus d’un an les sépare", en: "the days end before they begin, or last over a year")
    case .negative: Message(fr: "un nombre négatif", en: "a count below zero")
    case .overlap:
      Message(
        fr: "compterait deux fois\u{A0}: la série a pour ces jours un total, ou des parties de celui-ci",
        en: "would count twice: the series has a total for these days, or parts of this one")
    }
  }
}
