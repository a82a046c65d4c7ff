import Foundation

/// SplitMix64 (Steele, Lea, Flood, « Fast splittable pseudorandom number generators », OOPSLA 2014): the same seed gives the same numbers
/// on every machine and with every version of Swift, which the standard library's distributions do not promise.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// The same numbers for the same seed.
  package init(seed: UInt64) {
    state = seed
  }

  /// The next number.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number of a range. The bias of the remainder is below one in 10^15 for the small ranges here.
  package mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// A number from 0 to 1, without the 1, in steps of 2⁻⁵³.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Whether something happens that does so many times in a hundred.
  package mutating func happens(_ percent: Int) -> Bool {
    number(1...100) <= percent
  }

  /// One of several, which must not be empty.
  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(0...(elements.count - 1))]
  }

  /// One of several by their weights, of which one at least is not zero.
  package mutating func pick<Element>(weighted elements: KeyValuePairs<Element, Int>) -> Element {
    var left = number(1...elements.reduce(0) { $0 + $1.value })
    let chosen = elements.first { element in
      left -= element.value
      return left <= 0
    }
    return (chosen ?? elements[0]).key
  }

  /// An identifier of version 8 (RFC 9562, 5.8: made by a rule of one's own).
  package mutating func id<Kind>() -> ID<Kind> {
    let high = next() & ~0xF000 | 0x8000
    let low = next() >> 2 | 0x8000_0000_0000_0000
    return ID(UUID(uuid: unsafeBitCast((high.bigEndian, low.bigEndian), to: uuid_t.self)))
  }
}
