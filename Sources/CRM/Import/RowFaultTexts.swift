import Postgres

// Why a row of a file is refused.
extension Message {
  package static func notYesOrNo(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n’est ni oui ni non", en: "\(text.quoted(in: .en)) is neither yes nor no")
  }

  static let nextStepWithoutDay = Message(fr: "la suite prévue n’a pas de date", en: "the next step has no date")
  static let skippedByTheClock = Message(
    fr: "cette heure n’existe pas\u{A0}: l’horloge l’a sautée au changement d’heure", en: "this time does not exist: the clock skipped it")
  static let sameSalespersonTwice = Message(fr: "deux fois le même commercial", en: "the same salesperson twice")
  static let whichOpportunity = Message(
    fr: "ni référence, ni titre avec son prospect\u{A0}: rien ne dit de quelle opportunité il s’agit",
    en: "neither a reference nor a title with its prospect: nothing says which opportunity this is")

  static func severalOpportunitiesTitled(_ title: String) -> Message {
    Message(
      fr: "le prospect a plusieurs opportunités \(title.quoted(in: .fr))\u{A0}: donnez leur référence",
      en: "the prospect has several opportunities \(title.quoted(in: .en)): give their reference")
  }

  static let opensNoOpportunity = Message(
    fr: "cette opportunité n’est pas connue\u{A0}: il faut son prospect et son titre pour l’ouvrir",
    en: "this opportunity is not known: to open it takes its prospect and its title")

  /// - Parameter name: The opportunity, when it is there already.
  static func moveOfAnotherProspect(_ name: String?) -> Message {
    guard let name else {
      return Message(
        fr: "une autre ligne de cette opportunité nomme un autre prospect", en: "another row of this opportunity names another prospect")
    }
    return Message(
      fr: "l’opportunité \(name.quoted(in: .fr)) est celle d’un autre prospect",
      en: "the opportunity \(name.quoted(in: .en)) is another prospect's")
  }

  static func moveBeforeLast(_ stage: String, _ day: Day) -> Message {
    Message(
      fr:
        "avant le dernier changement connu (\(stage.quoted(in: .fr)), le \(Formats(language: .fr).day(day)))\u{A0}: l’historique d’une opportunité s’importe avant ce qui le suit",
      en:
        "before the last change known (\(stage.quoted(in: .en)), on \(Formats(language: .en).day(day))): the history of an opportunity is imported before what follows it"
    )
  }

  static func twoStagesAtOnce(_ stage: String) -> Message {
    Message(
      fr: "au même moment que \(stage.quoted(in: .fr))\u{A0}: rien ne dit laquelle des deux étapes vient d’abord\u{A0}; donnez l’heure",
      en: "at the same moment as \(stage.quoted(in: .en)): nothing says which of the two stages comes first; give the time")
  }

  static func closedTwice(_ stage: String) -> Message {
    Message(
      fr: "l’opportunité est déjà close (\(stage.quoted(in: .fr)))\u{A0}: seule une étape ouverte la rouvre",
      en: "the opportunity is closed already (\(stage.quoted(in: .en))): only an open stage opens it again")
  }

  static func besideRefusedRow(_ line: Int) -> Message {
    Message(
      fr: "la ligne \(line), de la même opportunité, est refusée\u{A0}: corrigez-la, et importez-les ensemble",
      en: "line \(line), of the same opportunity, is refused: mend it, and import them together")
  }
  static let refundOfNothing = Message(fr: "un remboursement de zéro", en: "a refund of nothing")
  static let closedBeforeOpened = Message(fr: "fermée avant d’être ouverte", en: "closed before it was opened")

  static func closedInAnOpenStage(_ stage: String) -> Message {
    Message(
      fr: "une date de clôture, mais l’étape \(stage.quoted(in: .fr)) est ouverte",
      en: "a closing date, but the stage \(stage.quoted(in: .en)) is open")
  }

  static func noSalespersonNamed(_ name: String, near: String?) -> Message {
    let (fr, en) = near.map { ("proche : \($0) ; ", "near: \($0); ") } ?? ("", "")
    return Message(
      fr: "aucun commercial \(name.quoted(in: .fr)) (\(fr)--create salespeople le créerait)",
      en: "no salesperson \(name.quoted(in: .en)) (\(en)--create salespeople would make them)")
  }

  static func severalSalespeopleNamed(_ name: String, _ names: [String], field: String) -> Message {
    let choice = "--value '\(field).\(name)=\(names[0])'"
    let several = severalSalespeople(name, names)
    return Message(fr: "\(several.fr) (pour choisir\u{A0}: \(choice))", en: "\(several.en) (to choose: \(choice))")
  }

  static func severalProspectsNamed(_ text: String) -> Message {
    Message(fr: "plusieurs prospects répondent à \(text.quoted(in: .fr))", en: "several prospects fit \(text.quoted(in: .en))")
  }

  static func noProspectNamed(_ text: String) -> Message {
    Message(
      fr: "aucun prospect \(text.quoted(in: .fr)) (--create prospects le créerait)",
      en: "no prospect \(text.quoted(in: .en)) (--create prospects would make it)")
  }

