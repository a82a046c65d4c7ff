// What every capability says when a name is unknown.
extension Message {
  /// A text that quotes a name.
  package static func naming(_ text: String, fr: (String) -> String, en: (String) -> String) -> Message {
    Message(fr: fr(text.quoted(in: .fr)), en: en(text.quoted(in: .en)))
  }

  package static func namesThere(_ text: String, _ names: [String]) -> Message {
    if let nearest = names.nearest(to: text) { return didYouMean(nearest) }
    if names.isEmpty { return Message(fr: "il n’y en a aucun", en: "there is none") }
    let list = names.prefix(12).joined(separator: ", ")
    return Message(fr: "il y a\u{A0}: \(list)", en: "there are: \(list)")
  }

  /// The same of what has a name in each language.
  package static func namesThere(_ text: String, _ names: [Message]) -> Message {
    let nearest = names.flatMap { [$0.fr, $0.en] }.nearest(to: text)
    if let meant = names.first(where: { $0.fr == nearest || $0.en == nearest }) {
      return Message(fr: didYouMean(meant.fr).fr, en: didYouMean(meant.en).en)
    }
    return Message(fr: namesThere("", names.map(\.fr)).fr, en: namesThere("", names.map(\.en)).en)
  }

  package static func didYouMean(_ name: String) -> Message {
    naming(name, fr: { "vouliez-vous \($0)\u{A0}?" }, en: { "did you mean \($0)?" })
  }
}
