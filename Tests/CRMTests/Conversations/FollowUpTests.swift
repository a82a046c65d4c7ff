import CRM
import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct FollowUpTests {
  private let far = Day("2100-01-01")

  @Test func aNextStepWithoutADayIsForTheNextWorkingDay() async throws {
    try await withTeam { director, _, _ async throws in
      // A Monday and a Friday.
      for (at, day) in [("2026-03-02T10:00", "2026-03-03"), ("2026-03-06T10:00", "2026-03-09"), ("2026-03-07T10:00", "2026-03-09")] {
        var said = entry("Zinc")
        said.at = try Moment(at)
        said.nextStep = "Call"
        #expect(try await DailyLog(director).record(said).nextOn == Day(day))
      }
    }
  }

  @Test func theFollowUpIsThatOfTheLatestConversationThatStands() async throws {
    try await withTeam { director, _, _ async throws in
      let (log, conversations) = (DailyLog(director), Conversations(director))
      func said(_ at: String, _ next: String?) async throws -> Conversation.ID {
        var said = entry("Zinc")
        said.at = try Moment(at)
        said.nextStep = next
        said.nextOn = next == nil ? nil : Day("2026-04-01")
        return try await log.record(said).conversationID
      }
      func due() async throws -> [String?] { try await conversations.agenda(until: far).followUps.map(\.nextStep) }
      let first = try await said("2026-03-02T10:00", "First")
      let second = try await said("2026-03-03T10:00", "Second")
      _ = try await said("2026-03-01T10:00", "Told late, of an earlier day")
      #expect(try await due() == ["Second"])
      let third = try await said("2026-03-04T10:00", nil)
      #expect(try await due() == [])
      try await conversations.void(third, reason: "another prospect")
      #expect(try await due() == ["Second"])
      try await conversations.void(first, reason: "another prospect")
      #expect(try await due() == ["Second"])
      try await conversations.void(second, reason: "another prospect")
      #expect(try await due() == ["Told late, of an earlier day"])
      #expect(try await conversations.show(second).voidReason == "another prospect")
      // Again is fine, and changes nothing.
      try await conversations.void(second, reason: "other words")
      #expect(try await conversations.show(second).voidReason == "another prospect")
      #expect(try await conversations.list().items.count == 1)
    }
  }

  @Test func theAgendaIsTheOwnersOrElseWhoeverAsked() async throws {
    try await withTeam { director, ana, bo in
      var said = entry("Zinc", by: "Ana")
      said.nextStep = "Call"
      said.at = try Moment("2026-03-02T10:00")
      _ = try await DailyLog(director).record(said)
      said = entry("Bar", by: "Bo")
      said.at = try Moment("2026-03-03T10:00")
      said.nextOn = far
      _ = try await DailyLog(director).record(said)
      let overdue = try #require(try await Conversations(ana).agenda().followUps.first)
      #expect(
        overdue.prospect == "Zinc" && overdue.salesperson == "Ana" && overdue.nextOn == Day("2026-03-03") && overdue.daysOverdue ?? 0 > 0)
      #expect(try await Conversations(bo).agenda().followUps.isEmpty)
      #expect(try await Conversations(bo).agenda(until: far).followUps.map(\.prospect) == ["Bar"])
      #expect(try await Conversations(director).agenda(until: far).followUps.map(\.prospect) == ["Zinc", "Bar"])
      #expect(try await Conversations(director).agenda(by: "Bo", until: far).followUps.map(\.prospect) == ["Bar"])
    }
  }

  @Test func theAgendaAsICalendarIsReadBack() async throws {
    try await withTeam { director, ana, _ in
      var zinc = ProspectDetails()
      (zinc.phone, zinc.city) = ("01 84 88 00 10", "Lyon, 3e")
      let name = "Zinc; & \\Fils, " + String(repeating: "é", count: 60)
      _ = try await Prospects(director).add(ProspectEntry(name: name, details: zinc))
      func plan(_ step: String?, _ day: String) async throws {
        var said = entry(name, by: "Ana")
        said.at = try Moment("2026-03-02T10:00")
        (said.nextStep, said.nextOn, said.isAnother) = (step, Day(day), true)
        _ = try await DailyLog(director).record(said)
      }
      try await plan("Call,\ncome", "2026-12-31")
      var said = entry("Bar", by: "Bo")
      said.at = try Moment("2026-03-03T10:00")
      said.nextOn = far
      _ = try await DailyLog(director).record(said)

      let events = try Self.events(try await Conversations(director).iCalendar(in: .en))
      #expect(events.count == 2)
      let first = try #require(events.first)
      #expect(first["SUMMARY"] == "Call,\ncome · \(name)" && first["LOCATION"] == "Lyon, 3e" && first["CATEGORIES"] == "Follow-up")
      #expect(first["DTSTART;VALUE=DATE"] == "20261231" && first["DTEND;VALUE=DATE"] == "20270101")
      #expect(first["DESCRIPTION"] == "Phone: 01 84 88 00 10\nSalesperson: Ana" && first["TRANSP"] == "TRANSPARENT")
      #expect(first["DTSTAMP"]?.wholeMatch(of: /\d{8}T\d{6}Z/) != nil)
      #expect(Set(events.map { $0["UID"] }).count == 2)
      #expect(try Self.events(try await Conversations(ana).iCalendar(in: .fr)).map { $0["CATEGORIES"] } == ["Relance"])
      #expect(try Self.events(try await Conversations(director).iCalendar(by: "Bo", until: on("2099-12-31"), in: .en)).isEmpty)

      // Planned for another day, it is the same event.
      try await plan(nil, "2027-01-04")
      let moved = try #require(try Self.events(try await Conversations(director).iCalendar(in: .en)).first)
      #expect(moved["UID"] == first["UID"] && moved["DTSTART;VALUE=DATE"] == "20270104" && moved["SUMMARY"] == "Follow-up · \(name)")
      let stamps = try [#require(first["DTSTAMP"]), #require(moved["DTSTAMP"])]
      #expect(stamps == stamps.sorted())
    }
  }

  /// The events of a calendar as a calendar program reads them: lines ended by CRLF, unfolded, and texts without their escapes.
  private static func events(_ calendar: String) throws -> [[String: String]] {
    let folded = calendar.components(separatedBy: "\r\n")
    #expect(folded.last == "" && folded.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") && !$0.contains("\r") })
    let lines = calendar.replacing("\r\n ", with: "").components(separatedBy: "\r\n").dropLast()
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.last == "END:VCALENDAR" && lines.contains("VERSION:2.0"))
    var events: [[String: String]] = []
    for line in lines.drop(while: { $0 != "BEGIN:VEVENT" }).dropLast() {
      let (name, value) = try #require(line.firstIndex(of: ":").map { (String(line[..<$0]), String(line[line.index(after: $0)...])) })
      switch (name, value) {
      case ("BEGIN", "VEVENT"): events.append([:])
      case ("END", "VEVENT"): break
      default:
        let index = try #require(events.indices.last)
        #expect(events[index][name] == nil, "\(name)")
        events[index][name] = value.replacing(#/\\(.)/#) { $0.1 == "n" ? "\n" : String($0.1) }
      }
    }
    return events
  }

  /// What is pending for Zinc, as `what day`.
  private func pending(_ scope: Scope) async throws -> [String] {
    try await Conversations(scope).agenda(until: far).followUps.map { "\($0.nextStep ?? "-") \($0.nextOn)" }
  }

  private func say(
    _ scope: Scope, _ outcome: Outcome, at: String, next: String? = nil, on day: String = "2026-04-01", keeping: Bool = false
  ) async throws -> LogAnswer {
    var said = entry("Zinc", outcome)
    said.at = try Moment(at)
    said.nextStep = next
    said.nextOn = next == nil ? nil : Day(day)
    said.keepsNext = keeping
    return try await DailyLog(scope).record(said)
  }

  @Test func anAttemptKeepsTheFollowUpAndADiscussionEndsItAndSaysSo() async throws {
    try await withTeam { director, _, _ async throws in
      _ = try await say(director, .interested, at: "2026-03-02T10:00", next: "Quote")
      for (outcome, at) in [(Outcome.absent, "2026-03-03T10:00"), (.noAnswer, "2026-03-04T10:00")] {
        let attempt = try await say(director, outcome, at: at)
        #expect(attempt.keptFollowUp?.nextStep == "Quote" && attempt.endedFollowUp == nil)
      }
      #expect(try await pending(director) == ["Quote 2026-04-01"])
      let kept = try await say(director, .interested, at: "2026-03-05T10:00", keeping: true)
      #expect(kept.keptFollowUp?.nextStep == "Quote")
      #expect(try await pending(director) == ["Quote 2026-04-01"])
      // An attempt may plan another one.
      let replaced = try await say(director, .absent, at: "2026-03-06T10:00", next: "Come again", on: "2026-03-09")
      #expect(replaced.endedFollowUp?.nextStep == "Quote" && replaced.nextStep == "Come again")
      let ended = try await say(director, .refused, at: "2026-03-07T10:00")
      #expect(ended.endedFollowUp?.nextStep == "Come again" && ended.keptFollowUp == nil)
      #expect(
        ended.lines(currency: "EUR").fr.replacing("\u{A0}", with: " ").hasSuffix(
          "\nLa relance « Come again » du 09/03/2026 est levée (pour la garder : --keep-next)."), "\(ended.lines(currency: "EUR").fr)")
      #expect(try await pending(director) == [])
      // Undoing the conversation that ended it brings it back.
      try await Conversations(director).void(ended.conversationID, reason: "another shop")
      #expect(try await pending(director) == ["Come again 2026-03-09"])
      var both = entry("Zinc")
      both.nextStep = "Call"
      both.keepsNext = true
      await #expect(throws: CRMError.self) { try await DailyLog(director).record(both) }
    }
  }

  @Test func aPlanMadeOutsideAConversationIsKeptInTheHistoryAndEndedLikeTheOthers() async throws {
    try await withTeam { director, ana, _ in
      _ = try await say(director, .interested, at: "2026-03-02T10:00", next: "Quote")
      let prospects = Prospects(ana)
      let id = try await prospects.find("Zinc").id
      var change = ProspectChange()
      change.details.owner = "Ana"
      _ = try await Prospects(director).update(id, change)
      change = ProspectChange()
      change.details.nextStep = "Promised visit"
      change.details.nextOn = far
      _ = try await prospects.update(id, change)
      #expect(try await pending(director) == ["Promised visit 2100-01-01"])
      // Told late, of a day before the plan was made: it ends nothing.
      _ = try await say(director, .interested, at: "2026-03-03T10:00")
      #expect(try await pending(director) == ["Promised visit 2100-01-01"])
      var now = entry("Zinc", .absent)
      _ = try await DailyLog(director).record(now)
      #expect(try await pending(director) == ["Promised visit 2100-01-01"])
      now.outcome = .callBack
      let ended = try await DailyLog(director).record(now)
      #expect(ended.endedFollowUp?.nextStep == "Promised visit")
      change.details.nextStep = "Again"
      _ = try await prospects.update(id, change)
      change = ProspectChange()
      change.cleared = [.next]
      _ = try await prospects.update(id, change)
      #expect(try await pending(director) == [])

      let history = try await Prospects(director).show("Zinc").history.filter { $0.nextOn != nil || $0.endedFollowUp != nil }
      let told = history.map {
        "\($0.kind.rawValue) \($0.salesperson ?? "-"): \($0.nextStep ?? "-"), ends \($0.endedFollowUp?.nextStep ?? "-")"
      }
      #expect(
        told == [
          "follow_up Ana: -, ends Again", "follow_up Ana: Again, ends -", "conversation Ana: -, ends Promised visit",
          "follow_up Ana: Promised visit, ends -", "conversation Ana: -, ends Quote", "conversation Ana: Quote, ends -",
        ])
    }
  }

  @Test func mergedProspectsHaveOneFollowUpAndPartWithTheirOwn() async throws {
    try await withTeam { director, _, _ async throws in
      for (name, at, next) in [("Zinc", "2026-03-02T10:00", "Quote"), ("Le Zinc", "2026-03-05T10:00", "Visit")] {
        var said = entry(name)
        said.at = try Moment(at)
        said.nextStep = next
        said.nextOn = Day("2026-04-01")
        _ = try await DailyLog(director).record(said)
      }
      let merge = try await Prospects(director).merge("Zinc", ["Le Zinc"])
      func due() async throws -> [String] {
        try await Conversations(director).agenda(until: far).followUps.map { "\($0.prospect): \($0.nextStep ?? "-")" }
      }
      #expect(try await due() == ["Zinc: Visit"])
      let ended = try await say(director, .refused, at: "2026-03-06T10:00")
      #expect(ended.endedFollowUp?.nextStep == "Visit")
      #expect(try await due() == [])
      _ = try await Prospects(director).unmerge(try #require(merge.mergeID))
      #expect(try await due() == ["Le Zinc: Visit"])
    }
  }

  /// A conversation that is logged late plans nothing where somebody decided since: then it is told.
  @Test func whatWasDecidedSinceAConversationStandsAndIsTold() async throws {
    try await withTeam { director, _, _ async throws in
      let first = try await say(director, .interested, at: "2026-03-02T10:00", next: "Quote")
      #expect(first.isNextPending == true)
      var cleared = ProspectChange()
      cleared.cleared = [.next]
      _ = try await Prospects(director).update(first.prospectID, cleared)
      let late = try await say(director, .interested, at: "2026-03-03T10:00", next: "Visit")
      #expect(late.isNextPending == false && late.lines(currency: "EUR").en.contains("does not wait"))
      #expect(try await Conversations(director).agenda(until: far).followUps.isEmpty)
      #expect(try await say(director, .noAnswer, at: "2026-03-04T10:00").isNextPending == nil)
    }
  }

  @Test func theAgendaTellsTheNextOnesWhenNoneIsDue() async throws {
    try await withTeam { director, _, _ async throws in
      #expect(try await Conversations(director).agenda().upcoming.isEmpty)
      for number in 1...7 {
        var said = entry("Prospect \(number)")
        said.nextOn = Day(daysSince2000: try #require(Day("2100-01-01")).daysSince2000 - Int32(number))
        _ = try await DailyLog(director).record(said)
      }
      let agenda = try await Conversations(director).agenda()
      #expect(agenda.followUps.isEmpty && agenda.upcoming.map(\.prospect) == (3...7).reversed().map { "Prospect \($0)" })
      #expect(agenda.upcoming.allSatisfy { $0.daysOverdue == nil && $0.daysAhead ?? 0 > 0 })
      #expect(try await Conversations(director).agenda(until: far).upcoming.isEmpty)
    }
  }

  @Test func whoObjectedIsShownSoEverywhereAndNobodyIsAskedToCall() async throws {
    try await withTeam { director, _, bo in
      _ = try await say(director, .opposed, at: "2026-03-02T10:00", next: "Call all the same")
      // A colleague's conversation, which Bo does not see: that they objected is the prospect's.
      #expect(try await Prospects(bo).find("Zinc").opposedOn == Day("2026-03-02"))
      #expect(try await Prospects(bo).list().prospects.first?.opposedOn == Day("2026-03-02"))
      #expect(try await Conversations(director).agenda().followUps.first?.opposedOn == Day("2026-03-02"))
      var call = entry("Zinc", by: "Bo", .noAnswer)
      call.channel = .outboundCall
      let answer = try await DailyLog(director).record(call)
      #expect(answer.status == .recorded && answer.opposedOn == Day("2026-03-02"))
      #expect(
        answer.lines(currency: "EUR").fr.replacing("\u{A0}", with: " ").contains("Attention : « Zinc » a dit son opposition le 02/03/2026"))
      call.channel = .inboundCall
      #expect(!(try await DailyLog(director).record(call).lines(currency: "EUR").fr.contains("Attention")))
      let opposed = try #require(try await Conversations(director).list().items.last)
      try await Conversations(director).void(opposed.id, reason: "another shop")
      #expect(try await Prospects(bo).find("Zinc").opposedOn == nil)
    }
  }

  @Test func importedConversationsAndProspectsFollowTheSameRules() async throws {
    try await withTeam { director, _, _ async throws in
      try await importFile("name,next_step,next_on\nZinc,Visit,2100-01-01\n", .prospects, director)
      try await importFile(
        "prospect,salesperson,channel,outcome,occurred_at\nZinc,Ana,field,interested,2026-03-02\n", .conversations, director)
      #expect(try await pending(director) == ["Visit 2100-01-01"])
      let today = try await director.read {
        try await $0.one("select (now() at time zone \(director.organization.timeZone))::date as today") {
          try $0.decode("today", as: Day.self)
        }
      }
      try await importFile(
        "prospect,salesperson,channel,outcome,occurred_at\nZinc,Ana,field,absent,\(today) 23:59\n", .conversations, director)
      #expect(try await pending(director) == ["Visit 2100-01-01"])
      let conversation = try await importFile(
        "prospect,salesperson,channel,outcome,occurred_at\nZinc,Ana,field,refused,\(today) 23:59\n", .conversations, director)
      #expect(try await pending(director) == [])
      _ = try await Imports(director).undo(try #require(conversation.importId))
      #expect(try await pending(director) == ["Visit 2100-01-01"])
    }
  }
}
