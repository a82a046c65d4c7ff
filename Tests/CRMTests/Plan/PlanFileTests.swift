import Foundation
import Postgres
import Testing

@testable import CRM
@testable import Planning

/// What a plan file may look like, and what is said of one that is wrong: text in, problems out.
@Suite struct PlanFileTests {
  /// A large file that is something else: a person reads the first of what is wrong, and how much more there is.
  @Test func aFileOfUnknownKeysIsToldInPart() {
    let lines = (0..<40_000).map { "k\($0): \($0)" }
    let plan = read(lines.joined(separator: "\n"))
    // The keys that a plan must have are missing too.
    #expect(plan.errors > 40_000 && plan.problems.count { $0.severity == .error } == 301)
    #expect(plan.problems.first?.line == 1 && plan.problems.first?.message.en == "unknown key “k0”")
    let more = plan.problems.filter { $0.line == nil }.map(\.message.en)
    #expect(more == ["… and \(Formats(language: .en).integer(plan.errors - 300)) more errors: is this file a plan?"])
  }

  // MARK: Good files

  @Test func keysInFrenchAndEnglishSayTheSame() throws {
    let french = read(
      """
      nom: Bob 2023
      Début: 01/01/2023
      FIN: 31/12/2023
      équipe:
        - {nom: Y, rôle: prospecte, jours par semaine: "2,5"}
      Budget: {enveloppe: 60 000 €}
      """)
    let english = read(
      """
      name: Bob 2023
      start: 2023-01-01
      end: 2023-12-31
      team:
        - {name: Y, role: prospecte, days_per_week: 2.5}
      budget: {envelope: 60000.00}
      """)
    #expect(french.document == english.document)
    #expect(french.document.slug == "bob-2023")
    #expect(french.document.to == Day("2024-01-01"))
    #expect(french.document.budget.totalCents == 6_000_000)
    #expect(french.document.team.map(\.daysPerWeekTenths) == [25])
  }

  @Test func aTargetIsInTheUnitOfItsKPI() throws {
    let plan = read(
      """
      name: P
      start: 2023-01-01
      end: 2023-12-31
      objectives:
        - {name: money, kpi: CA, baseline: 1 500, target: "60 000,50"}
        - {name: rate, kpi: taux de conversion, baseline: 5 %, target: "12,5 %"}
        - {name: count, kpi: new_customers, baseline: 0, target: 40}
      kpis:
        - {name: CA, indicator: revenue}
        - {name: conversions, indicator: conversion rate}
        - {name: customers, indicator: nouveaux clients}
      """)
    #expect(plan.document.objectives.map(\.target) == [6_000_050, 1_250, 40])
    #expect(plan.document.objectives.map(\.baseline) == [150_000, 500, 0])
    #expect(plan.document.objectives.map(\.kpi) == ["ca", "conversions", "customers"])
  }

  @Test func ownKPIsAreRatiosOfCountsWithFilters() throws {
    let plan = read(
      """
      name: P
      start: 2023-01-01
      end: 2023-12-31
      kpis:
        - name: portes par vente
          numérateur: {compte: discussions, canal: porte-à-porte, résultat: RDV pris}
          dénominateur: orders
      """)
    var filter = KPIFilter()
    filter.channel = .field
    filter.outcome = .appointment
    #expect(plan.document.kpis.map(\.formula) == [.ratio(KPITerm("discussions", filter), over: KPITerm("orders"))])
  }

