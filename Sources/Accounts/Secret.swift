package import CRM
import Crypto
import Foundation

/// What is shown once to whoever it lets in: the organization it is of and 32 random bytes, of which only the digest is kept.
package struct Secret: Sendable, Hashable {
  private static let length = 32

  package let organizationID: Organization.ID
  private let bytes: [UInt8]

  /// A new one.
  init(for organizationID: Organization.ID) {
    self.organizationID = organizationID
    var generator = SystemRandomNumberGenerator()
    bytes = (0..<Self.length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// The secret that a text is; nil for every other text.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count < 100, text.hasPrefix(Self.prefix), let data = Data(base64URL: text.dropFirst(Self.prefix.count)),
      data.count == 16 + Self.length
    else { return nil }
    organizationID = Organization.ID(data.prefix(16).withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) })
    bytes = Array(data.dropFirst(16))
  }

  /// By which scanners of source code know it for what it is.
  private static let prefix = "filon_"

  /// How it is written: letters, digits, `-` and `_`.
  package var text: String {
    let organization = withUnsafeBytes(of: organizationID.uuid.uuid) { Array($0) }
    return Self.prefix + Data(organization + bytes).base64URL
  }

  /// What is kept of it. It is as random as a key: a slow hash would add nothing.
  var digest: [UInt8] { Array(SHA256.hash(data: bytes)) }
}

extension Data {
  fileprivate init?(base64URL text: some StringProtocol) {
    let plain = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
    self.init(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4))
  }

  fileprivate var base64URL: String {
    String(base64EncodedString().filter { $0 != "=" }.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
  }
}
