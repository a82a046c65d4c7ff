package import CRM

extension PlanDocument {
  /// The document as the file writes it.
  func yaml(_ writing: PlanWriting, version: Int? = nil) -> PlanYAML {
    var writing = writing
    writing.kpis = kpis
    return .mapping(writing.entries(PlanContent(document: self, base: version)))
  }

  /// A file that says this, and nothing else.
  ///
  /// - Parameters:
  ///   - series: The outside series of the organization, by name.
  ///   - version: The version that it is.
  ///   - isTemplate: Whether each key is explained, those that could be filled in, too.
  package func source(
    in language: Language, currency: String = "EUR", series: [String: SeriesUnit] = [:], version: Int? = nil, isTemplate: Bool = false
  ) -> String {
    let writing = PlanWriting(
      language: language, currency: Currency(code: currency), isTemplate: isTemplate, series: series)
    let heading = isTemplate ? Message.planHeading.text(in: language) + "\n" : ""
    return heading + yaml(writing, version: version).text(in: language, isExplained: isTemplate)
  }
}

extension Plans {
  /// A file of a version of a plan that applies without difference: the one that was written, where it still says what is stored.
  ///
  /// - Parameters:
  ///   - number: The one in force when nil.
  ///   - isFresh: Written anew from what is stored, with every key explained.
  package func export(_ plan: String? = nil, version number: Int? = nil, isFresh: Bool = false, in language: Language) async throws
    -> String
  {
    let version = if let number { try await version(number, of: plan) } else { try await current(plan) }
    let context = try await context()
    if !isFresh, let source = PlanFile(source: version.source, in: context).source(withVersion: version.number) {
      let file = PlanFile(source: source, in: context)
      if file.document == version.document, file.base == version.number { return source }
    }
    return version.document.source(
      in: language, currency: context.currency, series: context.series, version: version.number, isTemplate: isFresh)
  }
}
