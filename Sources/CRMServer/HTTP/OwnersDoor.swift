import Foundation
import Synchronization

/// Lets the owner of the machine in, once: `filon serve` prints an address with the code, which only they can read.
package final class OwnersDoor: Sendable {
  private let code: Mutex<String?>

  /// A door that has no code opens to nobody.
  package init(isOpen: Bool) {
    var generator = SystemRandomNumberGenerator()
    let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")
    code = Mutex(isOpen ? String((0..<26).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] }) : nil)
  }

  /// What the owner is shown; nil once it was used.
  package var shown: String? { code.withLock { $0 } }

  /// Whether a code is that of the door; it closes then.
  func opens(to text: String) -> Bool {
    code.withLock { code in
      guard let right = code, right.utf8.count == text.utf8.count,
        zip(right.utf8, text.utf8).reduce(UInt8(0), { $0 | ($1.0 ^ $1.1) }) == 0
      else { return false }
      code = nil
      return true
    }
  }
}
