import ArgumentParser
import CRM
import Tables

struct StageCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage", abstract: say(.helpStages), subcommands: [List.self, Add.self, Rename.self, Move.self, Chance.self, Close.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpStageList))

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { scope in
        let stages = try await Stages(scope).list()
        try present(["stages": stages], as: pipeline(stages), options.output, currency: scope.organization.currency)
      }
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpStageAdd), discussion: say(.helpStageAddMore))

    @Argument(help: ArgumentHelp(say(.helpNewStageName)))
    var name: String

    @Option(parsing: .unconditional, help: ArgumentHelp(say(.helpChance)))
    var chance: String?

    @OptionGroup var place: PlaceArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      let chance = try percent(chance, "--chance")
      let place = try place.read()
      try await options.withScope { try show(try await Stages($0).add(name, probability: chance, at: place), $0, options) }
    }
  }

  struct Rename: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpStageRename), discussion: say(.helpStageRenameMore))

    @Argument(help: ArgumentHelp(say(.helpStage)), completion: .stages)
    var stage: String

    @Argument(help: ArgumentHelp(say(.helpRename)))
    var name: String

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { try show(try await Stages($0).rename(stage, to: name), $0, options) }
    }
  }

  struct Move: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpStageMove))

    @Argument(help: ArgumentHelp(say(.helpStage)), completion: .stages)
    var stage: String

    @OptionGroup var place: PlaceArguments
    @OptionGroup var options: ScopeOptions

    func run() async throws {
      guard let place = try place.read() else { throw CRMError(.usage, .stagePlaceMissing, remedy: .stagePlaceRemedy) }
      try await options.withScope { try show(try await Stages($0).move(stage, place), $0, options) }
    }
  }

  struct Chance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpStageChance))

    @Argument(help: ArgumentHelp(say(.helpStage)), completion: .stages)
    var stage: String

    @Argument(help: ArgumentHelp(say(.helpChance)))
    var chance: String

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      let chance = try percent(chance, "<chance>") ?? 0
      try await options.withScope { try show(try await Stages($0).weigh(stage, probability: chance), $0, options) }
    }
  }

  struct Close: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: say(.helpStageClose), discussion: say(.helpStageCloseMore))

    @Argument(help: ArgumentHelp(say(.helpStage)), completion: .stages)
    var stage: String

    @Option(help: ArgumentHelp(say(.helpStageInto)))
    var into: String?

    @OptionGroup var options: ScopeOptions

    func run() async throws {
      try await options.withScope { try show(try await Stages($0).close(stage, into: into), $0, options) }
    }
  }

  /// Beside which stage.
  struct PlaceArguments: ParsableArguments {
    @Option(help: ArgumentHelp(say(.helpAfterStage)))
    var after: String?

    @Option(help: ArgumentHelp(say(.helpBeforeStage)))
    var before: String?

    func read() throws -> StagePlace? {
      if after != nil, before != nil { throw CRMError(.usage, .stagePlaceTwice, place: "--before", remedy: .stagePlaceRemedy) }
      return after.map(StagePlace.after) ?? before.map(StagePlace.before)
    }
  }

  private static func show(_ answer: StageAnswer, _ scope: Scope, _ options: ScopeOptions) throws {
    let table = pipeline(answer.stages, title: .stageChanged(answer), notes: [Message.stageNote(answer)].compactMap(\.self))
    try present(answer, as: table, options.output, currency: scope.organization.currency, recorded: answer.stage.id)
  }

  private static func pipeline(_ stages: [StageSummary], title: Message? = nil, notes: [Message] = []) -> Table {
    Table(stages, title: title, notes: notes) {
      Column("position", .stagePosition, .trailing) { .integer($0.position) }
      Column("name", .labelStage) { .text($0.name) }
      Column("kind", .stageKind) { .code($0.kind.rawValue, $0.retiredOn == nil ? $0.kind.message : .stageRetired) }
      Column("probability", .stageProbability, .trailing) { .integer($0.probability) }
      Column("opportunities", .headerOpen, .trailing) { .integer($0.opportunities) }
      Column("amount", .labelAmount, .trailing) { .money($0.amountCents) }
      Column("without_amount", .headerWithoutAmount, .trailing, in: .sheet) { .integer($0.withoutAmount) }
      Column("retired_on", .headerRetiredOn, in: .sheet) { .day($0.retiredOn) }
      Column("id", .labelID, in: .sheet) { .id($0.id) }
    }
  }
}
