import Testing

/// Ids have types: that of a sale is not taken for that of a prospect, and each writes itself in lower case.
@Suite struct IDTests {
  @Test func nothingOfTheDomainIsKnownByABareUUID() {
    let domain: Set = ["CRM", "Planning", "Demo", "Tables", "PlanReport", "filon"]
    for file in SourceFile.all where domain.contains(file.target) && file.path != "CRM/Values/ID.swift" {
      for (number, line) in file.code.enumerated() where line.contains(#/[:>]\s*\[*UUID\b/#) {
        Issue.record("Sources/\(file.path):\(number + 1) has an id without a type: \(line)")
      }
    }
  }
}
