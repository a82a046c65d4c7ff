/// The files in a zip, as its directory lists them.
///
/// The directory is what counts: what stands before the files is compared with it and otherwise not believed, so that sizes which follow
/// the data (data descriptors) are known beforehand.
final class ZipArchive {
  /// A file of the zip.
  struct Entry {
    /// Its name as written.
    let name: [UInt8]
    let flags: Int
    let method: Int
    let checksum: UInt32
    let compressedSize: Int
    let size: Int
    let headerOffset: Int
  }

  let file: RandomAccessFile
  let limits: WorkbookLimits
  /// Where the directory begins, which is behind all files.
  let directoryOffset: Int
  /// Bytes inflated so far, of all entries.
  var inflated = 0
  private var entries: [String: Entry] = [:]

  /// Reads the directory.
  init(_ file: RandomAccessFile, limits: WorkbookLimits) throws(WorkbookError) {
    self.file = file
    self.limits = limits
    let end = try ZipEnd(file)
    directoryOffset = end.directory.lowerBound
    guard end.entries <= limits.entries else { throw WorkbookError(.tooLarge(.entries)) }
    guard end.directory.count <= limits.directoryBytes else { throw WorkbookError(.tooLarge(.directory)) }
    let bytes = try file.bytes(end.directory)
    var offset = 0
    for _ in 0..<end.entries {
      guard let record = DirectoryRecord(bytes, at: offset) else { throw WorkbookError(.damaged(.directory)) }
      offset = record.end
      let name = try Self.partName(record.entry.name)
      guard record.entry.headerOffset < directoryOffset else { throw WorkbookError(.damaged(.directory), part: name) }
      // A folder has no content.
      if name.hasSuffix("/") { continue }
      guard entries.updateValue(record.entry, forKey: name) == nil else { throw WorkbookError(.duplicateEntry(name)) }
    }
    guard offset == bytes.count else { throw WorkbookError(.damaged(.directory)) }
  }

  /// The names of the files, as `part(named:)` takes them.
  var names: some Sequence<String> { entries.keys }

  /// Whether there is a file of this name.
  func has(_ part: String) -> Bool { entries[Self.key(part)] != nil }

  /// Opens a file.
  /// - Parameters:
  ///   - part: Its path, without a slash at the start.
  ///   - limit: How many bytes it may have.
  func open(_ part: String, limit: Int) throws(WorkbookError) -> ZipEntryReader {
    guard let entry = entries[Self.key(part)] else { throw WorkbookError(.missingPart, part: part) }
    return try ZipEntryReader(entry, of: self, part: part, limit: limit)
  }

  /// The name of a file as it is looked up. Names are compared without regard to case, as the standard of the package says, and some
  /// programs of old write backslashes.
  private static func partName(_ bytes: [UInt8]) throws(WorkbookError) -> String {
    let written = String(decoding: bytes, as: UTF8.self)
    let name = key(String(written.map { $0 == "\\" ? "/" : $0 }))
    // Nothing is ever written to a disk under these names. Whoever tries it has no honest workbook, though.
    let steps = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, !name.hasPrefix("/"), !name.contains("\0"), !steps.contains(".."), steps.first?.hasSuffix(":") == false else {
      throw WorkbookError(.misleadingName(written))
    }
    return name
  }

  private static func key(_ name: String) -> String { name.lowercased() }
}

/// A record of a zip's directory.
private struct DirectoryRecord {
  let entry: ZipArchive.Entry
  /// Where the next record begins.
  let end: Int

  init?(_ bytes: [UInt8], at offset: Int) {
    func number(_ place: Int, _ width: Int) -> Int? { bytes.number(at: offset + place, width: width) }
    guard number(0, 4) == 0x0201_4B50, let flags = number(8, 2), let method = number(10, 2), let checksum = number(16, 4),
      var compressedSize = number(20, 4), var size = number(24, 4), let nameLength = number(28, 2), let extraLength = number(30, 2),
      let commentLength = number(32, 2), var headerOffset = number(42, 4)
    else { return nil }
    let extra = offset + 46 + nameLength
    end = extra + extraLength + commentLength
    guard end <= bytes.count else { return nil }
    let unknown = 0xFFFF_FFFF
    if size == unknown || compressedSize == unknown || headerOffset == unknown {
      // Zip64: those that have no room stand in a field of their own, in this order.
      guard var place = Self.zip64(bytes, extra..<(extra + extraLength)) else { return nil }
      func next() -> Int? {
        defer { place = place.dropFirst(8) }
        return place.count >= 8 ? bytes.number(at: place.lowerBound, width: 8) : nil
      }
      if size == unknown {
        guard let long = next() else { return nil }
        size = long
      }
      if compressedSize == unknown {
        guard let long = next() else { return nil }
        compressedSize = long
      }
      if headerOffset == unknown {
        guard let long = next() else { return nil }
        headerOffset = long
      }
    }
    entry = ZipArchive.Entry(
      name: Array(bytes[(offset + 46)..<extra]), flags: flags, method: method, checksum: UInt32(truncatingIfNeeded: checksum),
      compressedSize: compressedSize, size: size, headerOffset: headerOffset)
  }

  /// Where the field of zip64 has its numbers.
  private static func zip64(_ bytes: [UInt8], _ extra: Range<Int>) -> Range<Int>? {
    var place = extra.lowerBound
    while place + 4 <= extra.upperBound, let id = bytes.number(at: place, width: 2), let length = bytes.number(at: place + 2, width: 2) {
      let content = (place + 4)..<(place + 4 + length)
      guard content.upperBound <= extra.upperBound else { return nil }
      if id == 1 { return content }
      place = content.upperBound
    }
    return nil
  }
}
