import Foundation
import Postgres

/// Finds, and when asked makes, what the rows of an import name: salespeople, stages and prospects.
///
/// Salespeople and stages are few and held whole; prospects are looked up in sets, the last ones remembered.
final class NameResolver {
  /// What a name stands for.
  private enum Found: Equatable {
    case one(Prospect.ID)
    case several
    case none
  }

  /// So many names are remembered before all are forgotten: some 20 MB.
  private static let rememberedProspects = 100_000

  let transaction: Transaction
  let mapping: ImportMapping
  let importID: ImportRun.ID
  private var people: [Salesperson]
  /// Whom each text names: files name few people on many days.
  private var named: [String: NamedSalespeople] = [:]
  /// Texts that were taken for the name of somebody who is called otherwise, with the rows that hold them.
  private var takenFor: [NameTaken.Reading: Int] = [:]
  private(set) var stages: [Stage]
  private var prospects: [String: Found] = [:]
  /// What was made, by sort.
  var created: [String: Int] = [:]
  /// The salespeople that were made.
  private(set) var newPeople: [NewPerson] = []
  /// The stages that were made.
  private(set) var newStages: [NewStage] = []
  /// Words for closing stages that rows use, with the stage meant.
  private(set) var closingWords: [String: String] = [:]

  init(_ mapping: ImportMapping, importID: ImportRun.ID, _ transaction: Transaction) async throws {
    self.transaction = transaction
    self.mapping = mapping
    self.importID = importID
    people = try await transaction.fetch(transaction.salespeople())
    stages = try await transaction.fetch(transaction.stages)
  }

  private var organization: Organization { transaction.organization }

  /// Makes the salespeople that rows name and nobody knows, when the mapping says so. Whoever is there already under a longer name is
  /// not made again.
  func resolve(salespeople names: some Sequence<String>) async throws {
    guard mapping.creations.contains(.salespeople) else { return }
    let unknown = Dictionary(names.map { (PersonName($0), $0) }, uniquingKeysWith: { first, _ in first })
      .filter { !$0.key.key.isEmpty && !knows(salesperson: $0.value) }
      // The longest first: « Ana » is then one of the Anas beside it, as she would be in the rows to come.
      .sorted { ($1.key.key.count, $0.key.key) < ($0.key.key.count, $1.key.key) }
    var new: [String] = []
    for (_, name) in unknown where new.named(name, atLeast: .words, by: \.self).isEmpty { new.append(name) }
    guard !new.isEmpty else { return }
    for name in new {
      newPeople.append(NewPerson(name: name, beside: people.map(\.name).filter { PersonName($0).likeness(to: PersonName(name)) != nil }))
    }
    _ = try await transaction.execute(
      """
      insert into salesperson (organization_id, id, name, name_key, import_id)
      select \(organization.id), r.id, r.name, r.name_key, \(importID)
      from unnest(\(new.map { _ in UUID.v7() }), \(new), \(new.map { PersonName($0).key })) as r (id, name, name_key)
      on conflict do nothing
      """)
    // Somebody else may have made one of them just now.
    people = try await transaction.fetch(transaction.salespeople())
    named.removeAll()
    created["salespeople", default: 0] += new.count
  }

  /// Whether a name fits anybody of any day.
  func knows(salesperson name: String) -> Bool { !people.named(name, atLeast: .words, by: \.name).isEmpty }

  /// Whom a row of a day means: by the whole name, or by whole words of it.
  private func salespeople(_ name: String, on day: Day) -> [Salesperson] {
    let people = named[name] ?? NamedSalespeople(name, of: people, atLeast: .words)
    named[name] = people
    let found = people.meant(on: day)
    if found.count == 1, !people.isWholeName {
      takenFor[NameTaken.Reading(name: name, salesperson: found[0].name), default: 0] += 1
    }
    return found
  }

  /// The one salesperson whom a row of a day means.
  func salesperson(_ name: String, on day: Day, field: String) throws(RowRejection) -> Salesperson.ID {
    let found = salespeople(name, on: day)
    guard let only = found.first else { throw RowRejection(field: field, reason: .noSalespersonNamed(name, near: nearest(to: name))) }
    if found.count > 1 { throw RowRejection(field: field, reason: .severalSalespeopleNamed(name, found.map(\.name), field: field)) }
    return only.id
  }

  /// The texts that were taken for the names of salespeople who are called otherwise.
  var namesTaken: [NameTaken] {
    takenFor.map { NameTaken(name: $0.key.name, salesperson: $0.key.salesperson, rows: $0.value) }
      .sorted { ($0.name, $0.salesperson) < ($1.name, $1.salesperson) }
  }

  /// The name of a salesperson.
  func name(of id: Salesperson.ID) -> String? { people.first { $0.id == id }?.name }

