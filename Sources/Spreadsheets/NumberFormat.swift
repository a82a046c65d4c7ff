/// What a format of numbers shows them as.
enum NumberFormat: UInt8, Sendable {
  case number, percentage, date, time, dateTime
  /// A length of time: hours, minutes or seconds that do not begin anew.
  case duration

  /// The formats that programs have, whose codes stand in no file.
  init(builtIn id: Int) {
    self =
      switch id {
      case 9, 10: .percentage
      case 14...17: .date
      case 18...21, 45, 47: .time
      case 22: .dateTime
      // Of China, Japan and Korea. Some of them are times, not the same in each country: the number tells.
      case 27...36, 50...58: .date
      case 46: .duration
      default: .number
      }
  }

  /// What a code shows: `dd/mm/yyyy`, `0.0%`, `[h]:mm`, `#,##0.00 "days"`. Codes are always written as in the United States.
  init(code: String) {
    var scan = Scan()
    var index = code.startIndex
    while index < code.endIndex {
      let character = code[index]
      index = code.index(after: index)
      switch character {
      // Text.
      case "\"": index = code[index...].firstIndex(of: "\"").map { code.index(after: $0) } ?? code.endIndex
      // A character of text, the space of one, and one that fills the cell.
      case "\\", "_", "*": if index < code.endIndex { index = code.index(after: index) }
      // A colour, a condition, a language, or a length of time.
      case "[":
        let end = code[index...].firstIndex(of: "]") ?? code.endIndex
        let letters = Set(code[index..<end].lowercased())
        if letters == ["h"] || letters == ["m"] || letters == ["s"] { scan.hasDuration = true }
        index = end < code.endIndex ? code.index(after: end) : end
      case "%": scan.hasPercent = true
      case "m", "M":
        let run = code[index...].prefix { $0 == "m" || $0 == "M" }
        index = run.endIndex
        // A name of a month, or else a month or minutes.
        if run.count >= 2 { scan.hasDay = true } else { scan.hasM = true }
      case "y", "Y", "d", "D": scan.hasDay = true
      case "h", "H", "s", "S": scan.hasTime = true
      // The letters of AM/PM say nothing that the hours do not.
      case "A", "a":
        for mark in ["m/pm", "/p"] where code[index...].prefix(mark.count).lowercased() == mark {
          index = code.index(index, offsetBy: mark.count)
        }
      default: break
      }
    }
    self = scan.format
  }

  /// What was found in a code.
  private struct Scan {
    var hasDay = false
    var hasTime = false
    var hasM = false
    var hasDuration = false
    var hasPercent = false

    var format: NumberFormat {
      if hasDuration { return .duration }
      // A bare month; beside hours or seconds it is minutes.
      let hasDay = hasDay || hasM && !hasTime
      if hasDay { return hasTime ? .dateTime : .date }
      if hasTime { return .time }
      return hasPercent ? .percentage : .number
    }
  }
}
