import CRM

@testable import Planning

extension KPIs {
  /// The values of many KPIs in the same periods.
  func values(
    of requests: [KPIRequest], in periods: [Period], people: [Salesperson.ID] = [], asOf: AsOf? = nil
  ) async throws -> [KPIValues] {
    try await scope.report {
      try await $0.kpiValues(of: requests, in: Array(repeating: periods, count: requests.count), people: people, asOf)
    }
  }
}
