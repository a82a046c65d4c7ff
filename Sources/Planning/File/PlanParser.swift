import CRM
import Yams

/// One pass over a plan file: the problems found so far, and where each part stands.
final class PlanParser {
  let currency: Currency
  /// The outside series of the organization, by name.
  let series: [String: SeriesUnit]
  private(set) var problems: [PlanProblem] = []
  /// How many are told of each severity: who has more to mend looks for something else than the slips of a pen.
  private static let toldProblems = 300
  /// How many there are of each severity.
  private var found: [PlanProblem.Severity: Int] = [:]
  /// Where each part that was read stands.
  private(set) var places: [PlanPath: Mark] = [:]
  private(set) var path = PlanPath()
  /// Read before what is measured by them: the unit of a target is that of its KPI.
  var kpis: [PlanKPI] = []

  init(currency: Currency, series: [String: SeriesUnit]) {
    self.currency = currency
    self.series = series
  }

  /// Adds a problem at a place; of very many, only that there are more.
  func report(
    _ severity: PlanProblem.Severity, _ message: @autoclosure () -> Message, at mark: @autoclosure () -> Mark?,
    remedy: @autoclosure () -> Message? = nil
  ) {
    found[severity, default: 0] += 1
    guard count(of: severity) <= Self.toldProblems else { return }
    let mark = mark()
    problems.append(PlanProblem(severity, message(), line: mark?.line, column: mark?.column, remedy: remedy()))
  }

  /// Adds a problem at a part, or at the part it should stand in.
  func report(
    _ severity: PlanProblem.Severity, _ message: @autoclosure () -> Message, at path: PlanPath, remedy: @autoclosure () -> Message? = nil
  ) {
    report(severity, message(), at: path.ancestors.lazy.compactMap { self.places[$0] }.first, remedy: remedy())
  }

  func report<Part>(
    _ severity: PlanProblem.Severity, _ message: @autoclosure () -> Message, at place: PlanPlace<Part>,
    remedy: @autoclosure () -> Message? = nil
  ) {
    report(severity, message(), at: place.path, remedy: remedy())
  }

  /// How many problems of a severity were found.
  func count(of severity: PlanProblem.Severity) -> Int { found[severity, default: 0] }

  /// The problems in the order of their places, and how many are not told.
  func allProblems() -> [PlanProblem] {
    problems.sortedByPlace()
      + [PlanProblem.Severity.error, .warning].compactMap { severity in
        let left = count(of: severity) - Self.toldProblems
        return left > 0 ? PlanProblem(severity, .morePlanProblems(left, severity)) : nil
      }
  }

  /// Reads what stands under a key or a number within it.
  func within<R>(_ step: String, at mark: Mark?, _ body: () -> R) -> R {
    path.steps.append(step)
    defer { path.steps.removeLast() }
    places[path] = mark
    return body()
  }

  /// Reads the keys of a mapping into a value.
  ///
  /// - Parameter isWhole: Whether keys are missed even where nothing stands under any: it is no blank item of a list.
  /// - Returns: Whether anything stands under any of them.
  @discardableResult
  func read<Whole: PlanPart>(_ node: Node, into whole: inout Whole, isWhole: Bool = false) -> Bool {
    let fields = Whole.fields
    if isWhole { places[path] = node.mark }
    guard let mapping = mapping(node, fields.map(\.key)) else { return true }
    var found: [String: (key: Node, value: Node)] = [:]
    for (keyNode, value) in mapping {
      guard let name = keyNode.scalar?.string else {
        report(.error, .planKeyNotText, at: keyNode.mark)
        continue
      }
      let folded = PlanKey.folded(name)
      guard let field = fields.first(where: { $0.key.isNamed(folded: folded) }) else {
        report(.error, .unknownPlanKey(name), at: keyNode.mark, remedy: .planKeyRemedy(name, fields.map(\.key)))
        continue
      }
      if let other = found[field.key.en] {
        report(.error, .planKeyTwice(name, line: other.key.mark?.line), at: keyNode.mark)
      } else {
        found[field.key.en] = (keyNode, value)
      }
    }
    let isBlank = found.values.allSatisfy { $0.value.isBlank }
    for field in fields.filter(\.isReadFirst) + fields.filter({ !$0.isReadFirst }) {
      guard let (key, value) = found[field.key.en], !value.isBlank else {
        if field.isRequired, isWhole || !isBlank { report(.error, .planKeyMissing(field.key), at: node.mark) }
        continue
      }
      within(field.key.en, at: value.mark ?? key.mark) { field.read(value, &whole, self) }
    }
    return !isBlank
  }

