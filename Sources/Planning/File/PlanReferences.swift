import CRM
import Yams

/// What the parts of a plan call each other: names and keys as people write them become keys and names that are the same everywhere.
struct PlanReferences {
  let parser: PlanParser
  /// The organization; without it people are those of the plan's own team.
  let context: PlanContext?
  private let plan = PlanPlace<PlanDocument>()

  init(parser: PlanParser, context: PlanContext?) {
    (self.parser, self.context) = (parser, context)
  }

  /// Gives every part a key, and points every reference to its part; what points nowhere is reported.
  func resolve(_ document: inout PlanDocument) {
    document.slug = Self.slug(document.slug.isEmpty ? document.name : document.slug)
    resolvePeople(of: &document)
    resolveKeys(of: &document.objectives, plan.objectives, \.key, \.name)
    resolveKeys(of: &document.budget.actions, plan.budget.actions, \.key, \.name)
    resolveKeys(of: &document.kpis, plan.kpis, \.key, \.name)
    refuseDuplicates(document.targets, plan.targets, \.name)
    refuseDuplicates(document.team, plan.team, \.name)
    refuseDuplicates(document.competition.competitors, plan.competition.competitors, \.name)
    let kpis = document.kpis
    let objectives = PlanParts(document.objectives.map { ($0.key, $0.name) })
    let actions = PlanParts(document.budget.actions.map { ($0.key, $0.name) })
    let groups = PlanParts(document.targets.map { ($0.name, $0.name) })
    for index in document.objectives.indices {
      let place = plan.objectives[index]
      if let text = document.objectives[index].kpi {
        if let kpi = kpis.first(named: text) {
          document.objectives[index].kpi = kpi.key
        } else {
          report(text, kpis.map(\.name), place.kpi)
        }
      }
      point(&document.objectives[index].targetGroup, to: groups, place.targetGroup)
      point(&document.objectives[index].dependsOn, to: objectives, place.dependsOn)
    }
    for index in document.budget.actions.indices {
      let place = plan.budget.actions[index]
      point(&document.budget.actions[index].objective, to: objectives, place.objective)
      point(&document.budget.actions[index].targetGroup, to: groups, place.targetGroup)
      point(&document.budget.actions[index].dependsOn, to: actions, place.dependsOn)
    }
    for index in document.competition.competitors.indices {
      point(&document.competition.competitors[index].action, to: actions, plan.competition.competitors[index].action)
    }
  }

  /// Finds people as commands do: by the whole name, or by words or beginnings of words of a name that only one has.
  private func resolvePeople(of document: inout PlanDocument) {
    let team = document.team.map(\.name)
    document.forEachPerson { path, name in
      let found = context.map { $0.people.meant(by: name, on: $0.today).map(\.name) } ?? team.named(name, by: \.self)
      if let only = found.first, found.count == 1 {
        name = only
      } else if !found.isEmpty {
        parser.report(.error, .severalSalespeople(name, found), at: path, remedy: .planWholeName)
      } else if let context {
        parser.report(.error, .noSalesperson(name), at: path, remedy: .planSalespersonRemedy(name, context.people.map(\.name)))
      }
    }
  }

  private func resolveKeys<Part: PlanPart>(
    of parts: inout [Part], _ places: PlanPlace<[Part]>, _ key: WritableKeyPath<Part, String>, _ name: KeyPath<Part, String>
  ) {
    refuseDuplicates(parts, places, name)
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
          parser.report(.error, .planKeyTaken(given[index]), at: places[index][dynamicMember: key])
        }
      }
    }
  }

  /// Names that are the same for people are the same part.
  private func refuseDuplicates<Part: PlanPart>(_ parts: [Part], _ places: PlanPlace<[Part]>, _ property: KeyPath<Part, String>) {
    var first: [String: Int] = [:]
    for (index, name) in parts.map({ $0[keyPath: property] }).enumerated() where !name.isEmpty {
      if let other = first[name.folded] {
        let line = parser.places[places[other].path]?.line
        parser.report(.error, .planNameTwice(name, line: line), at: places[index][dynamicMember: property], remedy: .planNameTwiceRemedy)
      } else {
        first[name.folded] = index
      }
    }
  }

  private func point<Part>(_ reference: inout String?, to parts: PlanParts, _ place: PlanPlace<Part>) {
    guard let text = reference else { return }
    if let key = parts.key(of: text) { reference = key } else { report(text, parts.names, place) }
  }

  private func point<Part>(_ references: inout [String], to parts: PlanParts, _ place: PlanPlace<Part>) {
    for (index, text) in references.enumerated() {
      if let key = parts.key(of: text) { references[index] = key } else { report(text, parts.names, place) }
    }
  }

  private func report<Part>(_ text: String, _ names: [String], _ place: PlanPlace<Part>) {
    parser.report(.error, .planPointsNowhere(text), at: place, remedy: .namesThere(text, names))
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
    func visit<Part>(_ name: inout String?, _ place: PlanPlace<Part>) {
      guard var given = name else { return }
      body(place.path, &given)
      name = given
    }
    func visit<Part>(_ numbers: inout [String: Int], _ place: PlanPlace<Part>) {
      numbers = Dictionary(
        numbers.sorted { $0.key < $1.key }.map { name, number in
          var name = name
          body(place.path, &name)
          return (name, number)
        }, uniquingKeysWith: +)
    }
    let plan = PlanPlace<PlanDocument>()
    for index in team.indices { body(plan.team[index].name.path, &team[index].name) }
    for index in objectives.indices { visit(&objectives[index].owner, plan.objectives[index].owner) }
    for index in budget.actions.indices {
      let place = plan.budget.actions[index]
      visit(&budget.actions[index].owner, place.owner)
      visit(&budget.actions[index].peopleDaysTenths, place.peopleDaysTenths)
    }
    for index in kpis.indices {
      let place = plan.kpis[index]
      visit(&kpis[index].owner, place.owner)
      visit(&kpis[index].filter.salesperson, place.filter.salesperson)
      visit(&kpis[index].targetBySalesperson, place.targetBySalesperson)
      if case .ratio(var term, var over) = kpis[index].formula {
        visit(&term.filter.salesperson, place.numerator.filter.salesperson)
        if var filter = over?.filter {
          visit(&filter.salesperson, place.denominator.filter.salesperson)
          over?.filter = filter
        }
        kpis[index].formula = .ratio(term, over: over)
      }
    }
  }
}
