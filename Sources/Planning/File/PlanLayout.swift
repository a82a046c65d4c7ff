import CRM

/// What can stand under a key.
indirect enum PlanShape: Sendable {
  /// One value; what has keys of its own is written on a line.
  case value
  /// A list, an item on a line.
  case items
  /// A part with keys of its own.
  case part([Field])
  /// A list of parts with keys of their own.
  case parts([Field])

  struct Field: Sendable {
    let key: PlanKey
    let shape: PlanShape
  }
}

extension PlanPart {
  /// Its keys, and what can stand under each.
  static var shapes: [PlanShape.Field] { fields.map { PlanShape.Field(key: $0.key, shape: $0.shape()) } }
}

/// A plan laid out on sheets: what it says once on the first, a line each, and each list of parts on a sheet of its own, whose columns are
/// the keys of the parts. It follows from the keys of the file, so that whatever a file can say stands in the workbook.
struct PlanLayout {
  /// What is said once.
  struct Line {
    /// Nil of what stands in no section.
    let section: PlanKey?
    let key: PlanKey
    let shape: PlanShape
  }

  /// A list of parts.
  struct Parts {
    let section: PlanKey?
    let key: PlanKey
    let columns: [PlanShape.Field]

    func sheet(in language: Language) -> String { "\(PlanLayout.firstSheet) · \(key.name(in: language))" }

    /// Whether a sheet of this name is meant.
    func isNamed(_ name: String) -> Bool {
      let parts = name.split(separator: "·", maxSplits: 1).map(\.trimmed)
      return parts.count == 2 && String(parts[0]).folded == PlanLayout.firstSheet.folded && key.isNamed(String(parts[1]))
    }
  }

  static let firstSheet = "Plan"
  let lines: [Line]
  let lists: [Parts]
  /// In the order of the file.
  let sections: [PlanKey]

  init() {
    var (lines, lists): ([Line], [Parts]) = ([], [])
    func add(_ fields: [PlanShape.Field], of section: PlanKey?) {
      for field in fields {
        switch field.shape {
        case .value, .items: lines.append(Line(section: section, key: field.key, shape: field.shape))
        case .part(let fields): add(fields, of: field.key)
        case .parts(let columns): lists.append(Parts(section: section, key: field.key, columns: columns))
        }
      }
    }
    add(PlanContent.shapes, of: nil)
    (self.lines, self.lists) = (lines, lists)
    sections = PlanContent.shapes.map(\.key)
  }
}
