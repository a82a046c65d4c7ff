import Foundation
import Testing

/// The order of folders is what the drawing of `docs/architecture.md` says; a folder uses the types of those before it.
@Suite struct FolderOrderTests {
  /// The folders of each target in their order: the lines of a drawing that have an arrow between names.
  private static func orders() throws -> [String: [String]] {
    let page = try String(contentsOf: SourceFile.root.appending(path: "docs/architecture.md"), encoding: .utf8)
    var orders: [String: [String]] = [:]
    var target: String?
    var isDrawing = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { (target, isDrawing) = (nil, !isDrawing) }
      guard isDrawing, line.contains("→") else { continue }
      var words = line.split(separator: " ").filter { $0 != "→" }.map(String.init)
      if line.first != " " { target = words.removeFirst() }
      if let target { orders[target, default: []] += words }
    }
    return orders
  }

  @Test func theDrawingNamesEveryFolder() throws {
    let orders = try Self.orders()
    #expect(Set(orders.keys) == ["CRM", "CRMServer", "Planning", "PlanReport", "filon"])
    for (target, folders) in orders {
      let there = Set(SourceFile.all.filter { $0.target == target }.compactMap(\.folder))
      #expect(there == Set(folders) && folders.count == there.count, "the drawing of \(target) in docs/architecture.md")
    }
  }

  @Test func aFolderUsesThoseBeforeIt() throws {
    for (target, folders) in try Self.orders() {
      let files = SourceFile.all.filter { $0.target == target }
      let place = Dictionary(uniqueKeysWithValues: folders.enumerated().map { ($1, $0) })
      var home: [String: (folder: String, place: Int)] = [:]
      for file in files {
        guard let folder = file.folder, let index = place[folder] else { continue }
        for type in file.types { home[type] = (folder, index) }
      }
      for file in files {
        guard let index = file.folder.flatMap({ place[$0] }) else { continue }
        for (number, line) in file.code.enumerated() {
          for type in SourceFile.typesUsed(in: line) {
            guard let used = home[String(type)], used.place > index else { continue }
            Issue.record("Sources/\(file.path):\(number + 1) uses \(type) of \(used.folder), which comes later")
          }
        }
      }
    }
  }
}
