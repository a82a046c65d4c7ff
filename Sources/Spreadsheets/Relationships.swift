/// Which other parts a part of the package names, by the ids that it calls them.
final class Relationships {
  /// A part that is named.
  struct Target {
    /// The last word of its type: `worksheet`, `sharedStrings`, `officeDocument`.
    let type: String
    /// Its path in the zip.
    let part: String
  }

  private(set) var targets: [String: Target] = [:]
  private var depth = 0
  private let part: String
  private let folder: [Substring]
  private let limits: WorkbookLimits

  /// Reads what a part names; of the package itself with an empty path.
  init(of source: String, in archive: ZipArchive) throws(WorkbookError) {
    let steps = source.split(separator: "/")
    folder = steps.dropLast()
    part = (folder + ["_rels", (steps.last ?? "") + ".rels"]).joined(separator: "/")
    limits = archive.limits
    // A workbook names its sheets, so that only a damaged one has no relations.
    try XMLStream(archive.open(part, limit: limits.partBytes), self, limits: limits).readAll()
  }

  /// The one part of a type.
  func part(ofType type: String) -> String? {
    // Of several the first by id, the same one each time.
    targets.filter { $0.value.type == type }.min { $0.key < $1.key }?.value.part
  }

  /// The path that a reference means, which begins at the folder of the part, or at the top after a slash. It stays in the zip.
  private func path(_ reference: String) -> String {
    var steps = reference.hasPrefix("/") ? [] : folder
    for step in reference.split(separator: "/") {
      switch step {
      case ".": continue
      case "..": steps = steps.dropLast()
      default: steps.append(step)
      }
    }
    return steps.joined(separator: "/")
  }
}

extension Relationships: XMLReceiver {
  func start(_ name: XMLText, _ attributes: XMLAttributes) throws(WorkbookError) -> Bool {
    switch (depth, name) {
    case (0, "Relationships"): break
    case (0, _): throw error(.unexpectedDocument(name.shown))
    case (1, "Relationship"):
      guard targets.count < limits.listItems else { throw error(.tooLarge(.list)) }
      // What is outside is no part of the workbook, and is not fetched.
      let isOutside = attributes["TargetMode"].map { $0 == "External" } ?? false
      if !isOutside, let id = attributes["Id"], let type = attributes["Type"], let target = attributes["Target"] {
        let type = type.string.split(separator: "/").last ?? ""
        targets[id.string] = Target(type: String(type), part: path(target.string))
      }
    default: return false
    }
    depth += 1
    return true
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookError) {}

  func end() throws(WorkbookError) -> Bool {
    depth -= 1
    return false
  }

  func error(_ reason: WorkbookError.Reason) -> WorkbookError { WorkbookError(reason, part: part) }
}
