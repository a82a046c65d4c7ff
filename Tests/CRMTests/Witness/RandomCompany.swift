@testable import CRM
import Postgres

/// Makes up a company: the same seed and day give the same one.
struct RandomCompany {
  private(set) var company: PlainCompany
  var random: SeededGenerator
  let zone: Zone
  /// Days on which the clocks change.
  private let odd: [Day]
  /// First days of months, and of other periods that are asked about: what happens around their midnights may fall on either side.
  private let edges: [Day]
  private let size: Int
  private var number = 0

  /// Every other company is still at it; the rest ended in March 2025, after a leap year and a week 53 of their own.
  ///
  /// - Parameter size: How much happens, in per cent.
  static func make(seed: UInt64, today: Day, size: Int = 100) -> PlainCompany {
    let end = seed.isMultiple(of: 2) ? today : Day("2025-04-01") ?? today
    var maker = RandomCompany(
      PlainCompany(seed: seed, zone: zone(of: seed), days: end.adding(months: -26)..<end, today: today), size,
      SeededGenerator(seed: seed &* 0x5DEE_CE66))
    maker.tell()
    return maker.company
  }

  static func zone(of seed: UInt64) -> String {
    let far = ["America/New_York", "Pacific/Auckland", "America/Santiago"]
    return seed.isMultiple(of: 2) ? "Europe/Paris" : far[Int(seed / 2 % 3)]
  }

  private init(_ company: PlainCompany, _ size: Int, _ random: SeededGenerator) {
    self.company = company
    self.size = size
    self.random = random
    let zone = Zone(company.zone)
    self.zone = zone
    let asked = WitnessTests.odd(company)
    edges = company.days.each.filter { $0.day == 1 } + (0..<6).flatMap { _ in [asked.lowerBound, asked.upperBound] }
    odd = company.days.each.filter { zone.start(of: $0 + 1).seconds - zone.start(of: $0).seconds != 86_400 }
  }

  var phase: Int { company.story.count - 1 }
  /// What has been done in this phase so far is known to whoever goes on.
  var ledger: PlainLedger { PlainLedger(company, after: phase) }

  private mutating func tell() {
    gatherTeam()
    for _ in 0..<scaled(24) { meet() }
    importHistory()
    live(scaled(90))
    company.story.append([])
    for _ in 0..<scaled(4) { meet() }
    importLate()
    live(scaled(60))
    company.story.append([])
    live(scaled(40))
  }

  private mutating func gatherTeam() {
    let start = company.days.lowerBound
    let teams: [String?] = ["Lyon", "Lyon", "Paris", nil, "Paris", "Lyon"]
    let profiles: [Profile?] = [.opener, .hunter, .farmer, .hunter, nil, nil]
    for (index, name) in ["Ana", "Ben", "Chloé", "Dan", "Eva", "Gil"].enumerated() {
      company.people.append(
        .init(
          name: name, team: teams[index], profile: profiles[index], from: random.happens(50) ? start + random.number(0...400) : nil,
          until: random.happens(30) ? start + random.number(401...700) : nil))
      company.arrivals.append(company.people[index])
      add(.arrives(index))
    }
  }

  /// What a company brings along when it starts with Filon.
  private mutating func importHistory() {
    add(.imports(.conversations((0..<scaled(45)).map { _ in conversation(isImported: true) })))
    let deals = (0..<scaled(16)).map { _ in importedDeal() }
    add(.imports(.deals(deals, selling: nil)))
    let selling = (0..<scaled(8)).map { _ in importedDeal() }
    add(.imports(.deals(selling, selling: salesOfWins(selling))))
    add(.imports(.sales(importedSales(scaled(25)))))
    add(.imports(.expenses((0..<scaled(15)).map { _ in expense() })))
    add(.imports(.figures(outsideFigures())))
  }

  private mutating func importLate() {
    add(.imports(.conversations((0..<scaled(12)).map { _ in conversation(isImported: true) })))
    add(.imports(.deals((0..<scaled(5)).map { _ in importedDeal() }, selling: nil)))
    add(.imports(.sales(importedSales(scaled(8)))))
  }

  private mutating func live(_ acts: Int) {
    for _ in 0..<acts {
      switch random.number(0..<100) {
      case ..<32: log()
      case ..<44: open()
      case ..<55: move()
      case ..<61: restate()
      case ..<64: reopen()
      case ..<76: sell()
      case ..<83: refund()
      case ..<87: add(.spends(expense()))
      case ..<93: void()
      case ..<96: merge()
      case ..<97: unmerge()
      case ..<98: joinAnotherTeam()
      case ..<99: learnOfProspect()
      default: correctFigure()
      }
    }
  }

  private func scaled(_ count: Int) -> Int { max(1, count * size / 100) }

  // MARK: Chances

  mutating func add(_ step: PlainCompany.Step) { company.story[phase].append(step) }

  mutating func noted<Value>(_ value: Value) -> Noted<Value> {
    number += 1
    return Noted(value: value, phase: phase, number: number)
  }

  mutating func change(_ body: (inout PlainCompany) -> Void) { body(&company) }

  mutating func day(from first: Day? = nil) -> Day {
    if let first, first >= company.days.upperBound { return first }
    let days = max(first ?? company.days.lowerBound, company.days.lowerBound)..<company.days.upperBound
    // The last two months are busier: they are asked about by week.
    if days.length > 60, random.happens(30) { return days.upperBound - random.number(1...60) }
    return days.lowerBound + random.number(0...(days.length - 1))
  }

  /// A moment of a day on which clocks change, near midnight, or at any time.
  mutating func clock(from first: Day? = nil) -> Clock {
    // What is told without a moment is of now; it comes after all that has one.
    if company.days.upperBound == company.today, random.happens(2) { return now }
    while true {
      let (day, minute) = time(from: first)
      let clocks = zone.clocks(day, minute: minute)
      guard var clock = clocks.last else { continue }
      // Of two times that look alike a local one is the first.
      if random.happens(50) {
        clock = clocks[0]
        clock.told = .local
      }
      return clock
    }
  }

  private mutating func time(from first: Day?) -> (Day, minute: Int) {
    let changing = odd.filter { $0 >= first ?? $0 }
    if !changing.isEmpty, random.happens(8) { return (random.pick(changing), random.number(0...240)) }
    let edges = edges.filter { $0 > first ?? company.days.lowerBound && $0 < company.days.upperBound }
    if !edges.isEmpty, random.happens(25) {
      let edge = random.pick(edges)
      return random.happens(50) ? (edge - 1, random.number(1385...1439)) : (edge, random.number(0...60))
    }
    return (day(from: first), random.happens(25) ? (random.number(0...80) + 1400) % 1440 : random.number(480...1200))
  }

  var now: Clock { Clock(seconds: .max, day: company.today, told: .nothing) }

  mutating func cents() -> Int { random.happens(20) ? random.number(1...300) : random.number(1...40) * 2_500 + random.number(0...99) }

  mutating func person() -> Int { random.number(0...(company.people.count - 1)) }

  mutating func channel() -> Channel { random.pick([.field, .shop, .outboundCall, .email, .website, .tradeShow]) }

  /// Somebody who stands for themselves.
  mutating func prospect() -> Int {
    let kept = ledger.kept
    return random.pick(company.prospects.indices.filter { kept[$0] == $0 })
  }
}

extension SeededGenerator {
  fileprivate mutating func number(_ range: Range<Int>) -> Int { number(range.lowerBound...(range.upperBound - 1)) }
}
