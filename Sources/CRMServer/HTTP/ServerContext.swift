import Accounts
import CRM
import Foundation
package import Hummingbird
import Logging
import NIOCore

/// What is known of a request while it is answered.
package struct ServerContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  /// By which the log tells of this request.
  let requestID: String
  /// The address of the network that it came from; that which the proxy tells, where one is trusted.
  var address: String
  /// Whether it came over TLS, be it as far as the proxy.
  var isSecure = false
  /// What the answer speaks.
  var language: Language = .fr
  var signedIn: SignedIn?

  package init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    address = source.channel.remoteAddress?.ipAddress ?? "local"
    requestID = RequestID().description
    logger[metadataKey: "hb.request.id"] = nil
    logger[metadataKey: "request_id"] = "\(requestID)"
  }
}

extension Language {
  /// The first language of a header that Filon speaks (RFC 9110, 12.5.4); nil when it names none.
  init?(acceptLanguage header: String?) {
    let ranges = (header ?? "").split(separator: ",").prefix(20).map { range -> (Language?, Double) in
      let parts = range.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      return (Language(rawValue: String(parts.first?.prefix { $0 != "-" } ?? "").lowercased()), weight)
    }
    let best = ranges.filter { $0.0 != nil && $0.1 > 0 }.max { $0.1 < $1.1 }
    guard let language = best?.0 else { return nil }
    self = language
  }
}
