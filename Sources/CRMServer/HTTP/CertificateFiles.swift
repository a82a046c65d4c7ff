import CRM
import Foundation
package import Logging
import NIOCore
import NIOSSL
import Synchronization

/// The certificate of the server and its key, read again when their files change: a renewed one counts without a restart.
package final class CertificateFiles: Sendable {
  private struct Read {
    let chain: [NIOSSLCertificateSource]
    let key: NIOSSLPrivateKeySource
    /// By which one sees that the files are others.
    let state: [FileState]
  }

  private struct FileState: Equatable {
    let inode, size: Int
    let changed: Date
  }

  /// Between two looks at the files.
  private static let interval: Duration = .seconds(1)

  private let certificate, key: String
  private let logger: Logger
  private let read: Mutex<(current: Read, lookedAt: ContinuousClock.Instant)>

  /// Reads both files, PEM: the certificate with those between it and its authority, and its private key.
  ///
  /// - Throws: `.invalid` with the file that is none, or where the key is not the certificate's.
  package init(certificate: String, key: String, logger: Logger) throws {
    (self.certificate, self.key, self.logger) = (certificate, key, logger)
    read = Mutex((try Self.read(certificate, key), .now))
  }

  /// What connections are encrypted with: TLS 1.2 at least.
  var configuration: TLSConfiguration {
    let first = read.withLock { $0.current }
    var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: first.chain, privateKey: first.key)
    configuration.minimumTLSVersion = .tlsv12
    configuration.sslContextCallback = { [self] _, answer in
      let current = current()
      var change = NIOSSLContextConfigurationOverride()
      (change.certificateChain, change.privateKey) = (current.chain, current.key)
      answer.succeed(change)
    }
    return configuration
  }

  /// Files that cannot be read, or do not belong together, are half renewed: those before go on until they do.
  private func current() -> Read {
    read.withLock { read in
      guard read.lookedAt + Self.interval < .now else { return read.current }
      read.lookedAt = .now
      guard let state = try? Self.state(certificate, key), state != read.current.state else { return read.current }
      do {
        read.current = try Self.read(certificate, key)
        logger.info("certificate read again")
      } catch {
        logger.warning("certificate not read", metadata: ["error": "\(error)"])
      }
      return read.current
    }
  }

  private static func read(_ certificate: String, _ key: String) throws -> Read {
    let state = try state(certificate, key)
    let chain: [NIOSSLCertificate]
    do { chain = try NIOSSLCertificate.fromPEMFile(certificate) } catch { throw CRMError(.invalid, .noCertificate, place: certificate) }
    let privateKey: NIOSSLPrivateKey
    do { privateKey = try NIOSSLPrivateKey(file: key, format: .pem) } catch { throw CRMError(.invalid, .noPrivateKey, place: key) }
    let read = Read(chain: chain.map(NIOSSLCertificateSource.certificate), key: .privateKey(privateKey), state: state)
    do {
      _ = try NIOSSLContext(configuration: .makeServerConfiguration(certificateChain: read.chain, privateKey: read.key))
    } catch {
      throw CRMError(.invalid, .anotherKey, place: key)
    }
    return read
  }

  private static func state(_ files: String...) throws -> [FileState] {
    try files.map { file in
      do {
        let found = try FileManager.default.attributesOfItem(atPath: URL(filePath: file).resolvingSymlinksInPath().path)
        return FileState(
          inode: found[.systemFileNumber] as? Int ?? 0, size: found[.size] as? Int ?? 0,
          changed: found[.modificationDate] as? Date ?? .distantPast)
      } catch {
        throw CRMError(.notFound, .noSuchFile, place: file)
      }
    }
  }
}

extension Message {
  fileprivate static let noSuchFile = Message(fr: "ce fichier ne peut pas être lu", en: "this file cannot be read")
  fileprivate static let noCertificate = Message(fr: "ce fichier n’est pas un certificat (PEM)", en: "this file is no certificate (PEM)")
  fileprivate static let noPrivateKey = Message(fr: "ce fichier n’est pas une clé privée (PEM)", en: "this file is no private key (PEM)")
  fileprivate static let anotherKey = Message(
    fr: "ce n’est pas la clé du certificat", en: "this is not the key of the certificate")
}
