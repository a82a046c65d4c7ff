import CRM

extension JSONValue {
  /// As JSON writes it, without blanks; what was read comes out with the same digits.
  var text: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .number(let digits): text += digits
    case .string(let value): text.append(quoting: value)
    case .array(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        item.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        text.append(quoting: member.name)
        text += ":"
        member.value.write(to: &text)
      }
      text += "}"
    }
  }
}

extension String {
  /// Appends a string as JSON writes it; control characters beyond ASCII are escaped too, for whoever reads it on a terminal.
  mutating func append(quoting value: String) {
    append("\"")
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "\n": append("\\n")
      default:
        if scalar.isUnprintable {
          append(scalar.escapedInJSON)
        } else {
          unicodeScalars.append(scalar)
        }
      }
    }
    append("\"")
  }
}