  /// The name that comes near one that nobody has.
  private func nearest(to name: String) -> String? {
    people.named(name, by: \.name).first?.name ?? people.map(\.name).nearest(to: name)
  }

  /// The stage that a row names.
  func stage(_ name: String) throws(RowRejection) -> Stage {
    guard let stage = try? stages.find(name) else {
      throw RowRejection(field: "stage", reason: StageKind.soundsClosed(name) ? .stageSoundsClosed(name) : .noStageNamed(name))
    }
    guard stage.isInUse else { throw RowRejection(field: "stage", reason: .stageRetired(stage.name)) }
    if stage.kind != .open, stage.name.folded != name.folded, StageKind(rawValue: name.folded) == nil { closingWords[name] = stage.name }
    return stage
  }

  /// The stage in which what ended so stands.
  func stage(_ kind: StageKind) throws(RowRejection) -> Stage {
    guard let stage = stages.first(where: { $0.kind == kind }) else { throw RowRejection(field: "status", reason: .noStageOf(kind)) }
    return stage
  }

  /// Whether a stage of this name is not there and is one to make.
  func makes(stage name: String, isOpen: Bool) -> Bool {
    mapping.creations.contains(.stages) && (try? stages.find(name)) == nil && (isOpen || !StageKind.soundsClosed(name))
  }

  /// Makes the stages that rows name and nobody knows, when the mapping says so. They are open, so that one whose name sounds closed is
  /// not made: it would stand in the forecast.
  ///
  /// - Parameter areOpen: The file says that what stands there is open, whatever the name sounds like.
  func resolve(stages names: some Sequence<String>, areOpen: Bool = false) async throws {
    var unknown: [String] = []
    for name in names where makes(stage: name, isOpen: areOpen) {
      if !unknown.contains(where: { $0.folded == name.folded }) { unknown.append(name) }
    }
    guard !unknown.isEmpty else { return }
    // Which chance they have is for the organization to say; half is the answer of those who do not know.
    let chance = 50
    try await transaction.lockStages()
    _ = try await transaction.execute(
      """
      insert into stage (organization_id, id, position, name, name_key, kind, probability, import_id)
      select \(organization.id), r.id, (select count(*) from stage where organization_id = \(organization.id)) + r.number, r.name,
        r.name_key, 'open', \(chance), \(importID)
      from unnest(\(unknown.map { _ in UUID.v7() }), \(unknown), \(unknown.map(\.folded))) with ordinality as r (id, name, name_key, number)
      on conflict do nothing
      """)
    created["stages", default: 0] += unknown.count
    newStages += unknown.map { NewStage(name: $0, probability: chance) }
    stages = try await transaction.fetch(transaction.stages)
    // Before the closing ones.
    try await transaction.arrange((stages.filter { $0.kind == .open } + stages.filter { $0.kind != .open }).map(\.id))
  }

  /// Looks up all prospects of a set of rows, making the new ones when the mapping says so.
  func resolve(prospects texts: some Sequence<String>) async throws {
    let texts = Set(texts)
    try await look(up: texts)
    if mapping.creations.contains(.prospects) { try await make(texts.filter { prospects[$0] == Found.none }) }
  }

  /// The prospect that the text of a cell means: reference, e-mail, phone or name.
  func prospect(_ text: String) throws(RowRejection) -> Prospect.ID {
    switch prospects[text] {
    case .one(let id): return id
    case .several: throw RowRejection(field: "prospect", reason: .severalProspectsNamed(text))
    case .some(.none), nil: throw RowRejection(field: "prospect", reason: .noProspectNamed(text))
    }
  }

  /// Whether a prospect is not there and is one to make; of a text that was looked up.
  func makes(prospect text: String) -> Bool { mapping.creations.contains(.prospects) && prospects[text] == Found.none }

  /// Looks up all prospects that texts mean, and makes none.
  func look(up texts: Set<String>) async throws {
    if prospects.count > Self.rememberedProspects { prospects.removeAll(keepingCapacity: true) }
    let unknown = texts.filter { prospects[$0] == nil }
    if !unknown.isEmpty { try await find(Array(unknown)) }
  }

