import Foundation
public import Postgres

/// Which prospects to list; nil filters nothing.
public struct ProspectFilter: Sendable {
  /// With an open opportunity in this stage.
  public var stage: String?
  /// In the charge of this salesperson.
  public var owner: String?
  /// In this class (A, B or C) of the latest saved ABC segmentation.
  public var segment: String?
  /// Where it came from.
  public var source: String?
  /// Words of the name, contact, city or e-mail.
  public var text: String?
  /// Whose follow-up is due on this day or before.
  public var dueBy: Day?
  /// Whether they have bought yet.
  public var lifecycle: Lifecycle?

  /// Every prospect.
  public init() {}
}

/// A line of the list of prospects.
public struct ProspectLine: Sendable, Hashable, Encodable {
  /// Its id.
  public let id: Prospect.ID
  /// As people write it.
  public let name: String
  /// Five digits in France.
  @Nullable public private(set) var postalCode: String?
  /// The town.
  @Nullable public private(set) var city: String?
  /// As it was written.
  @Nullable public private(set) var email: String?
  /// As it was written.
  @Nullable public private(set) var phone: String?
  /// Where it came from.
  @Nullable public private(set) var source: String?
  /// The salesperson in charge.
  @Nullable public private(set) var owner: String?
  /// Whether they have bought yet.
  public let lifecycle: Lifecycle
  /// The class in the latest saved ABC segmentation.
  @Nullable public private(set) var segment: String?
  /// The stages of the open opportunities.
  public let stages: [String]
  /// What it could buy in a year, in cents.
  @Nullable public private(set) var potentialCents: Int?
  /// The follow-up: what to do.
  @Nullable public private(set) var nextStep: String?
  /// The day of the follow-up.
  @Nullable public private(set) var nextOn: Day?
  /// The business day since which they want no more contact; nil when nobody objected.
  @Nullable public private(set) var opposedOn: Day?
  fileprivate let nameKey: String

  private enum CodingKeys: String, CodingKey {
    case id, name, postalCode, city, email, phone, source, owner, lifecycle, segment, stages, potentialCents, nextStep, nextOn, opposedOn
  }

  fileprivate init(row: Row) throws {
    id = try row.decode("id")
    name = try row.decode("name")
    nameKey = try row.decode("name_key")
    postalCode = try row.decode("postal_code")
    city = try row.decode("city")
    email = try row.decode("email")
    phone = try row.decode("phone")
    source = try row.decode("source")
    owner = try row.decode("owner")
    lifecycle = try row.decode("lifecycle")
    segment = try row.decode("segment")
    stages = try row.decode("stages")
    potentialCents = try row.decode("potential_cents")
    nextStep = try row.decode("next_step")
    nextOn = try row.decode("next_on")
    opposedOn = try row.decode("opposed_on")
  }
}

/// Some of the prospects, in the order of their names.
public struct ProspectPage: Sendable, Hashable, Encodable {
  /// The prospects of it.
  public let prospects: [ProspectLine]
  /// What the next page is asked with; nil after the last.
  @Nullable public private(set) var next: String?
}

extension Prospects {
  /// The prospects that fit a filter, a page in the order of names; merged and voided ones are hidden.
  ///
  /// Pages go by name, not by number: what is added or renamed meanwhile shifts nothing.
  /// - Parameter after: The `next` of the page before.
  /// - Throws: `.usage` for a cursor or length that is none; `.notFound` for a stage or owner.
  public func list(_ filter: ProspectFilter = ProspectFilter(), after: String? = nil, limit: Int = 50) async throws -> ProspectPage {
    guard (1...1000).contains(limit) else { throw CRMError(.usage, .badPageLength) }
    let cursor = try after.map(ProspectCursor.init)
    return try await scope.read { transaction in
      let conditions = try await filter.conditions(transaction)
      let lines = try await transaction.rows(
        ProspectList.statement(conditions, after: cursor, limit: limit + 1, scope.organization), ProspectLine.init(row:))
      let shown = Array(lines.prefix(limit))
      let next = lines.count > limit ? shown.last.map { ProspectCursor(nameKey: $0.nameKey, id: $0.id).text } : nil
      return ProspectPage(prospects: shown, next: next)
    }
  }
}

/// Where a page ends: opaque to whoever passes it on.
struct ProspectCursor {
  let nameKey: String
  let id: Prospect.ID

  init(nameKey: String, id: Prospect.ID) {
    self.nameKey = nameKey
    self.id = id
  }

