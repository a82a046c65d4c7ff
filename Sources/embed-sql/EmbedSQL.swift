import Foundation

/// Writes the files of `sql/` as Swift string literals, each with a checksum.
///
/// usage: embed-sql OUTPUT NAME=PATH…
@main
struct EmbedSQL {
  static func main() throws {
    var arguments = CommandLine.arguments.dropFirst()
    guard let output = arguments.popFirst() else {
      throw CocoaError(.featureUnsupported, userInfo: [NSDebugDescriptionErrorKey: "usage: embed-sql OUTPUT NAME=PATH…"])
    }
    var lines = ["let sqlFiles: [SQLFile] = ["]
    for argument in arguments.sorted() {
      let parts = argument.split(separator: "=", maxSplits: 1)
      let text = try String(contentsOfFile: String(parts[1]), encoding: .utf8)
      // Two pound signs: the texts hold quotes, backslashes and Swift-like interpolations.
      lines.append("  SQLFile(path: \"\(parts[0])\", checksum: \"\(checksum(text))\", text: ##\"\"\"\n\(text)\n\"\"\"##),")
    }
    lines.append("]")
    try lines.joined(separator: "\n").write(toFile: output, atomically: true, encoding: .utf8)
  }

  /// FNV-1a, 64 bits: it tells an edited file from an unedited one, which is all it is for.
  static func checksum(_ text: String) -> String {
    let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }
}
