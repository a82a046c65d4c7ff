import CRM
import Postgres

extension PlainLedger {
  /// An opportunity that was open at the end of a day, or of which nothing says that it was not.
  struct Standing {
    /// Nothing says that it was open: its opening day, or that of its closing, is not known.
    var isUndated = false
    /// Nil for one that a file says was open then, without saying where.
    let stage: Int?
    let owner: Int?
    let cents: Int?
    /// When it came into the stage and when it was opened; nil where nobody knows.
    let since: Day?
    let opened: Day?
  }

  /// How an opportunity stood when a day began; nil when it was not open then.
  func standing(_ index: Int, at end: Day) -> Standing? {
    let deal = company.deals[index]
    guard deal.stands(after: known), deal.opened.map({ $0.day < end }) ?? true else { return nil }
    let changes = changes(of: index)
    if let last = changes.last(where: { $0.at.day < end }) {
      guard last.kind == .open else { return nil }
      // What was said of it since its last move is its own.
      let isLast = last.number == deal.changes.last?.number
      return Standing(
        stage: last.stage, owner: isLast ? deal.owner : last.owner, cents: isLast ? deal.cents : last.cents,
        since: entry(of: index, before: last), opened: deal.opened?.day)
    }
    // A file said when it was opened and how it ended; until then it was open.
    guard let first = changes.first else { return nil }
    let isLast = first.number == deal.changes.last?.number
    return Standing(
      isUndated: deal.opened == nil || first.isUndated, stage: nil, owner: isLast ? deal.owner : first.owner,
      cents: isLast ? deal.cents : first.cents, since: nil, opened: deal.opened?.day)
  }

  /// When it came into the stage: what was said anew of it there did not bring it there.
  private func entry(of index: Int, before last: Noted<PlainCompany.Change>) -> Day? {
    guard let entry = changes(of: index).last(where: { !$0.isRestated && $0.number <= last.number }) else { return nil }
    return entry.isUndated ? nil : entry.at.day
  }
}

/// The pipeline, as docs/figures.md says it.
struct PlainPipeline {
  struct Stage {
    var count = 0
    var cents = 0
    var withoutAmount = 0
    /// Amounts times chances in per cent.
    var weighted = 0
    var daysInStage: [Int] = []
    var daysOpen: [Int] = []

    fileprivate mutating func add(_ standing: PlainLedger.Standing, at end: Day) {
      count += 1
      cents += standing.cents ?? 0
      withoutAmount += standing.cents == nil ? 1 : 0
      weighted += (standing.cents ?? 0) * (standing.stage.map { PlainCompany.stages[$0].chance } ?? 0)
      if let since = standing.since { daysInStage.append(end - 1 - since) }
      if let opened = standing.opened { daysOpen.append(end - 1 - opened) }
    }
  }

  struct Ending: Hashable {
    var count = 0
    var cents = 0
    var withoutAmount = 0
  }

  /// By stage; nil for the unknown one.
  private(set) var stages: [Int?: Stage] = [:]
  /// Of which nothing says that they were open: they are not among them.
  private(set) var undated = Stage()
  private(set) var endings: [StageKind: Ending] = [:]
  private(set) var lossReasons: [StageKind: [String?: Ending]] = [:]
  private(set) var competitors: [StageKind: [String?: Ending]] = [:]

  /// - Parameter end: The day that begins when the open ones are counted.
  init(_ ledger: PlainLedger, _ period: Range<Day>, end: Day, own: Int? = nil) {
    for index in ledger.company.deals.indices {
      if let standing = ledger.standing(index, at: end), own == nil || standing.owner == own {
        if standing.isUndated {
          undated.add(standing, at: end)
        } else {
          stages[standing.stage, default: Stage()].add(standing, at: end)
        }
      }
      guard ledger.isOpen(index) == false, let last = ledger.changes(of: index).last, period.contains(last.at.day) else { continue }
      guard own == nil || last.owner == own else { continue }
      let (cents, isUnknown) = (last.cents ?? 0, last.cents == nil ? 1 : 0)
      func count(_ ending: inout Ending) {
        ending = Ending(count: ending.count + 1, cents: ending.cents + cents, withoutAmount: ending.withoutAmount + isUnknown)
      }
      count(&endings[last.kind, default: .init()])
      guard last.kind != .won else { continue }
      count(&lossReasons[last.kind, default: [:]][last.lossReason, default: .init()])
      count(&competitors[last.kind, default: [:]][last.competitor, default: .init()])
    }
  }
}
