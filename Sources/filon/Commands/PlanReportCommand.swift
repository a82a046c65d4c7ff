import ArgumentParser
import CRM
import Foundation
import PlanReport

struct PlanReportCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case md, html, xlsx, svg
  }

  static let configuration = CommandConfiguration(commandName: "report", abstract: say(.helpPlanReport))

  @Argument(help: ArgumentHelp(say(.helpPlanArgument)))
  var plan: String?

  @Option(help: ArgumentHelp(say(.helpReportFormat)))
  var format: Format?

  @Option(name: .shortAndLong, help: ArgumentHelp(say(.helpReportOutput)))
  var output: String?

  @Option(help: ArgumentHelp(say(.helpReportBy)))
  var by: Grain = .month

  @Option(name: .customLong("at"), help: ArgumentHelp(say(.helpPlanAt)))
  var atText: String?

  @Option(name: .customLong("version"), help: ArgumentHelp(say(.helpReportVersion)))
  var version: Int?

  @Option(name: .long, help: ArgumentHelp(say(.helpLanguage)))
  var lang: Language?

  @OptionGroup var access: AccessOptions

  /// What was asked for, else what the file's name says, else text.
  private var chosen: Format {
    format ?? output.flatMap { Format(rawValue: String($0.split(separator: ".").last ?? "").lowercased()) } ?? .md
  }

  func run() async throws {
    if chosen == .xlsx, output == nil, isatty(STDOUT_FILENO) == 1 {
      throw CRMError(.usage, .workbookOnTerminal, place: "--format xlsx", remedy: .workbookOutputRemedy)
    }
    let at = try day(atText, "--at")
    try await access.withScope { scope in
      let overview = try await Plans(scope).overview(plan, by: by, version: version, at: at)
      let report = Report(overview, Formats(language: .current, currency: scope.organization.currency))
      let bytes =
        switch chosen {
        case .md: Array(report.markdown.utf8)
        case .html: Array(report.html.utf8)
        case .svg: Array(report.svg.utf8)
        case .xlsx: try report.workbook()
        }
      guard let output else { return try write(bytes) }
      try writeFile(bytes, output)
    }
  }
}
