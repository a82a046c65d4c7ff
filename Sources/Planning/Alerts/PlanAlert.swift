package import CRM
import Foundation
package import Postgres

/// Something that does not fit together in a plan, or between the plan and what is done: one of the rules C01 to C16.
package struct PlanAlert: Sendable, Encodable {
  /// The rules, each by its number.
  package enum Rule: String, Sendable, CaseIterable, Codable {
    case c01 = "C01", c02 = "C02", c03 = "C03", c04 = "C04", c05 = "C05", c06 = "C06", c07 = "C07", c08 = "C08"
    case c09 = "C09", c10 = "C10", c11 = "C11", c12 = "C12", c13 = "C13", c14 = "C14", c15 = "C15", c16 = "C16"
  }

  package enum Severity: String, Sendable, CaseIterable, Codable {
    /// *À surveiller*, *problème*.
    case warning, problem
  }

  /// A row that an alert is about.
  package struct Row: Sendable, Hashable, Encodable {
    /// `expense`, `conversation`, `prospect`, `measurement`, `import`, or `plan` for a part of the document.
    package let kind: String
    /// Nil for a part of the plan.
    @Nullable package private(set) var id: Fact.ID?
    /// The key of the part of the plan.
    @Nullable package private(set) var key: String?
    @Nullable package private(set) var on: Day?
    /// A name, a word of a fixed set, or figures.
    @Nullable package private(set) var detail: Message?
    @Nullable package private(set) var amountCents: Int?

    init(_ kind: String, id: Fact.ID? = nil, key: String? = nil, on day: Day? = nil, detail: Message? = nil, amountCents: Int? = nil) {
      self.kind = kind
      self.id = id
      self.key = key
      on = day
      self.detail = detail
      self.amountCents = amountCents
    }
  }

  /// What an alert is about: a part of the plan, or what happened beside it.
  enum Subject {
    case budget, channels
    case objective(PlanObjective), action(PlanAction), kpi(_ key: String), person(_ name: String)
    case channel(Channel), series(_ name: String), file(_ name: String)

    var name: String {
      switch self {
      case .budget: "budget"
      case .channels: "channels"
      case .objective(let objective): "objectives.\(objective.key)"
      case .action(let action): "actions.\(action.key)"
      case .kpi(let key): "kpis.\(key)"
      case .person(let name): "team.\(name)"
      case .channel(let channel): "channels.\(channel.rawValue)"
      case .series(let name): "series.\(name)"
      case .file(let name): "imports.\(name)"
      }
    }
  }

  package let rule: Rule
  package let severity: Severity
  /// Since when, or on which day, it does not fit.
  package let on: Day
  /// What it is about: `objectives.clients`, `actions.terrain`, `kpis.followers`, `team.Z`, `plan`.
  package let subject: String
  /// Whose it is to mend.
  @Nullable package private(set) var person: String?
  package let message: Message
  package let remedy: Message
  /// The commands of Filon that it takes, for those who have it.
  package let commands: [String]
  /// Where the plan does not fit by itself: its parts. Where facts do not fit: facts.
  package internal(set) var rows: [Row]
  /// How many rows there are, of which `rows` may hold the first only.
  package internal(set) var count: Int
  /// Facts to read as rows.
  let evidence: Evidence?

  private enum CodingKeys: String, CodingKey {
    case rule, severity, on, subject, person, message, remedy, commands, rows, count
  }

  init(
    _ rule: Rule, _ severity: Severity, on day: Day, _ subject: Subject, person: String? = nil, _ message: Message, remedy: Message,
    commands: [String] = [], rows: [Row]
  ) {
    self.init(
      rule, severity, on: day, subject, person: person, message, remedy: remedy, commands: commands, rows: rows, evidence: nil,
      count: rows.count)
  }

  /// An alert about expenses.
  init(
    _ rule: Rule, _ severity: Severity, on day: Day, _ subject: Subject, person: String? = nil, _ message: Message, remedy: Message,
    commands: [String] = [], expenses: [PlanFacts.Spend]
  ) {
    self.init(
      rule, severity, on: day, subject, person: person, message, remedy: remedy, commands: commands, rows: [],
      evidence: Evidence(kind: .expense, facts: expenses.map { .init(key: $0.action, day: $0.day, count: $0.expenses) }),
      count: expenses.reduce(0) { $0 + $1.expenses })
  }

  /// An alert about conversations.
  init(
    _ rule: Rule, _ severity: Severity, on day: Day, _ subject: Subject, person: String? = nil, _ message: Message, remedy: Message,
    commands: [String] = [], conversations: [PlanFacts.Activity]
  ) {
    self.init(
      rule, severity, on: day, subject, person: person, message, remedy: remedy, commands: commands, rows: [],
      evidence: Evidence(
        kind: .conversation,
        facts: conversations.map {
          .init(
            key: $0.channel.rawValue, day: $0.day, salesperson: $0.salespersonID, secondSalesperson: $0.secondSalespersonID,
            count: $0.conversations)
        }), count: conversations.reduce(0) { $0 + $1.conversations })
  }

  private init(
    _ rule: Rule, _ severity: Severity, on day: Day, _ subject: Subject, person: String?, _ message: Message, remedy: Message,
    commands: [String] = [], rows: [Row], evidence: Evidence?, count: Int
  ) {
    self.rule = rule
    self.severity = severity
    on = day
    self.subject = subject.name
    self.person = person
    self.message = message
    self.remedy = remedy
    self.commands = commands
    self.rows = rows
    self.count = count
    self.evidence = evidence
  }

  /// Which facts stand behind an alert: those of a kind on a day that say an action, or that somebody logged through a channel.
  struct Evidence: Sendable {
    enum Kind: Sendable { case expense, conversation }

    struct Fact: Sendable {
      let key: String?
      let day: Day
      var salesperson: Salesperson.ID?
      var secondSalesperson: Salesperson.ID?
      let count: Int
    }

    let kind: Kind
    /// In order of days.
    let facts: [Fact]

    init(kind: Kind, facts: [Fact]) {
      self.kind = kind
      self.facts = facts.sorted { $0.day < $1.day }
    }

    /// Those of the first days that have so many rows.
    func first(_ rows: Int) -> ArraySlice<Fact> {
      var (sum, last) = (0, facts.first?.day)
      return facts.prefix { fact in
        guard sum < rows || fact.day == last else { return false }
        (sum, last) = (sum + fact.count, fact.day)
        return true
      }
    }
  }
}

/// What does not fit in a plan on a day, the gravest first.
package struct PlanAlerts: Sendable, Encodable {
  /// The slug.
  package let plan: String
  package let name: String
  package let version: Int
  package let at: Day
  package let alerts: [PlanAlert]
  /// What could not be looked at, and why.
  package let notes: [Message]
}
