import Foundation
package import Postgres

extension JSONB {
  package init(encoding value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    self.init(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
