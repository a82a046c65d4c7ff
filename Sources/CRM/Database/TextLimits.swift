/// How long the text of a column may be, in characters, as a check constraint holds it.
struct TextLimit {
  let field: Message
  let length: ClosedRange<Int>

  /// What is said of a text that is too long, or empty.
  var message: Message {
    let most = { (language: Language) in Formats(language: language).integer(length.upperBound) }
    guard length.lowerBound > 0 else {
      return Message(fr: "\(field.fr)\u{A0}: \(most(.fr)) caractères au plus", en: "\(field.en): \(most(.en)) characters at most")
    }
    return Message(
      fr: "\(field.fr)\u{A0}: de \(length.lowerBound) à \(most(.fr)) caractères",
      en: "\(field.en): \(length.lowerBound) to \(most(.en)) characters")
  }

  /// Those of all columns, by the name of their constraint.
  static let all: [String: TextLimit] = {
    let limits: [(constraints: [String], field: Message, length: ClosedRange<Int>)] = [
      (["organization_name", "app_user_name", "team_name", "salesperson_name", "prospect_name", "plan_name"], .fieldName, 1...200),
      (["stage_name", "credential_name"], .fieldName, 1...100),
      (["organization_slug", "plan_slug"], Message(fr: "Identifiant (slug)", en: "Slug"), 0...63),
      (["prospect_contact_name"], .fieldContact, 0...200),
      (["app_user_email"], .fieldEmail, 3...254),
      (["prospect_email"], .fieldEmail, 0...254),
      (["prospect_phone"], .fieldPhone, 0...60),
      (["prospect_vat_number"], .fieldVAT, 0...20),
      (["prospect_naf_code"], .fieldNAF, 0...10),
      (["prospect_address"], .fieldAddress, 0...500),
      (["prospect_postal_code"], .fieldPostalCode, 0...12),
      (["prospect_city"], .fieldCity, 0...100),
      (["prospect_source", "opportunity_source"], .fieldSource, 1...100),
      (["prospect_next", "conversation_next", "follow_up_next"], .fieldNext, 0...500),
      (
        ["prospect_note", "opportunity_note", "conversation_note", "sale_note", "expense_note", "measurement_note"], .fieldNote, 0...10_000
      ),
      (
        [
          "prospect_reference", "opportunity_reference", "conversation_reference", "sale_reference", "expense_reference",
          "measurement_reference",
        ],
        .labelReference, 0...300
      ),
      (["opportunity_title"], .labelTitle, 0...200),
      (["stage_change_loss"], Message(fr: "Motif de perte, concurrent", en: "Loss reason, competitor"), 0...200),
      (["expense_category"], .labelCategory, 1...100),
      (["expense_action"], .labelAction, 1...200),
      (["measurement_label"], .labelLabel, 1...300),
      (["measurement_place"], .labelPlace, 1...100),
      (["idempotent_request_key_length"], .verbatim("Idempotency-Key"), 1...255),
      (["plan_version_source"], Message(fr: "Texte du plan", en: "Text of the plan"), 0...1_048_576),
    ]
    return Dictionary(
      uniqueKeysWithValues: limits.flatMap { limit in
        limit.constraints.map { ($0, TextLimit(field: limit.field, length: limit.length)) }
      })
  }()
}
