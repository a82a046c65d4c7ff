import CRM
import Foundation
package import Logging
import Postgres

/// Writes what the server has to say to standard error, a JSON object a line, for whatever gathers logs.
package struct JSONLog: LogHandler {
  package var metadata: Logger.Metadata = [:]
  package var logLevel: Logger.Level = .info

  package init() {}

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    let line = Self.line(event, metadata)
    // One call for a line: lines of several requests do not mix.
    line.withCString { text in _ = write(STDERR_FILENO, text, strlen(text)) }
  }

  /// A line is written for each request: a general encoder would take a tenth of its time.
  static func line(_ event: LogEvent, _ metadata: Logger.Metadata) -> String {
    var line = "{\"at\":\"\(Instant.now)\",\"level\":\"\(event.level.rawValue)\",\"message\":"
    line.append(quoting: event.message.description)
    if let error = event.error { line.append(",\"error\":", quoting: "\(error)") }
    for own in [metadata, event.metadata ?? [:]] {
      for (key, value) in own {
        line.append(",")
        line.append(quoting: key)
        line.append(":", quoting: value.description)
      }
    }
    return line + "}\n"
  }
}

extension String {
  fileprivate mutating func append(_ text: String, quoting value: String) {
    append(text)
    append(quoting: value)
  }
}
