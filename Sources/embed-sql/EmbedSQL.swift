import Foundation

/// Writes the files of `sql/` as Swift string literals.
///
/// usage: embed-sql OUTPUT NAME=PATH…
@main
struct EmbedSQL {
  static func main() throws {
    var arguments = CommandLine.arguments.dropFirst()
    guard let output = arguments.popFirst() else { fatalError("usage: embed-sql OUTPUT NAME=PATH…") }
    var lines = ["/// The files of `sql/`, by path below it, in order of name.", "let sqlFiles: [(path: String, text: String)] = ["]
    for argument in arguments.sorted() {
      let parts = argument.split(separator: "=", maxSplits: 1)
      let text = try String(contentsOfFile: String(parts[1]), encoding: .utf8)
      // Two pound signs: the texts hold quotes, backslashes and Swift-like interpolations.
      lines.append("  (\n    \"\(parts[0])\",\n    ##\"\"\"\n\(text)\n\"\"\"##\n  ),")
    }
    lines.append("]")
    try lines.joined(separator: "\n").write(toFile: output, atomically: true, encoding: .utf8)
  }
}
