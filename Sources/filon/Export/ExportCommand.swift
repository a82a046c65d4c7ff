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

  @Option(name: .long, help: ArgumentHelp(say(.helpUntilDay)))
  var until: String?

  @Option(name: .long, help: ArgumentHelp(say(.helpPeriod)))
  var period: String?

  @OptionGroup var csv: CSVOptions

  @Option(name: .long, help: ArgumentHelp(say(.helpLanguage)))
  var lang: Language?

  @OptionGroup var access: AccessOptions

  func run() async throws {
    var request = ExportRequest(kind)
    // Elsewhere --to is the end of a period.
    if let to, (try? CivilDate.day(to)) != nil { throw CRMError(.usage, .exportIntoADay(to), place: "--to", remedy: .exportUntilRemedy) }
    try await access.withScope { scope in
      (request.from, request.until) = try await days(period: period, from: from, until: until, scope)
      request.style = csv.style(in: scope.organization.language)
      guard let rows = try await write(Exports(scope), request) else { return }
      tell(.exported(kind, rows, into: file, isOfSalesperson: scope.identity.role == .salesperson))
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
