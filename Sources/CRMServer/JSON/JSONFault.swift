import CRM

/// Why a text is not JSON that Filon reads, and the byte where.
struct JSONFault: Error, Equatable {
  enum Reason: Equatable {
    case endsTooSoon, noValue, noComma, noColon, noName, noNumber, noEscape, noUnicode, controlCharacter, tooDeep, textAfterTheEnd
    case nameTwice(String)
  }

  let reason: Reason
  /// Counted from 0.
  let offset: Int

  var message: Message {
    let place = offset + 1
    return Message(
      fr: "le corps n’est pas du JSON\u{A0}: \(words.fr) (octet \(place))", en: "the body is not JSON: \(words.en) (byte \(place))")
  }

  private var words: Message {
    switch reason {
    case .endsTooSoon: Message(fr: "il s’arrête trop tôt", en: "it ends too soon")
    case .noValue: Message(fr: "une valeur est attendue", en: "a value is expected")
    case .noComma: Message(fr: "une virgule ou une fin est attendue", en: "a comma or an end is expected")
    case .noColon: Message(fr: "deux-points attendus", en: "a colon is expected")
    case .noName: Message(fr: "un nom entre guillemets est attendu", en: "a name in quotation marks is expected")
    case .noNumber: Message(fr: "ce n’est pas un nombre", en: "this is no number")
    case .noEscape: Message(fr: "suite d’échappement inconnue", en: "an unknown escape")
    case .noUnicode: Message(fr: "ce n’est pas du texte Unicode", en: "this is no Unicode text")
    case .controlCharacter: Message(fr: "caractère de contrôle dans un texte", en: "a control character in a text")
    case .tooDeep:
      Message(fr: "plus de \(JSONParser.deepest) niveaux d’imbrication", en: "more than \(JSONParser.deepest) levels within each other")
    case .textAfterTheEnd: Message(fr: "il y a du texte après la fin", en: "there is text after the end")
    case .nameTwice(let name): Message(fr: "\(name.quoted(in: .fr)) est donné deux fois", en: "\(name.quoted(in: .en)) is given twice")
    }
  }
}