  init(_ text: String) throws {
    let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
    let padded = base64 + String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
    guard let bytes = Data(base64Encoded: padded), bytes.count > 16, !bytes[16...].contains(0),
      let nameKey = String(validating: bytes[16...], as: UTF8.self)
    else { throw CRMError(.usage, .badCursor) }
    self.nameKey = nameKey
    id = bytes.withUnsafeBytes { Prospect.ID(UUID(uuid: $0.loadUnaligned(as: uuid_t.self))) }
  }

  /// The id and the key as base64url.
  var text: String {
    let bytes = withUnsafeBytes(of: id.uuid.uuid) { Data($0) } + Data(nameKey.utf8)
    return bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}

extension ProspectFilter {
  /// The conditions on `p`; names of stages and salespeople are looked up.
  func conditions(_ transaction: Transaction) async throws -> [SQL] {
    let organization = transaction.organization
    var conditions: [SQL] = []
    if let stage {
      let stageID = try await transaction.fetch(transaction.stages).find(stage).id
      conditions.append(
        """
        p.id in (
          select o.prospect_id
          from opportunity o
          where o.organization_id = \(organization.id) and o.stage_id = \(stageID) and o.closed_at is null and o.voided_at is null
          union all
          select m.kept_id
          from opportunity o
          join prospect_merge m on m.organization_id = \(organization.id) and m.prospect_id = o.prospect_id and m.voided_at is null
          where o.organization_id = \(organization.id) and o.stage_id = \(stageID) and o.closed_at is null and o.voided_at is null)
        """)
    }
    if let owner { conditions.append("p.owner_id = \(try await transaction.salesperson(owner).id)") }
    if let segment {
      conditions.append(
        """
        exists (
          select from abc_assignment a
          where a.organization_id = \(organization.id) and a.run_id = \(ProspectList.latestRun(organization))
            and a.prospect_id = p.id and a.class = \(segment.uppercased()))
        """)
    }
    if let source { conditions.append("lower(p.source) = lower(\(source))") }
    for word in text.map(Lookup.words) ?? [] {
      conditions.append(
        """
        (position(\(word) in p.name_key) > 0
          or position(\(word) in \(foldedText("concat_ws(' ', p.name, p.contact_name, p.city, p.email)"))) > 0)
        """)
    }
    if let dueBy { conditions.append("p.next_on <= \(dueBy)") }
    if let lifecycle {
      let wanted: SQL = lifecycle == .customer ? "" : "not"
      conditions.append(
        """
        \(wanted) exists (
          select from conversion v
          where v.organization_id = \(organization.id) and v.prospect_id = p.id and v.voided_at is null)
        """)
    }
    return conditions
  }
}

/// The statements behind the list.
enum ProspectList {
  static func latestRun(_ organization: Organization) -> SQL {
    """
    (select r.id from abc_run r where r.organization_id = \(organization.id) order by r.recorded_at desc, r.id desc limit 1)
    """
  }

  /// One page; what each line shows beside its prospect is looked up for the page only.
  static func statement(_ conditions: [SQL], after cursor: ProspectCursor?, limit: Int, _ organization: Organization) -> SQL {
    var conditions = conditions
    if let cursor { conditions.append("(p.name_key, p.id) > (\(cursor.nameKey), \(cursor.id))") }
    let filter = conditions.map { "\n    and \($0)" as SQL }.joined(separator: "")
    return """
      with page as materialized (
        select p.*
        from prospect p
        where p.organization_id = \(organization.id)
          and p.voided_at is null
          and not exists (
            select from prospect_merge m
            where m.organization_id = \(organization.id) and m.prospect_id = p.id and m.voided_at is null)
          \(filter)
        order by p.name_key, p.id
        limit \(limit)
      )
      select p.id, p.name, p.name_key, p.postal_code, p.city, p.email, p.phone, p.source, s.name as owner,
        case when v.id is null then 'prospect' else 'customer' end as lifecycle,
        a.class as segment,
        array(
          select g.name
          from opportunity o
          join stage g on g.organization_id = \(organization.id) and g.id = o.stage_id
          where o.organization_id = \(organization.id)
            and o.prospect_id = any (array(
              select p.id
              union all
              select m.prospect_id
              from prospect_merge m
              where m.organization_id = \(organization.id) and m.kept_id = p.id and m.voided_at is null))
            and o.closed_at is null
            and o.voided_at is null
          order by g.position, o.id
        ) as stages,
        p.potential_cents, p.next_step, p.next_on, \(ProspectState.opposedOn(organization)) as opposed_on
      from page p
      left join salesperson s on s.organization_id = \(organization.id) and s.id = p.owner_id
      left join conversion v on v.organization_id = \(organization.id) and v.prospect_id = p.id and v.voided_at is null
      left join abc_assignment a
        on a.organization_id = \(organization.id) and a.run_id = \(latestRun(organization)) and a.prospect_id = p.id
      order by p.name_key, p.id
      """
  }
}
