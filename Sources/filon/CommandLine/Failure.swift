import ArgumentParser
import CRM
import EmbeddedPostgres
import Foundation
import Postgres
import Schema

/// How a command ends when it does not succeed.
enum Failure {
  /// The exit statuses that scripts rely on.
  static let failed: Int32 = 1
  static let wrongUsage: Int32 = 2
  static let doneWithRejections: Int32 = 3

  /// Says what went wrong to the person (or, with `--format json`, to the program) and ends.
  static func exit(with error: any Error) -> Never {
    if let status = error as? ExitCode { Foundation.exit(status.rawValue) }
    if error is CancellationError { Interruption.end() }
    // Help and version come as errors too.
    if Filon.exitCode(for: error) == .success {
      do {
        let words = Array(CommandLine.arguments.dropFirst())
        let examples = words.contains("--version") ? "" : Examples.text(for: words)
        try write(helpText(Filon.fullMessage(for: error)) + "\n" + examples)
        Foundation.exit(0)
      } catch { exit(with: error) }
    }
    let isUsage = Filon.exitCode(for: error) == .validationFailure
    let error =
      CRMError(any: error) ?? .unknownCommand(in: Array(CommandLine.arguments.dropFirst()))
      ?? CRMError(isUsage ? .usage : .failed, parserText: Filon.fullMessage(for: error))
    report(error)
    Foundation.exit(Interruption.status ?? (error.kind == .usage ? wrongUsage : failed))
  }

  /// Writes an error to standard error: as text, or as JSON where the answer would have been.
  static func report(_ error: CRMError) {
    FileHandle.standardError.write(Data(text(of: error).utf8))
  }

  private static func text(of error: CRMError) -> String {
    if asksForJSON(CommandLine.arguments), let json = try? JSONText.encode(ErrorDocument(error: error), in: .current) { return json }
    let place = error.place.map { $0 + ": " } ?? ""
    let remedy = error.remedy.map { "\n  → " + say($0) } ?? ""
    return "filon: \(place)\(say(error.message))\(remedy)".printable(keepingLines: true).fitting(.standardError)
  }

  /// Read from the arguments themselves: there may be no command to ask.
  private static func asksForJSON(_ arguments: [String]) -> Bool {
    arguments.contains("--format=json") || zip(arguments, arguments.dropFirst()).contains { $0 == ("--format", "json") }
  }
}

private struct ErrorDocument: Encodable {
  struct Body: Encodable {
    let kind: String
    let message: Message
    @Nullable var place: String?
    @Nullable var remedy: Message?
  }

  let error: Body

  init(error: CRMError) {
    self.error = Body(kind: error.kind.rawValue, message: error.message, place: error.place, remedy: error.remedy)
  }
}

extension CRMError {
  /// What an error of any layer means to the person; nil for what ArgumentParser throws.
  init?(any error: any Error) {
    switch error {
    case let error as CRMError: self = error
    case let error as PostgresError: self.init(error)
    case let error as EmbeddedServerError: self.init(.unavailable, Message(error))
    case let error as SchemaError: self.init(error)
    default: return nil
    }
  }
}
