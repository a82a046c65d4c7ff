import Foundation
import Postgres
import TestSupport
import Testing

/// Sends values and reads them back, alone, as an array, as an array with nulls, and as null; the server's own text shows that it understood.
private func roundTrip<Value: PostgresCodable & Equatable>(
  _ session: Session, _ values: [Value], _ type: String, place: SourceLocation = #_sourceLocation
)
  async throws
{
  let arrayType = "\(type)[]"
  for value in values {
    let row = try await session.query("select \(value) as back, pg_typeof(\(value))::text as type").rows[0]
    #expect(try row.decode("back", as: Value.self) == value, sourceLocation: place)
    #expect(try row.decode("back", as: Value?.self) == value, sourceLocation: place)
    #expect(try row.decode("type", as: String.self) == type, sourceLocation: place)
  }
  let sparse = [nil] + values.map(Optional.some) + [nil]
  let empty: [Value] = []
  let none: Value? = nil
  let row = try await session.query(
    "select \(values) as back, \(sparse) as sparse, \(empty) as empty, \(none) as none, pg_typeof(\(values))::text as type, array_length(\(sparse), 1) as length"
  ).rows[0]
  #expect(try row.decode("back", as: [Value].self) == values, sourceLocation: place)
  #expect(try row.decode("sparse", as: [Value?].self) == sparse, sourceLocation: place)
  #expect(try row.decode("empty", as: [Value].self) == [], sourceLocation: place)
  #expect(try row.decode("none", as: Value?.self) == nil, sourceLocation: place)
  #expect(try row.decode("type", as: String.self) == arrayType, sourceLocation: place)
  #expect(try row.decode("length", as: Int.self) == sparse.count, sourceLocation: place)
  #expect(throws: PostgresError.self, sourceLocation: place) { try row.decode("sparse", as: [Value].self) }
}

private func withSession(_ body: (Session) async throws -> Void) async throws {
  try await withPool { try await $0.withSession(body) }
}

private enum Channel: String, PostgresCodable {
  case field, phone
}

