/// Why a text is not the value that was expected; the message quotes the text.
public struct InvalidValue: Error, Sendable, Equatable {
  /// What is wrong with the text.
  public let message: Message
  /// What to write instead, when that can be said.
  public let remedy: Message?

  /// A refusal from its parts.
  public init(_ message: Message, remedy: Message? = nil) {
    self.message = message
    self.remedy = remedy
  }
}

extension CRMError {
  /// The refusal as an answer to whoever gave the value.
  public init(_ refusal: InvalidValue) {
    self.init(.invalid, refusal.message, remedy: refusal.remedy)
  }
}
