import Foundation

@testable import CRM

/// A file that lives as long as this value is used.
final class TemporaryFile {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("filon-\(UUID().uuidString).csv").path

  init(_ bytes: some Sequence<UInt8>) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  convenience init(_ text: String) throws { try self.init(text.utf8) }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Reads a whole table: its header and its rows.
func readTable(_ path: String, _ options: CSVReader.Options = .init()) throws -> [[String]] {
  let reader = try CSVReader(path: path, options: options)
  var rows = [reader.header]
  while try reader.next() { rows.append(reader.strings) }
  return rows
}
