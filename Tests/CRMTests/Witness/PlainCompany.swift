import CRM
import Foundation
import Postgres

/// A company as a plain value: everything that it recorded, in the order of recording, with what of it was corrected since.
///
/// People, prospects and facts are known by their place in the arrays. The story is told in phases: after each of them the database's
/// clock is read, and figures as known then are asked for later.
struct PlainCompany: Sendable {
  let seed: UInt64
  let zone: String
  /// The days of the facts; they end where today begins for a company that is still at it.
  let days: Range<Day>
  /// The business day on which it is recorded.
  let today: Day

  /// As they are today; `arrivals` has them as they came.
  var people: [Person] = []
  var arrivals: [Person] = []
  var prospects: [Noted<Prospect>] = []
  /// What was known of each prospect when it was met.
  var meetings: [Prospect] = []
  var merges: [Noted<Merging>] = []
  var conversations: [Noted<Conversation>] = []
  var deals: [Noted<Deal>] = []
  var sales: [Noted<Trade>] = []
  var expenses: [Noted<Outlay>] = []
  var figures: [Noted<Figure>] = []
  var story: [[Step]] = [[]]

  /// A salesperson as known today: teams and profiles have no history.
  struct Person: Sendable {
    let name: String
    var team: String?
    var profile: Profile?
    let from: Day?
    let until: Day?
  }

  struct Prospect: Sendable {
    let name: String
    var source: String?
    var owner: Int?
    var potential: Int?
    let city: String?
  }

  /// One prospect stands for others from then on.
  struct Merging: Sendable {
    let kept: Int
    let merged: [Int]
  }

  struct Conversation: Sendable {
    let prospect: Int
    let person: Int?
    let secondSalesperson: Int?
    /// Nobody was named: it is the prospect's owner's.
    var isUnnamed = false
    let channel: Channel
    let outcome: Outcome
    let at: Clock
  }

  struct Deal: Sendable {
    let prospect: Int
    let title: String
    let source: String?
    let channel: Channel?
    /// Nil when the file did not say.
    let opened: Clock?
    /// In the order of recording, which is that of time.
    var changes: [Noted<Change>] = []
    /// Who has it and what it is worth today.
    var owner: Int?
    var cents: Int?
    let isImported: Bool
    var isUnnamed = false
  }

  /// An opportunity comes into a stage, or something else is said of it where it is.
  struct Change: Sendable {
    let stage: Int
    let at: Clock
    /// The file did not say when.
    let isUndated: Bool
    /// It was in that stage before: it has another owner, amount or reason from then on; a closed one had on its day.
    var isRestated = false
    let owner: Int?
    let cents: Int?
    var lossReason: String?
    var competitor: String?

    var kind: StageKind { PlainCompany.stages[stage].kind }
  }

  /// A sale, or a refund: its amount is below zero then.
  struct Trade: Sendable {
    let prospect: Int?
    let person: Int?
    let day: Day
    let cents: Int
    let margin: Int?
    let channel: Channel?
    /// The sale that it gives back.
    var refundOf: Int?
    /// The conversation that sold it.
    var conversation: Int?
    var deal: Int?
    var isUnnamed = false
    /// Its number in the file it came in.
    var reference: String?
    /// Whether a refund's margin is said, and not its share of the sale's.
    var statesMargin = false
    var isRefund: Bool { cents < 0 }
  }

  struct Outlay: Sendable {
    let day: Day
    let cents: Int
    let category: String?
    let acquisition: Bool
    let action: String?
    let person: Int?
  }

  /// A figure of an outside series.
  struct Figure: Sendable {
    let series: String
    let days: Range<Day>
    let value: Int
    let label: String?
    let place: String?
  }

  /// One thing that somebody did in the service.
  enum Step: Sendable {
    case arrives(Int)
    case meets(prospect: Int)
    case logs(conversation: Int, Result)
    case opens(deal: Int)
    /// A win may record its sale too.
    case moves(deal: Int, change: Int, sale: Int?)
    /// Says anew whose it is, what it is worth or why it was lost.
    case restates(deal: Int, change: Int)
    /// A file that differs from the one before in its owner alone.
    case handsOver(deal: Int, change: Int)
    case reopens(deal: Int, change: Int)
    /// A sale, which may win the opportunity that it names.
    case sells(sale: Int, winning: Int?)
    case refunds(sale: Int)
    case spends(Int)
    case measures(Int)
    case imports(File)
    case voids(Fact)
    case merges(Int)
    case unmerges(Int)
    case joins(person: Int, team: String?, profile: Profile?)
    case changes(prospect: Int, source: String, potential: Int)
  }

