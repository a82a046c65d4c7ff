import Foundation
public import Postgres

/// What a stage means for the pipeline.
public enum StageKind: String, Sendable, CaseIterable, Codable, PostgresCodable {
  case open, won, lost, abandoned
}

/// A step of the pipeline.
public struct Stage: Sendable, Hashable, Encodable {
  public typealias ID = CRM.ID<Stage>

  public let id: Stage.ID
  /// From 1, in the order of the pipeline.
  public let position: Int
  public let name: String
  public let kind: StageKind
  /// The chance of winning from here, in per cent.
  public let probability: Int
  /// Since when it takes no more opportunities.
  @Nullable public private(set) var retiredAt: Instant?
  /// The names it had, folded: they go on naming it.
  let formerKeys: [String]

  private enum CodingKeys: CodingKey {
    case id, position, name, kind, probability, retiredAt
  }

  init(row: Row) throws {
    id = try row.decode("id")
    position = try row.decode("position")
    name = try row.decode("name")
    kind = try row.decode("kind")
    probability = try row.decode("probability")
    retiredAt = try row.decode("retired_at")
    formerKeys = try row.decode("former_keys")
  }

  static let columns: SQL = "id, position, name, kind, probability, retired_at, former_keys"

  /// Opportunities may enter it.
  var isInUse: Bool { retiredAt == nil }
}

extension Stage {
  /// The default pipeline of a team that sells in the field.
  private static let defaults: [(name: Message, kind: StageKind, probability: Int)] = [
    (.stageToVisit, .open, 5), (.stageVisited, .open, 10), (.stageDiscussion, .open, 20), (.stageInterested, .open, 30),
    (.stageAppointment, .open, 40), (.stageQuote, .open, 60), (.stageNegotiation, .open, 80),
    (.stageWon, .won, 100), (.stageLost, .lost, 0), (.stageAbandoned, .abandoned, 0),
  ]

  /// The default stages of a new organization, named in its language.
  static func insertion(of organization: Organization) -> Query<Void> {
    let names = defaults.map { $0.name.text(in: organization.language) }
    return .run(
      """
      insert into stage (organization_id, id, position, name, name_key, kind, probability)
      select \(organization.id), r.id, r.position, r.name, r.name_key, r.kind, r.probability
      from unnest(
        \(names.map { _ in UUID.v7() }), \(names), \(names.map(\.folded)),
        \(defaults.map(\.kind.rawValue)), \(defaults.map(\.probability))
      ) with ordinality as r (id, name, name_key, kind, probability, position)
      on conflict do nothing
      """)
  }
}

extension Transaction {
  /// The stages of the organization in their order, the retired ones among them.
  package var stages: Query<[Stage]> {
    .rows("select \(Stage.columns) from stage where organization_id = \(organization.id) order by position, name_key", Stage.init(row:))
  }
}

extension [Stage] {
  /// The stage into which a person moves opportunities: the one they mean, as `find` finds it.
  ///
  /// - Throws: `.notFound`, `.invalid` for a retired one, with the names there are.
  package func named(_ text: String) throws -> Stage {
    let stage = try find(text)
    guard stage.isInUse else { throw CRMError(.invalid, .stageRetired(stage.name), remedy: .stagesThere(namesInUse)) }
    return stage
  }

  /// The stage that a person means, retired or not: by its name, or one it had; or by a word such as `won`, `perdu`, `Closed Lost` for the
  /// closing ones.
  ///
  /// - Throws: `.notFound` with the names there are.
  package func find(_ text: String) throws -> Stage {
    let key = text.folded
    let found =
      first { $0.name.folded == key } ?? first { $0.formerKeys.contains(key) }
      ?? StageKind(closing: text).flatMap { kind in first { $0.kind == kind } }
    guard let found else { throw CRMError(.notFound, .noStage(text), remedy: .stagesThere(namesInUse)) }
    return found
  }

  /// The first stage of the pipeline, where opportunities begin.
  func opening() throws -> Stage {
    guard let stage = first(where: { $0.kind == .open && $0.isInUse }) else { throw CRMError(.notFound, .noStageOf(.open)) }
    return stage
  }

  /// The stage where opportunities end so.
  func closing(_ kind: StageKind) throws -> Stage {
    guard let stage = first(where: { $0.kind == kind }) else { throw CRMError(.notFound, .noStageOf(kind)) }
    return stage
  }

  /// The names of those that opportunities may enter.
  var namesInUse: [String] { filter(\.isInUse).map(\.name) }
}
