import CRM
import Foundation
import Postgres

/// The day that an option names; nil without the option.
///
/// - Throws: `.usage`, with the option as the place, for what is no day.
func day(_ text: String?, _ option: String) throws -> Day? {
  guard let text else { return nil }
  do {
    return Day(daysSince2000: Int32(try CivilDate.day(text).daysSince2000))
  } catch {
    throw CRMError(.usage, error.message, place: option, remedy: error.remedy)
  }
}
