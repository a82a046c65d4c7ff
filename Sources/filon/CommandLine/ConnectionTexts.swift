import CRM
import Planning

extension Message {
  static let schemaBehind = Message(
    fr: "le schéma de la base est plus ancien que ce programme", en: "the database schema is older than this program")
  static let migrateRemedy = Message(fr: "lancez «\u{A0}filon db migrate\u{A0}»", en: "run “filon db migrate”")
  static let schemaAhead = Message(
    fr: "le schéma de la base est plus récent que ce programme", en: "the database schema is newer than this program")
  static let noOrganizationYet = Message(fr: "aucune organisation", en: "no organization")

  static func severalOrganizations(_ slugs: [String]) -> Message {
    Message(
      fr: "plusieurs organisations\u{A0}: \(slugs.joined(separator: ", "))", en: "several organizations: \(slugs.joined(separator: ", "))")
  }

  static let organizationRemedy = Message(
    fr: "choisissez par --organization, ou une fois pour toutes par «\u{A0}filon config set organization …\u{A0}»",
    en: "choose with --organization, or once and for all with “filon config set organization …”")

  static func organizationsThere(_ slugs: [String]) -> Message {
    Message(fr: "il y a\u{A0}: \(slugs.joined(separator: ", "))", en: "there are: \(slugs.joined(separator: ", "))")
  }
}
