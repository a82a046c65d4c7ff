// A text says by itself what it is.
extension Message {
  package static let salespersonTeam = Message(fr: "Équipe", en: "Team")
  package static let salespersonActiveFrom = Message(fr: "Actif dès", en: "Active from")
  package static let salespersonActiveUntil = Message(fr: "Actif jusqu’à", en: "Active until")
  package static let salespersonTrainedFrom = Message(fr: "Formé dès", en: "Trained from")
  package static let salespersonTrainedUntil = Message(fr: "Formé jusqu’à", en: "Trained until")

  package static func trainedFrom(_ name: String) -> Message { Message(fr: "Formation\u{A0}: \(name)", en: "Training: \(name)") }
  static let onlyDirectorsChangeTheTeam = Message(
    fr: "seul un directeur modifie l’équipe", en: "only a director changes the team")

  static func salespersonThere(_ name: String) -> Message {
    Message(fr: "le commercial \(name.quoted(in: .fr)) existe déjà", en: "the salesperson \(name.quoted(in: .en)) exists already")
  }

  static func salespersonUpdateRemedy(_ name: String) -> Message {
    Message(
      fr: "modifiez-le par «\u{A0}filon salesperson update \"\(name)\"\u{A0}»",
      en: "change them with “filon salesperson update \"\(name)\"”")
  }

  package static func noSalesperson(_ name: String) -> Message {
    Message(fr: "aucun commercial \(name.quoted(in: .fr))", en: "no salesperson \(name.quoted(in: .en))")
  }

  static func salespersonRemedy(_ name: String, _ people: [String]) -> Message {
    people.nearest(to: name).map(didYouMean)
      ?? Message(fr: "voyez «\u{A0}filon salesperson list\u{A0}»", en: "see “filon salesperson list”")
  }

  static let wholeNameRemedy = Message(
    fr: "donnez le nom en entier, ou l’identifiant\u{A0}: filon salesperson list",
    en: "give the whole name, or the id: filon salesperson list")

  package static func severalSalespeople(_ name: String, _ names: [String]) -> Message {
    Message(
      fr: "plusieurs commerciaux répondent à \(name.quoted(in: .fr))\u{A0}: \(names.joined(separator: ", "))",
      en: "several salespeople fit \(name.quoted(in: .en)): \(names.joined(separator: ", "))")
  }
}
