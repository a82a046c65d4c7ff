import CRM

/// The values of a KPI part by part, with what was due of them.
package struct Trend: Sendable, Hashable {
  /// Nil is a gap.
  package let values: [Double?]
  package let targets: [Double?]
  /// What somebody hears who does not see it.
  package let description: String

  package init(values: [Double?], targets: [Double?], description: String) {
    (self.values, self.targets, self.description) = (values, targets, description)
  }

  /// In letters: `▁▃·▇`, a dot for a gap.
  package var text: String {
    let finite = values.compactMap(\.self).filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return Formats.missing }
    let steps = Array("▁▂▃▄▅▆▇█")
    return String(
      values.map { value in
        guard let value, value.isFinite else { return "·" }
        return high > low ? steps[Int((value - low) / (high - low) * Double(steps.count - 1) + 0.5)] : steps[3]
      })
  }
}
