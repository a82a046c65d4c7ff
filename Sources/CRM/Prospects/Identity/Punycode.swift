/// Domain names beyond ASCII, as the domain name system writes them (RFC 3492).
enum Punycode {
  /// A label of a domain in ASCII; `nil` when it is too long to be one.
  static func label(_ text: Substring) -> String? {
    let scalars = text.unicodeScalars.map(\.value)
    guard scalars.contains(where: { $0 >= 0x80 }) else { return String(text) }
    guard scalars.count <= 63 else { return nil }
    var output = String(String.UnicodeScalarView(text.unicodeScalars.filter(\.isASCII)))
    let basicCount = output.utf8.count
    var handled = basicCount
    if basicCount > 0 { output += "-" }
    var code: UInt32 = 0x80
    var delta = 0
    var bias = 72
    while handled < scalars.count, let next = scalars.filter({ $0 >= code }).min() {
      delta += Int(next - code) * (handled + 1)
      code = next
      for scalar in scalars {
        if scalar < code { delta += 1 }
        guard scalar == code else { continue }
        var rest = delta
        var position = base
        while true {
          let threshold = min(max(position - bias, 1), 26)
          guard rest >= threshold else { break }
          output.unicodeScalars.append(digit(threshold + (rest - threshold) % (base - threshold)))
          rest = (rest - threshold) / (base - threshold)
          position += base
        }
        output.unicodeScalars.append(digit(rest))
        bias = adapted(delta, count: handled + 1, isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      code += 1
    }
    return "xn--" + output
  }

  private static let base = 36

  private static func digit(_ value: Int) -> Unicode.Scalar { Unicode.Scalar(UInt8(value < 26 ? 0x61 + value : 0x30 + value - 26)) }

  private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
    var rest = isFirst ? delta / 700 : delta / 2
    rest += rest / count
    var bias = 0
    while rest > 455 {
      rest /= 35
      bias += base
    }
    return bias + 36 * rest / (rest + 38)
  }
}
