import CRM
import Crypto
import CryptoExtras
import Foundation

/// A password as it is kept: scrypt (RFC 7914) of it with a salt of its own.
struct Password: Sendable {
  /// Characters; NIST SP 800-63B asks for eight at least, and no rules about which.
  static let lengths = 8...256

  let digest: [UInt8]
  let salt: [UInt8]
}

/// Hashes passwords, two at a time, so that a crowd at the door takes neither the memory nor both cores from those who are in.
actor PasswordHashing {
  static let shared = PasswordHashing()

  private var free = 2
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// - Throws: `.invalid` for a password that is too short or too long.
  func hash(_ text: String) async throws -> Password {
    guard Password.lengths.contains(text.count) else { throw CRMError(.invalid, .passwordLength, remedy: .passwordRemedy) }
    var generator = SystemRandomNumberGenerator()
    let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    return Password(digest: try await derive(text, salt), salt: salt)
  }

  /// Whether a text is the password; takes as long when there is none to compare with, so that the time says nothing of who has an account.
  func matches(_ text: String, _ password: Password?) async throws -> Bool {
    // What is too long cannot have been set, and must not cost anything.
    guard text.count <= Password.lengths.upperBound else { return false }
    let digest = try await derive(text, password?.salt ?? Array(repeating: 0, count: 16))
    guard let password else { return false }
    return zip(digest, password.digest).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0 && digest.count == password.digest.count
  }

  private func derive(_ text: String, _ salt: [UInt8]) async throws -> [UInt8] {
    if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
    defer { if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() } }
    return try await Password.derived(text, salt)
  }
}

extension Password {
  /// 16 MiB and some 50 ms: N = 2^14 and r = 8 take 128 · N · r bytes. Off the actor, which goes on counting.
  @concurrent fileprivate static func derived(_ text: String, _ salt: [UInt8]) async throws -> [UInt8] {
    // The same letters typed on two keyboards are the same password (RFC 8265).
    let typed = Array(text.precomposedStringWithCanonicalMapping.utf8)
    let key = try KDF.Scrypt.deriveKey(from: typed, salt: salt, outputByteCount: 32, rounds: 1 << 14, blockSize: 8, parallelism: 1)
    return key.withUnsafeBytes { Array($0) }
  }
}
