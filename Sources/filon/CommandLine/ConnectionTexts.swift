import CRM
import Planning

extension Message {
  static let schemaBehind = Message(
    fr: "le schéma de la base est plus ancien que ce programme", en: "the database schema is older than this program")
  static let migrateRemedy = Message(fr: "lancez « filon db migrate »", en: "run “filon db migrate”")
  static let schemaAhead = Message(
    fr: "le schéma de la base est plus récent que ce programme", en: "the database schema is newer than this program")
  static let noOrganizationYet = Message(fr: "aucune organisation", en: "no organization")

  static func severalOrganizations(_ slugs: [String]) -> Message {
    Message(
      fr: "plusieurs organisations : \(slugs.joined(separator: ", "))", en: "several organizations: \(slugs.joined(separator: ", "))")
  }

  static let organizationRemedy = Message(fr: "choisissez par --organization", en: "choose with --organization")
}
