import ArgumentParser
import CRM
import Foundation

struct ProspectMergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "merge", abstract: say(.helpProspectMerge))

  @Argument(help: ArgumentHelp(say(.helpProspectKept)))
  var kept: String

  @Argument(help: ArgumentHelp(say(.helpProspectsMerged)))
  var others: [String]

  @Flag(help: ArgumentHelp(say(.helpPreviewMerge)))
  var preview = false

  @Flag(help: ArgumentHelp(say(.helpYes)))
  var yes = false

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    try await options.withScope { scope in
      let prospects = Prospects(scope)
      let sides = try await prospects.merge(kept, others, preview: true)
      if preview {
        try show(sides, in: options.output.format, scope)
        if options.output.format == .table { try write(say(.mergePreviewed) + "\n") }
        return
      }
      if !yes {
        guard Question.canBeAsked else { throw CRMError(.usage, .mergeIsAsked, place: "--yes", remedy: .mergeIsAskedRemedy) }
        try show(sides, in: .table, scope)
        guard try Question.isAnsweredYes(.mergeQuestion(sides)) else { return try write(say(.mergeDeclined) + "\n") }
      }
      // What was shown is what is merged, whatever the names mean by now.
      let ids = sides.merged.map(\.prospect.id.description)
      try show(try await prospects.merge(sides.kept.prospect.id.description, ids), in: options.output.format, scope)
    }
  }

  private func show(_ merge: Merge, in format: OutputFormat, _ scope: Scope) throws {
    let table = format == .csv ? ProspectTables.sides(merge) : ProspectTables.merge(merge)
    try present(
      merge, as: [table], in: format, csv: options.output.csv.style(), currency: scope.organization.currency, recorded: merge.mergeID)
  }
}

struct ProspectUnmergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "unmerge", abstract: say(.helpProspectUnmerge))

  @Argument(help: ArgumentHelp(say(.helpUnmerged)))
  var merge: String

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    try await options.withScope { scope in
      let undone = try await Prospects(scope).unmerge(merge)
      try present(undone, as: ProspectTables.unmerge(undone), options.output, recorded: undone.mergeID)
    }
  }
}

struct ProspectMergesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "merges", abstract: say(.helpProspectMerges))

  @Flag(help: ArgumentHelp(say(.helpUndoneMerges)))
  var all = false

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    try await options.withScope { scope in
      let merges = try await Prospects(scope).merges(includingUndone: all)
      try present(["merges": merges], as: ProspectTables.merges(merges, includingUndone: all), options.output)
    }
  }
}

struct ProspectDuplicatesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "duplicates", abstract: say(.helpProspectDuplicates))

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    try await options.withScope { scope in
      let groups = try await Prospects(scope).duplicates()
      try present(["groups": groups], as: ProspectTables.groups(groups), options.output)
    }
  }
}