  @Test func countsAndSeriesAreNamedInTheLanguageOfTheFile() throws {
    let french = """
      nom: P
      du: 2023-01-01
      au: 2023-12-31
      indicateurs:
        - nom: gain
          numérateur: Opportunités gagnées
          dénominateur: {compte: rendez-vous, canal: terrain}
        - nom: site
          numérateur: commandes du site
          dénominateur: visites du site
        - nom: les nôtres
          numérateur: appels_perdus
      """
    let document = read(french).document
    var filter = KPIFilter()
    filter.channel = .field
    #expect(
      document.kpis.map(\.formula) == [
        .ratio(KPITerm("opportunities_won"), over: KPITerm("appointments", filter)),
        .ratio(KPITerm("site_orders"), over: KPITerm("site_sessions")), .ratio(KPITerm("appels_perdus"), over: nil),
      ])
    let written = document.source(in: .fr)
    for line in [
      "numérateur: opportunités gagnées", "compte: rendez-vous", "numérateur: commandes du site", "dénominateur: visites du site",
      "numérateur: appels_perdus",
    ] { #expect(written.contains(line), "\(line)\n\(written)") }
    let english = document.source(in: .en)
    for line in ["numerator: opportunities won", "count: appointments", "numerator: site orders", "denominator: site sessions"] {
      #expect(english.contains(line), "\(line)\n\(english)")
    }
    #expect(PlanFile(source: written).document == document && PlanFile(source: english).document == document)
  }

