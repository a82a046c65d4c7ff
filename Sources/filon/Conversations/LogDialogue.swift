import CRM
import Foundation

/// Asks at the terminal for what a conversation leaves open, question by question; Escape goes back to the one before.
struct LogDialogue {
  let scope: Scope

  private enum Question: CaseIterable {
    case prospect, salesperson, channel, outcome, next, nextOn
  }

  /// What was said, completed.
  ///
  /// - Throws: `CancellationError` for whoever goes back from the first question.
  func completed(_ said: LogArguments, channel: Channel?) async throws -> LogArguments {
    var answers = [said]
    let questions = Question.allCases.filter { isOpen($0, said) }
    var index = 0
    while index < questions.count {
      var said = answers[index]
      // Without a next step it has no day.
      if questions[index] == .nextOn, said.next == nil { break }
      if try await ask(questions[index], &said, channel: channel) {
        answers = answers.prefix(index + 1) + [said]
        index += 1
      } else if index == 0 {
        throw CancellationError()
      } else {
        index -= 1
      }
    }
    return answers[answers.count - 1]
  }

  private func isOpen(_ question: Question, _ said: LogArguments) -> Bool {
    switch question {
    case .prospect: said.prospect == nil
    case .salesperson: said.by == nil && scope.actor == nil
    case .channel: said.channel == nil
    case .outcome: said.outcome == nil && said.sold == nil
    case .next: said.next == nil && said.nextOn == nil && !said.keepNext
    case .nextOn: said.nextOn == nil
    }
  }

  /// Asks one; false for going back.
  private func ask(_ question: Question, _ said: inout LogArguments, channel: Channel?) async throws -> Bool {
    switch question {
    case .prospect: return try await askProspect(&said)
    case .salesperson:
      let people = try await Team(scope).list().map { Picker<String>.Item(value: $0.name, label: $0.name) }
      return try await askChoice(.askSalesperson, people) { said.by = $0 }
    case .channel:
      let first = channel.map { [$0] } ?? []
      return try await askChoice(.askChannel, items(first + Channel.allCases.filter { $0 != channel })) { said.channel = $0.rawValue }
    case .outcome: return try await askChoice(.askOutcome, items(Outcome.common)) { said.outcome = $0.rawValue }
    case .next: return try await askNext(&said)
    case .nextOn: return try await askDay(&said)
    }
  }

  private enum Subject {
    case known(ProspectSuggestion)
    case new(String)
  }

  private func askProspect(_ said: inout LogArguments) async throws -> Bool {
    let prospects = Prospects(scope)
    let picker = Picker<Subject>(question: .askProspect) { text in
      let found = try await prospects.suggestions(for: text)
      let items = found.map { each in
        let due = each.nextOn.map { [each.nextStep ?? "", Formats(language: .current).day($0)].joined(separator: " ") }
        let details = [each.city, due].compactMap(\.self)
        return Picker<Subject>.Item(
          value: .known(each), label: each.name, detail: details.isEmpty ? nil : details.joined(separator: " · "))
      }
      let isKnown = found.contains { $0.name.folded == text.folded }
      return items + (text.isEmpty || isKnown ? [] : [Picker.Item(value: .new(text), label: text, detail: say(.newProspect))])
    }
    switch try await picker.answer() {
    case .item(.known(let prospect)): said.prospect = prospect.id.description
    case .item(.new(let name)): (said.prospect, said.new) = (name, true)
    case .text(let text): said.prospect = text
    case .back: return false
    }
    return true
  }

  private func askChoice<Value>(_ question: Message, _ items: [Picker<Value>.Item], _ take: (Value) -> Void) async throws -> Bool {
    let picker = Picker<Value>(question: question) { text in items.filter { $0.isBegun(by: text) } }
    guard case .item(let value) = try await picker.answer() else { return false }
    take(value)
    return true
  }

  private func items<Choice: NamedChoice>(_ choices: [Choice]) -> [Picker<Choice>.Item] {
    choices.map { Picker.Item(value: $0, label: say($0.name), words: $0.synonyms) }
  }

  private func askNext(_ said: inout LogArguments) async throws -> Bool {
    switch try await Picker<Never>(question: .askNext, takesText: true, items: { _ in [] }).answer() {
    case .text(let text): said.next = text.isEmpty ? nil : text
    case .back: return false
    }
    return true
  }

  /// A day that is said in whatever words; nothing leaves it to the log.
  private func askDay(_ said: inout LogArguments) async throws -> Bool {
    let today = try await scope.today
    let words = Message.nextDays.text(in: .current).split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let items = words.map { word in
      let day = try? SpokenDate.day(word, today: today, .future)
      return Picker<String>.Item(value: word, label: word, detail: day.map { Formats(language: .current).day($0) })
    }
    let usual = Picker<String?>.Item(value: nil, label: say(.nextWorkingDay))
    while true {
      let picker = Picker<String?>(question: .askNextOn, takesText: true) { text in
        (text.isEmpty ? [usual] : [])
          + items.filter { $0.isBegun(by: text) }.map { .init(value: $0.value, label: $0.label, detail: $0.detail) }
      }
      switch try await picker.answer() {
      case .item(let word): said.nextOn = word
      case .text(let text): said.nextOn = text
      case .back: return false
      }
      do {
        _ = try await day(said.nextOn, "--next-on", scope, .future)
        return true
      } catch let error as CRMError {
        tell(error.remedy.map { Message(fr: "\(error.message.fr)\u{A0}; \($0.fr)", en: "\(error.message.en); \($0.en)") } ?? error.message)
      }
    }
  }
}

extension Outcome {
  /// In the order in which they come about most.
  fileprivate static let common: [Outcome] = {
    let first: [Outcome] = [.absent, .noAnswer, .interested, .callBack, .appointment, .quoteRequested, .refused]
    return first + allCases.filter { !first.contains($0) }
  }()
}

extension Message {
  static let askProspect = Message(fr: "Prospect\u{A0}?", en: "Prospect?")
  static let newProspect = Message(fr: "nouveau prospect", en: "new prospect")
  static let askSalesperson = Message(fr: "Qui a parlé\u{A0}?", en: "Who talked?")
  static let askChannel = Message(fr: "Canal\u{A0}?", en: "Channel?")
  static let askOutcome = Message(fr: "Résultat\u{A0}?", en: "Outcome?")
  static let askNext = Message(fr: "Et ensuite\u{A0}? (rien\u{A0}: Entrée)", en: "What next? (nothing: Enter)")
  static let askNextOn = Message(fr: "Quel jour\u{A0}?", en: "On which day?")
  static let nextWorkingDay = Message(fr: "le prochain jour ouvré", en: "the next working day")
  static let nextDays = Message(
    fr: "demain, lundi, mardi, mercredi, jeudi, vendredi, dans une semaine, dans 2 semaines, dans un mois",
    en: "tomorrow, monday, tuesday, wednesday, thursday, friday, in 1 week, in 2 weeks, in 1 month")
}
