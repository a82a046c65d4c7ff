import ArgumentParser

@main
struct Filon: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "filon")
}