  /// A series of one's own that is called as a count goes on being what its name says, and one is told.
  @Test func anOwnSeriesIsNotTakenForACount() throws {
    let context = PlanContext(
      currency: "EUR", today: try #require(Day("2023-01-01")), people: [], plans: [], series: ["commandes": .count], createdOn: [:])
    let source = "{nom: P, du: 2023-01-01, au: 2023-12-31, indicateurs: [{nom: a, numérateur: commandes, dénominateur: orders}]}"
    let file = PlanFile(source: source, in: context)
    #expect(file.document.kpis.map(\.formula) == [.ratio(KPITerm("commandes"), over: KPITerm("orders"))])
    let told = try #require(file.problems.first { $0.remedy?.en == "for the other, write orders" })
    #expect(told.severity == .warning && !file.hasErrors)
    #expect(told.message.fr == "«\u{A0}commandes\u{A0}» est ici votre série de ce nom, pas ce que Filon appelle ainsi")
    let written = file.document.source(in: .fr, series: context.series)
    #expect(written.contains("numérateur: commandes") && written.contains("dénominateur: orders"))
    #expect(PlanFile(source: written, in: context).document == file.document)
    #expect(PlanFile(source: source).document.kpis.map(\.formula) == [.ratio(KPITerm("orders"), over: KPITerm("orders"))])
  }

  @Test func partsAreCalledByKeyOrName() throws {
    let plan = read(
      """
      name: P
      start: 2023-01-01
      end: 2023-12-31
      competition: {competitors: [{name: Éco-Foyer, action: Catalogue}]}
      objectives: [{name: Vendre plus, key: ventes}]
      target groups: [{name: Lucie}]
      team: [{name: Y}]
      budget:
        actions:
          - {name: catalogue, objective: vendre PLUS, target group: lucie, owner: y}
          - {name: Salon, objective: ventes, depends on: Catalogue}
      """)
    #expect(plan.document.budget.actions.map(\.objective) == ["ventes", "ventes"])
    #expect(plan.document.budget.actions.map(\.key) == ["catalogue", "salon"])
    #expect(plan.document.budget.actions[0].targetGroup == "Lucie" && plan.document.budget.actions[0].owner == "Y")
    #expect(plan.document.budget.actions[1].dependsOn == ["catalogue"])
    #expect(plan.document.competition.competitors[0].action == "catalogue")
  }

  @Test func aPlanMayCrossNewYearAndWeightAWeek53() throws {
    let plan = read(
      """
      name: P
      start: 2026-11-30
      end: 2027-01-31
      objectives: [{name: a, phasing: {2026-S53: 1, 2027-W1: 2}}]
      """)
    #expect(plan.document.objectives[0].phasing == .weights(["2026-W53": 1, "2027-W01": 2]))
    #expect(!plan.problems.contains { $0.message.en.contains("period") })
    let wrong = read("name: P\nstart: 2027-01-01\nend: 2027-12-31\nobjectives: [{name: a, phasing: {2027-W53: 1}}]")
    #expect(places(wrong).contains("4:33"), "\(wrong.problems)")
  }

  @Test func emptyKeysAndBlankItemsAreAsGoodAsNone() throws {
    let plan = read("name: P\nstart: 2023-01-01\nend: 2023-12-31\nteam:\n  - name:\n    absences: [{start: , end: ~}]\nobjectives: []\n")
    #expect(plan.document.team.isEmpty && plan.document.objectives.isEmpty)
  }

  @Test(arguments: [Language.fr, .en])
  func templatesAreCompleteAndClean(_ language: Language) throws {
    let bob = PlanFile(source: PlanTemplate.bob.source(in: language))
    #expect(bob.problems.isEmpty, "\(bob.problems)")
    #expect(PlanSection.allCases.allSatisfy { bob.document.fill(of: $0) == .filled })
    #expect(bob.document.budget.actions.compactMap(\.allocationCents).reduce(0, +) == 6_000_000)
    #expect(bob.document.kpis.count == 10 && bob.document.objectives.map(\.target) == [40])
    // What is missing is said, and no key of it is unknown.
    let empty = PlanFile(source: PlanTemplate.empty.source(in: language))
    #expect(empty.problems.filter { $0.severity == .error }.count == 3, "\(empty.problems)")
  }

  // MARK: Files that cannot be read

  @Test func filesThatAreNoPlanAreRefusedAsAWhole() throws {
    let refused: [(bytes: [UInt8], word: String)] = [
      (Array("".utf8), "empty"), (Array("# only a comment\n".utf8), "empty"), (Array("~\n".utf8), "empty"),
      ([0xFF, 0xFE, 0x61, 0x00, 0x3A, 0x00], "UTF-16"),
      (Array("name: caf".utf8) + [0xE9, 0x0A], "not UTF-8"), (Array("name: a\u{0}b".utf8), "NUL"),
      (Array(repeating: 0x61, count: 10 << 20), "larger than"),
      (Array("name: P\n---\nname: Q\n".utf8), "second document"), (Array("name: P\n\tstart: 2023-01-01\n".utf8), "tab"),
      (Array("name: P\nname: Q\n".utf8), "same key twice"), (Array("name: [P\n".utf8), "YAML"), (Array("- a\n- b\n".utf8), "not a list"),
      (Array("just words".utf8), "not a text"), (Array("a: *b\n".utf8), "anchors"),
      (Array(String(repeating: "[", count: 5_000).utf8), "YAML"),
    ]
    for (bytes, word) in refused {
      let file = PlanFile(bytes: bytes)
      let first = file.problems.first
      #expect(file.hasErrors && first?.message.en.contains(word) == true, "\(word): \(file.problems)")
    }
  }

  @Test func theByteOrderMarkOfUTF8IsNoPartOfTheFile() {
    #expect(PlanFile(bytes: [0xEF, 0xBB, 0xBF] + Array("name: Bob".utf8)).document.name == "Bob")
  }

  @Test func theFirstWrongByteIsNamed() {
    let file = PlanFile(bytes: Array("name: P\nslug: é".utf8) + [0xE9])
    #expect(places(file) == ["2:8"])
  }

  @Test func anchorsAreNotFollowedHoweverMuchTheyStandFor() {
    let lines = (0..<12).map { level in
      "b\(level): &b\(level) [" + Array(repeating: level == 0 ? "x" : "*b\(level - 1)", count: 9).joined(separator: ",") + "]"
    }
    let file = PlanFile(
      source: "name: P\nstart: 2023-01-01\nend: 2023-12-31\nsituation:\n  values: &v [a]\n" + lines.joined(separator: "\n"))
    #expect(file.problems.contains { $0.message.en.contains("anchors") && $0.line == 5 })
  }

  // MARK: Wrong values, each at its place

  private static let mistakes: [(text: String, place: String, remedy: String)] = [
    ("nme: P", "1:1", "did you mean “name”?"), ("nmo: P", "1:1", "did you mean “name”?"),
    ("stat: 2023-01-01", "1:1", "did you mean “start”?"),
    ("name: P\nNom: Q", "2:1", ""), ("name: [a, b]", "1:7", ""), ("name: {a: b}", "1:7", ""), ("start: 2023-02-29", "1:8", ""),
    ("start: 31/04/2023", "1:8", ""), ("start: 03-04-23", "1:8", ""),
    ("start: 1e400", "1:8", ""),
    ("budget: {total: 1e400}", "1:17", ""), ("budget: {total: -5}", "1:17", ""),
    ("budget: {total: 12345678901234567890}", "1:17", "an amount is at most €1,000,000,000,000.00"),
    ("budget: {total: \"1 000 000 000 000,01\"}", "1:17", "an amount is at most €1,000,000,000,000.00"),
    ("kpis: [{name: a, indicator: attempts, target: 100000000000001}]", "1:47", "a number is at most 100,000,000,000,000"),
    ("budget: {total: 12.345678}", "1:17", ""), ("budget: {total: 50 $}", "1:17", ""), ("budget: {total: .inf}", "1:17", ""),
    ("budget: [a]", "1:9", ""), ("situation: {channels: [terrain, fax]}", "1:33", ""), ("situation: {values: {a: b}}", "1:21", ""),
    ("situation: {strategy: \"a\\0b\"}", "1:23", ""),
    ("target groups: [{name: L, revenue share: 60}]", "1:42", "write for instance 60% or 12.5%"),
    ("team: [{name: Y, profile: warrior}]", "1:27", ""), ("team: [{name: Y, days per week: 8}]", "1:33", ""),
    ("objectives: [{name: a, phasing: sometimes}]", "1:33", ""), ("objectives: [{name: a, people days: 0.25}]", "1:37", ""),
    ("objectives: [{name: a}, {name: A}]", "1:32", "two parts of a plan do not have the same name"),
    ("objectives: [{name: a, depends on: a}]", "1:36", ""),
    ("objectives: [{name: a, kpi: margn}]\nkpis: [{name: margin}]", "1:29", "did you mean “margin”?"),
    ("budget: {actions: [{name: a, objective: b}]}", "1:41", "there is none"),
    ("kpis: [{name: a, indicator: new_custmers}]", "1:29", "did you mean “new_customers”?"),
    ("kpis: [{name: a, indicator: revenue, numerator: orders}]", "1:49", ""), ("kpis: [{name: a, denominator: orders}]", "1:31", ""),
    ("kpis: [{name: a, per salesperson: perhaps}]", "1:35", ""), ("kpis: [{name: a, target by salesperson: [1]}]", "1:41", ""),
    ("kpis: [{name: a, green from: 50%, amber from: 80%}]", "1:47", ""),
    ("name: P\nstart: 2023-01-01\nend: 2022-12-31", "3:6", ""), ("name: P\nstart: 2023-01-01\nend: 2099-12-31", "3:6", ""),
    ("name: \"!\"", "1:7", "write slug: …"),
  ]

  @Test(arguments: mistakes)
  func whatIsWrongIsSaidWithLineColumnAndRemedy(_ text: String, _ place: String, _ remedy: String) {
    let file = PlanFile(source: text)
    let found = file.problems.filter { $0.severity == .error && "\($0.line ?? 0):\($0.column ?? 0)" == place }
    #expect(!found.isEmpty, "\(text): \(file.problems)")
    #expect(remedy.isEmpty || found.contains { $0.remedy?.en == remedy }, "\(text): \(found)")
    for problem in file.problems { #expect(!problem.message.fr.isEmpty && problem.message.fr != problem.message.en, "\(problem)") }
  }

  @Test func everyProblemIsSaidAtOnceInOrder() {
    let file = PlanFile(source: "nam: P\nstart: 2023-13-01\nend: tomorrow\nbudget:\n  total: -1\n  actoins: []\n")
    let errors = file.problems.filter { $0.severity == .error }.map { "\($0.line ?? 0):\($0.column ?? 0)" }
    // The missing name is said at the beginning of the file.
    #expect(errors == ["1:1", "1:1", "2:8", "3:6", "5:10", "6:3"])
  }

  private func read(_ text: String) -> PlanFile { PlanFile(source: text) }

  private func places(_ file: PlanFile) -> [String] {
    file.problems.filter { $0.severity == .error }.map { "\($0.line ?? 0):\($0.column ?? 0)" }
  }
}
