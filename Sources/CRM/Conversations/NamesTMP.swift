extension Channel { init?(named t: String) { self.init(rawValue: t.folded) } }
extension Outcome { init?(named t: String) { self.init(rawValue: t.folded) } }
extension Message { static func unknownChannel(_ t: String) -> Message { .verbatim("channel? " + t) }; static func unknownOutcome(_ t: String) -> Message { .verbatim("outcome? " + t) } }
