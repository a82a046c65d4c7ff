import ArgumentParser
import CRM
import Planning
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

  @Option(help: ArgumentHelp(say(.helpReportAuthor)))
  var author: String?

  @OptionGroup var access: AccessOptions

  /// What was asked for, else what the file's name says, else text.
  ///
  /// - Throws: `.usage` for a name that promises what is not written.
  private func chosen() throws -> Format {
    if let format { return format }
    guard let output else { return .md }
    let named = (output as NSString).pathExtension.lowercased()
    if named.isEmpty { return .md }
    guard let format = Format(rawValue: named) else {
      throw CRMError(.usage, .noReportFormat(named), place: output, remedy: .reportExtensions(Format.allCases.map(\.rawValue)))
    }
    return format
  }

  func run() async throws {
    let format = try chosen()
    if format == .xlsx, output == nil, isatty(STDOUT_FILENO) == 1 {
      throw CRMError(.usage, .workbookOnTerminal, place: "--format xlsx", remedy: .workbookOutputRemedy)
    }
    try await access.withScope { scope in
      let at = try await day(atText, "--at", scope, .past)
      let review = try await Plans(scope).review(plan, by: by, version: version, at: at)
      let report = Report(review, by: author, Formats(language: .current, currency: scope.organization.currency))
      let bytes =
        switch format {
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
