public import ArgumentParser
public import CRM
import Planning

// The fixed choices of options, in the words of either language; help and errors name them in that of the run.

extension ExpressibleByArgument where Self: NamedChoice {
  public init?(argument: String) {
    guard let choice = try? Self.typed(argument) else { return nil }
    self = choice
  }

  public static var allValueStrings: [String] { allCases.map { say($0.name) } }
  public var defaultValueDescription: String { say(name) }
}
