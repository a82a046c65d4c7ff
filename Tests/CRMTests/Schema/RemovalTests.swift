import CRM
import Postgres
import TestSupport
import Testing

/// Removing an organization: every table of the catalogue is looked at, so that a new one is covered by itself.
@Suite struct RemovalTests {
  @Test func nothingOfARemovedOrganizationStaysAndAllOfTheOther() async throws {
    try await withTwoCompanies { place async throws in
      let scope = try await scope(of: place.a, place)
      let contents = try await Organizations.contents(scope)
      #expect(contents.salespeople == 2 && contents.prospects == 4 && contents.plans == 1 && contents.imports == 3)
      let before = try await counts(of: place.b, place)
      try await place.owner.withSession { try await Organizations.remove(scope, $0) }
      for (table, rows) in try await counts(of: place.a, place) { #expect(rows == 0, "\(table)") }
      #expect(try await counts(of: place.b, place) == before)
      #expect(before.values.allSatisfy { $0 > 0 })
    }
  }

  @Test func onlyADirectorRemovesOne() async throws {
    try await withTwoCompanies { place async throws in
      let director = try await scope(of: place.a, place)
      for identity: Identity in [.salesperson(place.a.ana, of: place.a.id), .viewer(of: place.a.id)] {
        let scope = Scope(pool: place.service, organization: director.organization, identity: identity)
        let refused = await #expect(throws: CRMError.self) {
          try await place.owner.withSession { try await Organizations.remove(scope, $0) }
        }
        #expect(refused?.kind == .denied)
        let hidden = await #expect(throws: CRMError.self) { try await Organizations.contents(scope) }
        #expect(hidden?.kind == .denied)
      }
      // The service may not, whoever it says it is.
      #expect(try await place.refusal(of: "select remove_organization(\(place.a.id))", as: .director(place.a)) == "42501")
      #expect(try await counts(of: place.a, place).values.allSatisfy { $0 > 0 })
    }
  }

  private func scope(of company: Company, _ place: Place) async throws -> Scope {
    let all = try await place.owner.withSession { try await Organizations.all($0) }
    let organization = try #require(all.first { $0.id == company.id })
    return Scope(pool: place.service, organization: organization, identity: .director(of: organization.id))
  }

  private func counts(of company: Company, _ place: Place) async throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for table in place.tables {
      counts[table] = try await place.owner.withSession { try await count(table, $0, where: "organization_id = \(company.id)") }
    }
    return counts
  }
}
