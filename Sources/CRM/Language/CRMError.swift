/// What stopped a request, told to the person who made it: what was wrong, where, and what to do.
public struct CRMError: Error, Sendable, Equatable {
  /// The sorts of failure; the command line turns it into an exit status and the HTTP edge into a status code.
  public enum Kind: String, Sendable, CaseIterable {
    /// The request itself is malformed.
    case usage
    /// Something named does not exist, or may not be seen.
    case notFound = "not_found"
    /// A name fits several things.
    case ambiguous
    /// The same fact was recorded with other content.
    case conflict
    /// The person acting has not the right.
    case denied
    /// A value breaks a rule.
    case invalid
    /// A server or file that is needed cannot be reached now.
    case unavailable
    /// It was being recorded when the server stopped answering: whether it is, is not known.
    case inDoubt = "in_doubt"
    /// Anything else.
    case failed
  }

  /// What sort of failure it is.
  public let kind: Kind
  /// What was wrong.
  public let message: Message
  /// Where: `file`, `file:line` or `file:line:column`, lines and columns counted from 1; in a table the column is that of the cell.
  public let place: String?
  /// What to do about it.
  public let remedy: Message?

  /// An error from its parts.
  public init(_ kind: Kind, _ message: Message, place: String? = nil, remedy: Message? = nil) {
    self.kind = kind
    self.message = message
    self.place = place
    self.remedy = remedy
  }
}

extension CRMError: CustomStringConvertible {
  /// The error on one line, in English, for logs and test failures.
  public var description: String {
    [place, message.en, remedy?.en].compactMap(\.self).joined(separator: ": ")
  }
}
