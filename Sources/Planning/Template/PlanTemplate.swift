package import CRM
import Postgres

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

extension PlanDocument {
  /// The plan that a company starts from: its year and its team, and every key of what it has to think of.
  ///
  /// - Parameter year: A calendar year; those of the team who are there on one of its days are named.
  package static func begun(for organization: Organization, _ people: [Salesperson], year: Int, in language: Language) throws -> String {
    guard let from = Day(year: year, month: 1, day: 1) else { throw CRMError(.usage, .noPlanYear(year)) }
    let to = from.adding(months: 12)
    let name = Message.planOfYear(organization.name, year).text(in: language)
    var document = PlanDocument(slug: "\(organization.slug)-\(year)", name: name, from: from, to: to)
    document.team = people.filter { $0.activeFrom ?? from < to && $0.activeUntil ?? from >= from }.map { person in
      var member = PlanMember(name: person.name)
      member.profile = person.profile
      return member
    }
    let writing = PlanWriting(language: language, currency: Currency(code: organization.currency), isTemplate: true)
    let entries = PlanDocument.fields.map { PlanYAML.Entry(key: $0.key, value: $0.write(document, writing) ?? $0.blank()) }
    return Message.planHeading.text(in: language) + "\n" + PlanYAML.mapping(entries).text(in: language, isExplained: true)
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
