public import Foundation

/// A part of a list, newest first, and where the next part begins.
public struct Page<Item: Encodable & Sendable>: Encodable, Sendable {
  public let items: [Item]
  /// The last item here, after which the next page begins; null on the last page.
  @Nullable public private(set) var next: UUID?

  /// - Parameter items: Up to one item more than the page holds, by which one sees that it is not the last.
  init(_ items: [Item], limit: Int, id: (Item) -> UUID) {
    self.items = Array(items.prefix(limit))
    next = items.count > limit ? self.items.last.map(id) : nil
  }
}
