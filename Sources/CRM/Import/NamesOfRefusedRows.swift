import Postgres

// Rows with faults in their own cells are not recorded, and what they name is looked up all the same: who mends a row is told all that is
// wrong with it.
extension ImportContext {
  /// Refuses in rows the prospects and the salespeople that they name and that cannot be found.
  ///
  /// - Parameter dayFields: Those that say on which day a row is; today when there are none. Where the day cannot be read, nobody knows who
  ///   of several is meant on it.
  func refuseUnknownPeople(in rows: [ImportRow], on dayFields: [String]) async throws {
    try await names.look(up: Set(rows.compactMap { $0.text("prospect") }))
    for row in rows {
      row.check("prospect") { text throws(RowRejection) in if !names.makes(prospect: text) { _ = try names.prospect(text) } }
      let day = dayFields.isEmpty ? today : row.firstDay(of: dayFields)
      for field in ImportMapping.Creation.salespeople.fields {
        row.check(field) { name throws(RowRejection) in
          let isKnown = names.knows(salesperson: name)
          if isKnown ? day != nil : !names.mapping.creations.contains(.salespeople) {
            _ = try names.salesperson(name, on: day ?? today, field: field)
          }
        }
      }
    }
  }
}

extension ImportRow {
  /// Notes why the text of a field means nothing, unless its cell is refused already.
  func check(_ field: String, _ find: (String) throws(RowRejection) -> Void) {
    guard !isRefused(field), let text = text(field) else { return }
    check { () throws(RowRejection) in try find(text) }
  }

  /// Notes why something in the row means nothing.
  func check(_ find: () throws(RowRejection) -> Void) {
    do {
      try find()
    } catch {
      for fault in error.faults { refuse(fault.field ?? "", fault.reason) }
    }
  }

  /// The day of the first of these fields that is given; nil when it cannot be read.
  fileprivate func firstDay(of fields: [String]) -> Day? { fields.first { text($0) != nil }.flatMap { day($0) } }
}
