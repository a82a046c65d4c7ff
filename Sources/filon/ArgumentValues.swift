import CRM
import Foundation
import Postgres

/// Reads the text of an option; what is wrong with it is an error of usage that names the option.
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

/// The moment that an option names: a day, or a day and a time; nil without the option.
func moment(_ text: String?, _ option: String) throws -> Moment? {
  try read(text, option) { try Moment($0) }
}

/// The amount that an option names, in cents of the organization's currency.
func cents(_ text: String?, _ option: String, _ scope: Scope) throws -> Int? {
  try read(text, option) { try Amount.cents($0, currency: Currency(code: scope.organization.currency)) }
}

/// The count that an argument names.
func count(_ text: String?, _ option: String) throws -> Int? {
  try read(text, option) { try WholeNumber.count($0) }
}

/// The channel or outcome that an option names.
func choice<Choice: NamedChoice>(_ text: String?, _ option: String) throws -> Choice? {
  try read(text, option) { try Choice.named($0) }
}

/// The id that an argument or option names.
func id(_ text: String?, _ option: String) throws -> UUID? {
  try read(text, option) { text in
    guard let id = UUID(uuidString: text) else { throw CRMError(.usage, .notAnID(text)) }
    return id
  }
}

/// The id that an argument names.
func requiredID(_ text: String) throws -> UUID {
  guard let id = try id(text, "ID") else { throw CRMError(.usage, .notAnID(text)) }
  return id
}
