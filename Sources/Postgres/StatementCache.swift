/// The statements that one connection has prepared, by shape; the least recently used one makes room.
struct StatementCache {
  private struct Entry {
    let name: String
    var lastUse: Int
  }

  enum Lookup: Equatable {
    case prepared(String)
    /// To be prepared under a name that the connection never used before, after the `evicted` one is deallocated.
    case prepare(String, evicted: String?)
  }

  private let capacity: Int
  private var entries: [SQL.Shape: Entry] = [:]
  private var uses = 0
  private var names = 0

  init(capacity: Int = 256) {
    self.capacity = capacity
  }

  /// From here on the shape counts as prepared.
  mutating func use(_ shape: SQL.Shape) -> Lookup {
    uses += 1
    if let index = entries.index(forKey: shape) {
      entries.values[index].lastUse = uses
      return .prepared(entries.values[index].name)
    }
    var evicted: String?
    if entries.count >= capacity, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      evicted = oldest.value.name
      entries.removeValue(forKey: oldest.key)
    }
    names += 1
    let name = "s\(names)"
    entries[shape] = Entry(name: name, lastUse: uses)
    return .prepare(name, evicted: evicted)
  }

  /// The server does not have it (any more), or will not run it as it was prepared.
  mutating func forget(_ shape: SQL.Shape) {
    entries.removeValue(forKey: shape)
  }

  mutating func forgetAll() {
    entries.removeAll()
  }
}
