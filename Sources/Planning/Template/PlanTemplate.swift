package import CRM

/// A plan to start from.
package enum PlanTemplate: String, Sendable, CaseIterable {
  /// The plan of Bob for 2023, complete: the example of the article that Filon grew out of.
  case bob
  /// Every key, with nothing under it.
  case empty

  /// The file, commented.
  package func source(in language: Language) -> String {
    switch self {
    case .bob: return BobPlan(language: language).document.source(in: language, isTemplate: true)
    case .empty:
      let blank = PlanYAML.mapping(PlanContent.fields.blanks()).text(in: language, isExplained: true)
      return Message.planHeading.text(in: language) + "\n" + blank
    }
  }
}

extension PlanTemplate: NamedChoice {
  package var name: Message {
    switch self {
    case .bob: Message(fr: "bob", en: "bob")
    case .empty: Message(fr: "vide", en: "empty")
    }
  }
}
