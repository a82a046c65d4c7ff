import CRM
import Yams

/// A part of a plan that has keys of its own in the file.
///
/// The tables of fields (`PlanFields….swift`) are the only place that knows the keys. Reading, writing, the explanations in a template, the
/// suggestion for an unknown key, the difference of two versions and the places of problems (`PlanPlace`) all come from them.
protocol PlanPart: Sendable {
  /// In the order of the file.
  static var fields: [PlanField<Self>] { get }
}

extension PlanPart {
  /// The key under which a property stands; nil of one that stands under none.
  static func key(of property: PartialKeyPath<Self>) -> PlanKey? {
    fields.first { ($0.property as PartialKeyPath<Self>?) == property }?.key
  }
}

/// A key of the plan file and what it says of a part: how it is read and how it is written.
struct PlanField<Whole>: Sendable {
  let key: PlanKey
  /// Where it is kept; nil of a key that belongs to a part of the whole.
  var property: (any PartialKeyPath<Whole> & Sendable)?
  var isRequired = false
  /// Others cannot be read without it.
  var isReadFirst = false
  /// Reads what stands under the key; not called where nothing does.
  var read: @Sendable (Node, inout Whole, PlanParser) -> Void
  /// What is to be written; nil where the key can be left out.
  var write: @Sendable (Whole, PlanWriting) -> PlanYAML?
  /// What an empty template shows under it: the keys of its parts.
  var blank: @Sendable () -> PlanYAML? = { nil }
  /// What can stand under it.
  var shape: @Sendable () -> PlanShape = { .value }
}

/// How a value is read from a node and written again.
struct PlanCodec<Value>: Sendable {
  /// Nil when the node says no such value; the problem is reported.
  let read: @Sendable (Node, PlanParser) -> Value?
  let write: @Sendable (Value, PlanWriting) -> PlanYAML
}

/// How a plan is written.
struct PlanWriting: Sendable {
  let language: Language
  let currency: Currency
  /// A template shows what could be filled in, too.
  var isTemplate = false
  /// What targets are measured by.
  var kpis: [PlanKPI] = []
  /// The outside series of the organization, by name.
  var series: [String: SeriesUnit] = [:]

  /// The keys of a part with what stands under them.
  func entries<Whole: PlanPart>(_ whole: Whole) -> [PlanYAML.Entry] {
    Whole.fields.compactMap { field in
      var value = field.write(whole, self)
      if value == .scalar("") { value = nil }
      return value == nil && !isTemplate ? nil : PlanYAML.Entry(key: field.key, value: value)
    }
  }
}

extension Sequence {
  /// The keys with nothing under them.
  func blanks<Whole>() -> [PlanYAML.Entry] where Element == PlanField<Whole> {
    map { PlanYAML.Entry(key: $0.key, value: $0.blank()) }
  }
}

extension PlanField {
  /// A key for a value that may be missing.
  init<Value>(_ key: PlanKey, _ path: any WritableKeyPath<Whole, Value?> & Sendable, _ codec: PlanCodec<Value>) {
    self.init(
      key: key, property: path,
      read: { node, whole, parser in if let value = codec.read(node, parser) { whole[keyPath: path] = value } },
      write: { whole, writing in whole[keyPath: path].map { codec.write($0, writing) } })
  }

  /// A key for a value that is something else when it is left out.
  init<Value: Equatable & Sendable>(
    _ key: PlanKey, _ path: any WritableKeyPath<Whole, Value> & Sendable, _ codec: PlanCodec<Value>, default usual: Value
  ) {
    self.init(
      key: key, property: path,
      read: { node, whole, parser in if let value = codec.read(node, parser) { whole[keyPath: path] = value } },
      write: { whole, writing in
        let value = whole[keyPath: path]
        return value == usual && !writing.isTemplate ? nil : codec.write(value, writing)
      })
  }

