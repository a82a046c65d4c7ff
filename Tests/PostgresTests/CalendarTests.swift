import Foundation
import Testing

@testable import Postgres

@Suite struct CalendarTests {
  @Test func daysThatDoNotExistAreRefused() {
    for text in [
      "2026-02-31", "2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-01", "2026-01-01 ", "26-01-01", "",
      "0000-01-01", "2026/01/01", "２026-01-01",
    ] {
      #expect(Day(text) == nil, "\(text)")
    }
    #expect(Day("2024-02-29")?.description == "2024-02-29")
    #expect(Day("2000-02-29")?.daysSince2000 == 59)
  }

  @Test func aDayIsItsParts() throws {
    let day = try #require(Day(year: 2021, month: 1, day: 3))
    #expect(day.parts == (2021, 1, 3))
    #expect(day.weekday == 7)
    #expect(day.isoWeek == (2020, 53))
    #expect(day.quarter == 1)
    #expect(day.firstOfWeek.description == "2020-12-28")
    #expect(day.firstOfMonth.description == "2021-01-01")
    #expect(Day("2021-08-15")?.firstOfQuarter.description == "2021-07-01")
    #expect(Day("2024-01-31")?.adding(months: 1).description == "2024-02-29")
    #expect(Day("2024-01-31")?.adding(months: -11).description == "2023-02-28")
  }

  @Test func daysFollowEachOther() throws {
    var expected = (1, 1, 1)
    var day = try #require(Day(year: 1, month: 1, day: 1))
    while day.year < 2101 {
      if day.parts != expected { Issue.record("\(day) is not \(expected)") }
      day = day + 1
      expected.2 += 1
      if expected.2 > Day.daysIn(month: expected.1, of: expected.0) { expected = (expected.0, expected.1 + 1, 1) }
      if expected.1 > 12 { expected = (expected.0 + 1, 1, 1) }
    }
  }

  @Test func timesArePrintedAndRead() {
    #expect(Instant(unixMicroseconds: 0).description == "1970-01-01T00:00:00Z")
    #expect(Instant(unixMicroseconds: -1).description == "1969-12-31T23:59:59.999999Z")
    #expect(Instant("2026-01-02T03:04Z")?.description == "2026-01-02T03:04:00Z")
    #expect(Instant("2026-01-02 03:04:05.5-01:30")?.description == "2026-01-02T04:34:05.5Z")
    for text in [
      "2026-01-02T03:04", "2026-01-02T24:00Z", "2026-01-02T03:60Z", "2026-01-02T03:04:05.Z", "2026-02-30T03:04Z", "2026-01-02T03:04Zx",
      "2026-01-02T03:04+2:00",
    ] {
      #expect(Instant(text) == nil, "\(text)")
    }
    #expect(CivilTime("2026-01-02T03:04Z") == nil)
    for _ in 0..<1000 {
      let instant = Instant(unixMicroseconds: .random(in: -1 << 55...1 << 55))
      #expect(Instant(instant.description) == instant)
    }
    #expect(abs(Instant.now.unixSeconds - Int64(Date().timeIntervalSince1970)) <= 1)
    let later = Instant.now + .milliseconds(1500)
    #expect(later - (later - .milliseconds(250)) == .milliseconds(250))
  }

  @Test func codableIsTheText() throws {
    let day = try #require(Day("2026-01-02"))
    let json = try JSONEncoder().encode([day])
    #expect(String(decoding: json, as: UTF8.self) == "[\"2026-01-02\"]")
    #expect(try JSONDecoder().decode([Day].self, from: json) == [day])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Day].self, from: Data("[\"2026-02-30\"]".utf8)) }
  }
}

@Suite struct UUIDTests {
  @Test func version7GrowsWithinTheProcess() async {
    let before = Instant.now
    let lists = await withTaskGroup(of: [UUID].self) { group in
      for _ in 0..<4 { group.addTask { (0..<20_000).map { _ in UUID.v7() } } }
      return await group.reduce(into: [[UUID]]()) { $0.append($1) }
    }
    for list in lists { #expect(zip(list, list.dropFirst()).allSatisfy { $0.uuidString < $1.uuidString }) }
    let all = lists.flatMap(\.self)
    #expect(Set(all).count == all.count)
    for id in all.prefix(100) {
      let text = Array(id.uuidString)
      #expect(text[14] == "7" && "89AB".contains(text[19]))
    }
    let milliseconds = Int64(all[0].uuidString.replacing("-", with: "").prefix(12), radix: 16)
    let made = milliseconds.map { Instant(unixMicroseconds: $0 * 1000) }
    #expect(made.map { $0 > before - .seconds(1) && $0 < .now + .seconds(60) } == true)
    // A clock that was never set.
    #expect(UUID.ticks(seconds: -1, nanoseconds: 999_999_999) == 0 && UUID.ticks(seconds: 1, nanoseconds: 500_000) == 1000 << 12 | 2048)
  }
}
