import Foundation
import Postgres
import Testing

@testable import CRM

@Suite struct ScopeTests {
  /// Ids of facts are made of this machine's time.
  @Test func aClockThatWasNeverSetRecordsNothing() throws {
    try requireClock(at: Instant(unixMicroseconds: 0))
    let error = #expect(throws: CRMError.self) { try requireClock(at: Instant(unixMicroseconds: -1)) }
    #expect(error?.message.en == "the clock of this machine says 31 Dec 1969: it is not set")
    #expect(error?.message.fr == "l’horloge de cette machine indique le 31/12/1969\u{A0}: elle n’est pas à l’heure")
  }
}
