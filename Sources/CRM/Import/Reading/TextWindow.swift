/// A window on the text of a file, in UTF-8: bytes before `start` are done with, bytes up to `end` are decoded.
final class TextWindow {
  /// What a call of `extend` brought.
  enum Extension {
    case more, end, malformed
  }

  private(set) var bytes: UnsafeMutablePointer<UInt8>
  var start = 0
  private(set) var end = 0
  /// Whether the text ends at `end`.
  private(set) var isComplete = false

  private let file: InputFile
  private let decoder: TextDecoder
  private let chunk: UnsafeMutableRawBufferPointer
  private var chunkCount = 0
  private var capacity: Int
  private var isMalformed = false

  init(file: InputFile, encoding: TextEncoding, chunkSize: Int) {
    self.file = file
    decoder = TextDecoder(encoding: encoding)
    // Room for a whole character beside what a cut one left.
    chunk = .allocate(byteCount: max(chunkSize, 8), alignment: 16)
    capacity = 2 * chunk.count
    bytes = .allocate(capacity: capacity)
  }

  deinit {
    chunk.deallocate()
    bytes.deallocate()
  }

  /// The text in the window.
  var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes + start, count: end - start) }

  /// Adds text after `end`: at least as much as is pending, so that rescanning a growing record stays linear. Offsets change.
  func extend() throws(CRMError) -> Extension {
    if isMalformed { return .malformed }
    if isComplete { return .end }
    let pending = end - start
    if start > 0 {
      bytes.update(from: bytes + start, count: pending)
      start = 0
      end = pending
    }
    let goal = pending + max(pending, chunk.count)
    while end < goal, !isComplete, !isMalformed { try decodeChunk() }
    if end > pending { return .more }
    return isMalformed ? .malformed : .end
  }

  private func decodeChunk() throws(CRMError) {
    let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: chunk[chunkCount...]))
    chunkCount += count
    let input = UnsafeRawBufferPointer(rebasing: chunk[..<chunkCount])
    reserve(end + decoder.capacity(for: chunkCount))
    let step = decoder.decode(input, isLast: count == 0, into: bytes + end)
    end += step.produced
    isMalformed = step.isMalformed
    isComplete = count == 0 && !isMalformed
    let rest = UnsafeRawBufferPointer(rebasing: input[step.consumed...])
    chunk.copyMemory(from: rest)
    chunkCount = rest.count
  }

  private func reserve(_ count: Int) {
    guard count > capacity else { return }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: max(count, 2 * capacity))
    larger.update(from: bytes, count: end)
    bytes.deallocate()
    bytes = larger
    capacity = max(count, 2 * capacity)
  }
}