  /// What came of a conversation when it was logged.
  enum Result: Sendable {
    case nothing
    /// A sale to somebody who had no open opportunity.
    case sold(Int)
    /// A sale that won the only open one, by its last change.
    case won(sale: Int, deal: Int)
    case opened(deal: Int)
    case moved(deal: Int, change: Int)
  }

  /// What a file holds.
  enum File: Sendable {
    case conversations([Int])
    /// `selling`: each one won also records a sale of its amount.
    case deals([Int], selling: [Int]?)
    case sales([Int])
    case expenses([Int])
    case figures([Int])
  }

  enum Fact: Sendable {
    case conversation(Int), deal(Int), sale(Int), expense(Int), figure(Int)
  }

  /// The pipeline that a new organization has, in its order.
  static let stages: [(kind: StageKind, chance: Int)] = [
    (.open, 5), (.open, 10), (.open, 20), (.open, 30), (.open, 40), (.open, 60), (.open, 80), (.won, 100), (.lost, 0), (.abandoned, 0),
  ]
  static func stage(_ kind: StageKind) -> Int { stages.firstIndex { $0.kind == kind } ?? 0 }
}

/// A fact with when it became known and, where it was wrong, until when it stood: counted in phases of the story.
@dynamicMemberLookup
struct Noted<Value: Sendable>: Sendable {
  var value: Value
  let phase: Int
  /// Its place among all facts: of two on one day the one recorded first is the first.
  let number: Int
  var voided: Int?

  func stands(after known: Int) -> Bool { phase <= known && voided.map { $0 > known } ?? true }

  subscript<Part>(dynamicMember path: WritableKeyPath<Value, Part>) -> Part {
    get { value[keyPath: path] }
    set { value[keyPath: path] = newValue }
  }

  subscript<Part>(dynamicMember path: KeyPath<Value, Part>) -> Part { value[keyPath: path] }
}

/// An instant, and what the company's clocks showed.
struct Clock: Sendable, Hashable, Comparable {
  /// Seconds since 1970.
  let seconds: Int
  let day: Day
  /// What the service is told: the instant, what the clocks showed, or nothing, which is now.
  var told = Told.instant

  enum Told: Sendable { case instant, local, nothing }

  static func < (left: Clock, right: Clock) -> Bool { left.seconds < right.seconds }
}

/// A time zone as Foundation knows it: the service asks PostgreSQL.
struct Zone: Sendable {
  private let zone: TimeZone

  init(_ name: String) { zone = TimeZone(identifier: name) ?? .gmt }

  func clock(seconds: Int) -> Clock {
    Clock(seconds: seconds, day: Day(daysSince2000: Int32((local(seconds) - Self.secondsUntil2000) / 86_400)))
  }

  /// What the clocks show, in seconds.
  func local(_ seconds: Int) -> Int { seconds + zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))) }

  /// The instants at which the clocks show a time of a day: none, one or two.
  func clocks(_ day: Day, minute: Int) -> [Clock] {
    let shown = Self.secondsUntil2000 + Int(day.daysSince2000) * 86_400 + minute * 60
    let near = stride(from: shown - 15 * 3600, through: shown + 15 * 3600, by: 1800)
    return near.filter { local($0) == shown }.map { Clock(seconds: $0, day: day) }
  }

  /// The first instant of a day.
  func start(of day: Day) -> Clock {
    let shown = Self.secondsUntil2000 + Int(day.daysSince2000) * 86_400
    let near = stride(from: shown - 15 * 3600, through: shown + 15 * 3600, by: 1800)
    return Clock(seconds: near.first { local($0) >= shown } ?? shown, day: day)
  }

  private static let secondsUntil2000 = 946_684_800
}

extension Range<Day> {
  var length: Int { upperBound - lowerBound }
  var each: [Day] { (0..<Swift.max(length, 0)).map { lowerBound + $0 } }
}
