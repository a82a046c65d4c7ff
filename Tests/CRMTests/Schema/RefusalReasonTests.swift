import CRM
import Foundation
import Testing

/// What refuses a fact in SQL has a case in Swift, and so a sentence for people.
@Suite struct RefusalReasonTests {
  @Test func theReasonsOfTheFunctionsAreTheCases() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../../sql/functions").standardized
    let functions = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
    let words = Set(functions.matches(of: /(?:then|else|:=)\s+'([a-z_]+)'/).map { String($0.1) })
    let statuses: Set = ["recorded", "repeated", "conflict", "denied", "invalid"]
    #expect(words.isSuperset(of: statuses))
    // In what a conflict lies is no refusal.
    #expect(words.subtracting(statuses).subtracting(["owner"]) == Set(RefusalReason.allCases.map(\.rawValue)))
  }
}
