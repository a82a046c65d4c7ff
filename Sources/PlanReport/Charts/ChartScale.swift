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

  /// Short: `1,2 M€`, `250 k€`, `40`, `12,5 %`.
  func text(_ value: Double, _ formats: Formats) -> String {
    if self == .percent { return formats.percent(value / 100).replacing(formats.language == .fr ? ",0" : ".0", with: "") }
    let scales: [(Double, String)] = [(1e12, "T"), (1e9, formats.language == .fr ? "Md" : "bn"), (1e6, "M"), (1e4, "k")]
    // Written in thousands from ten thousand on: 2 500, 25 k.
    let (least, letter) = scales.first { value.magnitude >= $0.0 } ?? (1, "")
    let scaled = value / (letter == "k" ? 1e3 : least)
    let rounded = (scaled * 10).rounded() / 10
    guard rounded.magnitude < 1e12 else { return "…" }
    let number = rounded == rounded.rounded() ? formats.integer(Int(rounded)) : formats.decimal(rounded)
    guard self == .money else { return letter.isEmpty ? number : "\(number)\u{202F}\(letter)" }
    let symbol = formats.currency.symbol
    return switch formats.language {
    case .fr: "\(number)\u{A0}\(letter)\(symbol)"
    case .en: number.hasPrefix("-") ? "-\(symbol)\(number.dropFirst())\(letter)" : "\(symbol)\(number)\(letter)"
    }
  }
}
