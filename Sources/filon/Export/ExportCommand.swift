import ArgumentParser
import CRM
import Foundation

extension ExportKind: ExpressibleByArgument {}

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "export", abstract: say(.helpExport), discussion: say(.helpExportMore))

  @Argument(help: ArgumentHelp(say(.helpExportKind)))
  var kind: ExportKind

  @Option(name: .long, help: ArgumentHelp(say(.helpExportTo)))
  var to: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpFrom)))
  var from: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpToDay)))
  var until: String?

  @OptionGroup var csv: CSVOptions

  @Option(name: .long, help: ArgumentHelp(say(.helpLanguage)))
  var lang: Language?

  @OptionGroup var access: AccessOptions

  func run() async throws {
    var request = ExportRequest(kind)
    (request.from, request.until) = (try day(from, "--from"), try day(until, "--until"))
    if let from = request.from, let until = request.until, until <= from {
      throw CRMError(.usage, .emptyPeriod(from, until), place: "--until", remedy: .exportPeriodRemedy)
    }
    // Elsewhere --to is the end of a period.
    if let to, (try? day(to, "--to")) != nil { throw CRMError(.usage, .exportIntoADay(to), place: "--to", remedy: .exportUntilRemedy) }
    try await access.withScope { scope in
      request.style = csv.style(in: scope.organization.language)
      guard let rows = try await write(Exports(scope), request) else { return }
      let notice = say(.exported(kind, rows, into: file, isOfSalesperson: scope.identity.role == .salesperson)) + "\n"
      FileHandle.standardError.write(Data(notice.printable(keepingLines: true).utf8))
    }
  }

  private var file: String? { to == "-" ? nil : to }

  /// How many rows were written; nil when whoever read them had enough.
  private func write(_ exports: Exports, _ request: ExportRequest) async throws -> Int? {
    guard let file else { return try await filon.write { write in try await exports.run(request, write) } }
    var rows = 0
    try await OutputFile.replacing(file) { output in rows = try await exports.run(request, output.write) }
    return rows
  }
}