  static func duplicateProspect(_ name: String, _ reasons: [DuplicateReason], _ changes: [ValueChange]) -> Message {
    let (known, differs) = (Message.knownAs(name, reasons), Message.differences(changes))
    return Message(fr: "déjà là, semble-t-il\u{A0}: \(known.fr)\(differs.fr)", en: "there already, it seems: \(known.en)\(differs.en)")
  }

  static func duplicateInFile(_ name: String, _ reasons: [DuplicateReason]) -> Message {
    let known = Message.knownAs(name, reasons)
    return Message(fr: "le fichier l’a déjà plus haut\u{A0}: \(known.fr)", en: "the file has it further up: \(known.en)")
  }

  static let referenceInFile = Message(
    fr: "le fichier a déjà cette référence plus haut", en: "the file has this reference further up")

  private static func knownAs(_ name: String, _ reasons: [DuplicateReason]) -> Message {
    guard !reasons.isEmpty else { return .verbatim(name) }
    return Message(
      fr: "\(name) (\(reasons.map(\.message.fr).joined(separator: ", ")))",
      en: "\(name) (\(reasons.map(\.message.en).joined(separator: ", ")))")
  }

  /// It is there under its reference, and says something else.
  static func thereOtherwise(_ changes: [ValueChange]) -> Message {
    let differs = Message.differences(changes)
    return Message(fr: "déjà là sous cette référence\(differs.fr)", en: "there already under this reference\(differs.en)")
  }

  /// What would change; nothing when nothing would.
  private static func differences(_ changes: [ValueChange]) -> Message {
    guard !changes.isEmpty else { return .verbatim("") }
    func list(_ language: Language) -> String {
      changes.prefix(3).map { Message.change($0).text(in: language) }.joined(separator: ", ") + (changes.count > 3 ? ", …" : "")
    }
    return Message(
      fr: ", avec un autre contenu\u{A0}: \(list(.fr)) (--existing update le reprendrait)",
      en: ", with another content: \(list(.en)) (--existing update would take it over)")
  }

  package static func change(_ change: ValueChange) -> Message {
    func text(_ nothing: String) -> String { "\(change.field) \(change.old ?? nothing) → \(change.new ?? nothing)" }
    return Message(fr: text("(vide)"), en: text("(empty)"))
  }

  static let otherContent = Message(
    fr: "cette référence est déjà enregistrée avec un autre contenu", en: "this reference is recorded already with another content")

  static func noStageNamed(_ name: String) -> Message {
    let reason = noStage(name)
    return Message(fr: "\(reason.fr) (--create stages la créerait)", en: "\(reason.en) (--create stages would make it)")
  }

  static func stageSoundsClosed(_ name: String) -> Message {
    let choice = "--value 'stage.\(name)=lost'"
    return Message(
      fr:
        "l’étape \(name.quoted(in: .fr)) semble close\u{A0}: dites ce qu’elle est (won, lost, abandoned ou une étape), par exemple \(choice)",
      en: "the stage \(name.quoted(in: .en)) sounds closed: say what it is (won, lost, abandoned or a stage), such as \(choice)")
  }

  static func unknownDealStatus(_ status: String) -> Message {
    let choice = "--value 'status.\(status)=open'"
    return Message(
      fr: "l’état \(status.quoted(in: .fr)) est inconnu (open, won, lost, abandoned)\u{A0}: par exemple \(choice)",
      en: "the status \(status.quoted(in: .en)) is not known (open, won, lost, abandoned): such as \(choice)")
  }

  static func statusContradicts(_ stage: String) -> Message {
    Message(
      fr: "l’état dit ouverte, mais l’étape est \(stage.quoted(in: .fr))",
      en: "the status says open, but the stage is \(stage.quoted(in: .en))")
  }

  /// A word for a channel or an outcome that nobody knows, and how to say what it is.
  static func unknownChoice(_ unknown: Message, _ field: String, _ text: String) -> Message {
    Message(fr: "\(unknown.fr) (--value '\(field).\(text)=…' dit lequel)", en: "\(unknown.en) (--value '\(field).\(text)=…' says which)")
  }

  static func rateUnknown(_ text: String, _ code: String, _ ours: String) -> Message {
    let other = otherCurrency(text, ours)
    return Message(fr: "\(other.fr) (--rate \(code)=TAUX le convertit)", en: "\(other.en) (--rate \(code)=RATE converts it)")
  }

  static func notAFilonID(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n’est pas un identifiant de Filon", en: "\(text.quoted(in: .en)) is no id of Filon")
  }

  static func notARate(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n’est pas un taux", en: "\(text.quoted(in: .en)) is no rate")
  }
  static let writeRate = Message(
    fr: "écrivez ce que vaut une unité de la devise dans celle de l’organisation\u{A0}: --rate USD=0,92",
    en: "write what one unit of the currency is in the organization's: --rate USD=0.92")

  static func unnamedProspect(_ reference: String) -> Message {
    Message(fr: "(sans nom) \(reference)", en: "(unnamed) \(reference)")
  }
}
