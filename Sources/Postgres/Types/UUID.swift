import Synchronization

#if canImport(Darwin)
  import Darwin
  public import Foundation
#else
  public import FoundationEssentials
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif
#endif

extension UUID: PostgresCodable {
  public static var postgresType: DataType { .uuid }

  public func encode(into bytes: inout [UInt8]) {
    withUnsafeBytes(of: uuid) { bytes.append(contentsOf: $0) }
  }

  public init(_ cell: Cell) throws(Refusal) {
    let bytes = try cell.bytes(.uuid)
    guard bytes.count == 16 else { throw Refusal("a uuid of \(bytes.count) bytes") }
    self.init(uuid: bytes.loadUnaligned(as: uuid_t.self))
  }
}

extension UUID {
  /// A new identifier of version 7, greater than every earlier one of this process: milliseconds since 1970, 12 bits of the fraction of the millisecond, 62 random bits
  /// (RFC 9562, 5.7 and 6.2 method 3). Ordered by time, so that indexes grow at one end.
  public static func v7() -> UUID {
    let ticks = nextTicks()
    let random = UInt64.random(in: .min ... .max)
    let high = (ticks >> 12) << 16 | 0x7000 | ticks & 0xFFF
    let low = 0x8000_0000_0000_0000 | random >> 2
    return UUID(uuid: unsafeBitCast((high.bigEndian, low.bigEndian), to: uuid_t.self))
  }

  private static let lastTicks = Atomic<UInt64>(0)

  /// 4096ths of a millisecond since 1970; none for a clock that stands before it.
  static func ticks(seconds: Int64, nanoseconds: Int64) -> UInt64 {
    guard let seconds = UInt64(exactly: seconds), let nanoseconds = UInt64(exactly: nanoseconds) else { return 0 }
    return (seconds * 1000 + nanoseconds / 1_000_000) << 12 | nanoseconds % 1_000_000 * 4096 / 1_000_000
  }

  /// 4096ths of a millisecond since 1970, never the same twice: when the clock stands or goes back, one more than the last.
  private static func nextTicks() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let now = ticks(seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
    var last = lastTicks.load(ordering: .relaxed)
    while true {
      let next = max(now, last + 1)
      let (exchanged, original) = lastTicks.compareExchange(expected: last, desired: next, ordering: .relaxed)
      if exchanged { return next }
      last = original
    }
  }
}
