extension LogAnswer {
  /// What was recorded, in a line or two for the person who logged it.
  public func lines(currency: String) -> Message {
    Message(fr: lines(in: .fr, currency), en: lines(in: .en, currency))
  }

  private func lines(in language: Language, _ currency: String) -> String {
    let formats = Formats(language: language, currency: currency)
    func say(_ fr: String, _ en: String) -> String { language == .fr ? fr : en }
    let people = [salesperson, companion].compactMap(\.self).joined(separator: say(" et ", " and "))
    let parts = [prospect, prospectCreated ? say("nouveau", "new") : nil, channel.name.text(in: language), outcome.name.text(in: language)]
    var first = status == .repeated ? say("Déjà noté", "Logged before") : say("Noté", "Logged")
    first += say(" : ", ": ") + parts.compactMap(\.self).joined(separator: ", ")
    first += ", \(formats.dateTime(localTime)), \(people)."
    if let nextOn { first += " \(nextStep ?? say("Relance", "Follow-up"))\(say(" le ", " on "))\(formats.day(nextOn))." }

    var second: [String] = []
    if let toStage {
      let from = fromStage.map { "\($0) → " } ?? ""
      second.append(
        "\(opportunityOpened ? say("Opportunité ouverte", "Opportunity opened") : say("Opportunité", "Opportunity"))\(say(" : ", ": "))\(from)\(toStage)."
      )
    }
    if let soldCents { second.append(say("Vente : ", "Sale: ") + formats.money(cents: soldCents) + ".") }
    if let customerSince { second.append(say("Client depuis le ", "Customer since ") + formats.day(customerSince) + ".") }
    return [first, second.joined(separator: " ")].filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
