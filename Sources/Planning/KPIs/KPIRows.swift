package import CRM
import Foundation
package import Postgres

/// Which of the two numbers of a ratio.
package enum KPIPart: String, Sendable, CaseIterable, Codable {
  case numerator, denominator
}

/// The rows behind a KPI: those that make its number, term by term.
package struct KPIRows: Sendable, Encodable {
  /// A fact, or a figure of an outside series.
  package struct Row: Sendable, Hashable, Encodable {
    /// Which term it is a row of, from 0.
    package internal(set) var term = 0
    /// `conversation`, `opportunity`, `conversion`, `sale`, `expense`, `prospect` or `measurement`.
    package let kind: String
    package let id: Fact.ID
    @Nullable package internal(set) var prospectID: Prospect.ID?
    @Nullable package internal(set) var prospect: String?
    /// When it happened, on the organization's clocks.
    package let at: CivilTime
    /// An outcome, a title, how an opportunity closed, `sale` or `refund`, an expense's action, a figure's label and place.
    @Nullable package internal(set) var detail: String?
    /// Cents, of what has an amount; of a figure what of it falls into the term's days.
    @Nullable package internal(set) var amount: Int?
  }

  /// A number that the KPI's adds or takes off.
  package struct Term: Sendable, Hashable, Encodable {
    /// The name of what is counted.
    package let of: String
    /// 1 when it is added, -1 when it is taken off.
    package let sign: Int
    /// The days it is counted over.
    package let period: Period
    /// Of its rows.
    package let count: Int
    /// Of its rows' amounts.
    package let sum: Int
    /// What it comes to: the sum of what is an amount, else the count.
    package let value: Int
  }

  package let kpi: String
  package let title: Message
  package let variant: String
  package let part: KPIPart
  /// The name of what is counted; of a difference, `customers - new_customers`.
  package let of: String
  package let period: Period
  @Nullable package private(set) var asOf: Instant?
  /// Of all rows.
  package let count: Int
  /// Of the amounts, those of a term that is taken off taken off.
  package let sum: Int
  /// The terms with their signs together: the KPI's numerator or denominator.
  package let value: Int
  package let terms: [Term]
  package let rows: [Row]
  package let notes: [Message]
}

extension KPIs {
  /// The rows behind a KPI of a period.
  ///
  /// - Parameter part: Which number of a ratio.
  /// - Throws: `.usage` for a number that is no number of rows, such as days.
  package func rows(
    _ request: KPIRequest, _ part: KPIPart = .numerator, from: Day? = nil, to: Day? = nil, asOf: AsOf? = nil
  ) async throws -> KPIRows {
    try await scope.report { transaction in
      let context = try await transaction.reportContext(asOf)
      let period = try Period.quarter(from: from, to: to, today: context.today)
      let kpi = try await KPIResolver(transaction).resolve(request)
      let evaluation = try await transaction.evaluation([kpi], [[period]], people: [], context)
      let isToCome = period.from > evaluation.today
      let both = isToCome ? KPIEvaluation.Terms() : evaluation.terms(kpi, period)
      let own = part == .numerator || both.denominator.isEmpty ? both.numerator : both.denominator
      guard isToCome || own.contains(where: { $0.rows != nil }) else { throw CRMError(.usage, .noKPIRows(request.name)) }
      var terms: [KPIRows.Term] = [], all: [KPIRows.Row] = []
      for term in own {
        var rows: [KPIRows.Row]
        let isAmount: Bool
        switch term.rows {
        case .facts(let question):
          rows = try await question.rows(asOf: context.asOf, transaction)
          isAmount = question.count.isMoney
        case .figures(let figures):
          rows = figures.map(KPIRows.Row.init)
          isAmount = true
        case nil: continue
        }
        for row in rows.indices { rows[row].term = terms.count }
        let sum = rows.reduce(0) { $0 + ($1.amount ?? 0) }
        terms.append(
          KPIRows.Term(
            of: term.name, sign: term.sign, period: term.period, count: rows.count, sum: sum, value: isAmount ? sum : rows.count))
        all += rows
      }
      return KPIRows(
        kpi: request.name, title: try KPICatalogue.named(request.name).title, variant: kpi.variant?.name ?? "", part: part,
        of: terms.map(\.of).joined(separator: " - "), period: period, asOf: context.asOf, count: all.count,
        sum: terms.reduce(0) { $0 + $1.sign * $1.sum }, value: terms.reduce(0) { $0 + $1.sign * $1.value }, terms: terms, rows: all,
        notes: context.notes(period) + (isToCome ? [.periodNotBegun] : []))
    }
  }
}

extension KPIRows.Row {
  fileprivate init(_ figure: KPISeries.Figure, _ amount: Int) {
    self.init(
      kind: "measurement", id: Fact.ID(figure.id), at: CivilTime(figure.days.from, microsecondOfDay: 0),
      detail: KPISeries.Line(label: figure.label, place: figure.place).name, amount: amount)
  }
}

extension KPIPart: NamedChoice {
  package var name: Message {
    switch self {
    case .numerator: Message(fr: "numérateur", en: "numerator")
    case .denominator: Message(fr: "dénominateur", en: "denominator")
    }
  }
}
