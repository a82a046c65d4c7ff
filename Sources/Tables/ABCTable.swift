package import CRM
import Postgres

extension ABCCriterion {
  /// A value of the criterion: money, or a number of orders.
  package func cell(_ value: Int?) -> TableCell { self == .orders ? .integer(value) : .money(value) }
}

extension ABCReport {
  /// The classes, and prospects who never bought.
  package var classTable: Table {
    typealias Line = (name: String, customers: Int, all: Summary?)
    let lines = ABCClass.allCases.compactMap { name in
      classes[name.rawValue].map { Line(name: name.rawValue, customers: $0.customers, all: $0) }
    }
    return Table(
      lines + [Line(name: "P", customers: prospects, all: nil)], title: .titleClasses(window),
      notes: [reason].compactMap(\.self) + notes + (runID.map { [.runSaved($0.description)] } ?? [])
    ) {
      Column("class", .labelClass, below: [.cell(.message(.labelTotal))]) { .text($0.name) }
      Column("customers", .labelCustomers, .trailing, below: [.cell(.integer(customers.count))]) { .integer($0.customers) }
      Column("customers_share", .headerCustomersShare, .trailing) { .hundredths($0.all?.customersShare) }
      Column("value", .labelValue, .trailing, below: [.cell(criterion.cell(total))]) { criterion.cell($0.all?.value) }
      Column("share", .headerShare, .trailing) { .percentage($0.all?.share) }
      Column("revenue", .headerRevenue, .trailing, below: [.cell(.money(totalCents))]) { .money($0.all?.revenueCents) }
    }
  }
}

extension TableCell {
  /// A share in hundredths, as CSV has it.
  package static func hundredths(_ share: Double?) -> TableCell { .decimal(share.map { $0 * 100 }, digits: 1) }
}