  private func mapping(_ node: Node, _ keys: [PlanKey]) -> Node.Mapping? {
    guard isOwn(node) else { return nil }
    guard case .mapping(let mapping) = node else {
      report(.error, .planMappingExpected(node.form), at: node.mark, remedy: .planKeysKnown(keys))
      return nil
    }
    return mapping
  }

  /// The items of a list; a single one may stand alone.
  func items(_ node: Node) -> [Node] {
    guard isOwn(node) else { return [] }
    switch node {
    case .sequence(let sequence): return sequence.filter { !$0.isBlank }
    case .mapping, .scalar: return [node]
    case .alias: return []
    }
  }

  /// The text of a scalar.
  func text(_ node: Node, limit: Int = 10_000) -> String? {
    guard isOwn(node) else { return nil }
    guard let scalar = node.scalar else {
      report(.error, .planTextExpected(node.form), at: node.mark)
      return nil
    }
    if scalar.string.unicodeScalars.contains("\0") {
      report(.error, .planNUL, at: node.mark)
      return nil
    }
    if scalar.string.count > limit {
      report(.error, .planTextTooLong(scalar.string.count, limit), at: node.mark)
      return nil
    }
    return scalar.string
  }

  /// What a text means; what is wrong with it is reported.
  func value<Value>(_ node: Node, _ read: (String) throws -> Value) -> Value? {
    guard let text = text(node) else { return nil }
    do {
      return try read(text)
    } catch let error as InvalidValue {
      report(.error, error.message, at: node.mark, remedy: error.remedy)
    } catch let error as CRMError {
      report(.error, error.message, at: node.mark, remedy: error.remedy)
    } catch {
      report(.error, .verbatim("\(error)"), at: node.mark)
    }
    return nil
  }

  /// An alias is a copy of what its anchor stands at: the copy would be changed with the original, which nobody sees who edits it. A file
  /// of few lines can also stand for billions of them that way.
  private func isOwn(_ node: Node) -> Bool {
    guard node.hasAnchor else { return true }
    report(.error, .planAnchor, at: node.mark, remedy: .planAnchorRemedy)
    return false
  }
}

extension Node {
  /// Whether nothing stands there: `key:`, `~` or `null`, and lists and mappings of nothing else. What an anchor stands at is not looked
  /// into, for there could be no end of it.
  var isBlank: Bool {
    if hasAnchor { return false }
    switch self {
    case .scalar(let scalar): return scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    case .sequence(let items): return items.allSatisfy(\.isBlank)
    case .mapping(let pairs): return pairs.allSatisfy(\.value.isBlank)
    case .alias: return false
    }
  }

  fileprivate var hasAnchor: Bool {
    switch self {
    case .scalar(let scalar): scalar.anchor != nil
    case .sequence(let sequence): sequence.anchor != nil
    case .mapping(let mapping): mapping.anchor != nil
    case .alias: true
    }
  }

  var form: PlanForm {
    switch self {
    case .scalar, .alias: .text
    case .sequence: .list
    case .mapping: .mapping
    }
  }
}

/// The forms of YAML, as messages name them.
enum PlanForm: Sendable {
  case text, list, mapping
}
