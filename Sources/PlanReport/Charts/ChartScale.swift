import CRM
import Planning

/// A vertical axis from round number to round number, with zero on it.
struct ChartScale {
  let low: Double
  let high: Double
  let ticks: [Double]

  /// An axis on which all values have room. What is not finite is not on it.
  init(_ values: [Double]) {
    let finite = values.filter { $0.isFinite && $0.magnitude < 1e300 }
    let (least, most) = (min(0, finite.min() ?? 0), max(0, finite.max() ?? 0))
    let span = most - least
    let step = span > 0 ? Self.roundStep(span / 4) : 1
    let first = (least / step).rounded(.down)
    let last = max((most / step).rounded(.up), first + 1)
    ticks = stride(from: first, through: last, by: 1).map { $0 * step }
    low = first * step
    high = last * step
  }

  /// Where a value stands between the bottom of the axis, 0, and its top, 1.
  func position(_ value: Double) -> Double { (value - low) / (high - low) }

  /// The least of 1, 2, 2.5, 5 × 10ⁿ that is not below.
  private static func roundStep(_ least: Double) -> Double {
    var power = 1.0
    while power * 10 <= least { power *= 10 }
    while power > least { power /= 10 }
    return [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= least } ?? power * 10
  }
}

/// In what the values of a chart are counted, and how its axis writes them.
enum ChartUnit: Sendable, Hashable {
  case count
  /// Units of the currency.
  case money
  /// Hundredths.
  case percent

  /// The ticks of an axis, short and all in one unit: `5 k€`, `10 k€`.
  func texts(of ticks: [Double], _ formats: Formats) -> [String] {
    if self == .percent { return ticks.map { formats.percent($0 / 100).replacing(formats.language == .fr ? ",0" : ".0", with: "") } }
    let scales: [(from: Double, one: Double, letter: String)] = [
      (1e12, 1e12, "T"), (1e9, 1e9, formats.language == .fr ? "Md" : "bn"), (1e6, 1e6, "M"), (1e4, 1e3, "k"),
    ]
    // In thousands where ten thousand is on it.
    let most = ticks.map(\.magnitude).max() ?? 0
    let (_, one, letter) = scales.first { most >= $0.from } ?? (0, 1, "")
    let scaled = ticks.map { $0 / one }
    let places = (0...2).first { places in scaled.allSatisfy { isWhole($0, places) } } ?? 2
    return scaled.map { text($0, places, letter, formats) }
  }

  private func isWhole(_ value: Double, _ places: Int) -> Bool {
    let shifted = value * [1, 10, 100][places]
    return abs(shifted - shifted.rounded()) < 1e-6
  }

  private func text(_ value: Double, _ places: Int, _ letter: String, _ formats: Formats) -> String {
    guard value.magnitude < 1e12 else { return "…" }
    let sign = value < 0 ? Formats.minus : ""
    let number = places == 0 ? formats.integer(Int(value.magnitude.rounded())) : formats.decimal(value.magnitude, places: places)
    guard self == .money else { return sign + (letter.isEmpty ? number : "\(number)\u{202F}\(letter)") }
    let symbol = formats.currency.symbol
    return switch formats.language {
    case .fr: "\(sign)\(number)\u{A0}\(letter)\(symbol)"
    case .en: "\(sign)\(symbol)\(number)\(letter)"
    }
  }
}
