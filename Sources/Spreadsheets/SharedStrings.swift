/// The texts that cells refer to by their place in a list.
///
/// They are kept one behind the other in one piece of memory: a million short strings of Swift would take several times as much.
final class SharedStrings {
  private var bytes: [UInt8] = []
  /// Where each string ends.
  private var ends: [UInt32] = []
  private var isList = false
  private var isString = false
  private var item = StringItem()
  private let part: String
  private let limits: WorkbookLimits

  /// Reads the list of a workbook; nil is the part of one that has none, such as one of numbers.
  init(_ part: String?, of archive: ZipArchive) throws(WorkbookError) {
    self.part = part ?? ""
    limits = archive.limits
    guard let part else { return }
    try XMLStream(archive.open(part, limit: limits.sharedStringsBytes), self, limits: limits).readAll()
  }

  /// The number of strings.
  var count: Int { ends.count }

  /// How many bytes a string has.
  func length(at index: Int) -> Int { range(at: index).count }

  /// The string at a place of the list.
  subscript(index: Int) -> String { String(decoding: bytes[range(at: index)], as: UTF8.self) }

  private func range(at index: Int) -> Range<Int> { Int(index == 0 ? 0 : ends[index - 1])..<Int(ends[index]) }
}

extension SharedStrings: XMLReceiver {
  func start(_ name: XMLText, _ attributes: XMLAttributes) throws(WorkbookError) -> Bool {
    if isString { return item.start(name, attributes) }
    if isList {
      guard name == "si" else { return false }
      item.clear()
      isString = true
      return true
    }
    guard name == "sst" else { throw error(.unexpectedDocument(name.shown)) }
    isList = true
    return true
  }

  func text(_ text: UnsafeBufferPointer<UInt8>) throws(WorkbookError) {
    guard isString else { return }
    item.text(text)
    guard item.bytes.count <= limits.cellBytes else { throw error(.tooLarge(.cell)) }
  }

  func end() throws(WorkbookError) -> Bool {
    guard isString, item.end() else { return false }
    isString = false
    bytes.append(contentsOf: item.bytes)
    guard bytes.count <= min(limits.textBytes, Int(UInt32.max)) else { throw error(.tooLarge(.text)) }
    guard ends.count < limits.strings else { throw error(.tooLarge(.strings)) }
    ends.append(UInt32(bytes.count))
    return false
  }

  func error(_ reason: WorkbookError.Reason) -> WorkbookError { WorkbookError(reason, part: part) }
}