  private func find(_ texts: [String]) async throws {
    let organizationID = organization.id
    let hits = try await transaction.rows(
      """
      select r.number, hit.reading, kept_prospect(\(organizationID), hit.id) as id
      from unnest(
        \(texts), \(texts.map { (try? EmailAddress($0))?.canonical }), \(texts.map { (try? PhoneNumber($0))?.e164 }), \(texts.map { NameKey.text(of: $0) }),
        \(texts.map { Prospect.ID($0) })
      ) with ordinality as r (reference, email_key, phone_key, name_key, id, number)
      cross join lateral (
        select 0 as reading, p.id
        from prospect p
        where p.organization_id = \(organizationID) and p.id = r.id and p.voided_at is null
        union all
        select 1, p.id
        from prospect p
        where p.organization_id = \(organizationID) and p.system = \(mapping.system) and p.reference = r.reference
          and p.voided_at is null
        union all
        select 2, p.id
        from prospect p
        where p.organization_id = \(organizationID) and p.email_key = r.email_key and p.voided_at is null
        union all
        select 3, p.id
        from prospect p
        where p.organization_id = \(organizationID) and p.phone_key = r.phone_key and p.voided_at is null
        union all
        select 4, p.id
        from prospect p
        where p.organization_id = \(organizationID) and p.name_key = r.name_key and not p.unnamed and p.voided_at is null
      ) hit
      """
    ) {
      (
        number: try $0.decode("number", as: Int.self), reading: try $0.decode("reading", as: Int.self),
        id: try $0.decode("id", as: Prospect.ID.self)
      )
    }
    for text in texts { prospects[text] = Found.none }
    // The surest reading that finds anybody counts.
    var surest = [Int](repeating: .max, count: texts.count + 1)
    for hit in hits { surest[hit.number] = min(surest[hit.number], hit.reading) }
    for hit in hits where hit.reading == surest[hit.number] {
      let text = texts[hit.number - 1]
      prospects[text] = prospects[text] == Found.none || prospects[text] == .one(hit.id) ? .one(hit.id) : .several
    }
  }

  private func make(_ texts: Set<String>) async throws {
    // Two spellings of one name are one prospect.
    guard !texts.isEmpty else { return }
    let drafts = Dictionary(texts.map { (NameKey.text(of: $0), $0) }, uniquingKeysWith: { min($0, $1) }).sorted { $0.key < $1.key }
    let ids = drafts.map { _ in Prospect.ID.v7() }
    _ = try await transaction.execute(
      """
      insert into prospect (organization_id, id, name, name_key, email, email_key, import_id)
      select \(organization.id), r.id, r.name, r.name_key, r.email, r.email_key, \(importID)
      from unnest(
        \(ids), \(drafts.map(\.value)), \(drafts.map(\.key)), \(drafts.map { (try? EmailAddress($0.value)) == nil ? nil : $0.value }),
        \(drafts.map { (try? EmailAddress($0.value))?.canonical })
      ) as r (id, name, name_key, email, email_key)
      on conflict do nothing
      """)
    let made = Dictionary(uniqueKeysWithValues: zip(drafts.map(\.key), ids))
    for text in texts { prospects[text] = made[NameKey.text(of: text)].map(Found.one) ?? Found.none }
    created["prospects", default: 0] += drafts.count
  }

  /// Takes back the prospects that were made for rows which were then refused.
  func voidUnusedProspects() async throws {
    let unused = try await transaction.rows(
      """
      update prospect p
      set voided_at = now(),
        void_reason = 'row refused'
      where p.organization_id = \(organization.id)
        and p.import_id = \(importID)
        and p.voided_at is null
        and not exists (select from conversation c where c.organization_id = \(organization.id) and c.prospect_id = p.id)
        and not exists (select from opportunity o where o.organization_id = \(organization.id) and o.prospect_id = p.id)
        and not exists (select from sale s where s.organization_id = \(organization.id) and s.prospect_id = p.id)
      returning p.unnamed
      """
    ) { try $0.decode("unnamed", as: Bool.self) }
    for unnamed in unused { created[unnamed ? "unnamed_prospects" : "prospects", default: 0] -= 1 }
    created = created.filter { $0.value > 0 }
  }

  /// A prospect without a name for each row of these references. Its id follows from the reference, so that the same row finds it again.
  func unnamedProspects(of references: [String]) async throws -> [Prospect.ID] {
    guard !references.isEmpty else { return [] }
    // In capitals, as in the ids that are there.
    let key = "unnamed \(organization.id.uuid.uuidString) \(mapping.system) "
    let ids = try await transaction.rows(
      """
      select md5(\(key) || r.reference)::uuid as id
      from unnest(\(references)) with ordinality as r (reference, number)
      order by r.number
      """
    ) { try $0.decode("id", as: Prospect.ID.self) }
    let names = references.map { Message.unnamedProspect($0).text(in: organization.language) }
    let made = try await transaction.execute(
      """
      insert into prospect (organization_id, id, name, name_key, unnamed, import_id)
      select distinct \(organization.id), r.id, r.name, r.name_key, true, \(importID)
      from unnest(\(ids), \(names), \(names.map { NameKey.text(of: $0) })) as r (id, name, name_key)
      on conflict (organization_id, id) do update
      set voided_at = null,
        void_reason = null,
        import_id = excluded.import_id
      where prospect.voided_at is not null
      """)
    if made > 0 { created["unnamed_prospects", default: 0] += made }
    return ids
  }
}
