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
    var fields = metadata.merging(event.metadata ?? [:]) { _, own in own }.mapValues(\.description)
    if let error = event.error { fields["error"] = "\(error)" }
    fields["at"] = Instant.now.description
    fields["level"] = event.level.rawValue
    fields["message"] = event.message.description
    guard let text = try? JSONText.encode(fields, in: .en, isPretty: false) else { return }
    FileHandle.standardError.write(Data(text.utf8))
  }
}
