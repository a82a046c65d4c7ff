package import CRM
import Postgres

extension KPIReport {
  /// Its values, period by period, each with the address of its rows.
  ///
  /// - Parameter request: What it is the answer to.
  package func figures(of request: KPIRequest) -> Figures {
    let filter = request.filter, options = request.options
    func words(_ texts: [String]) -> String? { texts.isEmpty ? nil : texts.joined(separator: ",") }
    let asked: [(name: String, value: String?)] = [
      ("variant", variant.isEmpty ? nil : variant), ("salesperson", filter.salesperson ?? salesperson), ("team", filter.team),
      ("channel", filter.channel?.rawValue), ("source", filter.source), ("category", filter.category), ("action", filter.action),
      ("label", filter.label), ("places", words(options.places)), ("controls", words(options.controls)),
      ("horizon_days", options.horizonDays == KPIOptions().horizonDays ? nil : "\(options.horizonDays)"),
      ("from_stage", options.fromStage), ("to_stage", options.toStage),
    ]
    let all = periods.map { value in
      var figure = Figure(kpi, of: salesperson, unit.ofFigures, definition, value.period, asOf: asOf)
      figure.value = value.value.map(Figure.Value.init)
      (figure.n, figure.numerator, figure.denominator) = (value.n, value.numerator, value.denominator)
      (figure.low, figure.high, figure.reason) = (value.low, value.high, value.reason)
      // When an action began in a town is not asked for by an address.
      if let part = value.listed, options.starts.isEmpty {
        figure.rows = Figure.address(
          "/v1/kpis/\(Figure.encoded(kpi))/rows",
          asked + [
            ("part", part.rawValue), ("from", value.period.from.description), ("to", value.period.to.description),
            ("as_of", asOf?.description),
          ])
      }
      return figure
    }
    return Figures(all, notes: notes)
  }
}

extension KPIUnit {
  fileprivate var ofFigures: Figure.Unit {
    switch self {
    case .count: .count
    case .money: .cents
    case .rate: .rate
    case .number: .number
    }
  }
}

extension Figure.Value {
  fileprivate init(_ number: KPINumber) {
    switch number {
    case .whole(let number): self = .whole(number)
    case .fraction(let number): self = .fraction(number)
    }
  }
}
