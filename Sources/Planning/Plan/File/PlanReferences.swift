import CRM
import Yams

/// What the parts of a plan call each other: names and keys as people write them become keys and names that are the same everywhere.
struct PlanReferences {
  let reading: PlanReading
  /// The salespeople of the organization; those of the plan's own team where it is not known.
  let people: [String]?

  /// Gives every part a key, and points every reference to its part; what points nowhere is reported.
  func settle(_ document: inout PlanDocument) {
    document.slug = Self.slug(document.slug.isEmpty ? document.name : document.slug)
    settleKeys(&document.objectives, "objectives", \.key, \.name)
    settleKeys(&document.budget.actions, "budget.actions", \.key, \.name)
    settleKeys(&document.kpis, "kpis", \.key, \.name)
    refuseTwins(document.targets.map(\.name), "target groups")
    refuseTwins(document.team.map(\.name), "team")
    refuseTwins(document.competition.competitors.map(\.name), "competition.competitors")
    let kpis = document.kpis
    let objectives = PlanParts(document.objectives.map { ($0.key, $0.name) })
    let actions = PlanParts(document.budget.actions.map { ($0.key, $0.name) })
    let groups = PlanParts(document.targets.map { ($0.name, $0.name) })
    for index in document.objectives.indices {
      let path: PlanPath = "objectives.\(index)"
      if let text = document.objectives[index].kpi {
        if let kpi = kpis.first(named: text) {
          document.objectives[index].kpi = kpi.key
        } else {
          report(text, kpis.map(\.name), "\(path).kpi")
        }
      }
      point(&document.objectives[index].targetGroup, to: groups, "\(path).target group")
      point(&document.objectives[index].dependsOn, to: objectives, "\(path).depends on")
    }
    for index in document.budget.actions.indices {
      let path: PlanPath = "budget.actions.\(index)"
      point(&document.budget.actions[index].objective, to: objectives, "\(path).objective")
      point(&document.budget.actions[index].targetGroup, to: groups, "\(path).target group")
      point(&document.budget.actions[index].dependsOn, to: actions, "\(path).depends on")
    }
    for index in document.competition.competitors.indices {
      point(&document.competition.competitors[index].action, to: actions, "competition.competitors.\(index).action")
    }
    let known = PlanParts((people ?? document.team.map(\.name)).map { ($0, $0) })
    document.forEachPerson { path, name in
      name = known.key(of: name) ?? name
    }
  }

  private func settleKeys<Part>(
    _ parts: inout [Part], _ section: String, _ key: WritableKeyPath<Part, String>, _ name: KeyPath<Part, String>
  ) {
    refuseTwins(parts.map { $0[keyPath: name] }, section)
    let given = parts.map { Self.slug($0[keyPath: key]) }
    var taken = Set(given)
    for index in parts.indices {
      if given[index].isEmpty {
        let wanted = Self.slug(parts[index][keyPath: name])
        let free = sequence(first: 1) { $0 + 1 }.lazy.map { $0 == 1 ? wanted : "\(wanted)-\($0)" }.first { !taken.contains($0) }
        parts[index][keyPath: key] = free ?? wanted
        taken.insert(free ?? wanted)
      } else {
        parts[index][keyPath: key] = given[index]
        if given[..<index].contains(given[index]) {
          reading.report(.error, .planKeyTaken(given[index]), at: "\(section).\(index).key")
        }
      }
    }
  }

  /// Names that are the same for people are the same part.
  private func refuseTwins(_ names: [String], _ section: String) {
    var first: [String: Int] = [:]
    for (index, name) in names.enumerated() where !name.isEmpty {
      if let other = first[name.folded] {
        let line = reading.places["\(section).\(other)"]?.line
        reading.report(.error, .planNameTwice(name, line: line), at: "\(section).\(index).name", remedy: .planNameTwiceRemedy)
      } else {
        first[name.folded] = index
      }
    }
  }

  private func point(_ reference: inout String?, to parts: PlanParts, _ path: PlanPath) {
    guard let text = reference else { return }
    if let key = parts.key(of: text) { reference = key } else { report(text, parts.names, path) }
  }

  private func point(_ references: inout [String], to parts: PlanParts, _ path: PlanPath) {
    for (index, text) in references.enumerated() {
      if let key = parts.key(of: text) { references[index] = key } else { report(text, parts.names, path) }
    }
  }

  private func report(_ text: String, _ names: [String], _ path: PlanPath) {
    reading.report(.error, .planPointsNowhere(text), at: path, remedy: .planPartRemedy(text, names))
  }

  /// Lower case, digits and hyphens; at most 63, as names in commands are.
  static func slug(_ name: String) -> String {
    let words = name.folded.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    var slug = ""
    for word in words where slug.count + word.count < 63 || slug.isEmpty {
      slug += (slug.isEmpty ? "" : "-") + word.prefix(60)
    }
    return slug
  }
}

/// Parts of a plan by what people call them.
private struct PlanParts {
  let names: [String]
  private let keys: [String: String]

  init(_ parts: [(key: String, name: String)]) {
    names = parts.map(\.name)
    // A key counts before a name, and the first of two that are called the same.
    keys = Dictionary(
      parts.map { ($0.key.folded, $0.key) } + parts.map { ($0.name.folded, $0.key) }, uniquingKeysWith: { first, _ in first })
  }

  func key(of text: String) -> String? { keys[text.folded] ?? keys[PlanReferences.slug(text)] }
}

extension PlanDocument {
  /// Visits every place where a salesperson is named.
  mutating func forEachPerson(_ body: (_ path: PlanPath, _ name: inout String) -> Void) {
    func visit(_ name: inout String?, _ path: PlanPath) {
      guard var given = name else { return }
      body(path, &given)
      name = given
    }
    func visit(_ numbers: inout [String: Int], _ path: PlanPath) {
      numbers = Dictionary(
        numbers.sorted { $0.key < $1.key }.map { name, number in
          var name = name
          body(path, &name)
          return (name, number)
        }, uniquingKeysWith: +)
    }
    for index in team.indices { body("team.\(index).name", &team[index].name) }
    for index in objectives.indices { visit(&objectives[index].owner, "objectives.\(index).owner") }
    for index in budget.actions.indices {
      visit(&budget.actions[index].owner, "budget.actions.\(index).owner")
      visit(&budget.actions[index].peopleDaysTenths, "budget.actions.\(index).people days")
    }
    for index in kpis.indices {
      visit(&kpis[index].owner, "kpis.\(index).owner")
      visit(&kpis[index].filter.salesperson, "kpis.\(index).filter.salesperson")
      visit(&kpis[index].targetBySalesperson, "kpis.\(index).target by salesperson")
      if case .ratio(var term, var over) = kpis[index].formula {
        visit(&term.filter.salesperson, "kpis.\(index).numerator.salesperson")
        if var filter = over?.filter {
          visit(&filter.salesperson, "kpis.\(index).denominator.salesperson")
          over?.filter = filter
        }
        kpis[index].formula = .ratio(term, over: over)
      }
    }
  }
}
