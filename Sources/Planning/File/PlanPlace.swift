/// Where a part stands in a plan file: the English names of keys, and numbers from 0 in lists.
struct PlanPath: Hashable {
  var steps: [String] = []

  /// The part itself, then what it stands in, then what that stands in.
  var ancestors: [PlanPath] { (0...steps.count).map { PlanPath(steps: Array(steps.dropLast($0))) } }
}

/// Where a part of the document stands in its file, named as the document names it: `plan.objectives[0].owner`.
@dynamicMemberLookup
struct PlanPlace<Part> {
  let path: PlanPath

  subscript<Item>(_ index: Int) -> PlanPlace<Item> where Part == [Item] { under(String(index)) }

  subscript<Value>(dynamicMember property: KeyPath<Part, Value>) -> PlanPlace<Value> where Part: PlanPart { under(property) }

  subscript<Whole: PlanPart, Value>(dynamicMember property: KeyPath<Whole, Value>) -> PlanPlace<Value> where Part == Whole? {
    under(property)
  }

  private func under<Whole: PlanPart, Value>(_ property: KeyPath<Whole, Value>) -> PlanPlace<Value> {
    let key = Whole.key(of: property)
    assert(key != nil, "no key of the file says \(property)")
    return under(key?.en)
  }

  /// Without a step: what stands among the keys of the part.
  private func under<Value>(_ step: String?) -> PlanPlace<Value> {
    PlanPlace<Value>(path: PlanPath(steps: path.steps + [step].compactMap(\.self)))
  }
}

extension PlanPlace<PlanDocument> {
  /// The whole file.
  init() { path = PlanPath() }
}

extension PlanPlace<KPITerm?> {
  /// What a term filters by stands beside its count.
  var filter: PlanPlace<KPIFilter> { PlanPlace<KPIFilter>(path: path) }
}

extension PlanSection {
  /// Where it stands in the file.
  var path: PlanPath {
    let plan = PlanPlace<PlanDocument>()
    return switch self {
    case .situation: plan.situation.path
    case .competition: plan.competition.path
    case .objectives: plan.objectives.path
    case .targets: plan.targets.path
    case .team: plan.team.path
    case .budget: plan.budget.path
    case .kpis: plan.kpis.path
    }
  }
}
