import CRM
import Foundation
import Postgres

// What the texts of options and arguments say; nil without the option. What is wrong with one is an error of usage whose place is the
// option, or the argument as the help writes it: `<id>`.

private func read<Value>(_ text: String?, _ option: String, _ reading: (String) throws -> Value) throws -> Value? {
  guard let text else { return nil }
  do {
    return try reading(text)
  } catch let error as InvalidValue {
    throw CRMError(.usage, error.message, place: option, remedy: error.remedy)
  } catch let error as CRMError {
    throw CRMError(.usage, error.message, place: option, remedy: error.remedy)
  }
}

func exchangeRate(_ text: String, _ option: String) throws -> ExchangeRate? {
  try read(text, option) { try ExchangeRate($0) }
}

/// A day that no today is needed for.
func writtenDay(_ text: String?, _ option: String) throws -> Day? {
  try read(text, option) { try CivilDate.day($0) }
}

/// A day; `hier`, `lundi`, `01/12` and their like are meant from the organization's today.
func day(_ text: String?, _ option: String, _ scope: Scope, _ tense: SpokenDate.Tense) async throws -> Day? {
  guard let text else { return nil }
  // What needs no today costs no question.
  if let day = try? CivilDate.day(text) { return day }
  let today = try await scope.today
  return try read(text, option) { try SpokenDate.day($0, today: today, tense) }
}

/// A day, or a day and a time, which was or will be.
func moment(_ text: String?, _ option: String, _ scope: Scope) async throws -> Moment? {
  guard let text else { return nil }
  if let moment = try? Moment(text) { return moment }
  let today = try await scope.today
  return try read(text, option) { try SpokenDate.moment($0, today: today, .past) }
}

/// The time whose knowledge counts.
func asOf(_ text: String?, _ option: String, _ scope: Scope) async throws -> AsOf? {
  guard let text else { return nil }
  if let asOf = AsOf(text) { return asOf }
  switch try? await moment(text, option, scope) {
  case .day(let day): return .endOf(day)
  case .local(let time): return .local(time)
  case .instant(let instant): return .instant(instant)
  case .now, nil: throw CRMError(.usage, .unreadableAsOf(text), place: option, remedy: .asOfRemedy)
  }
}

/// `45` or `1h30`.
func minutes(_ text: String?, _ option: String) throws -> Int? {
  try read(text, option) { try WholeNumber.minutes($0) }
}

/// In cents of the organization's currency.
func cents(_ text: String?, _ option: String, _ scope: Scope) throws -> Int? {
  try read(text, option) { try Amount.cents($0, currency: Currency(code: scope.organization.currency)) }
}

/// The count that an argument names.
func count(_ text: String?, _ option: String) throws -> Int? {
  try read(text, option) { try WholeNumber.count($0) }
}

/// `40`, `40%`
func percent(_ text: String?, _ option: String) throws -> Int? {
  try read(text, option) { try WholeNumber.percent($0) }
}

/// A channel, outcome or profile in the words of people.
func choice<Choice: NamedChoice>(_ text: String?, _ option: String) throws -> Choice? {
  try read(text, option) { try Choice.typed($0) }
}

/// One of the codes of an enumeration.
func code<Code: RawRepresentable & CaseIterable>(_ text: String?, _ option: String) throws -> Code? where Code.RawValue == String {
  try read(text, option) { text in
    guard let code = Code(rawValue: text.trimmingCharacters(in: .whitespaces).lowercased()) else {
      throw CRMError(.usage, .notAChoice(text, Code.allCases.map(\.rawValue)))
    }
    return code
  }
}

/// Cells of csv that a shell cut out may bring their line break along.
func id<Kind>(_ text: String?, _ option: String) throws -> ID<Kind>? {
  try read(text, option) { text in
    guard let id = ID<Kind>(text) else { throw CRMError(.usage, .notAnID(text)) }
    return id
  }
}

/// The id of what an option or argument names: by its id, or by the beginning of it where only one begins so.
func identified<Kind: Identified>(_ text: String, _ option: String, _ scope: Scope, remedy: Message? = nil) async throws -> ID<Kind> {
  do {
    if let id: ID<Kind> = try await scope.identify(text) { return id }
  } catch let error as CRMError where error.kind == .notFound || error.kind == .ambiguous {
    throw CRMError(error.kind, error.message, place: option, remedy: error.remedy ?? remedy)
  }
  throw CRMError(.usage, .notAnID(text), place: option, remedy: remedy)
}

extension Message {
  static func notAnID(_ text: String) -> Message {
    Message(fr: "\(text.quoted(in: .fr)) n’est pas un identifiant", en: "\(text.quoted(in: .en)) is not an id")
  }
}
