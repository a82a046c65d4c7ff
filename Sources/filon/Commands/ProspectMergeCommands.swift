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

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    try await options.withScope { scope in
      let merge = try await Prospects(scope).merge(kept, others, preview: preview)
      try present(
        merge, as: ProspectTables.merge(merge), options.output, currency: scope.organization.currency, recorded: merge.mergeID)
    }
  }
}

struct ProspectUnmergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "unmerge", abstract: say(.helpProspectUnmerge))

  @Argument(help: ArgumentHelp(say(.helpMergeID)))
  var merge: String

  @OptionGroup var options: ScopeOptions

  func run() async throws {
    let id = try requiredID(merge)
    try await options.withScope { scope in
      let undone = try await Prospects(scope).unmerge(id)
      try present(undone, as: ProspectTables.unmerge(undone), options.output, recorded: id)
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
