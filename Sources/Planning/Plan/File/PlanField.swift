import CRM
import Yams

/// A key of the plan file and the part of a plan that it stands for: how it is read and how it is written.
///
/// The tables of fields (`PlanFields…`) are the only place that knows the keys. Reading, writing, the explanations in a template, the
/// suggestion for an unknown key and the difference of two versions all come from them.
struct PlanField<Whole>: Sendable {
  let key: PlanKey
  var isRequired = false
  /// Others cannot be read without it.
  var isReadFirst = false
  /// Reads what stands under the key; not called where nothing does.
  let read: @Sendable (Node, inout Whole, PlanReading) -> Void
  /// What is to be written; nil where the key can be left out.
  let write: @Sendable (Whole, PlanWriting) -> PlanYAML?
  /// What an empty template shows under it: the keys of its parts.
  var blank: @Sendable () -> PlanYAML? = { nil }
}

/// How a value is read from a node and written again.
struct PlanCodec<Value>: Sendable {
  /// Nil when the node says no such value; the problem is reported.
  let read: @Sendable (Node, PlanReading) -> Value?
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
  /// Outside series that are sums of money.
  var moneySeries: Set<String> = []

  /// The keys of a part with what stands under them.
  func entries<Whole>(_ whole: Whole, _ fields: [PlanField<Whole>]) -> [PlanYAML.Entry] {
    fields.compactMap { field in
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
      key: key,
      read: { node, whole, reading in if let value = codec.read(node, reading) { whole[keyPath: path] = value } },
      write: { whole, writing in whole[keyPath: path].map { codec.write($0, writing) } })
  }

  /// A key for a value that is something else when it is left out.
  init<Value: Equatable & Sendable>(
    _ key: PlanKey, _ path: any WritableKeyPath<Whole, Value> & Sendable, _ codec: PlanCodec<Value>, default usual: Value
  ) {
    self.init(
      key: key,
      read: { node, whole, reading in if let value = codec.read(node, reading) { whole[keyPath: path] = value } },
      write: { whole, writing in
        let value = whole[keyPath: path]
        return value == usual && !writing.isTemplate ? nil : codec.write(value, writing)
      })
  }

  /// A key that must be there.
  init<Value>(required key: PlanKey, _ path: any WritableKeyPath<Whole, Value> & Sendable, _ codec: PlanCodec<Value>) {
    self.init(
      key: key, isRequired: true,
      read: { node, whole, reading in if let value = codec.read(node, reading) { whole[keyPath: path] = value } },
      write: { whole, writing in codec.write(whole[keyPath: path], writing) })
  }

  /// A key for a list.
  init<Item: Sendable>(_ key: PlanKey, _ path: any WritableKeyPath<Whole, [Item]> & Sendable, each codec: PlanCodec<Item>) {
    self.init(
      key: key,
      read: { node, whole, reading in
        whole[keyPath: path] = reading.items(node).reduce(into: []) { items, node in
          let item = reading.within(String(items.count), at: node.mark) { codec.read(node, reading) }
          if let item { items.append(item) }
        }
      },
      write: { whole, writing in
        let items = whole[keyPath: path]
        return items.isEmpty ? nil : .list(items.map { codec.write($0, writing) })
      })
  }

  /// A key for a list of parts that have keys of their own.
  ///
  /// - Parameters:
  ///   - make: A part of which only the name is known.
  ///   - shorthand: Whether a text alone is the name of a part.
  init<Part: Sendable>(
    _ key: PlanKey, _ path: any WritableKeyPath<Whole, [Part]> & Sendable, of fields: [PlanField<Part>], shorthand: Bool = false,
    make: @escaping @Sendable (String) -> Part
  ) {
    self.init(
      key: key,
      read: { node, whole, reading in
        whole[keyPath: path] = reading.items(node).reduce(into: []) { parts, node in
          let part = reading.within(String(parts.count), at: node.mark) { () -> Part? in
            if shorthand, node.scalar != nil { return reading.text(node).map(make) }
            var part = make("")
            return reading.read(node, into: &part, fields) ? part : nil
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
          parts.enumerated().map { index, part in .mapping((index == 0 ? writing : others).entries(part, fields)) })
      },
      // What has a short form is explained on its line.
      blank: { shorthand ? nil : .list([.mapping(fields.blanks())]) })
  }

  /// A key for the one part that has keys of its own.
  init<Part>(_ key: PlanKey, _ path: any WritableKeyPath<Whole, Part> & Sendable, part fields: [PlanField<Part>]) {
    self.init(
      key: key,
      read: { node, whole, reading in reading.read(node, into: &whole[keyPath: path], fields) },
      write: { whole, writing in
        let entries = writing.entries(whole[keyPath: path], fields)
        return entries.isEmpty ? nil : .mapping(entries)
      },
      blank: { .mapping(fields.blanks()) })
  }

  /// A key for a number in the unit of a KPI.
  init(
    _ key: PlanKey, figure path: any WritableKeyPath<Whole, Int?> & Sendable, of kpi: @escaping @Sendable (Whole, [PlanKPI]) -> PlanKPI?
  ) {
    self.init(
      key: key,
      read: { node, whole, reading in
        let codec = PlanCodec.figure(in: kpi(whole, reading.kpis)?.unit(reading.moneySeries))
        if let value = codec.read(node, reading) { whole[keyPath: path] = value }
      },
      write: { whole, writing in
        whole[keyPath: path].map { PlanCodec.figure(in: kpi(whole, writing.kpis)?.unit(writing.moneySeries)).write($0, writing) }
      })
  }
}
