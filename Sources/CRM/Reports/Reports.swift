import Foundation
package import Postgres

/// The figures of an organization, each with the rows behind it.
///
/// A salesperson gets their own figures only: the same as the director reads on their row.
public struct Reports: Sendable {
  let scope: Scope

  /// The reports of the scope's organization.
  public init(_ scope: Scope) {
    self.scope = scope
  }
}

/// What every report is made of besides its own figures.
package struct ReportContext {
  package let today: Day
  package let asOf: Instant?
  /// `asOf` on the organization's clocks.
  package let asOfLocally: CivilTime?
  package let historyStart: Day?
  /// Whose figures alone are told; nil for all.
  package let actor: Salesperson.ID?

  /// What a reader must know of any report: whose it is, when it was known, and where its history begins.
  package func notes(_ period: Period) -> [Message] {
    var notes: [Message] = []
    if actor != nil { notes.append(.ownFiguresOnly) }
    if let asOfLocally { notes.append(.asOf(asOfLocally)) }
    switch historyStart {
    case nil: notes.append(.noHistory)
    case let start? where start > period.from: notes.append(.historyStartsLater(start))
    default: break
    }
    return notes
  }

  /// What a reader of the open opportunities must know of those that nothing says were open at the end of a day.
  func notes(undated count: Int, _ day: Day) -> [Message] { count > 0 ? [.opportunitiesUndated(count, day)] : [] }
}

extension Transaction {
  /// Reads the context of a report.
  ///
  /// - Throws: `.usage` for knowledge that is to come; today may be named as a day.
  package func reportContext(_ asOf: AsOf?) async throws -> ReportContext {
    let instant = try await asOf.asyncMap { try await self.instant(of: $0) }
    let (context, isToCome) = try await one(
      """
      select (now() at time zone \(organization.timeZone))::date as today,
        \(instant) at time zone \(organization.timeZone) as known_locally,
        report.history_start(\(organization.id), \(instant)) as history_start,
        coalesce(\(instant) > now(), false) as is_to_come
      """
    ) {
      (
        try ReportContext(
          today: $0.decode("today"), asOf: instant, asOfLocally: $0.decode("known_locally"),
          historyStart: $0.decode("history_start"), actor: actor), try $0.decode("is_to_come", as: Bool.self)
      )
    }
    if isToCome, asOf != .endOf(context.today) {
      throw CRMError(.usage, .knowledgeToCome, place: "--as-of", remedy: .knowledgeToComeRemedy)
    }
    return context
  }
}

/// What a conversion report has a row for.
public enum ReportDimension: String, Sendable, CaseIterable, Codable {
  case salesperson, team, channel, source, profile, month, quarter

  /// Whether a row is a part of the period.
  var isTime: Bool { self == .month || self == .quarter }
}

extension ReportDimension: NamedChoice {
  public var name: Message {
    switch self {
    case .salesperson: Message(fr: "commercial", en: "salesperson")
    case .team: Message(fr: "équipe", en: "team")
    case .channel: Message(fr: "canal", en: "channel")
    case .source: Message(fr: "origine", en: "source")
    case .profile: Message(fr: "profil", en: "profile")
    case .month: Grain.month.name
    case .quarter: Grain.quarter.name
    }
  }
}
