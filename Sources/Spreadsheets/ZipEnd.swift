/// What the end of a zip says of its directory.
struct ZipEnd {
  /// Where it stands in the file.
  let directory: Range<Int>
  /// How many files it lists.
  let entries: Int

  private static let length = 22
  private static let signature = 0x0605_4B50

  /// Looks for the end record, behind which a comment may follow, of 64 KB at most.
  init(_ file: RandomAccessFile) throws(WorkbookError) {
    let start = max(0, file.size - Self.length - 0xFFFF)
    let tail = try file.bytes(start..<file.size)
    var place = tail.count - Self.length
    while place >= 0, tail.number(at: place, width: 4) != Self.signature { place -= 1 }
    // Without it, the rest of a download is missing.
    guard place >= 0 else { throw WorkbookError(.truncated) }
    func number(_ offset: Int, _ width: Int) throws(WorkbookError) -> Int {
      guard let number = tail.number(at: place + offset, width: width) else { throw WorkbookError(.damaged(.directory)) }
      return number
    }
    var (disk, disks) = (try number(4, 2), try number(6, 2))
    var (here, entries) = (try number(8, 2), try number(10, 2))
    var (size, offset) = (try number(12, 4), try number(16, 4))
    var end = start + place
    if disk == 0xFFFF || entries == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF, let long = try Self.zip64(file, before: end) {
      (disk, disks, here, entries, size, offset, end) = (long.disk, long.disks, long.here, long.entries, long.size, long.offset, long.place)
    }
    guard disk == 0, disks == 0, here == entries, size >= 0, offset >= 0, offset <= end, size <= end - offset else {
      throw WorkbookError(.damaged(.directory))
    }
    directory = offset..<(offset + size)
    self.entries = entries
  }

  private typealias Long = (disk: Int, disks: Int, here: Int, entries: Int, size: Int, offset: Int, place: Int)

  /// The numbers of zip64, if the file has them: a record that says where they are stands before the end record.
  private static func zip64(_ file: RandomAccessFile, before end: Int) throws(WorkbookError) -> Long? {
    guard end >= 20 else { return nil }
    let locator = try file.bytes((end - 20)..<end)
    guard locator.number(at: 0, width: 4) == 0x0706_4B50 else { return nil }
    guard let place = locator.number(at: 8, width: 8), place <= end - 20 - 56 else { throw WorkbookError(.damaged(.directory)) }
    let record = try file.bytes(place..<(place + 56))
    guard record.number(at: 0, width: 4) == 0x0606_4B50, let disk = record.number(at: 16, width: 4),
      let disks = record.number(at: 20, width: 4), let here = record.number(at: 24, width: 8),
      let entries = record.number(at: 32, width: 8),
      let size = record.number(at: 40, width: 8), let offset = record.number(at: 48, width: 8)
    else { throw WorkbookError(.damaged(.directory)) }
    return (disk, disks, here, entries, size, offset, place)
  }
}