@Suite struct TypeTests {
  @Test func everyTypeRoundTrips() async throws {
    try await withSession { session in
      try await roundTrip(session, [true, false], "boolean")
      try await roundTrip(session, [0, 1, -1, .min, .max] + (0..<50).map { _ in Int16.random(in: .min ... .max) }, "smallint")
      try await roundTrip(session, [0, 1, -1, .min, .max] + (0..<50).map { _ in Int32.random(in: .min ... .max) }, "integer")
      try await roundTrip(session, [0, 1, -1, .min, .max] + (0..<50).map { _ in Int64.random(in: .min ... .max) }, "bigint")
      try await roundTrip(session, [0, 1, -1, .min, .max] + (0..<50).map { _ in Int.random(in: .min ... .max) }, "bigint")
      try await roundTrip(
        session,
        [0, -0.0, 0.1, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
          + (0..<50).map { _ in Double.random(in: -1e300...1e300) }, "double precision")
      try await roundTrip(session, ["", " ", "é", "🧑🏽‍🌾", "null", "{,\"}", String(repeating: "long", count: 50_000)], "text")
      try await roundTrip(session, (0..<50).map { _ in UUID() } + [UUID.v7()], "uuid")
      try await roundTrip(session, [[], [0], [0xFF, 0, 0x27], (0..<50_000).map { _ in UInt8.random(in: 0...255) }] as [[UInt8]], "bytea")
      try await roundTrip(
        session,
        [0, -1, 1].map(Instant.init(microsecondsSince2000:))
          + (0..<50).map { _ in .init(unixMicroseconds: .random(in: -1 << 52...1 << 52)) },
        "timestamp with time zone")
      try await roundTrip(
        session, (0..<50).map { _ in CivilTime(microsecondsSince2000: .random(in: -1 << 52...1 << 52)) }, "timestamp without time zone")
      try await roundTrip(
        session,
        [Day(daysSince2000: 0), Day(year: 1, month: 1, day: 1), Day(year: 9999, month: 12, day: 31)].compactMap(\.self)
          + (0..<50).map { _ in Day(daysSince2000: .random(in: -800_000...800_000)) }, "date")
      try await roundTrip(session, ["{}", "[1, 2]", "null", "\"é\""].map(JSONB.init), "jsonb")
      try await roundTrip(session, [Channel.field, .phone], "text")
    }
  }

  @Test func numericIsExactBothWays() async throws {
    try await withSession { session in
      var texts = [
        "0", "1", "-1", "0.1", "-0.1", "10000", "9999", "0.0001", "0.00001", "123456789.987654321",
        "99999999999999999999999999999999999999",
        "-99999999999999999999999999999999999999", "0.00000000000000000000000000000000000001", "1.50",
        "100000000000000000000000000000000000000000",
      ]
      for _ in 0..<200 {
        let digits = (0..<Int.random(in: 1...19)).map { _ in String(Int.random(in: 0...9)) }.joined()
        let fraction = (0..<Int.random(in: 1...19)).map { _ in String(Int.random(in: 0...9)) }.joined()
        texts.append((Bool.random() ? "-" : "") + digits + "." + fraction)
      }
      let values = try texts.map { try #require(Decimal(string: $0)) }
      try await roundTrip(session, values, "numeric")
      for (text, value) in zip(texts, values) {
        let row = try await session.query("select \(value) = \(text)::numeric as same, \(text)::numeric as back, (\(value))::text as text")
          .rows[0]
        #expect(try row.decode("same", as: Bool.self), "\(text)")
        #expect(try row.decode("back", as: Decimal.self) == value, "\(text)")
      }
    }
  }

  @Test(arguments: ["'NaN'::numeric", "1e200", "123456789012345678901234567890123456789", "1e-200"])
  func aNumericThatDecimalCannotHoldIsRefused(value: String) async throws {
    try await withSession { session in
      let row = try await session.query("select (\(unsafeRaw: value))::numeric as n").rows[0]
      #expect(throws: PostgresError.self) { try row.decode("n", as: Decimal.self) }
    }
  }

  @Test func aDecimalThatIsNoNumberIsRefused() async throws {
    try await withSession { session in
      await #expect(throws: PostgresError.self) { try await session.execute("select \(Decimal.nan)") }
    }
  }

  @Test(arguments: ["date", "timestamp", "timestamptz"])
  func infinityIsRefused(type: String) async throws {
    try await withSession { session in
      for sign in ["", "-"] {
        let row = try await session.query("select '\(unsafeRaw: sign)infinity'::\(unsafeRaw: type) as at").rows[0]
        let error = #expect(throws: PostgresError.self) {
          switch type {
          case "date": _ = try row.decode("at", as: Day.self)
          case "timestamp": _ = try row.decode("at", as: CivilTime.self)
          default: _ = try row.decode("at", as: Instant.self)
          }
        }
        #expect("\(try #require(error))".contains("infinite"))
      }
    }
  }

  @Test func integersWidenButNeverNarrow() async throws {
    try await withSession { session in
      let row = try await session.query("select 1::int2 as a, 2::int4 as b, 3::int8 as c, 4::oid as d, 1.5::float4 as e").rows[0]
      #expect(try row.decode("a", as: Int.self) == 1)
      #expect(try row.decode("b", as: Int.self) == 2)
      #expect(try row.decode("a", as: Int32.self) == 1)
      #expect(try row.decode("d", as: Int64.self) == 4)
      #expect(try row.decode("e", as: Double.self) == 1.5)
      #expect(throws: PostgresError.self) { try row.decode("b", as: Int16.self) }
      #expect(throws: PostgresError.self) { try row.decode("c", as: Int32.self) }
      #expect(throws: PostgresError.self) { try row.decode("c", as: Double.self) }
      #expect(throws: PostgresError.self) { try row.decode("c", as: [Int].self) }
    }
  }

  @Test func textIsReadFromAllTypesThatAreText() async throws {
    try await withSession { session in
      try await session.script("create type channel as enum ('field', 'phone'); create domain code as text")
      let row = try await session.query(
        """
        select 'a'::varchar(3) as a, 'b'::name as b, 'c'::char(1) as c, \(Channel.field)::channel as d, 'e'::code as e, 'f' as f, '{"g": 1}'::json as g, array['h']::varchar[] as h
        """
      ).rows[0]
      #expect(try row.decode("a", as: String.self) == "a")
      #expect(try row.decode("b", as: String.self) == "b")
      #expect(try row.decode("c", as: String.self) == "c")
      #expect(try row.decode("d", as: Channel.self) == .field)
      #expect(try row.decode("e", as: String.self) == "e")
      #expect(try row.decode("f", as: String.self) == "f")
      #expect(try row.decode("g", as: JSONB.self).text == "{\"g\": 1}")
      #expect(try row.decode("h", as: [String].self) == ["h"])
      #expect(throws: PostgresError.self) { try row.decode("f", as: Channel.self) }
      let channels = try await session.one("select \([Channel.phone, .field])::channel[] as c") {
        try $0.decode("c", as: [Channel].self)
      }
      #expect(channels == [.phone, .field])
    }
  }

  /// Days and times mean to the server what they mean here.
  @Test func theServerAgreesOnTheCalendar() async throws {
    try await withSession { session in
      for _ in 0..<300 {
        let day = Day(daysSince2000: .random(in: -700_000...700_000))
        let row = try await session.query(
          """
          select to_char(\(day), 'YYYY-MM-DD') as text, extract(isodow from \(day))::int as weekday, extract(isoyear from \(day))::int as isoyear,
            extract(week from \(day))::int as week, extract(quarter from \(day))::int as quarter, (\(day) + interval '1 month')::date as next
          """
        ).rows[0]
        #expect(try row.decode("text", as: String.self) == day.description)
        #expect(try row.decode("weekday", as: Int.self) == day.weekday)
        #expect(try row.decode("isoyear", as: Int.self) == day.isoWeek.year)
        #expect(try row.decode("week", as: Int.self) == day.isoWeek.week)
        #expect(try row.decode("quarter", as: Int.self) == day.quarter)
        #expect(try row.decode("next", as: Day.self) == day.adding(months: 1))
        #expect(Day(day.description) == day)
      }
      let instant = try #require(Instant("2026-03-29T03:30:15.25+02:00"))
      let text = try await session.one("select \(instant) = '2026-03-29 01:30:15.25Z'::timestamptz as same") {
        try $0.decode("same", as: Bool.self)
      }
      #expect(text)
      let time = try #require(CivilTime("1999-12-31T23:59:59.999999"))
      #expect(
        try await session.one("select (\(time))::text as text") { try $0.decode("text", as: String.self) }
          == "1999-12-31 23:59:59.999999")
    }
  }
}
