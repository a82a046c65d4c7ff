/// A part of a list, newest first, and where the next part begins. In JSON the items stand under the name of what they are.
public struct Page<Item: Encodable & Sendable>: Encodable, Sendable {
  public let items: [Item]
  /// The last item here, after which the next page begins; nil on the last page.
  public let next: ID<Item>?
  private let name: String

  /// - Parameters:
  ///   - name: What the items are: `conversations`.
  ///   - items: Up to one item more than the page holds, by which one sees that it is not the last.
  package init(_ name: String, _ items: [Item], limit: Int, id: (Item) -> ID<Item>) {
    self.name = name
    self.items = Array(items.prefix(limit))
    next = items.count > limit ? self.items.last.map(id) : nil
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// `{"conversations": […], "next": …}`
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(items, forKey: Key(stringValue: name))
    try container.encode(next, forKey: Key(stringValue: "next"))
  }
}

/// Throws unless a page of so many rows can be asked for.
package func requirePageLength(_ limit: Int) throws {
  guard (1...1000).contains(limit) else { throw CRMError(.usage, .badPageLength) }
}