  /// A key that must be there.
  init<Value>(required key: PlanKey, _ path: any WritableKeyPath<Whole, Value> & Sendable, _ codec: PlanCodec<Value>) {
    self.init(
      key: key, property: path, isRequired: true,
      read: { node, whole, parser in if let value = codec.read(node, parser) { whole[keyPath: path] = value } },
      write: { whole, writing in codec.write(whole[keyPath: path], writing) })
  }

  /// A key for a list.
  init<Item: Sendable>(_ key: PlanKey, _ path: any WritableKeyPath<Whole, [Item]> & Sendable, each codec: PlanCodec<Item>) {
    self.init(
      key: key, property: path,
      read: { node, whole, parser in
        whole[keyPath: path] = parser.items(node).reduce(into: []) { items, node in
          let item = parser.within(String(items.count), at: node.mark) { codec.read(node, parser) }
          if let item { items.append(item) }
        }
      },
      write: { whole, writing in
        let items = whole[keyPath: path]
        return items.isEmpty ? nil : .list(items.map { codec.write($0, writing) })
      }, shape: { .items })
  }

  /// A key for a list of parts that have keys of their own.
  ///
  /// - Parameters:
  ///   - make: A part of which only the name is known.
  ///   - shorthand: Whether a text alone is the name of a part.
  init<Part: PlanPart>(
    _ key: PlanKey, parts path: any WritableKeyPath<Whole, [Part]> & Sendable, shorthand: Bool = false,
    make: @escaping @Sendable (String) -> Part
  ) {
    self.init(
      key: key, property: path,
      read: { node, whole, parser in
        whole[keyPath: path] = parser.items(node).reduce(into: []) { parts, node in
          let part = parser.within(String(parts.count), at: node.mark) { () -> Part? in
            if shorthand, node.scalar != nil { return parser.text(node).map(make) }
            var part = make("")
            return parser.read(node, into: &part) ? part : nil
          }
          if let part { parts.append(part) }
        }
      },
      write: { whole, writing in
        let parts = whole[keyPath: path]
        guard !parts.isEmpty else { return nil }
        // A template shows once what could be filled in.
        var others = writing
        others.isTemplate = false
        return .list(
          parts.enumerated().map { index, part in .mapping((index == 0 ? writing : others).entries(part)) })
      },
      // What has a short form is explained on its line.
      blank: { shorthand ? nil : .list([.mapping(Part.fields.blanks())]) },
      shape: { shorthand ? .items : .parts(Part.shapes) })
  }

  /// A key for the one part that has keys of its own.
  init<Part: PlanPart>(_ key: PlanKey, part path: any WritableKeyPath<Whole, Part> & Sendable) {
    self.init(
      key: key, property: path,
      read: { node, whole, parser in parser.read(node, into: &whole[keyPath: path]) },
      write: { whole, writing in
        let entries = writing.entries(whole[keyPath: path])
        return entries.isEmpty ? nil : .mapping(entries)
      },
      blank: { .mapping(Part.fields.blanks()) }, shape: { .part(Part.shapes) })
  }

  /// A key for a number in the unit of a KPI.
  init(
    _ key: PlanKey, figure path: any WritableKeyPath<Whole, Int?> & Sendable, of kpi: @escaping @Sendable (Whole, [PlanKPI]) -> PlanKPI?
  ) {
    self.init(
      key: key, property: path,
      read: { node, whole, parser in
        let codec = PlanCodec.figure(in: kpi(whole, parser.kpis)?.unit(parser.series))
        if let value = codec.read(node, parser) { whole[keyPath: path] = value }
      },
      write: { whole, writing in
        whole[keyPath: path].map { PlanCodec.figure(in: kpi(whole, writing.kpis)?.unit(writing.series)).write($0, writing) }
      })
  }

  /// The same key among those of what holds the part.
  func among<Holder>(_ part: any WritableKeyPath<Holder, Whole> & Sendable) -> PlanField<Holder> {
    PlanField<Holder>(
      key: key, isRequired: isRequired, isReadFirst: isReadFirst,
      read: { node, holder, parser in read(node, &holder[keyPath: part], parser) },
      write: { holder, writing in write(holder[keyPath: part], writing) }, blank: blank, shape: shape)
  }
}
