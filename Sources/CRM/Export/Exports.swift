package import Postgres

/// What is taken out as rows of a file, a thing a row.
package enum ExportKind: String, Sendable, CaseIterable {
  case prospects, opportunities, conversations, sales, expenses
}

/// What an export holds, and for whom it is written.
package struct ExportRequest: Sendable {
  package let kind: ExportKind
  /// Business days, the first and the first no longer in it: those on which prospects were recorded, opportunities opened and facts took
  /// place.
  package var from: Day?
  package var until: Day?
  package var style = CSVStyle.plain

  package init(_ kind: ExportKind) { self.kind = kind }
}

/// Taking out everything of a kind, as files that ``Imports`` reads again.
package struct Exports: Sendable {
  let scope: Scope

  /// The exports of the scope's organization.
  package init(_ scope: Scope) {
    self.scope = scope
  }

  /// Gives `write` the file, row after row as the server sends them: memory does not grow with their number. All are of one moment.
  ///
  /// Salespeople get the prospects in their charge, and of the rest what they may read. What was voided is left out; what was merged goes
  /// by the prospect that was kept.
  ///
  /// - Returns: How many rows there are, without the header.
  package func run(_ request: ExportRequest, _ write: (String) throws -> Void) async throws -> Int {
    try await scope.read { transaction in
      let export = request.kind.export(transaction)
      let format = ExportFormat(style: request.style, currency: Currency(code: scope.organization.currency))
      let writer = CSVWriter(request.style)
      var conditions = export.conditions
      if let from = request.from { conditions.append("\(export.day) >= \(export.bound(from))") }
      if let until = request.until { conditions.append("\(export.day) < \(export.bound(until))") }
      try write(writer.header(export.columns.map { request.style.word("\($0.field)", $0.heading) }))
      var count = 0
      try await transaction.session.stream(
        """
        \(export.selection)
        where \(conditions.joined(separator: "\n  and "))
        order by \(export.order)
        """
      ) { row in
        try write(writer.row(try export.columns.map { try $0.cell(row, format) }))
        count += 1
      }
      return count
    }
  }
}

extension ExportKind: NamedChoice {
  package var name: Message {
    switch self {
    case .prospects: Message(fr: "prospects", en: "prospects")
    case .opportunities: Message(fr: "opportunités", en: "opportunities")
    case .conversations: Message(fr: "conversations", en: "conversations")
    case .sales: Message(fr: "ventes", en: "sales")
    case .expenses: Message(fr: "dépenses", en: "expenses")
    }
  }
}
