import CRM
import Postgres

/// The figures of a plan beside its targets, each computed once: alerts and the status are made of them.
struct PlanProgress {
  /// Of each KPI that of all, then of each salesperson of whom it is read.
  let kpis: [KPIProgress]
  /// By the key of the objective; none of one without a KPI.
  let objectives: [String: KPIProgress]
}

extension PlanProgress {
  /// - Parameter grain: Into which parts figures are cut.
  /// - Throws: `.usage` for a plan, objective or action that ends before it begins.
  init(_ document: PlanDocument, _ facts: PlanFacts, by grain: Grain) throws {
    let builder = KPIProgressBuilder(document: document, figures: facts.figures, team: facts.team, at: facts.at, grain: grain)
    kpis = try document.kpis.flatMap { kpi in
      let trajectory = try document.trajectory(of: kpi)
      let people = document.people(readFor: kpi).filter { facts.reader == nil || $0 == facts.reader?.name }
      return try [builder.progress(kpi, over: trajectory?.phasing.span ?? document.span(), trajectory)]
        + people.map { name in
          builder.progress(kpi, of: name, over: try document.span(of: name), try document.trajectory(of: kpi, salesperson: name))
        }
    }
    let followed = try document.objectives.compactMap { objective in
      try document.kpi(of: objective).map { kpi in
        (objective.key, builder.progress(kpi, over: try document.span(of: objective), try document.trajectory(of: objective)))
      }
    }
    objectives = Dictionary(followed, uniquingKeysWith: { first, _ in first })
  }
}
